//! Which colour each part of a picture has.

use super::Ink;
use super::color::STEPS;
use super::{Rgb, Scheme};

/// The contrast that text needs (WCAG 2.2 AA, 4.5), and a little more, for
/// viewers that blend the edges of letters.
const LEAST: f64 = 4.6;

/// Lanes are told apart by colours so far apart at least, as are the closest two of
/// the built-in hues.
const APART: f64 = 0.065;

/// A colour in light, dark and print.
type Trio = [Rgb; 3];

/// Built-in hues for lanes, from the sets of Okabe and Ito (2008) and of Tol,
/// which the colour-blind can tell apart; darkened and lightened for text.
const LANES: [Trio; 6] = [
    trio(0x1d_5f_a6, 0x8f_bd_f2),
    trio(0xb0_47_0b, 0xf3_a8_73),
    trio(0x0b_74_57, 0x63_cf_a9),
    trio(0x7a_3e_9d, 0xc9_9b_ea),
    trio(0x8a_61_00, 0xe6_bd_5a),
    trio(0x4d_5a_66, 0xb9_c0_c9),
];

/// Built-in hues for link kinds that an author names, in turn.
const CUSTOM_KINDS: [Trio; 4] = [
    trio(0x0b_6b_7a, 0x6c_cb_dc),
    trio(0xa0_3a_7c, 0xee_92_cb),
    trio(0x4f_6b_14, 0xa9_cf_5f),
    trio(0x5b_4a_b0, 0xaf_a5_f5),
];

/// So many built-in hues are there with their mixtures.
const HUES: usize = 4 * LANES.len();

const fn trio(light: u32, dark: u32) -> Trio {
    [Rgb::of(light), Rgb::of(dark), Rgb::of(light)]
}

/// A kind of link, as far as its colour goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindStyle<'a> {
    /// The kind's id: `causes`, `enables`, `motivates`, `responds`,
    /// `prevents`, or an author's own.
    pub id: &'a str,
    /// The author's colour, `#rrggbb`.
    pub color: Option<&'a str>,
}

/// The colours of one picture.
///
/// ```
/// use causeline::scene::Ink;
/// use causeline::style::{KindStyle, Palette, Scheme};
/// let kinds = [KindStyle { id: "causes", color: None }];
/// // Yellow cannot be read on paper, so it is darkened there.
/// let palette = Palette::new(&[None, Some("#ffe000".to_owned())], &kinds);
/// let yellow = palette.color(Ink::Lane(1), Scheme::Light);
/// assert!(yellow.contrast(palette.color(Ink::Paper, Scheme::Light)) >= 4.5);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    lanes: Vec<Trio>,
    kinds: Vec<Trio>,
}

impl Default for Palette {
    /// The built-in hues and no kinds.
    fn default() -> Self {
        Self::new(&[], &[])
    }
}

impl Palette {
    /// Colours for lanes (with the author's colour where there is one) and
    /// link kinds, in the order of their numbers. An author's colour is made
    /// darker or lighter until text in it can be read on every surface; one
    /// that is no `#rrggbb` counts as none.
    pub fn new(lanes: &[Option<String>], kinds: &[KindStyle<'_>]) -> Self {
        let given = lanes.iter().map(|color| {
            let own = own(color.as_deref())?;
            Some(readable([own; 3]))
        });
        let lanes = told_apart(&given.collect::<Vec<_>>());
        let mut customs = 0;
        let kinds = kinds
            .iter()
            .map(|style| {
                own(style.color)
                    .map(|rgb| readable([rgb; 3]))
                    .or_else(|| built_in_kind(style.id))
                    .unwrap_or_else(|| {
                        customs += 1;
                        readable(CUSTOM_KINDS[(customs - 1) % CUSTOM_KINDS.len()])
                    })
            })
            .collect();
        Self { lanes, kinds }
    }

    /// The colour of a part. Lanes and kinds beyond those the palette was made
    /// for have the built-in hue of their number.
    pub fn color(&self, ink: Ink, scheme: Scheme) -> Rgb {
        let trio = match ink {
            Ink::Lane(number) => {
                let number = usize::from(number);
                self.lanes
                    .get(number)
                    .copied()
                    .unwrap_or_else(|| lane(number))
            }
            Ink::Kind(number) => {
                let number = usize::from(number);
                self.kinds
                    .get(number)
                    .copied()
                    .unwrap_or_else(|| readable(CUSTOM_KINDS[number % CUSTOM_KINDS.len()]))
            }
            fixed => fixed_color(fixed),
        };
        trio[index(scheme)]
    }

    /// The colours it was made with, lanes first.
    pub(crate) fn own_colors(&self, scheme: Scheme) -> impl Iterator<Item = Rgb> {
        let trios = self.lanes.iter().chain(&self.kinds);
        trios.map(move |trio| trio[index(scheme)])
    }
}

const fn index(scheme: Scheme) -> usize {
    match scheme {
        Scheme::Light => 0,
        Scheme::Dark => 1,
        Scheme::Print => 2,
    }
}

fn own(color: Option<&str>) -> Option<Rgb> {
    color.and_then(Rgb::parse)
}

/// The hue of a lane without the author's colour: six hues, then mixtures of
/// two of them.
fn lane(number: usize) -> Trio {
    let (with, steps) = match number / LANES.len() % 4 {
        0 => (0, 0),
        1 => (2, STEPS / 2),
        2 => (1, STEPS / 2),
        _ => (3, STEPS / 3),
    };
    let base = LANES[number % LANES.len()];
    let other = LANES[(number + with) % LANES.len()];
    readable(std::array::from_fn(|scheme| {
        base[scheme].mix(other[scheme], steps)
    }))
}

/// The colours of lanes of which some are given: each other lane has the built-in hue
/// of its number, or, where that is too near to a given colour, the first built-in hue
/// that is far from all colours in use, or else the farthest.
fn told_apart(given: &[Option<Trio>]) -> Vec<Trio> {
    if given.iter().all(Option::is_none) {
        return (0..given.len()).map(lane).collect();
    }
    let hues: Vec<Trio> = (0..HUES).map(lane).collect();
    // How far each hue is from what is in use; kept, for there may be many lanes.
    let mut apart = vec![f64::INFINITY; hues.len()];
    let take = |apart: &mut Vec<f64>, taken: Trio| {
        for (distance, hue) in apart.iter_mut().zip(&hues) {
            *distance = distance.min(far(*hue, taken));
        }
    };
    for own in given.iter().flatten() {
        take(&mut apart, *own);
    }
    let usual = |number: usize| number % hues.len();
    let keeps_usual: Vec<bool> = (0..given.len())
        .map(|number| apart[usual(number)] >= APART)
        .collect();
    let mut in_use = vec![false; hues.len()];
    for (number, own) in given.iter().enumerate() {
        in_use[usual(number)] |= own.is_none() && keeps_usual[number];
    }
    for (hue, _) in hues.iter().zip(in_use).filter(|(_, in_use)| *in_use) {
        take(&mut apart, *hue);
    }
    let mut chosen = Vec::with_capacity(given.len());
    for (number, own) in given.iter().enumerate() {
        chosen.push(match own {
            Some(own) => *own,
            None if keeps_usual[number] => hues[usual(number)],
            None => {
                let mut best = (f64::NEG_INFINITY, 0);
                for (hue, distance) in apart.iter().enumerate() {
                    if distance.min(APART) > best.0 {
                        best = (distance.min(APART), hue);
                    }
                }
                let hue = hues[best.1];
                take(&mut apart, hue);
                hue
            }
        });
    }
    chosen
}

/// How far two colours are from one another, in the scheme in which they are nearest.
fn far(one: Trio, other: Trio) -> f64 {
    let schemes = one.iter().zip(other);
    let distances = schemes.map(|(one, other)| one.distance(other));
    distances.fold(f64::INFINITY, f64::min)
}

fn built_in_kind(id: &str) -> Option<Trio> {
    Some(readable(match id {
        "causes" => trio(0x2c_33_3b, 0xd5_db_e2),
        "motivates" => trio(0x7a_3e_9d, 0xc9_9b_ea),
        "enables" => trio(0x8a_61_00, 0xe6_bd_5a),
        "responds" => trio(0xb3_20_3f, 0xff_8f_a3),
        "prevents" => trio(0x0b_62_91, 0x7d_c6_ee),
        _ => return None,
    }))
}

/// Each scheme's colour moved towards black or white until it can be read as
/// text on every surface of the scheme.
fn readable(trio: Trio) -> Trio {
    let mut result = trio;
    for scheme in Scheme::ALL {
        let surfaces = SURFACES.map(|ink| fixed_color(ink)[index(scheme)]);
        let pole = match scheme {
            Scheme::Dark => Rgb(255, 255, 255),
            Scheme::Light | Scheme::Print => Rgb(0, 0, 0),
        };
        result[index(scheme)] = trio[index(scheme)].readable(&surfaces, pole, LEAST);
    }
    result
}

/// What text may stand on.
const SURFACES: [Ink; 5] = [Ink::Paper, Ink::Band, Ink::Column, Ink::Era, Ink::Card];

const fn fixed_color(ink: Ink) -> Trio {
    let [light, dark, print] = match ink {
        Ink::Paper => [0xfa_f8_f4, 0x12_16_1b, 0xff_ff_ff],
        Ink::Band => [0xf2_ee_e7, 0x19_1e_25, 0xff_ff_ff],
        Ink::Column => [0xeb_e5_da, 0x22_29_33, 0xf3_f1_ec],
        Ink::Era => [0xed_e9_de, 0x20_27_30, 0xf6_f4_f0],
        Ink::Card => [0xff_fe_fb, 0x1f_26_2e, 0xff_ff_ff],
        Ink::CardEdge => [0xd9_d2_c6, 0x37_41_4d, 0xc9_c5_bd],
        Ink::ClaimEdge => [0x8a_82_73, 0x7c_88_96, 0x77_71_65],
        Ink::Text | Ink::Lane(_) | Ink::Kind(_) => [0x1b_20_27, 0xec_ef_f3, 0x11_13_17],
        Ink::TextSoft => [0x45_4c_55, 0xb9_c0_c9, 0x3a_40_48],
        Ink::TextFaint => [0x5b_62_6b, 0xa0_a9_b4, 0x56_5c_65],
        Ink::Rail => [0xcf_c7_ba, 0x3a_43_4e, 0xc4_bf_b5],
        Ink::Tick => [0xb6_ad_9e, 0x56_61_70, 0x9f_99_8d],
        Ink::Hair => [0xdd_d6_ca, 0x2c_34_3e, 0xd5_d1_c9],
        Ink::ChipEdge => [0xc9_c1_b3, 0x4b_56_63, 0xb4_ae_a3],
        Ink::Fault => [0xb3_1b_1b, 0xff_8f_86, 0xb3_1b_1b],
    };
    [Rgb::of(light), Rgb::of(dark), Rgb::of(print)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_readable(palette: &Palette, ink: Ink) {
        for scheme in Scheme::ALL {
            for surface in SURFACES {
                let contrast = palette
                    .color(ink, scheme)
                    .contrast(palette.color(surface, scheme));
                assert!(
                    contrast >= 4.5,
                    "{ink:?} on {surface:?}, {scheme:?}: {contrast}"
                );
            }
        }
    }

    #[test]
    fn every_ink_for_words_is_readable_on_every_surface() {
        let kinds = [
            "causes",
            "enables",
            "motivates",
            "responds",
            "prevents",
            "a",
            "b",
            "c",
        ]
        .map(|id| KindStyle { id, color: None });
        let palette = Palette::new(&vec![None; 40], &kinds);
        let mut inks = vec![Ink::Text, Ink::TextSoft, Ink::TextFaint, Ink::Fault];
        inks.extend((0..60).map(Ink::Lane));
        inks.extend((0..20).map(Ink::Kind));
        for ink in inks {
            assert_readable(&palette, ink);
        }
    }

    #[test]
    fn lanes_and_kinds_differ() {
        let palette = Palette::new(&vec![None; 24], &[]);
        for scheme in Scheme::ALL {
            let mut seen: Vec<Rgb> = (0..24)
                .map(|n| palette.color(Ink::Lane(n), scheme))
                .collect();
            seen.sort_unstable();
            seen.dedup();
            assert!(seen.len() >= 22, "{scheme:?} {}", seen.len());
        }
    }

    /// The least distance between two lanes' colours, in any scheme.
    fn least_distance(palette: &Palette, lanes: u16) -> f64 {
        let pairs = (0..lanes).flat_map(|one| (0..one).map(move |other| (one, other)));
        let distances = pairs.flat_map(|(one, other)| {
            Scheme::ALL.map(|scheme| {
                let [one, other] = [one, other].map(|at| palette.color(Ink::Lane(at), scheme));
                one.distance(other)
            })
        });
        distances.fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn no_automatic_colour_is_nearly_one_that_is_given() {
        assert!(least_distance(&Palette::new(&vec![None; 6], &[]), 6) >= APART);
        // The first hue, and one that a reader takes for the second.
        for color in ["#1d5fa6", "#2060a0", "#1f6fc0", "#b04a10", "#0b7457"] {
            let given = |at: usize| (0..5).map(move |lane| (lane == at).then(|| color.to_owned()));
            for at in 0..5 {
                let palette = Palette::new(&given(at).collect::<Vec<_>>(), &[]);
                let least = least_distance(&palette, 5);
                assert!(least >= APART, "{color} for lane {at}: {least}");
            }
        }
    }

    #[test]
    fn thousands_of_given_colours_are_told_apart_at_once() {
        let given = |lane: u32| {
            lane.is_multiple_of(2)
                .then(|| format!("#{:06x}", lane * 4099))
        };
        let lanes: Vec<Option<String>> = (0..20_000).map(|lane| given(lane % 4000)).collect();
        let palette = Palette::new(&lanes, &[]);
        assert_ne!(
            palette.color(Ink::Lane(0), Scheme::Light),
            palette.color(Ink::Lane(1), Scheme::Light)
        );
    }

    #[test]
    fn hues_far_from_those_given_stay() {
        let plain = Palette::new(&vec![None; 4], &[]);
        let given = Palette::new(&[None, None, Some("#1d5fa6".to_owned()), None], &[]);
        let color = |palette: &Palette, lane| palette.color(Ink::Lane(lane), Scheme::Light);
        assert_eq!(color(&plain, 1), color(&given, 1));
        assert_eq!(color(&plain, 3), color(&given, 3));
        assert_ne!(color(&plain, 0), color(&given, 0));
    }

    proptest! {
        #[test]
        fn an_authors_colour_is_readable_in_every_scheme(r: u8, g: u8, b: u8) {
            let color = Some(Rgb(r, g, b).hex());
            let kind = KindStyle { id: "own", color: color.as_deref() };
            let palette = Palette::new(std::slice::from_ref(&color), &[kind]);
            assert_readable(&palette, Ink::Lane(0));
            assert_readable(&palette, Ink::Kind(0));
        }
    }
}
