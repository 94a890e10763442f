//! `causeline render`: event files in, pictures out.

use super::error::Error;
use super::files;
use super::report;
use crate::compile::Compilation;
use crate::date::{Context, Instant, Phrase, Window, Words};
use crate::layout::{self, Direction, LEAST_WIDTH};
use crate::render;
use crate::scene::Scene;
use crate::style::Theme;
use crate::timeline::EventId;
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The widest picture that can be asked for.
const WIDEST: f64 = 50_000.0;

/// Draw a timeline.
#[derive(Args, Debug)]
pub(super) struct Render {
    /// Event files; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Where to write: a file, a folder for several inputs, or `-` for
    /// standard output. [default: output/NAME.svg]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// What to write; the ending of OUT decides where nothing is said.
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    look: Look,
    /// Draw what can be drawn of a faulty file, with its faults marked.
    #[arg(long)]
    draft: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Svg,
    Png,
    Html,
}

impl Format {
    fn of_ending(ending: &OsStr) -> Option<Self> {
        [Self::Svg, Self::Png, Self::Html]
            .into_iter()
            .find(|format| ending.eq_ignore_ascii_case(format.ending()))
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Html => "html",
        }
    }
}

/// How a picture looks, and which facts are in it.
#[derive(Args, Debug)]
pub(super) struct Look {
    /// Its width in pixels; a PNG is painted with twice as many.
    #[arg(long, value_name = "PIXELS", value_parser = width)]
    width: Option<f64>,
    /// Its colours.
    #[arg(long, value_enum, default_value_t = Colors::Auto)]
    theme: Colors,
    /// Only facts that can have happened on that date or later.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: Option<String>,
    /// Only facts that can have happened on that date or earlier.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    to: Option<String>,
    /// Only facts of that actor; where it is given several times, of any of them.
    #[arg(long, value_name = "ACTOR")]
    actor: Vec<String>,
    /// Only facts with that tag; where it is given several times, with any of them.
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Only that fact and what is linked with it.
    #[arg(long, value_name = "ID")]
    focus: Option<String>,
    /// How many links away from the focus.
    #[arg(long, value_name = "LINKS", default_value_t = 2, requires = "focus")]
    depth: usize,
    /// Which way time runs; narrow pictures are vertical by themselves.
    #[arg(long, value_enum)]
    direction: Option<Way>,
    /// Put the letters into the file, so that they look the same everywhere.
    #[arg(long)]
    embed_font: bool,
    /// A font file from which a PNG takes the signs that the built-in letters
    /// (Latin, Greek, Cyrillic) have not; may be given several times.
    #[cfg(feature = "png")]
    #[arg(long, value_name = "FONT")]
    font: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colors {
    Light,
    Dark,
    Auto,
    Print,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Way {
    Horizontal,
    Vertical,
}

fn width(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(width) if (LEAST_WIDTH..=WIDEST).contains(&width) => Ok(width),
        _ => Err(format!(
            "a width is a number of pixels from {LEAST_WIDTH} to {WIDEST}"
        )),
    }
}

impl Look {
    fn theme(&self) -> Theme {
        match self.theme {
            Colors::Light => Theme::Light,
            Colors::Dark => Theme::Dark,
            Colors::Auto => Theme::Auto,
            Colors::Print => Theme::Print,
        }
    }

    /// What is asked of the layout.
    fn options(&self, compiled: &Compilation) -> Result<layout::Options, Error> {
        let time = self.time(compiled)?;
        Ok(layout::Options {
            width: self.width,
            direction: self.direction.map(|way| match way {
                Way::Horizontal => Direction::Horizontal,
                Way::Vertical => Direction::Vertical,
            }),
            shown: self.shown(compiled, time)?,
            time,
            ..layout::Options::default()
        })
    }

    /// The time that is asked for.
    fn time(&self, compiled: &Compilation) -> Result<Window, Error> {
        let read = |text: &Option<String>, option: &str| {
            let text = text.as_deref();
            text.map(|text| date(text, option, compiled)).transpose()
        };
        let (earliest, latest) = (read(&self.from, "--from")?, read(&self.to, "--to")?);
        let window = Window::new(
            earliest.and_then(|window| window.earliest),
            latest.and_then(|window| window.latest),
        );
        let ends = window.earliest.zip(window.latest);
        if ends.is_some_and(|(from, to)| from > to) {
            return Err(Error::usage(
                "no time is left to draw: --from lies after --to",
            ));
        }
        Ok(window)
    }

    /// The facts that are asked for, and of that time; `None` for all of them.
    fn shown(&self, compiled: &Compilation, time: Window) -> Result<Option<Vec<EventId>>, Error> {
        let graph = compiled.graph();
        let unknown = |error: crate::graph::UnknownName| Error::usage(error.to_string());
        let mut parts: Vec<Vec<EventId>> = Vec::new();
        if self.from.is_some() || self.to.is_some() {
            let within = compiled.schedule().overlapping(time);
            if within.is_empty() {
                return Err(none_within(compiled));
            }
            parts.push(within);
        }
        let of_actors = self.actor.iter().map(|actor| graph.by_actor(actor));
        let with_tags = self.tag.iter().map(|tag| graph.by_tag(tag));
        for any in [of_actors.collect::<Vec<_>>(), with_tags.collect()] {
            let selections: Result<Vec<_>, _> = any.into_iter().collect();
            let ids = selections.map_err(unknown)?;
            if !ids.is_empty() {
                parts.push(ids.iter().flat_map(|ids| ids.ids().to_vec()).collect());
            }
        }
        if let Some(focus) = &self.focus {
            let near = graph.focus(focus.as_str(), self.depth).map_err(unknown)?;
            parts.push(near.ids().to_vec());
        }
        let sets = parts.into_iter().map(BTreeSet::from_iter);
        let Some(shown) = sets.reduce(|one, other| &one & &other) else {
            return Ok(None);
        };
        if shown.is_empty() {
            return Err(Error::usage("no fact is left to draw: ask for less"));
        }
        Ok(Some(shown.into_iter().collect()))
    }
}

/// That no fact lies between `--from` and `--to`, and from when to when the facts reach.
fn none_within(compiled: &Compilation) -> Error {
    let told = compiled.timeline().ids();
    let ends = told.flat_map(|id| {
        let bounds = compiled.schedule().bounds(id);
        [bounds.start, bounds.end].map(|end| [end.earliest, end.latest])
    });
    let ends: Vec<Instant> = ends.flatten().flatten().collect();
    let (first, last) = (ends.iter().min().copied(), ends.iter().max().copied());
    let words = Words {
        zone: compiled.zone(),
        ..Words::default()
    };
    let reach = words.window(Window::new(first, last));
    Error::usage(format!(
        "no fact is left to draw: the facts reach over {reach}, and none lies within --from and --to"
    ))
}

/// The window of a date of the command line, counted as the file's own are.
fn date(text: &str, option: &str, compiled: &Compilation) -> Result<Window, Error> {
    let zone = compiled.zone();
    let context = Context {
        as_of: compiled.timeline().as_of().map(|day| zone.civil(day)),
        zone,
        order: None,
    };
    let meaning = Phrase::parse(text)
        .and_then(|phrase| phrase.resolve(&context, &|_| false))
        .map_err(|error| {
            let help = error
                .help
                .map(|help| format!(" ({help})"))
                .unwrap_or_default();
            Error::usage(format!("{option} {text}: {}{help}", error.message))
        })?;
    if let Some((name, _)) = meaning.anchors.first() {
        return Err(Error::usage(format!(
            "{option} {text}: `{name}` is no date"
        )));
    }
    Ok(Window::new(meaning.start.earliest, meaning.end.latest))
}

impl Render {
    pub(super) fn run(&self) -> Result<ExitCode, Error> {
        self.check_output()?;
        let mut is_faulty = false;
        for file in &self.files {
            let compiled = files::compiled(file)?;
            is_faulty |= compiled.is_faulty();
            if !self.draw(file, &compiled)? {
                let name = files::name_of(file);
                files::complain(&format!(
                    "{name} is not drawn; `--draft` draws what can be drawn\n"
                ));
            }
        }
        Ok(if is_faulty {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        })
    }

    /// Whether the names of inputs and output say something that cannot be
    /// done.
    pub(super) fn check_output(&self) -> Result<(), Error> {
        if let Some(output) = &self.output {
            self.check_ending(output)?;
            if files::is_standard(output) && self.files.len() > 1 {
                return Err(Error::usage(format!(
                    "standard output holds one picture, and there are {} inputs: name a folder, as in `-o pictures/`",
                    self.files.len()
                )));
            }
        }
        let mut stems: Vec<_> = self.files.iter().map(|file| file.file_stem()).collect();
        stems.sort_unstable();
        match stems.windows(2).find(|pair| pair[0] == pair[1]) {
            Some([Some(stem), _]) => Err(Error::usage(format!(
                "two inputs are called `{}`: the picture of one would replace the other's",
                stem.to_string_lossy()
            ))),
            _ => Ok(()),
        }
    }

    /// Whether the ending of the output is that of a picture, where it is to
    /// say of which, and of no other than `--format` says.
    fn check_ending(&self, output: &Path) -> Result<(), Error> {
        let Some(ending) = output.extension().filter(|_| !is_folder(output)) else {
            return Ok(());
        };
        match (self.format, Format::of_ending(ending)) {
            (Some(asked), Some(named)) if asked != named => {
                return Err(Error::usage(format!(
                    "{}: `--format {}` is asked for: name a file that ends with .{1}, such as {}",
                    output.display(),
                    asked.ending(),
                    output.with_extension(asked.ending()).display()
                )));
            }
            (None, None) => {}
            _ => return Ok(()),
        }
        let known = Format::value_variants().iter();
        let known: Vec<String> = known
            .map(|format| format!(".{}", format.ending()))
            .collect();
        Err(Error::usage(format!(
            "{}: no picture ends with .{}: name one that ends with {}, or give `--format`",
            output.display(),
            ending.to_string_lossy(),
            known.join(" or ")
        )))
    }

    /// Tells the faults of a file and writes its picture; whether there was
    /// one to write.
    pub(super) fn draw(&self, file: &Path, compiled: &Compilation) -> Result<bool, Error> {
        if compiled.is_faulty() {
            report::complain(compiled);
            if !self.draft {
                return Ok(false);
            }
        }
        let format = self.format();
        let picture = picture(compiled, &self.look, format)?;
        self.write(file, format, &picture, compiled)?;
        Ok(true)
    }

    fn format(&self) -> Format {
        let ending = self.output.as_ref().and_then(|output| output.extension());
        let format = ending.and_then(Format::of_ending);
        self.format.or(format).unwrap_or(Format::Svg)
    }

    fn write(
        &self,
        file: &Path,
        format: Format,
        picture: &Picture,
        compiled: &Compilation,
    ) -> Result<(), Error> {
        let wider = picture.wider(self.look.width);
        let Some(path) = self.path_for(file, format)? else {
            files::print(&picture.bytes)?;
            if let Some(wider) = wider {
                files::complain(&format!("the picture is {wider}\n"));
            }
            return Ok(());
        };
        files::write(&path, &picture.bytes)?;
        let warnings = match compiled.warnings() {
            _ if compiled.is_faulty() => String::new(),
            0 => String::new(),
            1 => " (1 warning: see `causeline check`)".to_owned(),
            many => format!(" ({many} warnings: see `causeline check`)"),
        };
        let wider = wider.map_or_else(String::new, |wider| format!(", {wider}"));
        files::complain(&format!("{} written{wider}{warnings}\n", path.display()));
        Ok(())
    }

    /// Where the picture of a file goes; `None` for standard output.
    fn path_for(&self, file: &Path, format: Format) -> Result<Option<PathBuf>, Error> {
        let stem = if files::is_standard(file) {
            "timeline".as_ref()
        } else {
            file.file_stem().unwrap_or("timeline".as_ref())
        };
        let mut name = stem.to_owned();
        name.push(".");
        name.push(format.ending());
        let Some(output) = &self.output else {
            if files::is_standard(file) {
                return Ok(None);
            }
            return Ok(Some(Path::new("output").join(name)));
        };
        if files::is_standard(output) {
            return Ok(None);
        }
        let is_folder = is_folder(output)
            || (self.files.len() > 1 && output.extension().is_none() && !output.exists());
        if is_folder {
            return Ok(Some(output.join(name)));
        }
        if self.files.len() > 1 {
            return Err(Error::usage(format!(
                "{} is one file, and there are {} inputs: name a folder, as in `-o {}/`",
                output.display(),
                self.files.len(),
                output.display()
            )));
        }
        Ok(Some(output.clone()))
    }
}

/// Whether an output is a folder, or says that it is to be one.
fn is_folder(output: &Path) -> bool {
    let text = output.as_os_str().to_string_lossy();
    text.ends_with(['/', std::path::MAIN_SEPARATOR]) || output.is_dir()
}

/// A picture as bytes, and how wide it is in pixels.
struct Picture {
    bytes: Vec<u8>,
    width: f64,
}

impl Picture {
    /// That it is wider than was asked for, if it is.
    fn wider(&self, asked: Option<f64>) -> Option<String> {
        let asked = asked.filter(|asked| self.width > asked + 0.5)?;
        let width = self.width.round();
        Some(format!(
            "{width} pixels wide: with time from left to right its facts need more than {asked}"
        ))
    }
}

fn picture(compiled: &Compilation, look: &Look, format: Format) -> Result<Picture, Error> {
    let options = look.options(compiled)?;
    let written = render::Options {
        theme: look.theme(),
        embed_font: look.embed_font,
    };
    #[cfg(feature = "png")]
    if format != Format::Png && !look.font.is_empty() {
        return Err(Error::usage(
            "`--font` is for PNG: other pictures take such signs from their reader's fonts",
        ));
    }
    let scene = compiled.scene(&options);
    let bytes = match format {
        Format::Html => compiled.page(&scene, &options, &written).into_bytes(),
        Format::Png => png(compiled, &scene, look)?,
        Format::Svg => render::svg(&scene, &compiled.palette(), &written).into_bytes(),
    };
    let width = scene.width;
    Ok(Picture { bytes, width })
}

/// The picture as SVG, of these facts alone.
pub(super) fn svg_of(compiled: &Compilation, shown: Vec<EventId>) -> String {
    let options = layout::Options {
        shown: Some(shown),
        ..layout::Options::default()
    };
    compiled.svg(&options, &render::Options::default())
}

#[cfg(feature = "png")]
fn png(compiled: &Compilation, scene: &Scene, look: &Look) -> Result<Vec<u8>, Error> {
    let read =
        |path: &PathBuf| std::fs::read(path).map_err(|error| files::unreadable(path, &error));
    let painted = render::PngOptions {
        theme: look.theme(),
        fonts: look.font.iter().map(read).collect::<Result<_, _>>()?,
        ..render::PngOptions::default()
    };
    let picture = render::png(scene, &compiled.palette(), &painted);
    let picture = picture.map_err(|error| match error {
        render::PngError::Font(index) => {
            Error::world(format!("{} is no font", look.font[index].display()))
        }
        error => Error::world(error.to_string()),
    })?;
    if !picture.missing.is_empty() {
        let missing: String = picture.missing.iter().take(20).collect();
        files::complain(&format!(
            "no font has signs for `{missing}`: they are blank in this PNG; name a font that has them with `--font FONT`, or write SVG, which takes them from the reader's fonts\n"
        ));
    }
    Ok(picture.bytes)
}

#[cfg(not(feature = "png"))]
fn png(_: &Compilation, _: &Scene, _: &Look) -> Result<Vec<u8>, Error> {
    Err(Error::usage(
        "this build cannot write PNG: build it with the feature `png`, or write SVG",
    ))
}
