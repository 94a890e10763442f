//! `causeline add`: a new fact.

use super::save::Target;
use super::value;
use crate::cli::error::Error;
use crate::edit::{Operation, Value};
use clap::Args;
use std::process::ExitCode;

/// Add a fact.
#[derive(Args, Debug)]
pub(in crate::cli) struct Add {
    #[command(flatten)]
    target: Target,
    /// Its id: letters, digits, `-`, `_` and `.`.
    id: String,
    /// When it happened; given more than once, all of it holds.
    #[arg(long, allow_hyphen_values = true)]
    when: Vec<String>,
    /// The headline.
    #[arg(long)]
    what: String,
    /// Longer text.
    #[arg(long)]
    detail: Option<String>,
    /// Who acted; may be given more than once.
    #[arg(long)]
    who: Vec<String>,
    /// Where it happened.
    #[arg(long = "where", value_name = "WHERE")]
    place: Option<String>,
    /// A cause by its id, or with its kind as ID=KIND; may be given more than
    /// once.
    #[arg(long, value_name = "ID[=KIND]")]
    because: Vec<String>,
    /// The fact that contains it.
    #[arg(long)]
    part_of: Option<String>,
    /// Where it is taken from; may be given more than once.
    #[arg(long)]
    source: Vec<String>,
    /// The exact words that it rests on.
    #[arg(long)]
    quote: Option<String>,
    /// reported, confirmed, disputed, alleged or planned.
    #[arg(long)]
    status: Option<String>,
    /// A tag to select by; may be given more than once, or several with commas.
    #[arg(long = "tag", value_name = "TAG", value_delimiter = ',')]
    tags: Vec<String>,
    /// An address to open.
    #[arg(long)]
    link: Option<String>,
    /// How important it is; 1 is usual.
    #[arg(long, allow_hyphen_values = true)]
    weight: Option<String>,
    /// The fact that it is to follow in the file; the last one otherwise.
    #[arg(long, value_name = "ID")]
    after: Option<String>,
}

impl Add {
    pub(in crate::cli) fn run(&self) -> Result<ExitCode, Error> {
        let operation = Operation::Add {
            id: self.id.clone(),
            fields: self.fields(),
            after: self.after.clone(),
        };
        self.target.carry_out(|_| Ok(operation))
    }

    fn fields(&self) -> Vec<(String, Value)> {
        let many = |texts: &[String]| (!texts.is_empty()).then(|| value(texts));
        let one = |text: &Option<String>| text.clone().map(Value::Text);
        let tags = (!self.tags.is_empty()).then(|| Value::List(self.tags.clone()));
        let fields = [
            ("when", many(&self.when)),
            ("what", Some(Value::Text(self.what.clone()))),
            ("detail", one(&self.detail)),
            ("who", many(&self.who)),
            ("where", one(&self.place)),
            ("because", self.causes()),
            ("part_of", one(&self.part_of)),
            ("source", many(&self.source)),
            ("quote", one(&self.quote)),
            ("status", one(&self.status)),
            ("tags", tags),
            ("link", one(&self.link)),
            ("weight", one(&self.weight)),
        ];
        let fields = fields.into_iter();
        fields
            .filter_map(|(field, value)| Some((field.to_owned(), value?)))
            .collect()
    }

    /// Bare ids, or each with its kind as soon as one has one.
    fn causes(&self) -> Option<Value> {
        let causes: Vec<(&str, Option<&str>)> = self
            .because
            .iter()
            .map(|cause| match cause.split_once('=') {
                Some((id, kind)) => (id, Some(kind)),
                None => (cause.as_str(), None),
            })
            .collect();
        if causes.iter().all(|(_, kind)| kind.is_none()) {
            return (!causes.is_empty()).then(|| value(&self.because));
        }
        let pairs = causes.into_iter();
        let pairs = pairs.map(|(id, kind)| (id.to_owned(), kind.unwrap_or("causes").to_owned()));
        Some(Value::Pairs(pairs.collect()))
    }
}
