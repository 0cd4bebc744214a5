//! Weighted means that carry their terms.

use super::{Fraction, Score};
use num_integer::Integer;

/// One term of a weighted mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The position of the term's owner: a control in its area, an area in the analysis, a link in its requirement, a
    /// requirement in its framework.
    pub index: usize,
    /// How much it counts, 1 or more.
    pub weight: u32,
    /// Its value.
    pub value: Score,
}

/// A weighted mean and what it was made of: `value = weighted_sum / weight_sum`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mean {
    /// The terms, in the order in which they are shown.
    pub terms: Vec<Term>,
    /// The sum of weight times value.
    pub weighted_sum: Fraction,
    /// The sum of the weights, 1 or more.
    pub weight_sum: u32,
    /// The mean.
    pub value: Score,
}

/// A score could not be calculated exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationError {
    /// The exact fraction does not fit in 128 bits. It always fits with up to 100 areas whose
    /// controls' weights sum to 75 at most in each.
    #[error("the weights make a fraction that is too fine for 128 bits")]
    TooFine,
}

impl Mean {
    /// The weighted mean of the terms, or `None` when there is none.
    ///
    /// # Errors
    /// [`EvaluationError::TooFine`] when the exact fraction does not fit.
    pub(super) fn of(terms: Vec<Term>) -> Result<Option<Self>, EvaluationError> {
        if terms.is_empty() {
            return Ok(None);
        }
        let weight_sum =
            terms.iter().try_fold(0_u32, |sum, term| sum.checked_add(term.weight)).ok_or(EvaluationError::TooFine)?;
        let weighted_sum = weighted_sum(&terms).ok_or(EvaluationError::TooFine)?;
        let value =
            divide(weighted_sum, i128::from(weight_sum)).and_then(Score::new).ok_or(EvaluationError::TooFine)?;
        Ok(Some(Self { terms, weighted_sum, weight_sum, value }))
    }
}

/// Terms of one denominator are summed as whole numbers first: a few additions of fractions are left, and none where all are whole.
fn weighted_sum(terms: &[Term]) -> Option<Fraction> {
    let mut whole = 0_i128;
    let mut sums: Vec<(i128, i128)> = Vec::new();
    for term in terms {
        let (numerator, denominator) = (term.value.numerator(), term.value.denominator());
        let product = numerator.checked_mul(i128::from(term.weight))?;
        if denominator == 1 {
            whole = whole.checked_add(product)?;
            continue;
        }
        match sums.binary_search_by_key(&denominator, |&(denominator, _)| denominator) {
            Ok(at) => sums[at].1 = sums[at].1.checked_add(product)?,
            Err(at) => sums.insert(at, (denominator, product)),
        }
    }
    let whole = Fraction::from_integer(whole);
    sums.into_iter().try_fold(whole, |sum, (denominator, numerator)| add(sum, reduced(numerator, denominator)))
}

/// `a + b` over their least common denominator, unless it overflows.
fn add(a: Fraction, b: Fraction) -> Option<Fraction> {
    let shared = common_divisor(*a.denom(), *b.denom());
    let (for_a, for_b) = (b.denom() / shared, a.denom() / shared);
    let numerator = a.numer().checked_mul(for_a)?.checked_add(b.numer().checked_mul(for_b)?)?;
    Some(reduced(numerator, a.denom().checked_mul(for_a)?))
}

/// `a / b` unless it overflows; `b` is 1 or more.
fn divide(a: Fraction, b: i128) -> Option<Fraction> {
    // A sum of zero shares everything with b. What is left shares nothing with a's own denominator, being in lowest terms.
    let shared = common_divisor(*a.numer(), b);
    Some(Fraction::new_raw(a.numer() / shared, a.denom().checked_mul(b / shared)?))
}

/// The fraction in lowest terms; the denominator is 1 or more.
fn reduced(numerator: i128, denominator: i128) -> Fraction {
    let shared = common_divisor(numerator, denominator);
    Fraction::new_raw(numerator / shared, denominator / shared)
}

/// The greatest common divisor, 1 or more when one of them is not 0; in 64 bits where both fit, for it is then many times faster.
fn common_divisor(a: i128, b: i128) -> i128 {
    match (u64::try_from(a), u64::try_from(b)) {
        (Ok(a), Ok(b)) => i128::from(a.gcd(&b)),
        _ => a.gcd(&b),
    }
}
