//! Headlines made of a clause's own words.

use super::antecedent::{antecedent, is_plural};
use super::clause::Join;
use super::cut::{CONTENTS, is_adverb};
use super::lexicon::{self, AUXILIARIES, DETERMINERS, Form, PERSONS, PREPOSITIONS, has};
use super::moment::flat;
use super::name::capital;
use super::reading::Reading;
use super::signal::asides;
use super::token::Token;
use super::verb::Tense;
use crate::source::Span;
use std::ops::Range;

/// The most characters of a headline.
const LONGEST: usize = 100;

/// Words with which a sentence may begin that say nothing of themselves.
const OPENERS: [&str; 20] = [
    "also",
    "and",
    "but",
    "consequently",
    "earlier",
    "finally",
    "furthermore",
    "however",
    "indeed",
    "later",
    "meanwhile",
    "moreover",
    "nevertheless",
    "or",
    "so",
    "then",
    "therefore",
    "thus",
    "while",
    "yet",
];

/// The headline of some tokens without some bytes, such as a date.
pub(super) fn of(reading: &Reading<'_>, pieces: &[Range<usize>], without: &[Span]) -> String {
    let mut words = String::new();
    for piece in pieces {
        let mut last_end = None;
        for token in reading.tokens.get(piece.clone()).unwrap_or_default() {
            let is_out = without
                .iter()
                .any(|span| token.span.start < span.end && span.start < token.span.end);
            if is_out {
                last_end = None;
                continue;
            }
            // What touched in the text touches here.
            let touches = last_end == Some(token.span.start);
            let closes = !token.is_word
                && matches!(
                    token.text,
                    "," | "." | ";" | ":" | "!" | "?" | ")" | "”" | "»"
                );
            if !(touches || words.is_empty() || closes && last_end.is_none()) {
                words.push(' ');
            }
            // An article that began its sentence begins nothing now.
            let is_moved = last_end.is_none()
                && !words.is_empty()
                && has(&DETERMINERS, &token.lower)
                && reading.opens_sentence(token);
            if last_end.is_none() {
                match_article(&mut words, token.text);
            }
            words.push_str(if is_moved { &token.lower } else { token.text });
            last_end = Some(token.span.end);
        }
    }
    capital(&shorten(&trimmed(&words)))
}

/// Gives the article that a text ends with the form for a word from which a date parted
/// it: `in an 8 a.m. report`, a report.
fn match_article(words: &mut String, next: &str) {
    let front = words.trim_end();
    let article = front.rsplit(' ').next().unwrap_or("");
    let is_vowel = next.starts_with(|letter: char| "aeioAEIO".contains(letter));
    let fitting = match article {
        "an" if !is_vowel => "a",
        "An" if !is_vowel => "A",
        _ => return,
    };
    words.truncate(front.len() - article.len());
    words.push_str(fitting);
    words.push(' ');
}

/// Whether a headline would have to be cut.
pub(super) fn is_long(reading: &Reading<'_>, pieces: &[Range<usize>], without: &[Span]) -> bool {
    let all = pieces
        .iter()
        .map(|piece| reading.span(piece).len())
        .sum::<usize>();
    let out = without.iter().map(|span| span.len()).sum::<usize>();
    all.saturating_sub(out) > LONGEST
}

/// A text without what hangs loose at its ends.
fn trimmed(words: &str) -> String {
    let mut text = flat(
        &words
            .replace("()", "")
            .replace("( )", "")
            .replace(" ,", ","),
    );
    text.truncate(without_source(&text).len());
    while text.contains(",,") {
        text = text.replace(",,", ",");
    }
    loop {
        let before = text.len();
        let loose = |letter: char| {
            letter.is_whitespace()
                || matches!(letter, ',' | ';' | ':' | '—' | '–' | '-' | '.' | '|')
        };
        text = text.trim_matches(loose).to_owned();
        // `found that from 2011 to 2015, the bank fired`
        text = text.replace(" that, ", " that ");
        if let Some(said) = text.strip_prefix("that, ") {
            text = said.to_owned();
        }
        // Small letters may take more bytes than large ones: `İ`.
        let first = text.split([' ', ',']).next().unwrap_or("");
        if OPENERS.contains(&first.to_lowercase().as_str()) && text.len() > first.len() + 1 {
            text = text[first.len()..].to_owned();
        }
        let (front, last) = text.rsplit_once(' ').unwrap_or(("", &text));
        let last = last.to_lowercase();
        let hangs = has(
            &[
                "on", "in", "at", "by", "since", "until", "from", "during", "for", "and", "but",
                "or", "the", "a", "an", "to", "of", "with", "into", "after", "before", "because",
                "that", "which", "who", "when", "while", "where", "its", "their", "shortly",
                "just",
            ],
            &last,
        );
        // `The roof caved in`: the preposition of a date is left out with it, so that
        // after a verb `in` is the verb's.
        let leads = front.trim_end().rsplit(' ').next().unwrap_or("");
        let is_particle = last == "in" && (lexicon::verb(leads).is_some() || leads.ends_with("ed"));
        // `crossed it in 1805 and again in 1809`, `twice, most recently in 2016`
        text = text
            .replace(" and again,", ",")
            .replace(", and again ", " ");
        for loose in [" and again", " most recently", " once more"] {
            if let Some(front) = text.strip_suffix(loose) {
                text.truncate(front.len());
            }
        }
        if hangs && !is_particle && text.ends_with(&last) && text.len() > last.len() + 1 {
            text.truncate(text.len() - last.len());
        }
        if text.len() == before {
            break;
        }
    }
    unquoted(&text)
}

/// A text without the papers that show it: `…, the records show`.
fn without_source(text: &str) -> &str {
    const PAPERS: [&str; 10] = [
        "accounts",
        "data",
        "documents",
        "figures",
        "files",
        "logs",
        "minutes",
        "papers",
        "records",
        "reports",
    ];
    let plain = text.trim_end_matches(['.', ' ']);
    let Some((front, source)) = plain.rsplit_once(", ") else {
        return text;
    };
    let words: Vec<&str> = source.split(' ').collect();
    match words.as_slice() {
        [
            before @ ..,
            papers,
            "show" | "showed" | "suggest" | "suggested" | "indicate",
        ] if PAPERS.contains(&papers.to_lowercase().as_str()) && before.len() <= MOST_BEFORE => {
            front
        }
        _ => text,
    }
}

/// The most words before the name of such papers: `the harbour office's`.
const MOST_BEFORE: usize = 4;

/// A text whose quotation marks come in pairs: one that was cut off is closed,
/// one that closes nothing is left out.
fn unquoted(text: &str) -> String {
    let count = |mark: char| text.matches(mark).count();
    // `“We will finish,” she said` keeps its comma.
    let goes_on = |mark: &str| text.contains(&format!(",{mark} "));
    let mut text = if goes_on("\"") || goes_on("”") {
        text.to_owned()
    } else {
        text.replace(",\"", "\"").replace(",”", "”")
    };
    let is_opening = |at: usize| text[..at].ends_with(' ') || at == 0;
    if count('"') % 2 == 1 {
        match text.rfind('"').filter(|at| is_opening(*at)) {
            Some(_) => text.push_str("…\""),
            None => text = text.replace('"', ""),
        }
    }
    if count('“') > count('”') {
        text.push_str("…”");
    } else if count('“') < count('”') {
        text = text.replace('”', "");
    }
    if count('(') != count(')') {
        text = text.replace(['(', ')'], "");
    }
    flat(&text)
}

/// A text of no more than the longest headline, cut where a phrase ends. A few
/// words more are better than half a phrase.
fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let byte = |count: usize| {
        text.char_indices()
            .nth(count)
            .map_or(text.len(), |(at, _)| at)
    };
    let (short, long) = (byte(LONGEST), byte(LONGEST + SPARE));
    if text.len() <= long && is_whole(text) {
        return text.to_owned();
    }
    // `talk about that, but …`
    let ends = |front: &str| is_whole(front) || front.ends_with(" that");
    let commas = text.match_indices(", ").map(|(at, _)| at);
    let comma = commas
        .take_while(|at| *at <= short)
        .filter(|at| *at > LONGEST / 2 && ends(&text[..*at]))
        .last();
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let opens = |at: &&usize| {
        let next = text[**at + 1..].split(' ').next().unwrap_or("");
        let parts = next != "of" && has(&PREPOSITIONS, next) || has(&JOINTS, next);
        **at > LONGEST / 2 && (parts || text[..**at].ends_with(',')) && is_whole(&text[..**at])
    };
    let phrase = || spaces.iter().rev().filter(|at| **at <= short).find(opens);
    let longer = || {
        let mut spare = spaces.iter().filter(|at| **at > short && **at <= long);
        spare.find(opens).copied()
    };
    let end = comma.or_else(|| phrase().copied()).or_else(longer);
    if let Some(end) = end {
        return unquoted(text[..end].trim_end_matches([',', ';', ':']));
    }
    let Some(at) = spaces.iter().rev().find(|at| **at <= short) else {
        return format!("{}…", &text[..byte(LONGEST - 1)]);
    };
    let mut words: Vec<&str> = text[..*at].split(' ').collect();
    while words.len() > 4 && words.last().is_some_and(|word| hangs(word)) {
        words.pop();
    }
    let front = words.join(" ");
    unquoted(&format!("{}…", front.trim_end_matches([',', ';', ':'])))
}

/// How much longer a headline may be that ends with its phrase.
const SPARE: usize = 25;

/// Words that open a clause or part two halves of a sentence.
const JOINTS: [&str; 10] = [
    "and", "because", "but", "that", "where", "whether", "which", "while", "who", "when",
];

/// Whether a word leads to another, so that no headline ends with it.
fn hangs(word: &str) -> bool {
    let lower = word.trim_end_matches([',', ';', ':']).to_lowercase();
    let is_gerund = matches!(lexicon::verb(&lower), Some((_, Form::Gerund)));
    is_gerund && lexicon::verb_of_noun(&lower).is_none()
        || lower.ends_with("ly")
        || lower.ends_with("'s")
        || lower.ends_with("’s")
        || has(&AUXILIARIES, &lower)
        || has(&PREPOSITIONS, &lower)
        || has(&JOINTS, &lower)
        || has(&["a", "an", "the", "its", "his", "her", "their"], &lower)
        || has(
            &[
                "be", "been", "being", "not", "or", "if", "than", "how", "why",
            ],
            &lower,
        )
}

/// Whether the front of a text ends with a phrase: its last word does not lead to
/// another, and a clause that it opens has its verb.
fn is_whole(front: &str) -> bool {
    let words: Vec<&str> = front.split(' ').collect();
    if words.last().is_none_or(|word| hangs(word)) {
        return false;
    }
    let opens = |word: &&str| has(&JOINTS, word) && !has(&["and", "but"], word) || *word == "how";
    // `for failings that led` goes on.
    let before = words.len().checked_sub(2).map(|at| &words[at]);
    if before.is_some_and(|before| has(&["that", "which", "who"], before)) {
        return false;
    }
    let Some(first) = words.iter().position(opens) else {
        return true;
    };
    let rest = &words[first..];
    let is_verb = |word: &str| {
        let lower = word.trim_end_matches(',').to_lowercase();
        let is_finite = |form| matches!(form, Form::Past | Form::Third | Form::Base);
        has(&AUXILIARIES, &lower)
            || lower.ends_with("ed")
            || lexicon::verb(&lower).is_some_and(|(_, form)| is_finite(form))
    };
    // An auxiliary and its verb are one.
    let verbs = rest
        .windows(2)
        .filter(|pair| is_verb(pair[1]) && !is_verb(pair[0]))
        .count();
    verbs >= rest.iter().filter(|word| opens(word)).count()
}

/// The tokens of a clause that its headline is made of, with the subject that
/// it shares or the noun that it belongs to.
pub(super) fn pieces(reading: &Reading<'_>, passage: usize, clause: usize) -> Vec<Range<usize>> {
    let sentence = &reading.sentences[passage].sentence;
    let own = &sentence.clauses[clause];
    let mut pieces = Vec::new();
    let verb = sentence.verb(clause);
    let starts_with_verb = verb.is_some_and(|verb| {
        let mut between = own.body..verb.range.start.max(own.body);
        between.all(|at| is_adverb(&reading.tokens[at]))
    });
    match (own.join, own_subject(reading, passage, clause)) {
        // `the institute, which she led`: she led the institute.
        (Join::Relative, Some(subject)) => {
            let end = verb.map_or(subject.end, |verb| verb.range.end);
            let thing = antecedent(reading, passage, clause);
            let is_place = reading.tokens[own.body].is("where");
            pieces.push(subject.start..end);
            pieces.extend(thing.filter(|_| !is_place));
            pieces.push(end..own.range.end);
        }
        (Join::Relative, None) if is_content(reading, own.body) => {
            pieces.push(own.body + 1..own.range.end);
        }
        (Join::Relative, None) => {
            pieces.extend(antecedent(reading, passage, clause));
            let skips = usize::from(!pieces.is_empty());
            pieces.push((own.body + skips).min(own.range.end)..own.range.end);
        }
        (Join::And | Join::Subordinate, _)
            if starts_with_verb && clause > 0 && verb.is_some_and(|verb| verb.is_finite) =>
        {
            pieces.extend(shared(reading, passage, clause - 1));
            // `The news that the mill would close shocked the town`: all of it did.
            let before = &sentence.clauses[clause - 1];
            if before.join == Join::Relative && is_content(reading, before.body) {
                pieces.push(before.range.clone());
            }
            pieces.extend(shared_auxiliary(reading, passage, clause));
            pieces.push(own.body..own.range.end);
        }
        _ => pieces.push(own.body..own.range.end),
    }
    // What is said or asked belongs to the saying.
    let mut next = clause + 1;
    while let Some(after) = sentence.clauses.get(next) {
        let belongs = after.join == Join::Complement
            || after.join == Join::Relative && reading.tokens[after.range.start].text != ","
            || is_contrast(reading, passage, next);
        if !belongs {
            break;
        }
        // A quotation is one whole, whatever clauses it has.
        let mut end = after.range.end;
        let is_quoted = reading.tokens[after.body].is_quoted;
        while is_quoted && end < sentence.range.end && reading.tokens[end].is_quoted {
            end += 1;
        }
        pieces.push(after.range.start..end);
        next = sentence
            .clauses
            .partition_point(|clause| clause.range.start < end);
    }
    pieces
}

/// Whether a clause with no subject and no date of its own tells against the one before:
/// `inspected the pier but found no cracks`.
fn is_contrast(reading: &Reading<'_>, passage: usize, clause: usize) -> bool {
    let sentence = &reading.sentences[passage].sentence;
    let own = &sentence.clauses[clause];
    let is_joined = own.join == Join::And && reading.tokens[own.body - 1].is("but");
    let goes_on = sentence.verb(clause).is_some_and(|verb| {
        verb.is_finite
            && (own.body..verb.range.start.max(own.body)).all(|at| is_adverb(&reading.tokens[at]))
    });
    let is_plain =
        !own.range.clone().any(|at| reading.is_timed(at)) && asides(reading, &own.range).is_empty();
    is_joined && goes_on && is_plain
}

/// The subject that a clause shares with the one before it: of `the offer, which the board
/// refused, expires` the offer.
fn shared(reading: &Reading<'_>, passage: usize, before: usize) -> Option<Range<usize>> {
    let before = super::resumed::over_aside(reading, passage, before);
    match own_subject(reading, passage, before) {
        Some(_) => antecedent(reading, passage, before),
        None => subject(reading, passage, before),
    }
}

/// The subject of a clause, or of the one before whose subject it shares.
pub(super) fn subject(
    reading: &Reading<'_>,
    passage: usize,
    clause: usize,
) -> Option<Range<usize>> {
    let sentence = &reading.sentences[passage].sentence;
    let own = &sentence.clauses[clause];
    let end = sentence
        .verb(clause)
        .map_or(own.range.end, |verb| verb.range.start);
    let start = own.body.min(end);
    let is_shared = sentence.verb(clause).is_some_and(|verb| !verb.is_finite);
    // `…, reportedly left`
    let is_resumed = own.join == Join::And && (start..end).all(|at| is_adverb(&reading.tokens[at]));
    if start == end || is_resumed || (is_shared && own.join == Join::Subordinate) {
        return clause
            .checked_sub(1)
            .and_then(|before| shared(reading, passage, before));
    }
    if let Some(own) = own_subject(reading, passage, clause) {
        return Some(own);
    }
    if own.join == Join::Relative {
        return match antecedent(reading, passage, clause) {
            Some(found) => Some(found),
            None => Some(start..end),
        };
    }
    // After an introduction the subject is what comes last before the verb.
    let tokens = &reading.tokens;
    let is_participle = |at: usize| {
        let word = tokens[at].lower.as_str();
        word.ends_with("ed") || word.ends_with("ing") || has(&OPENING, word)
    };
    let opens = has(&PREPOSITIONS, &tokens[start].lower)
        || reading.is_timed(start)
        || tokens[start].is_any(&["upon", "alongside", "moreover", "instead", "unlike"])
        || is_participle(start);
    let comma = (start..end).find(|at| tokens[*at].text == ",");
    // `On 3 May Sudan withdrew`
    let date = start + usize::from(has(&PREPOSITIONS, &tokens[start].lower));
    let after = (date..end).find(|at| !reading.is_timed(*at));
    if opens
        && comma.is_none()
        && let Some(after) = after.filter(|after| *after > date)
    {
        return Some(after..end);
    }
    // `in Pontypridd, south Wales, the coroner`
    let is_region = |from: usize| {
        let next = (from..end).find(|at| tokens[*at].text == ",");
        let words = &tokens[from..next.unwrap_or(from)];
        let is_side = |token: &Token<'_>| token.is_any(&["north", "south", "east", "west"]);
        tokens[from - 2].is_capital()
            && !words.is_empty()
            && words.len() <= LONGEST_REGION
            && words.iter().all(|word| word.is_capital() || is_side(word))
    };
    if opens && let Some(comma) = comma {
        let mut from = comma + 1;
        while from < end && (has(&PREPOSITIONS, &tokens[from].lower) || is_region(from)) {
            if let Some(next) = (from..end).find(|at| tokens[*at].text == ",") {
                from = next + 1;
            } else {
                // `…, on 3 June 1942 she married`
                let after = (from + 1..end).find(|at| !reading.is_timed(*at));
                from = after.filter(|after| *after > from + 1).unwrap_or(from);
                break;
            }
        }
        if from < end {
            return Some(from..end);
        }
    }
    Some(start..end)
}

/// The most words of the region that a place is told to lie in.
const LONGEST_REGION: usize = 3;

/// Participles without `-ed` with which a sentence may open: `Born in 1918, …`.
pub(super) const OPENING: [&str; 6] = ["born", "built", "found", "held", "made", "taken"];

/// The subject that a relative clause has of its own: `which she led`, `that officials
/// on Monday traced to a farm`.
fn own_subject(reading: &Reading<'_>, passage: usize, clause: usize) -> Option<Range<usize>> {
    let sentence = &reading.sentences[passage].sentence;
    let own = &sentence.clauses[clause];
    let tokens = &reading.tokens;
    let verb = sentence.verb(clause).filter(|verb| verb.is_finite)?;
    let first = own.body + 1;
    let opens = tokens[own.body].is_any(&["which", "whom", "that", "where"]);
    // `in which ten died`
    let is_led = own.body > 0 && has(&PREPOSITIONS, &tokens[own.body - 1].lower);
    let is_content = is_content(reading, own.body);
    if own.join != Join::Relative || !opens || is_led || is_content || first >= verb.range.start {
        return None;
    }
    let words = first..verb.range.start;
    let mut named = words.clone().filter(|at| !reading.is_timed(*at));
    let is_named = named
        .clone()
        .any(|at| !is_adverb(&tokens[at]) && !tokens[at].is("on"));
    let is_phrase = named.all(|at| {
        let is_plain = !has(&PREPOSITIONS, &tokens[at].lower) || tokens[at].is_any(&["of", "on"]);
        tokens[at].is_word && is_plain
    });
    // `asked that the court order the boy to stay` is no relative clause.
    let is_person = words.len() == 1 && has(&PERSONS, &tokens[first].lower);
    let is_told = is_person || verb.tense == Tense::Past;
    (is_named && is_phrase && is_told && words.len() <= LONGEST_SUBJECT).then_some(words)
}

/// Whether a clause tells what a noun holds: `the fact that many had left`.
fn is_content(reading: &Reading<'_>, that: usize) -> bool {
    let before = that.checked_sub(1).map(|at| &reading.tokens[at]);
    reading.tokens[that].is("that") && before.is_some_and(|noun| has(&CONTENTS, &noun.lower))
}

/// The most words of the subject that a relative clause has of its own.
const LONGEST_SUBJECT: usize = 7;

/// Verbs that without an object are passive where the verb before is.
const SHARING: [&str; 24] = [
    "acquit", "arrest", "ban", "bury", "charge", "convict", "deport", "dismiss", "execute", "fine",
    "fire", "free", "hang", "imprison", "jail", "kill", "name", "oust", "publish", "release",
    "rescue", "sell", "sentence", "suspend",
];

/// The auxiliary of the clause before that a participle shares: `was arrested in May
/// and freed in June`.
fn shared_auxiliary(reading: &Reading<'_>, passage: usize, clause: usize) -> Option<Range<usize>> {
    let sentence = &reading.sentences[passage].sentence;
    let verb = sentence.verb(clause)?;
    let before = sentence.verb(clause.checked_sub(1)?)?;
    let next = reading.tokens.get(verb.range.end)?;
    let has_no_object =
        !next.is_word || has(&PREPOSITIONS, &next.lower) || reading.is_timed(verb.range.end);
    let shares = before.is_passive
        && verb.range.len() == 1
        && has(&SHARING, &verb.base)
        && has_no_object
        && has(&AUXILIARIES, &reading.tokens[before.range.start].lower);
    shares.then(|| before.range.start..before.range.start + 1)
}

/// The auxiliary of a participle after a subject.
pub(super) fn was(subject: &str) -> &'static str {
    let last = subject.rsplit(' ').next().unwrap_or("");
    let is_many = last.eq_ignore_ascii_case("they") || last.eq_ignore_ascii_case("we");
    // A name such as `Hallen Works` is of one.
    let is_plain = last.starts_with(char::is_lowercase);
    if is_many || is_plain && is_plural(last) {
        "were"
    } else {
        "was"
    }
}
