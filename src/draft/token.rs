//! Words and marks of a text, and its sentences.

use super::clause::SUBORDINATORS;
use super::lexicon::{self, AUXILIARIES, FUTURE, Form};
use crate::date::vocabulary::{MONTHS, WEEKDAYS};
use crate::source::Span;
use std::ops::Range;

/// A word or a mark with its place in the text.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) lower: String,
    pub(super) span: Span,
    pub(super) is_word: bool,
    /// Whether it stands in quotation marks.
    pub(super) is_quoted: bool,
}

impl Token<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_str())
    }

    /// Whether it is a word that begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.is_word && self.text.starts_with(char::is_uppercase)
    }

    /// The word without the ending of a possessive.
    pub(super) fn bare(&self) -> &str {
        let text = self.text;
        let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s"));
        text.unwrap_or(self.text).trim_end_matches(['\'', '’'])
    }

    pub(super) fn is_possessive(&self) -> bool {
        self.is_word && self.bare().len() < self.text.len()
    }

    pub(super) fn is_quote_mark(&self) -> bool {
        matches!(self.text, "\"" | "“" | "”" | "„" | "«" | "»")
    }
}

/// Short forms after which a sentence goes on.
const TITLES: [&str; 40] = [
    "mr.", "mrs.", "ms.", "dr.", "prof.", "gen.", "lt.", "col.", "maj.", "capt.", "cmdr.", "sgt.",
    "adm.", "sen.", "rep.", "gov.", "rev.", "st.", "mt.", "hon.", "pres.", "no.", "vs.", "fig.",
    "e.g.", "i.e.", "cf.", "approx.", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.",
    "sep.", "sept.", "oct.", "nov.", "dec.",
];

/// Short forms after which it may end.
const SHORT: [&str; 12] = [
    "inc.", "co.", "corp.", "ltd.", "jr.", "sr.", "etc.", "a.m.", "p.m.", "u.s.", "u.k.", "u.n.",
];

/// With these a sentence begins after a short form.
const STARTERS: [&str; 26] = [
    "the",
    "in",
    "on",
    "but",
    "he",
    "she",
    "it",
    "they",
    "a",
    "an",
    "this",
    "that",
    "and",
    "we",
    "after",
    "at",
    "his",
    "her",
    "their",
    "its",
    "there",
    "when",
    "as",
    "for",
    "these",
    "officials",
];

/// The longest sentence that is looked at as a whole, in words; a text without
/// a stop is cut.
const LONGEST: usize = 200;

/// Cuts a stretch of a text into words and marks.
pub(super) fn cut(text: &str, within: Span) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = within.start;
    while at < within.end {
        let rest = &text[at..within.end];
        let Some(letter) = rest.chars().next() else {
            break;
        };
        if letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        }
        let length = if letter.is_alphanumeric() {
            word(rest)
        } else if rest.starts_with("--") {
            2
        } else {
            letter.len_utf8()
        };
        let piece = &rest[..length];
        tokens.push(Token {
            text: piece,
            lower: piece.to_lowercase().replace('’', "'"),
            span: Span::new(at, at + length),
            is_word: letter.is_alphanumeric(),
            is_quoted: false,
        });
        at += length;
    }
    mark_quotes(&mut tokens);
    tokens
}

/// The length of the word with which a text begins.
fn word(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let goes_on = next.is_some_and(char::is_alphanumeric);
        let joins = match letter {
            '\'' | '’' | '-' | '&' => goes_on,
            '.' | ',' => goes_on && next.is_some_and(|next| next.is_ascii_digit() || letter == '.'),
            _ => letter.is_alphanumeric(),
        };
        if !joins {
            // The apostrophe of `Texans'` is left to the marks; the stop of a
            // short form belongs to it.
            let with_stop = letter == '.' && is_short_form(&text[..=at]);
            return if with_stop { at + 1 } else { end };
        }
        end = at + letter.len_utf8();
    }
    end
}

fn is_short_form(word: &str) -> bool {
    let lower = word.to_lowercase();
    let letters = word.chars().filter(|letter| *letter != '.').count();
    let is_initials = word.matches('.').count() == letters
        && word
            .chars()
            .all(|letter| letter == '.' || letter.is_uppercase() || letters > 1);
    is_initials || TITLES.contains(&lower.as_str()) || SHORT.contains(&lower.as_str())
}

/// Marks what stands in quotation marks; a mark without its fellow opens nothing.
/// A straight mark after a blank and before a letter opens one more within.
fn mark_quotes(tokens: &mut [Token<'_>]) {
    let mut open: Option<(usize, bool)> = None;
    let (mut depth, mut last) = (0_usize, None);
    for index in 0..tokens.len() {
        let text = tokens[index].text;
        match (text, open) {
            ("\"", Some((_, false))) if is_opening(tokens, index) => depth += 1,
            ("\"", Some((from, false))) if depth > 0 => {
                depth -= 1;
                last = Some((from, index));
            }
            ("\"", Some((from, false))) | ("”" | "»", Some((from, true))) => {
                for token in &mut tokens[from..=index] {
                    token.is_quoted = true;
                }
                open = None;
                last = None;
            }
            ("\"", None) => open = Some((index, false)),
            ("“" | "„" | "«", _) => {
                open = Some((index, true));
                depth = 0;
            }
            _ => {}
        }
    }
    // What was never closed ends where the last one within did.
    if let (Some((_, false)), Some((from, to))) = (open, last) {
        for token in &mut tokens[from..=to] {
            token.is_quoted = true;
        }
    }
}

/// Whether the blanks around a straight mark say that it opens a quotation.
fn is_opening(tokens: &[Token<'_>], at: usize) -> bool {
    let end = tokens[at].span.end;
    let leads = tokens
        .get(at + 1)
        .is_some_and(|next| next.is_word && next.span.start == end);
    let stands_off = at
        .checked_sub(1)
        .is_none_or(|before| tokens[before].span.end < tokens[at].span.start);
    leads && stands_off
}

/// The sentences of some tokens: quotations are not cut.
pub(super) fn sentences(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for index in 0..tokens.len() {
        let is_last = index + 1 == tokens.len();
        if is_last || index + 1 - start >= LONGEST || ends(tokens, start, index) {
            sentences.push(start..index + 1);
            start = index + 1;
        }
    }
    sentences
}

/// Whether a sentence that begins at a token ends with another.
fn ends(tokens: &[Token<'_>], start: usize, index: usize) -> bool {
    let token = &tokens[index];
    let next = &tokens[index + 1];
    if matches!(next.text, "." | "!" | "?" | ")" | "”" | "»") {
        return false;
    }
    if token.is_quote_mark() {
        // A quotation that ends with a stop, and nobody is named as its speaker.
        let closes = token.is_quoted && !next.is_quoted;
        let stops = index > 0 && matches!(tokens[index - 1].text, "." | "!" | "?" | "…");
        return closes && stops && starts(next);
    }
    if token.is_quoted {
        return false;
    }
    match token.text {
        "." | "!" | "?" | "…" => starts(next),
        _ => {
            token.text.ends_with('.')
                && !TITLES.contains(&token.lower.as_str())
                && next.is_capital()
                && (next.is_any(&STARTERS) || is_clock_and_subject(tokens, start, index))
        }
    }
}

/// Whether a clock ends a sentence, and who acts begins the next: `at 8 p.m. Moreau had`,
/// `at 9 a.m. Investigators of the city plan to`.
fn is_clock_and_subject(tokens: &[Token<'_>], start: usize, index: usize) -> bool {
    tokens[index].is_any(&["a.m.", "p.m."])
        && !introduces(&tokens[start..index])
        && begins_clause(&tokens[index + 1..])
}

/// Whether the words up to a clock hold no more than what leads to it, so that the clause
/// comes after: `At 8 p.m.`, `said that on 2 May at 8 p.m.`.
fn introduces(tokens: &[Token<'_>]) -> bool {
    let leads = |at: usize| {
        let word = &tokens[at];
        let after_clock =
            at > 0 && (tokens[at - 1].is_any(&["a.m.", "p.m."]) || is_digit(at - 1, tokens));
        is_digit(at, tokens)
            || is_of_calendar(word)
            || word.is_any(&[
                "a.m.", "p.m.", "at", "on", "in", "by", "about", "around", "shortly", "just",
                "before", "after", "the", "of", "between", "from", ",",
            ])
            || after_clock && word.is_any(&["and", "to", "or"])
    };
    let Some(before) = (0..tokens.len()).rev().find(|at| !leads(*at)) else {
        return true;
    };
    let before = &tokens[before];
    !before.is_word
        || before.is_any(&SUBORDINATORS)
        || before.is_any(&["and", "but", "or", "that", "which", "where", "who", "then"])
}

fn is_digit(at: usize, tokens: &[Token<'_>]) -> bool {
    tokens[at]
        .text
        .starts_with(|letter: char| letter.is_ascii_digit())
}

/// Whether a word is a weekday or a month, in full or shortened.
fn is_of_calendar(word: &Token<'_>) -> bool {
    let lower = word.lower.trim_end_matches('.');
    let is_short = |name: &&str| {
        name.starts_with(lower)
            && (lower.len() == 3 || matches!(lower, "sept" | "tues" | "thur" | "thurs"))
    };
    let has_name = |names: &[&str]| names.iter().any(|name| *name == lower || is_short(name));
    word.is_word && (has_name(&MONTHS) || has_name(&WEEKDAYS))
}

/// How many words of a subject are looked at for its verb.
const SUBJECT: usize = 12;

/// Whether words tell who acts and that they do, and not the rest of a date: a weekday, a
/// month, a zone such as `Eastern Time`.
fn begins_clause(tokens: &[Token<'_>]) -> bool {
    let Some((first, rest)) = tokens.split_first() else {
        return false;
    };
    if !first.is_capital() || is_of_calendar(first) {
        return false;
    }
    for word in rest.iter().take(SUBJECT) {
        if !word.is_word || word.is_any(&["time", "that", "which", "who"]) {
            return false;
        }
        let is_finite = |form| matches!(form, Form::Past | Form::Third | Form::Base);
        let is_verb = lexicon::verb(&word.lower).is_some_and(|(_, form)| is_finite(form));
        if !word.is_capital() && (is_verb || word.is_any(&AUXILIARIES) || word.is_any(&FUTURE)) {
            return true;
        }
    }
    false
}

/// Whether a sentence may begin with a token.
fn starts(token: &Token<'_>) -> bool {
    !token.text.starts_with(char::is_lowercase) && !matches!(token.text, "," | ";" | ":")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        let tokens = cut(text, Span::new(0, text.len()));
        sentences(&tokens)
            .into_iter()
            .map(|range| &text[tokens[range.start].span.start..tokens[range.end - 1].span.end])
            .collect()
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        for (text, count) in [
            ("It rained. It stopped.", 2),
            ("Gov. Jane Q. Miller spoke. She left.", 2),
            ("It fell 3.5 percent on Jan. 5. Then it rose.", 2),
            ("The U.S. Senate voted.", 1),
            ("He lives in the U.S. The law is new.", 2),
            ("They met at 5 p.m. Friday.", 1),
            ("They met at 5 p.m. Miller had left.", 2),
            (
                "They met on 4 May at 5 p.m. Officers of the port plan to go.",
                2,
            ),
            ("They met on 4 May at 5 p.m. Three people were hurt.", 2),
            ("They met at 5 p.m. Friday and left at six.", 1),
            ("They met at 5 p.m. Eastern time and left at six.", 1),
            ("They met at 5 p.m. GMT on Friday, and left.", 1),
            ("On 4 May at 5 p.m. Miller left.", 1),
            ("Police said that at 5 p.m. Miller had left.", 1),
            ("\"It is over. We go home,\" she said. They went.", 2),
            ("“It is over.” She left.", 2),
            ("\"It is over.\" she said.", 1),
            ("\"We said \"no\" and went. It was late,\" she said.", 1),
            ("Who knows? Nobody!", 2),
        ] {
            assert_eq!(told(text).len(), count, "{:?}", told(text));
        }
    }

    #[test]
    fn a_text_without_a_stop_is_cut() {
        let text = "word ".repeat(1000);
        assert_eq!(told(&text).len(), 1000 / LONGEST);
    }
}
