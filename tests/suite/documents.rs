//! Event files in, what they say and what is wrong with them out.

use super::cases;
use causeline::compile::compile;
use causeline::diagnostic::{self, Diagnostic, Look, Severity};
use causeline::document::{Document, Included, Loader, NoIncludes, Reading, read};
use causeline::source::Anchor;
use causeline::{layout, render};
use proptest::prelude::*;
use std::fmt::Write as _;

/// A place with the bytes that are underlined there.
fn place(document: &Document, anchor: Option<&Anchor>) -> String {
    let Some(Anchor::At(location)) = anchor else {
        return format!("{anchor:?}");
    };
    let file = document.sources().get(location.file).unwrap();
    let position = file.position(location.span.start);
    let text = file.text();
    let words = text
        .get(location.span.start..location.span.end)
        .unwrap_or("?");
    format!(
        "{}:{}:{} `{}`",
        file.name(),
        position.line,
        position.column,
        words.escape_debug()
    )
}

fn told(document: &Document, diagnostic: &Diagnostic) -> String {
    let mut text = format!(
        "{} {} {}\n",
        place(document, diagnostic.anchor.as_ref()),
        diagnostic.code.0,
        diagnostic.message
    );
    for label in &diagnostic.related {
        let _ = writeln!(
            text,
            "    {}: {}",
            place(document, Some(&label.anchor)),
            label.message
        );
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "    help: {help}");
    }
    if let Some(fix) = &diagnostic.fix {
        let _ = writeln!(
            text,
            "    fix: {} -> {}",
            place(document, Some(&fix.anchor)),
            fix.replacement
        );
    }
    if !diagnostic.facts.is_empty() {
        let _ = writeln!(text, "    facts: {}", diagnostic.facts.join(", "));
    }
    text
}

/// What was read, and what is wrong with it.
fn outline(reading: &Reading) -> String {
    let timeline = &reading.timeline;
    let mut text = format!("{:?}\n", timeline.title());
    for event in timeline.events() {
        let when: Vec<&str> = event.when().iter().map(|said| said.text.as_str()).collect();
        let _ = write!(text, "{} {:?} when {when:?}", event.name(), event.what());
        for cause in event.because() {
            let kind = &timeline.link_kind(cause.kind).id;
            let _ = write!(text, " <-{kind}({:?})- {}", cause.confidence, cause.name);
        }
        for account in event.accounts() {
            let _ = write!(text, " account {} {}", account.name, account.when.len());
        }
        text.push('\n');
    }
    for diagnostic in &reading.diagnostics {
        text.push_str(&told(&reading.document, diagnostic));
    }
    text
}

#[test]
fn every_fault_is_told_at_its_place() {
    cases::check("document", |name, bytes| {
        outline(&read(name, bytes.to_vec(), &mut NoIncludes))
    });
}

/// Files in memory, by name.
struct Folder(Vec<(&'static str, &'static str)>);

impl Loader for Folder {
    fn load(&mut self, _: &str, path: &str) -> Result<Included, String> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        let (name, text) = found.ok_or("there is no such file")?;
        Ok(Included {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
    }
}

#[test]
fn included_facts_name_each_other() {
    let mut folder = Folder(vec![
        (
            "b.yaml",
            "as_of: 2025-09-21\nevents:\n  post: { when: Saturday, what: A post, because: start }\n",
        ),
        (
            "c.yaml",
            "include: b.yaml\nevents:\n  start: { when: 2020, what: Again }\n  c: { when: after post, what: C }\n",
        ),
    ]);
    let text = "title: Parts\ninclude: [b.yaml, c.yaml, d.yaml]\nevents:\n  start: { when: 2019, what: Start }\n";
    let reading = read("a.yaml", text.into(), &mut folder);
    cases::compare("document/include.txt", &outline(&reading));
}

#[test]
fn dates_are_counted_from_one_day_and_no_other() {
    let faults = |as_of: &str| {
        let text = format!("title: A\nas_of: {as_of}\nevents:\n  a: {{ when: 2021, what: One }}\n");
        let reading = read("a.yaml", text.into(), &mut NoIncludes);
        let faults = reading.diagnostics.iter();
        faults
            .map(|fault| fault.message.clone())
            .collect::<Vec<_>>()
    };
    for no_day in [
        "3 to 5 May 2021",
        "after 3 May 2021",
        "since 3 May 2021",
        "about 3 May 2021",
        "3 May 2021?",
        "May 2021",
        "2 days after post",
    ] {
        assert_eq!(faults(no_day), [format!("`{no_day}` is not one day")]);
    }
    for day in ["3 May 2021", "2021-05-03 14:30", "noon on 3 May 2021"] {
        assert_eq!(faults(day), [""; 0]);
    }
}

#[test]
fn faults_are_located_in_the_files_they_are_in() {
    let text = "title: A\nevents:\n  a: { when: 2021, what: One, because: b }\n";
    let reading = read("a.yaml", text.into(), &mut NoIncludes);
    let diagnostic = &reading.diagnostics[0];
    assert_eq!(diagnostic.severity, Severity::Error);
    assert_eq!(
        place(&reading.document, diagnostic.anchor.as_ref()),
        "a.yaml:3:40 `b`"
    );
}

#[test]
fn faults_beyond_what_anyone_reads_are_counted() {
    let mut text = "title: A\nevents:\n".to_owned();
    for index in 0..10_003 {
        let _ = writeln!(text, "  a{index}: {{ what: One, wen: 2021 }}");
    }
    let reading = read("a.yaml", text.into(), &mut NoIncludes);
    let told = reading
        .diagnostics
        .iter()
        .filter(|fault| fault.message == "there is no key `wen` here");
    assert_eq!(told.count(), 10_000);
    let last = reading
        .diagnostics
        .iter()
        .find(|fault| fault.message.starts_with("3 more faults"));
    assert!(last.is_some());
}

/// Whatever a tree says, the structs that serde reads say too.
#[test]
fn both_ways_of_reading_agree() {
    let text = include_str!("../cases/document/clean.yaml");
    let fast = read("clean.yaml", text.into(), &mut NoIncludes);
    // An unknown key at the end makes the reading take the other way.
    let slow = read(
        "clean.yaml",
        format!("{text}unknown: 1\n").into(),
        &mut NoIncludes,
    );
    assert_eq!(slow.diagnostics.len(), 1);
    assert_eq!(
        format!("{:?}", fast.timeline.events()),
        format!("{:?}", slow.timeline.events())
    );
}

const STORIES: [&str; 5] = [
    include_str!("../../timelines/bagram.yaml"),
    include_str!("../../timelines/apollo-13.yaml"),
    include_str!("../../timelines/deep-time.yaml"),
    include_str!("../../timelines/end-of-the-republic.yaml"),
    include_str!("../../timelines/watergate.yaml"),
];

/// What is driven into a story to see whether it splits.
const WEDGES: [&str; 18] = [
    "\n",
    "  ",
    "\t",
    ": ",
    "- ",
    "{",
    "]",
    "\"",
    "'",
    "&a ",
    "*a ",
    "|\n",
    "\u{0}",
    "\u{feff}",
    "é",
    "2025-02-30",
    "9999999999999",
    "after ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_bytes_break_the_reading(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read("any.yaml", bytes, &mut NoIncludes);
    }

    #[test]
    fn no_yaml_breaks_the_reading(
        lines in prop::collection::vec("( {0,3})(title|events|a|b|when|what|because|source|-|\\?)(: ?| )?(\\{|\\[|\\}|\\]|&a|\\*a|'|\"|>|\\||2021|a|after b|~|#|%)?", 0..20)
    ) {
        let text = lines.join("\n");
        for diagnostic in read("any.yaml", text.clone().into(), &mut NoIncludes).diagnostics {
            let Some(Anchor::At(location)) = diagnostic.anchor else {
                return Err(TestCaseError::fail(format!("no place: {diagnostic:?}")));
            };
            prop_assert!(text.get(location.span.start..location.span.end).is_some(), "{:?}", diagnostic);
        }
    }

    /// Real stories with a few bytes cut out, doubled, swapped or put in: every
    /// stage takes them, and every fault is told.
    #[test]
    fn no_wound_breaks_a_story(
        story in prop::sample::select(STORIES.to_vec()),
        wounds in prop::collection::vec((0.0..1.0_f64, 0..30_usize, 0..WEDGES.len() + 2), 1..6),
    ) {
        let mut bytes = story.as_bytes().to_vec();
        for (place, length, how) in wounds {
            let at = (place * bytes.len() as f64) as usize;
            let end = (at + length).min(bytes.len());
            match how.checked_sub(2) {
                Some(wedge) => drop(bytes.splice(at..at, WEDGES[wedge].bytes())),
                None if how == 0 => drop(bytes.drain(at..end)),
                None => {
                    let twice = bytes[at..end].to_vec();
                    bytes.splice(at..at, twice);
                }
            }
        }
        let compiled = compile("wounded.yaml", bytes, &mut NoIncludes);
        let notes = compiled.notes();
        for diagnostics in [compiled.diagnostics(), &notes] {
            let told = diagnostic::text(compiled.sources(), diagnostics, Look::default());
            prop_assert_eq!(told.is_empty(), diagnostics.is_empty());
        }
        let svg = compiled.svg(&layout::Options::default(), &render::Options::default());
        prop_assert!(svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
    }

    /// Broken dates and links never lose a fact.
    #[test]
    fn no_fact_is_lost(phrases in prop::collection::vec("[a-z0-9 ./-]{0,12}", 1..20)) {
        let mut text = String::from("title: Many\nevents:\n");
        for (index, phrase) in phrases.iter().enumerate() {
            let _ = writeln!(text, "  fact-{index}:\n    what: Number {index}\n    when: \"{phrase}\"\n    because: \"{phrase}\"");
        }
        let reading = read("many.yaml", text.into(), &mut NoIncludes);
        prop_assert_eq!(reading.timeline.events().len(), phrases.len());
    }
}

#[test]
fn what_is_offered_for_guessed_links_is_read() {
    let text = include_str!("../cases/document/guessed_links.yaml");
    let read = |text: &str| compile("links.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
    let whole = read(text);
    let mut fixes = 0;
    for diagnostic in whole.diagnostics() {
        let Some(fix) = &diagnostic.fix else { continue };
        let Anchor::At(location) = &fix.anchor else {
            panic!("{fix:?}")
        };
        let span = location.span;
        let lost = &text[span.start..span.end];
        assert!(!lost.contains(['#', '&']), "{lost}");
        let mended = [&text[..span.start], &fix.replacement, &text[span.end..]].concat();
        let mended = read(&mended);
        let codes: Vec<&str> = mended.diagnostics().iter().map(|one| one.code.0).collect();
        let is_misread = |code: &&str| ["E002", "E010", "E012"].contains(code);
        assert!(!codes.iter().any(is_misread), "{lost}: {codes:?}");
        let of_links = |codes: &[&str]| codes.iter().filter(|code| **code == "E011").count();
        let before: Vec<&str> = whole.diagnostics().iter().map(|one| one.code.0).collect();
        let is_of_list = usize::from(diagnostic.code.0 == "E011");
        assert_eq!(of_links(&codes) + is_of_list, of_links(&before), "{lost}");
        fixes += 1;
    }
    assert!(fixes > 10, "{fixes}");
}
