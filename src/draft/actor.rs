//! Who acts in a clause.

use super::clause::Join;
use super::fact::Board;
use super::headline;
use super::lexicon::{PREPOSITIONS, SMALL, has};
use super::verb::Group;
use std::collections::BTreeSet;
use std::ops::Range;

impl Board<'_> {
    /// Who does what a verb tells.
    pub(super) fn actor_of(
        &self,
        passage: usize,
        clause: usize,
        verb: Option<&Group>,
    ) -> Option<usize> {
        let sentence = &self.reading.sentences[passage].sentence;
        // `…," said Bolden`: who speaks comes after.
        if let Some(verb) = verb
            && sentence.clauses[clause].join == Join::Saying
            && verb.range.start <= sentence.clauses[clause].body
        {
            let after = verb.range.end..(verb.range.end + 10).min(sentence.range.end);
            return self.cast.within(&after).next().map(|mention| mention.actor);
        }
        let subject = headline::subject(self.reading, passage, clause)?;
        if let Some(found) = self.actor_in(&subject) {
            return Some(found);
        }
        let words = &self.reading.tokens[subject.clone()];
        let speaks = words
            .last()
            .is_some_and(|last| last.is_quoted && last.is_any(&["we", "i"]));
        let saying = sentence
            .clauses
            .iter()
            .rposition(|clause| clause.join == Join::Saying);
        if let Some(saying) = saying.filter(|saying| speaks && *saying != clause) {
            return self.actor_of(passage, saying, sentence.verb(saying));
        }
        let is_pronoun = words.last().is_some_and(|last| last.is_any(&["he", "she"]));
        is_pronoun
            .then(|| self.person_before(passage, subject.start))
            .flatten()
    }

    /// The one whom a subject names: the head of the phrase, or the name in
    /// apposition to it.
    pub(super) fn actor_in(&self, subject: &Range<usize>) -> Option<usize> {
        let tokens = &self.reading.tokens;
        let mentions: Vec<_> = self.cast.within(subject).collect();
        let last = mentions.last()?;
        let is_end = last.range.end == subject.end
            || last.range.end + 1 == subject.end && tokens[last.range.end].text == ",";
        // `Martin Dale, of Harrow Lane, Tilbury,`: where he is from.
        let comma = last.range.start.checked_sub(2).and_then(|end| {
            (subject.start..=end)
                .rev()
                .find(|at| tokens[*at].text == ",")
        });
        let is_place = comma.is_some_and(|comma| {
            has(&PREPOSITIONS, &tokens[comma + 1].lower)
                && mentions[0].range.end <= comma
                && !self.reading.is_timed(comma + 2)
        });
        let is_apposed = is_end
            && !is_place
            && last.range.start > subject.start
            && (tokens[last.range.start - 1].text == "," || self.cast.actors[last.actor].is_person)
            && !has(&PREPOSITIONS, &tokens[last.range.start - 1].lower);
        // `pilgrims at the Grand Mosque`: not the mosque.
        let is_aside = |range: &Range<usize>| {
            (subject.start..range.start).any(|at| {
                has(&PREPOSITIONS, &tokens[at].lower) && !tokens[at].is_any(&["of", "for"])
            })
        };
        // `Lindau coach Luis Marante`: the coach, by his name.
        let is_role = last.range.start.checked_sub(1).is_some_and(|before| {
            let role = &tokens[before];
            subject.contains(&before)
                && role.is_word
                && role.text.starts_with(char::is_lowercase)
                && !has(&SMALL, &role.lower)
                && !has(&PREPOSITIONS, &role.lower)
        });
        let is_name = tokens[last.range.start].is_capital();
        let has_role = is_end && is_role && is_name && !is_aside(&last.range);
        if is_apposed || has_role {
            return Some(last.actor);
        }
        // `families of the workers`: not the workers, whom nobody names.
        let is_nameless = |range: &Range<usize>| {
            !tokens[range.start].is_capital()
                && (subject.start + 1..range.start)
                    .any(|at| tokens[at].is_any(&["of", "for"]) && !counts(&tokens[at - 1].lower))
        };
        let mentions: Vec<_> = mentions
            .into_iter()
            .filter(|mention| !is_aside(&mention.range) && !is_nameless(&mention.range))
            .collect();
        let is_possessor = |range: &Range<usize>| tokens[range.end - 1].is_possessive();
        mentions
            .iter()
            .find(|mention| !is_possessor(&mention.range))
            .or(mentions.first())
            .map(|mention| mention.actor)
    }

    /// The only person named since the sentence before.
    pub(super) fn person_before(&self, passage: usize, token: usize) -> Option<usize> {
        let block = self.reading.sentences[passage].block;
        let before = passage
            .checked_sub(1)
            .filter(|before| self.reading.sentences[*before].block + 1 >= block)
            .unwrap_or(passage);
        let start = self.reading.sentences[before].sentence.range.start;
        let people: BTreeSet<usize> = self
            .cast
            .within(&(start..token))
            .map(|mention| mention.actor)
            .filter(|actor| self.cast.actors[*actor].is_person)
            .collect();
        let only = people.first().copied().filter(|_| people.len() == 1)?;
        // A new paragraph goes on with the one whom the text is about, not with
        // someone whom the paragraph before told of in passing.
        let is_apart = self.reading.sentences[before].block != block;
        let is_main = self.cast.actors[only].mentions == self.cast.most;
        (!is_apart || is_main).then_some(only)
    }

    /// The last noun of a subject, in lower case.
    pub(super) fn last_noun(&self, subject: &Range<usize>) -> Option<String> {
        let tokens = &self.reading.tokens[subject.clone()];
        let end = tokens
            .iter()
            .position(|token| has(&PREPOSITIONS, &token.lower) || token.text == ",")
            .filter(|end| *end > 0)
            .unwrap_or(tokens.len());
        let word = tokens[..end].iter().rev().find(|token| token.is_word)?;
        Some(word.bare().to_lowercase())
    }
}

/// Whether a word only says how many there are: `hundreds of workers`.
fn counts(word: &str) -> bool {
    const COUNTS: [&str; 14] = [
        "all",
        "dozens",
        "group",
        "groups",
        "half",
        "hundreds",
        "majority",
        "many",
        "most",
        "number",
        "scores",
        "some",
        "tens",
        "thousands",
    ];
    has(&COUNTS, word)
}
