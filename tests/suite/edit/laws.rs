//! Laws that hold for every edit of every file.

use super::hostile::{Choices, Fact, Field, Manner, plain, written};
use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;
use causeline::edit::{Named, NewLink, Operation, Orphans, Value, format, plan, sort};
use causeline::source::FileId;
use causeline::timeline::Timeline;
use proptest::prelude::*;
use std::fmt::Write;

/// Texts that need care.
const TEXTS: [&str; 16] = [
    "It rains",
    "no",
    "2021",
    "a: b",
    "#1 of many",
    "say \"no\"",
    "it's over",
    "back\\slash",
    "one\ntwo\n\nthree",
    "שלום: עולם",
    "🌊 the flood 🌊",
    " blank before",
    "ends with a colon:",
    "[a], {b}",
    "tab\there",
    "many plain words in a row",
];

const PHRASES: [&str; 6] = [
    "2021",
    "July 2021",
    "15 July 2021",
    "about 1999",
    "44 BCE",
    "2021-07-15",
];

fn compiled(text: &str) -> Compilation {
    compile("t.yaml", text.as_bytes().to_vec(), &mut NoIncludes)
}

/// Everything that a timeline says of its facts.
fn said(timeline: &Timeline) -> Vec<String> {
    let facts = timeline.events().iter().map(|event| {
        let mut told = format!("{} {:?} {:?}", event.name(), event.what(), event.detail());
        let when: Vec<&str> = event.when().iter().map(|said| said.text.as_str()).collect();
        let who: Vec<&str> = event
            .who()
            .iter()
            .map(|id| timeline.actor(*id).id.as_str())
            .collect();
        let _ = write!(
            told,
            " when {when:?} who {who:?} tags {:?} because",
            event.tags()
        );
        let causes = event.because().iter().map(|cause| {
            let kind = &timeline.link_kind(cause.kind).id;
            format!(
                " {} {kind} {:?} {:?}",
                cause.name, cause.confidence, cause.note
            )
        });
        let mut causes: Vec<String> = causes.collect();
        causes.sort();
        told.push_str(&causes.concat());
        let whole = event.part_of().map(|whole| timeline.event(whole).name());
        let _ = write!(
            told,
            " part of {whole:?} {:?} {:?}",
            event.quote(),
            event.status()
        );
        told
    });
    facts.collect()
}

/// What the facts would be read as, however written.
fn meant(facts: &[Fact]) -> Vec<String> {
    said(compiled(&plain(facts)).timeline())
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::sample::select(&TEXTS[..]).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9 :#'\"\\\\,{}\\[\\]&*!|>%@`?\\-~é\u{5d0}🌊]{1,24}"
            .prop_filter("a text", |text: &String| !text.trim().is_empty()),
    ]
}

/// Facts without faults: each is caused only by those before it.
fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let fact = (
        text(),
        proptest::collection::vec(proptest::sample::select(&PHRASES[..]), 0..2),
        proptest::collection::vec(text(), 0..3),
        proptest::option::of(text()),
        any::<[u8; 4]>(),
    );
    proptest::collection::vec(fact, 2..6).prop_map(|raw| {
        let mut facts: Vec<Fact> = Vec::new();
        for (index, (what, when, tags, detail, dice)) in raw.into_iter().enumerate() {
            let mut fields = vec![("what".to_owned(), Field::Text(what))];
            // Only facts without causes have dates, so that none contradicts.
            let causes: Vec<String> = facts
                .iter()
                .enumerate()
                .filter(|(before, _)| dice[0] >> before & 1 == 1)
                .map(|(_, fact)| fact.id.clone())
                .collect();
            if causes.is_empty() {
                if let [only] = when.as_slice() {
                    fields.insert(0, ("when".to_owned(), Field::Text((*only).to_owned())));
                }
            } else if dice[1] % 4 == 0 {
                let phrase = format!("after {}", causes[0]);
                fields.push(("when".to_owned(), Field::List(vec![phrase])));
            }
            let because = match (causes.as_slice(), dice[2] % 3) {
                ([], _) => None,
                ([one], 0) => Some(Field::Text(one.clone())),
                (many, 0 | 1) => Some(Field::List(many.to_vec())),
                (many, _) => Some(Field::Links(
                    many.iter()
                        .map(|id| (id.clone(), vec![("kind".to_owned(), "enables".to_owned())]))
                        .collect(),
                )),
            };
            fields.extend(because.map(|because| ("because".to_owned(), because)));
            if !tags.is_empty() {
                fields.push(("tags".to_owned(), Field::List(tags)));
            }
            fields.extend(detail.map(|detail| ("detail".to_owned(), Field::Text(detail))));
            // A fact with dates of its own may not fit into another.
            let is_dated = fields.iter().any(|(name, _)| name == "when");
            if dice[3] % 3 == 0 && index > 0 && !is_dated && causes.is_empty() {
                fields.push(("part_of".to_owned(), Field::Text("f0".to_owned())));
            }
            facts.push(Fact {
                id: format!("f{index}"),
                fields,
            });
        }
        facts
    })
}

fn manner() -> impl Strategy<Value = Manner> {
    (any::<[bool; 6]>(), 1..7usize, 0..4u8).prop_map(|(flags, step, flow)| Manner {
        is_list: flags[0],
        is_flow: flow == 0,
        is_odd: flags[1] && flags[2],
        step,
        crlf: flags[3],
        mark: flags[4],
        is_open_ended: flags[5],
    })
}

/// A file in some style, with what it means.
fn files() -> impl Strategy<Value = (Vec<Fact>, Manner, String)> {
    (
        facts(),
        manner(),
        proptest::collection::vec(any::<u8>(), 16..80),
    )
        .prop_map(|(facts, manner, bytes)| {
            let text = written(&facts, manner, &mut Choices::new(&bytes));
            (facts, manner, text)
        })
}

/// The lines that an edit changes, in the text before.
fn changed_lines<'a>(before: &'a str, after: &str) -> Vec<&'a str> {
    let difference = similar::TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for change in difference.iter_all_changes() {
        if change.tag() == similar::ChangeTag::Delete {
            lines.push(&before[before.find(change.value()).unwrap_or(0)..][..change.value().len()]);
        }
    }
    lines
}

/// Plans an operation and holds the outcome to what was meant.
fn hold(
    operation: &Operation,
    text: &str,
    manner: Manner,
    wanted: &[Fact],
) -> Result<Option<String>, TestCaseError> {
    let before = compiled(text);
    match plan(before.document(), operation) {
        Ok(patches) => {
            let after = patches.apply(FileId(0), text);
            let got = compiled(&after);
            prop_assert_eq!(
                said(got.timeline()),
                meant(wanted),
                "{:?}\n--- before\n{}\n--- after\n{}",
                operation,
                text,
                after
            );
            outside_is_untouched(&patches, text, &after)?;
            Ok(Some(after))
        }
        Err(refusal) => {
            // A comment that stands in far would become a line of a block
            // above it, and not every word can be a name in a phrase.
            let is_rare = text.contains("# far in") && refusal.message().contains("safely")
                || refusal.message().contains("would not be read as a fact");
            prop_assert!(
                is_rare,
                "refused without need: {} {:?}\n{:?}\n{:?}\n{}",
                refusal.message(),
                refusal.location().map(|at| at.span),
                manner,
                operation,
                text
            );
            Ok(None)
        }
    }
}

/// Between the patches the bytes are the very same, and every comment that no
/// patch covers is there.
fn outside_is_untouched(
    patches: &causeline::edit::Patches,
    before: &str,
    after: &str,
) -> Result<(), TestCaseError> {
    let bare = before.strip_prefix('\u{feff}').unwrap_or(before);
    prop_assert_eq!(
        before.len() - bare.len(),
        after.len() - after.strip_prefix('\u{feff}').unwrap_or(after).len()
    );
    let mut rest = after.strip_prefix('\u{feff}').unwrap_or(after);
    let mut at = 0;
    for patch in patches.iter() {
        let kept = &bare[at..patch.span.start];
        prop_assert!(rest.starts_with(kept));
        rest = &rest[kept.len()..];
        prop_assert!(rest.starts_with(&patch.text));
        rest = &rest[patch.text.len()..];
        at = patch.span.end;
    }
    prop_assert_eq!(rest, &bare[at..]);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_in_every_style_say_what_is_meant((facts, _, text) in files()) {
        let read = compiled(&text);
        prop_assert!(!read.is_faulty(), "{:?}\n{}", read.diagnostics(), text);
        prop_assert_eq!(said(read.timeline()), meant(&facts), "{}", text);
    }

    #[test]
    fn a_field_is_set((facts, manner, text) in files(), which in any::<u8>(), new in text()) {
        let field = ["what", "detail", "quote", "where", "tags"][usize::from(which) % 5];
        let mut wanted = facts.clone();
        let target = usize::from(which) / 5 % wanted.len();
        wanted[target].set(field, Field::Text(new.clone()));
        let set = Operation::Set {
            id: facts[target].id.clone(),
            field: field.to_owned(),
            value: Value::Text(new),
        };
        if let Some(after) = hold(&set, &text, manner, &wanted)? {
            // Lines of other facts stay.
            let indent = |line: &str| line.len() - line.trim_start().len();
            let begins = |line: &str, fact: &Fact| match line.trim_start().strip_prefix("- id:") {
                Some(id) => id.split_whitespace().next().is_some_and(|id| id.trim_matches(['\'', '"', ',']) == fact.id),
                None => !manner.is_list && line.trim_start().starts_with(&format!("{}:", fact.id)),
            };
            // Deeper in, the same words name a cause.
            let keys = text.lines().filter(|line| facts.iter().any(|fact| begins(line, fact)));
            let column = keys.map(indent).min();
            for line in changed_lines(&text, &after) {
                let names_another = facts.iter().any(|fact| {
                    fact.id != facts[target].id && begins(line, fact) && Some(indent(line)) == column
                });
                prop_assert!(manner.is_flow || !names_another, "{}", line);
            }
        }
    }

    #[test]
    fn a_field_is_taken_out((facts, manner, text) in files(), which in any::<u8>()) {
        let mut wanted = facts.clone();
        let target = usize::from(which) % wanted.len();
        let field = ["tags", "detail", "because"][usize::from(which) % 3];
        if wanted[target].field_mut(field).is_none() {
            return Ok(());
        }
        wanted[target].unset(field);
        let unset = Operation::Unset {
            id: facts[target].id.clone(),
            field: field.to_owned(),
        };
        hold(&unset, &text, manner, &wanted)?;
    }

    #[test]
    fn a_link_is_made_and_taken_back((facts, manner, text) in files(), which in any::<[u8; 3]>()) {
        let effect = 1 + usize::from(which[0]) % (facts.len() - 1);
        let cause = usize::from(which[1]) % effect;
        let (cause, effect) = (facts[cause].id.clone(), facts[effect].id.clone());
        let kind = (which[2] % 2 == 0).then(|| "motivates".to_owned());
        let mut wanted = facts.clone();
        let fact = wanted.iter_mut().find(|fact| fact.id == effect).expect("the effect");
        let mut links: Vec<(String, Vec<(String, String)>)> = match fact.field_mut("because") {
            None => Vec::new(),
            Some(Field::Text(one)) => vec![(one.clone(), Vec::new())],
            Some(Field::List(many)) => many.iter().map(|id| (id.clone(), Vec::new())).collect(),
            Some(Field::Links(links)) => links.clone(),
        };
        let said = kind.iter().map(|kind| ("kind".to_owned(), kind.clone())).collect();
        let had = links.iter().position(|(id, _)| *id == cause);
        match had {
            Some(index) if kind.is_some() => links[index].1 = said,
            Some(_) => return Ok(()),
            None => links.push((cause.clone(), said)),
        }
        fact.set("because", Field::Links(links.clone()));
        let link = Operation::Link(NewLink {
            cause: cause.clone(),
            effect: effect.clone(),
            kind,
            ..NewLink::default()
        });
        let Some(after) = hold(&link, &text, manner, &wanted)? else {
            return Ok(());
        };
        links.retain(|(id, _)| *id != cause);
        let fact = wanted.iter_mut().find(|fact| fact.id == effect).expect("the effect");
        if links.is_empty() {
 fact.unset("because");
 } else {
 fact.set("because", Field::Links(links));
 }
        hold(&Operation::Unlink { cause, effect }, &after, manner, &wanted)?;
    }

    #[test]
    fn a_name_is_changed_everywhere((facts, manner, text) in files(), which in any::<u8>(), new in proptest::sample::select(&["no", "g", "2021", "ids.of-all_kinds", "été", "123"][..])) {
        let old = facts[usize::from(which) % facts.len()].id.clone();
        let mut wanted = facts.clone();
        let swap = |text: &mut String| if *text == old { new.clone_into(text) };
        for fact in &mut wanted {
            swap(&mut fact.id);
            for (name, field) in &mut fact.fields {
                match (name.as_str(), field) {
                    ("because" | "part_of", Field::Text(text)) => swap(text),
                    ("because", Field::List(items)) => items.iter_mut().for_each(swap),
                    ("because", Field::Links(links)) => links.iter_mut().for_each(|(id, _)| swap(id)),
                    ("when", Field::List(items)) => {
                        for item in items {
                            if *item == format!("after {old}") {
                                *item = format!("after {new}");
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        let rename = Operation::Rename {
            named: Named::Fact,
            old: old.clone(),
            new: new.to_owned(),
        };
        if let Some(after) = hold(&rename, &text, manner, &wanted)? {
            for line in changed_lines(&text, &after) {
                prop_assert!(line.contains(&old), "{}", line);
            }
        }
    }

    #[test]
    fn a_fact_is_added_and_removed((facts, manner, text) in files(), which in any::<u8>(), what in text(), detail in text()) {
        let after = usize::from(which) % (facts.len() + 1);
        let mut wanted = facts.clone();
        let fields = [("what", what), ("detail", detail)];
        let place = after.min(facts.len() - 1) + 1;
        wanted.insert(place, Fact {
            id: "new".to_owned(),
            fields: fields.iter().map(|(name, text)| ((*name).to_owned(), Field::Text(text.clone()))).collect(),
        });
        let add = Operation::Add {
            id: "new".to_owned(),
            fields: fields.into_iter().map(|(name, text)| (name.to_owned(), Value::Text(text))).collect(),
            after: facts.get(after).map(|fact| fact.id.clone()),
        };
        let Some(grown) = hold(&add, &text, manner, &wanted)? else {
            return Ok(());
        };
        let remove = Operation::Remove {
            id: "new".to_owned(),
            orphans: Orphans::Refuse,
        };
        hold(&remove, &grown, manner, &facts)?;
    }

    #[test]
    fn a_fact_goes_with_its_links((facts, manner, text) in files(), which in any::<u8>()) {
        let gone = usize::from(which) % facts.len();
        let id = facts[gone].id.clone();
        let mut wanted = facts.clone();
        wanted.remove(gone);
        for fact in &mut wanted {
            let is_empty = match fact.field_mut("because") {
                Some(Field::Text(one)) => *one == id,
                Some(Field::List(many)) => {
                    many.retain(|cause| *cause != id);
                    many.is_empty()
                }
                Some(Field::Links(links)) => {
                    links.retain(|(cause, _)| *cause != id);
                    links.is_empty()
                }
                None => false,
            };
            if is_empty {
                fact.unset("because");
            }
            if fact.field_mut("part_of") == Some(&mut Field::Text(id.clone())) {
                fact.unset("part_of");
            }
            if fact.field_mut("when") == Some(&mut Field::List(vec![format!("after {id}")])) {
                fact.unset("when");
            }
        }
        let remove = Operation::Remove { id, orphans: Orphans::Drop };
        hold(&remove, &text, manner, &wanted)?;
    }

    #[test]
    fn formatting_keeps_the_timeline_and_twice_is_once((facts, _, text) in files()) {
        let once = format(&text);
        prop_assert!(once.is_ok(), "{:?}\n{}", once, text);
        let once = once.unwrap_or_default();
        prop_assert_eq!(said(compiled(&once).timeline()), meant(&facts), "{}\n---\n{}", text, once);
        let twice = format(&once);
        prop_assert!(twice.is_ok(), "{:?}\n{}", twice, once);
        prop_assert_eq!(twice.unwrap_or_default(), once.clone(), "--- first\n{}", text);
        prop_assert_eq!(once.contains("\r\n"), text.contains("\r\n"));
        prop_assert_eq!(once.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
    }

    #[test]
    fn sorting_keeps_every_fact_and_twice_is_once((_, manner, text) in files()) {
        let before = compiled(&text);
        let patches = match sort(&before) {
            Ok(patches) => patches,
            Err(refusal) => {
                prop_assert!(manner.is_flow, "{}\n{}", refusal, text);
                return Ok(());
            }
        };
        let after = compiled(&patches.apply(FileId(0), &text));
        let names = |compiled: &Compilation| -> Vec<String> {
            compiled.schedule().order().iter().map(|id| compiled.timeline().event(*id).name().to_owned()).collect()
        };
        let place = |compiled: &Compilation| -> Vec<String> {
            compiled.timeline().events().iter().map(|event| event.name().to_owned()).collect()
        };
        prop_assert_eq!(place(&after), names(&before));
        prop_assert_eq!(names(&after), names(&before));
        let sorted = |compiled: &Compilation| {
            let mut all = said(compiled.timeline());
            all.sort();
            all
        };
        prop_assert_eq!(sorted(&after), sorted(&before));
        prop_assert!(sort(&after).is_ok_and(|patches| patches.is_empty()));
    }
}

#[test]
fn what_cannot_be_edited_safely_is_refused_with_place_and_reason() {
    let shared = "x-common: &common { who: us }\nevents:\n  a: &a { when: &day 2021, what: A }\n  b: *a\n  c: { when: *day, what: C, <<: *common }\n  d: { what: D }\n";
    for (id, field, reason, at) in [
        (
            "a",
            "what",
            "aliases elsewhere share it",
            "&a { when: &day 2021, what: A }",
        ),
        ("b", "what", "this is an alias", "*a"),
        ("c", "when", "a merge key", "<<"),
    ] {
        let set = Operation::Set {
            id: id.to_owned(),
            field: field.to_owned(),
            value: Value::from("x"),
        };
        let refusal = plan(compiled(shared).document(), &set).unwrap_err();
        assert!(refusal.message().contains(reason), "{}", refusal.message());
        let place = refusal.location().expect("a place").span;
        assert_eq!(&shared[place.start..place.end], at);
        assert!(refusal.advice().is_some());
    }
    let set = Operation::Set {
        id: "d".to_owned(),
        field: "what".to_owned(),
        value: Value::from("x"),
    };
    assert!(plan(compiled(shared).document(), &set).is_ok());
}
