//! Brackets over the axis: which stretches have one scale, and what they are
//! called.

use super::axis::Knot;
use super::facts::DAY;
use super::lettering::Lettering;
use super::measure::width;
use super::steps::{Step, Unit};
use super::ticks::{COLUMN, Labelled};
use super::wording::about;

/// A stretch without a tick that is wider has a bracket of its own.
pub(super) const SLIVER: f64 = 30.0;
/// From so many times the scale of its neighbour on, a stretch of the same
/// unit has a bracket of its own.
pub(super) const CHANGE: f64 = 1.5;
/// Clear space beside the words over a bracket, both sides together.
const CLEAR: f64 = 12.0;

/// From so many seconds on, ten thousand years, a stretch is one of ages.
const AGE: f64 = 1e4 * 365.2425 * DAY;

/// What columns count as.
pub(super) const COLUMN_STEP: Step = Step {
    unit: Unit::Day,
    count: 1,
};

/// A stretch of the axis with one scale.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) from: Knot,
    pub(super) to: Knot,
    /// The step of its ticks, if it has any.
    pub(super) step: Option<Step>,
}

impl Piece {
    /// Pixels for a second.
    pub(super) fn density(&self) -> f64 {
        self.width() / self.lasts()
    }

    /// The unit of its ticks; none where it is less than half of one: what is seen of a
    /// day may be seconds.
    fn unit(&self) -> Option<&'static str> {
        let step = self.step.filter(|step| step.seconds() < 2.0 * self.lasts());
        step.map(family)
    }

    /// Its length in pixels.
    pub(super) fn width(&self) -> f64 {
        self.to.position - self.from.position
    }

    /// Its length in seconds.
    pub(super) fn lasts(&self) -> f64 {
        self.to.seconds - self.from.seconds
    }
}

/// A bracket before it has words.
struct Bracket {
    /// The stretch under it; its step is that of its ticks.
    piece: Piece,
    /// Pixels for a second in that stretch's first part.
    density: f64,
}

impl Bracket {
    fn unit(&self) -> Option<&'static str> {
        self.piece.unit()
    }

    /// Whether it is over a day or less, though its ticks are days.
    fn is_within_a_day(&self) -> bool {
        self.unit() == Some(family(COLUMN_STEP)) && self.piece.lasts() < 1.25 * DAY
    }

    /// Whether a stretch that follows has a scale that a reader cannot tell from the
    /// bracket's, or days each of which is seen to be as wide as it is.
    fn goes_on(&self, next: &Piece) -> bool {
        let (density, unit) = (next.density(), next.unit());
        let near = density.max(self.density) < CHANGE * density.min(self.density);
        let is_of_days = |piece: &Piece| piece.lasts() > 0.5 * DAY;
        let is_wide = |density: f64| density * DAY >= COLUMN;
        let are_columns = unit == Some(family(COLUMN_STEP))
            && [&self.piece, next].into_iter().all(is_of_days)
            && [self.density, density].into_iter().all(is_wide);
        self.unit() == unit && (near || are_columns)
    }
}

/// A bracket over every stretch that has a scale of its own, named by the unit
/// of its ticks. Neighbours whose scales hardly differ share one. Where
/// neighbours have the same unit, brackets of that unit say instead how much
/// time they are, as do those of stretches without ticks: with its length on the
/// page that tells the scale.
pub(super) fn brackets(pieces: &[Piece]) -> Vec<Labelled> {
    let brackets = gathered(pieces);
    let units = brackets.iter().map(|bracket| {
        let unit = bracket.unit();
        unit.filter(|_| !bracket.is_within_a_day())
    });
    let units: Vec<Option<&str>> = units.collect();
    let has_room = |at: usize, unit: &str| {
        let room = brackets[at].piece.width() - CLEAR;
        !fitting([unit.to_owned()], room).is_empty()
    };
    // The units that a reader would see side by side.
    let seen: Vec<&str> = (0..units.len())
        .filter_map(|at| units[at].filter(|unit| has_room(at, unit)))
        .collect();
    let pairs = seen.windows(2).filter(|pair| pair[0] == pair[1]);
    let repeated: Vec<&str> = pairs.map(|pair| pair[0]).collect();
    let mut last = String::new();
    brackets
        .iter()
        .map(|bracket| {
            let piece = bracket.piece;
            let room = piece.width() - CLEAR;
            // Of one day or a part of it hours are told, and no days.
            let unit = bracket.unit().filter(|_| !bracket.is_within_a_day());
            let named = unit.map(|unit| fitting([unit.to_owned()], room));
            let is_repeated = unit.is_none_or(|unit| repeated.contains(&unit));
            let length = fitting(lengths(piece.lasts()), room);
            let text = match named {
                Some(unit) if !is_repeated => unit,
                // Ages are no years that a reader could count.
                Some(unit) if length.is_empty() && last != unit && piece.lasts() < AGE => unit,
                _ => length,
            };
            if !text.is_empty() {
                last.clone_from(&text);
            }
            Labelled {
                from: piece.from.position,
                to: piece.to.position,
                middle: f64::midpoint(piece.from.position, piece.to.position),
                text,
            }
        })
        .collect()
}

/// The brackets from left to right.
fn gathered(pieces: &[Piece]) -> Vec<Bracket> {
    let mut brackets: Vec<Bracket> = Vec::new();
    // Where a narrow stretch without a tick began, before one that has some.
    let mut pending: Option<(Knot, Knot)> = None;
    for piece in pieces {
        let follows = |end: Knot| (piece.from.position - end.position).abs() < 0.5;
        let last = brackets.last_mut().filter(|last| follows(last.piece.to));
        // What is too narrow for a tick goes with its neighbour.
        if piece.step.is_none() && piece.width() < SLIVER {
            if let Some(last) = last {
                last.piece.to = piece.to;
            } else {
                let start = pending.filter(|before| follows(before.1));
                pending = Some((start.map_or(piece.from, |before| before.0), piece.to));
            }
            continue;
        }
        let density = piece.density();
        if let Some(last) = last
            && last.goes_on(piece)
        {
            last.piece.to = piece.to;
            continue;
        }
        let start = pending.take().filter(|before| follows(before.1));
        brackets.push(Bracket {
            piece: Piece {
                from: start.map_or(piece.from, |before| before.0),
                ..*piece
            },
            density,
        });
    }
    brackets
}

/// How a bracket says how much time it is, from the longest words to the
/// shortest.
fn lengths(seconds: f64) -> [String; 4] {
    let words = about(seconds).to_uppercase();
    let short = words
        .replace("BILLION YEARS", "BN YEARS")
        .replace("MILLION YEARS", "M YEARS");
    let least = short.replace("YEARS", "YRS");
    [format!("≈ {words}"), format!("≈ {short}"), short, least]
}

/// The first text that has room; none where none has.
fn fitting<const COUNT: usize>(texts: [String; COUNT], room: f64) -> String {
    let style = Lettering::Unit.text_style();
    let mut texts = texts.into_iter();
    texts
        .find(|text| width(text, style) <= room)
        .unwrap_or_default()
}

/// The name of a unit over its bracket.
fn family(step: Step) -> &'static str {
    match step.unit {
        Unit::Year => "YEARS",
        Unit::Month => "MONTHS",
        Unit::Day if step.count == 7 => "WEEKS",
        Unit::Day => "DAYS",
        Unit::Hour => "HOURS",
        Unit::Minute => "MINUTES",
        Unit::Second => "SECONDS",
        Unit::Millisecond => "MILLISECONDS",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: Option<Step> = Some(COLUMN_STEP);
    const MONTHS: Option<Step> = Some(Step {
        unit: Unit::Month,
        count: 1,
    });

    /// The brackets over stretches of so many days and pixels.
    fn over(stretches: &[(f64, f64, Option<Step>)]) -> Vec<(f64, f64, String)> {
        let mut end = Knot {
            seconds: 0.0,
            position: 0.0,
        };
        let mut pieces = Vec::new();
        for (days, pixels, step) in stretches {
            let from = end;
            end.seconds += days * DAY;
            end.position += pixels;
            pieces.push(Piece {
                from,
                to: end,
                step: *step,
            });
        }
        let brackets = brackets(&pieces).into_iter();
        let told = brackets.map(|bracket| (bracket.from, bracket.to, bracket.text));
        told.collect()
    }

    fn words(stretches: &[(f64, f64, Option<Step>)]) -> Vec<String> {
        let brackets = over(stretches).into_iter();
        brackets.map(|(.., text)| text).collect()
    }

    #[test]
    fn units_that_differ_name_their_brackets() {
        let found = words(&[(90.0, 200.0, MONTHS), (3.0, 300.0, DAYS)]);
        assert_eq!(found, ["MONTHS", "DAYS"]);
    }

    #[test]
    fn neighbours_of_one_unit_tell_how_long_they_are() {
        let found = words(&[(90.0, 200.0, MONTHS), (540.0, 300.0, MONTHS)]);
        assert_eq!(found, ["≈ 3 MONTHS", "≈ 18 MONTHS"]);
        // One too narrow for words between them changes nothing.
        let found = words(&[
            (90.0, 200.0, MONTHS),
            (1.0, 35.0, DAYS),
            (540.0, 300.0, MONTHS),
        ]);
        assert_eq!(found, ["≈ 3 MONTHS", "", "≈ 18 MONTHS"]);
    }

    #[test]
    fn a_narrow_bracket_between_ages_is_not_called_years() {
        const AGES: Option<Step> = Some(Step {
            unit: Unit::Year,
            count: 1_000_000,
        });
        let years = |count: f64| count * 365.2425;
        let found = words(&[
            (years(9e9), 75.0, AGES),
            (years(115e6), 200.0, AGES),
            (years(5e6), 50.0, AGES),
            (years(400e6), 300.0, AGES),
        ]);
        assert!(!found.iter().any(|text| text == "YEARS"), "{found:?}");
    }

    #[test]
    fn neighbours_of_nearly_one_scale_share_a_bracket() {
        let found = over(&[(90.0, 200.0, MONTHS), (90.0, 220.0, MONTHS)]);
        assert_eq!(found, [(0.0, 420.0, "MONTHS".to_owned())]);
    }

    #[test]
    fn days_of_far_scales_share_a_bracket_only_where_each_is_seen() {
        let found = over(&[(2.0, 300.0, DAYS), (2.0, 900.0, DAYS)]);
        assert_eq!(found, [(0.0, 1200.0, "DAYS".to_owned())]);
        let found = words(&[(0.01, 100.0, DAYS), (2.0, 900.0, DAYS)]);
        assert_eq!(found, ["14 MINUTES", "DAYS"]);
        let found = words(&[(4.0, 900.0, DAYS), (9.0, 300.0, DAYS)]);
        assert_eq!(found, ["≈ 4 DAYS", "≈ 9 DAYS"]);
    }

    #[test]
    fn a_part_of_a_day_is_not_called_days() {
        let found = words(&[(90.0, 200.0, MONTHS), (0.75, 300.0, DAYS)]);
        assert_eq!(found, ["MONTHS", "≈ 18 HOURS"]);
        let found = words(&[(90.0, 200.0, MONTHS), (1.0, 300.0, DAYS)]);
        assert_eq!(found, ["MONTHS", "≈ 24 HOURS"]);
        let found = words(&[(0.75, 300.0, DAYS), (0.75, 300.0, DAYS)]);
        assert_eq!(found, ["DAYS"]);
    }

    #[test]
    fn a_stretch_without_ticks_tells_how_long_it_is() {
        let found = words(&[(90.0, 200.0, MONTHS), (2.3, 118.0, None)]);
        assert_eq!(found, ["MONTHS", "≈ 2 DAYS"]);
    }

    #[test]
    fn a_sliver_goes_with_its_neighbour() {
        let found = over(&[(90.0, 200.0, MONTHS), (0.1, 20.0, None)]);
        assert_eq!(found, [(0.0, 220.0, "MONTHS".to_owned())]);
    }

    #[test]
    fn thousands_of_years_are_told_to_three_digits() {
        let years = |count: f64| words(&[(count * 365.2425, 300.0, None)]).remove(0);
        assert_eq!(years(384_892.0), "≈ 385,000 YEARS");
        assert_eq!(years(2141.0), "≈ 2140 YEARS");
        assert_eq!(years(902.0), "≈ 902 YEARS");
    }

    #[test]
    fn long_words_are_shortened_to_their_bracket() {
        let years = 365.2425;
        let found = |room: f64| words(&[(9.1e9 * years, room, None)]).remove(0);
        assert_eq!(found(220.0), "≈ 9.1 BILLION YEARS");
        assert_eq!(found(140.0), "≈ 9.1 BN YEARS");
        assert_eq!(found(95.0), "9.1 BN YRS");
        assert_eq!(found(50.0), "");
    }
}
