//! A text cut into tokens: words, runs of digits, and marks.

use super::lexicon::{TOO_LARGE, Word};

/// A token with its place in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: Word,
    /// Whether it follows the token before without a space.
    pub(super) glued: bool,
}

/// Cuts `text[start..end]` and puts the tokens after those that are there.
pub(super) fn cut(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let bytes = &text.as_bytes()[..end];
    let mut at = start;
    let mut glued = false;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            at += 1;
            glued = false;
            continue;
        }
        let from = at;
        let word = if byte.is_ascii_alphabetic() {
            at = letters(text, bytes, at);
            Word::of(&text[from..at])
        } else if byte.is_ascii_digit() {
            at = digits(bytes, at);
            number(&bytes[from..at])
        } else if byte.is_ascii() {
            at += 1;
            Word::Mark
        } else {
            let letter = text[at..end].chars().next().unwrap_or(' ');
            at += letter.len_utf8();
            if letter.is_whitespace() {
                glued = false;
                continue;
            }
            if letter.is_alphanumeric() {
                at = letters(text, bytes, at);
                Word::Other
            } else {
                Word::Mark
            }
        };
        tokens.push(Token {
            start: from,
            end: at,
            word,
            glued,
        });
        glued = true;
    }
}

/// Where a run of letters ends.
fn letters(text: &str, bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            match text[at..bytes.len()].chars().next() {
                Some(letter) if letter.is_alphabetic() => at += letter.len_utf8(),
                _ => break,
            }
        }
    }
    at
}

/// Where a run of digits ends; commas that group thousands belong to it.
fn digits(bytes: &[u8], start: usize) -> usize {
    let run = |at: usize| -> usize {
        let rest = &bytes[at..];
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let first = run(start);
    let mut at = start + first;
    if first <= 3 {
        while bytes.get(at) == Some(&b',') && run(at + 1) == 3 {
            at += 4;
        }
    }
    at
}

fn number(bytes: &[u8]) -> Word {
    let mut number = 0_u32;
    let mut digits = 0_u8;
    for byte in bytes.iter().filter(|byte| byte.is_ascii_digit()) {
        if digits == 9 {
            return TOO_LARGE;
        }
        number = number * 10 + u32::from(byte - b'0');
        digits += 1;
    }
    let digits = if bytes.contains(&b',') { 0 } else { digits };
    Word::Digits { number, digits }
}

/// The parts of a text that are read each by itself: expressions do not run
/// over an empty line. Parts without one are cut at some space.
pub(super) struct Paragraphs<'a> {
    text: &'a str,
    at: usize,
}

/// The most bytes that are read in one piece.
const LARGEST: usize = 1 << 16;

impl<'a> Paragraphs<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl Iterator for Paragraphs<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = &self.text[start..];
        if rest.is_empty() {
            return None;
        }
        let mut most = rest.len().min(LARGEST);
        while !rest.is_char_boundary(most) {
            most -= 1;
        }
        let piece = &rest[..most];
        let length = match piece.find("\n\n").or_else(|| piece.find("\r\n\r\n")) {
            Some(found) => found + 2,
            None if most == rest.len() => most,
            None => piece
                .rfind(|letter: char| letter.is_ascii_whitespace())
                .map_or(most, |space| space + 1),
        };
        self.at = start + length;
        Some((start, self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_whole(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        cut(text, 0, text.len(), &mut tokens);
        let text_of = |token: &Token| &text[token.start..token.end];
        tokens.iter().map(text_of).collect()
    }

    #[test]
    fn letters_digits_and_marks_part() {
        assert_eq!(
            cut_whole("In mid-1998, 1,200 men’s 5th “café”…"),
            [
                "In", "mid", "-", "1998", ",", "1,200", "men", "’", "s", "5", "th", "“", "café",
                "”", "…"
            ]
        );
    }

    #[test]
    fn paragraphs_cover_the_text() {
        let long = "word ".repeat(40_000) + "\n\nend\r\n\r\nof it" + &"é".repeat(50_000);
        let mut at = 0;
        for (start, end) in Paragraphs::of(&long) {
            assert_eq!(start, at);
            assert!(end > start && end - start <= LARGEST);
            at = end;
        }
        assert_eq!(at, long.len());
    }
}
