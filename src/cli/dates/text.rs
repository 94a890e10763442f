//! A text with its expressions underlined, and under each what it comes to.

use crate::prose::{Class, Expression, Modifier};
use unicode_width::UnicodeWidthStr;

/// Writes a text, broken at spaces to a width, with a line under each line that
/// holds expressions and their values under that.
pub(super) fn annotated(text: &str, found: &[Expression], width: usize) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut next = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        for (from, to) in broken(line.trim_end_matches(['\n', '\r']), width) {
            let row = Row::new(text, start + from, start + to);
            while next < found.len() && found[next].span().end <= row.start {
                next += 1;
            }
            let touching = found[next..]
                .iter()
                .take_while(|one| one.span().start < row.end);
            row.write(&mut out, touching);
        }
        start += line.len();
    }
    out
}

/// The pieces of a line that fit a width; a longer word stands by itself.
fn broken(line: &str, width: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let (mut from, mut to, mut columns) = (0, 0, 0);
    let mut at = 0;
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        let wide = shown(bare).width();
        if columns > 0 && columns + wide > width && !bare.is_empty() {
            pieces.push((from, to));
            (from, columns) = (at, 0);
        }
        columns += shown(word).width();
        to = at + bare.len();
        at += word.len();
    }
    pieces.push((from, to.max(from)));
    pieces
}

/// A text as a terminal may show it: what would move its cursor is a blank.
fn shown(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// One row of the text.
struct Row<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Row<'a> {
    const fn new(text: &'a str, start: usize, end: usize) -> Self {
        Self { text, start, end }
    }

    fn column(&self, at: usize) -> usize {
        shown(&self.text[self.start..at]).width()
    }

    fn write<'b>(&self, out: &mut String, touching: impl Iterator<Item = &'b Expression>) {
        out.push_str(&shown(&self.text[self.start..self.end]));
        out.push('\n');
        let mut line = String::new();
        let mut labels: Vec<String> = Vec::new();
        for one in touching {
            let from = self.column(one.span().start.max(self.start));
            let to = self.column(one.span().end.min(self.end));
            pad(&mut line, from);
            line.push_str(&"^".repeat(to.saturating_sub(from).max(1)));
            // What goes on from the row above has its value there.
            if one.span().start >= self.start {
                place(&mut labels, from, &label(one));
            }
        }
        for row in [line].into_iter().chain(labels) {
            if !row.is_empty() {
                out.push_str(&row);
                out.push('\n');
            }
        }
    }
}

/// Blanks up to a column.
fn pad(row: &mut String, column: usize) {
    let width = row.width();
    row.push_str(&" ".repeat(column.saturating_sub(width)));
}

/// Puts a label into the first row that is free at its column.
fn place(rows: &mut Vec<String>, column: usize, label: &str) {
    let free = rows
        .iter()
        .position(|row| row.is_empty() || row.width() < column);
    let at = free.unwrap_or_else(|| {
        rows.push(String::new());
        rows.len() - 1
    });
    pad(&mut rows[at], column);
    rows[at].push_str(label);
}

/// What an expression comes to, in a few words.
fn label(one: &Expression) -> String {
    let mut label = one.value().to_owned();
    let blur = one.modifier().map(Modifier::name);
    let repeated = (one.class() == Class::Set).then_some("SET");
    for part in [blur, repeated, one.quant(), one.freq()]
        .into_iter()
        .flatten()
    {
        label.push(' ');
        label.push_str(part);
    }
    label
}
