//! Sentences as news agencies write them: who acts, when, and what came of what.

use super::{of_text, told};
use std::fmt::Write;

/// Texts of 21 September 2025, a Sunday, and the facts that they give.
const SENTENCES: &[(&str, &str)] = &[
    // A place is not the institution that is named after it, nor a person.
    (
        "Mara Lind taught at the University of Lund in 1990. Her family moved to Lund in 1991. She left in 1995.",
        "1990 — Mara Lind taught at the University of Lund (Mara Lind)\n1991 — Her family moved to Lund\n1995 — She left",
    ),
    // A new paragraph does not go on with someone told of in passing.
    (
        "Mara Lind resigned in 1990. Lind moved to Oslo in 1991, and Lind liked it.\n\nThe poet Erik Dahl died in 1998. Dahl had been ill.\n\nIn 1999 she retired.",
        "1990 — Mara Lind resigned (Mara Lind)\n1991 — Lind moved to Oslo (Mara Lind)\n1998 — The poet Erik Dahl died (Erik Dahl)\n1999 — She retired",
    ),
    (
        "Lindau coach Luis Marante was dismissed on Friday.",
        "Friday — Lindau coach Luis Marante was dismissed (Luis Marante)",
    ),
    (
        "Families of the two workers arrived on Friday.",
        "Friday — Families of the two workers arrived",
    ),
    (
        "Hallen Works Inc. closed its mill on Friday. Shares of Hallen fell on Saturday.",
        "Friday — Hallen Works Inc. closed its mill (Hallen Works Inc.)\nSaturday — Shares of Hallen fell (Hallen Works Inc.)",
    ),
    (
        "Luftwing will suspend its flights on Tuesday. Lava reached the road on Friday. Luftwing cut its staff on Saturday.",
        "2025-09-23 — Luftwing will suspend its flights (Luftwing) Planned\nFriday — Lava reached the road\nSaturday — Luftwing cut its staff (Luftwing)",
    ),
    (
        "Under a treaty signed in 1996, the port is open to all. In a deal reached on Friday, the firm will sell its mill.",
        "1996 — A treaty signed\nFriday — A deal reached",
    ),
    (
        "Her report inspired a law on emissions that was passed in 2009.",
        "2009 — A law on emissions was passed",
    ),
    (
        "The club rejected a first bid of $40 million on Friday.",
        "Friday — The club rejected a first bid of $40 million",
    ),
    (
        "The clerk was turned down in 1958 because the ship had no cabin for women.",
        "1958 — The clerk was turned down <- ship-cabin-women [causes: because]\n — The ship had no cabin for women",
    ),
    (
        "Talks collapsed on Friday because the owners would not pay. The owners would have paid on Saturday because they had money.",
        "Friday — Talks collapsed <- payment [causes: because]\n — The owners would not pay",
    ),
    (
        "The minister said the ships would sail by the end of March 2026. The minister said in 2024 that the pier would open in May 2024.",
        "by the end of March 2026 — The ships would sail Planned\n2024 — The minister said that the pier would open (Minister)\nMay 2024 — The pier would open",
    ),
    (
        "A vote will be held today.",
        "today — A vote will be held Planned",
    ),
    (
        "The firm will pay a dividend on Dec. 10 to shareholders of record on Nov. 20.",
        "2025-12-10 — The firm will pay a dividend to shareholders of record (Firm) Planned",
    ),
    (
        "He was fined in 1958 and 1960.",
        "1958 — He was fined\n1960 — He was fined",
    ),
    (
        "The firm is to publish third-quarter results on Oct. 19.",
        "2025-10-19 — The firm is to publish third-quarter results (Firm) Planned",
    ),
    (
        "The mill fell on Friday. The firm posted a loss of $112 million for the three months ended June 30.",
        "Friday — The mill fell",
    ),
    (
        "The mill fell on Friday. The firm now expects sales of $7 million in 2026, down from an earlier forecast of $8 million.",
        "Friday — The mill fell",
    ),
    (
        "Lind was voted player of the year in May. The window closed on Friday after one of the longest sagas of the summer. The pier opened at the end of the year.",
        "May — Lind was voted player of the year\nFriday — The window closed after one of the longest sagas of the summer\nthe end of the year — The pier opened",
    ),
    (
        "A volcano erupted on Friday. The airport was closed on Saturday due to the eruption. It last erupted in 1986.",
        "Friday — A volcano erupted\nSaturday — The airport was closed <- eruption [causes: due to]\n1986 — It last erupted",
    ),
    (
        "A bus hit a wall on Friday, killing two. The road was closed on Saturday because of the crash.",
        "Friday — A bus hit a wall, killing two\nSaturday — The road was closed <- hit [causes: because of]",
    ),
    (
        "A bus hit a wall on Thursday. A train struck a car on Friday. The road was closed on Saturday because of the crash.",
        "Thursday — A bus hit a wall\nFriday — A train struck a car\nSaturday — The road was closed <- crash [causes: because of]\n — The crash",
    ),
    (
        "A pier fell shortly before 9 a.m. on Friday.",
        "before 2025-09-19 09:00 — A pier fell",
    ),
    (
        "Lind signed at 4:30 p.m. on Friday, an hour and a half before the deadline.",
        "4:30 p.m. on Friday — Lind signed, an hour and a half before the deadline",
    ),
    (
        "Two boats sank on Friday. The navy said two ships would sail on Tuesday. A pier fell at 9 a.m.",
        "Friday — Two boats sank\n2025-09-23 — The navy said two ships would sail (Navy) Planned\n2025-09-19 09:00 — A pier fell",
    ),
    (
        "The owner of the tanker, Halden Works, denied on Friday that its crew was at fault.",
        "Friday — The owner of the tanker, Halden Works, denied that its crew was at fault (Halden Works)",
    ),
    (
        "The Astra, built in 1987, had been taken out of service in March.",
        "1987 — The Astra built (Astra)\nMarch — The Astra, built in 1987, had been taken out of service (Astra)",
    ),
    (
        "\"The mill stays,\" Lind told supporters at the gate on Friday.",
        "Friday — \"The mill stays\"",
    ),
    (
        "Lind was sworn in on 5 May 2020.",
        "5 May 2020 — Lind was sworn in",
    ),
    (
        "The bank cut its growth forecast on Friday due to the dispute.",
        "Friday — The bank cut its growth forecast (Bank) <- dispute [causes: due to]\n — The dispute",
    ),
    (
        "Lind conceded on Friday, ending a dispute that began when a court ordered a recount.",
        "Friday — Lind conceded, ending a dispute that began (Lind)",
    ),
    (
        "The mill fell on Friday. Lind had claimed victory at the poll. The count stopped the next morning.",
        "Friday — The mill fell",
    ),
];

#[test]
fn sentences_of_the_wires_give_facts() {
    let mut wrong = String::new();
    for (text, facts) in SENTENCES {
        let got = told(&of_text(text));
        if got != *facts {
            let _ = writeln!(wrong, "{text}\n  wanted:\n{facts}\n  got:\n{got}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
