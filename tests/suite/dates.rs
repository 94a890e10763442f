//! Phrases in, windows out.

use causeline::compile::compile;
use causeline::date::{Civil, Context, DateOrder, Instant, Meaning, Phrase, Window, Zone};
use causeline::document::NoIncludes;
use causeline::source::Span;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const FACTS: [&str; 4] = ["post", "reply", "war", "withdrawal"];

fn context(as_of: &str) -> Context {
    let numbers: Vec<i64> = as_of.split('-').map(|part| part.parse().unwrap()).collect();
    Context {
        as_of: Some(Civil::midnight(
            numbers[0],
            numbers[1] as u8,
            numbers[2] as u8,
        )),
        ..Context::default()
    }
}

fn resolved(text: &str, context: &Context) -> Result<Meaning, String> {
    let phrase = Phrase::parse(text).map_err(|error| error.message)?;
    phrase
        .resolve(context, &|name| FACTS.contains(&name))
        .map_err(|error| error.message)
}

/// A point as the table writes it: the day alone where it is the edge of one.
fn told(instant: Instant, is_end: bool) -> String {
    let civil = Civil::of(instant);
    let day = if civil.year.abs() > 9999 {
        format!("{:+}-{:02}-{:02}", civil.year, civil.month, civil.day)
    } else if civil.year < 0 {
        format!("-{:04}-{:02}-{:02}", -civil.year, civil.month, civil.day)
    } else {
        format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
    };
    let time = format!("{:02}:{:02}:{:02}", civil.hour, civil.minute, civil.second);
    let edge = if is_end { "23:59:59" } else { "00:00:00" };
    if time == edge {
        day
    } else {
        format!("{day} {time}")
    }
}

fn window(window: Window) -> String {
    match (window.earliest, window.latest) {
        (None, None) => "any time".to_owned(),
        (Some(first), None) => format!("{} or later", told(first, false)),
        (None, Some(last)) => format!("{} or earlier", told(last, true)),
        (Some(first), Some(last)) => {
            let (from, to) = (told(first, false), told(last, true));
            let is_day = from.contains(' ') == to.contains(' ');
            if from == to {
                from
            } else if is_day {
                format!("{from} to {to}")
            } else {
                let full = |text: String, time: &str| {
                    if text.contains(' ') {
                        text
                    } else {
                        format!("{text} {time}")
                    }
                };
                format!("{} to {}", full(from, "00:00:00"), full(to, "23:59:59"))
            }
        }
    }
}

/// A meaning as the table writes it.
fn cell(text: &str, context: &Context) -> String {
    match resolved(text, context) {
        Err(message) => format!("fault: {message}"),
        Ok(meaning) if meaning.start == meaning.end => window(meaning.start),
        Ok(meaning) => format!("{}, until {}", window(meaning.start), window(meaning.end)),
    }
}

/// The rows of the table of date forms that users read.
fn table() -> Vec<[String; 3]> {
    let document = include_str!("../../docs/FORMAT.md");
    let rows = document
        .lines()
        .skip_while(|line| !line.starts_with("| Written"));
    rows.skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            assert_eq!(cells.len(), 3, "{line}");
            [cells[0].trim_matches('`'), cells[1], cells[2]].map(str::to_owned)
        })
        .collect()
}

#[test]
fn the_published_table_holds() {
    let contexts = [context("2025-09-21"), context("2024-02-29")];
    let rows = table();
    assert!(rows.len() > 80, "the table has {} rows", rows.len());
    let mut wrong = String::new();
    for [text, first, second] in &rows {
        let got = [cell(text, &contexts[0]), cell(text, &contexts[1])];
        let second = if second == "same" { first } else { second };
        if (&got[0], &got[1]) != (first, second) {
            let second = if got[0] == got[1] { "same" } else { &got[1] };
            let _ = writeln!(wrong, "| `{text}` | {} | {second} |", got[0]);
        }
    }
    assert!(wrong.is_empty(), "the table should say:\n{wrong}");
}

/// The rows of a table of the format's document, from its first heading.
fn rows_of(heading: &str) -> Vec<Vec<&'static str>> {
    let document = include_str!("../../docs/FORMAT.md");
    document
        .lines()
        .skip_while(|line| !line.starts_with(heading))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

/// The facts that the table of relations measures from, as the document gives
/// them, with a fact more.
fn measured(phrase: &str) -> String {
    let document = include_str!("../../docs/FORMAT.md");
    let file = document
        .split("```yaml\n")
        .find(|text| text.starts_with("title: Facts to measure from"))
        .and_then(|text| text.split("```").next())
        .expect("the document gives the facts");
    format!("{file}  told: {{ when: \"{phrase}\", what: The phrase }}\n")
}

#[test]
fn the_published_table_of_relations_holds() {
    let rows = rows_of("| Measured");
    assert!(rows.len() > 20, "the table has {} rows", rows.len());
    let mut wrong = String::new();
    for row in &rows {
        let [written, means] = row.as_slice() else {
            panic!("a row of two cells: {row:?}");
        };
        let phrase = written.trim_matches('`');
        let compiled = compile("measured.yaml", measured(phrase).into(), &mut NoIncludes);
        assert!(
            !compiled.is_faulty(),
            "{phrase}: {:?}",
            compiled.diagnostics()
        );
        let told = compiled.graph().fact("told").unwrap();
        let bounds = compiled.schedule().bounds(told);
        let got = if bounds.start == bounds.end {
            window(bounds.start)
        } else {
            format!("{}, until {}", window(bounds.start), window(bounds.end))
        };
        if got != *means {
            let _ = writeln!(wrong, "| {written} | {got} |");
        }
    }
    assert!(wrong.is_empty(), "the table should say:\n{wrong}");
}

#[test]
fn the_document_names_every_field_and_every_lint() {
    let document = include_str!("../../docs/FORMAT.md");
    let words: BTreeSet<&str> = document
        .split(|letter: char| !(letter.is_alphanumeric() || "_-".contains(letter)))
        .collect();
    let schema = serde_json::from_str(&causeline::document::schema()).unwrap();
    let mut fields = BTreeSet::new();
    gather(&schema, &mut fields);
    assert!(fields.len() > 30, "{fields:?}");
    let lints = causeline::lint::Lint::ALL.iter();
    let lints = lints.flat_map(|lint| [lint.name(), lint.code().0]);
    for name in fields.iter().map(String::as_str).chain(lints) {
        assert!(words.contains(name), "`{name}` is not told");
    }
}

/// The names of all properties of a schema.
fn gather(schema: &serde_json::Value, fields: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(|one| one.as_object()) {
        fields.extend(properties.keys().cloned());
    }
    match schema {
        serde_json::Value::Object(all) => all.values().for_each(|one| gather(one, fields)),
        serde_json::Value::Array(all) => all.iter().for_each(|one| gather(one, fields)),
        _ => {}
    }
}

#[test]
fn every_form_prints_to_a_form_that_reads_the_same() {
    for [text, ..] in table() {
        let Ok(phrase) = Phrase::parse(&text) else {
            continue;
        };
        let printed = phrase.to_string();
        assert_eq!(
            Phrase::parse(&printed).as_ref(),
            Ok(&phrase),
            "`{text}` prints as `{printed}`"
        );
    }
}

/// The day on which a phrase begins, counted from each day of the week of
/// Monday 15 to Sunday 21 September 2025.
fn days(text: &str) -> Vec<u8> {
    let day = |from: u8| {
        let context = context(&format!("2025-09-{from}"));
        let start = resolved(text, &context).unwrap().start.earliest.unwrap();
        Civil::of(start).day
    };
    (15..=21).map(day).collect()
}

#[test]
fn weekends_count_from_every_day_of_the_week() {
    assert_eq!(days("next weekend"), [20, 20, 20, 20, 20, 27, 27]);
    assert_eq!(days("last weekend"), [13, 13, 13, 13, 13, 13, 13]);
    assert_eq!(days("this weekend"), [20; 7]);
    assert_eq!(days("Friday of last week"), [12; 7]);
    assert_eq!(days("tonight"), [15, 16, 17, 18, 19, 20, 21]);
    assert_eq!(days("last night"), [14, 15, 16, 17, 18, 19, 20]);
}

/// The nearest Saturday not after each day of one week, and its relatives.
#[test]
fn weekdays_count_from_every_day_of_the_week() {
    assert_eq!(days("Saturday"), [13, 13, 13, 13, 13, 20, 20]);
    assert_eq!(days("last Saturday"), [13, 13, 13, 13, 13, 13, 20]);
    assert_eq!(days("this Saturday"), [20, 20, 20, 20, 20, 20, 20]);
    assert_eq!(days("next Saturday"), [20, 20, 20, 20, 20, 27, 27]);
    assert_eq!(days("Saturday night"), [13, 13, 13, 13, 13, 20, 20]);
    assert_eq!(days("this week"), [15; 7]);
    assert_eq!(days("last week"), [8; 7]);
}

#[test]
fn day_and_month_follow_the_order_that_the_file_tells() {
    let ordered = |order| Context {
        order: Some(order),
        ..context("2025-09-21")
    };
    assert_eq!(
        cell("03/04/2021", &ordered(DateOrder::DayFirst)),
        "2021-04-03"
    );
    assert_eq!(
        cell("03/04/2021", &ordered(DateOrder::MonthFirst)),
        "2021-03-04"
    );
    assert_eq!(cell("12/11", &ordered(DateOrder::DayFirst)), "2024-11-12");
    assert_eq!(cell("12/11", &ordered(DateOrder::MonthFirst)), "2024-12-11");
    assert_eq!(
        cell("13/04/2021", &ordered(DateOrder::MonthFirst)),
        "fault: there is no month 13: the file says `date_order: mdy`"
    );
}

#[test]
fn clocks_that_were_changed_are_told() {
    let berlin = Context {
        zone: Zone::named("Europe/Berlin").unwrap(),
        ..context("2025-09-21")
    };
    assert_eq!(
        cell("2025-03-30 02:30", &berlin),
        "fault: this time never was in Europe/Berlin: clocks were set forward over it"
    );
    assert_eq!(
        cell("2025-10-26 02:30", &berlin),
        "2025-10-26 00:30:00 to 2025-10-26 01:30:59"
    );
    assert_eq!(
        cell("2025-10-26", &berlin),
        "2025-10-25 22:00:00 to 2025-10-26 22:59:59"
    );
}

#[test]
fn turns_of_letters_and_pleadings_say_what_shorter_words_say() {
    let context = context("2025-09-21");
    for (written, plain) in [
        ("on or about 3 March 2025", "about 3 March 2025"),
        (
            "from in or around May 2024 to 3 June 2025",
            "from about May 2024 to 3 June 2025",
        ),
        ("two days prior to reply", "two days before reply"),
        ("prior to reply", "before reply"),
        (
            "not less than 3 days before reply",
            "at least 3 days before reply",
        ),
        (
            "no fewer than 3 days after reply",
            "at least 3 days after reply",
        ),
        (
            "not more than 3 days after reply",
            "at most 3 days after reply",
        ),
        ("12 noon on 3 March 2025", "noon on 3 March 2025"),
        ("~5 minutes after post", "about 5 minutes after post"),
        ("~20 years ago", "about 20 years ago"),
        ("14 days after the date of reply", "14 days after reply"),
        ("after the day of the reply", "after reply"),
    ] {
        let mut both = [written, plain].map(|text| resolved(text, &context).expect(text));
        // The words before it move the place of a name, not what is said of it.
        for (_, place) in both.iter_mut().flat_map(|meant| &mut meant.anchors) {
            *place = Span::new(0, 0);
        }
        assert_eq!(both[0], both[1], "{written}");
    }
}

#[test]
fn relative_phrases_need_a_day_to_count_from() {
    for text in [
        "Saturday",
        "last week",
        "3 days ago",
        "15 July",
        "today",
        "14:30",
    ] {
        let message = resolved(text, &Context::default()).unwrap_err();
        assert!(message.contains("counted from"), "{text}: {message}");
    }
    assert!(resolved("July 2021", &Context::default()).is_ok());
}

/// Every fault points at the words that it is about.
#[test]
fn faults_point_at_the_words() {
    let cases = [
        ("15 Febuary 2021", "Febuary", Some("February")),
        ("after 2025-02-30", "2025-02-30", None),
        (
            "2021-07-15 14:30 Europe/Berln",
            "Europe/Berln",
            Some("Europe/Berlin"),
        ),
        ("from July 2021 to Agust 2021", "Agust", Some("August")),
        ("within 3 dys of post", "3", None),
        ("for 3 hours form 14:30", "form", None),
        ("14:75 Saturday", "14:75", None),
        ("5 May 2024 10.30", "10.30", Some("10:30")),
        ("5 May 2024 10:30 London", "London", Some("Europe/London")),
        ("10:30 Passover Monday 1916", "Passover", None),
        ("the morning after leak", "morning", None),
        ("same day as hearing at 4 pm", "4 pm", None),
        ("4pm on the Monday before 15 July 2021", "4pm", None),
        ("5 May 2024 10:30 BST", "BST", None),
        ("a few days after post", "a few days", None),
        ("several weeks ago", "several weeks", None),
        ("the start of outage", "the start of outage", None),
        ("4pm on the day before hearing", "4pm", None),
        ("the Monday before hearing at 16:00", "16:00", None),
        ("by 4pm 7 days before hearing", "4pm", None),
        ("5 to 2 days after post", "5 to 2 days", None),
        ("the Friday before", "before", None),
        ("between 2 and 3 days after", "after", None),
    ];
    for (text, words, replacement) in cases {
        let error = Phrase::parse(text).unwrap_err();
        assert_eq!(
            &text[error.span.start..error.span.end],
            words,
            "{text}: {error}"
        );
        assert_eq!(error.replacement.as_deref(), replacement, "{text}: {error}");
        assert!(error.help.is_some(), "{text}: {error}");
    }
}

#[test]
fn a_phrase_of_nothing_but_faults_is_refused_at_once() {
    const FAULTS: [&str; 11] = [
        "0930 hrs",
        "14:30 still morning eve of Mai",
        "abuot",
        "between a and",
        "from 5 May to",
        "14h30",
        "pre-1914 ongoing",
        "the morning after",
        "Mai, um 0930 hrs",
        "w/c 18th c. to date",
        "the eve of the eve of 14:30",
    ];
    // Were every other wording of such a phrase corrected in turn, none of these would end.
    for fault in FAULTS {
        for last in ["", " 1990", " x"] {
            let count = (390 - last.len()) / (fault.len() + 1);
            let phrase = vec![fault; count].join(" ") + last;
            assert!(Phrase::parse(&phrase).is_err(), "{phrase}");
        }
    }
}

#[test]
fn a_slash_behind_grouped_digits_is_read_or_refused() {
    let context = context("2025-09-21");
    for (phrase, told) in [
        ("1,000/2", "fault: `1,000` alone is no date"),
        ("5,000/2,", "fault: `5,000` alone is no date"),
        ("10,000/2021-05-05", "fault: `10,000` alone is no date"),
    ] {
        assert_eq!(cell(phrase, &context), told, "{phrase}");
    }
}

/// Letters for a zone are told with the zones that they can be, each of which has that
/// offset at some time of the year.
#[test]
fn letters_of_zones_name_what_they_can_be() {
    for (letters, zones) in [
        ("BST", &["`+01:00` or `Europe/London`", "`Asia/Dhaka`"][..]),
        ("EST", &["`-05:00` or `America/New_York`"]),
        (
            "IST",
            &["`Asia/Kolkata`", "`Europe/Dublin`", "`Asia/Jerusalem`"],
        ),
    ] {
        let error = Phrase::parse(&format!("5 May 2024 10:30 {letters}")).unwrap_err();
        let help = error.help.expect("what to write");
        assert!(
            zones.iter().all(|zone| help.contains(zone)),
            "{letters}: {help}"
        );
        assert!(!help.contains("Los_Angeles"), "{letters}: {help}");
        let named = help.split('`').skip(1).step_by(2).collect::<Vec<_>>();
        for pair in named.chunks(2) {
            let [offset, zone] = pair else {
                panic!("{help}")
            };
            let zone = Zone::named(zone).expect(zone);
            let has = |month| zone.offset_seconds(zone.midnight(2024, month, 15));
            let offset = Phrase::parse(&format!("2024-01-15 00:00{offset}")).unwrap();
            let meant = offset
                .resolve(&Context::default(), &|_| false)
                .unwrap()
                .zone;
            let seconds = meant.offset_seconds(zone.midnight(2024, 1, 15));
            assert!(
                (1..=12).any(|month| has(month) == seconds),
                "{letters}: {help}"
            );
        }
    }
}

/// Phrases of forms that the generator does not make up.
const WRITTEN: &[&str] = &[
    "Saturday night",
    "last summer",
    "156X",
    "[1667..1760]",
    "Q3 2021",
    "~2001-21",
    "2021-07?",
    "tonight",
    "Y17E7",
    "2020-W53",
    "12/11/2021",
    "the late 1990s",
    "noon on 5 May 2020",
    "2 pm today",
    "1950S2",
    "late Saturday night",
    "before the end of the year",
    "until the end of `may`",
    "2 days after the start of may",
    "from the start of war until reply ended",
    "in the early hours of Sunday",
    "the night of 20 to 21 September 2025",
    "Friday of last week",
    "the 15th",
    "the 31st of last month",
    "earlier this week",
    "over 20 years ago",
    "two and a half years ago",
    "half an hour ago",
    "a couple of days ago",
    "for two weeks in July 2021",
    "throughout 2021",
    "July or August 2021",
    "2021 or later",
    "Monday 9am–5pm",
    "2 to 4 pm on Saturday",
    "15-17 July 2021",
    "1000–44 BC",
    "5th–4th century BC",
    "252–201 million years ago",
    "12,900 BP",
    "5430 BP",
    "first half of the 20th century",
    "second half of July 2021",
    "winter 2020/21",
    "2021-1X",
    "2021-07-1X",
    "2021-W05-3",
    "07/2021",
    "15-Jul-2021",
    "12-11-2021",
    "20 September 2025 at 14.30",
    "Saturday at 2:30 pm (Asia/Kabul)",
    "c.1200",
    "the last quarter of 2020",
    "29 February",
    "southern spring",
    "2001-29",
    "2001-37",
    "in the past week",
    "for the past 3 days",
    "this past Saturday",
    "by the end of the year",
    "the first Monday of July 2021",
    "the last day of 2021",
    "up to two years ago",
    "the Friday before 13 March 2026",
    "the week after 13 March 2026",
    "between 2 and 5 months after 13 March 2026",
];

fn any_phrase() -> impl Strategy<Value = String> {
    let year = prop_oneof![1_i64..9999, Just(2021), Just(1)];
    let month = prop::sample::select(vec![
        "January", "Feb", "March", "may", "July", "Sept", "December",
    ]);
    let day = 1_u8..=28;
    let point = prop_oneof![
        year.clone().prop_map(|year| format!("{year:04}")),
        (year.clone(), 1_u8..=41).prop_map(|(year, month)| format!("{year:04}-{month:02}")),
        (day, month.clone(), year.clone())
            .prop_map(|(day, month, year)| format!("{day} {month} {year:04}")),
        (month, year.clone()).prop_map(|(month, year)| format!("early {month} {year:04}")),
        (1_i64..4000).prop_map(|year| format!("{year} BCE")),
        (1_i64..30).prop_map(|century| format!("{century}th century")),
        (1_i64..30).prop_map(|count| format!("{count} days ago")),
        (1_i64..4000).prop_map(|count| format!("{count} million years ago")),
        (1_i64..4000).prop_map(|count| format!("{}.{:02} Ga", count / 1000, count % 100)),
        (0_u8..24, 0_u8..60).prop_map(|(hour, minute)| format!("Saturday {hour:02}:{minute:02}")),
        (year, 0_u8..24)
            .prop_map(|(year, hour)| format!("{year:04}-03-04T{hour:02}:00:09.5+04:30")),
        prop::sample::select(WRITTEN).prop_map(str::to_owned),
    ];
    let edge = prop_oneof![
        point.clone(),
        prop::sample::select(FACTS.to_vec()).prop_map(str::to_owned),
        Just("`a name`".to_owned())
    ];
    let length = prop::sample::select(vec![
        "3 hours",
        "about 20 years",
        "exactly 2 days",
        "half a year",
        "1.5 hours",
        "1 hour 30 minutes",
        "at least 2 weeks",
        "90s",
        "up to ten minutes",
        "two and a half years",
        "a fortnight",
        "2 million years",
        "over 3 decades",
        "half a century",
    ]);
    prop_oneof![
        point.clone(),
        (edge.clone(), edge.clone()).prop_map(|(from, to)| format!("from {from} to {to}")),
        (point.clone(), point).prop_map(|(from, to)| format!("{from}..{to}")),
        (length.clone(), edge.clone())
            .prop_map(|(length, edge)| format!("for {length} until {edge}")),
        (length.clone(), edge.clone()).prop_map(|(length, edge)| format!("{length} after {edge}")),
        (length, edge.clone()).prop_map(|(length, edge)| format!("within {length} of {edge}")),
        (edge.clone(), edge.clone()).prop_map(|(one, other)| format!("between {one} and {other}")),
        (edge.clone(), edge.clone())
            .prop_map(|(one, other)| format!("after {one} and before {other}")),
        edge.clone()
            .prop_map(|edge| format!("no later than {edge}")),
        edge.clone()
            .prop_map(|edge| format!("the Tuesday before {edge}")),
        edge.clone()
            .prop_map(|edge| format!("2 to 5 weeks after {edge}")),
        edge.clone()
            .prop_map(|edge| format!("the month after {edge}")),
        edge.prop_map(|edge| format!("same day as {edge}")),
    ]
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_the_same(text in any_phrase()) {
        if let Ok(phrase) = Phrase::parse(&text) {
            let printed = phrase.to_string();
            prop_assert_eq!(Phrase::parse(&printed), Ok(phrase), "`{}` prints as `{}`", text, printed);
        }
    }

    #[test]
    fn a_year_and_a_length_stay_apart_in_print(year in 1_u16..3000, length in 1_u16..40) {
        let text = format!("{year:04}..over {length} years ago");
        let phrase = Phrase::parse(&text).expect("it is a span");
        let printed = phrase.to_string();
        prop_assert_eq!(Phrase::parse(&printed), Ok(phrase), "`{}`", printed);
    }

    #[test]
    fn windows_are_never_upside_down(text in any_phrase(), days in 0_i64..40_000) {
        let context = Context {
            as_of: Some(Civil::of(Instant::from_nanoseconds(i128::from(days) * 86_400_000_000_000))),
            ..Context::default()
        };
        if let Ok(meaning) = resolved(&text, &context) {
            for window in [meaning.start, meaning.end] {
                if let (Some(first), Some(last)) = (window.earliest, window.latest) {
                    prop_assert!(first <= last, "{}: {:?}", text, window);
                }
            }
        }
    }

    #[test]
    fn no_words_break_the_grammar(text in "[-0-9a-zA-Z.,/:~?%+'`\\[\\]{} –…]{0,40}") {
        let _ = resolved(&text, &context("2025-09-21"));
    }

    #[test]
    fn no_letters_break_the_grammar(text in "\\PC{0,24}") {
        if let Err(error) = Phrase::parse(&text) {
            prop_assert!(text.get(error.span.start..error.span.end).is_some(), "{}", error);
        }
    }
}
