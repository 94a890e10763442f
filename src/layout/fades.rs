//! How opaque bars are along them.

/// A bar that is solid where the fact surely lasted and fades over the
/// stretch in which it began or ended.
pub(super) fn span_fade(start: (bool, f64), end: (bool, f64)) -> Vec<(f64, f64)> {
    let mut fade = Vec::new();
    let edge = |open: bool| if open { 0.0 } else { 0.25 };
    let least = |open: bool| if open { 0.02 } else { 0.0 };
    if start.0 || start.1 > 0.002 {
        fade.push((0.0, edge(start.0)));
        fade.push((start.1.max(least(start.0)), 0.9));
    } else {
        fade.push((0.0, 0.9));
    }
    if end.0 || end.1 < 0.998 {
        fade.push((end.1.min(1.0 - least(end.0)), 0.9));
        fade.push((1.0, edge(end.0)));
    } else {
        fade.push((1.0, 0.9));
    }
    fade
}

/// How opaque the bar of a date known roughly is along it: nowhere as a span, which is
/// solid, and far into it fainter.
pub(crate) const VAGUE_FADE: [(f64, f64); 4] = [(0.0, 0.15), (0.35, 0.8), (0.65, 0.8), (1.0, 0.15)];

/// A bar over all that a moment's date can be, faint towards its bounds.
pub(super) fn vague_fade(open_start: bool, open_end: bool) -> Vec<(f64, f64)> {
    match (open_start, open_end) {
        (true, _) => vec![(0.0, 0.0), (0.75, 0.8), (1.0, 0.8)],
        (_, true) => vec![(0.0, 0.8), (0.25, 0.8), (1.0, 0.0)],
        _ => VAGUE_FADE.to_vec(),
    }
}

/// A thin line between bounds that were worked out: even, as nothing says
/// where between them.
pub(super) fn derived_fade(open_start: bool, open_end: bool) -> Vec<(f64, f64)> {
    const LINE: f64 = 0.7;
    let edge = |open: bool| if open { 0.0 } else { LINE };
    vec![
        (0.0, edge(open_start)),
        (0.3, LINE),
        (0.7, LINE),
        (1.0, edge(open_end)),
    ]
}
