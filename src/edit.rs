//! Edits of event files as small patches of their text.
//!
//! ```text
//! Document + Operation ─ plan ──────▶ Patches        what would change, and nothing else
//! Compilation + Patches ─ attempt ──▶ Change         the texts afterwards, compiled and found no worse
//! text ─ format ────────────────────▶ text           the one canonical style
//! Compilation ─ sort ───────────────▶ Patches        facts in the solved order
//! Change::difference ───────────────▶ unified diff   for `--dry-run`
//! ```
//!
//! The faces of the passes:
//!
//! ```text
//! plan(&Document, &Operation) -> Result<Patches, Refusal>
//! attempt(&Compilation, Patches, &mut dyn Loader) -> Result<Change, Refusal>
//! edit(&Compilation, &Operation, &mut dyn Loader) -> Result<Change, Refusal>   plan + attempt
//! format(text: &str) -> Result<String, Refusal>                                one file's text
//! sort(&Compilation) -> Result<Patches, Refusal>                               the first file's facts
//! ```
//!
//! Everything here is pure: no files. A caller (a command, the preview, the
//! language server) compiles, asks for an edit, and writes the texts of the
//! [`Change`] it gets.
//!
//! - Spans of patches count in the text that
//!   [`Document::sources`](crate::document::Document::sources) holds, which is
//!   without a byte order mark; [`Patches::apply`] takes the text with or
//!   without it.
//! - Outside the patches every byte stays: comments, order, quotes, blank
//!   lines, indentation, line ends.
//! - What cannot be done, or not safely, is a [`Refusal`] with its reason and
//!   place: a name that is not there, an alias that other places share, a merge
//!   key.
//! - [`edit`] is the whole way for most callers: it plans, carries out, compiles
//!   again and refuses what would leave the file worse than it was.

mod add;
mod causes;
mod change;
mod delete;
mod desk;
mod diff;
mod format;
mod insert;
mod mention;
mod operation;
mod page;
mod patch;
mod plan;
mod refusal;
mod remove;
mod rename;
mod said;
mod scalar;
mod sort;
mod tree;

pub use change::{Change, ChangedFile, attempt, edit};
pub use diff::unified;
pub use format::format;
pub use operation::{Named, NewLink, Operation, Orphans, Value};
pub use patch::{Patch, Patches};
pub use plan::plan;
pub use refusal::Refusal;
pub use sort::sort;

#[cfg(test)]
mod tests;
