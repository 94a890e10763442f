//! `causeline check`: everything that is wrong, at once.

use super::error::Error;
use super::{files, report};
use crate::compile::Compilation;
use crate::count::counted;
use crate::diagnostic::{
    CODES, Diagnostic, Report, Severity, explained, github, json, sarif, text, text_of_all,
};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Tell everything that is wrong with event files.
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Event files; `-` is standard input.
    #[arg(required_unless_present = "explain", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Take warnings for faults.
    #[arg(long)]
    strict: bool,
    /// Tell also what is right and worth knowing, such as links that narrow
    /// dates.
    #[arg(short, long)]
    verbose: bool,
    /// Tell every warning, also where there are many of one kind.
    #[arg(long)]
    all: bool,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Explain a code such as E020 instead.
    #[arg(long, value_name = "CODE", conflicts_with = "files")]
    explain: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Github,
    Sarif,
}

impl Check {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        if let Some(code) = &self.explain {
            return explain(code);
        }
        let mut checked: Vec<(Compilation, Vec<Diagnostic>)> = Vec::new();
        for file in &self.files {
            let compiled = files::compiled(file)?;
            let mut diagnostics = compiled.diagnostics().to_vec();
            if self.verbose {
                diagnostics.extend(compiled.notes());
            }
            checked.push((compiled, diagnostics));
        }
        let reports: Vec<Report<'_>> = checked
            .iter()
            .map(|(compiled, diagnostics)| Report {
                sources: compiled.sources(),
                diagnostics,
            })
            .collect();
        let out = match self.format {
            Format::Json => json(&reports),
            Format::Sarif => sarif(&reports),
            Format::Github => reports
                .iter()
                .map(|one| github(one.sources, one.diagnostics))
                .collect(),
            Format::Text => checked
                .iter()
                .map(|(compiled, diagnostics)| self.told(compiled, diagnostics))
                .collect(),
        };
        files::print(out.as_bytes())?;
        let least = if self.strict {
            Severity::Warning
        } else {
            Severity::Error
        };
        let mut all = reports.iter().flat_map(|report| report.diagnostics);
        let is_faulty = all.any(|diagnostic| diagnostic.severity >= least);
        Ok(if is_faulty {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        })
    }

    /// What is wrong with one file, or that nothing is.
    fn told(&self, compiled: &Compilation, diagnostics: &[Diagnostic]) -> String {
        let (sources, look) = (compiled.sources(), report::output_look());
        if !diagnostics.is_empty() {
            return if self.all {
                text_of_all(sources, diagnostics, look)
            } else {
                text(sources, diagnostics, look)
            };
        }
        let name = sources.iter().next().map_or("", |(_, file)| file.name());
        let (facts, links) = (compiled.graph().len(), compiled.graph().links().len());
        format!(
            "{name}: {}, {}, nothing wrong\n",
            counted(facts, "fact"),
            counted(links, "link")
        )
    }
}

fn explain(name: &str) -> Result<ExitCode, Error> {
    let Some(code) = explained(name) else {
        let codes: Vec<&str> = CODES.iter().map(|code| code.code).collect();
        return Err(Error::usage(format!(
            "no code `{name}`: the codes are {}",
            codes.join(", ")
        )));
    };
    let example = code.example.replace('\n', "\n    ");
    let out = format!(
        "{}: {}\n\n{}\n\nExample:\n    {example}\n",
        code.code, code.title, code.explanation
    );
    files::print(out.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
