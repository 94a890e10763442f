//! What is between brackets, up to the cursor.

use super::line::unquoted;
use super::{Place, Slot, Step};
use crate::source::Span;

/// How the reading ended.
pub(super) enum End {
    /// The cursor stands between the brackets.
    Inside(Place),
    /// They close before it.
    Closed,
    /// It stands in a comment, or where nothing can be completed.
    Nowhere,
}

/// A bracket that is open.
enum Frame {
    Mapping {
        keys: Vec<String>,
        /// The key whose value comes next.
        key: Option<String>,
    },
    List {
        items: Vec<String>,
    },
}

/// A scalar: where it begins, its text so far, and its quote.
struct Scalar {
    start: usize,
    quote: Option<char>,
    is_closed: bool,
}

/// Reads from an opening bracket to the cursor.
pub(super) fn read(text: &str, start: usize, cursor: usize) -> End {
    let mut reader = Reader {
        text,
        cursor,
        frames: Vec::new(),
        scalar: None,
    };
    let mut at = start;
    while at < cursor {
        let Some(letter) = text[at..].chars().next() else {
            break;
        };
        match reader.step(at, letter) {
            Next::At(next) => at = next,
            Next::Closed => return End::Closed,
        }
    }
    if at > cursor {
        return End::Nowhere;
    }
    reader.finish()
}

enum Next {
    At(usize),
    Closed,
}

struct Reader<'t> {
    text: &'t str,
    cursor: usize,
    frames: Vec<Frame>,
    scalar: Option<Scalar>,
}

impl Reader<'_> {
    fn step(&mut self, at: usize, letter: char) -> Next {
        let next = at + letter.len_utf8();
        if let Some(Scalar {
            quote: Some(quote),
            is_closed,
            ..
        }) = &mut self.scalar
            && !*is_closed
        {
            if letter == '\\' && *quote == '"' {
                return Next::At(next + 1);
            }
            *is_closed = letter == *quote;
            return Next::At(next);
        }
        match letter {
            '{' | '[' if self.scalar.is_none() => {
                self.frames.push(if letter == '{' {
                    Frame::Mapping {
                        keys: Vec::new(),
                        key: None,
                    }
                } else {
                    Frame::List { items: Vec::new() }
                });
            }
            '}' | ']' => {
                self.scalar = None;
                self.frames.pop();
                if self.frames.is_empty() {
                    return Next::Closed;
                }
            }
            ',' => {
                let scalar = self.scalar.take();
                match self.frames.last_mut() {
                    Some(Frame::Mapping { key, .. }) => *key = None,
                    Some(Frame::List { items }) => {
                        items
                            .extend(scalar.map(|it| unquoted(&self.text[it.start..at]).to_owned()));
                    }
                    None => {}
                }
            }
            ':' if self.ends_key(at) => self.end_key(at),
            '#' if self.text[..at].ends_with([' ', '\t', '\n']) => {
                let line = self.text[at..].find('\n');
                return Next::At(line.map_or(self.cursor + 1, |length| at + length));
            }
            _ if letter.is_whitespace() => {}
            _ if self.scalar.is_none() => {
                let quote = matches!(letter, '"' | '\'').then_some(letter);
                self.scalar = Some(Scalar {
                    start: at,
                    quote,
                    is_closed: false,
                });
            }
            _ => {}
        }
        Next::At(next)
    }

    /// Whether a colon ends a key: a blank or a bracket follows, or a quote was
    /// closed before it.
    fn ends_key(&self, at: usize) -> bool {
        let is_mapping = matches!(self.frames.last(), Some(Frame::Mapping { key: None, .. }));
        let behind = self.text[at + 1..].chars().next();
        let is_blank =
            behind.is_none_or(|letter| letter.is_whitespace() || "{}[],".contains(letter));
        let is_quoted = self.scalar.as_ref().is_some_and(|it| it.is_closed);
        is_mapping && (is_blank || is_quoted || at + 1 == self.cursor)
    }

    fn end_key(&mut self, at: usize) {
        let Some(scalar) = self.scalar.take() else {
            return;
        };
        let name = unquoted(&self.text[scalar.start..at]).to_owned();
        if let Some(Frame::Mapping { keys, key }) = self.frames.last_mut() {
            keys.push(name.clone());
            *key = Some(name);
        }
    }

    /// Where the cursor stands.
    fn finish(mut self) -> End {
        let scalar = self.scalar.take();
        if scalar.as_ref().is_some_and(|it| it.is_closed) {
            return End::Nowhere;
        }
        let quote = scalar.as_ref().and_then(|it| it.quote);
        let start = scalar.map_or(self.cursor, |it| it.start + usize::from(quote.is_some()));
        let mut path = Vec::new();
        let mut siblings = Vec::new();
        let mut slot = Slot::Either;
        for frame in self.frames {
            match frame {
                Frame::List { items } => {
                    path.push(Step::Item);
                    siblings = items;
                    slot = Slot::Either;
                }
                Frame::Mapping { key: Some(key), .. } => {
                    path.push(Step::Key(key));
                    siblings = Vec::new();
                    slot = Slot::Value;
                }
                Frame::Mapping { keys, key: None } => {
                    siblings = keys;
                    slot = Slot::Key;
                }
            }
        }
        End::Inside(Place {
            path,
            slot,
            typed: Span::new(start.min(self.cursor), self.cursor),
            quote,
            siblings,
            is_flow: true,
            has_colon: false,
        })
    }
}
