//! Each account is solved with all the rest of its file, however large that is.

use causeline::compile::{Compilation, compile};
use causeline::document::NoIncludes;
use causeline::timeline::EventId;
use proptest::prelude::*;
use std::fmt::Write as _;

fn read(text: &str) -> Compilation {
    compile("facts.yaml", text.as_bytes().to_vec(), &mut NoIncludes)
}

/// A day of the years from 2020 on.
fn day(number: usize) -> String {
    format!(
        "{}-{:02}-{:02}",
        2020 + number / 336,
        number / 28 % 12 + 1,
        number % 28 + 1
    )
}

#[test]
fn a_long_chain_of_facts_with_two_accounts_each_is_solved_whole() {
    let mut text = "title: Chain\nevents:\n".to_owned();
    for number in 0..4_000 {
        let because = match number {
            0 => String::new(),
            _ => format!(", because: f{}", number - 1),
        };
        let (first, second) = (day(3 * number), day(3 * number + 1));
        writeln!(
            text,
            "  f{number}: {{ what: A fact, accounts: [{{ name: a, when: {first} }}, \
             {{ name: b, when: {second} }}]{because} }}"
        )
        .unwrap();
    }
    let compiled = read(&text);
    assert_eq!(compiled.diagnostics(), []);
    let schedule = compiled.schedule();
    for number in [0, 1, 1_999, 3_999] {
        let worlds = schedule.worlds(EventId::new(number));
        assert_eq!(worlds.len(), 2, "every account of f{number} is solved");
        assert!(worlds.iter().all(|world| world.bounds() == world.stated()));
    }
}

/// What dates one of a few facts: a day, a stretch, or another fact.
fn phrase(count: usize) -> impl Strategy<Value = String> {
    let days = || 0..200_usize;
    prop_oneof![
        days().prop_map(day),
        (days(), 1..90_usize).prop_map(|(from, width)| format!(
            "between {} and {}",
            day(from),
            day(from + width)
        )),
        (days(), 1..9_usize).prop_map(|(from, width)| format!(
            "from {} to {}",
            day(from),
            day(from + width)
        )),
        (0..count).prop_map(|fact| format!("after f{fact}")),
        (0..count).prop_map(|fact| format!("before f{fact}")),
        (0..count).prop_map(|fact| format!("during f{fact}")),
        (0..count).prop_map(|fact| format!("same day as f{fact}")),
        (1..9_usize, 0..count).prop_map(|(days, fact)| format!("{days} days after f{fact}")),
        (1..60_usize, 0..count).prop_map(|(days, fact)| format!("within {days} days of f{fact}")),
        (1..90_usize, 0..count).prop_map(|(one, fact)| format!("{one} minutes before f{fact}")),
    ]
}

/// A fact, but for its id: what dates it, its cause, what contains it.
type Fact = (Option<String>, Option<usize>, Option<usize>);

fn facts(count: usize) -> impl Strategy<Value = Vec<Fact>> {
    let fact = (
        prop::option::weighted(0.6, phrase(count)),
        prop::option::weighted(0.4, 0..count),
        prop::option::weighted(0.1, 0..count),
    );
    prop::collection::vec(fact, count)
}

/// The file of these facts, with the date of the first and that of the last written out.
fn written(facts: &[Fact], first: &str, last: &str) -> String {
    let mut text = "title: Facts\nas_of: 2025-01-01\nevents:\n".to_owned();
    for (number, (when, cause, whole)) in facts.iter().enumerate() {
        let dated = match (number, when) {
            (0, _) => format!(", {first}"),
            (number, _) if number + 1 == facts.len() => format!(", {last}"),
            (_, Some(when)) => format!(", when: {when}"),
            (_, None) => String::new(),
        };
        // No loops, which would hide what they say.
        let cause = cause.filter(|cause| *cause < number);
        let cause = cause.map_or(String::new(), |cause| format!(", because: f{cause}"));
        let whole = whole.filter(|whole| *whole < number);
        let whole = whole.map_or(String::new(), |whole| format!(", part_of: f{whole}"));
        writeln!(text, "  f{number}: {{ what: A fact{dated}{cause}{whole} }}").unwrap();
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What an account makes of a fact is what its date would make of it, were it the
    /// fact's own; the last fact is dated by an account alone.
    #[test]
    fn an_account_is_solved_as_if_it_were_the_date(
        (facts, told) in (2..9_usize).prop_flat_map(|count| (facts(count), phrase(count))),
        last in 0..200_usize,
    ) {
        let last = day(last);
        let accounts = format!("accounts: [{{ name: a, when: {told} }}]");
        let own = facts[0].0.as_ref().map_or(String::new(), |own| format!("when: {own}, "));
        let competing = format!("accounts: [{{ name: b, when: {last} }}]");
        let told = read(&written(&facts, &format!("{own}{accounts}"), &competing));
        let plain = read(&written(
            &facts,
            &accounts["accounts: [{ name: a, ".len()..].replace(" }]", ""),
            &format!("when: {last}"),
        ));
        let schedule = told.schedule();
        let first = EventId::new(0);
        let other = schedule.worlds(EventId::new(facts.len() as u32 - 1));
        prop_assume!(other.iter().all(|world| world.conflicts().is_empty()));
        prop_assume!(plain.schedule().conflicts().is_empty());
        let [world] = schedule.worlds(first) else {
            return Err(TestCaseError::fail("one account, one world"));
        };
        prop_assert!(world.conflicts().is_empty());
        prop_assert_eq!(world.bounds(), plain.schedule().bounds(first));
    }
}
