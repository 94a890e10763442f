//! The words that can stand in a temporal expression or tell how to read one.

use crate::date::vocabulary::{MONTHS, ORDINALS, SMALL, TENS, Unit, WEEKDAYS, unit};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A number with more than nine digits.
pub(super) const TOO_LARGE: Word = Word::Digits {
    number: u32::MAX,
    digits: 0,
};

/// What a token can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A word that dates have no use for.
    Other,
    /// A punctuation mark.
    Mark,
    /// A run of digits: its number, and how many digits it has; none where
    /// commas group them or there are more than nine.
    Digits { number: u32, digits: u8 },
    /// From 1; a name such as “Oct” is short.
    Month { month: u8, short: bool },
    /// 0 for Monday.
    Weekday { day: u8, short: bool },
    /// “week”, “weeks”.
    Unit { unit: Unit, many: bool },
    /// “zero” to “nineteen”.
    Small(u8),
    /// “twenty” to “ninety”.
    Tens(u8),
    /// “hundred”, “thousand”, “million”, “billion”.
    Power(u32),
    /// “first” to “twenty-first”.
    Ordinal(u8),
    /// 0 spring, 1 summer, 2 autumn, 3 winter.
    Season(u8),
    /// A part of the day.
    Part(DayPart),
    /// A word that a rule asks for by its letters.
    Known,
    /// A verb in a form that only the past has.
    PastVerb,
    /// The same, of words with which no expression begins.
    Link,
}

/// The parts of the day that TIMEX3 tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// Names of units that the language of event files does not have, or only in
/// one form.
const UNITS: [&str; 26] = [
    "second",
    "seconds",
    "sec",
    "secs",
    "minute",
    "minutes",
    "min",
    "mins",
    "hour",
    "hours",
    "hr",
    "hrs",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "decade",
    "decades",
    "century",
    "centuries",
];

const PARTS: [(&str, DayPart); 19] = [
    ("morning", DayPart::Morning),
    ("mornings", DayPart::Morning),
    ("dawn", DayPart::Morning),
    ("sunrise", DayPart::Morning),
    ("daybreak", DayPart::Morning),
    ("midmorning", DayPart::Morning),
    ("midday", DayPart::Midday),
    ("afternoon", DayPart::Afternoon),
    ("afternoons", DayPart::Afternoon),
    ("midafternoon", DayPart::Afternoon),
    ("evening", DayPart::Evening),
    ("evenings", DayPart::Evening),
    ("dusk", DayPart::Evening),
    ("sunset", DayPart::Evening),
    ("sundown", DayPart::Evening),
    ("nightfall", DayPart::Evening),
    ("night", DayPart::Night),
    ("nights", DayPart::Night),
    ("daytime", DayPart::Daytime),
];

/// Words that rules ask for by their letters.
/// Irregular verbs in the past; the regular ones end in “-ed”.
const PAST_VERBS: &str = "was were had did said told met made took came went gave became began \
    held sold bought won lost left fell rose paid found got ran led brought felt kept thought wrote \
    spoke broke struck shot spent sent built grew knew saw drew threw flew drove rode chose woke \
    stood understood caught taught fought sought hung swore tore wore beat bore froze stole sank \
    swam sang rang dug stuck slid swung shook blew hid lay arose withdrew overthrew overtook forgot \
    forgave undertook died fled sued lied tied swept slept crept wept fed bled sped dealt lent bent \
    lit sprang shrank spun rebuilt resold oversaw upheld withheld foresaw overran";

/// Words that rules ask for but that begin nothing.
const LINKS: &str = "of in on to by for from since until till through and or but between is are \
    be been being has have had do does did done said say says told will would shall might \
    can must should ll wo it which as when while if what who because into not very so there net \
    income than ago hence s o";

/// Words that rules ask for by their letters.
const KNOWN: &str = "a about additional after almost am an annually another approximately \
    around ash at bastille before beginning billion biweekly boxing brief business calendar \
    christmas circa clock close columbus coming comparable consecutive corresponding couple \
    current currently daily daylight daylong distant dozen dozens due during each earlier early \
    easter eighties election end ended ending entire eve every expect expected expects father \
    few fifties final financial fiscal following fy former forties fortnight fortnights full \
    future going good h half halloween holiday hourlong hourly hours hundreds immediate \
    independence just labor last late lately later latest latter least lengthy less like likely little long \
    m many martin may memorial mid midmonth midweek midyear middle midnight moments multi multiyear monthlong monthly more most mother \
    mth mths nd near nearly new next nightly nineties nite no noon now nowadays old once only \
    other over overnight p palm passing past patrick per period plan planned plans pm preceding \
    present presently presidents previous previously prior q quarterly rd recent recently \
    remaining right roughly same scheduled semiannually set seventies several short single sixties slated \
    some someday soon st start straight successive supposed tdy tens term th thanksgiving that the \
    these thirties this those thousands time times tmr tmrw today tomo tomorow tomorrow tonight \
    tonite trading trmw twenties twice under up upcoming valentine veterans was weekend \
    weekends weeklong weekly well were whole within wk wks working xmas yday yearlong yearly \
    yesterday yr yrs";

impl Word {
    /// What a word of text is.
    pub(super) fn of(text: &str) -> Self {
        let mut lower = [0_u8; LONGEST];
        let Some(lower) = lower.get_mut(..text.len()) else {
            return Self::Other;
        };
        lower.copy_from_slice(text.as_bytes());
        lower.make_ascii_lowercase();
        let shape = shape(lower);
        if SHAPES.0[shape.0] & shape.1 == 0 {
            return Self::Other;
        }
        let known = LEXICON.get(&*lower).copied();
        known.unwrap_or(Self::Other)
    }
}

/// The longest word of the lexicon.
const LONGEST: usize = 13;

/// First letter and length: most words of a text have no such pair in common
/// with any of the lexicon.
fn shape(lower: &[u8]) -> (usize, u16) {
    let first = lower.first().copied().unwrap_or(0);
    (usize::from(first & 31), 1 << lower.len())
}

/// Which pairs of first letter and length the lexicon has.
static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let mut shapes = [0_u16; 32];
    for word in words() {
        let (letter, length) = shape(word.0.as_bytes());
        shapes[letter] |= length;
    }
    Shapes(shapes)
});

struct Shapes([u16; 32]);

type Table = HashMap<&'static [u8], Word, BuildHasherDefault<Fnv>>;

static LEXICON: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (text, word) in words() {
        table.entry(text.as_bytes()).or_insert(word);
    }
    table
});

/// Every word; of two that are written the same, the first holds.
fn words() -> Vec<(&'static str, Word)> {
    let mut words = Vec::with_capacity(512);
    words.extend(names());
    let units = UNITS.iter().filter_map(|name| {
        let many = name.ends_with('s') && !name.ends_with("ss");
        Some((
            *name,
            Word::Unit {
                unit: unit(name)?,
                many,
            },
        ))
    });
    words.extend(units);
    words.extend(
        (0..)
            .zip(SMALL)
            .map(|(number, name)| (name, Word::Small(number))),
    );
    words.extend(
        (2..)
            .zip(TENS)
            .map(|(number, name)| (name, Word::Tens(number * 10))),
    );
    let ordinals = (1..).zip(ORDINALS);
    words.extend(ordinals.map(|(number, name)| (name, Word::Ordinal(number))));
    words.extend([
        ("thirtieth", Word::Ordinal(30)),
        ("hundred", Word::Power(100)),
        ("thousand", Word::Power(1_000)),
        ("million", Word::Power(1_000_000)),
        ("billion", Word::Power(1_000_000_000)),
        ("spring", Word::Season(0)),
        ("summer", Word::Season(1)),
        ("autumn", Word::Season(2)),
        ("fall", Word::Season(2)),
        ("winter", Word::Season(3)),
        (
            "millennium",
            Word::Unit {
                unit: Unit::Millennium,
                many: false,
            },
        ),
        (
            "millennia",
            Word::Unit {
                unit: Unit::Millennium,
                many: true,
            },
        ),
    ]);
    words.extend(PARTS.map(|(name, part)| (name, Word::Part(part))));
    words.extend(
        PAST_VERBS
            .split_whitespace()
            .map(|name| (name, Word::PastVerb)),
    );
    words.extend(LINKS.split_whitespace().map(|name| (name, Word::Link)));
    words.extend(KNOWN.split_whitespace().map(|name| (name, Word::Known)));
    words.retain(|(name, _)| name.len() <= LONGEST);
    words
}

/// Months and weekdays, whole and short.
fn names() -> Vec<(&'static str, Word)> {
    let mut words = Vec::with_capacity(64);
    for (index, name) in (0..).zip(MONTHS) {
        let month = index + 1;
        words.push((
            name,
            Word::Month {
                month,
                short: false,
            },
        ));
        words.push((&name[..3], Word::Month { month, short: true }));
    }
    words.push((
        "sept",
        Word::Month {
            month: 9,
            short: true,
        },
    ));
    for (day, name) in (0..).zip(WEEKDAYS) {
        words.push((name, Word::Weekday { day, short: false }));
        for length in 3..=5.min(name.len() - 3) {
            words.push((&name[..length], Word::Weekday { day, short: true }));
        }
    }
    words
}

/// FNV-1a: short keys, no one to attack the table.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut hash = self.0 ^ 0xcbf2_9ce4_8422_2325;
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case() {
        assert_eq!(
            Word::of("OCTOBER"),
            Word::Month {
                month: 10,
                short: false
            }
        );
        assert_eq!(
            Word::of("Sept"),
            Word::Month {
                month: 9,
                short: true
            }
        );
        assert_eq!(
            Word::of("Thurs"),
            Word::Weekday {
                day: 3,
                short: true
            }
        );
        assert_eq!(
            Word::of("weeks"),
            Word::Unit {
                unit: Unit::Week,
                many: true
            }
        );
        assert_eq!(
            Word::of("Century"),
            Word::Unit {
                unit: Unit::Century,
                many: false
            }
        );
        assert_eq!(Word::of("the"), Word::Known);
    }

    #[test]
    fn words_that_tell_no_time_are_not() {
        for word in [
            "",
            "table",
            "internationalisation",
            "März",
            "ſecond",
            "a\u{301}",
        ] {
            assert_eq!(Word::of(word), Word::Other, "{word}");
        }
    }
}
