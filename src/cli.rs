//! The command line: the only room that touches files and the terminal.
//!
//! Exit codes: 0 clean, 1 faults in an event file, 2 wrong usage or trouble
//! with the outside world.

mod answers;
mod chains;
mod check;
mod dates;
mod draft;
mod edit;
mod error;
mod files;
mod json;
#[cfg(feature = "lsp")]
mod lsp;
mod order;
mod render;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod starter;
#[cfg(feature = "watch")]
mod watch;

pub use error::Error;

use crate::graph::UnknownName;
use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use std::ffi::OsString;
use std::process::ExitCode;

/// Timelines from dated facts: derived dates, explained contradictions, and
/// pictures fit to print.
#[derive(Parser, Debug)]
#[command(name = "causeline", version, about, max_term_width = 100)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Render(render::Render),
    #[cfg(feature = "watch")]
    Watch(watch::Watch),
    Check(check::Check),
    Draft(draft::Draft),
    Order(order::Order),
    Why(chains::Why),
    LedTo(chains::LedTo),
    Between(chains::Between),
    Explain(answers::Explain),
    Without(answers::Without),
    When(answers::When),
    Dates(dates::Dates),
    Graph(answers::Graph),
    Add(Box<edit::Add>),
    Set(edit::Set),
    Link(edit::Link),
    Unlink(edit::Unlink),
    Rename(edit::Rename),
    Remove(edit::Remove),
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    Fmt(edit::Fmt),
    Sort(edit::Sort),
    New(starter::New),
    Schema(starter::PrintSchema),
    #[cfg(feature = "lsp")]
    Lsp(lsp::Lsp),
    Completions(Completions),
    Man(Man),
}

/// Print completions for a shell.
#[derive(Args, Debug)]
struct Completions {
    /// Which shell.
    shell: Shell,
}

/// Print the manual page, or that of one command.
#[derive(Args, Debug)]
struct Man {
    /// The command, such as `render`.
    command: Option<String>,
}

impl Man {
    fn page(&self) -> Result<Vec<u8>, Error> {
        let mut line = Line::command();
        line.build();
        let of = match &self.command {
            None => &line,
            Some(name) => line.find_subcommand(name).ok_or_else(|| {
                let known = line.get_subcommands().map(clap::Command::get_name);
                Error::usage(UnknownName::new("command", name, known).to_string())
            })?,
        };
        let mut out = Vec::new();
        let page = clap_mangen::Man::new(of.clone());
        page.render(&mut out)
            .map_err(|error| Error::output(&error))?;
        Ok(out)
    }
}

/// Runs one command line, its first word being the name of the command.
pub fn run<I, S>(arguments: I) -> ExitCode
where
    I: IntoIterator<Item = S>,
    S: Into<OsString> + Clone,
{
    let line = match Line::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => {
            // Help and version are no errors; where even that cannot be
            // printed there is nobody to tell.
            let _ = error.print();
            return ExitCode::from(u8::from(error.use_stderr()) * 2);
        }
    };
    match line.command.run() {
        Ok(code) => code,
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            files::complain(&format!("error: {error}\n"));
            ExitCode::from(2)
        }
    }
}

impl Command {
    fn run(&self) -> Result<ExitCode, Error> {
        match self {
            Self::Render(command) => command.run(),
            #[cfg(feature = "watch")]
            Self::Watch(command) => command.run(),
            Self::Check(command) => command.run(),
            Self::Draft(command) => command.run(),
            Self::Order(command) => command.run(),
            Self::Why(command) => command.run(),
            Self::LedTo(command) => command.run(),
            Self::Between(command) => command.run(),
            Self::Explain(command) => command.run(),
            Self::Without(command) => command.run(),
            Self::When(command) => command.run(),
            Self::Dates(command) => command.run(),
            Self::Graph(command) => command.run(),
            Self::Add(command) => command.run(),
            Self::Set(command) => command.run(),
            Self::Link(command) => command.run(),
            Self::Unlink(command) => command.run(),
            Self::Rename(command) => command.run(),
            Self::Remove(command) => command.run(),
            #[cfg(feature = "serve")]
            Self::Serve(command) => command.run(),
            Self::Fmt(command) => command.run(),
            Self::Sort(command) => command.run(),
            Self::New(command) => command.run(),
            Self::Schema(_) => starter::PrintSchema::run(),
            #[cfg(feature = "lsp")]
            Self::Lsp(command) => command.run(),
            Self::Completions(command) => {
                let mut out = Vec::new();
                clap_complete::generate(command.shell, &mut Line::command(), "causeline", &mut out);
                files::print(&out)?;
                Ok(ExitCode::SUCCESS)
            }
            Self::Man(command) => {
                files::print(&command.page()?)?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}
