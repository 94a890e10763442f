//! Drafts from articles: what is proposed, and that every draft is a sound
//! event file.

mod command;
mod editor;
mod newswire;
mod said;

use super::cases;
use causeline::compile::{Compilation, compile};
use causeline::date::Civil;
use causeline::document::NoIncludes;
use causeline::draft::{Article, Draft, Options, draft};
use causeline::graph::CausalGraph;
use causeline::layout::{self, verify};
use causeline::prose::Kind;
use causeline::timeline::EventId;
use causeline::{render, timeline};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

const AS_OF: Civil = Civil::midnight(2025, 9, 21);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/draft")
}

/// The articles of the folder, by name.
fn articles() -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder()).expect("the articles");
    let mut articles: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            let is_page = ending == Some("html") && cfg!(feature = "html");
            is_page || matches!(ending, Some("txt" | "md"))
        })
        .map(|path| {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(&path).expect("an article"))
        })
        .collect();
    articles.sort();
    assert!(articles.len() >= 5);
    articles
}

/// The draft of an article of the folder; `canal` is a history.
fn drafted(name: &str, bytes: &[u8]) -> (Article, Draft) {
    let article = Article::read(name, bytes).expect("an article");
    let mut options = Options::new(article.published().expect("its day"));
    if name.starts_with("canal") {
        options.kind = Kind::Narrative;
    }
    let draft = draft(&article, &options);
    (article, draft)
}

fn compiled(draft: &Draft) -> Compilation {
    compile("draft.yaml", draft.yaml().into(), &mut NoIncludes)
}

/// The draft of some sentences of 21 September 2025, a Sunday.
fn of_text(text: &str) -> Draft {
    let article = Article::read("a.txt", text.as_bytes()).expect("an article");
    draft(&article, &Options::new(AS_OF))
}

/// Compares the drafts of texts with what each of them holds and what it lacks.
fn hold_and_lack(cases: &[(&str, &[&str], &[&str])]) {
    for (text, holds, lacks) in cases {
        let draft = of_text(text);
        let yaml = draft.yaml();
        for part in *holds {
            assert!(yaml.contains(part), "{text}\nlacks {part}:\n{yaml}");
        }
        for part in *lacks {
            assert!(!yaml.contains(part), "{text}\nholds {part}:\n{yaml}");
        }
    }
}

#[test]
fn articles_give_the_expected_drafts() {
    let mut missed = String::new();
    for (name, bytes) in articles() {
        let (_, draft) = drafted(&name, &bytes);
        let stem = name.split('.').next().expect("a name");
        cases::compare(&format!("draft/{stem}.yaml"), draft.yaml());
        for line in draft.missed() {
            let _ = writeln!(missed, "{name}, {line}");
        }
    }
    cases::compare("draft/articles.missed", &missed);
}

#[test]
fn every_draft_is_clean_and_can_be_drawn() {
    for (name, bytes) in articles() {
        let (_, draft) = drafted(&name, &bytes);
        let compiled = compiled(&draft);
        assert_eq!(compiled.diagnostics(), [], "{name}");
        assert_eq!(compiled.graph().len(), draft.facts(), "{name}");
        assert_eq!(compiled.graph().links().len(), draft.links(), "{name}");
        let options = layout::Options::default();
        assert!(verify(&compiled.lay_out(&options)).is_empty(), "{name}");
        let svg = compiled.svg(&options, &render::Options::default());
        assert!(svg.starts_with("<svg"), "{name}");
    }
}

/// Line and column of a place such as `line 6, column 1`.
fn numbers(place: &str) -> (usize, usize) {
    let digits = place.split(|letter: char| !letter.is_ascii_digit());
    let mut numbers = digits.filter_map(|digits| digits.parse().ok());
    (
        numbers.next().expect("a line"),
        numbers.next().expect("a column"),
    )
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_quote_stands_at_its_place() {
    for (name, bytes) in articles() {
        let (article, draft) = drafted(&name, &bytes);
        let compiled = compiled(&draft);
        let source = String::from_utf8(bytes).expect("a text");
        for event in compiled.timeline().events() {
            assert!(event.tags().contains(&"review".to_owned()));
            assert!(!event.sources().is_empty());
            for support in event.sources() {
                let quote = support.quote.as_deref().expect("a quote");
                let place = support.at.as_deref().expect("a place");
                assert!(flat(article.text()).contains(quote), "{name}: {quote}");
                if name.rsplit('.').next() == Some("txt") {
                    let (line, column) = numbers(place);
                    let rest: Vec<&str> = source.lines().skip(line - 1).collect();
                    let rest = rest.join("\n");
                    let rest: String = rest.chars().skip(column - 1).collect();
                    assert!(flat(&rest).starts_with(quote), "{name}: {place}: {quote}");
                }
            }
        }
    }
}

#[test]
fn the_same_article_gives_the_same_bytes() {
    for (name, bytes) in articles() {
        let first = drafted(&name, &bytes).1;
        assert_eq!(first.yaml(), drafted(&name, &bytes).1.yaml(), "{name}");
    }
}

/// `when — what`, a line a fact, with what else was understood.
fn told(draft: &Draft) -> String {
    let compiled = compiled(draft);
    assert_eq!(compiled.diagnostics(), [], "{}", draft.yaml());
    let timeline = compiled.timeline();
    let lines = timeline.events().iter().map(|event| {
        let when: Vec<&str> = event.when().iter().map(|said| said.text.as_str()).collect();
        let mut line = format!("{} — {}", when.join(" & "), event.what());
        for who in event.who() {
            let _ = write!(line, " ({})", timeline.actors()[who.index()].name);
        }
        if event.status() != timeline::Status::Reported {
            let _ = write!(line, " {:?}", event.status());
        }
        for cause in event.because() {
            let kind = &timeline.link_kinds()[cause.kind.index()].id;
            let note = cause.note.as_deref().unwrap_or_default();
            let signal = note.split('”').next().unwrap_or("").trim_start_matches('“');
            let _ = write!(line, " <- {} [{kind}: {signal}]", cause.name);
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Texts, and the facts that they give.
const SENTENCES: &[(&str, &str)] = &[
    ("The ferry sank on Friday.", "Friday — The ferry sank"),
    // The small letters of this name take more bytes than the name.
    ("İstanbul 1971.", "1971 — İstanbul"),
    (
        "The board met often.\n\n7 April 2024: The board meets.\n\n9 April 2024: It will sell the land.",
        "7 April 2024 — The board meets (Board)\n9 April 2024 — It will sell the land Planned",
    ),
    (
        "The council met on Friday. It gave the owner until 3 October to mend the roof.",
        "Friday — The council met (Council)",
    ),
    (
        "Anna Berg was elected mayor in May 2019, and she resigned on 3 June 2021.",
        "May 2019 — Anna Berg was elected mayor (Anna Berg)\n3 June 2021 — She resigned",
    ),
    (
        "The dam, which was built in 1934, broke on 2 March 1970.",
        "1934 — The dam was built\n2 March 1970 — The dam broke",
    ),
    (
        "The road was closed on Monday because a wall had collapsed.",
        "Monday — The road was closed <- collapse [causes: because]\n — A wall had collapsed",
    ),
    (
        "The ministry said on Thursday that the road would open next Friday.",
        "Thursday — The ministry said that the road would open next Friday (Ministry)\nnext Friday — The road would open Planned",
    ),
    (
        "A treaty signed in 1990 collapsed in 2004.",
        "1990 — A treaty signed\n2004 — A treaty signed in 1990 collapsed",
    ),
    (
        "In response to the strike on 4 May 2023, the company closed its port.",
        "4 May 2023 — The strike\n — The company closed its port (Company) <- strike [responds: in response to]",
    ),
    (
        "The earthquake of 2010 led to the collapse of the bridge.",
        "2010 — The earthquake\n — The collapse of the bridge <- earthquake [causes: led to]",
    ),
    (
        "The dam failed on Friday. Three hours later the river burst its banks.",
        "Friday — The dam failed\n3 hours after failure — The river burst its banks",
    ),
    (
        "A leak was found. Residents were evacuated the next day.",
        " — A leak was found\n1 day after finding — Residents were evacuated (Residents)",
    ),
    (
        "An hour after the dam failed on Friday, the siren sounded.",
        "Friday — The dam failed\n1 hour after failure — The siren sounded",
    ),
    (
        "A tank released chlorine on Monday. The release led to the evacuation of 200 homes the next day.",
        "Monday — A tank released chlorine\n2025-09-16 — The evacuation of 200 homes <- release [causes: led to]",
    ),
    (
        "The plant burned on Monday. Officials said that a faulty heater caused the fire.",
        "Monday — The plant burned <- faulty-heater [causes: caused]\n — A faulty heater",
    ),
    (
        "The plant burned on Monday. Officials denied that a faulty heater caused the fire.",
        "Monday — The plant burned",
    ),
    (
        "The road was repaired in 2011 because of frost.",
        "2011 — The road was repaired <- frost [causes: because of]\n — Frost",
    ),
    (
        "The ferry sailed on Friday. The council did not cause the delay.",
        "Friday — The ferry sailed",
    ),
    (
        "On Friday the firm, which had been warned twice by inspectors, was fined.",
        "Friday — The firm was fined (Firm)",
    ),
    (
        "The mayor said that the pump had failed on Friday. Three hours later the lights went out.",
        "Friday — The pump had failed",
    ),
    (
        "\"We said \"no\" on 8 May 2020,\" she said.",
        "8 May 2020 — \"We said \"no\" on 8 May 2020,\" she said",
    ),
    (
        "The Lind bridge was closed on 5 May 2020. The state promised 3 million euros in response to the closure.",
        "5 May 2020 — The Lind bridge was closed\n — The state promised 3 million euros <- closure [responds: in response to]",
    ),
    (
        "Flood\n\n4 May 2020 | The dam broke\n5 May 2020 | The army came",
        "4 May 2020 — The dam broke\n5 May 2020 — The army came (Army)",
    ),
    (
        "The port was closed on 4 May 2021. Before the closure, ferries had stopped.",
        "4 May 2021 — The port was closed\nbefore closure — Ferries had stopped",
    ),
    (
        "The dam broke in June 2024. Two weeks later the army left.",
        "June 2024 — The dam broke\ntwo weeks after break — The army left (Army)",
    ),
    (
        "The strike ran Monday to Wednesday. Flights were cancelled on Thursday and Friday.",
        "Monday to Wednesday — The strike ran\nfrom 2025-09-18 to 2025-09-19 — Flights were cancelled",
    ),
    (
        "The hearings were held on Aug. 3, 4 and 5. The hall was open on Aug. 10 and 20.",
        "from 2025-08-03 to 2025-08-05 — The hearings were held\nAug. 10 — The hall was open\n2025-08-20 — The hall was open",
    ),
    (
        "A year ago today, the bridge fell.",
        "2024-09-21 — The bridge fell",
    ),
    (
        "The offer expires at midnight Friday. The siren sounded at midnight Monday.",
        "2025-09-27 00:00 — The offer expires Planned\nbetween 2025-09-15 00:00 and 2025-09-16 00:00 — The siren sounded",
    ),
    (
        "Anna Berg, who took office on 1 March, denied on Friday that she had lied.",
        "1 March — Anna Berg took office (Anna Berg)\nFriday — Anna Berg denied that she had lied (Anna Berg)",
    ),
    (
        "Anna Berg, who had led the firm since 2016, reportedly left on Friday.",
        "since 2016 — Anna Berg had led the firm (Anna Berg)\nFriday — Anna Berg reportedly left (Anna Berg) Alleged",
    ),
    (
        "Ten people were killed and 31 injured when a coach hit a wall on Friday.",
        "Friday — Ten people were killed and 31 injured\nFriday — A coach hit a wall",
    ),
    (
        "The ministry said on Friday that the ports, closed since 1 September, would not open before Tuesday.",
        "Friday — The ministry said that the ports, closed since 1 September, would not open before Tuesday (Ministry)\nsince 1 September — The ports were closed",
    ),
    (
        "The firm was fined late on Friday. Its chief left in the early hours of Saturday.",
        "Friday — The firm was fined (Firm)\nthe early hours of Saturday — Its chief left",
    ),
    (
        "The plant closed in 2019. As a result, two hundred workers left the town.",
        "2019 — The plant closed\n — Two hundred workers left the town (Workers) <- closure [causes: as a result]",
    ),
    (
        "Space Shuttle Discovery was retired in May 2011. Space Shuttle Endeavour was moved on 3 June 2012 following its retirement.",
        "May 2011 — Space Shuttle Discovery was retired (Space Shuttle Discovery)\n3 June 2012 — Space Shuttle Endeavour was moved following its retirement (Space Shuttle Endeavour)",
    ),
    (
        "The transport company, Alta Vista, was fined in 2021. Hundreds of bank workers marched in 2022.",
        "2021 — The transport company, Alta Vista, was fined (Alta Vista)\n2022 — Hundreds of bank workers marched (Workers)",
    ),
    (
        "A storm yesterday caused a crane to fall on the hall, killing ten. The accident, which occurred yesterday afternoon, was caused by strong winds.",
        "yesterday — A storm\nyesterday afternoon — A storm caused a crane to fall on the hall, killing ten <- storm [causes: caused] <- wind [causes: was caused by]\n — Strong winds",
    ),
    (
        "The council met on Friday. It has given the firm until Wednesday to pay.",
        "Friday — The council met (Council)",
    ),
    (
        "The council opened a case in May after a clerk, Joan Price, found notes.",
        "May & after finding — The council opened a case (Council) <- finding [causes: after]\n — A clerk, Joan Price, found notes (Joan Price)",
    ),
    (
        "The quake hit at 4:12 a.m. on Saturday (2212 GMT Friday), far off the port. It was the worst since 1972, when 900 people died.",
        "4:12 a.m. on Saturday — The quake hit, far off the port\n1972 — 900 people died",
    ),
    (
        "The boat sank before dawn on Friday. Schools will remain closed until at least Thursday.",
        "2025-09-19 — The boat sank\nuntil 2025-09-25 — Schools will remain closed Planned",
    ),
    (
        "Anna Berg was convicted in April of taking bribes between 2012 and 2016.",
        "April — Anna Berg was convicted of taking bribes (Anna Berg)",
    ),
    (
        "Anna Berg was first elected in 2010 and re-elected in 2014.",
        "2010 — Anna Berg was first elected (Anna Berg)\n2014 — Anna Berg re-elected (Anna Berg)",
    ),
    (
        "The storm hit the country's first building code, which came into force in 1975.",
        "1975 — The country's first building code came into force",
    ),
    (
        "The vote will be held on Saturday or Sunday. The mill burned down in 1911 or 1912.",
        "between 2025-09-27 and 2025-09-28 — The vote will be held Planned\n1911 or 1912 — The mill burned down",
    ),
    (
        "A fire broke out on Monday. The ministry said on Friday that a faulty pump, replaced in June, had caused the fire.",
        "Monday — A fire broke out <- faulty-pump [causes: had caused]\nFriday — The ministry said that a faulty pump, replaced in June, had caused the fire (Ministry)\n — A faulty pump\nJune — A faulty pump was replaced",
    ),
    (
        "The walkout on Monday was the third since January.",
        "Monday — The walkout was the third since January",
    ),
    (
        "The crew landed on Monday, two weeks earlier than planned.",
        "Monday — The crew landed, two weeks earlier than planned",
    ),
    (
        "Born in Paris on 4 July 1918, Anna Berg studied law and joined the army in 1942.",
        "4 July 1918 — Anna Berg was born in Paris (Anna Berg)\n1942 — Anna Berg joined the army (Anna Berg)",
    ),
    (
        "Anna Berg was arrested in May 1944 and freed in August 1944.",
        "May 1944 — Anna Berg was arrested (Anna Berg)\nAugust 1944 — Anna Berg was freed (Anna Berg)",
    ),
    (
        "Germany surrendered in May 1945 and Italy surrendered in September 1943.",
        "May 1945 — Germany surrendered\nSeptember 1943 — Italy surrendered (Italy)",
    ),
    (
        "Born in Paris in 1918, on 3 June 1942 Anna Berg married a baker. Indeed in May 1950, she left.",
        "1918 — Anna Berg was born in Paris (Anna Berg)\n3 June 1942 — Born in Paris, Anna Berg married a baker (Anna Berg)\nMay 1950 — She left",
    ),
    (
        "Anna Berg praised the institute, which she led from 1968 to 1983.",
        "from 1968 to 1983 — She led the institute",
    ),
    (
        "After that date it will cut off the power, the council warned on Friday.",
        "Friday — After that date it will cut off the power, the council warned (Council)",
    ),
    (
        "The mill that had stood empty since 2010 burned down on Friday.",
        "since 2010 — The mill had stood empty\nFriday — The mill burned down",
    ),
    (
        "A treasurer who stole more than £180,000 from a club was jailed on Friday.",
        "Friday — A treasurer was jailed",
    ),
    (
        "The fact that many had left in 2020 troubled them.",
        "2020 — Many had left",
    ),
    (
        "News that the mill would close shocked the town on Friday.",
        "Friday — News that the mill would close shocked the town",
    ),
    (
        "The men whom police arrested on Thursday denied the charges.",
        "Thursday — Police arrested the men (Police)",
    ),
    (
        "Engineers inspected the pier on Friday but reported no damage.",
        "Friday — Engineers inspected the pier but reported no damage (Engineers)",
    ),
    (
        "The pier was found unsafe on Thursday. That is why the mayor ordered its demolition on Friday.",
        "Thursday — The pier was found unsafe\nFriday — The mayor ordered its demolition (Mayor) <- finding [causes: that is why]",
    ),
    (
        "The first hearing was held on 3 May and the second on 9 June. Ann Lee resigned on 4 May and Bob Hall on 8 June.",
        "3 May — The first hearing was held\n9 June — The second was held\n4 May — Ann Lee resigned (Ann Lee)\n8 June — Bob Hall resigned (Bob Hall)",
    ),
    (
        "Voters elected a mayor on 4 May and a council on 10 June.",
        "4 May — Voters elected a mayor\n10 June — Voters elected a council",
    ),
    (
        "On 2 April Nissan closed its plant. In May Lebanese troops withdrew.",
        "2 April — Nissan closed its plant (Nissan)\nMay — Lebanese troops withdrew (Lebanese troops)",
    ),
    (
        "Thieves broke in during the night of 3 to 4 May. The roof caved in on 5 May.",
        "the night of 3 to 4 May — Thieves broke in\n5 May — The roof caved in",
    ),
    (
        "After the flood of 2014 the council promised a wall.",
        "2014 — The flood\nafter flood — The council promised a wall <- flood [responds: after]",
    ),
    (
        "The club, which was founded in 1961, expects to return in May 2026.",
        "1961 — The club was founded\nMay 2026 — The club expects to return Planned",
    ),
    (
        "The last test was made in May 2019; the next one, due in May 2021, was put off.",
        "May 2019 — The last test was made",
    ),
    (
        "He said on Friday that it had offered help in 2019 and that nobody had answered.",
        "Friday — He said that it had offered help in 2019\n2019 — It had offered help",
    ),
    (
        "Martin Dale, 52, of Harrow Lane, Tilbury, resigned in April.",
        "April — Martin Dale, 52, of Harrow Lane, Tilbury, resigned (Martin Dale)",
    ),
    (
        "The director cancelled a talk planned for noon. The mill closed in 1990.",
        "1990 — The mill closed",
    ),
    (
        "He never recovered from the death of his son, who was killed in 1942.",
        "1942 — His son was killed",
    ),
    (
        "As a result of the losses, the club left in 2022. Its chairman had lost his job in 2015.",
        " — The losses\n2022 — The club left <- loss [causes: as a result of]\n2015 — Its chairman had lost his job",
    ),
];

#[test]
fn sentences_give_facts() {
    let mut wrong = String::new();
    for (text, facts) in SENTENCES {
        let found = told(&of_text(text));
        if found != *facts {
            let _ = writeln!(wrong, "{text}\n--- expected\n{facts}\n--- got\n{found}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a rule looks back for may stand before the first word of a text.
#[test]
fn an_article_may_begin_and_end_at_any_word() {
    for (text, _) in SENTENCES {
        for (at, _) in text.match_indices(' ') {
            for part in [&text[at + 1..], &text[..at]] {
                let Ok(article) = Article::read("a.txt", part.as_bytes()) else {
                    continue;
                };
                let draft = draft(&article, &Options::new(AS_OF));
                let is_clean = || compiled(&draft).diagnostics().is_empty();
                assert!(!draft.yaml().contains(" what: ") || is_clean(), "{part}");
            }
        }
    }
}

#[test]
fn a_line_with_a_day_names_the_paper() {
    for (head, paper) in [
        (
            "Valley Gazette, 14 October 2025\nMill burns down\n",
            Some("Valley Gazette"),
        ),
        (
            "Mill burns down\nThe Lindau Post, 14 October 2025\n",
            Some("The Lindau Post"),
        ),
        ("Mill burns down\nLindau, 14 October 2025\n", None),
        ("Mill burns down\nBy Ann Post | 14 October 2025\n", None),
    ] {
        let text = format!("{head}\nThe mill burned down on Monday.\n");
        let article = Article::read("a.txt", text.as_bytes()).expect("an article");
        assert_eq!(article.publisher(), paper, "{head}");
        let day = Civil::midnight(2025, 10, 14);
        assert_eq!(article.published(), Some(day), "{head}");
        assert_eq!(article.title(), Some("Mill burns down"), "{head}");
    }
}

#[test]
fn lengths_and_suppositions_are_no_dates() {
    for text in [
        "The base was held for twenty years, and the talks took four hours.",
        "Four years after troops left, nobody knew why.",
        "Had it happened an hour later, more people would have been hurt.",
        "If the bridge is closed on Friday, the boats will wait.",
        "He drove a 2008 Corolla and wore a size 12 shoe.",
        "Every Friday the market opens.",
        "Recently the council has been busy, and soon it will rest.",
        "The plane, a 747, carried 2019 passengers' bags.",
    ] {
        let draft = of_text(text);
        assert_eq!(draft.facts(), 0, "{text}\n{}", draft.yaml());
    }
}

#[test]
fn no_draft_tells_a_time_after_its_article_that_the_text_does_not_plan() {
    for name in ["base.txt", "merger.txt"] {
        let bytes = fs::read(folder().join(name)).expect("an article");
        let (article, draft) = drafted(name, &bytes);
        let compiled = compiled(&draft);
        let end = article
            .published()
            .expect("a day")
            .instant()
            .saturating_add(86_400_000_000_000 - 1);
        for event in compiled.timeline().events() {
            let said = event
                .when()
                .iter()
                .filter_map(|said| said.meaning.start.earliest);
            let is_planned = event.status() == timeline::Status::Planned;
            for start in said {
                assert!(start <= end || is_planned, "{name}: {}", event.name());
            }
        }
    }
}

#[test]
fn what_gives_no_fact_and_no_link_is_told() {
    let draft = of_text(
        "The bridge fell on Friday. If the road is closed on Sunday, the boats will wait. Officials denied that a storm caused the collapse. The ferry is due to sail in May. The wind was blamed. Nobody came because it rained.",
    );
    assert_eq!(
        draft.missed(),
        [
            "line 1, column 53: no fact for “Sunday” in “If the road is closed on Sunday”",
            "line 1, column 112: no link for “caused” in “that a storm caused the collapse.”",
            "line 1, column 199: no link for “because” in “because it rained.”",
        ]
    );
}

#[test]
fn an_order_that_ties_nothing_is_told_and_a_day_before_our_era_is_written_as_files_read_it() {
    let text = "The bridge was closed on 5 May 2020. Before the closure, ferries had stopped.";
    let untied = of_text(text);
    let ties = untied.yaml().contains("before closure");
    let told = untied
        .missed()
        .iter()
        .any(|line| line.contains("no order for “Before”"));
    assert!(ties != told, "{}\n{:?}", untied.yaml(), untied.missed());
    let article = Article::read("a.txt", b"The bridge fell in 50 BC.").expect("an article");
    let old = draft(&article, &Options::new(Civil::midnight(-43, 5, 3)));
    assert!(
        old.yaml().contains("as_of: -0043-05-03\n"),
        "{}",
        old.yaml()
    );
    assert!(!compiled(&old).is_faulty(), "{}", old.yaml());
}

#[test]
fn mentions_of_one_event_are_one_fact() {
    let draft = of_text(
        "The minister resigned on Friday. Nobody had expected it. The minister resigned over a letter, a newspaper wrote. Police arrested two men on Friday. Police arrested a third man on Saturday.",
    );
    let compiled = compiled(&draft);
    let quotes: Vec<usize> = compiled
        .timeline()
        .events()
        .iter()
        .map(|event| event.sources().len())
        .collect();
    assert_eq!(quotes, [2, 1, 1], "{}", draft.yaml());
}

/// The words of a fact that say something, cut to their stems.
fn stems(event: &timeline::Event) -> BTreeSet<String> {
    let quotes = event
        .sources()
        .iter()
        .filter_map(|support| support.quote.as_deref());
    let all: Vec<&str> = [event.what(), event.name()]
        .into_iter()
        .chain(event.quote())
        .chain(quotes)
        .collect();
    let words = all.join(" ").to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| word.chars().count() > 3)
        .map(|word| word.chars().take(5).collect())
        .collect()
}

/// For each curated fact the drafted one that shares most words with it, if it
/// shares three or more; no drafted fact is taken twice.
fn pairs(curated: &CausalGraph, draft: &CausalGraph) -> Vec<(EventId, Option<EventId>)> {
    let of = |graph: &CausalGraph| -> Vec<(EventId, BTreeSet<String>)> {
        let timeline = graph.timeline();
        timeline
            .ids()
            .map(|id| (id, stems(timeline.event(id))))
            .collect()
    };
    let (wanted, found) = (of(curated), of(draft));
    let mut scores: Vec<(usize, usize, usize)> = Vec::new();
    for (at, (_, words)) in wanted.iter().enumerate() {
        for (other, (_, others)) in found.iter().enumerate() {
            scores.push((words.intersection(others).count(), at, other));
        }
    }
    scores.sort_by_key(|(score, at, other)| (std::cmp::Reverse(*score), *at, *other));
    let mut pairs: Vec<(EventId, Option<EventId>)> =
        wanted.iter().map(|(id, _)| (*id, None)).collect();
    let mut taken = BTreeSet::new();
    for (score, at, other) in scores {
        if score >= 3 && pairs[at].1.is_none() && taken.insert(other) {
            pairs[at].1 = Some(found[other].0);
        }
    }
    pairs
}

/// How far a draft is from what an editor made of the same facts.
#[test]
fn the_draft_of_the_base_is_near_the_curated_file() {
    let curated = include_str!("../../timelines/bagram.yaml");
    let curated = compile("bagram.yaml", curated.into(), &mut NoIncludes);
    let bytes = fs::read(folder().join("base.txt")).expect("the article");
    let draft = compiled(&drafted("base.txt", &bytes).1);
    let (wanted, found) = (curated.graph(), draft.graph());
    let pairs = pairs(wanted, found);
    let of = |id: EventId| {
        pairs
            .iter()
            .find(|(wanted, _)| *wanted == id)
            .and_then(|(_, found)| *found)
    };
    let mut out = String::new();
    let (mut both, mut dates, mut links, mut all_links) = (0, 0, 0, 0);
    for (id, pair) in &pairs {
        let event = wanted.timeline().event(*id);
        let Some(pair) = *pair else {
            let _ = writeln!(out, "{}: not in the draft", event.name());
            continue;
        };
        both += 1;
        let is_same = curated.schedule().words(*id) == draft.schedule().words(pair);
        dates += usize::from(is_same);
        let told = if is_same {
            "the same date"
        } else {
            "another date"
        };
        let _ = writeln!(
            out,
            "{}: `{}`, {told}",
            event.name(),
            found.timeline().event(pair).name()
        );
    }
    for link in wanted.links() {
        all_links += 1;
        let pair = (of(link.cause), of(link.effect));
        links += usize::from(
            found
                .links()
                .any(|one| (Some(one.cause), Some(one.effect)) == pair),
        );
    }
    let extra = found.len() - both;
    let _ = writeln!(
        out,
        "\nfacts of the curated file that the draft has: {both} of {}\ndates equal: {dates} of {both}\nlinks equal: {links} of {all_links}\nfacts to take out of the draft: {extra}",
        pairs.len()
    );
    cases::compare("draft/base.distance", &out);
}

#[test]
fn titles_and_texts_of_every_kind_are_quoted_rightly() {
    let text = "Title: \"No: #1\" - yes?\n\nThe 'mayor': \"it: # is\" over, he said on Friday. {The} [bridge] fell & rose * on Monday, 100 % - sure.\n";
    let draft = of_text(text);
    let compiled = compiled(&draft);
    assert_eq!(compiled.diagnostics(), [], "{}", draft.yaml());
    assert_eq!(compiled.timeline().title(), "\"No: #1\" - yes?");
}

#[test]
fn what_contradicts_itself_is_left_out_and_told() {
    let draft = of_text(
        "The bridge fell on 5 May 2020 after the mayor opened it. The mayor opened it on 9 May 2021.",
    );
    assert_eq!(compiled(&draft).diagnostics(), []);
    assert!(!draft.left_out().is_empty(), "{}", draft.yaml());
    assert!(draft.yaml().contains("# Left out: "));
}

fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "The mayor",
        "Anna Berg",
        "NASA",
        "troops",
        "it",
        "the storm",
        "Police",
        "“Never,”",
        "\"Stop",
        "said",
        "resigned",
        "was closed",
        "will open",
        "attacked the base",
        "withdrew",
        "replied,",
        "asked",
        "after",
        "before",
        "because",
        "four years after",
        "for 20 years",
        "following the vote",
        "in response to",
        "led to the collapse",
        "as",
        "which",
        "on Friday",
        "in July 2021",
        "last week",
        "from 2001 to 2009",
        "yesterday",
        "by 2030",
        "next May",
        "two days later",
        "in the 1990s",
        "at 5 p.m. Monday",
        "3 March 44 BC",
        ".",
        ".\n\n",
        ",",
        ";",
        "—",
        "and",
        "that",
        "if",
        "\"",
        "(",
        "e\u{301}t\u{e9}",
        "日本",
        "\u{1f30a}",
        "a: b",
        "# c",
        "- d",
        "U.S.",
        "Mr. Lee",
        "not",
        "true",
        "null",
        "2021-07-15",
    ]);
    words.prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever an article says, its draft has no fault.
    #[test]
    fn every_draft_passes_the_check(pieces in prop_oneof![prop::collection::vec(piece(), 1..6), prop::collection::vec(piece(), 6..80)]) {
        let text = pieces.join(" ");
        if let Ok(article) = Article::read("a.txt", text.as_bytes()) {
            let draft = draft(&article, &Options::new(AS_OF));
            if draft.facts() > 0 {
                let compiled = compiled(&draft);
                prop_assert!(!compiled.is_faulty(), "{}\n{:?}", draft.yaml(), compiled.diagnostics());
                let body = flat(article.text());
                for event in compiled.timeline().events() {
                    for support in event.sources() {
                        let quote = support.quote.as_deref().unwrap_or_default();
                        prop_assert!(body.contains(quote), "{quote}");
                    }
                }
            }
        }
    }

    /// No bytes and no name make reading panic.
    #[test]
    fn whatever_is_given_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in prop::sample::select(vec!["txt", "md", "html"])) {
        let _ = Article::read(&format!("a.{ending}"), &bytes);
    }

    #[test]
    fn whatever_text_is_given_can_be_drafted(text in "\\PC{0,200}", ending in prop::sample::select(vec!["txt", "md", "html"])) {
        if let Ok(article) = Article::read(&format!("a.{ending}"), text.as_bytes()) {
            let _ = draft(&article, &Options::new(AS_OF));
        }
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_that_is_nested_without_end_is_refused() {
    let page = format!(
        "<html><body>{}The bridge fell on Friday.",
        "<div>".repeat(20_000)
    );
    let refused = Article::read("a.html", page.as_bytes()).expect_err("a refusal");
    assert!(refused.to_string().contains("nested"), "{refused}");
}

#[test]
fn a_megabyte_without_a_space_is_read_in_no_time() {
    let text = format!("The bridge fell on Friday. {}", "x".repeat(1 << 20));
    let draft = of_text(&text);
    assert_eq!(draft.facts(), 1);
    assert!(draft.yaml().len() < 4000);
    for ending in ["md", "html"] {
        let article = Article::read(&format!("a.{ending}"), text.as_bytes());
        assert!(article.is_ok() || !cfg!(feature = "html"), "{ending}");
    }
}
