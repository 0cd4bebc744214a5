//! A net as variables, links, clauses and time-tables.

use super::super::net::Net;
use super::super::order::{heads, tails};
use super::Solver;
use super::activity::Activity;
use super::analyse::Analyser;
use super::atom::Atom;
use super::clauses::Clauses;
use super::late::Late;
use super::links::Links;
use super::timetable::{Share, TimeTable};
use super::trail::{Reason, Trail};

impl<'a> Solver<'a> {
    /// A solver for schedules whose length is between `shortest` and `longest`.
    pub(in super::super) fn new(net: &'a Net, shortest: i32, longest: i32) -> Self {
        let (heads, tails) = (heads(net), tails(net));
        let mut trail = Trail::default();
        let mut failed = shortest > longest;
        for node in 0..net.nodes {
            let latest = if net.optional[node] { longest - net.duration[node] } else { longest - tails[node] };
            // An optional node that does not fit is not done; its bounds then mean nothing.
            failed |= latest < heads[node] && !net.optional[node];
            trail.variable(heads[node], latest.max(heads[node]));
        }
        let length = trail.variable(shortest.min(longest), longest);
        let present: Vec<Option<Atom>> =
            (0..net.nodes).map(|node| net.optional[node].then(|| Atom::at_least(trail.variable(0, 1), 1))).collect();
        let choices: Vec<Vec<Atom>> = net
            .groups
            .iter()
            .map(|group| group.members.iter().map(|_| Atom::at_least(trail.variable(0, 1), 1)).collect())
            .collect();
        let ranks = ranks(net, &mut trail);
        let sides = trail.bound.len();
        let mut solver = Self {
            net,
            clauses: Clauses::new(sides),
            links: Links::new(sides),
            tables: Vec::new(),
            tables_of: vec![Vec::new(); sides / 2],
            late: Late::new(net),
            activity: Activity::new(),
            analyser: Analyser::default(),
            target: vec![0; sides / 2],
            trail,
            length,
            present,
            choices,
            head: 0,
            failed,
            conflicts: 0,
            restarts: 0,
            next_restart: 0,
            keep: 1_000,
            steps: 0,
        };
        solver.add_links(ranks.as_deref());
        solver.add_tables();
        for side in 0..sides as u32 {
            solver.failed = solver.failed || solver.links.propagate(side, &mut solver.trail).is_err();
        }
        solver
    }

    fn add_links(&mut self, ranks: Option<&[usize]>) {
        let net = self.net;
        for node in 0..net.nodes {
            for &before in &net.preds[node] {
                self.links.add(before, node, net.duration[before], self.present[node]);
                if let Some(ranks) = ranks.filter(|_| net.duration[node] == 0 && net.duration[before] == 0) {
                    self.links.add(ranks[before], ranks[node], 1, self.present[node]);
                }
                self.imply(self.present[node], self.present[before]);
            }
            if !net.succs[node].iter().any(|&after| !net.optional[after]) {
                self.links.add(node, self.length, net.duration[node], self.present[node]);
            }
        }
        for (group, choices) in net.groups.iter().zip(self.choices.clone()) {
            for (&member, &choice) in group.members.iter().zip(&choices) {
                self.links.add(member, group.node, net.duration[member], Some(choice));
                if let Some(ranks) = ranks.filter(|_| net.duration[group.node] == 0 && net.duration[member] == 0) {
                    self.links.add(ranks[member], ranks[group.node], 1, Some(choice));
                }
                self.imply(Some(choice), self.present[member]);
            }
            let mut clause = choices;
            clause.extend(self.present[group.node].map(Atom::not));
            self.clauses.add(&clause, 0);
        }
    }

    /// If the first is done so is the second; nothing to say when the second always is.
    fn imply(&mut self, first: Option<Atom>, second: Option<Atom>) {
        match (first, second) {
            (_, None) => {}
            (Some(first), Some(second)) => {
                self.clauses.add(&[first.not(), second], 0);
            }
            (None, Some(second)) => self.failed |= self.trail.raise(second, Reason::Decision).is_err(),
        }
    }

    fn add_tables(&mut self) {
        let net = self.net;
        for (team, &capacity) in net.capacity.iter().enumerate() {
            let mut shares = Vec::new();
            for node in 0..net.nodes {
                let amount = net.needs[node].iter().find(|need| need.0 == team).map_or(0, |need| need.1);
                if amount > 0 && net.duration[node] > 0 {
                    shares.push(Share { node, length: net.duration[node], amount, present: self.present[node] });
                }
            }
            let most: i64 = shares.iter().map(|share| i64::from(share.amount)).sum();
            if most <= i64::from(capacity) && net.away[team].is_empty() {
                continue;
            }
            let table = self.tables.len() as u32;
            for share in &shares {
                self.tables_of[share.node].push(table);
                if let Some(present) = share.present {
                    self.tables_of[present.variable()].push(table);
                }
            }
            self.tables.push(TimeTable::new(capacity, shares, net.away[team].clone()));
        }
    }
}

/// Nodes of no duration that may serve each other as alternatives could justify each other in a circle at one instant.
/// Where that is possible each node gets a rank above those that it relies upon.
fn ranks(net: &Net, trail: &mut Trail) -> Option<Vec<usize>> {
    let short = |node: usize| net.duration[node] == 0;
    let circular = net.groups.iter().any(|group| {
        short(group.node)
            && group.members.iter().any(|&member| short(member) && net.rank[member] > net.rank[group.node])
    });
    circular.then(|| (0..net.nodes).map(|_| trail.variable(0, net.nodes as i32)).collect())
}
