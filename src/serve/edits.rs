//! Edits by button: the same ones as those of the commands.

use super::api::answer;
use super::folder::Saved;
use super::hub::News;
use super::preview::Preview;
use super::site::Site;
use super::wire::{Answer, Refusal};
use crate::edit::{self, ChangedFile, Named, NewLink, Operation, Value};
use crate::source::FileId;
use serde::Deserialize;
use serde_json::json;
use std::path::Path;

/// An edit as the page asks for it.
#[derive(Debug, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase", deny_unknown_fields)]
pub(super) enum Edit {
    /// A new fact.
    Add {
        id: String,
        /// Its fields in order, each a text or a list of texts.
        fields: Vec<(String, Text)>,
        after: Option<String>,
    },
    /// A field of a fact given a value.
    Set {
        id: String,
        field: String,
        value: Text,
    },
    /// A cause of a fact.
    Link {
        cause: String,
        effect: String,
        kind: Option<String>,
        confidence: Option<String>,
        #[serde(default)]
        source: Vec<String>,
        note: Option<String>,
    },
    /// A cause taken from a fact.
    Unlink { cause: String, effect: String },
    /// Another id for a fact.
    Rename { old: String, new: String },
    /// A fact taken out.
    Remove { id: String },
}

/// What a field is to hold.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Text {
    One(String),
    Many(Vec<String>),
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        match text {
            Text::One(text) => Self::Text(text),
            Text::Many(list) => Self::List(list),
        }
    }
}

impl From<Edit> for Operation {
    fn from(edit: Edit) -> Self {
        match edit {
            Edit::Add { id, fields, after } => Self::Add {
                id,
                fields: fields
                    .into_iter()
                    .map(|(field, text)| (field, text.into()))
                    .collect(),
                after,
            },
            Edit::Set { id, field, value } => Self::Set {
                id,
                field,
                value: value.into(),
            },
            Edit::Link {
                cause,
                effect,
                kind,
                confidence,
                source,
                note,
            } => Self::Link(NewLink {
                cause,
                effect,
                kind,
                confidence,
                source,
                note,
                within: None,
            }),
            Edit::Unlink { cause, effect } => Self::Unlink { cause, effect },
            Edit::Rename { old, new } => Self::Rename {
                named: Named::Fact,
                old,
                new,
            },
            Edit::Remove { id } => Self::Remove {
                id,
                orphans: edit::Orphans::default(),
            },
        }
    }
}

/// Works an edit out: the changes of the editor's text, and the files on the
/// disk that change with it. These are written where `others` names them all;
/// else nothing is done, and the answer names them.
pub(super) fn change(
    site: &Site,
    mut preview: Preview<'_>,
    operation: Edit,
    others: &[String],
) -> Result<Answer, Refusal> {
    let change = edit::edit(&preview.compiled, &operation.into(), &mut preview.includes)
        .map_err(|refusal| refused(&refusal))?;
    let elsewhere: Vec<(String, &ChangedFile)> = change
        .files()
        .iter()
        .filter(|file| file.file != FileId(0))
        .map(|file| {
            let inside = site.folder.inside(Path::new(&file.name));
            (inside.unwrap_or_else(|| file.name.clone()), file)
        })
        .collect();
    let is_allowed = elsewhere.iter().all(|(path, _)| others.contains(path));
    if is_allowed {
        write_all(site, &elsewhere)?;
    }
    let units = preview.units();
    let paths: Vec<&String> = elsewhere.iter().map(|(path, _)| path).collect();
    if !is_allowed {
        return Ok(answer(&json!({ "changes": null, "others": paths })));
    }
    let changes: Vec<serde_json::Value> = change
        .patches()
        .of(FileId(0))
        .iter()
        .map(|patch| {
            json!({
                "from": units.of(patch.span.start),
                "to": units.of(patch.span.end),
                "insert": patch.text,
            })
        })
        .collect();
    Ok(answer(&json!({ "changes": changes, "others": paths })))
}

/// Writes the files that an edit changes beside the one in the editor: all of
/// them or, as far as the disk allows, none.
fn write_all(site: &Site, files: &[(String, &ChangedFile)]) -> Result<(), Refusal> {
    let mut ready = Vec::with_capacity(files.len());
    for (path, file) in files {
        site.admit(path)?;
        let stored = site.folder.read(path)?;
        let (mark, text) = match stored.text.strip_prefix('\u{feff}') {
            Some(text) => ("\u{feff}", text),
            None => ("", stored.text.as_str()),
        };
        if text != file.before {
            return Err(changed(path));
        }
        let after = format!("{mark}{}", file.after);
        ready.push((path, stored, after));
    }
    let mut written: Vec<String> = Vec::with_capacity(ready.len());
    for (path, stored, after) in &ready {
        let refusal = match site.folder.save(path, after, Some(&stored.version)) {
            Ok(Saved::Done(version)) => {
                written.push(version);
                continue;
            }
            Ok(Saved::Conflict(_)) => changed(path),
            Err(refusal) => refusal,
        };
        // What was written goes back, unless somebody changed it meanwhile.
        for ((path, stored, _), version) in ready.iter().zip(&written) {
            let _ = site.folder.save(path, &stored.text, Some(version));
        }
        return Err(refusal);
    }
    for ((path, ..), version) in ready.iter().zip(written) {
        site.hub.tell(&News::File {
            path: (*path).clone(),
            version: Some(version),
        });
    }
    Ok(())
}

fn changed(path: &str) -> Refusal {
    Refusal::new(409, format!("{path} changed meanwhile: try again"))
}

/// Why an edit is not done, in words for the user.
fn refused(refusal: &edit::Refusal) -> Refusal {
    let mut message = refusal.message().to_owned();
    if let Some(advice) = refusal.advice() {
        message.push_str(": ");
        message.push_str(advice);
    }
    for fault in refusal.faults() {
        message.push_str("; ");
        message.push_str(&fault.message);
    }
    Refusal::new(422, message)
}
