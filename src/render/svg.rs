//! A scene as one SVG file.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::chart::ChartBuilder;
use plotters::coord::ranged1d::Ranged;
use plotters::drawing::DrawingArea;

use super::backend::SvgBackend;
use super::colors::Colors;
use super::elastic::{ElasticAxis, PixelAxis, UNITS};
use super::survey::Survey;
use super::walk::Walk;
use super::{Options, escape, font, number};
use crate::scene::{Axis, Direction, Scene};
use crate::style::Palette;

/// The faces to look for, the best first.
const FAMILY: &str = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

/// About how many bytes a group or a shape takes.
const BYTES: usize = 96;

/// The widest and highest a picture is written, in pixels.
const LARGEST: f64 = 10_000_000.0;

/// Writes a scene as an SVG file: UTF-8, no scripts, nothing from outside, the
/// same bytes for the same scene on every machine.
///
/// Every shape with a time stands along the axis where the axis puts that
/// time, whatever its form says; the knots of the axis stand in `<metadata>`.
/// Links other than `http`, `https`, `mailto` and `#id` of a group of the
/// scene are left out. Any scene gives well-formed XML.
///
/// ```
/// use causeline::render::{svg, Options};
/// use causeline::scene::Scene;
/// use causeline::style::Palette;
/// let scene = Scene { width: 400.0, height: 300.0, title: "A & B".to_owned(), ..Scene::default() };
/// let text = svg(&scene, &Palette::default(), &Options::default());
/// assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "));
/// assert!(text.contains("A &amp; B"));
/// ```
pub fn svg(scene: &Scene, palette: &Palette, options: &Options) -> String {
    let survey = Survey::of(scene, palette, options.theme);
    let name = survey.fingerprint;
    write(scene, palette, *options, &survey, name)
}

/// The same, with a name that ids begin with instead of one made of the scene:
/// so what is the same in two pictures is written the same. No two pictures of
/// one page may have the same name.
pub fn svg_named(scene: &Scene, palette: &Palette, options: &Options, name: u32) -> String {
    let survey = Survey::of(scene, palette, options.theme);
    write(scene, palette, *options, &survey, name)
}

fn write(scene: &Scene, palette: &Palette, options: Options, survey: &Survey, name: u32) -> String {
    let mut prefix = String::from("c");
    escape::write_hex(&mut prefix, name, 8);
    let mut backend = SvgBackend::new(
        Colors::new(palette, options.theme),
        &prefix,
        scene.axis.direction,
        canvas_size(scene),
        &survey.ids,
    );
    backend.body.reserve(4096 + BYTES * survey.count);
    let backend = draw(scene, backend);
    let mut head = String::with_capacity(4096);
    open(&mut head, scene, &prefix);
    style(&mut head, &backend, &prefix, options);
    metadata(&mut head, &scene.axis);
    backend.defs.write(&mut head, &prefix);
    // What comes first depends on what is painted; to move the rest along is
    // cheaper than to copy it.
    let mut out = backend.body;
    out.insert_str(0, &head);
    out.push_str("</svg>\n");
    out
}

/// Draws the scene on a chart whose one coordinate is the elastic axis.
fn draw<'a>(scene: &'a Scene, backend: SvgBackend<'a>) -> SvgBackend<'a> {
    let canvas = Rc::new(RefCell::new(backend));
    let axis = ElasticAxis(&scene.axis);
    match scene.axis.direction {
        Direction::Horizontal => {
            draw_on(
                &canvas,
                scene,
                axis,
                PixelAxis {
                    length: scene.height,
                },
            );
        }
        Direction::Vertical => draw_on(
            &canvas,
            scene,
            PixelAxis {
                length: scene.width,
            },
            axis,
        ),
    }
    match Rc::try_unwrap(canvas) {
        Ok(backend) => backend.into_inner(),
        Err(_) => unreachable!("the chart, which shared the backend, is gone"),
    }
}

fn draw_on<'a, X, Y>(canvas: &Rc<RefCell<SvgBackend<'a>>>, scene: &'a Scene, x: X, y: Y)
where
    X: Ranged<ValueType = f64>,
    Y: Ranged<ValueType = f64>,
{
    let root = DrawingArea::from(canvas);
    let mut chart = match ChartBuilder::on(&root).build_cartesian_2d(x, y) {
        Ok(chart) => chart,
        Err(error) => unreachable!("a chart without labels measures no text: {error}"),
    };
    let elements = Walk::new(&scene.nodes).elements(scene.axis.direction);
    if let Err(error) = chart.draw_series(elements) {
        unreachable!("the backend reports no errors: {error}");
    }
}

/// The canvas in backend units: plotters moves what is outside it to its edge,
/// so that it reaches to the end of the axis at least.
fn canvas_size(scene: &Scene) -> (u32, u32) {
    let end = scene.axis.knots.last().map_or(0.0, |knot| knot.position);
    let (width, height) = match scene.axis.direction {
        Direction::Horizontal => (scene.width.max(end), scene.height),
        Direction::Vertical => (scene.width, scene.height.max(end)),
    };
    let units = |pixels: f64| ((length(pixels) + 2.0) * UNITS) as u32;
    (units(width), units(height))
}

/// A side of the picture as it is written.
pub(super) fn length(pixels: f64) -> f64 {
    if pixels.is_finite() {
        pixels.clamp(1.0, LARGEST)
    } else {
        1.0
    }
}

fn open(out: &mut String, scene: &Scene, prefix: &str) {
    let mut size = String::new();
    number::write(&mut size, length(scene.width));
    let split = size.len();
    number::write(&mut size, length(scene.height));
    let (width, height) = size.split_at(split);
    let described = !escape::is_blank(&scene.description);
    for piece in [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"",
        width,
        "\" height=\"",
        height,
        "\" viewBox=\"0 0 ",
        width,
        " ",
        height,
        "\" id=\"",
        prefix,
        "\" class=\"causeline\" role=\"img\" lang=\"",
        escape::language(&scene.language),
        "\" font-family=\"",
        FAMILY,
        "\" aria-labelledby=\"",
        prefix,
        "t",
    ] {
        out.push_str(piece);
    }
    if described {
        out.push(' ');
        out.push_str(prefix);
        out.push('d');
    }
    out.push_str("\">\n<title id=\"");
    out.push_str(prefix);
    out.push_str("t\">");
    if escape::is_blank(&scene.title) {
        out.push_str("Timeline");
    } else {
        escape::write(out, &scene.title);
    }
    out.push_str("</title>\n");
    if described {
        out.push_str("<desc id=\"");
        out.push_str(prefix);
        out.push_str("d\">");
        escape::write(out, &scene.description);
        out.push_str("</desc>\n");
    }
}

fn style(out: &mut String, backend: &SvgBackend<'_>, prefix: &str, options: Options) {
    let mut rules = String::new();
    if options.embed_font {
        font::write_faces(&mut rules, backend.weights);
    }
    backend.colors.rules(&mut rules, prefix);
    if !rules.is_empty() {
        out.push_str("<style>");
        out.push_str(&rules);
        out.push_str("</style>\n");
    }
}

fn metadata(out: &mut String, axis: &Axis) {
    if axis.knots.is_empty() {
        return;
    }
    out.push_str("<metadata>{\"axis\":{\"dir\":\"");
    out.push_str(match axis.direction {
        Direction::Horizontal => "x",
        Direction::Vertical => "y",
    });
    out.push_str("\",\"unit\":\"seconds since 1970-01-01\",\"knots\":[");
    for (index, knot) in axis.knots.iter().enumerate() {
        out.push_str(if index > 0 { ",[" } else { "[" });
        number::write_fine(out, knot.seconds);
        out.push(',');
        number::write_fine(out, knot.position);
        out.push(']');
    }
    out.push_str("]}}</metadata>\n");
}
