//! What waits for what: differences of two variables, some of them only under a condition.

use super::atom::Atom;
use super::trail::{Conflict, NONE, Reason, Trail, condition_atom};

#[derive(Clone, Copy, Debug)]
struct Link {
    to: u32,
    offset: i32,
    condition: u32,
}

/// For each side what it pushes.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    from: Vec<Vec<Link>>,
    /// For each side of a condition the links that it switches on, as (from, place).
    switched: Vec<Vec<(u32, u32)>>,
}

impl Links {
    pub(super) fn new(sides: usize) -> Self {
        Self { from: vec![Vec::new(); sides], switched: vec![Vec::new(); sides] }
    }

    /// `y >= x + length`, if the condition (a side of a variable with the values 0 and 1, or none) holds.
    pub(super) fn add(&mut self, x: usize, y: usize, length: i32, condition: Option<Atom>) {
        let condition = condition.map_or(NONE, |atom| atom.side);
        for (from, to) in [(2 * x as u32, 2 * y as u32), (2 * y as u32 + 1, 2 * x as u32 + 1)] {
            if condition != NONE {
                self.switched[condition as usize].push((from, self.from[from as usize].len() as u32));
            }
            self.from[from as usize].push(Link { to, offset: length, condition });
        }
    }

    /// The bounds of one side rose.
    pub(super) fn propagate(&self, side: u32, trail: &mut Trail) -> Result<(), Conflict> {
        for link in &self.from[side as usize] {
            push(side, link, trail)?;
        }
        for &(from, place) in &self.switched[side as usize] {
            push(from, &self.from[from as usize][place as usize], trail)?;
        }
        Ok(())
    }
}

fn push(side: u32, link: &Link, trail: &mut Trail) -> Result<(), Conflict> {
    let at = trail.bound[side as usize] + link.offset;
    let pushed = Atom { side: link.to, at };
    if trail.is_true(pushed) {
        return Ok(());
    }
    let condition = link.condition;
    if condition == NONE || trail.is_true(condition_atom(condition)) {
        return trail.raise(pushed, Reason::Step { from: side, offset: link.offset, condition });
    }
    if trail.is_false(pushed) && !trail.is_false(condition_atom(condition)) {
        let because = [Atom { side, at: at - link.offset }, pushed.not()];
        return trail.raise_because(condition_atom(condition).not(), &because);
    }
    Ok(())
}
