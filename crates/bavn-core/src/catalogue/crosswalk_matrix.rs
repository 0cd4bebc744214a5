//! A crosswalk seen from above: the chapters of one framework against those of the other.

use super::CrosswalkPair;
use num_rational::Ratio;
use serde::Serialize;

/// What the requirements of one chapter find in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CrosswalkCell {
    /// The requirements of the first chapter that meet at least one of the second, through a control or by a link.
    pub met: usize,
    /// The pairs between the two chapters.
    pub pairs: usize,
    /// Those among the pairs that a mapping set links.
    pub direct: usize,
    /// The sum over the requirements of the first chapter of the best share that each has in the second, in quarters.
    pub quarters: usize,
}

impl CrosswalkCell {
    /// The mean of the best shares over all requirements of the first chapter, 0 to 1; those that meet nothing count as 0.
    /// Links have no share and do not count.
    #[must_use]
    pub fn share(&self, requirements: usize) -> Ratio<u64> {
        let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        match wide(requirements) {
            0 => Ratio::from_integer(0),
            count => Ratio::new(wide(self.quarters), count.saturating_mul(4)),
        }
    }

    /// The share in whole per cent, 0 to 100, rounded half up.
    #[must_use]
    pub fn percent(&self, requirements: usize) -> u64 {
        (self.share(requirements) * 100 + Ratio::new(1, 2)).to_integer()
    }
}

/// The cells by chapter of the first framework and then of the second. `from` and `to` say of each requirement the chapter it is in, `rows`
/// and `columns` how many chapters there are. `pairs` must come in the order of the first list, as [`super::crosswalk()`] gives them;
/// places that are in no chapter are left out.
#[must_use]
pub fn crosswalk_matrix(
    pairs: &[CrosswalkPair],
    (from, rows): (&[usize], usize),
    (to, columns): (&[usize], usize),
) -> Vec<Vec<CrosswalkCell>> {
    let mut cells = vec![vec![CrosswalkCell::default(); columns]; rows];
    for own in pairs.chunk_by(|one, other| one.from == other.from) {
        let Some(row) = own.first().and_then(|pair| cells.get_mut(*from.get(pair.from)?)) else { continue };
        // The best share that this requirement has in each chapter; `None` where it meets nothing.
        let mut best: Vec<Option<usize>> = vec![None; columns];
        for pair in own {
            let Some(column) = to.get(pair.to).copied().filter(|column| *column < columns) else { continue };
            let quarters = pair.share.map_or(0, |share| usize::from(share.quarters()));
            best[column] = best[column].max(Some(quarters));
            row[column].pairs += 1;
            row[column].direct += usize::from(!pair.direct.is_empty());
        }
        for (cell, best) in row.iter_mut().zip(best) {
            cell.met += usize::from(best.is_some());
            cell.quarters += best.unwrap_or(0);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Coverage, DirectLink, Relation};

    fn pair(from: usize, to: usize, share: Option<Coverage>) -> CrosswalkPair {
        let direct = match share {
            None => vec![DirectLink { link: 0, from, to, relation: Relation::Equal }],
            Some(_) => Vec::new(),
        };
        CrosswalkPair { from, to, share, relation: share.map(|_| Relation::Intersects), through: Vec::new(), direct }
    }

    #[test]
    fn a_cell_is_the_mean_of_the_best_shares() {
        // Chapter 0 holds requirements 0-2, chapter 1 holds 3. On the other side chapter 0 holds 0 and 1, chapter 1 holds 2.
        let pairs = [
            pair(0, 0, Some(Coverage::Half)),
            pair(0, 1, Some(Coverage::Full)),
            pair(1, 1, Some(Coverage::Some)),
            pair(2, 2, None),
        ];
        let cells = crosswalk_matrix(&pairs, (&[0, 0, 0, 1], 2), (&[0, 0, 1], 2));
        // Best of requirement 0 is 4/4, of 1 is 1/4, of 2 nothing: 5/12 of chapter 0.
        assert_eq!((cells[0][0].met, cells[0][0].pairs, cells[0][0].share(3)), (2, 3, Ratio::new(5, 12)));
        assert_eq!(cells[0][0].percent(3), 42);
        // A link meets, and has no share.
        assert_eq!((cells[0][1].met, cells[0][1].direct, cells[0][1].share(3)), (1, 1, Ratio::from_integer(0)));
        assert_eq!(cells[1], vec![CrosswalkCell::default(); 2]);
        assert_eq!(cells[1][0].share(0), Ratio::from_integer(0));
    }
}
