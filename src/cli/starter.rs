//! `causeline new` and `schema`: the way in.

use super::error::Error;
use super::files;
use crate::document::schema;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write a small commented starter file.
#[derive(Args, Debug)]
pub(super) struct New {
    /// Its name; `.yaml` is added.
    name: PathBuf,
}

/// What the schema is called beside a starter.
const SCHEMA: &str = "causeline.schema.json";

impl New {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let mut path = self.name.clone();
        let is_inside = path.components().all(|part| {
            matches!(
                part,
                std::path::Component::Normal(_) | std::path::Component::CurDir
            )
        });
        if !is_inside {
            return Err(Error::usage(format!(
                "`{}` lies outside this folder: go there first, then name the file alone",
                path.display()
            )));
        }
        let is_yaml = path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml");
        if !is_yaml {
            let mut name = path
                .file_name()
                .map(std::ffi::OsStr::to_owned)
                .unwrap_or_default();
            name.push(".yaml");
            path.set_file_name(name);
        }
        let stem = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let Some(stem) = stem.filter(|stem| !stem.starts_with('.')) else {
            return Err(Error::usage(format!(
                "`{}` is no name for a file",
                self.name.display()
            )));
        };
        create(&path, starter(&stem).as_bytes())?;
        let schema_path = path.with_file_name(SCHEMA);
        let beside = if schema_path.exists() {
            String::new()
        } else {
            create(&schema_path, schema().as_bytes())?;
            format!(", and {} for editors", schema_path.display())
        };
        let name = path.display().to_string();
        let word = if name.contains(char::is_whitespace) {
            format!("\"{name}\"")
        } else {
            name.clone()
        };
        files::complain(&format!(
            "{name} written{beside}; `causeline render {word}` draws it\n"
        ));
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes a file that is not there yet, whole or not at all.
fn create(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if path.exists() {
        return Err(Error::world(format!(
            "{} is there already: nothing is overwritten",
            path.display()
        )));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let fail = |error: std::io::Error| Error::file("written", path, &error);
    std::fs::create_dir_all(folder).map_err(fail)?;
    let mut file = tempfile::Builder::new()
        .prefix(".causeline-")
        .tempfile_in(folder)
        .map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    crate::storage::open_to_readers(file.as_file()).map_err(fail)?;
    file.persist_noclobber(path)
        .map_err(|error| fail(error.error))?;
    Ok(())
}

/// A title made of a file's name, as YAML.
fn title(stem: &str) -> String {
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.chars();
    let title: String = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default();
    serde_json::to_string(&title).unwrap_or_default()
}

fn starter(stem: &str) -> String {
    let title = title(stem);
    format!(
        r"# yaml-language-server: $schema={SCHEMA}
title: {title}
subtitle: A line under the headline
as_of: 2025-09-21  # the day that “Saturday” and “last week” are counted from

actors:  # the lanes, from top to bottom
  city: The city
  press: The press

sources:
  gazette: {{ title: A night of rain, publisher: The Gazette, date: 2025-09-20 }}

events:  # one entry for each fact, by an id of your choice
  rain:
    when: Friday night  # a date, or words: July 2021, about 1200, 2001..2021
    what: Heavy rain falls for hours
    source: gazette

  flood:
    what: The river floods the old town  # no date: its place follows from its links
    because: rain
    source: gazette

  report:
    when: Saturday
    what: The Gazette reports on the flood
    who: press
    because:
      flood: responds  # or causes, enables, motivates, prevents
    source: gazette

  promise:
    when: [Sunday, after report]  # a list: all of it holds
    what: The mayor promises a higher wall
    who: city
    because: {{ report: responds, flood: motivates }}
    source: gazette
"
    )
}

/// Print the JSON Schema of event files.
#[derive(Args, Debug)]
pub(super) struct PrintSchema {}

impl PrintSchema {
    pub(super) fn run() -> Result<ExitCode, Error> {
        files::print(schema().as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}
