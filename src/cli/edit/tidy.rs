//! `causeline fmt` and `causeline sort`: files put in order.

use super::save::{Opened, Target, refused};
use crate::cli::error::Error;
use crate::cli::files;
use crate::edit::{Patch, Patches, attempt, format, sort};
use crate::source::{FileId, SourceFile, Span};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write event files in the one canonical style.
#[derive(Args, Debug)]
pub(in crate::cli) struct Fmt {
    /// Event files; `-` reads standard input and writes standard output.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Write nothing; name the files that are in another style, and fail.
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Show the change as a diff, and write nothing.
    #[arg(short = 'n', long)]
    dry_run: bool,
}

impl Fmt {
    pub(in crate::cli) fn run(&self) -> Result<ExitCode, Error> {
        let mut is_good = true;
        for file in &self.files {
            is_good &= self.tidy(file)?;
        }
        Ok(ExitCode::from(u8::from(!is_good)))
    }

    /// Formats one file; tells whether all is well with it.
    fn tidy(&self, file: &Path) -> Result<bool, Error> {
        let opened = Opened::read(file)?;
        let before = &opened.compiled;
        let text = before.sources().get(FileId(0)).map_or("", SourceFile::text);
        let formatted = match format(text) {
            Ok(formatted) => formatted,
            Err(refusal) => {
                refused(before.sources(), &refusal);
                return Ok(false);
            }
        };
        let is_tidy = formatted == text;
        if self.check {
            if !is_tidy {
                files::complain(&format!(
                    "{} is not in the canonical style: `causeline fmt` writes it so\n",
                    files::name_of(file)
                ));
            }
            return Ok(is_tidy);
        }
        let target = Target {
            file: file.to_owned(),
            dry_run: self.dry_run,
        };
        if is_tidy && !files::is_standard(file) {
            return Ok(true);
        }
        let whole = Patch {
            file: FileId(0),
            span: Span::new(0, text.len()),
            text: formatted,
        };
        let patches = Patches::new(vec![whole]).unwrap_or_default();
        match attempt(before, patches, &mut files::Folder::around(file)) {
            Ok(change) => target.finish(&opened, &change).map(|_| true),
            Err(refusal) => {
                refused(before.sources(), &refusal);
                Ok(false)
            }
        }
    }
}

/// Put the facts of a file into the solved order; their comments go with them.
#[derive(Args, Debug)]
pub(in crate::cli) struct Sort {
    #[command(flatten)]
    target: Target,
}

impl Sort {
    pub(in crate::cli) fn run(&self) -> Result<ExitCode, Error> {
        let opened = Opened::read(&self.target.file)?;
        let before = &opened.compiled;
        let mut loader = files::Folder::around(&self.target.file);
        let change = sort(before).and_then(|patches| attempt(before, patches, &mut loader));
        match change {
            Ok(change) => self.target.finish(&opened, &change),
            Err(refusal) => Ok(refused(before.sources(), &refusal)),
        }
    }
}
