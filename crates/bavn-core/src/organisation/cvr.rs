use serde::Serialize;
use std::{fmt, str::FromStr};

/// A Danish company registration number (CVR-nummer): eight digits with a check digit.
///
/// Source: Erhvervsstyrelsen, CVR-nummerets opbygning. The digits weighted 2, 7, 6, 5, 4, 3, 2, 1 sum to a multiple of 11.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct Cvr(u32);

/// Why a text is not a CVR number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CvrFault {
    /// It does not have exactly eight digits.
    #[error("a CVR number has eight digits")]
    NotEightDigits,
    /// The check digit does not fit the others.
    #[error("the check digit of the CVR number is wrong")]
    WrongCheckDigit,
}

impl FromStr for Cvr {
    type Err = CvrFault;

    /// Reads eight digits; spaces between them and a leading `DK` are allowed.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let text = text.strip_prefix("DK").unwrap_or(text);
        let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CvrFault::NotEightDigits);
        }
        let sum: u32 =
            digits.bytes().zip([2, 7, 6, 5, 4, 3, 2, 1]).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
        if !sum.is_multiple_of(11) {
            return Err(CvrFault::WrongCheckDigit);
        }
        digits.parse().map(Self).map_err(|_| CvrFault::NotEightDigits)
    }
}

impl fmt::Display for Cvr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:08}", self.0)
    }
}

impl From<Cvr> for String {
    fn from(cvr: Cvr) -> Self {
        cvr.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_number_with_its_check_digit() {
        // 1*2 + 0 + 1*6 + 5*5 + 0 + 8*3 + 1*2 + 7*1 = 66 = 6 * 11
        assert_eq!("10150817".parse::<Cvr>().map(|cvr| cvr.to_string()), Ok("10150817".to_owned()));
        assert_eq!("DK 10 15 08 17".parse::<Cvr>().map(|cvr| cvr.to_string()), Ok("10150817".to_owned()));
        assert_eq!("10150818".parse::<Cvr>(), Err(CvrFault::WrongCheckDigit));
        assert_eq!("1015081".parse::<Cvr>(), Err(CvrFault::NotEightDigits));
        assert_eq!("1015081x".parse::<Cvr>(), Err(CvrFault::NotEightDigits));
    }
}
