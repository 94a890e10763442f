//! One JSON object a line: how a cluster runs the tagger over many texts.
//!
//! A line is answered by itself and in its order. Only so many lines are held
//! at a time as are read at once.

use super::day;
use crate::cli::error::Error;
use crate::cli::files;
use crate::date::{self, Civil, DateOrder, Zone};
use crate::prose::{Expression, Kind, Options, tag};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// What holds for lines that do not say otherwise.
pub(super) struct Defaults {
    pub(super) anchor: Option<Civil>,
    pub(super) kind: Kind,
    pub(super) order: Option<DateOrder>,
}

#[derive(Deserialize)]
struct Line<'a> {
    id: Option<serde_json::Value>,
    dct: Option<String>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    kind: Option<LineKind>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum LineKind {
    News,
    Narrative,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: Option<serde_json::Value>,
    timex: Vec<Timex<'a>>,
}

/// An expression as JSON has it; its ends count code points.
#[derive(Serialize)]
pub(super) struct Timex<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: &'static str,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#mod: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quant: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<&'a str>,
}

#[derive(Serialize)]
struct Fault {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    error: String,
}

/// The expressions of a text with their places in code points.
pub(super) fn timexes<'a>(text: &'a str, found: &'a [Expression]) -> Vec<Timex<'a>> {
    let (mut bytes, mut points) = (0, 0);
    let mut point_of = |byte: usize| {
        points += text[bytes..byte].chars().count();
        bytes = byte;
        points
    };
    let timex = |one: &'a Expression| {
        let span = one.span();
        Timex {
            start: point_of(span.start),
            end: point_of(span.end),
            text: &text[span.start..span.end],
            r#type: one.class().name(),
            value: one.value(),
            r#mod: one.modifier().map(crate::prose::Modifier::name),
            quant: one.quant(),
            freq: one.freq(),
        }
    };
    found.iter().map(timex).collect()
}

/// A text's expressions as one JSON object.
pub(super) fn pretty(text: &str, found: &[Expression], options: &Options) -> String {
    #[derive(Serialize)]
    struct Whole<'a> {
        dct: String,
        kind: &'static str,
        timex: Vec<Placed<'a>>,
    }
    #[derive(Serialize)]
    struct Placed<'a> {
        line: usize,
        column: usize,
        #[serde(flatten)]
        timex: Timex<'a>,
        when: Option<&'a str>,
    }
    let (mut line, mut line_start, mut done) = (1, 0, 0);
    let mut placed = Vec::with_capacity(found.len());
    for (timex, one) in timexes(text, found).into_iter().zip(found) {
        let start = one.span().start;
        for (at, _) in text[done..start].match_indices('\n') {
            line += 1;
            line_start = done + at + 1;
        }
        done = start;
        placed.push(Placed {
            line,
            column: text[line_start..start].chars().count() + 1,
            timex,
            when: one.when(),
        });
    }
    let anchor = options.anchor;
    let whole = Whole {
        dct: day_of(anchor),
        kind: match options.kind {
            Kind::News => "news",
            Kind::Narrative => "narrative",
        },
        timex: placed,
    };
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

/// A day as ISO has it.
fn day_of(day: Civil) -> String {
    let iso = date::iso(day.instant(), Zone::Floating);
    iso.split('T').next().unwrap_or_default().to_owned()
}

/// How many bytes of lines are read before they are answered.
const BATCH: usize = 1 << 20;

/// The longest line that is read, in bytes.
const LONGEST: usize = 1 << 28;

/// Answers every line of an input.
pub(super) fn run(path: &Path, defaults: &Defaults, jobs: usize) -> Result<ExitCode, Error> {
    let source: Box<dyn Read> = if files::is_standard(path) {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(path).map_err(|error| Error::file("read", path, &error))?;
        Box::new(file)
    };
    let mut input = BufReader::with_capacity(1 << 16, source);
    let mut output = io::stdout().lock();
    let mut number = 0;
    let mut faulty = false;
    loop {
        let batch =
            read_batch(&mut input, jobs).map_err(|error| files::unreadable(path, &error))?;
        if batch.is_empty() {
            break;
        }
        let answers = answer_all(&batch, number, defaults, jobs);
        number += batch.len();
        for (line, is_fault) in answers {
            faulty |= is_fault;
            output
                .write_all(&line)
                .map_err(|error| Error::output(&error))?;
        }
        output.flush().map_err(|error| Error::output(&error))?;
    }
    Ok(ExitCode::from(u8::from(faulty)))
}

type Input = BufReader<Box<dyn Read>>;

/// The next lines, without what ends them.
fn read_batch(input: &mut Input, jobs: usize) -> io::Result<Vec<Vec<u8>>> {
    let mut batch = Vec::new();
    let mut size = 0;
    while size < BATCH * jobs {
        let mut line = Vec::new();
        if !read_line(input, &mut line)? {
            break;
        }
        size += line.len() + 64;
        batch.push(line);
        // One job answers what has come before it waits for more.
        if jobs == 1 && input.buffer().is_empty() {
            break;
        }
    }
    Ok(batch)
}

/// Reads one line, of which no more is kept than the longest may have and a
/// byte; whether there was one.
fn read_line(input: &mut Input, line: &mut Vec<u8>) -> io::Result<bool> {
    let mut any = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let length = end.unwrap_or(buffer.len());
        let room = (LONGEST + 1).saturating_sub(line.len());
        line.extend_from_slice(&buffer[..length.min(room)]);
        input.consume(length + usize::from(end.is_some()));
        if end.is_some() {
            return Ok(true);
        }
    }
}

type Answered = (Vec<u8>, bool);

/// The answers of lines in their order, by as many threads as asked for.
fn answer_all(batch: &[Vec<u8>], before: usize, defaults: &Defaults, jobs: usize) -> Vec<Answered> {
    if jobs == 1 {
        return (before + 1..)
            .zip(batch)
            .map(|(number, line)| answer(line, number, defaults))
            .collect();
    }
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut answers = Vec::new();
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some(line) = batch.get(at) else {
                return answers;
            };
            answers.push((at, answer(line, before + at + 1, defaults)));
        }
    };
    let mut answers: Vec<(usize, Answered)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.min(batch.len()))
            .map(|_| scope.spawn(work))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| {
                // Without the answers of a worker the others would seem to be
                // those of its lines.
                let answers = worker.join();
                answers.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })
            .collect()
    });
    answers.sort_unstable_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The answer of one line, and whether it is a fault.
fn answer(line: &[u8], number: usize, defaults: &Defaults) -> Answered {
    let (mut written, is_fault) = match answered(line, defaults) {
        Ok(written) => (written, false),
        Err((id, why)) => {
            let fault = Fault {
                id,
                error: format!("line {number}: {why}"),
            };
            (serde_json::to_vec(&fault).unwrap_or_default(), true)
        }
    };
    written.push(b'\n');
    (written, is_fault)
}

type Refusal = (Option<serde_json::Value>, String);

fn answered(line: &[u8], defaults: &Defaults) -> Result<Vec<u8>, Refusal> {
    if line.len() > LONGEST {
        return Err((None, "it is longer than 256 MB".to_owned()));
    }
    let text = std::str::from_utf8(line).map_err(|error| {
        (
            None,
            format!("byte {} is not UTF-8", error.valid_up_to() + 1),
        )
    })?;
    if text.trim().is_empty() {
        return Err((None, "it is empty".to_owned()));
    }
    let read: Line<'_> = serde_json::from_str(text).map_err(|error| {
        let id = serde_json::from_str::<serde_json::Value>(text).ok();
        let id = id.and_then(|mut object| object.get_mut("id").map(serde_json::Value::take));
        (id, json_fault(&error))
    })?;
    let anchor = match (&read.dct, defaults.anchor) {
        (Some(dct), _) => day(dct).map_err(|why| (read.id.clone(), format!("dct {why}")))?,
        (None, Some(anchor)) => anchor,
        (None, None) => {
            let why = "it has no `dct`: add the day of publication, or pass `--as-of DATE`";
            return Err((read.id, why.to_owned()));
        }
    };
    let kind = match read.kind {
        Some(LineKind::News) => Kind::News,
        Some(LineKind::Narrative) => Kind::Narrative,
        None => defaults.kind,
    };
    let options = Options {
        anchor,
        kind,
        order: defaults.order,
    };
    let found = tag(&read.text, &options);
    let answer = Answer {
        id: read.id,
        timex: timexes(&read.text, &found),
    };
    serde_json::to_vec(&answer).map_err(|error| (None, error.to_string()))
}

/// What is wrong with a line of JSON, with its column.
fn json_fault(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let told = told.split(" at line ").next().unwrap_or(&told).to_owned();
    if error.is_data() {
        format!("{told}; a line is {{\"id\", \"dct\": \"YYYY-MM-DD\", \"text\"}}")
    } else {
        format!("column {}: {told}", error.column())
    }
}
