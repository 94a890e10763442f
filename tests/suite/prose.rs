//! The tagger of running text: the published tables, and what holds for any
//! text.

use causeline::date::{Civil, DateOrder, Phrase};
use causeline::prose::{Basis, Class, Expression, Kind, Options, is_english, tag, timeml};
use proptest::prelude::*;
use std::fmt::Write;

const SUNDAY: Civil = Civil::midnight(2025, 9, 21);

/// An expression as the tables write it.
fn cell(text: &str, found: &[Expression]) -> String {
    let one = |one: &Expression| {
        let span = one.span();
        let mut cell = format!("{} = {}", &text[span.start..span.end], one.value());
        let blur = one.modifier().map(causeline::prose::Modifier::name);
        for part in [blur, one.quant(), one.freq()].into_iter().flatten() {
            let _ = write!(cell, " {part}");
        }
        cell
    };
    let cells: Vec<String> = found.iter().map(one).collect();
    if cells.is_empty() {
        "nothing".to_owned()
    } else {
        cells.join("; ")
    }
}

/// The rows of the table under a heading: construction, sentence, what is found.
fn table(heading: &str) -> Vec<[String; 3]> {
    let document = include_str!("../../docs/PROSE.md");
    let rows = document
        .lines()
        .skip_while(|line| *line != heading)
        .skip_while(|line| !line.starts_with("| Construction"))
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!(cells.len(), 3, "{line}");
        [cells[0], cells[1], cells[2]].map(str::to_owned)
    })
    .collect()
}

fn holds(heading: &str, options: &Options, least: usize) {
    let rows = table(heading);
    assert!(rows.len() >= least, "{heading} has {} rows", rows.len());
    let mut wrong = String::new();
    for [construction, sentence, wanted] in &rows {
        let got = cell(sentence, &tag(sentence, options));
        if got != *wanted {
            let _ = writeln!(wrong, "| {construction} | {sentence} | {got} |");
        }
    }
    assert!(wrong.is_empty(), "the table should say:\n{wrong}");
}

#[test]
fn the_published_table_of_news_holds() {
    holds("## In news", &Options::news(SUNDAY), 110);
}

#[test]
fn the_published_table_of_histories_holds() {
    holds("## In histories", &Options::narrative(SUNDAY), 10);
}

#[test]
fn a_clock_after_days_long_gone_by_has_no_day_for_an_event_file() {
    let fires = [
        (
            "The law passed on 3 May 1990. Rain fell in July. A fire began at 6 p.m.",
            false,
        ),
        (
            "The law passed on 12 September. A fire began at 6 p.m.",
            true,
        ),
        ("A fire began at 6 p.m.", true),
    ];
    for (text, has_day) in fires {
        let found = tag(text, &Options::news(SUNDAY));
        let clock = found.last().expect("a clock");
        assert_eq!(clock.when().is_some(), has_day, "{text}");
    }
}

#[test]
fn what_was_so_at_the_end_of_the_month_was_so_when_the_last_one_ended() {
    let text = "At the end of the month the mine was shut.";
    let at = |day: u8| {
        let options = Options::news(Civil::midnight(2025, 9, day));
        cell(text, &tag(text, &options))
    };
    assert_eq!(at(10), "the end of the month = 2025-08 END");
    assert_eq!(at(30), "the end of the month = 2025-09 END");
}

#[test]
fn a_story_of_a_year_gone_by_goes_on_in_the_next_paragraph() {
    let values = |text: &str| -> Vec<String> {
        let found = tag(text, &Options::news(SUNDAY));
        found.iter().map(|one| one.value().to_owned()).collect()
    };
    let story =
        "In May 2022 the mill was shut.\n\nThe owner sued on 9 October.\n\nOn 4 March he won.";
    assert_eq!(values(story), ["2022-05", "2022-10-09", "2023-03-04"]);
    // A text that has told of its own day too goes on into one paragraph.
    let news = "The court ruled on Friday.\n\nIn May 2022 the mill was shut.\n\n\
        The owner sued on 9 October.";
    assert_eq!(values(news), ["2025-09-19", "2022-05", "2022-10-09"]);
    let apart = "The court ruled on Friday.\n\nIn May 2022 the mill was shut.\n\n\
        The owner wept.\n\nHe paid on 9 September.";
    assert_eq!(values(apart), ["2025-09-19", "2022-05", "2025-09-09"]);
    let said = "The court ruled on Friday.\n\nIn May 2022 the mill was shut.\n\n\
        The owner said on 9 September that he was glad.";
    assert_eq!(values(said), ["2025-09-19", "2022-05", "2025-09-09"]);
}

#[test]
fn a_forecast_for_a_quarter_that_has_ended_is_an_account_of_it() {
    let options = Options::news(Civil::midnight(2025, 10, 20));
    let text = "It expects to report a third-quarter loss. A year earlier it made a profit.";
    let wanted = "third-quarter = 2025-Q3; A year earlier = 2024-Q3";
    assert_eq!(cell(text, &tag(text, &options)), wanted);
}

#[test]
fn weekdays_follow_the_tense_from_every_day_of_the_week() {
    // Monday 15 to Sunday 21 September 2025.
    let days = |sentence: &str| -> Vec<String> {
        let on = |day| tag(sentence, &Options::news(Civil::midnight(2025, 9, day)));
        let value = |found: Vec<Expression>| found[0].value()[8..].to_owned();
        (15..=21).map(|day| value(on(day))).collect()
    };
    assert_eq!(
        days("He left Saturday."),
        ["13", "13", "13", "13", "13", "20", "20"]
    );
    assert_eq!(
        days("He will leave Saturday."),
        ["20", "20", "20", "20", "20", "20", "27"]
    );
    assert_eq!(
        days("He left last Saturday."),
        ["13", "13", "13", "13", "13", "13", "20"]
    );
    assert_eq!(
        days("He leaves next Saturday."),
        ["20", "20", "20", "20", "20", "27", "27"]
    );
}

#[test]
fn an_order_of_day_and_month_can_be_told() {
    let value = |order| {
        let options = Options {
            order,
            ..Options::news(SUNDAY)
        };
        tag("Signed 03/04/2021.", &options)[0].value().to_owned()
    };
    assert_eq!(value(None), "2021-XX-XX");
    assert_eq!(value(Some(DateOrder::DayFirst)), "2021-04-03");
    assert_eq!(value(Some(DateOrder::MonthFirst)), "2021-03-04");
}

#[test]
fn a_length_before_an_event_is_never_a_date_of_its_own() {
    let text = "The base was theirs for 20 years. They spoke of it Saturday, four years after the troops left.";
    let found = tag(text, &Options::news(SUNDAY));
    assert_eq!(
        cell(text, &found),
        "20 years = P20Y; Saturday = 2025-09-20; four years = P4Y"
    );
    assert_eq!(found[0].class(), Class::Duration);
    assert_eq!(found[1].basis(), Basis::Anchor);
    assert_eq!(found[2].when(), Some("4 years"));
}

/// Everything that an event file can say, it reads.
#[test]
fn event_files_read_what_is_found() {
    for (heading, kind) in [
        ("## In news", Kind::News),
        ("## In histories", Kind::Narrative),
    ] {
        let options = Options {
            kind,
            ..Options::news(SUNDAY)
        };
        for [_, sentence, _] in table(heading) {
            for one in tag(&sentence, &options) {
                let Some(when) = one.when() else { continue };
                let phrase = match one.class() {
                    Class::Duration => format!("for {when} from 2021-07-01"),
                    _ => when.to_owned(),
                };
                assert!(Phrase::parse(&phrase).is_ok(), "{sentence}: {phrase}");
            }
        }
    }
}

#[test]
fn other_languages_give_only_what_digits_say() {
    let text = "Am Freitag, 5. Mai 2023, sagte der Sprecher, die Sitzung vom 2023-04-20 sei verschoben worden, weil die Abgeordneten noch nicht alle Unterlagen erhalten hätten; im Sommer soll sie nachgeholt werden, vielleicht schon im August, wie er hinzufügte, aber nicht vor Juli.";
    assert!(!is_english(text));
    let found = tag(text, &Options::news(SUNDAY));
    assert_eq!(cell(text, &found), "2023-04-20 = 2023-04-20");
}

#[test]
fn timeml_keeps_the_text() {
    let text = "He came on 5 May & left <two days later>.\r\n";
    let options = Options::news(SUNDAY);
    let written = timeml("a & b", text, &tag(text, &options), &options);
    let document = roxmltree::Document::parse(&written).expect("well-formed");
    let body = document
        .descendants()
        .find(|node| node.has_tag_name("TEXT"))
        .expect("a text");
    let told: String = body
        .descendants()
        .filter_map(|node| node.text().filter(|_| node.is_text()))
        .collect();
    assert_eq!(told, text);
    let tids: Vec<_> = document
        .descendants()
        .filter(|node| node.has_tag_name("TIMEX3"))
        .map(|node| (node.attribute("tid"), node.attribute("value")))
        .collect();
    let wanted = [
        (Some("t0"), Some("2025-09-21")),
        (Some("t1"), Some("2025-05-05")),
        (Some("t2"), Some("2025-05-07")),
    ];
    assert_eq!(tids, wanted);
}

/// Words that can stand beside each other in an expression, and some that can
/// not.
fn any_words() -> impl Strategy<Value = String> {
    let known = "the a last next this past early late mid - Friday May March Sept. 5 12 31st 1990 1990s \
        '80s BC AD year years week quarter third first half two twenty hundred million and of in ago later \
        earlier every twice morning night noon 10:30 a.m. p.m. EST , . to – summer century weekend \
        Christmas now recent about more than / 2021-07-15 03/04/2021 fiscal year-earlier weeks ( ) ’ é 日 q \
        Q3 999999999 0 99 Easter 29 February same day before after ended couple dozen 264 which will said";
    let mut words: Vec<&'static str> = known.split_whitespace().collect();
    words.push("\n\n");
    let word = prop::sample::select(words);
    prop::collection::vec((word, prop::bool::weighted(0.8)), 0..24).prop_map(|words| {
        let spaced = |(word, space): (&str, bool)| {
            let mut word = word.to_owned();
            if space {
                word.push(' ');
            }
            word
        };
        words.into_iter().map(spaced).collect()
    })
}

fn any_options() -> impl Strategy<Value = Options> {
    let day = (-3000_i64..4000, 1_u8..=12, 1_u8..=28);
    (day, prop::bool::ANY).prop_map(|((year, month, day), is_news)| Options {
        anchor: Civil::midnight(year, month, day),
        kind: if is_news { Kind::News } else { Kind::Narrative },
        order: None,
    })
}

/// Spans are in order, apart, on the borders of characters, and hold something.
fn check(text: &str, options: &Options) {
    let mut end = 0;
    for one in tag(text, options) {
        let span = one.span();
        assert!(end <= span.start && span.start < span.end && span.end <= text.len());
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        assert!(!one.value().is_empty());
        end = span.end;
    }
}

proptest! {
    #[test]
    fn no_words_break_the_tagger(text in any_words(), options in any_options()) {
        check(&text, &options);
    }

    #[test]
    fn no_letters_break_the_tagger(text in "\\PC{0,60}", options in any_options()) {
        check(&text, &options);
    }

    /// A paragraph says the same whatever follows it.
    #[test]
    fn a_paragraph_does_not_look_ahead(one in any_words(), other in any_words()) {
        let options = Options::news(SUNDAY);
        let text = format!("{one}\n\n{other}");
        // The language is told by the whole text.
        prop_assume!(is_english(&one) && is_english(&text));
        let alone = tag(&one, &options);
        let both = tag(&text, &options);
        prop_assert!(both.len() >= alone.len());
        prop_assert_eq!(&both[..alone.len()], &alone[..]);
    }
}

/// What a rule looks back for may stand before the first word of a text.
#[test]
fn a_text_may_begin_and_end_at_any_word() {
    for (heading, options) in [
        ("## In news", Options::news(SUNDAY)),
        ("## In histories", Options::narrative(SUNDAY)),
    ] {
        for [_, sentence, _] in table(heading) {
            for (at, _) in sentence.match_indices(' ') {
                check(&sentence[at + 1..], &options);
                check(&sentence[..at], &options);
            }
        }
    }
}

#[test]
fn no_time_comes_after_the_midnight_that_ends_a_day() {
    let text = "It opens at 12:30 a.m. tonight and ends at midnight tonight.";
    let wanted = "12:30 a.m. tonight = 2025-09-21T00:30; midnight tonight = 2025-09-21T24:00";
    assert_eq!(cell(text, &tag(text, &Options::news(SUNDAY))), wanted);
}

#[test]
fn a_megabyte_without_a_space_is_read() {
    for letter in ["a", "1", "é", "-", "1990"] {
        let text = letter.repeat(1_000_000 / letter.len());
        check(&text, &Options::news(SUNDAY));
    }
}
