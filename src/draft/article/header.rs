//! What stands above a text: its title, its day, who brought it out.

use super::{Block, Head, is_address};
use crate::date::{Civil, Context, Phrase, Zone};
use crate::source::Span;

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

/// Takes the head off the blocks of a text.
pub(super) fn take(text: &str, blocks: Vec<Block>, head: &mut Head) -> Vec<Block> {
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut is_body = false;
    let mut can_be_title = head.title.is_none();
    let count = blocks.len();
    for (index, block) in blocks.into_iter().enumerate() {
        let line = &text[block.span.start..block.span.end];
        if is_body || index >= HEAD || line.len() > 600 {
            is_body = true;
            kept.push(block);
            continue;
        }
        if is_head_line(line, head) {
            continue;
        }
        if let Some((day, rest)) = leading_date(line) {
            head.published.get_or_insert(day);
            if can_be_title && !rest.is_empty() {
                head.title = Some(flat(rest));
                can_be_title = false;
            }
            continue;
        }
        if can_be_title && is_title(line) && (index + 1 < count) {
            head.title = Some(flat(line));
            can_be_title = false;
            continue;
        }
        can_be_title = false;
        // A caption or a summary may stand between the title and the day.
        is_body = line.split_whitespace().count() > LONGEST_LINE;
        kept.push(block);
    }
    if let Some(first) = kept.iter_mut().find(|block| !block.is_heading) {
        dateline(text, first, head);
    }
    kept
}

/// Whether a line belongs to the head; takes what it tells.
fn is_head_line(line: &str, head: &mut Head) -> bool {
    if let Some((label, value)) = line.split_once(':')
        && !value.is_empty()
        && !label.contains(char::is_whitespace)
        && labelled(&label.to_ascii_lowercase(), value.trim(), head)
    {
        return true;
    }
    if let Some(day) = date_line(line) {
        head.published.get_or_insert(day);
        return true;
    }
    let is_byline = line.starts_with("By ") || line.starts_with("by ");
    is_byline && line.split_whitespace().count() <= 10 && !line.ends_with(['.', '!', '?'])
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
            head.published = Some(day);
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
    Some(Civil::midnight(day.year, day.month, day.day))
}

/// The longest date within a line, and its bytes.
fn date_within(line: &str) -> Option<(Civil, Span)> {
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

/// The day of a line that is nothing but a date and what stands beside one.
fn date_line(line: &str) -> Option<Civil> {
    let (day, span) = date_within(line)?;
    let is_byline = line.starts_with("By ") || line.contains(['|', '·', '•']);
    let outside = words(line).into_iter().filter(|word| {
        let text = &line[word.start..word.end];
        let inside = word.start >= span.start && word.end <= span.end;
        let is_beside = BESIDE.contains(&text.to_ascii_lowercase().as_str())
            || text.starts_with(|letter: char| letter.is_ascii_digit());
        !inside && !is_beside
    });
    let most = if is_byline { 10 } else { 0 };
    (outside.count() <= most).then_some(day)
}

/// A date with which a line begins, and what comes after it: ` date 2025-09-21
/// Title`.
fn leading_date(line: &str) -> Option<(Civil, &str)> {
    let words = words(line);
    let first = words.first()?;
    let is_labelled = line[first.start..first.end].eq_ignore_ascii_case("date");
    let from = words.get(usize::from(is_labelled))?.start;
    // The longest date that begins here.
    let longest = words
        .iter()
        .skip(usize::from(is_labelled))
        .take(LONGEST_DATE);
    let mut found = None;
    for word in longest {
        if let Some(day) = whole_day(&line[from..word.end]) {
            found = Some((day, word.end));
        }
    }
    let (day, end) = found?;
    let rest = line[end..].trim_start_matches(|letter: char| {
        !letter.is_alphanumeric() && !matches!(letter, '“' | '"' | '‘')
    });
    // `On 5 May 2020 the bridge fell.` is a sentence, not a head.
    let is_sentence = rest.ends_with('.') || rest.starts_with(|letter: char| letter.is_lowercase());
    (is_labelled || !is_sentence).then_some((day, rest))
}

/// Whether a line reads as a headline: no whole sentence with its stop.
fn is_title(line: &str) -> bool {
    (2..=30).contains(&line.split_whitespace().count())
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
    let place = &line[..mark];
    let first = place.split([',', '(', ' ']).next().unwrap_or("");
    let is_place = first.chars().count() > 1
        && first
            .chars()
            .all(|letter| letter.is_uppercase() || !letter.is_alphabetic());
    let agency = place
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(name, _)| name);
    if mark > 80 || !(is_place || agency.is_some()) {
        return;
    }
    if let Some((day, _)) = date_within(place) {
        head.published.get_or_insert(day);
    }
    if let Some(agency) =
        agency.filter(|name| name.chars().count() <= 30 && whole_day(name).is_none())
    {
        head.publisher.get_or_insert(flat(agency));
    }
    block.span.start += mark + length;
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
        ] {
            let (title, day, text) = told(&format!("{head}{body}\n"));
            assert_eq!(title.as_deref(), Some("River floods town"), "{head}");
            assert_eq!(day.as_deref(), Some("2025-09-21"), "{head}");
            assert_eq!(text, body, "{head}");
        }
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
