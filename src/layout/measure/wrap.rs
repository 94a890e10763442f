//! Text into lines that fit.

use unicode_segmentation::UnicodeSegmentation;

use super::words::{HYPHEN, Piece, Pieces};
use super::{Extent, TextStyle, width};

/// Texts of more pieces than this are wrapped line by line as they come.
const SHORT: usize = 160;

const ELLIPSIS: &str = "…";

/// Text in lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrapped {
    /// The lines, each with some text; none for empty text.
    pub lines: Vec<String>,
    /// Whether words were left out; the last line then ends with `…` where it
    /// has room for it.
    pub cut: bool,
}

/// Breaks text into at most `max_lines` lines, none wider than `max_width`
/// pixels by [`width`](super::width).
///
/// Uses as few lines as possible, or one more rather than tear a short word at
/// its hyphen, and makes them as even as possible: the sum
/// of the squared rests is least (Knuth and Plass 1981, without hyphenation).
/// White space and control characters become single spaces. Lines break at
/// spaces, after hyphens between letters where no space would do, after dashes
/// between letters, between East Asian
/// characters, and inside a word only where it is wider than a line. Long
/// texts are filled line by line. Takes time linear in the text it shows.
///
/// ```
/// use causeline::layout::measure::{TextStyle, Weight, wrap};
/// let style = TextStyle::new(13.5, Weight::SemiBold);
/// let wrapped = wrap("20 years at the centre of the war on the Taliban", style, 220.0, 3);
/// assert_eq!(wrapped.lines, ["20 years at the centre of", "the war on the Taliban"]);
/// assert!(!wrapped.cut);
/// ```
pub fn wrap(text: &str, style: TextStyle, max_width: f64, max_lines: usize) -> Wrapped {
    if max_lines > 0 && is_line(text) && width(text, style) <= max_width {
        let lines = vec![text.to_owned()];
        return Wrapped { lines, cut: false };
    }
    Measured::new(text, style, max_width).wrap(max_width, max_lines)
}

/// Whether a text, if it has the room, is one line as it is: short, of plain letters with
/// single spaces between them.
fn is_line(text: &str) -> bool {
    const LONGEST: usize = 64;
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    bytes.len() <= LONGEST
        && bytes.iter().all(|byte| matches!(byte, b' '..0x7F))
        && bytes.windows(2).all(|pair| pair != b"  ")
        && ![first, last].contains(&&b' ')
}

/// A text whose words are measured once, to be set to several measures.
pub(in crate::layout) struct Measured<'a> {
    text: &'a str,
    style: TextStyle,
    /// Its pieces, where it is short and none is wider than the narrowest
    /// measure: then no measure breaks it elsewhere.
    pieces: Option<Vec<Piece<'a>>>,
}

impl<'a> Measured<'a> {
    /// Measures a text for lines of that width and wider ones.
    pub(in crate::layout) fn new(text: &'a str, style: TextStyle, narrowest: f64) -> Self {
        let mut source = Pieces::new(text, Setter::new(style, narrowest));
        let mut pieces = Vec::with_capacity(16);
        while pieces.len() <= SHORT
            && let Some(piece) = source.next()
        {
            pieces.push(piece);
        }
        let whole = pieces.len() <= SHORT && !source.broken;
        Self {
            text,
            style,
            pieces: whole.then_some(pieces),
        }
    }

    /// Whether the text fits so many lines of that width without being cut.
    pub(in crate::layout) fn fits(&self, max_width: f64, max_lines: usize) -> bool {
        let setter = Setter::new(self.style, max_width);
        match &self.pieces {
            Some(pieces) => setter.holds(pieces.iter().copied(), max_lines),
            None => setter.holds(Pieces::new(self.text, setter), max_lines),
        }
    }

    /// [`wrap`] without measuring the words again.
    pub(in crate::layout) fn wrap(&self, max_width: f64, max_lines: usize) -> Wrapped {
        let setter = Setter::new(self.style, max_width);
        match &self.pieces {
            Some(pieces) => setter.wrap(pieces.iter().copied(), max_lines),
            None => setter.wrap(Pieces::new(self.text, setter), max_lines),
        }
    }
}

/// Pieces in lines.
struct Filled<'a> {
    pieces: Vec<Piece<'a>>,
    /// The index of the first piece of each line.
    starts: Vec<usize>,
}

impl<'a> Filled<'a> {
    fn lines(&self) -> impl Iterator<Item = &[Piece<'a>]> {
        let ends = self.starts.iter().skip(1).copied();
        let ends = ends.chain([self.pieces.len()]);
        let ranges = self.starts.iter().zip(ends);
        ranges.map(|(start, end)| &self.pieces[*start..end])
    }
}

/// Sets lines of one style to one measure.
#[derive(Clone, Copy)]
pub(super) struct Setter {
    pub(super) style: TextStyle,
    max_width: f64,
    space: Extent,
}

impl Setter {
    fn new(style: TextStyle, max_width: f64) -> Self {
        Self {
            style,
            max_width,
            space: Extent::of(" ", style.weight),
        }
    }

    fn wrap<'a>(self, mut pieces: impl Iterator<Item = Piece<'a>>, max_lines: usize) -> Wrapped {
        let (mut filled, rest) = self.fill(&mut pieces, max_lines);
        let Some(rest) = rest else {
            let count = filled.starts.len();
            if count > 1 && filled.pieces.len() <= SHORT {
                let pieces = filled.pieces.as_slice();
                let (cost, mut starts) = self.even_out(pieces, count);
                let is_torn = |start: &usize| self.tearing(pieces, *start) > 0.0;
                // Better one more line than half a word.
                if starts.iter().any(is_torn) && count < max_lines.min(pieces.len()) {
                    let more = self.even_out(pieces, count + 1);
                    if more.0 < cost {
                        starts = more.1;
                    }
                }
                filled.starts = starts;
            }
            let lines = filled.lines().map(join).collect();
            return Wrapped { lines, cut: false };
        };
        let (mut filled, rest) = self.untorn(filled, rest);
        let last = match filled.starts.pop() {
            Some(start) => filled.pieces.split_off(start),
            None => Vec::new(),
        };
        let mut lines: Vec<String> = filled.lines().map(join).collect();
        lines.extend((max_lines > 0).then(|| self.shorten(last, rest)).flatten());
        Wrapped { lines, cut: true }
    }

    /// The same lines, of a text that is cut anyway, with short words whole: a word
    /// that a line would tear goes to the next, and what has no room any more is
    /// left out. Returns its first piece.
    fn untorn<'a>(self, filled: Filled<'a>, rest: Piece<'a>) -> (Filled<'a>, Piece<'a>) {
        let most = filled.starts.len();
        let mut pieces = filled.pieces;
        pieces.push(rest);
        let is_torn = |at: usize| self.tearing(&pieces, at) >= self.max_width * self.max_width;
        let mut starts: Vec<usize> = Vec::with_capacity(most);
        let mut extent = None;
        let mut at = 0;
        while at < pieces.len() {
            let longer = self.extended(extent, &pieces[at]);
            if extent.is_some() && self.fits(longer) {
                (extent, at) = (Some(longer), at + 1);
                continue;
            }
            let line = starts.last().map_or(0, |start| start + 1);
            let begin = (line..=at).rev().find(|at| !is_torn(*at)).unwrap_or(at);
            if starts.len() == most {
                at = begin;
                break;
            }
            starts.push(begin);
            (extent, at) = (Some(pieces[begin].extent), begin + 1);
        }
        let rest = pieces[at.min(pieces.len() - 1)];
        pieces.truncate(at);
        (Filled { pieces, starts }, rest)
    }

    /// Whether so many lines hold all the pieces.
    fn holds<'a>(self, pieces: impl Iterator<Item = Piece<'a>>, max_lines: usize) -> bool {
        let (mut lines, mut extent) = (0, None);
        for piece in pieces {
            let longer = self.extended(extent, &piece);
            if extent.is_some() && self.fits(longer) {
                extent = Some(longer);
            } else if lines < max_lines && self.fits(piece.extent) {
                lines += 1;
                extent = Some(piece.extent);
            } else {
                return false;
            }
        }
        true
    }

    pub(super) fn fits(self, extent: Extent) -> bool {
        extent.pixels(self.style) <= self.max_width
    }

    fn extended(self, line: Option<Extent>, piece: &Piece<'_>) -> Extent {
        match line {
            None => piece.extent,
            Some(line) if piece.spaced => line.plus(self.space).plus(piece.extent),
            Some(line) => line.plus(piece.extent),
        }
    }

    fn extent(self, line: &[Piece<'_>]) -> Option<Extent> {
        line.iter()
            .fold(None, |sum, piece| Some(self.extended(sum, piece)))
    }

    /// Fills lines as the pieces come, up to the first piece that has no room,
    /// which is given back too.
    fn fill<'a>(
        self,
        pieces: &mut impl Iterator<Item = Piece<'a>>,
        max_lines: usize,
    ) -> (Filled<'a>, Option<Piece<'a>>) {
        let mut filled = Filled {
            pieces: Vec::with_capacity(pieces.size_hint().0),
            starts: Vec::new(),
        };
        let mut extent = None;
        for piece in pieces {
            let longer = self.extended(extent, &piece);
            if extent.is_some() && self.fits(longer) {
                extent = Some(longer);
            } else if filled.starts.len() < max_lines && self.fits(piece.extent) {
                filled.starts.push(filled.pieces.len());
                extent = Some(piece.extent);
            } else {
                return (filled, Some(piece));
            }
            filled.pieces.push(piece);
        }
        (filled, None)
    }

    /// Where the lines begin that are the most even of so many, and the sum of
    /// their squared rests with what torn words cost.
    fn even_out(self, pieces: &[Piece<'_>], lines: usize) -> (f64, Vec<usize>) {
        let row = pieces.len() + 1;
        // best[l * row + end]: the least cost of the first `end` pieces in `l`
        // lines, and where the last of these lines begins.
        let mut best = vec![(f64::INFINITY, 0); row * (lines + 1)];
        best[0].0 = 0.0;
        for line in 1..=lines {
            // Every line after this one takes a piece at least.
            let last = pieces.len() - (lines - line);
            for start in line - 1..last {
                let before = best[(line - 1) * row + start].0;
                if before.is_infinite() {
                    continue;
                }
                let before = before + self.tearing(pieces, start);
                let mut extent = None;
                for end in start + 1..=last {
                    let longer = self.extended(extent, &pieces[end - 1]);
                    let taken = longer.pixels(self.style);
                    if taken > self.max_width {
                        break;
                    }
                    extent = Some(longer);
                    let rest = self.max_width - taken;
                    let cost = before + rest * rest;
                    if cost < best[line * row + end].0 {
                        best[line * row + end] = (cost, start);
                    }
                }
            }
        }
        let cost = best[lines * row + pieces.len()].0;
        let mut starts = Vec::with_capacity(lines);
        let mut end = pieces.len();
        for line in (1..=lines).rev() {
            end = best[line * row + end].1;
            starts.push(end);
        }
        starts.reverse();
        (cost, starts)
    }

    /// What it costs to begin a line with that piece where that tears a word at
    /// its hyphen: as much as a blank line. A word of long parts that would fill
    /// half a line tears at little cost.
    fn tearing(self, pieces: &[Piece<'_>], start: usize) -> f64 {
        let Some([before, after]) = start.checked_sub(1).and_then(|at| pieces.get(at..=start))
        else {
            return 0.0;
        };
        if after.spaced || !before.text.ends_with(['-', '‐']) {
            return 0.0;
        }
        let whole = before.extent.plus(after.extent).pixels(self.style);
        let is_short = 2.0 * whole < self.max_width || before.text.len().min(after.text.len()) < 7;
        let share = if is_short { 1.0 } else { 0.1 };
        share * self.max_width * self.max_width
    }

    /// The last line with an ellipsis for what follows; nothing where not even
    /// that fits.
    fn shorten<'a>(self, mut line: Vec<Piece<'a>>, rest: Piece<'a>) -> Option<String> {
        let dots = Extent::of(ELLIPSIS, self.style.weight);
        if line.is_empty() {
            line.push(rest);
        }
        loop {
            let extent = self.extent(&line)?;
            if self.fits(extent.plus(dots)) {
                let text = join(&line);
                let kept = text.trim_end_matches([',', ';', ':', ' ', '–', '—', '-', '…']);
                return Some(format!("{kept}{ELLIPSIS}"));
            }
            let Some(last) = line.pop().filter(|_| line.is_empty()) else {
                continue;
            };
            // One piece that fills the line: as much of it as there is room for.
            let mut extent = dots;
            let mut end = 0;
            for (at, cluster) in last.text.grapheme_indices(true) {
                extent = extent.plus(Extent::of(cluster, self.style.weight));
                if !self.fits(extent) {
                    break;
                }
                end = at + cluster.len();
            }
            return (end > 0 || self.fits(dots))
                .then(|| format!("{}{ELLIPSIS}", last.text[..end].trim_end_matches(ELLIPSIS)));
        }
    }
}

fn join(line: &[Piece<'_>]) -> String {
    let mut text = String::with_capacity(line.iter().map(|piece| piece.text.len() + 1).sum());
    for (index, piece) in line.iter().enumerate() {
        if piece.spaced && index > 0 {
            text.push(' ');
        }
        text.push_str(piece.text);
    }
    if line.last().is_some_and(|piece| piece.hyphened) {
        text.push_str(HYPHEN);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::is_gap;
    use super::super::{Weight, width};
    use super::*;

    fn style() -> TextStyle {
        TextStyle::new(13.5, Weight::SemiBold)
    }

    fn lines(text: &str, max_width: f64, max_lines: usize) -> Vec<String> {
        wrap(text, style(), max_width, max_lines).lines
    }

    #[test]
    fn nothing_gives_no_line() {
        assert_eq!(wrap("", style(), 100.0, 3), Wrapped::default());
        assert_eq!(wrap(" \n\t\u{0} ", style(), 100.0, 3), Wrapped::default());
        assert!(wrap("words", style(), 100.0, 0).cut);
    }

    #[test]
    fn lines_are_even() {
        assert_eq!(
            lines("Reporters ask about sending troops", 200.0, 3),
            ["Reporters ask about", "sending troops"]
        );
        assert_eq!(
            lines(
                "Independence and territory are a matter of paramount importance",
                220.0,
                4
            ),
            [
                "Independence and",
                "territory are a matter of",
                "paramount importance"
            ]
        );
    }

    #[test]
    fn a_short_word_is_torn_at_its_hyphen_only_where_no_space_would_do() {
        for text in [
            "Two men are held after the break-in at the depot",
            "The mayor asks for a cease-fire by mid-July of this year",
            "A well-known ex-minister is seen in the by-election hall",
        ] {
            for width in (150..400).step_by(10) {
                let found = lines(text, f64::from(width), 9);
                let torn = found.iter().any(|line| line.ends_with('-'));
                assert!(!torn, "{width}: {found:?}");
            }
        }
        let full = lines(
            "The mayor asks for a cease-fire by mid-July of this year",
            220.0,
            2,
        );
        let cut = wrap(
            "The mayor asks for a cease-fire by mid-July of this year",
            style(),
            220.0,
            1,
        );
        assert_eq!(cut.lines, ["The mayor asks for a…"]);
        assert_eq!(
            full,
            [
                "The mayor asks for a cease-",
                "fire by mid-July of this year"
            ]
        );
    }

    #[test]
    fn control_characters_and_newlines_become_one_space() {
        assert_eq!(lines("a\u{0}\r\n b\tc", 400.0, 3), ["a b c"]);
    }

    #[test]
    fn no_break_inside_a_range_of_days_nor_at_a_hard_space() {
        assert_eq!(lines("20–21 September", 100.0, 3), ["20–21", "September"]);
        let hard = lines("from 20\u{A0}September on", 140.0, 3);
        assert!(hard.iter().any(|line| line.contains("20\u{A0}September")));
    }

    #[test]
    fn what_does_not_fit_ends_with_an_ellipsis() {
        let wrapped = wrap(&"word ".repeat(40), style(), 150.0, 2);
        assert!(wrapped.cut);
        assert_eq!(wrapped.lines.len(), 2);
        assert!(wrapped.lines[1].ends_with("word…"), "{wrapped:?}");
    }

    #[test]
    fn addresses_and_east_asian_text_break_inside() {
        let address = lines("https://example.org/a/very/long/address.html", 120.0, 9);
        assert!(address.len() > 2);
        assert_eq!(
            address.concat(),
            "https://example.org/a/very/long/address.html"
        );
        let chinese = lines("政府发表声明，拒绝归还基地。", 80.0, 9);
        assert!(chinese.len() > 1);
        assert!(chinese.iter().all(|line| !line.starts_with(['，', '。'])));
    }

    #[test]
    fn a_word_that_must_break_leaves_more_than_a_letter_or_two() {
        let word = "Untersuchungsausschuss";
        for end in 8..word.len() {
            let room = width(&word[..end], style());
            let found = lines(word, room, 9);
            let short = found.iter().map(String::len).min();
            assert!(short >= Some(4), "{found:?}");
        }
    }

    #[test]
    fn a_word_that_must_break_has_a_hyphen_and_an_address_none() {
        let word = "Donaudampfschifffahrtsgesellschaft";
        let found = lines(word, 120.0, 9);
        let (last, others) = found.split_last().expect("lines");
        assert!(!others.is_empty() && !last.ends_with('-'), "{found:?}");
        assert!(others.iter().all(|line| line.ends_with('-')), "{found:?}");
        assert_eq!(found.concat().replace('-', ""), word);
        for address in [
            "https://example.org/averyverylongnamewithoutasign",
            "order_20260217_checkoutwithoutsigns",
            "4f9d2a8861bc07e3aa95d0c1",
        ] {
            let found = lines(address, 120.0, 9);
            assert!(found.len() > 1 && found.concat() == address, "{found:?}");
        }
    }

    #[test]
    fn a_megabyte_without_a_space_is_done_at_once() {
        let text = "x".repeat(1 << 20);
        let wrapped = wrap(&text, style(), 200.0, 3);
        assert_eq!(wrapped.lines.len(), 3);
        assert!(wrapped.cut);
        let all = wrap(&text, style(), 200.0, usize::MAX);
        assert!(!all.cut);
        assert_eq!(all.lines.concat().replace('-', "").len(), text.len());
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(
            text in "\\PC{0,80}|[a-z –—'/-]{0,80}|[政府声明，。a ]{0,40}",
            max_width in 4.0..400.0_f64,
            max_lines in 0..6_usize,
        ) {
            let wrapped = wrap(&text, style(), max_width, max_lines);
            prop_assert!(wrapped.lines.len() <= max_lines);
            for line in &wrapped.lines {
                prop_assert!(!line.is_empty());
                prop_assert!(width(line, style()) <= max_width, "{line:?}");
            }
            let measured = Measured::new(&text, style(), 0.6 * max_width);
            prop_assert_eq!(!wrapped.cut, measured.fits(max_width, max_lines));
            prop_assert_eq!(&wrapped, &measured.wrap(max_width, max_lines));
            if !wrapped.cut {
                let letters = |text: &str| text.chars().filter(|&c| !is_gap(c) && c != '-').collect::<String>();
                prop_assert_eq!(letters(&wrapped.lines.concat()), letters(&text));
            }
        }
    }
}
