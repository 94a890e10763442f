//! A draft written as an event file.

use super::sheet::{Because, Entry, Sheet, When};
use crate::timeline::Status;
use std::fmt::Write;

/// Writes an event file.
pub(super) fn write(sheet: &Sheet, left_out: &[String]) -> String {
    let mut out = String::new();
    out.push_str(
        "# A draft: every fact is the text's own words, found by rules. Look at each one\n",
    );
    out.push_str("# beside its quote, then take its tag `review` off.\n");
    for line in left_out {
        let line = super::moment::flat(line);
        let _ = writeln!(out, "# Left out: {line}");
    }
    let _ = writeln!(out, "title: {}", text(&sheet.title));
    let _ = writeln!(out, "as_of: {}", sheet.as_of);
    if !sheet.actors.is_empty() {
        out.push_str("\nactors:\n");
        for (id, name) in &sheet.actors {
            let _ = writeln!(out, "  {}: {}", text(id), text(name));
        }
    }
    let article = &sheet.article;
    let _ = writeln!(
        out,
        "\nsources:\n  article:\n    title: {}",
        text(&article.title)
    );
    if let Some(publisher) = &article.publisher {
        let _ = writeln!(out, "    publisher: {}", text(publisher));
    }
    let _ = writeln!(out, "    date: {}", sheet.as_of);
    if let Some(url) = &article.url {
        let _ = writeln!(out, "    url: {}", text(url));
    }
    out.push_str(
        "\n# A draft seldom connects all facts; take this out to hear what stands alone.\n",
    );
    out.push_str("lints: { orphan-fact: off, unsupported-order: off }\n");
    out.push_str("\nevents:");
    if sheet.entries.is_empty() {
        out.push_str(" {}\n");
    }
    for (index, entry) in sheet.entries.iter().enumerate() {
        out.push_str(if index == 0 { "\n" } else { "\n\n" });
        out.push_str(entry_text(entry).trim_end());
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn entry_text(entry: &Entry) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "  {}:", text(&entry.id));
    when(&mut out, &entry.when);
    let _ = writeln!(out, "    what: {}", text(&entry.what));
    if let Some(who) = &entry.who {
        let _ = writeln!(out, "    who: {}", text(who));
    }
    accounts(&mut out, &entry.accounts);
    because(&mut out, &entry.because);
    if entry.status != Status::default() {
        let _ = writeln!(out, "    status: {}", entry.status.word());
    }
    let is_list = entry.quotes.len() > 1;
    out.push_str("    source:\n");
    for (words, place) in &entry.quotes {
        let (first, rest) = if is_list {
            ("      - ", "        ")
        } else {
            ("      ", "      ")
        };
        let _ = writeln!(
            out,
            "{first}source: article\n{rest}at: {}\n{rest}quote: {}",
            text(place),
            text(words)
        );
    }
    out.push_str("    tags: [review]\n");
    out
}

fn remark(when: &When) -> String {
    match &when.remark {
        Some(remark) => format!("  # {}", super::moment::flat(remark)),
        None => String::new(),
    }
}

fn accounts(out: &mut String, told: &[(String, When)]) {
    if !told.is_empty() {
        out.push_str("    accounts:\n");
    }
    for (name, when) in told {
        let _ = writeln!(
            out,
            "      - name: {}\n        when: {}{}",
            text(name),
            phrase(&when.phrase),
            remark(when)
        );
    }
}

fn when(out: &mut String, phrases: &[When]) {
    match phrases {
        [] => {}
        [only] => {
            let _ = writeln!(out, "    when: {}{}", phrase(&only.phrase), remark(only));
        }
        several if several.iter().all(|when| when.remark.is_none()) => {
            let all: Vec<String> = several.iter().map(|when| flow(&when.phrase)).collect();
            let _ = writeln!(out, "    when: [{}]", all.join(", "));
        }
        several => {
            out.push_str("    when:\n");
            for when in several {
                let _ = writeln!(out, "      - {}{}", phrase(&when.phrase), remark(when));
            }
        }
    }
}

fn because(out: &mut String, links: &[Because]) {
    if links.is_empty() {
        return;
    }
    out.push_str("    because:\n");
    for link in links {
        let _ = writeln!(
            out,
            "      {}:\n        kind: {}",
            text(&link.cause),
            link.kind
        );
        if link.is_guess {
            out.push_str("        confidence: possible\n");
        }
        let note = if link.is_guess {
            format!(
                "“{}” tells the order; whether it is a cause is for you to say",
                link.signal
            )
        } else {
            format!("“{}”", link.signal)
        };
        let _ = writeln!(
            out,
            "        source: article\n        note: {}",
            text(&note)
        );
    }
}

/// A date as a person would write it: without quotes where YAML needs none, for
/// an event file takes every scalar as its text.
fn phrase(words: &str) -> String {
    let is_plain = words.starts_with(|letter: char| letter.is_ascii_alphanumeric())
        && words
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || " -.,/–:".contains(letter))
        && !words.contains(": ")
        && !words.ends_with([':', ' ']);
    if is_plain {
        words.to_owned()
    } else {
        text(words)
    }
}

/// The same within brackets, where a comma parts.
fn flow(words: &str) -> String {
    if words.contains([',', '[', ']', '{', '}']) {
        format!("\"{words}\"")
    } else {
        phrase(words)
    }
}

/// A text as a scalar on one line.
fn text(words: &str) -> String {
    // What is no character of YAML has no place in a headline or a quote.
    let shown: String = super::moment::flat(words)
        .chars()
        .filter(|letter| {
            !letter.is_control() && !matches!(letter, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        })
        .collect();
    let quoted = || serde_json::to_string(&shown).unwrap_or_default();
    match serde_yaml::to_string(&shown) {
        Ok(written) => {
            let written = written.trim_end_matches('\n');
            if written.contains('\n') {
                quoted()
            } else {
                written.to_owned()
            }
        }
        Err(_) => quoted(),
    }
}
