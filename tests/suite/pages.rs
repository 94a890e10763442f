//! Pages as `causeline render` writes them, without a browser.

use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;
use causeline::layout;
use causeline::render;
use causeline::style::Theme;
use serde_json::Value;
use std::fs;
use std::process::Command;

const STORY: &str = "\
title: The ferry
as_of: 2024-06-03
actors: { line: Ferry line, port: { name: Port office, color: '#b0470b' } }
sources:
  note: { title: Note of the port office, publisher: Port office, date: 2024-06-01, url: 'https://example.org/note' }
link_kinds: { delays: holds up }
events:
  fog: { when: 2024-05-30, what: Fog closes the harbour, tags: [weather], source: note }
  wait: { what: The ferry waits outside, who: line, because: { fog: { kind: delays, confidence: 70, source: note, note: by radio } } }
  dock: { when: Saturday, what: The ferry docks, who: [line, port], because: wait, status: confirmed, where: Quay 4 }
  fine: { what: A fine is asked, part_of: dock, status: planned, who: port }
";

fn story() -> Compilation {
    let compiled = compile("ferry.yaml", STORY.as_bytes().to_vec(), &mut NoIncludes);
    assert!(!compiled.is_faulty(), "{:#?}", compiled.diagnostics());
    compiled
}

fn page(theme: Theme) -> String {
    let written = render::Options {
        theme,
        ..render::Options::default()
    };
    story().html(&layout::Options::default(), &written)
}

fn data(page: &str) -> Value {
    let (_, rest) = page.split_once(r#"id="data">"#).unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(json).unwrap()
}

fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|one| one["id"].as_str().unwrap()).collect()
}

#[test]
fn the_data_tell_each_fact_in_the_order_of_time() {
    let data = data(&page(Theme::Auto));
    assert_eq!(data["title"], "The ferry");
    assert_eq!(ids(&data["facts"]), ["fog", "wait", "dock", "fine"]);
    let wait = &data["facts"][1];
    assert_eq!(wait["date"], "between 30 May and 1 Jun 2024");
    assert_eq!(wait["derived"], true);
    let why = wait["why"][0].as_str().unwrap();
    assert!(
        why.contains("not before, because of `fog`") && why.contains("because it led to `dock`"),
        "{why}"
    );
    let dock = &data["facts"][2];
    assert_eq!(dock["date"], "Saturday · 1 Jun 2024");
    assert_eq!(dock["place"], "Quay 4");
    assert_eq!(dock["status"], "confirmed");
    assert_eq!(dock["who"], serde_json::json!([0, 1]));
    assert_eq!(data["facts"][3]["part_of"], "dock");
    assert_eq!(data["facts"][0]["tags"], serde_json::json!(["weather"]));
}

#[test]
fn the_data_tell_each_link_with_kind_confidence_note_and_sources() {
    let data = data(&page(Theme::Auto));
    let links = data["links"].as_array().unwrap();
    assert_eq!(links.len(), 2);
    let link = &links[0];
    assert_eq!((&link["cause"], &link["effect"]), (&0.into(), &1.into()));
    assert_eq!(link["confidence"], 70);
    assert_eq!(link["note"], "by radio");
    let kind = link["kind"].as_u64().unwrap() as usize;
    assert_eq!(data["kinds"][kind]["name"], "holds up");
    let source = link["sources"][0].as_u64().unwrap() as usize;
    assert_eq!(data["sources"][source]["url"], "https://example.org/note");
    assert_eq!(links[1]["confidence"], "certain");
    assert_eq!(data["actors"][1]["colors"][0], "#ab450b");
}

#[test]
fn only_what_is_shown_is_told() {
    let compiled = story();
    let shown = ["fog", "dock"].map(|id| compiled.graph().fact(id).unwrap());
    let options = layout::Options {
        shown: Some(shown.to_vec()),
        ..layout::Options::default()
    };
    let data = data(&compiled.html(&options, &render::Options::default()));
    assert_eq!(ids(&data["facts"]), ["fog", "dock"]);
    assert_eq!(data["links"], serde_json::json!([]));
}

#[test]
fn a_page_takes_a_picture_that_is_drawn_already() {
    let options = layout::Options {
        width: Some(900.0),
        ..layout::Options::default()
    };
    let (story, written) = (story(), render::Options::default());
    let page = story.page(&story.scene(&options), &options, &written);
    assert_eq!(page, story.html(&options, &written));
}

#[test]
fn a_page_holds_two_pictures_unless_its_width_is_said() {
    assert_eq!(page(Theme::Auto).matches("<svg xmlns").count(), 2);
    let options = layout::Options {
        width: Some(1000.0),
        ..layout::Options::default()
    };
    let one = story().html(&options, &render::Options::default());
    assert_eq!(one.matches("<svg xmlns").count(), 1);
}

#[test]
fn colours_that_were_asked_for_are_kept_to() {
    assert!(page(Theme::Dark).contains(r#"<main class="cl" id="timeline" data-theme="dark">"#));
    assert!(page(Theme::Print).contains(r#"data-theme="light">"#));
    assert!(page(Theme::Auto).contains(r#"<main class="cl" id="timeline">"#));
}

#[test]
fn the_same_story_gives_the_same_page() {
    assert_eq!(page(Theme::Auto), page(Theme::Auto));
}

#[test]
fn nothing_comes_from_outside() {
    let page = page(Theme::Auto);
    let (head, _) = page.split_once("<main").unwrap();
    assert!(!head.contains(" src=") && !head.contains("<link"));
    assert!(head.contains("default-src 'none'"));
    // The one address of the story is in its data only, for a link.
    assert!(!page.contains("<img") && !page.contains("@import") && !page.contains("url(http"));
}

#[test]
fn the_command_writes_a_page_by_format_or_by_ending() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ferry.yaml"), STORY).unwrap();
    let run = |arguments: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_causeline"))
            .args(["render", "ferry.yaml"])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        out.status.success()
    };
    assert!(run(&["-o", "one.HTML"]));
    assert!(run(&["--format", "html"]));
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("one.HTML").starts_with("<!DOCTYPE html>\n<html lang=\"und\">"));
    assert_eq!(read("one.HTML"), read("output/ferry.html"));
    // Neither overrules the other: what they say must go together.
    assert!(!run(&["--format", "svg", "-o", "two.html"]));
    assert!(!folder.path().join("two.html").exists());
}
