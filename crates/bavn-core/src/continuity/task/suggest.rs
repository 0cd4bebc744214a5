//! The four targets that follow from the impact over time, as a place to begin.

use super::{CriticalTask, Dimension, HORIZONS, UNACCEPTABLE};

/// The harm from which a suggestion follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Because {
    /// The dimension that becomes unacceptable first; the first in the order of the page if several do.
    pub dimension: Dimension,
    /// The level that it has then, 3 or 4.
    pub level: u8,
    /// After how long, in minutes.
    pub horizon: u32,
}

/// What the impact over time suggests; nothing where it never becomes unacceptable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// The longest acceptable outage, minutes: the first horizon at which some dimension is at least [`UNACCEPTABLE`].
    pub mtpd: Option<(u32, Because)>,
    /// Back within, minutes: the horizon before that, or half of the first. So there is time left when something goes wrong.
    pub rto: Option<u32>,
    /// Data lost at most, minutes: no more than people can write again while they wait: the RTO, and never more than a day.
    pub rpo: Option<u32>,
    /// The least share, percent: 75 where lives are at stake, 50 where another dimension becomes critical (4), otherwise 25.
    pub mbco: Option<u8>,
}

/// Suggests the four targets of a task from its impact over time.
///
/// ISO 22317 asks for the longest acceptable outage as the time after which the impact is no longer acceptable, and for a recovery time that
/// is shorter. Where the lines are drawn is the house's rule of thumb, and people write over it.
#[must_use]
pub fn suggest(task: &CriticalTask) -> Suggestion {
    let unacceptable = |at: usize| {
        let level = |dimension: &Dimension| Some((*dimension, task.impact.of(*dimension)[at]?));
        Dimension::ALL.iter().filter_map(level).find(|(_, level)| *level >= UNACCEPTABLE)
    };
    let Some((at, (dimension, level))) = (0..HORIZONS.len()).find_map(|at| Some((at, unacceptable(at)?))) else {
        return Suggestion::default();
    };
    let mtpd = HORIZONS[at];
    let rto = at.checked_sub(1).map_or(mtpd / 2, |before| HORIZONS[before]);
    let cells = || task.impact.cells();
    let is_life = cells().any(|(dimension, _, level)| dimension == Dimension::LifeHealth && level >= UNACCEPTABLE);
    let is_critical = cells().any(|(.., level)| level > UNACCEPTABLE);
    Suggestion {
        mtpd: Some((mtpd, Because { dimension, level, horizon: mtpd })),
        rto: Some(rto),
        rpo: Some(rto.min(1_440)),
        mbco: Some(if is_life {
            75
        } else if is_critical {
            50
        } else {
            25
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worked_example() {
        // Home care: after four hours somebody misses their medicine (3), after a day somebody may die (4).
        let mut task = CriticalTask::default();
        for (horizon, level) in [(0, 1), (1, 3), (2, 4)] {
            task.impact.set(Dimension::LifeHealth, horizon, Some(level));
        }
        task.impact.set(Dimension::Law, 1, Some(3));
        let because = Because { dimension: Dimension::LifeHealth, level: 3, horizon: 240 };
        let expected = Suggestion { mtpd: Some((240, because)), rto: Some(60), rpo: Some(60), mbco: Some(75) };
        assert_eq!(suggest(&task), expected);
    }

    #[test]
    fn the_edges() {
        assert_eq!(suggest(&CriticalTask::default()), Suggestion::default());
        let mut task = CriticalTask::default();
        task.impact.set(Dimension::Economy, 0, Some(3));
        let at_once = suggest(&task);
        assert_eq!((at_once.rto, at_once.mbco), (Some(30), Some(25)));
        let mut late = CriticalTask::default();
        late.impact.set(Dimension::Trust, 5, Some(4));
        let late = suggest(&late);
        assert_eq!((late.mtpd.map(|(minutes, _)| minutes), late.rpo, late.mbco), (Some(20_160), Some(1_440), Some(50)));
    }
}
