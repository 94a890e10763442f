//! `causeline dates` as its users call it.

use crate::command::{Done, run};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs `causeline dates` with these arguments and this input.
fn dates(arguments: &[&str], input: &[u8]) -> Done {
    run(Path::new("."), &[&["dates"], arguments].concat(), input)
}

#[test]
fn a_text_is_shown_with_its_dates_underlined() {
    let text = "Die Brücke\nThe bridge closed on Friday, two weeks after a barge had hit it; it will open again early next year.\n";
    let done = dates(&["--as-of", "2025-09-21", "--width", "40"], text.as_bytes());
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let wanted = "\
Die Brücke
The bridge closed on Friday, two weeks
                     ^^^^^^  ^^^^^^^^^
                     2025-09-19
                             P2W
after a barge had hit it; it will open
again early next year.
      ^^^^^^^^^^^^^^^
      2026 START
";
    assert_eq!(done.out, wanted);
}

#[test]
fn an_article_that_tells_its_own_day_needs_no_other() {
    let text = "Published: 12 May 2024\n\nThe bridge fell on Friday.\n";
    let day = |arguments: &[&str]| {
        let done = dates(
            &[&["--format", "json"], arguments].concat(),
            text.as_bytes(),
        );
        assert_eq!((done.code, done.err.as_str()), (0, ""));
        let read: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
        (read["dct"].clone(), read["timex"][1]["value"].clone())
    };
    assert_eq!(day(&[]), ("2024-05-12".into(), "2024-05-10".into()));
    // What is passed holds.
    let passed = day(&["--as-of", "2025-09-21"]);
    assert_eq!(passed, ("2025-09-21".into(), "2025-09-19".into()));
}

#[test]
fn json_tells_places_and_what_an_event_file_would_say() {
    let text = "Zürich\nSie met there for about two years, since May.";
    let done = dates(
        &["--as-of", "2025-09-21", "--format", "json"],
        text.as_bytes(),
    );
    let read: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
    assert_eq!(read["dct"], "2025-09-21");
    let first = &read["timex"][0];
    assert_eq!((&first["line"], &first["column"]), (&2.into(), &19.into()));
    assert_eq!((&first["start"], &first["end"]), (&25.into(), &40.into()));
    assert_eq!(
        (&first["text"], &first["value"]),
        (&"about two years".into(), &"P2Y".into())
    );
    assert_eq!(
        (&first["mod"], &first["when"]),
        (&"APPROX".into(), &"about 2 years".into())
    );
    assert_eq!(read["timex"][1]["when"], "2025-05");
}

#[test]
fn lines_are_answered_in_order_and_faults_in_their_place() {
    let lines = concat!(
        r#"{"id": "a", "dct": "2025-09-21", "text": "Écoute: they met Saturday."}"#,
        "\n",
        r#"{"id": 2, "dct": "2025-02-30", "text": "They met Saturday."}"#,
        "\n",
        "no JSON\n",
        r#"{"id": 4, "text": "They met Saturday."}"#,
        "\n",
        r#"{"id": 5, "dct": "2025-09-21"}"#,
        "\n",
        "\n",
        r#"{"id": 6, "dct": "2025-09-21T18:00", "text": "In May 1793 they rose. In July it was over.", "kind": "narrative"}"#,
    );
    for jobs in ["1", "3"] {
        let done = dates(&["--jsonl", "--jobs", jobs], lines.as_bytes());
        assert_eq!(done.code, 1);
        let wanted = concat!(
            r#"{"id":"a","timex":[{"start":17,"end":25,"text":"Saturday","type":"DATE","value":"2025-09-20"}]}"#,
            "\n",
            r#"{"id":2,"error":"line 2: dct `2025-02-30`: February 2025 has 28 days, not 30"}"#,
            "\n",
            r#"{"error":"line 3: column 2: expected ident"}"#,
            "\n",
            r#"{"id":4,"error":"line 4: it has no `dct`: add the day of publication, or pass `--as-of DATE`"}"#,
            "\n",
            r#"{"id":5,"error":"line 5: missing field `text`; a line is {\"id\", \"dct\": \"YYYY-MM-DD\", \"text\"}"}"#,
            "\n",
            r#"{"error":"line 6: it is empty"}"#,
            "\n",
            r#"{"id":6,"timex":[{"start":3,"end":11,"text":"May 1793","type":"DATE","value":"1793-05"},{"start":26,"end":30,"text":"July","type":"DATE","value":"1793-07"}]}"#,
            "\n",
        );
        assert_eq!(done.out, wanted);
    }
}

#[test]
fn as_of_holds_for_lines_without_a_day() {
    let done = dates(
        &["--jsonl", "--as-of", "2025-09-21"],
        br#"{"text": "yesterday"}"#,
    );
    assert_eq!(done.code, 0);
    assert_eq!(
        done.out,
        "{\"id\":null,\"timex\":[{\"start\":0,\"end\":9,\"text\":\"yesterday\",\"type\":\"DATE\",\"value\":\"2025-09-20\"}]}\n"
    );
}

/// Many lines come out as they went in, however many jobs read them.
#[test]
fn jobs_keep_the_order() {
    let line = |number: usize| {
        let text = "They met on Friday and will meet next week. ".repeat(number % 50);
        format!("{{\"id\": {number}, \"dct\": \"2025-09-21\", \"text\": \"{text}\"}}\n")
    };
    let lines: String = (0..2000).map(line).collect();
    let one = dates(&["--jsonl"], lines.as_bytes());
    let many = dates(&["--jsonl", "--jobs", "5"], lines.as_bytes());
    assert_eq!(one.code, 0);
    assert_eq!(one.out.lines().count(), 2000);
    assert!(one.out == many.out);
}

#[test]
fn what_is_no_text_is_told() {
    let cases: [(&[u8], &str); 5] = [
        (b"", "<stdin> holds no text"),
        (b" \n\n", "<stdin> holds no text"),
        (b"PK\x03\x04\x00\x00", "<stdin> is no text: byte 5 is zero"),
        (
            b"\xff\xfeO\x00n\x00",
            "<stdin> looks like UTF-16: save the file as UTF-8",
        ),
        (
            b"On Friday\nin a caf\xe9",
            "<stdin>:2: this is not UTF-8: byte 19 is 0xe9",
        ),
    ];
    for (input, wanted) in cases {
        let done = dates(&["--as-of", "2025-09-21"], input);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{wanted}");
        assert!(done.err.contains(wanted), "{}", done.err);
        assert_eq!(done.err.lines().count(), 1);
    }
}

#[test]
fn the_day_of_publication_must_be_told() {
    let done = dates(&[], b"On Friday");
    assert_eq!(done.code, 2);
    assert!(done.err.contains("pass `--as-of DATE`"), "{}", done.err);
    let done = dates(&["--as-of", "2025"], b"On Friday");
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("--as-of `2025`: this is not one day"),
        "{}",
        done.err
    );
}

#[test]
fn a_text_in_another_language_gets_a_warning() {
    let text = "Le ministre a déclaré vendredi que la base ne serait pas rendue, quatre ans après le départ des troupes, et que les négociations du 2025-09-20 ne reprendraient pas avant le mois de mai. Il a ajouté que rien ne changerait. ";
    let done = dates(
        &["--as-of", "2025-09-21", "--format", "json"],
        text.as_bytes(),
    );
    assert_eq!(done.code, 0);
    assert!(
        done.err
            .starts_with("warning: <stdin> does not look like English"),
        "{}",
        done.err
    );
    assert_eq!(done.out.matches("\"value\"").count(), 1);
}

#[test]
fn timeml_is_a_document_of_its_own() {
    let done = dates(
        &["--as-of", "2025-09-21", "--format", "timeml"],
        b"They met Saturday.\n",
    );
    let document = roxmltree::Document::parse(&done.out).expect("well-formed");
    assert_eq!(document.root_element().tag_name().name(), "TimeML");
    assert!(done.out.contains(r#"<TIMEX3 tid="t1" type="DATE" value="2025-09-20" temporalFunction="true" anchorTimeID="t0">Saturday</TIMEX3>"#));
}

/// A caller may wait for each answer before it sends the next line.
#[test]
fn one_job_answers_before_more_comes() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_causeline"))
        .args(["dates", "--jsonl", "--as-of", "2025-09-21"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command");
    let mut stdin = child.stdin.take().expect("its input");
    let mut answers = BufReader::new(child.stdout.take().expect("its output")).lines();
    for (word, value) in [("today", "2025-09-21"), ("tomorrow", "2025-09-22")] {
        writeln!(stdin, "{{\"text\": \"{word}\"}}").expect("a line");
        stdin.flush().expect("a line");
        let answer = answers.next().expect("an answer").expect("text");
        assert!(answer.contains(value), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().expect("an end").success());
}
