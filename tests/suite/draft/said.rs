//! Who says something, apart from what is said and from what others say.

use super::hold_and_lack;

/// A sentence, what its draft holds and what it does not.
const SAID: [(&str, &[&str], &[&str]); 7] = [
    // A quotation of two clauses is one whole, and its speaker may begin with a role.
    (
        "\"We have shut the quay until further orders,\" harbour chief Ida Moe said on Saturday.",
        &["We have shut the quay until further orders", "who: ida-moe"],
        &["what: Further"],
    ),
    (
        "\"The pier will stay shut because nobody paid,\" port manager Ola Lie wrote on Saturday.",
        &[
            "The pier will stay shut because nobody paid",
            "who: ola-lie",
        ],
        &["what: Nobody"],
    ),
    (
        "\"We closed the dam until it was safe,\" said engineer Ida Moe on Saturday.",
        &["We closed the dam until it was safe", "who: ida-moe"],
        &["what: It was safe"],
    ),
    // Who says so after a subject with an apposition does not act.
    (
        "One of the crew, a 30-year-old cook, died in hospital on Friday night, police said.",
        &["what: One of the crew, a 30-year-old cook, died in hospital\n"],
        &["who: police"],
    ),
    (
        "Her brother, a pilot, died on Friday, the mayor said.",
        &["what: Her brother, a pilot, died\n"],
        &["mayor\n"],
    ),
    // Two quotations are two events, and one of them told again is one.
    (
        "\"We warned them on September 8, by letter,\" said Lena Fosse of the union.\n\n\"Nobody should have to drown,\" Fosse said on Sunday.",
        &[
            "line 1, column 1\n      quote",
            "line 3, column 1\n      quote",
        ],
        &["- source: article"],
    ),
    (
        "\"Nobody should have to drown,\" Lena Fosse said on Sunday.\n\n\"Nobody should have to drown,\" Fosse said.",
        &["- source: article"],
        &[],
    ),
];

#[test]
fn what_is_said_and_who_says_it_stay_apart() {
    hold_and_lack(&SAID);
}
