//! Looking at the tokens of a paragraph by their place.

use super::lexicon::Word;
use super::token::Token;

/// The tokens of a paragraph. Places beyond its ends hold nothing.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens }
    }

    pub(super) const fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    pub(super) fn word(&self, at: usize) -> Word {
        self.tokens.get(at).map_or(Word::Other, |token| token.word)
    }

    /// The letters of a token; nothing beyond the ends.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| &self.text[token.start..token.end])
    }

    /// The letters of a short token in small letters.
    pub(super) fn lowered(&self, at: usize) -> Lowered {
        Lowered::of(self.text(at))
    }

    /// Whether a token is this word, in any case.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Whether a token follows the one before without a space.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Whether a token is a hyphen between two parts of a word.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "‐" | "‑") && self.glued(at) && self.glued(at + 1)
    }

    /// The place after a hyphen that may stand between two parts of a word, or
    /// the same place where they stand apart.
    pub(super) fn after_hyphen(&self, at: usize) -> usize {
        if self.hyphen(at) { at + 1 } else { at }
    }

    /// Whether a token has a capital letter first.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.text(at)
            .starts_with(|letter: char| letter.is_uppercase())
    }

    /// Whether a token is a word in small letters.
    pub(super) fn lower(&self, at: usize) -> bool {
        self.text(at)
            .starts_with(|letter: char| letter.is_lowercase())
    }

    /// The token before, where there is one.
    pub(super) fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |at| self.text(at))
    }

    /// Whether the token before is one of these words.
    pub(super) fn after_any(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|at| self.any(at, words))
    }

    /// Whether the token so many places before is one of these words.
    pub(super) fn any_before(&self, at: usize, places: usize, words: &[&str]) -> bool {
        at.checked_sub(places).is_some_and(|at| self.any(at, words))
    }

    /// Whether a sentence begins at a token.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        match self.text(before) {
            "!" | "?" => true,
            "." => !self.glued(at) && self.capital(at) && !self.is_abbreviation(before),
            "\"" | "”" | "'" | "’" | "``" => {
                before > 0
                    && matches!(self.text(before - 1), "." | "!" | "?")
                    && self.capital(at)
                    && !self.glued(at)
            }
            _ => false,
        }
    }

    /// Whether the full stop at a place belongs to the word before it.
    fn is_abbreviation(&self, stop: usize) -> bool {
        let Some(before) = stop.checked_sub(1) else {
            return false;
        };
        let word = self.text(before);
        let is_letter = word.len() == 1 && word.starts_with(|letter: char| letter.is_alphabetic());
        is_letter && self.glued(stop)
            || matches!(
                self.word(before),
                Word::Month { short: true, .. } | Word::Weekday { short: true, .. }
            )
            || matches!(
                word,
                "Mr" | "Mrs"
                    | "Ms"
                    | "Dr"
                    | "Gen"
                    | "Sen"
                    | "Rep"
                    | "Gov"
                    | "Lt"
                    | "Col"
                    | "Sgt"
                    | "Capt"
                    | "Rev"
                    | "St"
                    | "Prof"
                    | "vs"
                    | "No"
            )
    }

    /// The first token of the sentence that holds a token.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        let most = at.saturating_sub(80);
        (most..=at)
            .rev()
            .find(|at| self.begins_sentence(*at))
            .unwrap_or(most)
    }

    /// One past the last token of the sentence that holds a token.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        let most = (at + 80).min(self.len());
        (at + 1..most)
            .find(|at| self.begins_sentence(*at))
            .unwrap_or(most)
    }

    /// Where a full stop that ends an abbreviation leaves off: after it, where
    /// one is there and the sentence goes on.
    pub(super) fn after_stop(&self, at: usize) -> usize {
        if self.text(at) == "." && self.glued(at) {
            at + 1
        } else {
            at
        }
    }
}

/// A short word in small letters, on the stack: most words are looked at by
/// many rules.
pub(super) struct Lowered {
    bytes: [u8; Self::LONGEST],
    length: usize,
}

impl Lowered {
    /// Longer than any word that a rule asks for.
    const LONGEST: usize = 16;

    fn of(text: &str) -> Self {
        let mut bytes = [0; Self::LONGEST];
        let length = match bytes.get_mut(..text.len()) {
            Some(room) if text.is_ascii() => {
                room.copy_from_slice(text.as_bytes());
                room.make_ascii_lowercase();
                text.len()
            }
            _ => 0,
        };
        Self { bytes, length }
    }

    /// The word; nothing where it was long or had letters beyond ASCII.
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or("")
    }
}
