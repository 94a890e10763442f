//! What an editor would write of a sentence: whose words, which deed, which day.

use super::hold_and_lack;

/// A text, what its draft holds and what it does not.
const EDITED: [(&str, &[&str], &[&str]); 23] = [
    // What is called by the last word of the one name that ends with it.
    (
        "The Harbour Authority closed the quay on Friday. The Authority will report on 2 October.",
        &["who: harbour-authority\n    status: planned"],
        &["authority: Authority\n"],
    ),
    (
        "The Harbour Authority closed the quay on Friday. The Rail Authority met on Saturday. The Authority will report on 2 October.",
        &["authority: Authority\n"],
        &[],
    ),
    // Papers that show it do not act.
    (
        "The gate was mended in March 2022, the harbour office's records show.",
        &["what: The gate was mended\n"],
        &[],
    ),
    (
        "Last inspected in March 2022, the gate had been due for repair.",
        &["when: March 2022\n    what: The gate was last inspected\n"],
        &[],
    ),
    // Two infinitives, each with a date of its own.
    (
        "Work is to begin in spring 2026 and to be finished in 2028.",
        &["what: Work is to begin\n", "what: Work is to be finished\n"],
        &[],
    ),
    (
        "The mayor said the town would review all signals replaced since 2023.",
        &[],
        &["when: since 2023"],
    ),
    // What happened on the day of publication has happened.
    (
        "The train stopped in the tunnel at 6:12 a.m. on Sunday. Seven minutes later another train hit it.",
        &["when: 7 minutes after stop"],
        &[],
    ),
    // A clock is of the day that the article leads with.
    (
        "A ferry sank on Wednesday. Its engine had been new in January. It left the quay at 6:12 a.m.",
        &["when: 2025-09-17 06:12"],
        &["2025-09-21 06:12"],
    ),
    // Two tell one event otherwise.
    (
        "Police say the gate fell at 9 p.m. on Friday; the owner says it fell at 10 p.m.",
        &[
            "- name: Police\n        when: 2025-09-19 21:00",
            "- name: the owner\n        when: 2025-09-19 22:00",
            "status: disputed",
        ],
        &["what: It fell"],
    ),
    (
        "Operators say the gate was shut at 9 p.m. on Friday; residents say it was still open at 10 p.m.",
        &[
            "what: The gate was shut\n    status: disputed",
            "what: It was still open\n    status: disputed",
        ],
        &["accounts"],
    ),
    (
        "Police say the gate fell on Friday. The owner says it fell again on Saturday.",
        &["what: It fell again"],
        &["disputed", "accounts"],
    ),
    (
        "Police said the gate fell on Friday. Police said it fell on Saturday.",
        &[],
        &["disputed"],
    ),
    // Two men, two deaths, what goes on, what a bank does often, what does not exclude.
    (
        "Reed says he resigned on 3 May 2021; Hale says he resigned on 5 June 2022.",
        &["when: 3 May 2021", "when: 5 June 2022"],
        &["disputed", "accounts"],
    ),
    (
        "Police say a guard died on Monday; doctors say a guard died on Tuesday.",
        &["when: Monday", "when: Tuesday"],
        &["disputed", "accounts"],
    ),
    (
        "Police say the quay was shut at 9 p.m. on Friday; residents say it was still shut at 10 p.m.",
        &[],
        &["disputed", "accounts"],
    ),
    (
        "Police say the quay was shut on Friday; residents say it was still a fine quay on Saturday.",
        &[],
        &["disputed"],
    ),
    (
        "Police say the quay was shut at 9 p.m. on Friday; residents say it was still open at 8 p.m.",
        &[],
        &["disputed"],
    ),
    (
        "Reed said the bank lent money in 2019. Hale said the bank lent money in 2021.",
        &["when: 2019", "when: 2021"],
        &["disputed", "accounts"],
    ),
    (
        "The crew withdrew on Friday. The withdrawal of the minister on Friday was a surprise.",
        &["what: The withdrawal of the minister"],
        &[],
    ),
    (
        "The crew withdrew on Friday. Reed's withdrawal on Friday was a surprise.",
        &["withdrawal was a surprise"],
        &[],
    ),
    // Not the one that was named before.
    (
        "The Harbour Board met on Friday. The Board of the rail workers struck on Saturday.",
        &["board: Board\n"],
        &[],
    ),
    // A deed and the noun of it on one day are one event.
    (
        "The army withdrew on Friday. The withdrawal on Friday was the second this year.",
        &["- source: article"],
        &["what: The withdrawal"],
    ),
    (
        "\"We knew the gate was old,\" mayor Ida Moe told reporters on Saturday.",
        &["when: Saturday", "We knew the gate was old", "who: ida-moe"],
        &[],
    ),
];

#[test]
fn drafts_tell_what_an_editor_would() {
    hold_and_lack(&EDITED);
}
