//! Bars that reach beyond the time to draw are cut where it ends.

use super::extent::{Extent, Stretch};
use super::facts::{Fact, reach};

/// Over how much of a bar, in pixels, it fades at the edge of the picture, and over how much
/// of it at most.
pub(super) const TAIL: (f64, f64) = (28.0, 0.3);

/// Cuts the bars of facts and accounts where the time to draw ends. An account beyond it is
/// left to the card.
pub(super) fn cut(facts: &mut [Fact], (first, last): (f64, f64)) {
    if first.is_infinite() && last.is_infinite() {
        return;
    }
    let within = |extent: Extent| within(extent, (first, last));
    for fact in facts {
        let told = fact.claims.len();
        fact.claims.retain_mut(|claim| {
            let shown = within(claim.extent);
            claim.extent = shown.unwrap_or(claim.extent);
            shown.is_some()
        });
        fact.is_partial = (1..told).contains(&fact.claims.len());
        let shown = reach(&fact.claims).or_else(|| within(fact.extent));
        fact.extent = shown.unwrap_or(fact.extent);
        for rim in &mut fact.rims {
            *rim = rim.clamp(first, last);
        }
    }
}

/// As much of an extent as lies within a time; none where nothing does.
fn within(extent: Extent, (first, last): (f64, f64)) -> Option<Extent> {
    let bar = match extent {
        Extent::Point { at, .. } => return (first..=last).contains(&at).then_some(extent),
        Extent::Nowhere => return Some(extent),
        Extent::Stretch(bar) => bar,
    };
    let is_outside =
        bar.from.is_some_and(|from| from >= last) || bar.to.is_some_and(|to| to <= first);
    if is_outside {
        return None;
    }
    let sure = bar.sure.map(|(from, to)| (from.max(first), to.min(last)));
    Some(Extent::Stretch(Stretch {
        from: bar.from.map(|from| from.max(first)),
        to: bar.to.map(|to| to.min(last)),
        sure: sure.filter(|(from, to)| from <= to),
        cut: (
            bar.from.is_some_and(|from| from < first),
            bar.to.is_some_and(|to| to > last),
        ),
        ..bar
    }))
}

/// The times at which bars are cut; infinite where none is.
pub(super) fn edges(facts: &[Fact]) -> (f64, f64) {
    let bars = facts.iter().flat_map(Fact::extents);
    let bars = bars.filter_map(|extent| match extent {
        Extent::Stretch(bar) => Some(bar),
        _ => None,
    });
    bars.fold((f64::NEG_INFINITY, f64::INFINITY), |(first, last), bar| {
        (
            bar.from.filter(|_| bar.cut.0).unwrap_or(first),
            bar.to.filter(|_| bar.cut.1).unwrap_or(last),
        )
    })
}

/// The opacity along a bar that is as solid as anywhere up to where it is cut, and fades
/// out there.
pub(super) fn run_out(
    mut fade: Vec<(f64, f64)>,
    cut: (bool, bool),
    length: f64,
) -> Vec<(f64, f64)> {
    let tail = (TAIL.0 / length).min(TAIL.1);
    let most = fade.iter().map(|stop| stop.1).fold(0.0, f64::max);
    if cut.0 {
        fade = from_nothing(fade, most, tail);
    }
    if cut.1 {
        let turned =
            |fade: Vec<(f64, f64)>| fade.into_iter().rev().map(|(at, how)| (1.0 - at, how));
        fade = turned(from_nothing(turned(fade).collect(), most, tail)).collect();
    }
    fade
}

/// The same opacity with nothing at its beginning and all of it a little later.
fn from_nothing(fade: Vec<(f64, f64)>, most: f64, tail: f64) -> Vec<(f64, f64)> {
    let solid = fade.iter().position(|stop| stop.1 >= most).unwrap_or(0);
    let rest = fade.into_iter().skip(solid).filter(|stop| stop.0 > tail);
    [(0.0, 0.0), (tail, most)].into_iter().chain(rest).collect()
}
