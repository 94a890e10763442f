//! What the page asks for, as JSON.

use super::edits::{self, Edit};
use super::folder::{Saved, Stored};
use super::hub::News;
use super::preview::{Look, Preview};
use super::site::Site;
use super::wire::{Answer, Refusal};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::time::Instant;

/// What is served.
pub(super) fn state(site: &Site) -> Answer {
    let files: Vec<String> = site.folder.files().into_keys().collect();
    answer(&json!({
        "folder": site.folder.name(),
        "only": site.folder.only(),
        "files": files,
        "png": cfg!(feature = "png"),
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    path: String,
}

/// Reads a file for the editor.
pub(super) fn open(site: &Site, body: &[u8]) -> Result<Answer, Refusal> {
    let asked: Open = parse(body)?;
    site.admit(&asked.path)?;
    let Stored { text, version } = site.folder.read(&asked.path)?;
    site.watch.closely([asked.path.as_str()]);
    Ok(answer(
        &json!({ "path": asked.path, "text": text, "version": version }),
    ))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct See {
    /// The page, by a name that it gave itself.
    page: String,
    /// Counts the texts of the page, from 1.
    number: u64,
    /// The number of the text whose picture the page shows; 0 where it shows
    /// none.
    #[serde(default)]
    shown: u64,
    path: String,
    text: String,
    #[serde(default)]
    look: Look,
    /// Whether a faulty text is drawn, too.
    #[serde(default)]
    draft: bool,
}

/// Compiles the text of a page's editor.
pub(super) fn preview(site: &Site, body: &[u8]) -> Result<Answer, Refusal> {
    let See {
        page,
        number,
        shown,
        path,
        text,
        look,
        draft,
    } = parse(body)?;
    site.admit(&path)?;
    let place = site.folder.home(&path)?;
    let told = site.turns.take(&page, number, |memory| {
        let begun = Instant::now();
        let preview = Preview::new(site, &place, text);
        let told = preview.told(&site.folder, &look, draft, |svg, data| {
            memory.follow(svg, data, shown, number)
        });
        let included = told.includes.iter().map(String::as_str);
        site.watch.closely(included);
        let body = serde_json::to_vec(&told).unwrap_or_default();
        (body, begun.elapsed())
    });
    let Some((body, spent)) = told else {
        return Ok(answer(&json!({ "stale": true })));
    };
    let spent = format!("compile;dur={:.1}", spent.as_secs_f64() * 1000.0);
    Ok(Answer::of(JSON, body).with("Server-Timing", spent))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    path: String,
    text: String,
    operation: Edit,
    /// The other files that may be changed, too.
    #[serde(default)]
    others: Vec<String>,
}

/// Works out what an edit changes in the text of a page's editor.
pub(super) fn edit(site: &Site, body: &[u8]) -> Result<Answer, Refusal> {
    let asked: Change = parse(body)?;
    site.admit(&asked.path)?;
    let place = site.folder.home(&asked.path)?;
    let preview = Preview::new(site, &place, asked.text);
    edits::change(site, preview, asked.operation, &asked.others)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Save {
    path: String,
    text: String,
    /// The version that the page knows; nothing where it knows of no file.
    version: Option<String>,
}

/// Writes a text to the disk, where that is still what the page knew.
pub(super) fn save(site: &Site, body: &[u8]) -> Result<Answer, Refusal> {
    let asked: Save = parse(body)?;
    site.admit(&asked.path)?;
    match site
        .folder
        .save(&asked.path, &asked.text, asked.version.as_deref())?
    {
        Saved::Done(version) => {
            site.watch.closely([asked.path.as_str()]);
            let saved = answer(&json!({ "version": version }));
            site.hub.tell(&News::File {
                path: asked.path,
                version: Some(version),
            });
            Ok(saved)
        }
        Saved::Conflict(theirs) => {
            let (text, version) = theirs.map(|theirs| (theirs.text, theirs.version)).unzip();
            let mut conflict = answer(&json!({ "text": text, "version": version }));
            conflict.status = 409;
            Ok(conflict)
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Export {
    path: String,
    text: String,
    format: Format,
    #[serde(default)]
    look: Look,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    Svg,
    Png,
    Html,
}

/// The text of a page's editor as a file to keep.
pub(super) fn export(site: &Site, body: &[u8]) -> Result<Answer, Refusal> {
    let asked: Export = parse(body)?;
    site.admit(&asked.path)?;
    let place = site.folder.home(&asked.path)?;
    let compiled = Preview::new(site, &place, asked.text).compiled;
    if compiled.is_faulty() {
        let why = "the text has faults: mend them first, so that no wrong picture gets about";
        return Err(Refusal::new(422, why));
    }
    match asked.format {
        Format::Svg => Ok(Answer::of("image/svg+xml", asked.look.svg(&compiled))),
        Format::Png => png(&compiled, &asked.look),
        Format::Html => {
            let page = asked.look.html(&compiled);
            Ok(Answer::of("text/html; charset=utf-8", page))
        }
    }
}

#[cfg(feature = "png")]
fn png(compiled: &crate::compile::Compilation, look: &Look) -> Result<Answer, Refusal> {
    let painted = crate::render::PngOptions {
        theme: look.theme(),
        ..crate::render::PngOptions::default()
    };
    let scene = compiled.scene(&look.layout());
    match crate::render::png(&scene, &compiled.palette(), &painted) {
        Ok(picture) => Ok(Answer::of("image/png", picture.bytes)),
        Err(error) => Err(Refusal::new(422, error.to_string())),
    }
}

#[cfg(not(feature = "png"))]
fn png(_: &crate::compile::Compilation, _: &Look) -> Result<Answer, Refusal> {
    Err(Refusal::new(422, "this build of causeline writes no PNG"))
}

const JSON: &str = "application/json";

pub(super) fn answer(value: &serde_json::Value) -> Answer {
    Answer::of(JSON, value.to_string())
}

/// The file whose changes a page wants to hear of first.
pub(super) fn listener(body: &[u8]) -> Result<String, Refusal> {
    Ok(parse::<Open>(body)?.path)
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body)
        .map_err(|error| Refusal::new(400, format!("the request is not understood: {error}")))
}
