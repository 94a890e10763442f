//! In which units cards tell dates.

use causeline::compile::compile;
use causeline::document::NoIncludes;
use causeline::layout::{Options, date_words};

/// What the card of an event says of its date, and what other facts make of it.
fn told(events: &str, id: &str) -> (String, Option<String>) {
    let text = format!("title: Units\nevents:\n{events}");
    let compiled = compile("test.yaml", text.clone().into(), &mut NoIncludes);
    assert!(!compiled.is_faulty(), "{text}{:?}", compiled.diagnostics());
    let event = compiled.graph().fact(id).expect("the fact");
    let words = date_words(compiled.graph(), compiled.schedule())(event);
    (words.said, words.worked_out)
}

#[test]
fn what_follows_from_years_and_months_is_told_in_years_and_months() {
    let life = "
  study: { when: 1931, what: He studies }
  strike: { when: March 1932, what: Men strike }
  house: { when: September 1936, what: He buys a house }
  war: { when: 12 May 1940, what: War comes }
  prize: { when: early 1951, what: He gets a prize }
";
    for (date, expected) in [
        // A length in years misses the end of a year by days.
        ("within 3 years before study", "between 1928 and 1931"),
        ("at least 3 years before study", "1928 or earlier"),
        ("about 20 years before study", "between 1910 and 1912"),
        ("2 months before house", "between Jun and Aug 1936"),
        ("within 2 years of house", "between Sep 1934 and Sep 1938"),
        ("5 years after war", "between 1944 and 1945"),
        // Days miss no end of a year or month.
        ("within 5 days after study", "between 1931 and 1932"),
        ("3 days after strike", "between Mar and Apr 1932"),
        ("within 2 days of strike", "between Feb and Apr 1932"),
        ("at least 3 days before study", "1931 or earlier"),
        ("370 days after study", "between 1932 and 1933"),
        // What is counted from a day, and no further than so, ends on a day.
        (
            "within 2 years after war",
            "between 12 May 1940 and 12 May 1942",
        ),
        ("3 weeks after war", "between 29 May and 6 Jun 1940"),
        (
            "between 10 and 400 days after war",
            "between 22 May 1940 and 16 Jun 1941",
        ),
        ("after war", "12 May 1940 or later"),
    ] {
        let events = format!("{life}  it: {{ when: {date}, what: It }}\n");
        let (said, known) = told(&events, "it");
        assert_eq!(known.unwrap_or(said), expected, "{date}");
    }
    for (dates, expected) in [
        ("[after house]", "Sep 1936 or later"),
        ("[before house]", "Sep 1936 or earlier"),
        ("[after study, before house]", "between 1931 and Sep 1936"),
        (
            "[after house, before war]",
            "between Sep 1936 and 12 May 1940",
        ),
        (
            "[after war, before prize]",
            "between 12 May 1940 and Apr 1951",
        ),
        ("[after prize, before 1960]", "between 1951 and 1959"),
    ] {
        // What follows from a fact that was itself worked out.
        let events = format!(
            "{life}  between: {{ when: {dates}, what: Between }}\n  it: {{ when: same time as between, what: It }}\n"
        );
        assert_eq!(told(&events, "it").0, expected, "{dates}");
    }
}

#[test]
fn dates_for_machines_are_told_as_finely_as_they_are_known() {
    for (date, expected) in [
        (
            "2024-05-04 09:02:41 to 09:19:05",
            "09:02:41–09:19:05, 4 May 2024",
        ),
        (
            "2024-05-04 23:50:41 to 2024-05-05 00:19:05",
            "23:50:41, 4 May 2024 – 00:19:05, 5 May 2024",
        ),
        (
            "2024-05-04 09:02:30 to 09:04:29",
            "09:02:30–09:04:29, 4 May 2024",
        ),
        ("2024-05-04 09:02 to 09:19", "09:02–09:19, 4 May 2024"),
        ("2024-05-04 09:03 to 09:04:10", "09:03–09:04:10, 4 May 2024"),
        (
            "2024-05-04 09:02:41.250 to 09:02:43.5",
            "09:02:41.250–09:02:43.5, 4 May 2024",
        ),
        ("2024-05-04 09:02:41.250", "09:02:41.250, 4 May 2024"),
        ("2024-05-04 09:02:41", "09:02:41, 4 May 2024"),
        ("Y-228000000", "228 million years ago"),
        ("Y-170000002", "170.002 million years ago"),
    ] {
        let events = format!("  it: {{ when: \"{date}\", what: It }}\n");
        assert_eq!(told(&events, "it").0, expected, "{date}");
    }
}

#[test]
fn seconds_are_told_where_somebody_knew_them() {
    let log = "
  alarm: { when: '2019-02-05T08:57:00', what: An alarm }
  work: { when: 2019-02-05 09:02:00 to 09:19:00, what: Work }
";
    let ends = [
        ("", "08:57, 5 Feb 2019", "09:02–09:19, 5 Feb 2019"),
        (
            "  end: { when: '2019-02-05 10:33:01', what: The end }\n",
            "08:57:00, 5 Feb 2019",
            "09:02:00–09:19:00, 5 Feb 2019",
        ),
    ];
    for (end, alarm, work) in ends {
        let events = format!("{log}{end}");
        assert_eq!(told(&events, "alarm").0, alarm);
        assert_eq!(told(&events, "work").0, work);
    }
}

#[test]
fn what_a_length_before_or_after_a_clock_comes_to_is_told() {
    let day = "
  renew: { when: \"2026-02-17 10:39:02\", what: The certificate is renewed }
  peak: { when: 2026-02-16 22:04, what: The river peaks }
";
    for (date, expected) in [
        (
            "exactly 6 minutes 39 seconds after renew",
            "exactly 6 minutes 39 seconds after 10:39:02, 17 Feb 2026 · 10:45:41",
        ),
        (
            "45 minutes after peak",
            "45 minutes after 22:04, 16 Feb 2026 · 22:49",
        ),
        (
            "45 minutes after 2026-02-16 22:04",
            "45 minutes after 22:04, 16 Feb 2026 · 22:49",
        ),
        (
            "exactly 3 hours after peak",
            "exactly 3 hours after 22:04, 16 Feb 2026 · 01:04, 17 Feb 2026",
        ),
        // Words that tell the bounds already are not told twice.
        (
            "within 10 minutes after peak",
            "within 10 minutes after 22:04, 16 Feb 2026",
        ),
        ("after peak", "after 22:04, 16 Feb 2026"),
    ] {
        let events = format!("{day}  it: {{ when: {date}, what: It }}\n");
        assert_eq!(told(&events, "it").0, expected, "{date}");
    }
}

#[test]
fn a_moment_between_two_times_is_not_told_as_if_it_lasted() {
    let days = "
  a: { when: 1892, what: It is founded }
  b: { when: April 1913, what: It burns down, because: it }
";
    let it = |what: &str| told(&format!("{days}  it: {{ {what} }}\n"), "it").0;
    assert_eq!(it("what: It, because: a"), "between 1892 and Apr 1913");
    assert_eq!(
        it("what: It, when: 1892-05-01/1913-03-01"),
        "1 May 1892 – 1 Mar 1913"
    );
}

#[test]
fn a_card_tells_in_a_word_that_a_fact_is_alleged_disputed_or_planned() {
    for (status, word) in [
        ("alleged", Some("Alleged")),
        ("disputed", Some("Disputed")),
        ("planned", Some("Planned")),
        ("confirmed", None),
        ("reported", None),
    ] {
        let text = format!(
            "title: Status\nevents:\n  a: {{ when: 2030-05-01, what: It, status: {status} }}\n"
        );
        let layout =
            compile("test.yaml", text.into(), &mut NoIncludes).lay_out(&Options::default());
        let words = ["Alleged", "Disputed", "Planned", "Confirmed"];
        let mut lines = layout.cards()[0]
            .lines
            .iter()
            .map(|line| line.content.as_str());
        assert_eq!(lines.find(|line| words.contains(line)), word, "{status}");
    }
}
