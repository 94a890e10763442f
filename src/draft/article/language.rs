//! Whether a text is English.

use super::Article;

/// Words that are frequent in English and rare in other languages.
const FREQUENT: [&str; 44] = [
    "the", "of", "and", "to", "in", "is", "was", "for", "that", "on", "with", "as", "by", "at",
    "it", "from", "his", "he", "were", "are", "which", "this", "have", "had", "has", "been",
    "they", "their", "not", "but", "who", "said", "after", "its", "would", "will", "when", "there",
    "an", "be", "into", "about", "than", "more",
];

/// How many words are looked at.
const LOOKED_AT: usize = 2000;

/// How many words are too few to tell.
const TOO_FEW: usize = 12;

/// Whether a text is English: of its words at least one in eight is one of the
/// most frequent of English. Of a text too short to tell, what it declares.
pub(super) fn is_english(article: &Article) -> bool {
    let words = article
        .text
        .split(|letter: char| !letter.is_alphabetic() && letter != '\'')
        .filter(|word| !word.is_empty());
    let (mut all, mut frequent) = (0_usize, 0_usize);
    for word in words.take(LOOKED_AT) {
        all += 1;
        // Nothing longer than nine letters is in the list.
        let is_known = word.len() < 10 && FREQUENT.contains(&word.to_lowercase().as_str());
        frequent += usize::from(is_known);
    }
    if all < TOO_FEW {
        let declared = article.head.language.as_deref();
        return declared.is_none_or(|tag| tag.to_ascii_lowercase().starts_with("en"));
    }
    frequent * 8 >= all
}

#[cfg(test)]
mod tests {
    use super::super::Article;

    fn is_english(text: &str) -> bool {
        Article::read("a.txt", text.as_bytes())
            .unwrap()
            .is_english()
    }

    #[test]
    fn languages_are_told_apart_by_their_small_words() {
        assert!(is_english(
            "The river rose on Friday and by the evening it stood in the old town, the mayor said."
        ));
        assert!(!is_english(
            "Am Freitag stieg der Fluss, und am Abend stand er in der Altstadt, sagte der Bürgermeister."
        ));
        assert!(!is_english(
            "Le fleuve est monté vendredi et dans la soirée il était dans la vieille ville, a dit le maire."
        ));
    }
}
