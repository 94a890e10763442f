//! A change carried out on the text, compiled, and found no worse.

use super::diff::unified;
use super::operation::Operation;
use super::patch::Patches;
use super::plan::plan;
use super::refusal::Refusal;
use crate::compile::{Compilation, compile};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Included, Loader};
use crate::source::{Anchor, FileId};
use std::collections::HashMap;

/// What a file that is no UTF-8 is told with: its text is not what it holds.
const NOT_TEXT: Code = Code("E001");

/// One file that a change touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile {
    /// Which one.
    pub file: FileId,
    /// Its name, as messages and the loader know it.
    pub name: String,
    /// Its text before, without a byte order mark.
    pub before: String,
    /// Its text afterwards, without a byte order mark.
    pub after: String,
}

/// A change that may be written: it leaves no file worse than it was.
#[derive(Debug)]
pub struct Change {
    patches: Patches,
    files: Vec<ChangedFile>,
    compiled: Compilation,
}

impl Change {
    /// What is replaced by what.
    pub fn patches(&self) -> &Patches {
        &self.patches
    }

    /// The files touched, each with its whole text before and afterwards.
    pub fn files(&self) -> &[ChangedFile] {
        &self.files
    }

    /// The timeline afterwards.
    pub fn compiled(&self) -> &Compilation {
        &self.compiled
    }

    /// The timeline afterwards, to keep.
    pub fn into_compiled(self) -> Compilation {
        self.compiled
    }

    /// The change as a unified diff, as `diff -u` and `git diff` write it.
    pub fn difference(&self) -> String {
        let files = self.files.iter();
        files
            .map(|file| unified(&file.name, &file.before, &file.after))
            .collect()
    }
}

/// Plans an edit, carries it out, and compiles what comes of it: the whole way
/// from an operation to texts that may be written.
///
/// # Errors
/// Where the edit cannot be done safely, or would leave a file with a fault
/// that it has not now.
///
/// ```
/// use causeline::compile::compile;
/// use causeline::document::NoIncludes;
/// use causeline::edit::{NewLink, Operation, edit};
/// let text = "title: T\nevents:\n  rain: { when: 2021, what: Rain } # wet\n  flood: { what: Flood }\n";
/// let before = compile("t.yaml", text.into(), &mut NoIncludes);
/// let link = Operation::Link(NewLink {
///     cause: "rain".into(),
///     effect: "flood".into(),
///     ..NewLink::default()
/// });
/// let change = edit(&before, &link, &mut NoIncludes).unwrap();
/// assert!(change.files()[0].after.ends_with("# wet\n  flood: { what: Flood, because: rain }\n"));
/// // The other way round would make a loop.
/// let back = Operation::Link(NewLink {
///     cause: "flood".into(),
///     effect: "rain".into(),
///     ..NewLink::default()
/// });
/// let refusal = edit(change.compiled(), &back, &mut NoIncludes).unwrap_err();
/// assert_eq!(refusal.faults()[0].code.0, "E051");
/// ```
pub fn edit(
    before: &Compilation,
    operation: &Operation,
    loader: &mut dyn Loader,
) -> Result<Change, Refusal> {
    let patches = plan(before.document(), operation)?;
    // The words of a fault may hold the name.
    let is_rename = matches!(operation, Operation::Rename { .. });
    attempt_as(before, patches, loader, !is_rename)
}

/// Carries patches out, and compiles what comes of it.
///
/// `loader` is asked for included files again; those that the patches change
/// are taken from the patches.
///
/// # Errors
/// Where the file would have a fault afterwards that it has not now.
pub fn attempt(
    before: &Compilation,
    patches: Patches,
    loader: &mut dyn Loader,
) -> Result<Change, Refusal> {
    attempt_as(before, patches, loader, true)
}

/// The same; faults are known again by their codes, and by their words where
/// `by_words`.
fn attempt_as(
    before: &Compilation,
    patches: Patches,
    loader: &mut dyn Loader,
    by_words: bool,
) -> Result<Change, Refusal> {
    let sources = before.sources();
    let garbled = before.diagnostics().iter().find(|one| one.code == NOT_TEXT);
    if let Some(garbled) = garbled {
        let refusal = Refusal::new(garbled.message.clone()).help("save the file as UTF-8 first");
        return Err(match garbled.anchor {
            Some(Anchor::At(at)) => refusal.at(at.file, at.span),
            _ => refusal,
        });
    }
    let files: Vec<ChangedFile> = patches
        .files()
        .into_iter()
        .filter_map(|file| Some((file, sources.get(file)?)))
        .map(|(file, source)| ChangedFile {
            file,
            name: source.name().to_owned(),
            before: source.text().to_owned(),
            after: patches.apply(file, source.text()),
        })
        .collect();
    let Some(root) = sources.get(FileId(0)) else {
        return Err(Refusal::new("there is no file to change"));
    };
    let text = files
        .iter()
        .find(|changed| changed.file == FileId(0))
        .map_or(root.text(), |changed| &changed.after);
    let mut overlay = Overlay {
        loader,
        changed: &files,
    };
    let compiled = compile(root.name(), text.as_bytes().to_vec(), &mut overlay);
    let worse = new_faults(before, &compiled, by_words);
    if worse.is_empty() {
        return Ok(Change {
            patches,
            files,
            compiled,
        });
    }
    let message = match worse.len() {
        1 => "the file would have a fault that it has not now".to_owned(),
        many => format!("the file would have {many} faults that it has not now"),
    };
    Err(Refusal::new(message).with_faults(worse, compiled))
}

/// The faults that are there afterwards and were not before.
fn new_faults(before: &Compilation, after: &Compilation, by_words: bool) -> Vec<Diagnostic> {
    let words = |fault: &Diagnostic| {
        if by_words {
            fault.message.clone()
        } else {
            String::new()
        }
    };
    let mut known: HashMap<(&str, String), usize> = HashMap::new();
    for fault in before.diagnostics().iter().filter(|one| one.is_error()) {
        *known.entry((fault.code.0, words(fault))).or_default() += 1;
    }
    let faults = after.diagnostics().iter().filter(|one| one.is_error());
    faults
        .filter(|fault| {
            let left = known.get_mut(&(fault.code.0, words(fault)));
            match left {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                _ => true,
            }
        })
        .cloned()
        .collect()
}

/// Included files as they are, but for those that are changed.
struct Overlay<'a> {
    loader: &'a mut dyn Loader,
    changed: &'a [ChangedFile],
}

impl Loader for Overlay<'_> {
    fn load(&mut self, from: &str, path: &str) -> Result<Included, String> {
        let mut included = self.loader.load(from, path)?;
        let changed = self.changed.iter().find(|one| one.name == included.name);
        if let Some(changed) = changed {
            included.bytes = changed.after.clone().into_bytes();
        }
        Ok(included)
    }
}
