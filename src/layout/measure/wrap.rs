//! Text into lines that fit.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{Extent, TextStyle};

/// Texts of more pieces than this are wrapped line by line as they come.
const SHORT: usize = 160;

/// Words from this length on, in bytes, are looked at letter by letter.
const LONGEST: usize = 64;

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
/// Uses as few lines as possible and makes them as even as possible: the sum
/// of the squared rests is least (Knuth and Plass 1981, without hyphenation).
/// White space and control characters become single spaces. Lines break at
/// spaces, after hyphens and dashes between letters, between East Asian
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
    Measured::new(text, style, max_width).wrap(max_width, max_lines)
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
#[derive(Default)]
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

/// A piece of text that no line breaks.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    extent: Extent,
    /// Whether a space stands before it.
    spaced: bool,
}

/// Sets lines of one style to one measure.
#[derive(Clone, Copy)]
struct Setter {
    style: TextStyle,
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
            let lines = if filled.starts.len() > 1 && filled.pieces.len() <= SHORT {
                self.even_out(&filled.pieces, filled.starts.len())
            } else {
                filled.lines().map(join).collect()
            };
            return Wrapped { lines, cut: false };
        };
        let last = match filled.starts.pop() {
            Some(start) => filled.pieces.split_off(start),
            None => Vec::new(),
        };
        let mut lines: Vec<String> = filled.lines().map(join).collect();
        lines.extend((max_lines > 0).then(|| self.shorten(last, rest)).flatten());
        Wrapped { lines, cut: true }
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

    fn fits(self, extent: Extent) -> bool {
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
        let mut filled = Filled::default();
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

    /// The same pieces in as many lines, with the least sum of squared rests.
    fn even_out(self, pieces: &[Piece<'_>], lines: usize) -> Vec<String> {
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
        let mut broken = Vec::with_capacity(lines);
        let mut end = pieces.len();
        for line in (1..=lines).rev() {
            let start = best[line * row + end].1;
            broken.push(join(&pieces[start..end]));
            end = start;
        }
        broken.reverse();
        broken
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
    text
}

/// The pieces of a text, one after the other, words wider than a line already
/// broken.
struct Pieces<'a> {
    rest: &'a str,
    setter: Setter,
    /// Whether the next piece begins a word.
    spaced: bool,
    /// Whether a word was broken for want of room.
    broken: bool,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str, setter: Setter) -> Self {
        Self {
            rest: text,
            setter,
            spaced: true,
            broken: false,
        }
    }

    /// Where the next piece ends and its extent, if it is of plain letters
    /// alone and fits a line: most are, and need no look at clusters.
    fn plain(&self) -> Option<(usize, Extent)> {
        let bytes = self.rest.as_bytes();
        let ends = |byte: &u8| *byte <= b' ' || *byte >= 0x7F;
        let word = bytes.iter().take(LONGEST).position(ends);
        let word = word.unwrap_or(bytes.len().min(LONGEST));
        if word == 0 || word >= LONGEST || bytes.get(word).is_some_and(|byte| *byte > 0x7F) {
            return None;
        }
        let hyphen = |at: &usize| {
            bytes[*at] == b'-'
                && bytes[..*at].last().is_some_and(u8::is_ascii_alphabetic)
                && bytes[at + 1].is_ascii_alphabetic()
        };
        let end = (0..word - 1).find(hyphen).map_or(word, |at| at + 1);
        let extent = Extent::of(&self.rest[..end], self.setter.style.weight);
        self.setter.fits(extent).then_some((end, extent))
    }

    fn take(&mut self, end: usize, extent: Extent) -> Piece<'a> {
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        Piece {
            text,
            extent,
            spaced: std::mem::replace(&mut self.spaced, false),
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    /// The next piece: up to a space, a break opportunity or the measure.
    fn next(&mut self) -> Option<Piece<'a>> {
        let trimmed = self.rest.trim_start_matches(is_gap);
        self.spaced |= trimmed.len() < self.rest.len();
        self.rest = trimmed;
        if let Some((end, extent)) = self.plain() {
            return Some(self.take(end, extent));
        }
        let mut clusters = self.rest.grapheme_indices(true).peekable();
        let mut extent = Extent::default();
        let mut end = 0;
        while let Some((at, cluster)) = clusters.next() {
            if cluster.starts_with(is_gap) {
                break;
            }
            let longer = extent.plus(Extent::of(cluster, self.setter.style.weight));
            if end > 0 && !self.setter.fits(longer) {
                end = soft_end(&self.rest[..end]);
                self.broken = true;
                break;
            }
            extent = longer;
            end = at + cluster.len();
            let next = clusters.peek().map(|&(_, next)| next);
            let before = self.rest[..at].chars().next_back();
            if next.is_some_and(|next| breaks_between(before, cluster, next)) {
                break;
            }
        }
        if end == 0 {
            return None;
        }
        let extent = Extent::of(&self.rest[..end], self.setter.style.weight);
        Some(self.take(end, extent))
    }
}

/// Where to break a word that is wider than a line: after a sign at which an
/// address may break, if there is one in its second half, else at its end.
fn soft_end(text: &str) -> usize {
    let sign = text.rfind(['/', '-', '_', '.', '?', '&', '=', ',', ';', ':']);
    sign.map(|at| at + 1)
        .filter(|&end| end * 2 > text.len())
        .unwrap_or(text.len())
}

/// White space at which lines break, and control characters.
fn is_gap(c: char) -> bool {
    c.is_control() || (c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}'))
}

/// Whether a line may break between two clusters of one word.
fn breaks_between(before: Option<char>, cluster: &str, next: &str) -> bool {
    if cluster == "\u{200B}" {
        return true;
    }
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let follows = next.chars().next();
    if matches!(cluster, "-" | "–" | "—" | "‐") {
        return is_letter(before) && is_letter(follows);
    }
    (is_east_asian(cluster) || is_east_asian(next))
        && !next.starts_with(is_closing)
        && !cluster.starts_with(is_opening)
}

/// Whether a cluster is of a script that writes no spaces between words.
fn is_east_asian(cluster: &str) -> bool {
    !cluster.is_ascii()
        && cluster.width() == 2
        && cluster.starts_with(|c: char| matches!(u32::from(c), 0x2E80..=0xA4CF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF))
}

/// Signs that no line begins with.
fn is_closing(c: char) -> bool {
    "、。，．：；？！）」』】〕》〉’”)]}.,:;?!%ー々…·・".contains(c)
}

/// Signs that no line ends with.
fn is_opening(c: char) -> bool {
    "（「『【〔《〈‘“([{".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn a_megabyte_without_a_space_is_done_at_once() {
        let text = "x".repeat(1 << 20);
        let wrapped = wrap(&text, style(), 200.0, 3);
        assert_eq!(wrapped.lines.len(), 3);
        assert!(wrapped.cut);
        let all = wrap(&text, style(), 200.0, usize::MAX);
        assert!(!all.cut);
        assert_eq!(all.lines.concat().len(), text.len());
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
                let letters = |text: &str| text.chars().filter(|&c| !is_gap(c)).collect::<String>();
                prop_assert_eq!(letters(&wrapped.lines.concat()), letters(&text));
            }
        }
    }
}
