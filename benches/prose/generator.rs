//! News of any length, the same every time.

/// A small deterministic generator (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        choices[(self.0 % choices.len() as u64) as usize]
    }
}

const WHO: [&str; 8] = [
    "The provincial council",
    "A spokeswoman for the harbour authority",
    "The company's chief engineer",
    "Two of the three judges",
    "Farmers from the northern valleys",
    "The ministry's own inspectors",
    "Her successor at the bank",
    "Residents of the old quarter",
];
const DID: [&str; 8] = [
    "rejected the plan to widen the canal",
    "said that nobody had been told of the leak",
    "will publish the names of all contractors",
    "asked for a second opinion on the bridge",
    "had warned that the dam could not hold",
    "agreed to pay for the repair of every damaged house",
    "refused to comment on the tender",
    "expects the line to carry more freight than ever",
];
const WHEN: [&str; 16] = [
    "on Tuesday",
    "late last week",
    "in July 2021",
    "two years ago",
    "on 14 March",
    "in the third quarter",
    "for nearly ten years",
    "since the late 1990s",
    "yesterday",
    "earlier this month",
    "in recent years",
    "every Friday",
    "at 10:30 a.m. Thursday",
    "three days later",
    "in the spring of 2019",
    "by the end of the year",
];
const WHY: [&str; 8] = [
    "because the water had risen faster than the tables foresaw",
    "although the report, which runs to 340 pages, names no one",
    "after a fire destroyed the records of the land office",
    "while the price of gravel and cement kept climbing",
    "as the opposition had demanded in a letter to the mayor",
    "so that the ferries could go on serving the islands",
    "despite objections from the owners of the mills upstream",
    "and called the whole affair a matter for the courts",
];

/// So many sentences, five to a paragraph; half of them tell a time.
pub(crate) fn news(sentences: usize) -> String {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut text = String::new();
    for sentence in 0..sentences {
        text.push_str(dice.of(&WHO));
        text.push(' ');
        text.push_str(dice.of(&DID));
        text.push(' ');
        if sentence % 2 == 0 {
            text.push_str(dice.of(&WHEN));
            text.push_str(", ");
        }
        text.push_str(dice.of(&WHY));
        text.push('.');
        text.push_str(if sentence % 5 == 4 { "\n\n" } else { " " });
    }
    text
}
