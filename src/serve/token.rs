//! Secrets of one run.

use subtle::ConstantTimeEq;

/// How many random bytes a secret has.
const BYTES: usize = 24;

/// A secret that is made when the server starts and dies with it.
pub(super) struct Token(String);

impl Token {
    /// A new one, from the random numbers of the system.
    ///
    /// # Errors
    /// Where the system has none.
    pub(super) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        let digits = digits.filter_map(|digit| char::from_digit(u32::from(digit), 16));
        Ok(Self(digits.collect()))
    }

    /// As it stands in an address.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether somebody knows it; takes as long for a near miss as for a far
    /// one.
    pub(super) fn is(&self, told: &str) -> bool {
        self.0.as_bytes().ct_eq(told.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_itself_and_nothing_else() {
        let token = Token::random().unwrap();
        let other = Token::random().unwrap();
        assert!(token.is(token.as_str()));
        for wrong in [other.as_str(), "", &token.as_str()[1..]] {
            assert!(!token.is(wrong), "{wrong}");
        }
        assert_eq!(token.as_str().len(), 2 * BYTES);
    }
}
