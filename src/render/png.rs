//! A scene as pixels, painted by resvg from the very same SVG.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{self, FontResolver, fontdb};

use super::{Options, font, svg};
use crate::scene::Scene;
use crate::style::{Palette, Rgb, Theme};

/// The most pixels a picture may have; they take four bytes each.
const MOST_PIXELS: f64 = 100_000_000.0;

/// The longest a side may be, in pixels.
const LONGEST: f64 = 32_767.0;

/// How a PNG file is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct PngOptions {
    /// Pixels for each unit of the scene, above 0; by default 2, for print and
    /// fine screens.
    pub scale: f64,
    /// Its colours; [`Theme::Auto`] is light, since pixels cannot choose.
    pub theme: Theme,
    /// What lies under the picture; by default nothing (transparent).
    pub background: Option<Rgb>,
    /// Further font files (TrueType, OpenType or collections) for characters
    /// that the built-in face, Inter with Latin, Greek and Cyrillic, has not.
    pub fonts: Vec<Vec<u8>>,
}

impl Default for PngOptions {
    fn default() -> Self {
        Self {
            scale: 2.0,
            theme: Theme::Light,
            background: None,
            fonts: Vec::new(),
        }
    }
}

/// A painted picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png {
    /// The PNG file.
    pub bytes: Vec<u8>,
    /// Characters that no font had, one at least for every line of text with
    /// any: their places stay blank.
    pub missing: Vec<char>,
}

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq)]
pub enum PngError {
    /// The scale is no number above 0.
    Scale(f64),
    /// It would have too many pixels.
    TooLarge {
        /// Its width in pixels.
        width: f64,
        /// Its height in pixels.
        height: f64,
        /// The width that can be painted.
        largest_width: f64,
        /// The largest scale at which it can be painted.
        largest_scale: f64,
    },
    /// Which of the fonts of the options is none, from 0.
    Font(usize),
    /// The painter could not do it, in its own words.
    Paint(String),
}

impl fmt::Display for PngError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scale(scale) => {
                write!(
                    f,
                    "{scale} is no scale for a picture: use a number above 0, such as 2"
                )
            }
            Self::TooLarge {
                width,
                height,
                largest_width,
                largest_scale,
            } => write!(
                f,
                "a PNG of {width:.0} × {height:.0} pixels is too large (at most {} million pixels, \
                 {LONGEST:.0} on a side): use a scale of {largest_scale} or less, which makes it \
                 {largest_width:.0} pixels wide, or write SVG",
                MOST_PIXELS / 1e6,
            ),
            Self::Font(index) => write!(f, "font {} is no font that can be read", index + 1),
            Self::Paint(reason) => write!(f, "the picture could not be painted: {reason}"),
        }
    }
}

impl Error for PngError {}

/// Paints a scene as a PNG file, with no font from outside.
///
/// # Errors
/// Where the scale is not above 0, the picture would have more than 100
/// million pixels or a side over 32,767 (found before any room is taken for
/// it), a font of the options is none, or the painter fails.
///
/// ```
/// use causeline::render::{png, PngOptions};
/// use causeline::scene::Scene;
/// use causeline::style::Palette;
/// let scene = Scene { width: 40.0, height: 30.0, ..Scene::default() };
/// let picture = png(&scene, &Palette::default(), &PngOptions::default()).unwrap();
/// assert!(picture.bytes.starts_with(b"\x89PNG"));
/// ```
pub fn png(scene: &Scene, palette: &Palette, options: &PngOptions) -> Result<Png, PngError> {
    let (width, height) = pixels(scene, options.scale)?;
    let theme = match options.theme {
        Theme::Auto => Theme::Light,
        theme => theme,
    };
    let text = svg(
        scene,
        palette,
        &Options {
            theme,
            embed_font: false,
        },
    );
    let missing = Mutex::new(BTreeSet::new());
    let tree = usvg::Tree::from_str(&text, &reader(options, &missing)?)
        .map_err(|error| PngError::Paint(error.to_string()))?;
    let mut pixmap = Pixmap::new(width, height)
        .ok_or_else(|| PngError::Paint("it has no room for its pixels".to_owned()))?;
    if let Some(Rgb(r, g, b)) = options.background {
        pixmap.fill(Color::from_rgba8(r, g, b, 255));
    }
    let scale = Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    let bytes = pixmap
        .encode_png()
        .map_err(|error| PngError::Paint(error.to_string()))?;
    let missing = missing
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(Png {
        bytes,
        missing: missing.into_iter().collect(),
    })
}

/// The size of the picture, if it can be painted.
fn pixels(scene: &Scene, scale: f64) -> Result<(u32, u32), PngError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PngError::Scale(scale));
    }
    let (unit_width, unit_height) = (
        super::svg::length(scene.width),
        super::svg::length(scene.height),
    );
    let (width, height) = ((unit_width * scale).ceil(), (unit_height * scale).ceil());
    if width * height <= MOST_PIXELS && width.max(height) <= LONGEST {
        return Ok((width.max(1.0) as u32, height.max(1.0) as u32));
    }
    let by_area = (MOST_PIXELS / (unit_width * unit_height)).sqrt();
    let by_side = LONGEST / unit_width.max(unit_height);
    // Rounded down, so that what the message says does fit.
    let largest_scale = (by_area.min(by_side) * 1000.0 - 1.0).floor().max(1.0) / 1000.0;
    Err(PngError::TooLarge {
        width,
        height,
        largest_width: (unit_width * largest_scale).floor(),
        largest_scale,
    })
}

/// What resvg reads with: the built-in face and the caller's, and nothing of
/// the machine's.
fn reader<'a>(
    options: &PngOptions,
    missing: &'a Mutex<BTreeSet<char>>,
) -> Result<usvg::Options<'a>, PngError> {
    let mut reader = usvg::Options {
        font_family: "Inter".to_owned(),
        ..usvg::Options::default()
    };
    let fonts = reader.fontdb_mut();
    for face in font::FACES {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face)));
    }
    for (index, face) in options.fonts.iter().enumerate() {
        let before = fonts.len();
        fonts.load_font_data(face.clone());
        if fonts.len() == before {
            return Err(PngError::Font(index));
        }
    }
    let usual = FontResolver::default_fallback_selector();
    reader.font_resolver.select_fallback = Box::new(move |character, used, fonts| {
        let found = usual(character, used, fonts);
        if found.is_none()
            && let Ok(mut missing) = missing.lock()
        {
            missing.insert(character);
        }
        found
    });
    Ok(reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(width: f64, height: f64) -> Scene {
        Scene {
            width,
            height,
            ..Scene::default()
        }
    }

    #[test]
    fn what_is_too_large_is_refused_with_a_scale_that_works() {
        for (width, height) in [(1680.0, 90_000.0), (1e7, 1e7), (60_000.0, 500.0)] {
            let Err(PngError::TooLarge { largest_scale, .. }) = pixels(&scene(width, height), 2.0)
            else {
                panic!("{width} × {height} fits");
            };
            assert!(pixels(&scene(width, height), largest_scale).is_ok());
        }
        assert_eq!(pixels(&scene(1680.0, 972.0), 2.0), Ok((3360, 1944)));
        for scale in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(matches!(
                pixels(&scene(10.0, 10.0), scale),
                Err(PngError::Scale(_))
            ));
        }
    }
}
