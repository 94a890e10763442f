//! Words that the drafting knows: verbs with their forms and nouns, and the
//! small words that sentences are built on.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a verb is about, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Nothing in particular.
    Other,
    /// Something is said or written.
    Saying,
    /// A question.
    Asking,
    /// An answer.
    Replying,
    /// Something is decided.
    Deciding,
    /// Something begins.
    Beginning,
    /// Something ends.
    Ending,
    /// A blow, an accident, harm.
    Harming,
    /// People come together.
    Meeting,
    /// A vote.
    Voting,
}

/// A verb by its base form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb {
    pub(super) base: &'static str,
    /// Its past, where that is not regular.
    past: Option<&'static str>,
    /// The noun for what it tells, such as `withdrawal`.
    pub(super) noun: Option<&'static str>,
    pub(super) sort: Sort,
}

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    /// `withdraws`
    Third,
    /// `withdrew`
    Past,
    /// `withdrawn`, and no past
    Participle,
    /// `withdrawing`
    Gerund,
}

struct Lexicon {
    verbs: Vec<Verb>,
    forms: HashMap<String, (usize, Form)>,
    nouns: HashMap<&'static str, usize>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        verbs: Vec::new(),
        forms: HashMap::new(),
        nouns: HashMap::new(),
    };
    let lines = include_str!("lexicon/verbs.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        lexicon.add(line);
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, line: &'static str) {
        let mut fields = line
            .split(' ')
            .map(|field| Some(field).filter(|field| *field != "-"));
        let mut next = || fields.next().flatten();
        let (base, past, participle, noun, sort) = (next(), next(), next(), next(), next());
        let Some(base) = base else { return };
        let index = self.verbs.len();
        self.verbs.push(Verb {
            base,
            past,
            noun,
            sort: match sort {
                Some("say") => Sort::Saying,
                Some("ask") => Sort::Asking,
                Some("reply") => Sort::Replying,
                Some("decide") => Sort::Deciding,
                Some("begin") => Sort::Beginning,
                Some("end") => Sort::Ending,
                Some("harm") => Sort::Harming,
                Some("meet") => Sort::Meeting,
                Some("vote") => Sort::Voting,
                _ => Sort::Other,
            },
        });
        let mut put = |form: String, kind| {
            self.forms.entry(form).or_insert((index, kind));
        };
        if let Some(past) = past {
            put(past.to_owned(), Form::Past);
            if let Some(participle) = participle {
                put(participle.to_owned(), Form::Participle);
            }
        } else {
            put(regular(base, "ed"), Form::Past);
        }
        put(regular(base, "ing"), Form::Gerund);
        put(third(base), Form::Third);
        put(base.to_owned(), Form::Base);
        if let Some(noun) = noun {
            self.nouns.entry(noun).or_insert(index);
        }
    }
}

/// A regular form by the rules of spelling: `stopped`, `tried`, `making`.
fn regular(base: &str, ending: &str) -> String {
    let letters = base.as_bytes();
    let last = letters.last().copied().unwrap_or(b' ');
    let before = letters.len().checked_sub(2).map_or(b' ', |at| letters[at]);
    let is_vowel = |letter: u8| b"aeiou".contains(&letter);
    if last == b'e' && before == b'i' && ending == "ing" {
        return format!("{}y{ending}", &base[..base.len() - 2]);
    }
    if last == b'e' && (before != b'e' || ending == "ed") {
        return format!("{}{ending}", &base[..base.len() - 1]);
    }
    if last == b'y' && !is_vowel(before) && ending == "ed" {
        return format!("{}ied", &base[..base.len() - 1]);
    }
    let vowels = letters.iter().filter(|letter| is_vowel(**letter)).count();
    let is_short = vowels == 1 && is_vowel(before) && !is_vowel(last) && !b"wxy".contains(&last);
    // Verbs of two syllables that are stressed on the last.
    let is_stressed = [
        "admit", "submit", "occur", "permit", "expel", "kidnap", "cancel", "begin", "acquit",
        "forget", "defer",
    ]
    .contains(&base);
    if (is_short && letters.len() > 2) || is_stressed {
        return format!("{base}{}{ending}", char::from(last));
    }
    format!("{base}{ending}")
}

/// The third person: `denies`, `crashes`, `says`.
fn third(base: &str) -> String {
    match base {
        "have" => return "has".to_owned(),
        "be" => return "is".to_owned(),
        _ => {}
    }
    let before = base
        .len()
        .checked_sub(2)
        .map_or(b' ', |at| base.as_bytes()[at]);
    if base.ends_with('y') && !b"aeiou".contains(&before) {
        return format!("{}ies", &base[..base.len() - 1]);
    }
    let hisses = ["s", "x", "z", "ch", "sh", "go"]
        .iter()
        .any(|end| base.ends_with(end));
    format!("{base}{}", if hisses { "es" } else { "s" })
}

/// The verb of which a word in lower case is a form.
pub(super) fn verb(word: &str) -> Option<(Verb, Form)> {
    let (index, form) = LEXICON.forms.get(word)?;
    Some((LEXICON.verbs[*index], *form))
}

/// The past of a verb: `closed`, `went`.
pub(super) fn past(verb: Verb) -> String {
    let regular = || regular(verb.base, "ed");
    verb.past.map_or_else(regular, str::to_owned)
}

/// The past of a verb that is not known: `rewrote`, after the verb that ends it.
pub(super) fn past_of_unknown(base: &str) -> String {
    let fronts = ["re", "over", "out", "under", "mis", "with"];
    let made_of = fronts.iter().find_map(|front| {
        let (verb, form) = verb(base.strip_prefix(front)?)?;
        (form == Form::Base).then(|| format!("{front}{}", past(verb)))
    });
    made_of.unwrap_or_else(|| regular(base, "ed"))
}

/// The verb whose doing a noun names: `withdrawal`, `withdrawals`.
pub(super) fn verb_of_noun(word: &str) -> Option<Verb> {
    let find = |word: &str| LEXICON.nouns.get(word).map(|index| LEXICON.verbs[*index]);
    find(word)
        .or_else(|| find(word.strip_suffix('s')?))
        .or_else(|| find(word.strip_suffix("es")?))
        .or_else(|| find(&format!("{}y", word.strip_suffix("ies")?)))
}

/// Nouns for what happens that belong to no verb.
const HAPPENINGS: [(&str, Sort); 62] = [
    ("accident", Sort::Harming),
    ("anniversary", Sort::Meeting),
    ("assault", Sort::Harming),
    ("avalanche", Sort::Harming),
    ("battle", Sort::Harming),
    ("ceasefire", Sort::Ending),
    ("ceremony", Sort::Meeting),
    ("concert", Sort::Meeting),
    ("conference", Sort::Meeting),
    ("congress", Sort::Meeting),
    ("coup", Sort::Harming),
    ("crisis", Sort::Harming),
    ("cyclone", Sort::Harming),
    ("debate", Sort::Meeting),
    ("disaster", Sort::Harming),
    ("drought", Sort::Harming),
    ("earthquake", Sort::Harming),
    ("epidemic", Sort::Harming),
    ("event", Sort::Meeting),
    ("exam", Sort::Other),
    ("famine", Sort::Harming),
    ("festival", Sort::Meeting),
    ("funeral", Sort::Meeting),
    ("game", Sort::Meeting),
    ("genocide", Sort::Harming),
    ("hajj", Sort::Meeting),
    ("hurricane", Sort::Harming),
    ("incident", Sort::Harming),
    ("interview", Sort::Meeting),
    ("landslide", Sort::Harming),
    ("liftoff", Sort::Beginning),
    ("massacre", Sort::Harming),
    ("match", Sort::Meeting),
    ("message", Sort::Saying),
    ("mission", Sort::Other),
    ("mutiny", Sort::Harming),
    ("olympics", Sort::Meeting),
    ("outage", Sort::Harming),
    ("outbreak", Sort::Beginning),
    ("pandemic", Sort::Harming),
    ("pilgrimage", Sort::Meeting),
    ("poll", Sort::Voting),
    ("quake", Sort::Harming),
    ("rain", Sort::Harming),
    ("rebellion", Sort::Harming),
    ("referendum", Sort::Voting),
    ("revolution", Sort::Harming),
    ("riot", Sort::Harming),
    ("scandal", Sort::Other),
    ("shutdown", Sort::Ending),
    ("siege", Sort::Harming),
    ("stampede", Sort::Harming),
    ("storm", Sort::Harming),
    ("summit", Sort::Meeting),
    ("tornado", Sort::Harming),
    ("tragedy", Sort::Harming),
    ("treaty", Sort::Deciding),
    ("tsunami", Sort::Harming),
    ("typhoon", Sort::Harming),
    ("uprising", Sort::Harming),
    ("war", Sort::Harming),
    ("wind", Sort::Harming),
];

/// What a noun that names a happening is about.
pub(super) fn happening(word: &str) -> Option<Sort> {
    if let Some(verb) = verb_of_noun(word) {
        return Some(verb.sort);
    }
    let find = |word: &str| {
        let at = HAPPENINGS.binary_search_by(|(noun, _)| (*noun).cmp(word));
        at.ok().map(|at| HAPPENINGS[at].1)
    };
    find(word)
        .or_else(|| find(word.strip_suffix('s')?))
        .or_else(|| find(word.strip_suffix("es")?))
}

/// Nouns for groups who act, which a name may stand before: `Afghan government`.
pub(super) const GROUPS: [&str; 68] = [
    "administration",
    "agency",
    "airline",
    "army",
    "assembly",
    "association",
    "authorities",
    "authority",
    "bank",
    "board",
    "cabinet",
    "city",
    "coalition",
    "command",
    "commission",
    "committee",
    "company",
    "congregation",
    "council",
    "court",
    "department",
    "engineers",
    "fighters",
    "firefighters",
    "firm",
    "force",
    "forces",
    "government",
    "governor",
    "guard",
    "inspectors",
    "investigators",
    "journalists",
    "judge",
    "lawmakers",
    "mayor",
    "militants",
    "military",
    "minister",
    "ministry",
    "museum",
    "navy",
    "officials",
    "organisation",
    "organization",
    "parliament",
    "parties",
    "party",
    "pilots",
    "police",
    "president",
    "prosecutors",
    "protesters",
    "rebels",
    "regulator",
    "reporters",
    "researchers",
    "residents",
    "scientists",
    "senate",
    "shareholders",
    "society",
    "soldiers",
    "team",
    "troops",
    "union",
    "university",
    "workers",
];

/// Words that may stand before a noun and open a phrase.
pub(super) const DETERMINERS: [&str; 29] = [
    "a", "all", "an", "another", "any", "both", "each", "every", "few", "her", "his", "its",
    "many", "more", "most", "my", "no", "one", "our", "several", "some", "such", "that", "the",
    "their", "these", "this", "those", "your",
];

pub(super) const PREPOSITIONS: [&str; 50] = [
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "amid",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beneath",
    "beside",
    "between",
    "beyond",
    "by",
    "despite",
    "down",
    "during",
    "except",
    "following",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "outside",
    "over",
    "past",
    "per",
    "since",
    "through",
    "throughout",
    "to",
    "toward",
    "under",
    "until",
    "upon",
    "with",
    "within",
];

/// Pronouns that act.
pub(super) const PERSONS: [&str; 6] = ["he", "she", "they", "it", "we", "i"];

pub(super) const PRONOUNS: [&str; 10] = [
    "he", "i", "it", "she", "they", "this", "we", "who", "which", "you",
];

/// Auxiliaries that make a verb finite.
pub(super) const AUXILIARIES: [&str; 44] = [
    "am",
    "are",
    "aren't",
    "can",
    "can't",
    "cannot",
    "could",
    "couldn't",
    "did",
    "didn't",
    "do",
    "does",
    "doesn't",
    "don't",
    "had",
    "hadn't",
    "has",
    "hasn't",
    "have",
    "haven't",
    "is",
    "isn't",
    "may",
    "might",
    "must",
    "shall",
    "should",
    "shouldn't",
    "was",
    "wasn't",
    "were",
    "weren't",
    "will",
    "won't",
    "would",
    "wouldn't",
    "he's",
    "she's",
    "it's",
    "they're",
    "we're",
    "i'm",
    "we've",
    "they've",
];

pub(super) const FUTURE: [&str; 5] = ["will", "won't", "shall", "he'll", "they'll"];

/// Small words that no name is made of, though a sentence begins with them.
pub(super) const SMALL: [&str; 76] = [
    "a",
    "about",
    "according",
    "after",
    "again",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "finally",
    "following",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "it",
    "its",
    "just",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "no",
    "not",
    "now",
    "of",
    "on",
    "one",
    "only",
    "our",
    "recently",
    "she",
    "since",
    "so",
    "some",
    "still",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "to",
    "today",
    "two",
    "we",
    "yet",
];

/// Whether a sorted or unsorted list has a word.
pub(super) fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Whether a word is a number: `twelve`, `forty`.
pub(super) fn is_number(word: &str) -> bool {
    use crate::date::vocabulary::{SMALL, TENS};
    let word = word.split('-').next().unwrap_or(word);
    SMALL.contains(&word) || TENS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_verb() {
        for (word, base, form) in [
            ("withdrew", "withdraw", Form::Past),
            ("threatened", "threaten", Form::Past),
            ("stopped", "stop", Form::Past),
            ("denied", "deny", Form::Past),
            ("occurred", "occur", Form::Past),
            ("taking", "take", Form::Gerund),
            ("dying", "die", Form::Gerund),
            ("launches", "launch", Form::Third),
            ("agreed", "agree", Form::Past),
            ("written", "write", Form::Participle),
        ] {
            let (verb, found) = verb(word).unwrap_or_else(|| panic!("{word}"));
            assert_eq!((verb.base, found), (base, form), "{word}");
        }
        assert!(verb("table").is_none());
    }

    #[test]
    fn nouns_lead_to_their_verb() {
        assert_eq!(verb_of_noun("withdrawal").unwrap().base, "withdraw");
        assert_eq!(verb_of_noun("strikes").unwrap().base, "strike");
        assert_eq!(happening("earthquake"), Some(Sort::Harming));
        assert_eq!(happening("wars"), Some(Sort::Harming));
        assert_eq!(happening("table"), None);
    }

    #[test]
    fn happenings_can_be_searched() {
        assert!(HAPPENINGS.is_sorted_by_key(|(noun, _)| *noun));
    }
}
