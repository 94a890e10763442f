//! Whether a text is English.

/// How many bytes of a text are looked at.
const SAMPLE: usize = 8192;

/// The fewest words, none of them English, by which a language is told.
const FEWEST: usize = 32;

/// The fewest words by whose share a language is told.
const ENOUGH: usize = 40;

/// Short words of English that its neighbours do not have.
const WORDS: [&str; 40] = [
    "the", "of", "and", "to", "that", "with", "from", "is", "are", "by", "his", "have", "has",
    "which", "this", "been", "it", "but", "they", "their", "its", "were", "would", "he", "she",
    "will", "who", "when", "about", "had", "after", "more", "than", "for", "you", "we", "not",
    "said", "there", "out",
];

/// Whether a text can be English: of its first thousand words at least one in
/// fourteen is a word such as “the” or “of”; in English prose it is one in
/// three. Of fewer than forty words one must be, and a text of fewer than thirty-two
/// always can be English.
///
/// ```
/// use causeline::prose::is_english;
/// assert!(is_english("Meeting moved to Friday."));
/// let german = "Am Freitag teilte der Sprecher mit, dass die Sitzung verschoben wird. ".repeat(5);
/// assert!(!is_english(&german));
/// ```
pub fn is_english(text: &str) -> bool {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let (mut latin, mut other) = (0_usize, 0_usize);
    for letter in sample.chars().filter(|letter| letter.is_alphabetic()) {
        // Letters of the Latin script end at U+024F; its accents do not count.
        if u32::from(letter) < 0x250 {
            latin += 1;
        } else {
            other += 1;
        }
    }
    if other > latin && other >= ENOUGH {
        return false;
    }
    let words = sample
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty());
    let (mut all, mut english) = (0_usize, 0_usize);
    for word in words {
        all += 1;
        english += usize::from(
            word.len() <= 5 && WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)),
        );
    }
    match all {
        0..FEWEST => true,
        FEWEST..ENOUGH => english > 0,
        _ => english * 14 >= all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told() {
        let texts = [
            "Le ministre a déclaré vendredi que la base ne serait pas rendue, quatre ans après le départ des troupes, et que les négociations ne reprendraient pas avant le mois de mai. Il a ajouté que rien ne changerait en 2026.",
            "El gobierno dijo el viernes que la base no será devuelta, cuatro años después de la salida de las tropas, y que no habrá negociaciones antes de mayo. Nada va a cambiar en el año 2026, dijo el portavoz.",
            "Il governo ha detto venerdì che la base non sarà restituita, quattro anni dopo il ritiro delle truppe, e che non ci saranno negoziati prima di maggio. Nulla cambierà nel 2026, ha detto il portavoce del ministero.",
            "Правительство заявило в пятницу, что база не будет возвращена через четыре года после вывода войск, и что переговоров до мая не будет.",
            "政府は金曜日、軍の撤退から四年が過ぎても基地は返還されないと述べ、五月より前に交渉は行われないと付け加えた。来年も変わらないという。",
        ];
        for text in texts {
            assert!(!is_english(text), "{text}");
        }
    }

    #[test]
    fn english_is_english() {
        for text in [
            "",
            "lol see u friday",
            "Q3 2021 | Q4 2021 | Q1 2022",
            "The minister said on Friday that the base would not be returned, four years after the troops had left, and that talks would not resume before May. Nothing would change in 2026, he added, whatever was demanded from outside.",
        ] {
            assert!(is_english(text), "{text}");
        }
    }
}
