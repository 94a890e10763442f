//! The command as its users call it.

use crate::command::{self, Done};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of its own with files in it, and a command to run there.
struct Run {
    folder: tempfile::TempDir,
    input: Option<Vec<u8>>,
}

const STORY: &str = "title: A flood\nas_of: 2025-09-21\nactors: { city: City, press: Press }\nsources: { gazette: The Gazette }\nevents:\n  rain: { when: Friday, what: It rains, source: gazette, tags: [weather] }\n  flood: { what: It floods, because: rain, who: city, source: gazette }\n  report: { when: Saturday, what: A report, because: { flood: { kind: responds, confidence: likely, source: gazette } }, who: press, source: gazette }\nlints: { unsourced-cause: off }\n";
const FAULTY: &str = "title: A flood\nevents:\n  rain: { when: 2025-02-30, what: It rains }\n  flood: { what: It floods, because: rian }\n";

impl Run {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            input: None,
        }
    }

    fn story() -> Self {
        Self::new().file("flood.yaml", STORY)
    }

    fn file(self, name: &str, text: &str) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("the file");
        self
    }

    fn input(mut self, text: &str) -> Self {
        self.input = Some(text.into());
        self
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    fn run(&self, arguments: &[&str]) -> Done {
        let input = self.input.as_deref().unwrap_or_default();
        command::run(self.folder.path(), arguments, input)
    }
}

#[test]
fn render_writes_a_picture_into_output_and_says_so() {
    let run = Run::story();
    let done = run.run(&["render", "flood.yaml"]);
    assert_eq!(
        (done.code, done.err.as_str()),
        (0, "output/flood.svg written\n")
    );
    assert!(run.read("output/flood.svg").contains("It floods"));
    let again = run.run(&["render", "flood.yaml", "-o", "again.svg"]);
    assert_eq!(again.code, 0);
    assert_eq!(run.read("output/flood.svg"), run.read("again.svg"));
}

#[test]
fn a_faulty_file_leaves_the_older_picture_untouched() {
    let run = Run::new()
        .file("flood.yaml", FAULTY)
        .file("output/flood.svg", "the older picture");
    let done = run.run(&["render", "flood.yaml"]);
    assert_eq!(done.code, 1);
    assert!(
        done.err.contains("February 2025 has 28 days") && done.err.contains("did you mean `rain`?")
    );
    assert_eq!(run.read("output/flood.svg"), "the older picture");
    let draft = run.run(&["render", "--draft", "flood.yaml"]);
    assert_eq!(draft.code, 1);
    assert!(run.read("output/flood.svg").contains("It floods"));
}

#[test]
fn standard_input_and_output() {
    let run = Run::new().input(STORY);
    let done = run.run(&["render", "-"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.starts_with("<svg"));
    assert_eq!(
        run.run(&["check", "-"]).out,
        "<stdin>: 3 facts, 2 links, nothing wrong\n"
    );
}

#[cfg(feature = "png")]
#[test]
fn the_ending_decides_the_format() {
    let run = Run::story();
    assert_eq!(
        run.run(&["render", "flood.yaml", "-o", "flood.png"]).code,
        0
    );
    assert!(
        fs::read(run.path("flood.png"))
            .expect("a picture")
            .starts_with(b"\x89PNG")
    );
    let printed = run.run(&["render", "flood.yaml", "--format", "png", "-o", "-"]);
    assert!(printed.bytes.starts_with(b"\x89PNG"));
}

#[test]
fn several_files_go_into_a_folder() {
    let run = Run::story().file("other.yaml", STORY);
    assert_eq!(
        run.run(&["render", "flood.yaml", "other.yaml", "-o", "pictures/"])
            .code,
        0
    );
    assert!(run.path("pictures/flood.svg").exists() && run.path("pictures/other.svg").exists());
    let done = run.run(&["render", "flood.yaml", "other.yaml", "-o", "one.svg"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("name a folder"), "{}", done.err);
}

#[test]
fn parts_of_a_story() {
    let run = Run::story();
    let drawn = |arguments: &[&str]| {
        let mut all = vec!["render", "flood.yaml", "-o", "-"];
        all.extend(arguments);
        let done = run.run(&all);
        assert_eq!(done.code, 0, "{}", done.err);
        ["It rains", "It floods", "A report"].map(|what| done.out.contains(what))
    };
    assert_eq!(drawn(&["--actor", "city"]), [false, true, false]);
    assert_eq!(drawn(&["--tag", "weather"]), [true, false, false]);
    let both = ["--actor", "press", "--actor", "city"];
    assert_eq!(drawn(&both), [false, true, true]);
    assert_eq!(
        drawn(&["--tag", "weather", "--tag", "weather"]),
        [true, false, false]
    );
    let none = run.run(&[
        "render",
        "flood.yaml",
        "--actor",
        "city",
        "--tag",
        "weather",
    ]);
    assert_eq!(none.code, 2, "facts of that actor with that tag");
    let unknown = run.run(&["render", "flood.yaml", "--actor", "city", "--actor", "pres"]);
    assert!(
        unknown.err.contains("did you mean `press`?"),
        "{}",
        unknown.err
    );
    assert_eq!(
        drawn(&["--focus", "rain", "--depth", "1"]),
        [true, true, false]
    );
    assert_eq!(drawn(&["--to", "Friday"]), [true, true, false]);
    assert_eq!(
        drawn(&[
            "--width",
            "400",
            "--theme",
            "dark",
            "--direction",
            "vertical"
        ]),
        [true; 3]
    );
    let done = run.run(&["render", "flood.yaml", "--focus", "rian"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("did you mean `rain`?"), "{}", done.err);
    assert_eq!(
        run.run(&["render", "flood.yaml", "--from", "Febuary"]).code,
        2
    );
    assert_eq!(run.run(&["render", "flood.yaml", "--width", "3"]).code, 2);
}

#[test]
fn check_tells_everything_in_every_format() {
    let run = Run::new().file("bad.yaml", FAULTY);
    let text = run.run(&["check", "bad.yaml"]);
    assert_eq!(text.code, 1);
    assert!(
        text.out.contains("bad.yaml:3:17") && text.out.contains("2 errors"),
        "{}",
        text.out
    );
    let json: serde_json::Value =
        serde_json::from_str(&run.run(&["check", "bad.yaml", "--format", "json"]).out)
            .expect("JSON");
    let first = &json[0];
    let keys: Vec<&String> = first.as_object().expect("an object").keys().collect();
    let mut wanted = vec![
        "code",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "help",
        "facts",
        "related",
    ];
    wanted.sort_unstable();
    assert_eq!(keys, wanted);
    assert_eq!(
        (&first["code"], &first["line"], &first["column"]),
        (&"E020".into(), &3.into(), &17.into())
    );
    assert_eq!(first["facts"], serde_json::json!(["rain"]));
    let github = run.run(&["check", "bad.yaml", "--format", "github"]).out;
    assert!(
        github.starts_with("::error file=bad.yaml,line=3,"),
        "{github}"
    );
    let sarif: serde_json::Value =
        serde_json::from_str(&run.run(&["check", "bad.yaml", "--format", "sarif"]).out)
            .expect("SARIF");
    assert_eq!(
        sarif["runs"][0]["results"].as_array().map(Vec::len),
        Some(2)
    );
    assert!(
        run.run(&["check", "--explain", "e020"])
            .out
            .starts_with("E020: ")
    );
    assert_eq!(run.run(&["check", "--explain", "E999"]).code, 2);
}

#[test]
fn strict_takes_warnings_for_faults() {
    let run = Run::new().file(
        "a.yaml",
        "title: A\nactors: { us: US }\nevents: { a: { when: 2021, what: One, who: su } }\n",
    );
    assert_eq!(run.run(&["check", "a.yaml"]).code, 0);
    assert_eq!(run.run(&["check", "--strict", "a.yaml"]).code, 1);
}

#[test]
fn order_explains_each_step() {
    let run = Run::story();
    let done = run.run(&["order", "flood.yaml"]);
    assert_eq!(done.code, 0);
    assert!(done.out.contains("1. rain"), "{}", done.out);
    assert!(
        done.out
            .contains("then, for certain: `flood` led to `report` (flood.yaml:8)"),
        "{}",
        done.out
    );
    let json: serde_json::Value =
        serde_json::from_str(&run.run(&["order", "flood.yaml", "--format", "json"]).out)
            .expect("JSON");
    assert_eq!(
        json[1],
        serde_json::json!({
            "id": "flood", "what": "It floods", "when": null, "precision": "unknown", "kind": "moment",
            "start": { "earliest": "2025-09-19T00:00:00", "latest": "2025-09-20T23:59:59" },
            "end": { "earliest": "2025-09-19T00:00:00", "latest": "2025-09-20T23:59:59" },
            "derived": true, "because": ["rain"], "accounts": [],
        })
    );
}

#[test]
fn questions_about_causes() {
    let run = Run::story();
    let why = run.run(&["why", "report", "flood.yaml", "--svg", "why.svg"]);
    assert!(why.out.contains("<- flood: It floods"), "{}", why.out);
    assert!(
        why.out.contains("responds, likely; source: The Gazette"),
        "{}",
        why.out
    );
    assert!(run.read("why.svg").starts_with("<svg"));
    assert!(
        run.run(&["led-to", "rain", "flood.yaml"])
            .out
            .contains("-> report")
    );
    assert!(
        run.run(&["between", "rain", "report", "flood.yaml"])
            .out
            .contains("-> flood")
    );
    assert!(
        run.run(&["explain", "flood", "flood.yaml"])
            .out
            .starts_with("`flood`: between 19 September 2025")
    );
    assert!(
        run.run(&["without", "gazette", "flood.yaml"])
            .out
            .contains("loses all support")
    );
    let misspelt = run.run(&["without", "gazete", "flood.yaml"]);
    assert_eq!(misspelt.code, 2);
    assert!(
        misspelt
            .err
            .contains("no source `gazete`; did you mean `gazette`?"),
        "{}",
        misspelt.err
    );
    let unlike = run.run(&["without", "ministry", "flood.yaml"]);
    assert!(
        unlike.err.contains("; there is `gazette`"),
        "{}",
        unlike.err
    );
    assert_eq!(run.run(&["why", "nothing", "flood.yaml"]).code, 2);
    for format in ["dot", "mermaid", "graphml", "json"] {
        assert!(
            run.run(&["graph", "flood.yaml", "--format", format])
                .out
                .contains("It floods")
        );
    }
}

#[test]
fn one_phrase_without_a_file() {
    let run = Run::new();
    let done = run.run(&[
        "when",
        "Saturday",
        "--as-of",
        "2025-09-21",
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
    let day =
        serde_json::json!({ "earliest": "2025-09-20T00:00:00", "latest": "2025-09-20T23:59:59" });
    assert_eq!(
        json,
        serde_json::json!({ "phrase": "Saturday", "kind": "moment", "start": day, "end": day, "precision": "day" })
    );
    let bad = run.run(&["when", "15 Febuary 2021"]);
    assert_eq!(bad.code, 1);
    assert!(bad.err.contains("     ^^^^^^^"), "{}", bad.err);
    assert!(run.run(&["when", "Saturday"]).err.contains("--as-of"));
    // A day to count from would not tell what this is later than.
    let later = run.run(&["when", "two days later"]).err;
    assert!(!later.contains("--as-of"), "{later}");
    let span = run.run(&["when", "Saturday", "--as-of", "3 to 5 May 2021"]);
    assert_eq!(span.code, 2, "{}", span.err);
    assert!(span.err.contains("this is not one day"), "{}", span.err);
}

#[test]
fn a_starter_renders_at_once_and_is_never_overwritten() {
    let run = Run::new();
    assert_eq!(run.run(&["new", "my-story"]).code, 0);
    let text = run.read("my-story.yaml");
    assert!(text.starts_with("# yaml-language-server: $schema=causeline.schema.json\n"));
    assert_eq!(run.run(&["check", "--strict", "my-story.yaml"]).code, 0);
    assert_eq!(run.run(&["render", "my-story.yaml"]).code, 0);
    assert_eq!(run.run(&["new", "my-story"]).code, 2);
    assert_eq!(run.read("my-story.yaml"), text);
    assert_eq!(run.read("causeline.schema.json"), run.run(&["schema"]).out);
}

#[test]
fn includes_stay_inside_the_folder() {
    let run = Run::new()
        .file("in/a.yaml", "title: A\ninclude: [parts/b.yaml, ../secret.yaml, /etc/passwd]\nevents: { a: { when: 2021, what: One } }\n")
        .file("in/parts/b.yaml", "events: { b: { when: 2022, what: Two, because: a } }\n")
        .file("secret.yaml", "events: { c: { what: Secret } }\n");
    let done = run.run(&["check", "in/a.yaml"]);
    assert_eq!(done.code, 1);
    assert_eq!(done.out.matches("E030").count(), 2, "{}", done.out);
    assert!(!done.out.contains("Secret"));
}

#[test]
fn the_outside_world_gets_one_line() {
    let run = Run::story();
    for (arguments, words) in [
        (["render", "missing.yaml"], "there is no such file"),
        (["render", "."], "is a folder"),
        (["check", "missing.yaml"], "there is no such file"),
    ] {
        let done = run.run(&arguments);
        assert_eq!(done.code, 2);
        assert!(
            done.err.contains(words) && done.err.lines().count() == 1,
            "{}",
            done.err
        );
    }
    assert_eq!(run.run(&["frobnicate"]).code, 2);
    assert_eq!(run.run(&["--help"]).code, 0);
    assert!(run.run(&["completions", "bash"]).out.contains("causeline"));
    assert!(run.run(&["man"]).out.contains(".TH"));
}

/// No text of an event file becomes markup, script or a strange link.
#[test]
fn hostile_text_stays_text() {
    let hostile = "title: \"</svg><script>alert(1)</script>\"\nevents:\n  a:\n    when: 2021\n    what: \"</text><script>x</script> & <b>\"\n    link: \"javascript:alert(1)\"\n    quote: \"]]> \\u0007 \\u202e\"\n    who: \"<x onload=y>\"\n";
    let run = Run::new().file("h.yaml", hostile);
    let done = run.run(&["render", "h.yaml", "-o", "-"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let parsed = roxmltree::Document::parse(&done.out).expect("well-formed XML");
    assert!(
        parsed
            .descendants()
            .all(|node| !node.has_tag_name("script"))
    );
    assert!(!done.out.contains("javascript:") && !done.out.contains('\u{7}'));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_fault() {
    let run = Run::story();
    let mut child = Command::new(env!("CARGO_BIN_EXE_causeline"))
        .args(["render", "flood.yaml", "-o", "-"])
        .current_dir(run.folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("its end");
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_rights_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let run = Run::story().file("real/picture.svg", "old");
    fs::set_permissions(
        run.path("real/picture.svg"),
        fs::Permissions::from_mode(0o600),
    )
    .expect("rights");
    symlink(run.path("real/picture.svg"), run.path("link.svg")).expect("a link");
    assert_eq!(run.run(&["render", "flood.yaml", "-o", "link.svg"]).code, 0);
    assert!(Path::new(&run.path("link.svg")).is_symlink());
    assert!(run.read("real/picture.svg").starts_with("<svg"));
    let mode = fs::metadata(run.path("real/picture.svg"))
        .expect("it")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_picture_wider_than_asked_says_so() {
    let facts = (1..=9).map(|day| {
        format!("  e{day}: {{ when: 2025-09-0{day}, what: Something new, who: city }}\n")
    });
    let text = format!(
        "title: A week\nactors: {{ city: The city }}\nevents:\n{}",
        facts.collect::<String>()
    );
    let run = Run::new().file("week.yaml", &text);
    let level = ["render", "week.yaml", "--width", "300"];
    let asked = [&level[..], &["--direction", "horizontal"]].concat();
    for (output, said) in [
        ("week.svg", "week.svg written, "),
        ("week.html", "week.html written, "),
        ("-", "the picture is "),
    ] {
        let done = run.run(&[&asked[..], &["-o", output]].concat());
        let reason = " pixels wide: with time from left to right its facts need more than 300";
        assert!(
            done.err.starts_with(said) && done.err.contains(reason),
            "{}",
            done.err
        );
        let upright = run.run(&[&level[..], &["-o", output]].concat());
        assert!(!upright.err.contains("wide"), "{}", upright.err);
    }
}
