//! Event files of any size, the same every time.

use std::fmt::Write;

/// A small deterministic generator (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// An event file of so many facts with about one and a half causes each: eight
/// actors, four sources, dates of several forms, some spans, some facts without
/// a date.
pub(crate) fn event_file(facts: usize) -> String {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut text = String::from("title: A generated story\nas_of: 2025-09-21\nactors:\n");
    for actor in 0..8 {
        let _ = writeln!(text, "  actor-{actor}: Actor number {actor}");
    }
    text.push_str("sources:\n");
    for source in 0..4 {
        let _ = writeln!(
            text,
            "  source-{source}: {{ title: Report number {source}, date: 2025-01-01 }}"
        );
    }
    text.push_str("events:\n");
    for fact in 0..facts {
        // Time goes on with the facts, so that causes lie before effects.
        let day = fact * 9000 / facts.max(1);
        let (year, month, date) = (2000 + day / 360, day % 360 / 30 + 1, day % 28 + 1);
        let _ = writeln!(text, "  fact-{fact}:");
        match dice.below(10) {
            0 => {}
            1 => {
                let _ = writeln!(text, "    when: {year}-{month:02}..{}", year + 1);
            }
            2 => {
                let _ = writeln!(text, "    when: {year}-{month:02}");
            }
            3 => {
                let _ = writeln!(text, "    when: about {year}");
            }
            _ => {
                let _ = writeln!(text, "    when: {year}-{month:02}-{date:02}");
            }
        }
        let _ = writeln!(
            text,
            "    what: Something happened in place number {}",
            dice.below(1000)
        );
        let _ = writeln!(text, "    who: actor-{}", dice.below(8));
        let _ = writeln!(text, "    source: source-{}", dice.below(4));
        // Far enough back that no month or year contradicts the link.
        let far = facts as u64 / 8 + 1;
        if let Some(room) = (fact as u64 + 1).checked_sub(far).filter(|room| *room > 0) {
            let causes = 1 + u64::from(dice.below(100) < 71);
            let named: Vec<String> = (0..causes)
                .map(|_| fact as u64 - far - dice.below(room.min(100)))
                .map(|cause| format!("fact-{cause}"))
                .collect();
            let _ = writeln!(text, "    because: [{}]", named.join(", "));
        }
    }
    text
}
