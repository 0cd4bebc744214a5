//! A genetic search over orders of the nodes, each improved by justification.
//!
//! After Valls, Ballestín and Quintanilla, "A hybrid genetic algorithm for the resource-constrained project scheduling
//! problem", EJOR 185 (2008): activity lists, serial generation, two-point crossover, double justification; and stretches of an order shaken.

use super::net::Net;
use super::order::{arrange, rules};
use super::rng::Rng;
use super::sgs::{Builder, Plan};

const POPULATION: usize = 50;
/// Of a hundred children so many have one parent, a stretch of whose order is shaken.
const SHAKEN: usize = 30;

#[derive(Clone, Debug)]
struct Genome {
    /// The nodes that are done, in the order in which they were placed.
    order: Vec<u32>,
    choice: Vec<usize>,
    plan: Plan,
}

/// The state of the search.
#[derive(Clone, Debug)]
pub(super) struct Genetic<'a> {
    net: &'a Net,
    builder: Builder<'a>,
    rng: Rng,
    rules: Vec<Vec<i64>>,
    population: Vec<Genome>,
    /// Children since the population last became better.
    stale: usize,
    starts: Vec<i32>,
    order: Vec<u32>,
}

impl<'a> Genetic<'a> {
    pub(super) fn new(net: &'a Net, seed: u64) -> Self {
        let rules = rules(net);
        let builder = Builder::new(net);
        let rng = Rng::new(seed);
        Self { net, builder, rng, rules, population: Vec::new(), stale: 0, starts: Vec::new(), order: Vec::new() }
    }

    pub(super) fn work(&self) -> u64 {
        self.builder.work()
    }

    /// The schedule that a priority rule gives; `None` when there are no more rules. Rule 0 exists.
    pub(super) fn rule(&mut self, at: usize) -> Option<Plan> {
        let rule = self.rules.get(at)?;
        let choice = self.net.safe_choice.clone();
        let order = arrange(self.net, &choice, rule)?;
        let genome = self.develop(order, choice)?;
        let plan = genome.plan.clone();
        self.population.push(genome);
        Some(plan)
    }

    /// Makes a schedule better by justification, or leaves it as it is.
    pub(super) fn polish(&mut self, plan: &Plan) -> Plan {
        let mut order = Vec::new();
        self.builder.sorted(&plan.starts, &mut order);
        match self.develop(order, self.net.safe_choice.clone()) {
            Some(genome) => {
                let better = if genome.plan.cost < plan.cost { genome.plan.clone() } else { plan.clone() };
                let place = (0..self.population.len()).max_by_key(|&at| self.population[at].plan.cost).unwrap_or(0);
                self.adopt(genome, place);
                better
            }
            None => plan.clone(),
        }
    }

    /// One new schedule. Returns it if it was kept.
    pub(super) fn child(&mut self) -> Option<&Plan> {
        if self.stale > 40 * POPULATION {
            self.renew();
        }
        if self.population.len() < POPULATION {
            let genome = self.random()?;
            self.population.push(genome);
            return self.population.last().map(|genome| &genome.plan);
        }
        let (mother, father) = (self.rng.below(POPULATION), self.rng.below(POPULATION));
        let is_shaken = self.rng.chance(SHAKEN);
        let father = if is_shaken { mother } else { father };
        let (priority, choice) = if is_shaken { self.shake(mother) } else { self.cross(mother, father) };
        let order = arrange(self.net, &choice, &priority)?;
        let genome = self.develop(order, choice)?;
        // The child takes the place of the worse parent, so that the population stays varied.
        let worse =
            if self.population[mother].plan.cost >= self.population[father].plan.cost { mother } else { father };
        self.adopt(genome, worse).map(|at| &self.population[at].plan)
    }

    /// Places an order, shifts right and left, and keeps the better of the two schedules.
    fn develop(&mut self, order: Vec<u32>, mut choice: Vec<usize>) -> Option<Genome> {
        let mut starts = std::mem::take(&mut self.starts);
        let placed = self.builder.forward(&order, &mut starts);
        if !placed {
            self.starts = starts;
            return None;
        }
        self.rely(&mut choice);
        let mut best = Plan { cost: self.builder.cost(&starts), starts: starts.clone() };
        let mut order = order;
        self.builder.backward(&mut starts);
        self.builder.sorted(&starts, &mut self.order);
        if self.builder.forward(&self.order, &mut starts) {
            let cost = self.builder.cost(&starts);
            if cost <= best.cost {
                self.rely(&mut choice);
                best = Plan { cost, starts: starts.clone() };
            }
        }
        self.starts = starts;
        // One schedule has one order, so that parents can be compared.
        self.builder.sorted(&best.starts, &mut order);
        Some(Genome { order, choice, plan: best })
    }

    /// Notes in `choice` which ways the schedule just made relies upon.
    fn rely(&self, choice: &mut [usize]) {
        for (group, &node) in self.builder.relied().iter().enumerate() {
            if self.starts_done(group)
                && let Some(at) = self.net.groups[group].members.iter().position(|&member| member == node)
            {
                choice[group] = at;
            }
        }
    }

    fn starts_done(&self, group: usize) -> bool {
        self.builder.relied()[group] != usize::MAX
    }

    /// A schedule from a rule with its priorities shaken.
    fn random(&mut self) -> Option<Genome> {
        let rule = self.rng.below(self.rules.len());
        let mut sorted: Vec<usize> = (0..self.net.nodes).collect();
        sorted.sort_by_key(|&node| (self.rules[rule][node], node));
        let spread = 2 + self.net.nodes / 4;
        let mut priority = vec![0; self.net.nodes];
        for (at, &node) in sorted.iter().enumerate() {
            priority[node] = (at + self.rng.below(spread)) as i64;
        }
        let mut choice = self.net.safe_choice.clone();
        self.mutate_choice(&mut choice, 30);
        let order = match arrange(self.net, &choice, &priority) {
            Some(order) => order,
            None => {
                choice.clone_from(&self.net.safe_choice);
                arrange(self.net, &choice, &priority)?
            }
        };
        self.develop(order, choice)
    }

    fn mutate_choice(&mut self, choice: &mut [usize], percent: usize) {
        for (group, choice) in choice.iter_mut().enumerate() {
            if self.rng.chance(percent) {
                *choice = self.rng.below(self.net.groups[group].members.len());
            }
        }
    }

    /// A stretch of an order in another turn, as priorities; the choices stay.
    fn shake(&mut self, mother: usize) -> (Vec<i64>, Vec<usize>) {
        let genome = &self.population[mother];
        let length = genome.order.len();
        let mut priority = vec![-1_i64; self.net.nodes];
        for (at, &node) in genome.order.iter().enumerate() {
            priority[node as usize] = 2 * at as i64;
        }
        let width = (3 + self.rng.below(2 + length / 3)).min(length);
        let first = self.rng.below(length + 1 - width);
        for &node in &genome.order[first..first + width] {
            priority[node as usize] = 2 * (first + self.rng.below(width.max(1))) as i64 + 1;
        }
        (priority, genome.choice.clone())
    }

    /// Two-point crossover of the orders and uniform crossover of the choices, as priorities.
    fn cross(&mut self, mother: usize, father: usize) -> (Vec<i64>, Vec<usize>) {
        let length = self.population[mother].order.len();
        let (one, two) = (self.rng.below(length + 1), self.rng.below(length + 1));
        let (first, second) = (one.min(two), one.max(two));
        let mut priority = vec![-1_i64; self.net.nodes];
        let mut next = 0;
        let mut give = |node: u32, priority: &mut Vec<i64>| {
            if priority[node as usize] < 0 {
                priority[node as usize] = next;
                next += 2;
            }
        };
        let (mum, dad) = (&self.population[mother], &self.population[father]);
        mum.order[..first].iter().for_each(|&node| give(node, &mut priority));
        let mut taken = 0;
        for &node in &dad.order {
            if taken == second - first {
                break;
            }
            if priority[node as usize] < 0 {
                give(node, &mut priority);
                taken += 1;
            }
        }
        mum.order[first..].iter().for_each(|&node| give(node, &mut priority));
        let mut choice = mum.choice.clone();
        for (at, choice) in choice.iter_mut().enumerate() {
            if self.rng.chance(50) {
                *choice = self.population[father].choice[at];
            }
        }
        if self.rng.chance(50) {
            self.mutate_choice(&mut choice, 5);
        }
        for priority in &mut priority {
            if self.rng.chance(10) {
                *priority += self.rng.below(13) as i64 - 6;
            }
        }
        (priority, choice)
    }

    /// Takes a schedule into the population in the place given, unless it is worse than what is there or the same as
    /// another.
    fn adopt(&mut self, genome: Genome, place: usize) -> Option<usize> {
        self.stale += 1;
        if self.population.iter().any(|other| other.plan == genome.plan) {
            return None;
        }
        if self.population.len() < POPULATION {
            self.population.push(genome);
            return Some(self.population.len() - 1);
        }
        if genome.plan.cost > self.population[place].plan.cost {
            return None;
        }
        if self.population.iter().all(|other| genome.plan.cost < other.plan.cost) {
            self.stale = 0;
        }
        self.population[place] = genome;
        Some(place)
    }

    /// Begins anew with the best few.
    fn renew(&mut self) {
        self.population.sort_by_key(|genome| genome.plan.cost);
        self.population.truncate(2);
        self.stale = 0;
    }
}
