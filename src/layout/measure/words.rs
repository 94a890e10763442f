//! Text into the pieces that no line breaks.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Extent;
use super::wrap::Setter;

/// Words from this length on, in bytes, are looked at letter by letter.
const LONGEST: usize = 64;

/// A piece of text that no line breaks.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) extent: Extent,
    /// Whether a space stands before it.
    pub(super) spaced: bool,
    /// Whether a word of letters is broken after it, with a hyphen, which its extent holds.
    pub(super) hyphened: bool,
}

/// The pieces of a text, one after the other, words wider than a line already
/// broken.
pub(super) struct Pieces<'a> {
    rest: &'a str,
    setter: Setter,
    /// Whether the next piece begins a word.
    spaced: bool,
    /// Whether a word was broken for want of room.
    pub(super) broken: bool,
    /// Whether nothing but letters stood in the word so far: no address or number.
    is_word: bool,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str, setter: Setter) -> Self {
        Self {
            rest: text,
            setter,
            spaced: true,
            broken: false,
            is_word: true,
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

    /// A piece with the sign behind it that no line begins with, where both fit a line.
    fn tied(&mut self, end: usize, extent: Extent) -> (usize, Extent) {
        let mut signs = TIED.iter();
        let Some(sign) = signs.find(|sign| self.rest[end..].starts_with(**sign)) else {
            return (end, extent);
        };
        // The space behind it is where the line may break.
        let longer = end + sign.len() - 1;
        let both = Extent::of(&self.rest[..longer], self.setter.style.weight);
        if self.setter.fits(both) {
            return (longer, both);
        }
        self.broken = true;
        (end, extent)
    }

    fn take(&mut self, end: usize, extent: Extent) -> Piece<'a> {
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        let spaced = std::mem::replace(&mut self.spaced, false);
        self.is_word = (self.is_word || spaced) && text.chars().all(is_of_word);
        Piece {
            text,
            extent,
            spaced,
            hyphened: false,
        }
    }

    /// A piece up to `end` where the measure breaks a word; with a hyphen, and shorter by
    /// the room for it, where the word is of letters.
    fn broken_off(&mut self, end: usize) -> Piece<'a> {
        /// So many letters stand before a hyphen at least.
        const LEAST: usize = 4;
        let weight = self.setter.style.weight;
        let hyphen = Extent::of(HYPHEN, weight);
        let is_word = (self.is_word || self.spaced)
            && self.rest[..end].chars().all(is_of_word)
            && self.rest[end..].starts_with(is_of_word);
        let text = &self.rest[..end];
        let starts = text.grapheme_indices(true).map(|(at, _)| at);
        let ends: Vec<usize> = starts.skip(LEAST).chain([end]).collect();
        let held = ends.into_iter().rev().find_map(|at| {
            let extent = Extent::of(&text[..at], weight).plus(hyphen);
            let is_apart = !text[..at].ends_with('-');
            (is_apart && self.setter.fits(extent)).then_some((at, extent))
        });
        match held.filter(|_| is_word) {
            Some((at, extent)) => Piece {
                hyphened: true,
                ..self.take(at, extent)
            },
            None => self.take(end, Extent::of(&self.rest[..end], weight)),
        }
    }
}

/// Signs between words that stay with the word before them.
const TIED: [&str; 3] = [" · ", " – ", " — "];

/// What stands where a word is broken.
pub(super) const HYPHEN: &str = "-";

/// Whether a sign is one of words that are hyphenated: of alphabets with spaces between
/// words.
fn is_of_word(sign: char) -> bool {
    sign == '-' || (sign.is_alphabetic() && sign < '\u{530}')
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    /// The next piece: up to a space, a break opportunity or the measure.
    fn next(&mut self) -> Option<Piece<'a>> {
        let trimmed = self.rest.trim_start_matches(is_gap);
        self.spaced |= trimmed.len() < self.rest.len();
        self.rest = trimmed;
        if let Some((end, extent)) = self.plain() {
            let (end, extent) = self.tied(end, extent);
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
                end = kept_end(self.rest, soft_end(&self.rest[..end]));
                self.broken = true;
                return Some(self.broken_off(end));
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
        let (end, extent) = self.tied(end, extent);
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

/// Where to break a word so that no less than a few letters are left over.
fn kept_end(word: &str, end: usize) -> usize {
    const LEAST: usize = 4;
    let rest = word[end..].graphemes(true);
    let left = rest
        .take(LEAST)
        .take_while(|next| !next.starts_with(is_gap));
    let missing = LEAST - left.count();
    let mut clusters = word[..end].grapheme_indices(true);
    match clusters.nth_back(missing.wrapping_sub(1)) {
        Some((at, _)) if missing > 0 && clusters.count() >= LEAST => at,
        _ => end,
    }
}

/// White space at which lines break, and control characters.
pub(super) fn is_gap(c: char) -> bool {
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
