use serde::{Deserialize, Serialize};

/// Minutes from the beginning of a scenario.
pub type Minute = u32;

/// A stretch of time: from `from`, up to but without `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first minute.
    pub from: Minute,
    /// The first minute after it; later than `from`.
    pub until: Minute,
}

impl Span {
    /// How many minutes it lasts.
    #[must_use]
    pub const fn minutes(self) -> Minute {
        self.until - self.from
    }
}

/// Stretches of time in order, apart from each other: no two meet or overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Span>")]
pub struct Spans(Vec<Span>);

impl From<Vec<Span>> for Spans {
    fn from(spans: Vec<Span>) -> Self {
        Self::new(spans)
    }
}

impl Spans {
    /// Those of any stretches, in any order; empty ones are left out, and those that meet become one.
    #[must_use]
    pub fn new(mut spans: Vec<Span>) -> Self {
        spans.retain(|span| span.from < span.until);
        spans.sort_unstable();
        let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
                _ => joined.push(span),
            }
        }
        Self(joined)
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        self.0.iter().copied()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first minute of the first one.
    #[must_use]
    pub fn first(&self) -> Option<Minute> {
        self.0.first().map(|span| span.from)
    }

    /// How many minutes all of them last.
    #[must_use]
    pub fn minutes(&self) -> Minute {
        self.iter().map(Span::minutes).sum()
    }

    /// Whether a minute lies in one of them.
    #[must_use]
    pub fn contains(&self, minute: Minute) -> bool {
        let after = self.0.partition_point(|span| span.from <= minute);
        after.checked_sub(1).is_some_and(|at| minute < self.0[at].until)
    }

    /// The time that lies in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let (mut left, mut right, mut both) = (0, 0, Vec::new());
        while let (Some(one), Some(two)) = (self.0.get(left), other.0.get(right)) {
            let (from, until) = (one.from.max(two.from), one.until.min(two.until));
            if from < until {
                both.push(Span { from, until });
            }
            if one.until <= two.until {
                left += 1;
            } else {
                right += 1;
            }
        }
        Self(both)
    }

    /// The time that lies in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self::new(self.iter().chain(other.iter()).collect())
    }

    /// The last minute's end of the last one.
    #[must_use]
    pub fn last(&self) -> Option<Minute> {
        self.0.last().map(|span| span.until)
    }

    /// How many minutes the longest one lasts; 0 when there is none.
    #[must_use]
    pub fn longest(&self) -> Minute {
        self.iter().map(Span::minutes).max().unwrap_or(0)
    }

    /// The time of this that does not lie in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let (mut left, mut next) = (Vec::new(), 0);
        for span in self.iter() {
            let mut from = span.from;
            while other.0.get(next).is_some_and(|taken| taken.until <= from) {
                next += 1;
            }
            let mut at = next;
            while let Some(taken) = other.0.get(at).filter(|taken| taken.from < span.until) {
                left.push(Span { from, until: taken.from.max(from) });
                from = from.max(taken.until);
                at += 1;
            }
            left.push(Span { from: from.min(span.until), until: span.until });
        }
        Self::new(left)
    }

    /// What is left of each when its first `delay` minutes are taken off.
    #[must_use]
    pub fn after(&self, delay: Minute) -> Self {
        let later = self.iter().map(|span| Span { from: span.from.saturating_add(delay), ..span });
        Self(later.filter(|span| span.from < span.until).collect())
    }
}
