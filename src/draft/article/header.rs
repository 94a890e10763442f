//! What stands above a text: its title, its day, who brought it out.

use super::paper::note_paper;
use super::{Block, Head, is_address};
use crate::date::arithmetic::day_of;
use crate::date::{Civil, Context, Instant, Phrase, Zone};
use crate::draft::clause::Sentence;
use crate::draft::token;
use crate::draft::verb::Group;
use crate::source::Span;
use std::collections::BTreeSet;

/// How many blocks may belong to the head.
const HEAD: usize = 12;

/// The most words of a date in a head, as in `Saturday, 20 September 2025 at 14:30 UTC`.
const LONGEST_DATE: usize = 8;

/// The most words of a block that may belong to the head.
const LONGEST_LINE: usize = 40;

/// Words that stand beside a date in a head.
const BESIDE: [&str; 34] = [
    "date",
    "dated",
    "published",
    "posted",
    "updated",
    "modified",
    "created",
    "issued",
    "released",
    "filed",
    "first",
    "last",
    "on",
    "at",
    "and",
    "the",
    "of",
    "am",
    "pm",
    "gmt",
    "utc",
    "est",
    "edt",
    "cst",
    "cdt",
    "pst",
    "pdt",
    "bst",
    "cet",
    "cest",
    "ist",
    "min",
    "read",
    "release",
];

/// The head in front matter, and the byte at which the rest begins.
pub(super) fn front_matter(text: &str) -> (Head, usize) {
    let mut head = Head::default();
    let start = text.len() - text.trim_start().len();
    let mut lines = text[start..].split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != "---") {
        return (head, 0);
    }
    let mut at = start + text[start..].find('\n').map_or(0, |at| at + 1);
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (head, at);
        }
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim().trim_matches(['"', '\'']);
            labelled(&key.trim().to_ascii_lowercase(), value, &mut head);
        }
    }
    // It never ends: then it is no front matter.
    (Head::default(), 0)
}

/// Takes the head off the blocks of a text. It ends where the text begins to tell:
/// at the first sentence or finite verb below the title.
pub(super) fn take(text: &str, blocks: Vec<Block>, head: &mut Head) -> Vec<Block> {
    let line = |block: &Block| &text[block.span.start..block.span.end];
    let is_entry = entries(blocks.iter().map(line));
    let bare = Bare::of(blocks.iter().map(line));
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut is_body = false;
    let count = blocks.len();
    for (index, block) in blocks.into_iter().enumerate() {
        let line = &text[block.span.start..block.span.end];
        if index >= HEAD || line.len() > 600 {
            is_body = true;
        }
        if !is_body && is_update(line) {
            continue;
        }
        // The title once more.
        if !is_body && head.title.as_deref() == Some(flat(line).as_str()) {
            head.passed.push(block.span);
            continue;
        }
        let day = if is_body { None } else { head_day(line) };
        if let Some(day) = day.filter(|_| !is_entry[index]) {
            let is_later =
                is_bare(line) && bare.latest.is_some_and(|latest| latest > day.instant());
            if !is_later {
                note_day(day, line, block.span, head);
                note_paper(line, head);
                continue;
            }
        }
        // A summary may stand between the title and the day.
        if index < HEAD
            && is_bare(line)
            && let Some(day) = date_line(line)
            && (head.published == Some(day) || head.published.is_none() && bare.is_one)
        {
            head.published = Some(day);
            continue;
        }
        if is_body || is_entry[index] {
            is_body = true;
            kept.push(block);
            continue;
        }
        if is_head_line(line, head) {
            head.passed.push(block.span);
            continue;
        }
        if index > 0 && is_dateline(line, block.span, head) {
            continue;
        }
        let can_be_title = head.title.is_none() && kept.is_empty();
        if can_be_title && let Some((day, rest)) = leading_date(line) {
            note_day(day, line, block.span, head);
            head.title = Some(flat(rest)).filter(|rest| !rest.is_empty());
            continue;
        }
        if can_be_title && is_title(line, index == 0) && index + 1 < count {
            head.title = Some(flat(line.trim_start_matches("# ")));
            head.passed.push(block.span);
            continue;
        }
        is_body = is_sentence(line)
            || head.title.is_some() && head.published.is_some()
            || line.split_whitespace().count() > LONGEST_LINE;
        kept.push(block);
    }
    if let Some(first) = kept.iter_mut().find(|block| !block.is_heading) {
        dateline(text, first, head);
    }
    kept
}

/// Takes a day of a head; the first one holds.
fn note_day(day: Civil, line: &str, span: Span, head: &mut Head) {
    let lower = line.to_lowercase();
    let is_update = ["updated", "modified"]
        .iter()
        .any(|word| lower.contains(word));
    let known = *head.published.get_or_insert(day);
    if known != day && !is_update {
        head.passed.push(span);
    }
}

/// Which lines are entries of a chronology: a date and what happened, with another
/// such line beside them.
fn entries<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let opens: Vec<bool> = lines
        .map(|line| opening_date(line).is_some_and(|(_, rest)| !rest.is_empty()))
        .collect();
    let at = |index: Option<usize>| index.and_then(|at| opens.get(at)).is_some_and(|is| *is);
    (0..opens.len())
        .map(|index| opens[index] && (at(index.checked_sub(1)) || at(index.checked_add(1))))
        .collect()
}

/// The days that stand on lines by themselves.
struct Bare {
    /// Where more than one does, the day of the article is no earlier than those
    /// that it tells of.
    latest: Option<Instant>,
    is_one: bool,
}

impl Bare {
    fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let days = lines.filter(|line| is_bare(line)).filter_map(date_line);
        let days: BTreeSet<Instant> = days.map(Civil::instant).collect();
        Self {
            latest: days.last().copied(),
            is_one: days.len() == 1,
        }
    }
}

/// Whether a line holds no word that says of its date what it dates.
fn is_bare(line: &str) -> bool {
    let labels = &BESIDE[..12];
    line.len() <= 60
        && !line.contains(['|', '·', '•'])
        && !words(line).iter().any(|word| {
            let word = line[word.start..word.end].to_ascii_lowercase();
            labels.contains(&word.as_str()) || word == "by"
        })
}

/// Whether a line is a sentence: it ends with a stop or holds a finite verb.
pub(super) fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?']) || has_verb(line)
}

/// Whether a line holds a finite verb in lower case; capitals may be names.
fn has_verb(line: &str) -> bool {
    let tokens = token::cut(line, Span::new(0, line.len()));
    let dates: Vec<Span> = date_within(line)
        .map(|(_, span)| span)
        .into_iter()
        .collect();
    let sentence = Sentence::read(&tokens, 0..tokens.len(), &dates);
    let is_told = |verb: &Group| verb.is_finite && !tokens[verb.head].is_capital();
    sentence.verbs.iter().any(is_told)
}

/// The day of a line that dates the article.
fn head_day(line: &str) -> Option<Civil> {
    let (label, value) = line.split_once(':').unwrap_or_default();
    let is_labelled = matches!(
        label.to_ascii_lowercase().as_str(),
        "date" | "published" | "posted" | "pubdate" | "publishdate" | "published_at"
    );
    if is_labelled && !is_told(value.trim()) {
        return written_date(value);
    }
    date_line(line)
}

/// Whether a line tells when the article was changed.
fn is_update(line: &str) -> bool {
    let (label, value) = line.split_once(':').unwrap_or_default();
    let label = label.to_ascii_lowercase();
    let is_label = matches!(label.as_str(), "updated" | "modified" | "lastmod");
    is_label && !is_told(value.trim()) && written_date(value).is_some()
}

/// Whether the value of a label is a sentence of the text.
fn is_told(value: &str) -> bool {
    has_verb(value) && (value.ends_with(['.', '!', '?']) || date_within(value).is_some())
}

/// Whether a line belongs to the head; takes what it tells.
fn is_head_line(line: &str, head: &mut Head) -> bool {
    if let Some((label, value)) = line.split_once(':')
        && !value.is_empty()
        && !label.contains(char::is_whitespace)
    {
        let label = label.to_ascii_lowercase();
        let value = value.trim();
        let is_title = matches!(label.as_str(), "title" | "headline");
        if (is_title || !is_told(value)) && labelled(&label, value, head) {
            return true;
        }
    }
    let Some(name) = line
        .strip_prefix("By ")
        .or_else(|| line.strip_prefix("by "))
    else {
        return false;
    };
    name.split_whitespace().count() < 10 && !is_sentence(name) && opening_date(name).is_none()
}

/// Takes a line with a label; tells whether the label is one of a head.
fn labelled(label: &str, value: &str, head: &mut Head) -> bool {
    match label {
        "title" | "headline" => {
            if !value.is_empty() {
                head.title.get_or_insert(flat(value));
            }
        }
        "date" | "published" | "posted" | "pubdate" | "publishdate" | "published_at" => {
            let Some(day) = written_date(value) else {
                return false;
            };
            head.published.get_or_insert(day);
        }
        "updated" | "modified" | "lastmod" => return written_date(value).is_some(),
        "publisher" | "source" | "outlet" | "site" => {
            head.publisher.get_or_insert(flat(value));
        }
        "url" | "link" | "canonical" => {
            if !is_address(value) {
                return false;
            }
            head.url.get_or_insert(value.to_owned());
        }
        "lang" | "language" => {
            head.language.get_or_insert(value.to_owned());
        }
        "author" | "authors" | "byline" | "by" | "tags" | "category" | "categories" => {}
        _ => return false,
    }
    true
}

/// The day that metadata give: the local day of a timestamp, or a date in words.
pub(super) fn written_date(value: &str) -> Option<Civil> {
    let value = value.trim();
    let is_stamp = value
        .as_bytes()
        .get(10)
        .is_some_and(|byte| matches!(byte, b'T' | b't' | b' '));
    if is_stamp && let Some(day) = value.get(..10).and_then(whole_day) {
        return Some(day);
    }
    whole_day(value).or_else(|| date_within(value).map(|(day, _)| day))
}

/// The day of a whole text that is one date, told without any other day.
fn whole_day(text: &str) -> Option<Civil> {
    let context = Context::default();
    let meaning = Phrase::parse(text)
        .ok()?
        .resolve(&context, &|_| false)
        .ok()?;
    let day = meaning.one_day(Zone::Floating)?;
    Some(day_of(day))
}

/// The longest date within a line, and its bytes.
pub(super) fn date_within(line: &str) -> Option<(Civil, Span)> {
    let words = words(line);
    if words.len() > LONGEST_LINE {
        return None;
    }
    for length in (1..=LONGEST_DATE.min(words.len())).rev() {
        for window in words.windows(length) {
            let (from, to) = (window[0].start, window[length - 1].end);
            let has_digit = line[from..to].bytes().any(|byte| byte.is_ascii_digit());
            if has_digit && let Some(day) = whole_day(&line[from..to]) {
                return Some((day, Span::new(from, to)));
            }
        }
    }
    None
}

/// The words of a line without the marks around them.
fn words(line: &str) -> Vec<Span> {
    let is_mark = |letter: char| !letter.is_alphanumeric();
    line.split_whitespace()
        .filter_map(|word| {
            let start = word.as_ptr() as usize - line.as_ptr() as usize;
            let inner = word.trim_start_matches(is_mark);
            let from = start + (word.len() - inner.len());
            let inner = inner.trim_end_matches(is_mark);
            (!inner.is_empty()).then(|| Span::new(from, from + inner.len()))
        })
        .collect()
}

/// The day of a line that is nothing but a date and what stands beside one: the
/// names of a byline, where bars part it from them, or of a paper or place that a comma
/// parts from it.
fn date_line(line: &str) -> Option<Civil> {
    const WRITERS: [&str; 8] = [
        "by",
        "correspondent",
        "desk",
        "editor",
        "reporter",
        "reporters",
        "staff",
        "writer",
    ];
    let (day, span) = date_within(line)?;
    let is_named = line[..span.start].trim_end().ends_with(',')
        && !line[span.end..].contains(char::is_alphanumeric);
    let is_byline = is_named || line.starts_with("By ") || line.contains(['|', '·', '•']);
    let outside: Vec<&str> = words(line)
        .into_iter()
        .filter(|word| word.start < span.start || word.end > span.end)
        .map(|word| &line[word.start..word.end])
        .filter(|text| {
            !BESIDE.contains(&text.to_ascii_lowercase().as_str())
                && !text.starts_with(|letter: char| letter.is_ascii_digit())
        })
        .collect();
    if !is_byline || outside.is_empty() {
        return outside.is_empty().then_some(day);
    }
    let is_name = |text: &&str| {
        text.starts_with(char::is_uppercase)
            || WRITERS.contains(&text.to_ascii_lowercase().as_str())
            || *text == "for"
    };
    let leads = line.strip_prefix("By ").and_then(opening_date).is_some();
    let is_short = outside.len() <= 10 && !line.ends_with(['.', '!', '?']);
    (is_short && !leads && outside.iter().all(is_name)).then_some(day)
}

/// A date with which a line begins, and what comes after it.
fn opening_date(line: &str) -> Option<(Civil, &str)> {
    let line = line.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let words = words(line.get(..line.len().min(600)).unwrap_or(line));
    let from = words.first()?.start;
    // The longest date that begins here.
    let mut found = None;
    for word in words.iter().take(LONGEST_DATE) {
        if let Some(day) = whole_day(&line[from..word.end]) {
            found = Some((day, word.end));
        }
    }
    let (day, end) = found?;
    let rest = line[end..].trim_start_matches(|letter: char| {
        !letter.is_alphanumeric() && !matches!(letter, '“' | '"' | '‘')
    });
    Some((day, rest))
}

/// A date with which a head begins, and what comes after it: ` date 2025-09-21
/// Title`.
fn leading_date(line: &str) -> Option<(Civil, &str)> {
    let label = line
        .get(..5)
        .filter(|label| label.eq_ignore_ascii_case("date "));
    let (day, rest) = opening_date(label.map_or(line, |label| &line[label.len()..]))?;
    // `On 5 May 2020 the bridge fell.` is a sentence, not a head.
    let is_sentence = rest.ends_with('.') || rest.starts_with(|letter: char| letter.is_lowercase());
    (label.is_some() || !is_sentence).then_some((day, rest))
}

/// Whether a line reads as a headline: no whole sentence with its stop. One word
/// is enough where it is the first line.
fn is_title(line: &str, is_first: bool) -> bool {
    let least = if is_first { 1 } else { 2 };
    (least..=30).contains(&line.split_whitespace().count())
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', ':', ';', ',', '—', '–', '-', '_'])
}

/// A dateline such as `KABUL, Sept. 21, 2025 (AFP) — `: its day and agency, and
/// the text begins after it.
fn dateline(text: &str, block: &mut Block, head: &mut Head) {
    let line = &text[block.span.start..block.span.end];
    let Some((mark, length)) = [" — ", " – ", " -- ", " - "]
        .iter()
        .filter_map(|mark| line.find(mark).map(|at| (at, mark.len())))
        .min()
    else {
        return;
    };
    if dated_place(&line[..mark], block.span.start, head) {
        block.span.start += mark + length;
    }
}

/// Whether a line is nothing but a dateline: `KABUL, Sept. 21, 2025 —`; takes what it
/// tells.
fn is_dateline(line: &str, span: Span, head: &mut Head) -> bool {
    let place = line.trim_end_matches(['—', '–', '-']);
    place.len() < line.len() && dated_place(place.trim_end(), span.start, head)
}

/// Whether some words that begin at a byte are the place and day of a dateline, with
/// its agency; takes them.
fn dated_place(place: &str, start: usize, head: &mut Head) -> bool {
    let first = place.split([',', '(', ' ']).next().unwrap_or("");
    let is_place = first.chars().count() > 1
        && first.starts_with(char::is_uppercase)
        && first
            .chars()
            .all(|letter| letter.is_uppercase() || !letter.is_alphabetic());
    let agency = place
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(name, _)| name);
    if place.len() > 80 || !(is_place || agency.is_some()) || has_verb(place) {
        return false;
    }
    if let Some((day, _)) = date_within(place) {
        let front = Span::new(start, start + place.len());
        note_day(day, place, front, head);
    }
    if let Some(agency) =
        agency.filter(|name| name.chars().count() <= 30 && whole_day(name).is_none())
    {
        head.publisher.get_or_insert(flat(agency));
    }
    true
}

/// A text on one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::Article;

    /// Title, day and first words of a text.
    fn told(text: &str) -> (Option<String>, Option<String>, String) {
        let article = Article::read("a.txt", text.as_bytes()).unwrap();
        let day = article
            .published()
            .map(|day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day));
        let span = article.blocks()[0].span;
        let body = article.text()[span.start..span.end].to_owned();
        (article.title().map(str::to_owned), day, body)
    }

    #[test]
    fn a_head_gives_title_and_day_in_many_ways() {
        let body = "The river rose. Nobody was hurt.";
        for head in [
            " date 2025-09-21 River floods town\n",
            "2025-09-21: River floods town\n",
            "River floods town\n\nSunday, September 21, 2025\n\n",
            "River floods town\nPublished 21 September 2025 at 10:30 GMT\n",
            "River floods town\nBy Ann Lee | Sept. 21, 2025\n\n",
            "Title: River floods town\nDate: 2025-09-21T23:30:00-07:00\n\n",
            "---\ntitle: \"River floods town\"\ndate: 2025-09-21\n---\n",
            "River floods town\nBy Ann Lee\nUpdated: 2025-09-22\nDate: 21 September 2025\n",
            "River floods town\nLINDAU, Sept. 21, 2025 (Wire) —\n\n",
            "River floods town\nLindau Evening Post, 21 September 2025\n\n",
        ] {
            let (title, day, text) = told(&format!("{head}{body}\n"));
            assert_eq!(title.as_deref(), Some("River floods town"), "{head}");
            assert_eq!(day.as_deref(), Some("2025-09-21"), "{head}");
            assert_eq!(text, body, "{head}");
        }
    }

    #[test]
    fn a_head_ends_where_the_text_begins_to_tell() {
        let dated = "River floods town\n2 August 2021\n\n";
        for line in [
            "By 5 May 2020 the dam had burst.",
            "By 8 May 2021 all roads were open",
            "1 May 2021 Army arrives in town",
            "6 May 2020 | Dam break at the upper lake",
            "Source: the army, on 3 May 2021, closed the bridge.",
            "Tags: on 4 May 2021 the dam broke.",
            "Updated: on 4 May 2021 the dam broke.",
            "NATO left the town on 5 May 2020 - the army followed.",
        ] {
            let (title, day, body) = told(&format!("{dated}{line}\n\nIt rained.\n"));
            assert_eq!(title.as_deref(), Some("River floods town"), "{line}");
            assert_eq!(day.as_deref(), Some("2021-08-02"), "{line}");
            assert_eq!(body, line);
        }
    }

    #[test]
    fn a_chronology_is_no_head() {
        for marks in [": ", " - ", " | ", " "] {
            let lines = ["15 May 2020", "16 May 2020"].map(|day| format!("{day}{marks}Rain falls"));
            let (title, day, body) = told(&format!("{}\n{}\n", lines[0], lines[1]));
            assert_eq!((title, day), (None, None), "{marks}");
            assert_eq!(body, lines[0]);
            let (title, day, body) = told(&format!("Flood\n\n{}\n{}\n", lines[0], lines[1]));
            assert_eq!((title.as_deref(), day), (Some("Flood"), None), "{marks}");
            assert_eq!(body, lines[0]);
        }
        let (_, day, body) =
            told("The flood\n\n15 May 2020\n\nIt rains.\n\n16 May 2020\n\nIt stops.\n");
        assert_eq!((day, body.as_str()), (None, "15 May 2020"));
    }

    #[test]
    fn a_later_date_replaces_no_day_that_is_taken() {
        let (_, day, _) = told("Rain\nDate: 2021-05-04\nPublished: 2021-05-09\nIt rained.\n");
        assert_eq!(day.as_deref(), Some("2021-05-04"));
        let (_, day, body) = told("Rain\n\nIt rained in town.\n\n4 May 2021\n\nIt stopped.\n");
        assert_eq!(day.as_deref(), Some("2021-05-04"));
        assert_eq!(body, "It rained in town.");
    }

    #[test]
    fn a_dateline_gives_the_day() {
        let (_, day, body) =
            told("River floods town\n\nKABUL, Sept. 21, 2025 (AFP) — The river rose.\n");
        assert_eq!(day.as_deref(), Some("2025-09-21"));
        assert_eq!(body, "The river rose.");
    }

    #[test]
    fn no_day_is_made_of_what_may_be_two() {
        let (_, day, _) = told("River floods town\n03/04/2021\nThe river rose.\n");
        assert_eq!(day, None);
        let (_, day, body) = told("On 5 May 2020 the bridge fell.\n");
        assert_eq!(day, None);
        assert_eq!(body, "On 5 May 2020 the bridge fell.");
    }
}
