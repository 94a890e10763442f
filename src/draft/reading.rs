//! An article read: its words, sentences and temporal expressions.

use super::article::Article;
use super::clause::Sentence;
use super::sequel::later;
use super::token::{self, Token};
use super::verb::groups;
use crate::prose::{self, Class, Expression};
use crate::source::Span;
use std::ops::Range;

/// An article with what was found in it.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) sentences: Vec<Passage>,
    /// Every expression, in the order of the text.
    pub(super) times: Vec<Expression>,
    /// The first of them that tells a date by itself, as a place in the others.
    first_date: Option<usize>,
}

/// A sentence and where it stands.
pub(super) struct Passage {
    pub(super) sentence: Sentence,
    pub(super) block: usize,
    /// The expressions in it, as places in [`Reading::times`].
    pub(super) times: Range<usize>,
}

/// Whether a date means the same in every language: `2025-09-20`.
fn is_iso(words: &str) -> bool {
    let digits = |range: Range<usize>| words.as_bytes()[range].iter().all(u8::is_ascii_digit);
    words.len() >= 10
        && words.is_ascii()
        && digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && &words[4..5] == "-"
        && &words[7..8] == "-"
}

/// Whether a date stands within some bytes.
fn holds_date(times: &[Expression], within: Span) -> bool {
    let first = times.partition_point(|time| time.span().end <= within.start);
    let mut inside = times[first..]
        .iter()
        .take_while(|time| time.span().start < within.end);
    inside.any(|time| matches!(time.class(), Class::Date | Class::Time))
}

/// Whether a finite verb in lower case stands among some tokens; capitals may be
/// names.
fn has_verb(tokens: &[Token<'_>]) -> bool {
    let verbs = groups(tokens, &(0..tokens.len()));
    let mut finite = verbs.iter().filter(|verb| verb.is_finite);
    finite.any(|verb| !tokens[verb.head].is_capital())
}

impl<'a> Reading<'a> {
    /// Reads an article; headings are passed over that tell nothing: they hold
    /// neither a date nor a finite verb.
    pub(super) fn new(article: &'a Article, options: &prose::Options) -> Self {
        let text = article.text();
        let mut times = prose::tag(text, options);
        if !article.is_english() {
            times.retain(|time| is_iso(&text[time.span().start..time.span().end]));
        }
        let spans: Vec<Span> = times.iter().map(Expression::span).collect();
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let mut sentences = Vec::new();
        for (block, place) in article.blocks().iter().enumerate() {
            let cut = token::cut(text, place.span);
            if place.is_heading && !(holds_date(&times, place.span) || has_verb(&cut)) {
                continue;
            }
            let first = tokens.len();
            tokens.extend(cut);
            for range in token::sentences(&tokens[first..]) {
                let range = range.start + first..range.end + first;
                let (from, to) = (
                    tokens[range.start].span.start,
                    tokens[range.end - 1].span.end,
                );
                let start = spans.partition_point(|span| span.start < from);
                let end = spans.partition_point(|span| span.start < to);
                let sentence = Sentence::read(&tokens, range, &spans[start..end.max(start)]);
                sentences.push(Passage {
                    sentence,
                    block,
                    times: start..end.max(start),
                });
            }
        }
        let tells = |at: &usize| {
            let time = &times[*at];
            matches!(time.class(), Class::Date | Class::Time)
                && time.when().is_some()
                && later(&tokens, text, time).is_none()
        };
        let told = sentences.iter().flat_map(|passage| passage.times.clone());
        let first_date = { told }.find(tells);
        Self {
            article,
            tokens,
            sentences,
            times,
            first_date,
        }
    }

    /// Whether the sentences tell a date before an expression.
    pub(super) fn has_told(&self, at: usize) -> bool {
        self.first_date.is_some_and(|first| first < at)
    }

    pub(super) fn text(&self) -> &'a str {
        self.article.text()
    }

    /// The bytes of some tokens.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        if tokens.is_empty() {
            return Span::new(0, 0);
        }
        Span::new(
            self.tokens[tokens.start].span.start,
            self.tokens[tokens.end - 1].span.end,
        )
    }

    /// The tokens of some bytes.
    pub(super) fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self
            .tokens
            .partition_point(|token| token.span.end <= span.start);
        let end = self
            .tokens
            .partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// Whether a token is the first of its sentence.
    pub(super) fn opens_sentence(&self, token: &Token<'_>) -> bool {
        let first = |passage: &Passage| self.tokens[passage.sentence.range.start].span.start;
        let start = token.span.start;
        self.sentences.binary_search_by_key(&start, first).is_ok()
    }

    /// Whether a token belongs to a temporal expression.
    pub(super) fn is_timed(&self, token: usize) -> bool {
        let Some(span) = self.tokens.get(token).map(|token| token.span) else {
            return false;
        };
        let after = self
            .times
            .partition_point(|time| time.span().start <= span.start);
        after
            .checked_sub(1)
            .is_some_and(|at| span.start < self.times[at].span().end)
    }
}
