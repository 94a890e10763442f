//! A language server for event files: `causeline lsp`.
//!
//! An editor starts it and talks JSON-RPC over its standard input and output,
//! as the Language Server Protocol 3.18 has it. There is one thread for the
//! work and no async runtime: a keystroke in a file of some hundred facts is
//! answered in a few milliseconds.
//!
//! ```text
//! transport ─▶ session ─▶ desk ─────────────▶ one answer a file:
//! framing      order,     open texts,         complete · hover · navigate ·
//!              cancel,    projects,           rename · actions · hints ·
//!              shutdown   compiled            outline · format · publish
//! ```
//!
//! What is outside (files that are not open) is reached through a [`World`]
//! that the caller gives.

mod actions;
mod buffer;
mod capabilities;
mod complete;
mod context;
mod desk;
mod dispatch;
mod format;
mod hints;
mod hover;
mod lines;
mod mentions;
mod navigate;
mod outline;
mod project;
mod publish;
mod rename;
mod session;
mod transport;
mod uri;

pub use session::{Outcome, serve};
pub use transport::{Wire, stdio};

use crate::document::Included;

/// The files that are not open in the editor.
pub trait World {
    /// Fetches what the file `from` calls `path`, in or below the folder of the
    /// file `root`.
    ///
    /// # Errors
    /// Why it cannot be had, in words to follow “cannot be included: ”.
    fn include(&self, root: &str, from: &str, path: &str) -> Result<Included, String>;

    /// The bytes of a file, if it can be read.
    fn read(&self, name: &str) -> Option<Vec<u8>>;

    /// The event files in the folder of a file and in the folders above it that
    /// may include it, by name, in order.
    fn neighbours(&self, name: &str) -> Vec<String>;
}
