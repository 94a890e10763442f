//! Hyphens as typesetters have them, `3‑5 May` and `2021−05−03`, read as the
//! hyphen of keyboards.

use super::super::phrase::{Edge, Expression, Length, Point};
use crate::source::Span;

/// Hyphen, hyphen that does not break, and minus: three bytes each.
const HYPHENS: [char; 3] = ['\u{2010}', '\u{2011}', '\u{2212}'];

/// A text with plain hyphens, and where each of them stood for another.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) text: String,
    /// The bytes of the hyphens that were changed, in the plain text.
    changed: Vec<usize>,
}

impl Plain {
    /// The text with plain hyphens, where it has any other.
    pub(super) fn of(text: &str) -> Option<Self> {
        if !text.contains(HYPHENS) {
            return None;
        }
        let mut plain = Self {
            text: String::with_capacity(text.len()),
            changed: Vec::new(),
        };
        for letter in text.chars() {
            if HYPHENS.contains(&letter) {
                plain.changed.push(plain.text.len());
                plain.text.push('-');
            } else {
                plain.text.push(letter);
            }
        }
        Some(plain)
    }

    /// A stretch of the plain text as bytes of the text that was written.
    pub(super) fn written(&self, span: Span) -> Span {
        let at = |place: usize| place + 2 * self.changed.partition_point(|at| *at < place);
        Span::new(at(span.start), at(span.end))
    }

    /// Moves all places of an expression to those of the text that was written.
    pub(super) fn restore(&self, expression: &mut Expression) {
        match expression {
            Expression::Moment(point) => self.point(point),
            Expression::Span { from, to } => self.edges([from.as_mut(), to.as_mut()]),
            Expression::Lasting { length, from, to } => {
                self.length(length);
                self.edges([from.as_mut(), to.as_mut()]);
            }
            Expression::Between { after, before } => {
                for limit in [after, before].into_iter().flatten() {
                    self.edge(&mut limit.edge);
                }
            }
            Expression::Offset {
                length, most, edge, ..
            } => {
                self.length(length);
                if let Some(most) = most {
                    self.length(most);
                }
                self.edge(edge);
            }
            Expression::Within { length, edge, .. } => {
                self.length(length);
                self.edge(edge);
            }
            Expression::Beside { edge, .. }
            | Expression::Since(edge)
            | Expression::During(edge)
            | Expression::Same { edge, .. } => self.edge(edge),
        }
    }

    fn edges(&self, edges: [Option<&mut Edge>; 2]) {
        for edge in edges.into_iter().flatten() {
            self.edge(edge);
        }
    }

    fn edge(&self, edge: &mut Edge) {
        match edge {
            Edge::Date(point) => self.point(point),
            Edge::Fact(name) => {
                name.span = self.written(name.span);
                if let Some((_, span)) = &mut name.end {
                    *span = self.written(*span);
                }
                if let Some(point) = &mut name.date {
                    self.point(point);
                }
            }
        }
    }

    fn point(&self, point: &mut Point) {
        point.span = self.written(point.span);
    }

    fn length(&self, length: &mut Length) {
        length.span = self.written(length.span);
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn typeset_hyphens_read_as_plain_ones() {
        for (written, plain) in [
            ("3\u{2011}5 May 2021", "3-5 May 2021"),
            ("2021\u{2212}05\u{2212}03", "2021-05-03"),
            ("mid\u{2010}July 2021", "mid-July 2021"),
            ("\u{2212}0043", "-0043"),
        ] {
            assert_eq!(parse(written), parse(plain), "{written}");
        }
    }

    #[test]
    fn faults_and_names_keep_their_places() {
        let text = "2021\u{2011}05\u{2011}03 to 5 Agust 2021";
        let error = parse(text).unwrap_err();
        assert_eq!(&text[error.span.start..error.span.end], "Agust");
        let text = "from 2021\u{2011}05\u{2011}03 to post";
        let Ok(Expression::Span {
            from: Some(Edge::Fact(from)),
            to: Some(Edge::Fact(to)),
        }) = parse(text)
        else {
            panic!("a span of two edges");
        };
        assert_eq!(&text[to.span.start..to.span.end], "post");
        assert_eq!(
            &text[from.span.start..from.span.end],
            "2021\u{2011}05\u{2011}03"
        );
    }
}
