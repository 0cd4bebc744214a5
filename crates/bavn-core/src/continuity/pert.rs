//! Durations between optimistic and pessimistic: the modified beta distribution of PERT.
//!
//! After Malcolm, Roseboom, Clark and Fazar, "Application of a technique for research and development program evaluation", Operations
//! Research 7 (1959), in the form with mean (optimistic + 4 likely + pessimistic) / 6: a beta distribution over the range with the shapes
//! 1 + 4 (likely - optimistic) / range and 1 + 4 (pessimistic - likely) / range.
//!
//! Quantiles come from tables made with plain arithmetic, so that they are the same on every machine.

use super::{Minute, StepFacts};

/// Cells of a table.
const CELLS: usize = 1_024;
/// Tables: for so many places of the likely value within the range, and one more. In between, two are mixed, which keeps the mean exact.
const MODES: usize = 64;

/// Tables of quantiles, made when first needed.
#[derive(Clone, Debug)]
pub(super) struct Pert {
    /// The logarithm of the middle of each cell.
    logs: Vec<f64>,
    tables: Vec<Option<Box<[f64]>>>,
}

/// Where in the tables a step's durations are found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    least: f64,
    range: f64,
    mode: usize,
    mixed: f64,
}

impl Pert {
    pub(super) fn new() -> Self {
        let logs = (0..CELLS).map(|cell| ln((cell as f64 + 0.5) / CELLS as f64)).collect();
        Self { logs, tables: vec![None; MODES + 1] }
    }

    /// The distribution of a step's duration.
    pub(super) fn shape(&mut self, step: &StepFacts) -> Shape {
        let range = f64::from(step.pessimistic.saturating_sub(step.optimistic));
        let likely = f64::from(step.likely.saturating_sub(step.optimistic));
        let place = if range > 0.0 { likely / range * MODES as f64 } else { 0.0 };
        let mode = (place as usize).min(MODES - 1);
        if range > 0.0 {
            self.table(mode);
            self.table(mode + 1);
        }
        Shape { least: f64::from(step.optimistic), range, mode, mixed: place - mode as f64 }
    }

    fn table(&mut self, mode: usize) {
        if self.tables[mode].is_some() {
            return;
        }
        let left = 4.0 * mode as f64 / MODES as f64;
        let right = 4.0 - left;
        let mut sum = 0.0;
        let until: Vec<f64> = (0..CELLS)
            .map(|cell| {
                sum += exp(left * self.logs[cell] + right * self.logs[CELLS - 1 - cell]);
                sum
            })
            .collect();
        let mut quantiles = vec![0.0; CELLS + 1];
        let mut cell = 0;
        for (at, quantile) in quantiles.iter_mut().enumerate().skip(1) {
            let wanted = sum * at as f64 / CELLS as f64;
            while cell + 1 < CELLS && until[cell] < wanted {
                cell += 1;
            }
            let before = if cell == 0 { 0.0 } else { until[cell - 1] };
            let within = (wanted - before) / (until[cell] - before);
            *quantile = (cell as f64 + within.clamp(0.0, 1.0)) / CELLS as f64;
        }
        quantiles[CELLS] = 1.0;
        self.tables[mode] = Some(quantiles.into_boxed_slice());
    }

    /// The duration that a share of all durations, 0 to below 1, does not exceed.
    pub(super) fn quantile(&self, shape: Shape, share: f64) -> Minute {
        if shape.range <= 0.0 {
            return shape.least as Minute;
        }
        let place = share * CELLS as f64;
        let (cell, within) = (place as usize, place - place.floor());
        let of = |mode: usize| {
            self.tables[mode].as_ref().map_or(0.0, |table| table[cell] + within * (table[cell + 1] - table[cell]))
        };
        let place = of(shape.mode) * (1.0 - shape.mixed) + of(shape.mode + 1) * shape.mixed;
        (shape.least + shape.range * place + 0.5) as Minute
    }
}

/// The natural logarithm of a number between 0 and 1, of sums and products alone.
fn ln(x: f64) -> f64 {
    // x = fraction * 2^exponent with a fraction from 1 to 2.
    let bits = x.to_bits();
    let exponent = (bits >> 52) as i32 - 1_023;
    let fraction = f64::from_bits(bits & ((1 << 52) - 1) | 1_023 << 52);
    let z = (fraction - 1.0) / (fraction + 1.0);
    let (mut power, mut sum) = (z, 0.0);
    for odd in 0..18 {
        sum += power / f64::from(2 * odd + 1);
        power *= z * z;
    }
    2.0 * sum + f64::from(exponent) * std::f64::consts::LN_2
}

/// e to the power of a number not above 0, of sums and products alone.
fn exp(x: f64) -> f64 {
    let halvings = (-x / std::f64::consts::LN_2) as i32;
    if halvings > 1_000 {
        return 0.0;
    }
    let rest = x + f64::from(halvings) * std::f64::consts::LN_2;
    let (mut term, mut sum) = (1.0, 1.0);
    for at in 1..20 {
        term *= rest / f64::from(at);
        sum += term;
    }
    sum * f64::from_bits(((1_023 - halvings) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::{Pert, StepFacts, exp, ln};

    fn step(optimistic: u32, likely: u32, pessimistic: u32) -> StepFacts {
        StepFacts { optimistic, likely, pessimistic, ..StepFacts::default() }
    }

    #[test]
    fn powers_and_logarithms() {
        for x in [1e-6, 0.01, 0.3, 0.5, 0.75, 0.999] {
            assert!((ln(x) - f64::ln(x)).abs() < 1e-12, "{x}");
            assert!((exp(-30.0 * x) - f64::exp(-30.0 * x)).abs() < 1e-12, "{x}");
        }
        assert_eq!((exp(0.0), exp(-5_000.0)), (1.0, 0.0));
    }

    /// The distribution function is x^3 (10 - 15 x + 6 x^2) with the likely value in the middle, 1 - (1 - x)^5 with it at the beginning,
    /// x^5 with it at the end.
    #[test]
    fn quantiles_of_closed_forms() {
        type Form = fn(f64) -> f64;
        let middle: Form = |x| x.powi(3) * (10.0 - 15.0 * x + 6.0 * x * x);
        let first: Form = |x| 1.0 - (1.0 - x).powi(5);
        let last: Form = |x| x.powi(5);
        for (likely, form) in [(50_000, middle), (0, first), (100_000, last)] {
            let mut pert = Pert::new();
            let shape = pert.shape(&step(0, likely, 100_000));
            for share in [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99] {
                let quantile = f64::from(pert.quantile(shape, share)) / 100_000.0;
                assert!((form(quantile) - share).abs() < 0.002, "{likely}: {share} gives {quantile}");
            }
        }
    }

    #[test]
    fn the_mean_is_that_of_pert() {
        let mut pert = Pert::new();
        for (optimistic, likely, pessimistic) in [(0, 1_234, 6_000), (100, 5_000, 5_500), (30, 30, 9_000), (7, 7, 7)] {
            let shape = pert.shape(&step(optimistic, likely, pessimistic));
            let quantiles = (0..20_000).map(|at| f64::from(pert.quantile(shape, (f64::from(at) + 0.5) / 20_000.0)));
            let mean = quantiles.sum::<f64>() / 20_000.0;
            let expected = f64::from(optimistic + 4 * likely + pessimistic) / 6.0;
            assert!((mean - expected).abs() < 1.0 + expected / 1_000.0, "{mean} for {expected}");
        }
    }
}
