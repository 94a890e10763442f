//! The clauses of a sentence, and what joins each to the one before.

use super::complement::{bare_complements, ends_saying};
use super::cut::{
    Within, after_why, bare_relative, is_comparing, is_elided, leads_date, leads_to_subject,
    resumes,
};
use super::lexicon::{DETERMINERS, PERSONS, PREPOSITIONS, Sort, has};
use super::signal::unit_before;
use super::token::Token;
use super::verb::{Group, groups};
use crate::source::Span;
use std::ops::Range;

/// What joins a clause to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// The first of its sentence, or the main clause after an introduction.
    Main,
    /// `and`, `but`, a semicolon, a dash.
    And,
    /// `which`, `who`, `where`.
    Relative,
    /// `after`, `because` and their like; the word is the clause's first.
    Subordinate,
    /// What is said: `that …`, a quotation after its speaker.
    Complement,
    /// Who says so, after what is said: `…, the mayor said`.
    Saying,
}

/// A clause.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Its tokens, with what joins it.
    pub(super) range: Range<usize>,
    /// Its first token after what joins it.
    pub(super) body: usize,
    pub(super) join: Join,
    /// Its verb, as a place in the sentence's verbs.
    pub(super) verb: Option<usize>,
}

/// A sentence with its verbs and clauses; places of tokens count in the block.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) range: Range<usize>,
    pub(super) verbs: Vec<Group>,
    pub(super) clauses: Vec<Clause>,
}

impl Sentence {
    /// Reads a sentence.
    pub(super) fn read(tokens: &[Token<'_>], range: Range<usize>, times: &[Span]) -> Self {
        let from = after_why(tokens, range.start).unwrap_or(range.start);
        let mut verbs = groups(tokens, &(from..range.end));
        // `May 5`, `the second`: what belongs to a date is no verb.
        verbs.retain(|verb| {
            let span = tokens[verb.head].span;
            !times
                .iter()
                .any(|time| time.start <= span.start && span.end <= time.end)
        });
        let clauses = clauses(tokens, &range, &verbs, times);
        Self {
            range,
            verbs,
            clauses,
        }
    }

    /// The clause that holds a token.
    pub(super) fn clause_at(&self, token: usize) -> usize {
        let after = self
            .clauses
            .partition_point(|clause| clause.range.start <= token);
        after.saturating_sub(1)
    }

    pub(super) fn verb(&self, clause: usize) -> Option<&Group> {
        self.clauses[clause].verb.map(|index| &self.verbs[index])
    }
}

/// Words that make a clause depend on another.
pub(super) const SUBORDINATORS: [&str; 16] = [
    "after", "although", "as", "because", "before", "if", "once", "since", "so", "though",
    "unless", "until", "when", "whereas", "whether", "while",
];

/// A place where a clause may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) at: usize,
    pub(super) body: usize,
    pub(super) join: Join,
}

fn clauses(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    times: &[Span],
) -> Vec<Clause> {
    let joint = opening(tokens, range, verbs, times);
    let mut cuts = cuts(tokens, range, verbs, times, joint.is_none());
    // `The mill that had stood empty burned down`, `The fact that many had left troubled
    // them`: the clause within goes on to the main verb.
    let within = bare_relative(tokens, range, verbs, times);
    if let Some(within) = &within {
        part(&mut cuts, within);
    }
    cuts.retain(|cut| joint.is_none_or(|joint| cut.at > joint));
    cuts.sort_by_key(|cut| cut.at);
    cuts.dedup_by_key(|cut| cut.at);
    drop_own(tokens, verbs, &mut cuts);
    let has_finite = |from: usize, to: usize| {
        verbs
            .iter()
            .any(|verb| verb.is_finite && (from..to).contains(&verb.head))
    };
    let has_gerund = |cut: &Cut, to: usize| {
        cut.join == Join::Subordinate
            && verbs
                .iter()
                .any(|verb| (cut.body..(cut.body + 3).min(to)).contains(&verb.head))
    };
    let first_join = joint.map_or(Join::Main, |_| Join::Subordinate);
    let plain = after_why(tokens, range.start).unwrap_or(range.start);
    let first_body = joint.map_or(plain, |joint| joint + 1);
    let mut kept = vec![Cut {
        at: range.start,
        body: first_body,
        join: first_join,
    }];
    for (index, cut) in cuts.iter().enumerate() {
        let next = cuts.get(index + 1).map_or(range.end, |next| next.at);
        let last = kept[kept.len() - 1];
        let quoted = tokens[last.body..cut.at]
            .iter()
            .any(|token| token.is_quoted);
        let is_open = has_finite(last.at, cut.at)
            || has_gerund(&last, cut.at)
            || (cut.join == Join::Saying && quoted)
            // `The bridge, which …`: its own verb comes after.
            || (cut.join == Join::Relative && tokens[cut.at].text == ",")
            // `that Hassan, who …`
            || last.join == Join::Complement && cut.join == Join::Relative
            || within.as_ref().is_some_and(|within| within.joint == cut.at);
        // Where the words up to the next place hold no verb, what follows may
        // still belong: a clause runs on until another begins.
        // `told the court that Hassan, who …, was seen`: its verb comes after the aside.
        let is_parted = cut.join == Join::Complement
            && cuts
                .get(index + 1)
                .is_some_and(|aside| aside.join == Join::Relative && tokens[aside.at].text == ",")
            && cuts
                .get(index + 2)
                .is_some_and(|resumed| resumed.join == Join::And && tokens[resumed.at].text == ",");
        let holds = has_finite(cut.body, next)
            || is_parted
            || has_gerund(cut, next)
            || (cut.join == Join::Complement && tokens[cut.body].is_quoted);
        if is_open && holds && cut.at > last.at {
            kept.push(*cut);
        }
    }
    let mut clauses = Vec::with_capacity(kept.len());
    for (index, cut) in kept.iter().enumerate() {
        let end = kept.get(index + 1).map_or(range.end, |next| next.at);
        let within = |verb: &Group| (cut.body..end).contains(&verb.head);
        let verb = verbs
            .iter()
            .position(|verb| verb.is_finite && within(verb))
            .or_else(|| verbs.iter().position(within));
        clauses.push(Clause {
            range: cut.at..end,
            body: cut.body.min(end),
            join: cut.join,
            verb,
        });
    }
    clauses
}

/// Parts a clause within the subject from the main verb.
fn part(cuts: &mut Vec<Cut>, within: &Within) {
    cuts.retain(|cut| !(within.joint..within.resumed).contains(&cut.at));
    for (at, join) in [(within.joint, Join::Relative), (within.resumed, Join::And)] {
        cuts.push(Cut { at, body: at, join });
    }
}

/// Leaves out the places at which a clause only goes on with its own verb.
fn drop_own(tokens: &[Token<'_>], verbs: &[Group], cuts: &mut Vec<Cut>) {
    // `that the banks, closed since May, would open`: the verb is the clause's own.
    let is_own = |index: usize| {
        let cut = cuts[index];
        // `that the mayor and her deputy had left`: one subject.
        let that = index.checked_sub(1).map(|before| cuts[before]);
        let is_pair = cut.join == Join::And
            && tokens[cut.body - 1].is("and")
            && that.is_some_and(|that| {
                let mut finite = verbs.iter().filter(|verb| verb.is_finite);
                that.join == Join::Complement
                    && !finite.any(|verb| (that.body..cut.at).contains(&verb.head))
            });
        if is_pair {
            return true;
        }
        let is_joined =
            |cut: &&Cut| !matches!(cut.join, Join::And | Join::Main) || tokens[cut.at].text == ";";
        let Some(before) = cuts[..index].iter().rev().take(4).find(is_joined) else {
            return false;
        };
        let starts = |verb: &Group| verb.is_finite && verb.range.start == cut.body;
        tokens[cut.at].text == ","
            && verbs.iter().any(starts)
            && !verbs
                .iter()
                .any(|verb| verb.is_finite && (before.body..cut.at).contains(&verb.head))
    };
    let own: Vec<bool> = (0..cuts.len()).map(is_own).collect();
    let mut own = own.into_iter();
    cuts.retain(|_| !own.next().unwrap_or(false));
}

/// The word that makes the first clause depend on another: `After …`, `An hour
/// after …`.
fn opening(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    times: &[Span],
) -> Option<usize> {
    let start = range.start;
    if tokens[start].is_any(&SUBORDINATORS) && !is_comparing(tokens, start) {
        // `Before the closure, ferries had stopped`: a preposition.
        let comma = (start..range.end).find(|at| tokens[*at].text == ",");
        let is_preposition = tokens[start].is_any(&["after", "before"])
            && comma.is_some_and(|comma| {
                verbs
                    .iter()
                    .all(|verb| !(start..comma).contains(&verb.head))
            });
        return (!is_preposition && !leads_to_subject(tokens, range, verbs, times))
            .then_some(start);
    }
    // `The year after she retired, …`
    let is_unit = start + 2 < range.end && unit_before(tokens, start + 2).is_some();
    let first = start + 2 * usize::from(is_unit);
    let joint = (first..range.end.min(start + 6)).find(|at| !is_timed(&tokens[*at], times))?;
    let comma = (joint..range.end).find(|at| tokens[*at].text == ",")?;
    let is_clause = joint > start
        && tokens[joint].is_any(&["after", "before"])
        && verbs
            .iter()
            .any(|verb| verb.is_finite && (joint..comma).contains(&verb.head));
    is_clause.then_some(joint)
}

/// Where clauses begin; `is_introduced` where the first one is the main one.
fn cuts(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    times: &[Span],
    mut is_introduced: bool,
) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut relative = introducing_relative(tokens, range, verbs);
    for at in range.start + 1..range.end.saturating_sub(1) {
        let token = &tokens[at];
        let next = &tokens[at + 1];
        let comma = usize::from(token.text == ",");
        let word = at + comma;
        let (first, second) = (
            &tokens[word],
            tokens.get(word + 1).filter(|_| word + 1 < range.end),
        );
        let cut = |body: usize, join: Join| Cut { at, body, join };
        if matches!(token.text, ";" | "—" | "–" | "--" | ":") && !is_timed(token, times) {
            cuts.push(cut(at + 1, Join::And));
        } else if let Some(found) = saying(tokens, range, verbs, times, at) {
            // A closing mark belongs to what is said.
            let from = if token.text == "," { at } else { found };
            cuts.push(Cut {
                at: from,
                body: found,
                join: Join::Saying,
            });
        } else if !is_introduced && token.text == "," && is_after_verb(verbs, range.start, at) {
            is_introduced = true;
            cuts.push(cut(at + 1, Join::Main));
        } else if token.text == ","
            && relative.is_some_and(|relative| ends_relative(verbs, relative, at))
        {
            relative = None;
            cuts.push(cut(at + 1, Join::Main));
        } else if resumes(tokens, range, verbs, at) {
            cuts.push(cut(at + 1, Join::And));
        } else if second.is_none() {
            break;
        } else if comma == 0 && tokens[at - 1].text == "," {
            // Looked at with the comma.
        } else if second.is_some_and(|that| that.is_any(&["that", "which", "who"]))
            && first.is_any(&["and", "but"])
        {
            // `said that he knew and that he would pay`
            cuts.push(cut(word + 2, Join::And));
        } else if first.is_any(&["that", "which", "who"])
            && word > range.start
            && tokens[word - 1].is_any(&["and", "but"])
        {
            // Looked at with its conjunction.
        } else if first.is_any(&["which", "who", "whom", "whose"])
            || (comma == 1 && first.is_any(&["where"]))
        {
            cuts.push(cut(word, Join::Relative));
        } else if first.is("that") && (comma == 0 || ends_saying(verbs, at)) {
            cuts.push(at_that(verbs, at, comma == 1));
        } else if first.is_any(&SUBORDINATORS)
            && !is_comparing(tokens, word)
            && !leads_date(tokens, word, times)
        {
            let join = if first.is("whether") {
                Join::Complement
            } else {
                Join::Subordinate
            };
            let body = if first.is("whether") { word } else { word + 1 };
            cuts.push(cut(body, join));
        } else if is_elided(tokens, range, verbs, word) {
            // `were killed and 31 injured`: one clause.
        } else if first.is_any(&["and", "but", "or", "yet"]) {
            cuts.push(cut(word + 1, Join::And));
        } else if token.is_quote_mark() && next.is_quoted && token.is_quoted {
            let spoken = verbs.iter().rev().find(|verb| verb.range.end <= at);
            if spoken.is_some_and(|verb| is_speech(verb.sort) && at - verb.range.end <= 8) {
                cuts.push(cut(at, Join::Complement));
            }
        }
    }
    cuts.extend(bare_complements(tokens, range, verbs, times));
    cuts
}

/// The clause that `that` begins, maybe after a comma: what is said, or what is told of a
/// noun.
fn at_that(verbs: &[Group], at: usize, has_comma: bool) -> Cut {
    let after_saying = verbs
        .iter()
        .any(|verb| verb.range.end <= at && at - verb.range.end <= 4 && is_speech(verb.sort));
    match (has_comma, after_saying) {
        // `said in a report on its page, that the bridge was closed`
        (true, _) => Cut {
            at,
            body: at + 2,
            join: Join::Complement,
        },
        (false, true) => Cut {
            at,
            body: at + 1,
            join: Join::Complement,
        },
        (false, false) => Cut {
            at,
            body: at,
            join: Join::Relative,
        },
    }
}

/// The comma at which a relative clause begins within what introduces a sentence: `At
/// the trial, which began in May, he denied it`.
fn introducing_relative(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
) -> Option<usize> {
    let opens = has(&PREPOSITIONS, &tokens[range.start].lower);
    let comma = (range.start..range.end).find(|at| tokens[*at].text == ",")?;
    let is_relative = tokens
        .get(comma + 1)
        .filter(|_| comma + 1 < range.end)
        .is_some_and(|next| next.is_any(&["which", "who", "where"]));
    (opens && is_relative && !is_after_verb(verbs, range.start, comma)).then_some(comma)
}

/// Whether at a comma a relative clause has its verb and a clause with a subject of its
/// own begins.
fn ends_relative(verbs: &[Group], relative: usize, comma: usize) -> bool {
    let next = verbs
        .iter()
        .find(|verb| verb.is_finite && verb.range.start > comma);
    comma > relative
        && is_after_verb(verbs, relative, comma)
        && next.is_some_and(|next| next.range.start > comma + 1)
}

pub(super) fn is_speech(sort: Sort) -> bool {
    matches!(
        sort,
        Sort::Saying | Sort::Asking | Sort::Replying | Sort::Deciding
    )
}

fn is_after_verb(verbs: &[Group], from: usize, at: usize) -> bool {
    verbs.iter().any(|verb| (from..at).contains(&verb.head))
}

/// Where at a comma someone is named who says what came before: the token after
/// it.
fn saying(
    tokens: &[Token<'_>],
    range: &Range<usize>,
    verbs: &[Group],
    times: &[Span],
    at: usize,
) -> Option<usize> {
    let token = &tokens[at];
    let closes = token.is_quote_mark() && token.is_quoted && !tokens.get(at + 1)?.is_quoted;
    let after_comma = closes && matches!(tokens[at - 1].text, "," | "?" | "!" | "…" | ".");
    let is_comma = token.text == "," && !tokens.get(at + 1)?.is_quote_mark();
    if !(is_comma || after_comma) {
        return None;
    }
    let body = at + 1;
    let verb = verbs
        .iter()
        .find(|verb| verb.head >= body && verb.is_finite)?;
    let subject = &tokens[body..verb.range.start.max(body)];
    let is_near = subject.len() <= 14;
    let first = tokens.get(body)?;
    let opens_well = verb.range.start == body
        || after_comma && subject.iter().all(|token| token.is_word)
        || first.is_capital()
        || has(&DETERMINERS, &first.lower)
        || has(&PERSONS, &first.lower)
        || first.lower.ends_with('s')
        || first.is("police");
    // `The minister, who …, denied on Friday that he left` goes on with its verb.
    let is_resumed = verb.range.start == body
        && is_comma
        && !tokens[range.start..at].iter().any(|token| token.is_quoted)
        && tokens
            .get(verb.range.end)
            .is_some_and(|next| has(&PREPOSITIONS, &next.lower) || next.is("that"));
    let is_speaking =
        matches!(verb.sort, Sort::Saying | Sort::Replying | Sort::Asking) && !verb.is_passive;
    // Nothing but a time, a place or a listener may follow.
    let after = tokens
        .get(verb.range.end)
        .filter(|_| verb.range.end < range.end);
    let ends_well = after.is_none_or(|after| {
        !after.is_word
            || has(&PREPOSITIONS, &after.lower)
            || after.is_capital()
            || has(
                &[
                    "yesterday",
                    "today",
                    "early",
                    "late",
                    "later",
                    "earlier",
                    "last",
                    "this",
                    "reporters",
                    "journalists",
                ],
                &after.lower,
            )
            || verb.range.start == body
            || verb.base == "tell"
    }) && !after.is_some_and(|after| after.is_any(&["that", "it"]));
    // `after a clerk, Joan Price, found it`: what is said would have a verb.
    let joint = (range.start..at)
        .rev()
        .find(|at| tokens[*at].is_any(&SUBORDINATORS) || tokens[*at].is_any(&["that", "which"]));
    let is_open = joint.is_some_and(|joint| {
        // `until the end of April, the mayor said`
        let is_date = tokens[joint..at].iter().any(|token| is_timed(token, times));
        !is_date
            && !verbs
                .iter()
                .any(|verb| verb.is_finite && (joint..at).contains(&verb.head))
            && verbs.iter().any(|verb| verb.is_finite && verb.head < joint)
    });
    let content = tokens[range.start..at].iter().any(|token| token.is_quoted)
        || verbs.iter().any(|verb| verb.is_finite && verb.head < at);
    (is_near
        && !is_resumed
        && (!is_open || after_comma)
        && is_speaking
        && opens_well
        && ends_well
        && content
        && !subject.iter().any(|token| token.is_quoted))
    .then_some(body)
}

pub(super) fn is_timed(token: &Token<'_>, times: &[Span]) -> bool {
    times
        .iter()
        .any(|time| time.start <= token.span.start && token.span.end <= time.end)
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::*;

    fn told(text: &str) -> String {
        let tokens = token::cut(text, Span::new(0, text.len()));
        let times: Vec<Span> = ["Sunday", "Saturday", "July 2021"]
            .iter()
            .filter_map(|word| text.find(word).map(|at| Span::new(at, at + word.len())))
            .collect();
        let sentence = Sentence::read(&tokens, 0..tokens.len(), &times);
        let clauses = sentence.clauses.iter().map(|clause| {
            let (from, to) = (
                tokens[clause.body].span.start,
                tokens[clause.range.end - 1].span.end,
            );
            format!("{:?}: {}", clause.join, &text[from..to])
        });
        clauses.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn clauses_are_parted_where_one_ends() {
        for (text, clauses) in [
            (
                "The bridge fell on Saturday, and the mayor resigned.",
                "Main: The bridge fell on Saturday\nAnd: the mayor resigned.",
            ),
            (
                "Any deal is \"impossible,\" the mayor said Sunday, after the council threatened a ban.",
                "Main: Any deal is \"impossible,\"\nSaying: the mayor said Sunday\nSubordinate: the council threatened a ban.",
            ),
            (
                "The mayor said on Sunday that the bridge would close.",
                "Main: The mayor said on Sunday\nComplement: the bridge would close.",
            ),
            (
                "The mayor said Sunday the bridge was closed.",
                "Main: The mayor said Sunday\nComplement: the bridge was closed.",
            ),
            (
                "After the bridge fell, the mayor resigned.",
                "Subordinate: the bridge fell\nMain: the mayor resigned.",
            ),
            (
                "The bridge, which opened in July 2021, fell.",
                "Main: The bridge\nRelative: which opened in July 2021\nAnd: fell.",
            ),
            (
                "Troops left in July 2021 as rebels seized the town before taking the whole country.",
                "Main: Troops left in July 2021\nSubordinate: rebels seized the town\nSubordinate: taking the whole country.",
            ),
        ] {
            assert_eq!(told(text), clauses, "{text}");
        }
    }
}
