//! Bounds of variables, the only kind of statement that the solver learns about.

/// A statement about a bound. Variable `x` has two sides: `2x` holds its least value, `2x + 1` the negative of its
/// greatest. A side only ever grows, and the atom is true once it has reached `at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in super::super) struct Atom {
    pub(in super::super) side: u32,
    pub(in super::super) at: i32,
}

impl Atom {
    /// `x >= at`
    pub(in super::super) fn at_least(x: usize, at: i32) -> Self {
        Self { side: 2 * x as u32, at }
    }

    /// `x <= at`
    pub(in super::super) fn at_most(x: usize, at: i32) -> Self {
        Self { side: 2 * x as u32 + 1, at: -at }
    }

    /// The opposite statement.
    pub(in super::super) fn not(self) -> Self {
        Self { side: self.side ^ 1, at: 1 - self.at }
    }

    pub(in super::super) fn variable(self) -> usize {
        (self.side / 2) as usize
    }

    /// The statement about the least value that decides this one: `x >= at`, and whether this is its opposite.
    pub(in super::super) fn positive(self) -> (Self, bool) {
        if self.side & 1 == 0 { (self, false) } else { (self.not(), true) }
    }
}

#[cfg(test)]
mod tests {
    use super::Atom;

    #[test]
    fn opposite_of_opposite() {
        assert_eq!(Atom::at_least(3, 5).not(), Atom::at_most(3, 4));
        assert_eq!(Atom::at_most(3, 4).not(), Atom::at_least(3, 5));
        assert_eq!(Atom::at_most(3, 4).positive(), (Atom::at_least(3, 5), true));
    }
}
