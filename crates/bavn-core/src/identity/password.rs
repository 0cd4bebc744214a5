use crate::text::fold;

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than [`MIN_LENGTH`] characters.
    #[error("a password has at least 12 characters")]
    TooShort,
    /// More than [`MAX_LENGTH`] characters.
    #[error("a password has at most 128 characters")]
    TooLong,
    /// It is made of one or two characters over and over, or is a common password.
    #[error("the password is easily guessed")]
    TooCommon,
    /// It contains the user name or the name of the municipality.
    #[error("the password contains a name that others know")]
    ContainsName,
}

/// Fewest characters.
pub const MIN_LENGTH: usize = 12;
/// Most characters: a bound on the work of hashing.
pub const MAX_LENGTH: usize = 128;

/// Beginnings that attackers try first; a password made of one of these and digits is refused.
const COMMON: [&str; 16] = [
    "password",
    "adgangskode",
    "kodeord",
    "velkommen",
    "welcome",
    "sommer",
    "vinter",
    "foraar",
    "efteraar",
    "danmark",
    "kommune",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "letmein",
    "administrator",
];

/// Whether a password may be used.
///
/// Source: OWASP ASVS 5.0 chapter 6.2: length before composition, no rules on kinds of characters, no common passwords, no context words.
/// `names` are words that others know, such as the user name and the municipality.
///
/// # Errors
/// The first fault found.
pub fn check_password(password: &str, names: &[&str]) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return Err(PasswordFault::TooShort);
    }
    if length > MAX_LENGTH {
        return Err(PasswordFault::TooLong);
    }
    let folded = fold(password);
    let mut letters: Vec<char> = folded.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    let stem = folded.trim_matches(|letter: char| !letter.is_alphabetic());
    if letters.len() < 4 || COMMON.iter().any(|word| fold(word) == stem || repeated(stem, &fold(word))) {
        return Err(PasswordFault::TooCommon);
    }
    let has_name = names
        .iter()
        .map(|name| fold(name.split('@').next().unwrap_or(name)))
        .any(|name| name.chars().count() >= 4 && folded.contains(&name));
    if has_name { Err(PasswordFault::ContainsName) } else { Ok(()) }
}

fn repeated(text: &str, word: &str) -> bool {
    !text.is_empty()
        && text.len().is_multiple_of(word.len())
        && text.as_bytes().chunks(word.len()).all(|chunk| chunk == word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_guessable_words_do_not() {
        assert_eq!(check_password("kort", &[]), Err(PasswordFault::TooShort));
        assert_eq!(check_password(&"æ".repeat(129), &[]), Err(PasswordFault::TooLong));
        assert_eq!(check_password("aaaaaaaaaaaab", &[]), Err(PasswordFault::TooCommon));
        assert_eq!(check_password("Velkommen2026", &[]), Err(PasswordFault::TooCommon));
        assert_eq!(check_password("sommersommer1", &[]), Err(PasswordFault::TooCommon));
        assert_eq!(
            check_password("min-koordinator-kode", &["koordinator@kommune-x.dk"]),
            Err(PasswordFault::ContainsName)
        );
        assert_eq!(check_password("fire gule heste på taget", &["koordinator@kommune-x.dk"]), Ok(()));
    }
}
