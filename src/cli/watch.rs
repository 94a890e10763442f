//! `causeline watch`: a picture that follows its file.

use super::error::Error;
use super::files;
use super::render::Render;
use crate::compile::Compilation;
use crate::count::counted;
use clap::Args;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How long it must be quiet before a file is read: editors write in steps.
const QUIET: Duration = Duration::from_millis(60);
/// After so many such pauses a file is read even where it is not quiet.
const PATIENCE: usize = 12;

/// Draw a timeline again on every save.
///
/// Included files are watched too. Faults are told, and the picture stays as
/// it was until they are mended. Ctrl-C ends it.
#[derive(Args, Debug)]
pub(super) struct Watch {
    #[command(flatten)]
    render: Render,
}

/// What the outside world tells.
enum Signal {
    /// These files changed.
    Changed(Vec<PathBuf>),
    /// Changes were missed: anything may have changed.
    Missed,
    /// The reader has had enough.
    Stop,
}

impl Watch {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let paths = &self.render.files;
        if paths.iter().any(|path| files::is_standard(path)) {
            return Err(Error::usage(
                "standard input cannot be watched: name event files",
            ));
        }
        self.render.check_output()?;
        let (sender, signals) = channel();
        let mut watcher = watcher(&sender)?;
        stop_on_interrupt(sender)?;
        let mut inputs: Vec<Input> = paths.iter().map(|path| Input::new(path)).collect();
        for input in &mut inputs {
            input.follow(&mut watcher)?;
            input.draw(&self.render, &mut watcher)?;
        }
        files::complain(&format!(
            "watching {}; Ctrl-C ends\n",
            counted(inputs.len(), "file")
        ));
        loop {
            for input in &mut inputs {
                while input.is_stale {
                    input.redraw(&self.render, &mut watcher)?;
                }
            }
            match settled(&signals) {
                Signal::Stop => return Ok(ExitCode::SUCCESS),
                Signal::Missed => inputs.iter_mut().for_each(|input| input.is_stale = true),
                Signal::Changed(paths) => {
                    for input in &mut inputs {
                        input.is_stale |= paths.iter().any(|path| input.reads(path));
                    }
                }
            }
        }
    }
}

/// A watcher that tells of every change of a file's content or name.
fn watcher(sender: &Sender<Signal>) -> Result<RecommendedWatcher, Error> {
    let sender = sender.clone();
    let told = move |event: notify::Result<Event>| {
        let signal = match event {
            Ok(event) if event.need_rescan() => Signal::Missed,
            Ok(event) if is_change(event.kind) => Signal::Changed(event.paths),
            Ok(_) => return,
            Err(_) => Signal::Missed,
        };
        // Where nobody listens any more, the program is at its end.
        let _ = sender.send(signal);
    };
    notify::recommended_watcher(told)
        .map_err(|error| Error::world(format!("files cannot be watched: {error}")))
}

/// Whether a file may have other content now. To look at one changes nothing,
/// and drawing looks.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => true,
    }
}

/// Lets a rendering come to its end before the program does.
fn stop_on_interrupt(sender: Sender<Signal>) -> Result<(), Error> {
    ctrlc::set_handler(move || {
        let _ = sender.send(Signal::Stop);
    })
    .map_err(|error| Error::world(format!("Ctrl-C cannot be heard: {error}")))
}

/// The next changes, once it has been quiet after them.
fn settled(signals: &Receiver<Signal>) -> Signal {
    let mut changed = Vec::new();
    let mut next = signals.recv().unwrap_or(Signal::Stop);
    for _ in 0..PATIENCE {
        loop {
            match next {
                Signal::Changed(paths) => changed.extend(paths),
                other => return other,
            }
            match signals.try_recv() {
                Ok(signal) => next = signal,
                Err(_) => break,
            }
        }
        match signals.recv_timeout(QUIET) {
            Ok(signal) => next = signal,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Signal::Stop,
        }
    }
    Signal::Changed(changed)
}

/// An event file with what it was last seen to read.
struct Input {
    path: PathBuf,
    /// It and all that it includes, by every path that leads to them.
    sources: BTreeSet<PathBuf>,
    /// Whether a file that could not be read may appear at any name.
    is_faulty: bool,
    /// The folders of all these.
    watched: BTreeSet<PathBuf>,
    is_stale: bool,
}

impl Input {
    fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            sources: paths_to(path),
            is_faulty: false,
            watched: BTreeSet::new(),
            is_stale: false,
        }
    }

    /// Whether a change of that file may matter.
    fn reads(&self, path: &Path) -> bool {
        let is_event_file = || {
            path.extension().is_some_and(|ending| {
                ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
            })
        };
        self.sources.contains(path)
            || self.is_faulty
                && is_event_file()
                && path
                    .parent()
                    .is_some_and(|folder| self.watched.contains(folder))
    }

    /// Watches the folders of all that it reads, for editors that put a new
    /// file in the place of the old; whether there was a new one.
    fn follow(&mut self, watcher: &mut RecommendedWatcher) -> Result<bool, Error> {
        let folders = self.sources.iter().filter_map(|path| path.parent());
        let folders: BTreeSet<PathBuf> = folders.map(Path::to_owned).collect();
        let mut is_more = false;
        for folder in folders {
            if self.watched.contains(&folder) {
                continue;
            }
            watcher
                .watch(&folder, RecursiveMode::NonRecursive)
                .map_err(|error| {
                    Error::world(format!("{} cannot be watched: {error}", folder.display()))
                })?;
            self.watched.insert(folder);
            is_more = true;
        }
        Ok(is_more)
    }

    fn draw(&mut self, render: &Render, watcher: &mut RecommendedWatcher) -> Result<(), Error> {
        self.is_stale = false;
        let compiled = files::compiled(&self.path)?;
        self.take(&compiled, watcher)?;
        if !render.draw(&self.path, &compiled)? {
            let name = self.path.display();
            files::complain(&format!("{name} is not drawn; its picture stays\n"));
        }
        Ok(())
    }

    /// Draws it once more. Trouble is told, since it may pass: a file that is
    /// just being replaced is not there for a moment.
    fn redraw(&mut self, render: &Render, watcher: &mut RecommendedWatcher) -> Result<(), Error> {
        match self.draw(render, watcher) {
            Err(error) if !error.is_closed_pipe() => {
                files::complain(&format!("error: {error}\n"));
                Ok(())
            }
            drawn => drawn,
        }
    }

    /// Takes over which files it consists of.
    fn take(
        &mut self,
        compiled: &Compilation,
        watcher: &mut RecommendedWatcher,
    ) -> Result<(), Error> {
        self.is_faulty = compiled.is_faulty();
        let files = || compiled.sources().iter().map(|(_, file)| file);
        self.sources = paths_to(&self.path);
        self.sources
            .extend(files().flat_map(|file| paths_to(Path::new(file.name()))));
        // What lies in a folder that was not watched may have changed before
        // it was.
        let is_more = self.follow(watcher)?;
        self.is_stale = is_more
            && files().any(|file| {
                std::fs::read(file.name())
                    .is_ok_and(|bytes| String::from_utf8_lossy(&bytes) != file.text())
            });
        Ok(())
    }
}

/// The paths under which changes of a file are told: in its own folder, and
/// where it leads.
fn paths_to(path: &Path) -> BTreeSet<PathBuf> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::canonicalize(folder.unwrap_or(Path::new(".")));
    let own = folder
        .ok()
        .zip(path.file_name())
        .map(|(folder, name)| folder.join(name));
    let real = std::fs::canonicalize(path).ok();
    own.into_iter().chain(real).collect()
}
