//! Files that name other files.

use super::faults::{BAD_INCLUDE, NOT_TEXT, cuts_short};
use super::{Document, parse, raw};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Location, Part, Pointer, Segment, SourceFile, Span};

/// The most files that one timeline may be made of.
const MOST_FILES: usize = 256;

/// A file that another one includes.
#[derive(Clone, Debug)]
pub struct Included {
    /// What messages call it; the same for the same file, however it is named.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Fetches included files; the only way in which reading reaches the outside
/// world.
pub trait Loader {
    /// Fetches what the file `from` calls `path`.
    ///
    /// # Errors
    /// Why it cannot be had, in words to follow “cannot be included: ”.
    fn load(&mut self, from: &str, path: &str) -> Result<Included, String>;
}

/// A loader for text that stands alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoIncludes;

impl Loader for NoIncludes {
    fn load(&mut self, _: &str, _: &str) -> Result<Included, String> {
        Err("there is no folder to look in".to_owned())
    }
}

/// One file as read.
pub(super) struct File {
    pub(super) id: FileId,
    pub(super) raw: raw::File,
    /// The fields that unknown keys at its top were told to be.
    pub(super) offered: Vec<String>,
    /// Whether the text could be read to its end.
    pub(super) is_whole: bool,
}

/// Reads a file and all that it includes, each once.
pub(super) fn read_all(
    name: &str,
    bytes: Vec<u8>,
    loader: &mut dyn Loader,
    document: &mut Document,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<File> {
    let mut files = Vec::new();
    let mut waiting = vec![(name.to_owned(), bytes)];
    let mut known = vec![name.to_owned()];
    // Depth first, in the order in which files are named.
    while let Some((name, bytes)) = waiting.pop() {
        let id = add(name, bytes, document, diagnostics);
        let Some(id) = id else { continue };
        let before = diagnostics.len();
        let Some((raw, offered)) = parse(document, id, diagnostics) else {
            continue;
        };
        let is_whole = diagnostics[before..]
            .iter()
            .all(|fault| !cuts_short(fault.code));
        let from = document
            .sources
            .get(id)
            .map_or("", SourceFile::name)
            .to_owned();
        let mut found = Vec::new();
        let paths = raw.include.clone().unwrap_or_default();
        for (index, path) in paths.items.iter().enumerate() {
            let mut steps = vec![Segment::Key("include".to_owned())];
            steps.extend(paths.is_list.then_some(Segment::Index(index)));
            let pointer = Pointer {
                file: id,
                path: steps,
                part: Part::Value,
            };
            if known.len() >= MOST_FILES {
                diagnostics.push(
                    document.located(
                        Diagnostic::error(
                            BAD_INCLUDE,
                            format!("more than {MOST_FILES} files are included"),
                        )
                        .by(pointer)
                        .help("join some of them"),
                    ),
                );
                break;
            }
            match loader.load(&from, path) {
                Ok(included) if known.contains(&included.name) => {
                    diagnostics.push(
                        document.located(
                            Diagnostic::error(BAD_INCLUDE, format!("`{path}` is included already"))
                                .by(pointer)
                                .help("name every file once, and never one that includes this one"),
                        ),
                    );
                }
                Ok(included) => {
                    known.push(included.name.clone());
                    found.push((included.name, included.bytes));
                }
                Err(why) => diagnostics.push(
                    document.located(
                        Diagnostic::error(
                            BAD_INCLUDE,
                            format!("`{path}` cannot be included: {why}"),
                        )
                        .by(pointer)
                        .help("name an event file in the same folder or below it"),
                    ),
                ),
            }
        }
        waiting.extend(found.into_iter().rev());
        files.push(File {
            id,
            raw,
            offered,
            is_whole,
        });
    }
    files
}

/// Takes a file's bytes in; nothing where they are no text.
fn add(
    name: String,
    bytes: Vec<u8>,
    document: &mut Document,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<FileId> {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text = text
                .strip_prefix('\u{feff}')
                .map(str::to_owned)
                .unwrap_or(text);
            Some(document.add(SourceFile::new(name, text)))
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[at];
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let file = document.add(SourceFile::new(name, text));
            let span = Span::new(at, at + '\u{fffd}'.len_utf8());
            let fault = Diagnostic::error(
                NOT_TEXT,
                format!("this is not UTF-8: byte {at} is {byte:#04x}"),
            );
            let help = if is_utf16 {
                "this looks like UTF-16: save the file as UTF-8"
            } else {
                "save the file as UTF-8"
            };
            diagnostics.push(fault.at(Location { file, span }).help(help));
            None
        }
    }
}
