//! Commands that change event files: `add`, `set`, `link`, `unlink`, `rename`,
//! `remove`, `fmt`, `sort`.

mod add;
mod save;
mod tidy;

pub(super) use add::Add;
pub(super) use tidy::{Fmt, Sort};

use super::error::Error;
use crate::compile::Compilation;
use crate::date::Phrase;
use crate::edit::{Named, NewLink, Operation, Orphans, Value};
use clap::{Args, ValueEnum};
use save::Target;
use std::process::ExitCode;

/// Give a field of a fact a value.
#[derive(Args, Debug)]
pub(super) struct Set {
    #[command(flatten)]
    target: Target,
    /// The fact.
    id: String,
    /// The field, such as `when` or `what`.
    field: String,
    /// The value; several make a list.
    #[arg(
        required_unless_present = "none",
        conflicts_with = "none",
        allow_hyphen_values = true,
        value_name = "VALUE"
    )]
    values: Vec<String>,
    /// Take the field out.
    #[arg(long)]
    none: bool,
}

impl Set {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let (id, field) = (self.id.clone(), self.field.clone());
        let mut target = self.target.clone();
        let operation = if self.none {
            Operation::Unset { id, field }
        } else {
            let (values, is_dry) = self.parted()?;
            target.dry_run |= is_dry;
            let whole = values.join(" ");
            if field == "when" && values.len() > 1 && Phrase::parse(&whole).is_ok() {
                return Err(Error::usage(format!(
                    "nothing is written: a date of several words stands in quotes: '{whole}'"
                )));
            }
            Operation::Set {
                id,
                field,
                value: value(values),
            }
        };
        target.carry_out(|_| Ok(operation))
    }

    /// The values, and whether options behind them ask for a dry run. Since a
    /// value may begin with a hyphen, as years before our era do, options
    /// behind the first value come with the values.
    fn parted(&self) -> Result<(&[String], bool), Error> {
        let mut values = self.values.as_slice();
        let mut is_dry = false;
        while let [before @ .., last] = values {
            match last.as_str() {
                "-n" | "--dry-run" => is_dry = true,
                "--none" | "-h" | "--help" => {
                    return Err(Error::usage(format!(
                        "`{last}` cannot follow a value: options go before FILE"
                    )));
                }
                _ => break,
            }
            values = before;
        }
        if values.is_empty() {
            return Err(Error::usage(format!("`{}` is given no value", self.field)));
        }
        Ok((values, is_dry))
    }
}

/// One text, or several as a list.
fn value(texts: &[String]) -> Value {
    match texts {
        [one] => Value::Text(one.clone()),
        many => Value::List(many.to_vec()),
    }
}

/// Make one fact a cause of another, or say more of that link.
#[derive(Args, Debug)]
pub(super) struct Link {
    #[command(flatten)]
    target: Target,
    /// The fact that is the cause.
    cause: String,
    /// The fact that is the effect.
    effect: String,
    /// The kind: causes, enables, motivates, responds, prevents, or one of the
    /// file's own.
    #[arg(long)]
    kind: Option<String>,
    /// How sure: certain, likely, possible, disputed, or 0 to 100.
    #[arg(long, allow_hyphen_values = true)]
    confidence: Option<String>,
    /// Who says so; may be given more than once.
    #[arg(long)]
    source: Vec<String>,
    /// A remark.
    #[arg(long)]
    note: Option<String>,
    /// How soon after the cause the effect began, such as `2 days`.
    #[arg(long)]
    within: Option<String>,
}

impl Link {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let operation = Operation::Link(NewLink {
            cause: self.cause.clone(),
            effect: self.effect.clone(),
            kind: self.kind.clone(),
            confidence: self.confidence.clone(),
            source: self.source.clone(),
            note: self.note.clone(),
            within: self.within.clone(),
        });
        self.target.carry_out(|_| Ok(operation))
    }
}

/// Take a cause from a fact.
#[derive(Args, Debug)]
pub(super) struct Unlink {
    #[command(flatten)]
    target: Target,
    /// The fact that is the cause.
    cause: String,
    /// The fact that is the effect.
    effect: String,
}

impl Unlink {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let operation = Operation::Unlink {
            cause: self.cause.clone(),
            effect: self.effect.clone(),
        };
        self.target.carry_out(|_| Ok(operation))
    }
}

/// Change a name wherever it is used, included files too.
#[derive(Args, Debug)]
pub(super) struct Rename {
    #[command(flatten)]
    target: Target,
    /// The name as it is.
    old: String,
    /// The name as it is to be.
    new: String,
    /// What it is the name of; needed where several things are called so.
    #[arg(long, value_enum)]
    of: Option<Thing>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Thing {
    Fact,
    Actor,
    Source,
    Kind,
}

impl Thing {
    const ALL: [Self; 4] = [Self::Fact, Self::Actor, Self::Source, Self::Kind];

    fn named(self) -> Named {
        match self {
            Self::Fact => Named::Fact,
            Self::Actor => Named::Actor,
            Self::Source => Named::Source,
            Self::Kind => Named::LinkKind,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Actor => "actor",
            Self::Source => "source",
            Self::Kind => "kind",
        }
    }

    /// Whether a timeline has one of that name.
    fn is_called(self, compiled: &Compilation, name: &str) -> bool {
        let timeline = compiled.timeline();
        match self {
            Self::Fact => timeline.find(name).is_some(),
            Self::Actor => timeline.actors().iter().any(|actor| actor.id == name),
            Self::Source => timeline.sources().iter().any(|source| source.id == name),
            Self::Kind => timeline.link_kinds().iter().any(|kind| kind.id == name),
        }
    }
}

impl Rename {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        self.target.carry_out(|compiled| {
            Ok(Operation::Rename {
                named: self.thing(compiled)?.named(),
                old: self.old.clone(),
                new: self.new.clone(),
            })
        })
    }

    fn thing(&self, compiled: &Compilation) -> Result<Thing, Error> {
        if let Some(thing) = self.of {
            return Ok(thing);
        }
        let mut called = Thing::ALL.into_iter();
        let called: Vec<Thing> = called
            .by_ref()
            .filter(|thing| thing.is_called(compiled, &self.old))
            .collect();
        match called.as_slice() {
            [] => Ok(Thing::Fact),
            [one] => Ok(*one),
            many => {
                let words: Vec<&str> = many.iter().map(|thing| thing.word()).collect();
                Err(Error::usage(format!(
                    "`{}` is the name of a {}: tell which with `--of {}`",
                    self.old,
                    words.join(" and of a "),
                    words[0]
                )))
            }
        }
    }
}

/// Take a fact out.
#[derive(Args, Debug)]
pub(super) struct Remove {
    #[command(flatten)]
    target: Target,
    /// The fact.
    id: String,
    /// What becomes of the links to it, where others name it.
    #[arg(long, value_enum)]
    links: Option<Links>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Links {
    /// Take them out too.
    Drop,
    /// Link its effects to its causes.
    Bridge,
}

impl Remove {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        let operation = Operation::Remove {
            id: self.id.clone(),
            orphans: match self.links {
                None => Orphans::Refuse,
                Some(Links::Drop) => Orphans::Drop,
                Some(Links::Bridge) => Orphans::Bridge,
            },
        };
        self.target.carry_out(|_| Ok(operation))
    }
}
