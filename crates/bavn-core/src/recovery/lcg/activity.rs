//! Which statements about bounds conflicts were lately about, to decide on those next.
//!
//! After Moskewicz and others, "Chaff: engineering an efficient SAT solver" (2001), over atoms that come into being
//! when they are learned about.

use super::atom::Atom;
use super::trail::Trail;
use std::collections::HashMap;

const OUT: u32 = u32::MAX;
/// Statements that are remembered at a time.
const MOST_ATOMS: usize = 200_000;

#[derive(Clone, Debug, Default)]
pub(super) struct Activity {
    /// Every statement is kept as `x >= at`.
    atoms: Vec<Atom>,
    scores: Vec<u64>,
    places: Vec<u32>,
    known: HashMap<Atom, u32>,
    heap: Vec<u32>,
    /// Atoms that were decided when their turn came, with the level at which that was.
    parked: Vec<(u32, u32)>,
    increment: u64,
}

impl Activity {
    pub(super) fn new() -> Self {
        Self { increment: 1 << 20, ..Self::default() }
    }

    pub(super) fn bump(&mut self, atom: Atom) {
        let (atom, _) = atom.positive();
        let id = match self.known.get(&atom) {
            Some(&id) => id,
            None => {
                let id = self.atoms.len() as u32;
                self.known.insert(atom, id);
                self.atoms.push(atom);
                self.scores.push(0);
                self.places.push(OUT);
                self.insert(id);
                id
            }
        };
        self.scores[id as usize] += self.increment;
        if self.scores[id as usize] > 1 << 60 {
            self.scores.iter_mut().for_each(|score| *score >>= 40);
            self.increment = (self.increment >> 40).max(1 << 10);
        }
        if self.places[id as usize] != OUT {
            self.up(self.places[id as usize] as usize);
        }
    }

    pub(super) fn decay(&mut self) {
        self.increment += self.increment / 20;
    }

    /// The most active statement that is neither true nor false.
    pub(super) fn next(&mut self, trail: &Trail) -> Option<Atom> {
        while let Some(&id) = self.heap.first() {
            self.remove_first();
            let atom = self.atoms[id as usize];
            self.parked.push((id, trail.level()));
            if !trail.is_true(atom) && !trail.is_false(atom) {
                return Some(atom);
            }
        }
        None
    }

    /// Puts back what may be undecided again after going back to `level`.
    pub(super) fn back_to(&mut self, level: u32) {
        while let Some(&(id, parked)) = self.parked.last() {
            if parked < level {
                break;
            }
            self.parked.pop();
            if self.places[id as usize] == OUT {
                self.insert(id);
            }
        }
    }

    /// Forgets the less active half when there are very many. Only at level 0.
    pub(super) fn trim(&mut self) {
        if self.atoms.len() <= MOST_ATOMS {
            return;
        }
        let mut scores = self.scores.clone();
        let middle = scores.len() / 2;
        let limit = *scores.select_nth_unstable(middle).1;
        let old = std::mem::replace(self, Self { increment: self.increment, ..Self::default() });
        for (atom, score) in old.atoms.into_iter().zip(old.scores) {
            if score > limit {
                let id = self.atoms.len() as u32;
                self.known.insert(atom, id);
                self.atoms.push(atom);
                self.scores.push(score);
                self.places.push(OUT);
                self.insert(id);
            }
        }
    }

    fn insert(&mut self, id: u32) {
        self.places[id as usize] = self.heap.len() as u32;
        self.heap.push(id);
        self.up(self.heap.len() - 1);
    }

    fn remove_first(&mut self) {
        let last = self.heap.len() - 1;
        self.heap.swap(0, last);
        if let Some(id) = self.heap.pop() {
            self.places[id as usize] = OUT;
        }
        if let Some(&id) = self.heap.first() {
            self.places[id as usize] = 0;
            self.down(0);
        }
    }

    fn score(&self, at: usize) -> u64 {
        self.scores[self.heap[at] as usize]
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.heap.swap(a, b);
        self.places[self.heap[a] as usize] = a as u32;
        self.places[self.heap[b] as usize] = b as u32;
    }

    fn up(&mut self, mut at: usize) {
        while at > 0 && self.score(at) > self.score((at - 1) / 2) {
            self.swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    fn down(&mut self, mut at: usize) {
        loop {
            let mut child = 2 * at + 1;
            if child >= self.heap.len() {
                return;
            }
            if child + 1 < self.heap.len() && self.score(child + 1) > self.score(child) {
                child += 1;
            }
            if self.score(child) <= self.score(at) {
                return;
            }
            self.swap(at, child);
            at = child;
        }
    }
}
