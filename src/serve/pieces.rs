//! Pictures and their data piece by piece: of a picture that differs little
//! from the last one a page needs only what differs.
//!
//! A key pressed changes a card and some arrows of a picture of thousands of
//! shapes. For the browser to read and lay out all of them again would take
//! many times as long as to make them.

use serde::{Serialize, Serializer};
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// A picture cut at the elements that stand directly in it.
struct Pieces<'s> {
    /// The opening tag.
    head: &'s str,
    /// The rules of its style.
    rules: &'s str,
    list: Vec<&'s str>,
}

impl<'s> Pieces<'s> {
    /// Cuts a picture as `render` writes it: every `>` ends a tag, and a style
    /// holds no tags.
    fn cut(svg: &'s str) -> Self {
        let mut pieces = Self {
            head: "",
            rules: "",
            list: Vec::new(),
        };
        let (mut depth, mut start, mut at) = (0, 0, 0);
        while let Some(open) = svg[at..].find('<').map(|open| at + open) {
            let Some(end) = svg[open..].find('>').map(|end| open + end + 1) else {
                break;
            };
            let tag = &svg[open..end];
            at = end;
            if depth == 0 {
                pieces.head = tag;
                depth = 1;
                continue;
            }
            if depth == 1 {
                start = open;
            }
            if tag.starts_with("</") {
                depth -= 1;
            } else if !tag.ends_with("/>") {
                depth += 1;
            }
            if depth == 0 {
                break;
            }
            if depth == 1 {
                pieces.add(&svg[start..end]);
            }
        }
        pieces
    }

    fn add(&mut self, piece: &'s str) {
        let style = piece.strip_prefix("<style>");
        match style.and_then(|style| style.strip_suffix("</style>")) {
            Some(rules) => self.rules = rules,
            None => self.list.push(piece),
        }
    }
}

/// What is known of the picture that a page shows.
#[derive(Default)]
pub(super) struct Shown {
    /// The number of its text.
    number: u64,
    /// Its pieces, each by its hash.
    picture: Vec<u64>,
    /// The same of its data.
    data: Vec<u64>,
    hasher: RandomState,
}

/// A picture as a page is told of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Picture {
    head: String,
    rules: String,
    pieces: Vec<Piece>,
}

/// A part of a picture or of its data.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Pieces of what is shown: the first one's place, and how many.
    Kept(usize, usize),
    /// Another one.
    New(String),
}

impl Serialize for Piece {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Kept(first, many) => [first, many].serialize(serializer),
            Self::New(text) => text.serialize(serializer),
        }
    }
}

impl Shown {
    /// A picture with the parts of its data, for a page that shows those of the
    /// text of number `shown`. It shows these afterwards, as number `number`.
    pub(super) fn follow(
        &mut self,
        svg: &str,
        data: &[String],
        shown: u64,
        number: u64,
    ) -> (Picture, Vec<Piece>) {
        if shown == 0 || shown != self.number {
            self.picture.clear();
            self.data.clear();
        }
        let cut = Pieces::cut(svg);
        let data: Vec<&str> = data.iter().map(String::as_str).collect();
        let picture = Picture {
            head: cut.head.to_owned(),
            rules: cut.rules.to_owned(),
            pieces: compare(&mut self.picture, &self.hasher, &cut.list),
        };
        self.number = number;
        (picture, compare(&mut self.data, &self.hasher, &data))
    }
}

/// Which pieces are kept, each once, and which are new. These are the known
/// ones from then on.
fn compare(known: &mut Vec<u64>, hasher: &RandomState, texts: &[&str]) -> Vec<Piece> {
    let hashes: Vec<u64> = texts.iter().map(|text| hasher.hash_one(text)).collect();
    let older = std::mem::replace(known, hashes);
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (place, hash) in older.iter().enumerate().rev() {
        places.entry(*hash).or_default().push(place);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (hash, text) in known.iter().zip(texts) {
        let kept = places.get_mut(hash).and_then(Vec::pop);
        match (kept, pieces.last_mut()) {
            (Some(place), Some(Piece::Kept(first, many))) if *first + *many == place => *many += 1,
            (Some(place), _) => pieces.push(Piece::Kept(place, 1)),
            (None, _) => pieces.push(Piece::New((*text).to_owned())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<svg width=\"9\">";

    fn picture(inner: &str) -> String {
        format!("{HEAD}\n<style>@media print{{.a{{fill:#fff}}}}</style>\n{inner}\n</svg>\n")
    }

    /// What a page has after it followed.
    fn applied(before: &[String], told: &Picture) -> Vec<String> {
        let pieces = told.pieces.iter().flat_map(|piece| match piece {
            Piece::Kept(first, many) => before[*first..first + many].to_vec(),
            Piece::New(text) => vec![text.clone()],
        });
        pieces.collect()
    }

    #[test]
    fn a_page_that_shows_nothing_gets_every_piece() {
        let mut shown = Shown::default();
        let (told, _) = shown.follow(&picture("<g id=\"a\"><g><a/></g></g><b/>"), &[], 0, 1);
        assert_eq!(told.head, HEAD);
        assert_eq!(told.rules, "@media print{.a{fill:#fff}}");
        let wanted = ["<g id=\"a\"><g><a/></g></g>", "<b/>"];
        assert_eq!(applied(&[], &told), wanted);
    }

    #[test]
    fn only_what_differs_is_told_again() {
        let mut shown = Shown::default();
        let (first, _) = shown.follow(&picture("<a/><b/><c/><c/><d/>"), &[], 0, 1);
        let before = applied(&[], &first);
        let (told, _) = shown.follow(&picture("<a/><x/><c/><d/><c/><c/>"), &[], 1, 2);
        let new = told
            .pieces
            .iter()
            .filter(|piece| matches!(piece, Piece::New(_)));
        // `c` was there twice, and is now there three times.
        assert_eq!(new.count(), 2);
        let after = applied(&before, &told);
        assert_eq!(after, ["<a/>", "<x/>", "<c/>", "<d/>", "<c/>", "<c/>"]);
        // A page that missed one starts over.
        let (told, _) = shown.follow(&picture("<a/>"), &[], 1, 3);
        assert_eq!(told.pieces, [Piece::New("<a/>".to_owned())]);
    }

    #[test]
    fn data_follow_with_their_picture() {
        let mut shown = Shown::default();
        let data = |facts: &[&str]| facts.iter().map(ToString::to_string).collect::<Vec<_>>();
        let svg = picture("<a/>");
        shown.follow(&svg, &data(&["rest", "one", "two"]), 0, 1);
        let (_, told) = shown.follow(&svg, &data(&["rest", "new", "two"]), 1, 2);
        let new = Piece::New("new".to_owned());
        assert_eq!(told, [Piece::Kept(0, 1), new, Piece::Kept(2, 1)]);
        let (_, told) = shown.follow(&svg, &data(&["rest"]), 1, 3);
        assert_eq!(told, [Piece::New("rest".to_owned())]);
    }

    #[test]
    fn real_pictures_are_cut_into_whole_elements() {
        use crate::compile::compile;
        use crate::document::NoIncludes;
        let text = "title: '<&> \"]]>'\nevents:\n  a: { when: 2021, what: 'A > b </g>' }\n  b: { what: B, because: a }\n";
        let compiled = compile("a.yaml", text.as_bytes().to_vec(), &mut NoIncludes);
        let svg = compiled.svg(
            &crate::layout::Options::default(),
            &crate::render::Options::default(),
        );
        let pieces = Pieces::cut(&svg);
        assert!(pieces.list.len() > 5);
        for piece in &pieces.list {
            roxmltree::Document::parse(piece).unwrap();
        }
        let whole: usize = pieces.list.iter().map(|piece| piece.len()).sum();
        let around = svg.len() - whole - pieces.head.len() - pieces.rules.len();
        // Nothing is left out but line ends and the tags of style and picture.
        assert!(around < pieces.list.len() + 40, "{around}");
    }
}
