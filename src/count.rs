//! Numbers of things in words, for every message.

use std::fmt::Display;

/// How many there are of what is named in the singular: `1 fact`, `2 facts`.
///
/// Only for names that take a plain `s`.
pub(crate) fn counted<N: Copy + Display + PartialEq + From<u8>>(many: N, one: &str) -> String {
    let ending = if many == N::from(1) { "" } else { "s" };
    format!("{many} {one}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_told_in_the_singular_and_none_in_the_plural() {
        let told = [0_usize, 1, 2].map(|many| counted(many, "fact"));
        assert_eq!(told, ["0 facts", "1 fact", "2 facts"]);
    }
}
