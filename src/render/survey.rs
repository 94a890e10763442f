//! What has to be known of a picture before its first byte is written.

use std::cell::Cell;
use std::collections::HashMap;

use super::walk::{Item, Walk};
use crate::scene::{Form, Ink, Paint, Scene, Shape, Time};
use crate::style::{Palette, Scheme, Theme};

/// The ids that a picture's groups ask for, and a number made of its content.
pub(super) struct Survey<'a> {
    /// With whether each has been written. For looking up only, so that their
    /// order reaches no byte.
    pub(super) ids: HashMap<&'a str, Cell<bool>>,
    /// How many groups and shapes there are.
    pub(super) count: usize,
    /// The same for the same content, on every machine. It sees every text,
    /// ink and time, and of a path only the number of its steps.
    pub(super) fingerprint: u32,
}

impl<'a> Survey<'a> {
    pub(super) fn of(scene: &'a Scene, palette: &Palette, theme: Theme) -> Self {
        let mut ids = Vec::new();
        let mut count = 0;
        let mut hash = Fnv::default();
        hash.text(&scene.title);
        hash.text(&scene.description);
        hash.text(&scene.language);
        hash.numbers(&[scene.width, scene.height]);
        hash.word(theme as u64);
        for color in palette.own_colors(Scheme::Light) {
            hash.numbers(&[f64::from(color.0), f64::from(color.1), f64::from(color.2)]);
        }
        for knot in &scene.axis.knots {
            hash.numbers(&[knot.seconds, knot.position]);
        }
        for item in Walk::new(&scene.nodes) {
            count += 1;
            match item {
                Item::Open(group) => {
                    hash.word(group.role as u64);
                    ids.extend(group.id.as_deref());
                    for text in [&group.id, &group.subject, &group.title, &group.link] {
                        hash.text(text.as_deref().unwrap_or_default());
                    }
                }
                Item::Close(_) => hash.word(1),
                Item::Shape(shape) => hash.shape(shape),
            }
        }
        // Collected at once, the table grows but once.
        let ids = ids.into_iter().map(|id| (id, Cell::new(false))).collect();
        let fingerprint = (hash.0 ^ hash.0 >> 32) as u32;
        Self {
            ids,
            count,
            fingerprint,
        }
    }
}

/// The FNV-1a hash (Fowler, Noll and Vo), fed word by word and mixed after
/// each, since words differ in their high bits too.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn word(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0x0000_0100_0000_01b3);
        self.0 = mixed ^ mixed >> 29;
    }

    fn text(&mut self, text: &str) {
        self.word(text.len() as u64);
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        for word in words {
            self.word(u64::from_be_bytes(*word));
        }
        let rest = rest
            .iter()
            .fold(0, |word, &byte| word << 8 | u64::from(byte));
        self.word(rest);
    }

    fn numbers(&mut self, numbers: &[f64]) {
        for number in numbers {
            self.word(number.to_bits());
        }
    }

    fn shape(&mut self, shape: &Shape) {
        self.word(shape.role as u64);
        match shape.time {
            None => {}
            Some(Time::At(time)) => self.numbers(&[time]),
            Some(
                Time::Between(first, last) | Time::Since(first, last) | Time::Until(first, last),
            ) => self.numbers(&[first, last]),
        }
        match &shape.fill {
            Paint::None => {}
            Paint::Flat(ink) => self.ink(*ink),
            Paint::Fade(ink, stops) => {
                self.ink(*ink);
                for stop in stops {
                    self.numbers(&[stop.0, stop.1]);
                }
            }
            Paint::Tint(ink, opacity) => {
                self.ink(*ink);
                self.numbers(&[*opacity]);
            }
        }
        if let Some(stroke) = &shape.stroke {
            self.ink(stroke.ink);
            self.numbers(&[stroke.width, stroke.opacity]);
        }
        match &shape.form {
            Form::Rect { x, y, width, .. } => self.numbers(&[*x, *y, *width]),
            Form::Circle { x, y, .. } => self.numbers(&[*x, *y]),
            Form::Text(text) => {
                self.numbers(&[text.x, text.y]);
                self.text(&text.content);
            }
            Form::Path(steps) => self.word(steps.len() as u64),
        }
    }

    fn ink(&mut self, ink: Ink) {
        let number = match ink {
            Ink::Lane(number) | Ink::Kind(number) => u64::from(number),
            _ => 0,
        };
        self.word(super::colors::index(ink) as u64 ^ number << 32);
    }
}
