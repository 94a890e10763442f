//! A text as a TimeML document.

use super::{Basis, Expression, Options};
use crate::date::Civil;
use std::fmt::Write;

/// Writes a text with its expressions as a TimeML 1.2.1 document: the day of
/// publication is `t0`, the expressions are `t1` and on in their order.
///
/// What XML does not allow in a text is left out.
///
/// ```
/// use causeline::date::Civil;
/// use causeline::prose::{Options, tag, timeml};
/// let options = Options::news(Civil::midnight(2025, 9, 21));
/// let text = "They met Saturday.";
/// let written = timeml("a", text, &tag(text, &options), &options);
/// assert!(written.contains(r#"<TIMEX3 tid="t1" type="DATE" value="2025-09-20""#));
/// ```
pub fn timeml(name: &str, text: &str, found: &[Expression], options: &Options) -> String {
    let mut out = String::with_capacity(text.len() + 128 * found.len() + 512);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n");
    out.push_str("<DOCID>");
    escape(&mut out, name);
    let day = published(options.anchor);
    let _ = write!(
        out,
        "</DOCID>\n<DCT><TIMEX3 tid=\"t0\" type=\"{}\" value=\"{day}\" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>\n<TEXT>",
        if day.contains('T') { "TIME" } else { "DATE" }
    );
    let mut done = 0;
    for (number, one) in (1..).zip(found) {
        let span = one.span();
        escape(&mut out, &text[done..span.start]);
        open(&mut out, number, one);
        escape(&mut out, &text[span.start..span.end]);
        out.push_str("</TIMEX3>");
        done = span.end;
    }
    escape(&mut out, &text[done..]);
    out.push_str("</TEXT>\n</TimeML>\n");
    out
}

/// The day of publication, with its time where one is told.
fn published(anchor: Civil) -> String {
    let mut day = format!("{:04}-{:02}-{:02}", anchor.year, anchor.month, anchor.day);
    if (anchor.hour, anchor.minute, anchor.second) != (0, 0, 0) {
        let _ = write!(
            day,
            "T{:02}:{:02}:{:02}",
            anchor.hour, anchor.minute, anchor.second
        );
    }
    day
}

fn open(out: &mut String, number: usize, one: &Expression) {
    let _ = write!(
        out,
        "<TIMEX3 tid=\"t{number}\" type=\"{}\" value=\"{}\"",
        one.class().name(),
        one.value()
    );
    if let Some(modifier) = one.modifier() {
        let _ = write!(out, " mod=\"{}\"", modifier.name());
    }
    if let Some(quant) = one.quant() {
        let _ = write!(out, " quant=\"{quant}\"");
    }
    if let Some(freq) = one.freq() {
        let _ = write!(out, " freq=\"{freq}\"");
    }
    match one.basis() {
        Basis::Anchor => out.push_str(" temporalFunction=\"true\" anchorTimeID=\"t0\""),
        Basis::Thread => out.push_str(" temporalFunction=\"true\""),
        Basis::Stated | Basis::Vague => {}
    }
    out.push('>');
}

/// Writes text as XML character data.
fn escape(out: &mut String, text: &str) {
    let mut done = 0;
    for (at, letter) in text.char_indices() {
        let written = match letter {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '\n' | '\t' => continue,
            '\r' => "&#13;",
            '\u{FFFE}' | '\u{FFFF}' => "",
            letter if letter < ' ' => "",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(written);
        done = at + letter.len_utf8();
    }
    out.push_str(&text[done..]);
}
