//! The least and the greatest level of a requirement that the answers leave room for.

use super::{Fraction, Level, Score};

/// A control's part in a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How many quarters of the requirement it covers, 1 to 4.
    pub quarters: u8,
    /// Its score; `None` when it is relevant but not assessed.
    pub level: Option<Level>,
}

/// From the least to the greatest level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// If the controls overlap as badly as they can, each overlap is as weak as its weakest control, what nothing covers is not done,
    /// and what is not assessed is at 0.
    pub lower: Score,
    /// If each overlap is as strong as its strongest control, and what nothing covers or nobody assessed is at 5.
    pub upper: Score,
}

const WHOLE: u32 = 4;

/// How many quarters the controls cover at most, when they do not overlap.
#[must_use]
pub fn covered(shares: &[Share]) -> u8 {
    let sum: u32 = shares.iter().map(|share| u32::from(share.quarters)).sum();
    u8::try_from(sum.min(4)).unwrap_or(4)
}

/// The bounds of a requirement, seen as four quarters of which each control covers some, nobody knows which.
///
/// A level is the sum over the steps 1 to 5 of the part of the requirement that is at that step or above (as an integral is the sum
/// of its layers). For each step the part is bounded by how controls at or above it (`good`) and below it or not assessed (`rest`)
/// can lie upon each other:
///
/// - at least `max(good) - min(4, sum(rest))`, and not below 0: the good lie inside each other, and the rest spoils what it can;
/// - at most `min(4, sum(good) + sum(not assessed))`, plus what no control covers.
///
/// The weighted mean of the scores lies between them, and raising a score never lowers either; both are tested as properties.
#[must_use]
pub fn bounds(shares: &[Share]) -> Bounds {
    let all: u32 = shares.iter().map(|share| u32::from(share.quarters)).sum();
    let open = WHOLE - all.min(WHOLE);
    let (mut lower, mut upper) = (0, 0);
    for step in 1..=5_u8 {
        let is_good = |share: &Share| share.level.is_some_and(|level| level.get() >= step);
        let (mut best, mut good, mut rest, mut unknown) = (0, 0, 0, 0);
        for share in shares {
            let quarters = u32::from(share.quarters);
            if is_good(share) {
                best = best.max(quarters);
                good += quarters;
            } else {
                rest += quarters;
            }
            if share.level.is_none() {
                unknown += quarters;
            }
        }
        lower += best.saturating_sub(rest.min(WHOLE));
        upper += (good + unknown).min(WHOLE) + open;
    }
    Bounds { lower: from_quarters(lower), upper: from_quarters(upper) }
}

/// A level of so many quarters, at most 20.
fn from_quarters(quarters: u32) -> Score {
    let quarters = quarters.min(5 * WHOLE);
    let (part, whole) = if quarters.is_multiple_of(4) {
        (quarters / 4, 1)
    } else if quarters.is_multiple_of(2) {
        (quarters / 2, 2)
    } else {
        (quarters, 4)
    };
    Score::new(Fraction::new_raw(i128::from(part), whole)).unwrap_or(Score::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(quarters: u8, level: Option<i64>) -> Share {
        Share { quarters, level: level.map(|level| Level::from_i64(level).unwrap()) }
    }

    fn quarters(low: i128, high: i128) -> Bounds {
        let score = |value| Score::new(Fraction::new(value, 4)).unwrap();
        Bounds { lower: score(low), upper: score(high) }
    }

    #[test]
    fn worked_examples() {
        // One control covers all of it: nothing is in doubt.
        assert_eq!(bounds(&[share(4, Some(3))]), quarters(12, 12));
        // Most at 3 and some at 2: apart they are (3*3 + 2)/4 = 2.75 at most; upon each other the weak one spoils its quarter:
        // steps 1-2: 3 + nothing spoiled = 3 quarters each, step 3: 3 - 1 = 2; 3 + 3 + 2 = 8 quarters.
        assert_eq!(bounds(&[share(3, Some(3)), share(1, Some(2))]), quarters(8, 11));
        // Half at 4 and nothing else: 2 quarters at 4, and 2 quarters of which nothing is known.
        assert_eq!(bounds(&[share(2, Some(4))]), quarters(8, 18));
        // All at 4 and all at 2: each says that it covers everything.
        assert_eq!(bounds(&[share(4, Some(4)), share(4, Some(2))]), quarters(8, 16));
        // Not assessed can be anything.
        assert_eq!(bounds(&[share(4, None)]), quarters(0, 20));
        assert_eq!(bounds(&[]), quarters(0, 20));
        assert_eq!((covered(&[]), covered(&[share(3, None), share(2, None)])), (0, 4));
    }

    fn any_share() -> impl Strategy<Value = Share> {
        (1_u8..=4, prop::option::of(0_i64..=5)).prop_map(|(quarters, level)| share(quarters, level))
    }

    proptest! {
        #[test]
        fn the_weighted_mean_lies_between(shares in prop::collection::vec(any_share(), 1..7)) {
            let Bounds { lower, upper } = bounds(&shares);
            prop_assert!(lower <= upper);
            let assessed: Vec<_> = shares.iter().filter_map(|one| Some((i128::from(one.quarters), one.level?))).collect();
            let weight: i128 = assessed.iter().map(|(quarters, _)| quarters).sum();
            if weight > 0 {
                let sum: i128 = assessed.iter().map(|(quarters, level)| quarters * i128::from(level.get())).sum();
                let mean = Score::new(Fraction::new(sum, weight)).unwrap();
                prop_assert!(lower <= mean && mean <= upper, "{lower:?} {mean:?} {upper:?}");
            }
        }

        #[test]
        fn a_higher_score_lowers_nothing(shares in prop::collection::vec(any_share(), 1..7), which in 0_usize..7) {
            let before = bounds(&shares);
            let mut raised = shares.clone();
            let which = which % raised.len();
            if let Some(level) = raised[which].level
                && let Ok(next) = Level::from_i64(i64::from(level.get()) + 1)
            {
                raised[which].level = Some(next);
                let after = bounds(&raised);
                prop_assert!(after.lower >= before.lower && after.upper >= before.upper);
            }
        }

        #[test]
        fn an_assessment_narrows_them(shares in prop::collection::vec(any_share(), 1..7), level in 0_i64..=5) {
            let before = bounds(&shares);
            let mut known = shares.clone();
            for one in &mut known {
                one.level = one.level.or(Some(Level::from_i64(level).unwrap()));
            }
            let after = bounds(&known);
            prop_assert!(after.lower >= before.lower && after.upper <= before.upper);
        }
    }
}
