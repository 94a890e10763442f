//! Edits told as before and after.

use super::{Named, NewLink, Operation, Orphans, Value, plan};
use crate::document::{NoIncludes, read};
use crate::source::FileId;

fn done(text: &str, operation: &Operation) -> String {
    let document = read("t.yaml", text.as_bytes().to_vec(), &mut NoIncludes).document;
    match plan(&document, operation) {
        Ok(patches) => patches.apply(FileId(0), text),
        Err(refusal) => format!(
            "refused: {}{}",
            refusal.message(),
            refusal
                .location()
                .map(|at| format!(" at `{}`", &text[at.span.start..at.span.end]))
                .unwrap_or_default()
        ),
    }
}

fn set(id: &str, field: &str, value: &str) -> Operation {
    Operation::Set {
        id: id.to_owned(),
        field: field.to_owned(),
        value: Value::from(value),
    }
}

fn link(cause: &str, effect: &str, kind: Option<&str>) -> Operation {
    Operation::Link(NewLink {
        cause: cause.to_owned(),
        effect: effect.to_owned(),
        kind: kind.map(str::to_owned),
        ..NewLink::default()
    })
}

fn unlink(cause: &str, effect: &str) -> Operation {
    Operation::Unlink {
        cause: cause.to_owned(),
        effect: effect.to_owned(),
    }
}

fn rename(old: &str, new: &str) -> Operation {
    Operation::Rename {
        named: Named::Fact,
        old: old.to_owned(),
        new: new.to_owned(),
    }
}

fn remove(id: &str, orphans: Orphans) -> Operation {
    Operation::Remove {
        id: id.to_owned(),
        orphans,
    }
}

fn add(id: &str, after: Option<&str>) -> Operation {
    Operation::Add {
        id: id.to_owned(),
        fields: vec![
            ("when".to_owned(), Value::from("2021")),
            ("what".to_owned(), Value::from("New: yes")),
        ],
        after: after.map(str::to_owned),
    }
}

#[track_caller]
fn check(operation: &Operation, before: &str, after: &str) {
    let got = done(before, operation);
    assert_eq!(got, after, "\n--- got\n{got}\n--- expected\n{after}");
}

#[test]
fn a_field_is_set_where_it_stands() {
    let a = |rest: &str| format!("events:\n  a:\n    {rest}");
    check(
        &set("a", "what", "Two"),
        &a("what: One  # c\n"),
        &a("what: Two  # c\n"),
    );
    check(
        &set("a", "what", "no"),
        &a("what: One\n"),
        &a("what: \"no\"\n"),
    );
    check(
        &set("a", "what", "it's"),
        &a("what: 'One'\n"),
        &a("what: 'it''s'\n"),
    );
    check(
        &set("a", "what", "a\nb"),
        &a("what: One # c\n    who: x\n"),
        &a("what: |- # c\n      a\n      b\n    who: x\n"),
    );
    check(
        &set("a", "what", "Two"),
        &a("what: |\n      One\n      and\n\n    who: x\n"),
        &a("what: Two\n\n    who: x\n"),
    );
    check(
        &set("a", "what", "Two"),
        &a("what:\n      One\n      and\n    who: x\n"),
        &a("what: Two\n    who: x\n"),
    );
    check(
        &set("a", "who", "x"),
        &a("what: One\r\n    tags: [b]\r\n"),
        &a("what: One\r\n    who: x\r\n    tags: [b]\r\n"),
    );
    check(
        &set("a", "who", "x"),
        &a("what: One"),
        &a("what: One\n    who: x\n"),
    );
    check(
        &set("a", "when", "2021"),
        &a("what: One\n"),
        &a("when: 2021\n    what: One\n"),
    );
    check(
        &set("a", "who", "x"),
        "events: {a: {what: One}}",
        "events: {a: {what: One, who: x}}",
    );
    check(
        &set("a", "who", "x"),
        "events: [{id: a, what: One,},]",
        "events: [{id: a, what: One, who: x,},]",
    );
    check(
        &set("a", "what", "T"),
        "events:\n- id: a\n  what:\n",
        "events:\n- id: a\n  what: T\n",
    );
    check(
        &set("a", "quote", "q"),
        &a("what: |+\n      One\n\n    # end\n"),
        &a("what: |+\n      One\n\n    quote: q\n    # end\n"),
    );
}

#[test]
fn what_others_share_is_refused() {
    check(
        &set("b", "what", "x"),
        "events:\n  a: &a {what: One}\n  b: *a\n",
        "refused: this is an alias: a change here would change other places too at `*a`",
    );
    check(
        &set("a", "what", "x"),
        "events:\n  a: &a {what: One}\n  b: *a\n",
        "refused: this has an anchor, and aliases elsewhere share it at `&a {what: One}`",
    );
    check(
        &set("a", "what", "x"),
        "x-c: &c {who: us}\nevents:\n  a: {<<: *c, what: One}\n",
        "refused: a merge key brings in values from elsewhere at `<<`",
    );
}

#[test]
fn links_go_into_every_form_of_because() {
    let b = |rest: &str| {
        format!("events:\n  a: {{what: A}}\n  c: {{what: C}}\n  b:\n    what: B\n{rest}")
    };
    check(&link("a", "b", None), &b(""), &b("    because: a\n"));
    check(
        &link("a", "b", Some("enables")),
        &b(""),
        &b("    because: { a: enables }\n"),
    );
    check(
        &link("a", "b", None),
        &b("    because: c # x\n"),
        &b("    because: [c, a] # x\n"),
    );
    check(
        &link("a", "b", Some("enables")),
        &b("    because: 'c'\n"),
        &b("    because: { 'c': causes, a: enables }\n"),
    );
    check(
        &link("a", "b", None),
        &b("    because: [c]\n"),
        &b("    because: [c, a]\n"),
    );
    check(
        &link("a", "b", Some("enables")),
        &b("    because: [ c ] # x\n"),
        &b("    because: { c: causes, a: enables } # x\n"),
    );
    check(
        &link("a", "b", None),
        &b("    because:\n    - c # x\n"),
        &b("    because:\n    - c # x\n    - a\n"),
    );
    check(
        &link("a", "b", Some("enables")),
        &b("    because:\n    - c # x\n    # y\n"),
        &b("    because:\n      c: causes # x\n      a: enables\n    # y\n"),
    );
    check(
        &link("a", "b", None),
        &b("    because: {c: enables}\n"),
        &b("    because: {c: enables, a: causes}\n"),
    );
    check(
        &link("a", "b", None),
        &b("    because:\n      c: {kind: enables} # x\n"),
        &b("    because:\n      c: {kind: enables} # x\n      a: causes\n"),
    );
    check(
        &link("c", "b", Some("responds")),
        &b("    because:\n      c: {kind: enables} # x\n"),
        &b("    because:\n      c: {kind: responds} # x\n"),
    );
    check(
        &link("c", "b", Some("responds")),
        &b("    because: [a, c]\n"),
        &b("    because: { a: causes, c: responds }\n"),
    );
    check(
        &link("c", "b", None),
        &b("    because: [a, c]\n"),
        "refused: `c` is a cause of `b` already at `[a, c]`",
    );
}

#[test]
fn links_go_out_of_every_form_of_because() {
    let b = |rest: &str| {
        format!("events:\n  a: {{what: A}}\n  c: {{what: C}}\n  b:\n    what: B\n{rest}")
    };
    check(
        &unlink("a", "b"),
        &b("    because: a\n    who: x\n"),
        &b("    who: x\n"),
    );
    check(
        &unlink("a", "b"),
        &b("    because: [a, c]\n"),
        &b("    because: [c]\n"),
    );
    check(
        &unlink("c", "b"),
        &b("    because: [a, c]\n"),
        &b("    because: [a]\n"),
    );
    check(
        &unlink("a", "b"),
        &b("    because:\n      - a # x\n      - c\n"),
        &b("    because:\n      - c\n"),
    );
    check(
        &unlink("a", "b"),
        &b("    because:\n      a:\n        kind: enables\n      c: causes\n"),
        &b("    because:\n      c: causes\n"),
    );
    check(
        &unlink("c", "b"),
        &b("    because: { a: enables, c: causes }\n"),
        &b("    because: { a: enables }\n"),
    );
    check(
        &unlink("b", "a"),
        &b(""),
        "refused: `b` is no cause of `a` at `a`",
    );
}

#[test]
fn a_name_changes_everywhere() {
    check(
        &rename("post", "q"),
        "events:\n  post: {what: P}\n  b: {what: B, when: [2 days after post, \"between post\\u0020and 2031\"], because: {'post': causes}, part_of: post}\n  c:\n    when: >\n      after\n      post\n    what: post\n    accounts: [{because: [post], when: from post to post}]\n",
        "events:\n  q: {what: P}\n  b: {what: B, when: [2 days after q, \"between q\\u0020and 2031\"], because: {'q': causes}, part_of: q}\n  c:\n    when: >\n      after\n      q\n    what: post\n    accounts: [{because: [q], when: from q to q}]\n",
    );
    check(
        &rename("a", "no"),
        "events:\n  a: {what: A}\n  b: {what: B, because: a}\n",
        "events:\n  \"no\": {what: A}\n  b: {what: B, because: \"no\"}\n",
    );
    check(
        &rename("a", "b"),
        "events:\n  a: {what: A}\n  b: {what: B}\n",
        "refused: a fact is called `b` already at `b`",
    );
    check(
        &rename("a", "and"),
        "events:\n  a: {what: A}\n  b: {what: B, when: between a and 2021}\n",
        "refused: `and` would not be read as a fact in this phrase at `between a and 2021`",
    );
    check(
        &rename("a", "summer"),
        "events:\n  a: {what: A}\n  b: {what: B, when: after summer}\n",
        "refused: `summer` is used as a date here, and would become the fact at `after summer`",
    );
    check(
        &rename("a", "z"),
        "x-c: &c [a]\nevents:\n  a: {what: A}\n  b: {what: B, because: *c}\n",
        "x-c: &c [z]\nevents:\n  z: {what: A}\n  b: {what: B, because: *c}\n",
    );
}

#[test]
fn a_fact_is_removed_with_its_comments() {
    let text = "events:\n  # of a\n  a:\n    what: A\n    # in a\n\n  # of b\n  b: {what: B} # b\n\n  c: {what: C}\nlints: {}\n";
    check(
        &remove("b", Orphans::Refuse),
        text,
        "events:\n  # of a\n  a:\n    what: A\n    # in a\n\n  c: {what: C}\nlints: {}\n",
    );
    check(
        &remove("a", Orphans::Refuse),
        text,
        "events:\n  # of b\n  b: {what: B} # b\n\n  c: {what: C}\nlints: {}\n",
    );
    let linked = "events:\n  a: {what: A}\n  b: {what: B, because: {a: {kind: enables, confidence: likely}}}\n  c: {what: C, because: {b: enables}, part_of: b, when: [2021, after b]}\n";
    check(
        &remove("b", Orphans::Refuse),
        linked,
        "refused: `b` is still named in 3 places, first here at `b`",
    );
    check(
        &remove("b", Orphans::Drop),
        linked,
        "events:\n  a: {what: A}\n  c: {what: C, when: [2021]}\n",
    );
    check(
        &remove("b", Orphans::Bridge),
        linked,
        "refused: this date is measured from `b`, which cannot be bridged at `after b`",
    );
    let chain = linked.replace(", after b", "");
    check(
        &remove("b", Orphans::Bridge),
        &chain,
        "events:\n  a: {what: A}\n  c: {what: C, because: {a: { kind: enables, confidence: likely }}, when: [2021]}\n",
    );
}

#[test]
fn a_fact_is_added_in_the_style_around_it() {
    check(
        &add("n", None),
        "title: T\nevents:\n  a:\n    what: A\n",
        "title: T\nevents:\n  a:\n    what: A\n  n:\n    when: 2021\n    what: \"New: yes\"\n",
    );
    check(
        &add("n", Some("a")),
        "events:\n    a:\n        what: A\n        # in a\n\n    b:\n        what: B\n",
        "events:\n    a:\n        what: A\n        # in a\n\n    n:\n        when: 2021\n        what: \"New: yes\"\n\n    b:\n        what: B\n",
    );
    check(
        &add("n", Some("a")),
        "events:\n  a: { what: A }\n  b: { what: B }",
        "events:\n  a: { what: A }\n  n: { when: 2021, what: \"New: yes\" }\n  b: { what: B }",
    );
    check(
        &add("n", None),
        "events: {a: {what: A}}",
        "events: {a: {what: A}, n: { when: 2021, what: \"New: yes\" }}",
    );
    check(
        &add("n", None),
        "events:\n- id: a\n  what: A\n",
        "events:\n- id: a\n  what: A\n- id: n\n  when: 2021\n  what: \"New: yes\"\n",
    );
    check(
        &add("n", None),
        "title: T\nevents: {}\n",
        "title: T\nevents:\n  n:\n    when: 2021\n    what: \"New: yes\"\n",
    );
    check(
        &add("n", None),
        "title: T\nevents: # none yet\nlints: {}\n",
        "title: T\nevents: # none yet\n  n:\n    when: 2021\n    what: \"New: yes\"\nlints: {}\n",
    );
    check(
        &add("n", None),
        "title: T\n",
        "title: T\nevents:\n  n:\n    when: 2021\n    what: \"New: yes\"\n",
    );
    check(
        &add("a b", None),
        "title: T\n",
        "refused: `a b` cannot be an id",
    );
}

#[track_caller]
fn formatted(before: &str, after: &str) {
    let told =
        |text: &str| super::format(text).unwrap_or_else(|refusal| format!("refused: {refusal}"));
    let got = told(before);
    assert_eq!(got, after, "\n--- got\n{got}\n--- expected\n{after}");
    assert_eq!(told(&got), got, "twice is once");
}

#[test]
fn the_canonical_style_keeps_comments_and_line_ends() {
    formatted(
        "# head\n\n\ntitle:   'A day'   # why\n\n\nevents:    # all\n\n    # of a\n    a:\n        what:   One\n        # in a\n    # of b\n    b: {what: Two,when: [ 2021,2022 ]}\t# no\n# end\n",
        "# head\n\ntitle: \"A day\"  # why\n\nevents:  # all\n  # of a\n  a:\n    what: One\n    # in a\n  # of b\n  b: { what: Two, when: [2021, 2022] }  # no\n# end\n",
    );
    formatted(
        "events:\r\n- id:  a\r\n  what: |\r\n        one\r\n          two\r\n\r\n- id: b\r\n",
        "events:\r\n  - id: a\r\n    what: |\r\n      one\r\n        two\r\n\r\n  - id: b\r\n",
    );
    formatted(
        "\u{feff}a: { # c0\n b: c, # c1\n # c2\n d: e # c3\n # c4\n} # c5\nf: g",
        "\u{feff}a:  # c0\n  b: c  # c1\n  # c2\n  d: e  # c3\n  # c4\n  # c5\nf: g\n",
    );
    formatted(
        "%YAML 1.2\n# x\n---  # y\na:   b\n...\n# z\n",
        "%YAML 1.2\n# x\n---  # y\na: b\n...\n# z\n",
    );
    formatted(
        "a: &x   !t\n   b:  c\nd:   *x\n? e\n:   f\n",
        "a: &x !t\n  b: c\nd: *x\ne: f\n",
    );
    formatted(
        "a: |+\n   x\n\n\nb: >2-\n    y\n   z\n",
        "a: |+\n  x\n\n\nb: |2-\n    y\n   z\n",
    );
    formatted(
        "a: one\n     two\n\n     three # c\nb: \"x\n   y\"\nc: \"x \\\n   y\"\n",
        "a: one\n  two\n\n  three  # c\nb: \"x\n  y\"\nc: \"x y\"\n",
    );
}

#[test]
fn facts_are_sorted_with_their_comments() {
    let sorted = |text: &str| {
        let compiled = crate::compile::compile("t.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
        match super::sort(&compiled) {
            Ok(patches) => patches.apply(FileId(0), text),
            Err(refusal) => format!("refused: {refusal}"),
        }
    };
    let text = "title: T\nevents:\n  # section\n\n  # of c\n  c:\n    when: 2023\n    what: C # c\n    # in c\n\n  a: {when: 2021, what: A}\n\n\n  # of b\n  b: {when: 2022, what: B}";
    let done = "title: T\nevents:\n  # section\n\n  a: {when: 2021, what: A}\n\n  # of b\n  b: {when: 2022, what: B}\n\n\n  # of c\n  c:\n    when: 2023\n    what: C # c\n    # in c";
    assert_eq!(sorted(text), done);
    assert_eq!(sorted(done), done);
    assert_eq!(
        sorted("title: T\nevents: {b: {when: 2022, what: B}, a: {when: 2021, what: A}}\n"),
        "title: T\nevents: {a: {when: 2021, what: A}, b: {when: 2022, what: B}}\n"
    );
    assert_eq!(
        sorted(
            "title: T\nevents:\n  b: {when: &y 2022, what: B}\n  a: {when: before b, what: *y}\n"
        ),
        "refused: this alias would come before its anchor"
    );
    assert_eq!(
        sorted(
            "title: T\nevents:\n- {when: 2022, what: B}\n- {when: 2021, what: A, because: '#1'}\n- {id: x, when: 2000, what: A}\n"
        ),
        "refused: the file has a fault: `#1` is given as a cause of `#2`, but `#2` is dated “2021”, before `#1`, dated “2022”"
    );
    assert_eq!(
        sorted(
            "title: T\nevents:\n- {when: 2022, what: B}\n- {when: 2023, what: A, because: '#1'}\n- {id: x, when: 2000, what: A}\n"
        ),
        "refused: this names a fact by its place in the list, which would change"
    );
}
