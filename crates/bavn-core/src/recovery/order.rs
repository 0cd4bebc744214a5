//! Orders of the nodes that respect what waits for what, and the priority rules that give the first ones.

use super::net::Net;
use super::problem::Objective;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Which nodes are done when each group is served by the chosen member.
pub(super) fn done(net: &Net, choice: &[usize]) -> Vec<bool> {
    let mut done = vec![false; net.nodes];
    let mut stack: Vec<usize> = (0..net.nodes).filter(|&node| !net.optional[node]).collect();
    while let Some(node) = stack.pop() {
        if !std::mem::replace(&mut done[node], true) {
            stack.extend(&net.preds[node]);
            stack.extend(net.groups_of[node].iter().map(|&group| net.groups[group].members[choice[group]]));
        }
    }
    done
}

/// The nodes that are done, each after what it waits for, otherwise by ascending priority. `None` if the choice makes
/// nodes wait for each other.
pub(super) fn arrange(net: &Net, choice: &[usize], priority: &[i64]) -> Option<Vec<u32>> {
    let done = done(net, choice);
    let mut open = vec![0_usize; net.nodes];
    let mut chosen_by: Vec<Vec<usize>> = vec![Vec::new(); if net.groups.is_empty() { 0 } else { net.nodes }];
    let mut heap = BinaryHeap::new();
    for node in 0..net.nodes {
        if done[node] {
            open[node] = net.preds[node].len() + net.groups_of[node].len();
            for &group in &net.groups_of[node] {
                chosen_by[net.groups[group].members[choice[group]]].push(node);
            }
            if open[node] == 0 {
                heap.push(Reverse((priority[node], node)));
            }
        }
    }
    let mut order = Vec::with_capacity(net.nodes);
    while let Some(Reverse((_, node))) = heap.pop() {
        order.push(node as u32);
        let waiting = chosen_by.get(node).into_iter().flatten();
        for &after in net.succs[node].iter().filter(|&&after| done[after]).chain(waiting) {
            open[after] -= 1;
            if open[after] == 0 {
                heap.push(Reverse((priority[after], after)));
            }
        }
    }
    (order.len() == done.iter().filter(|&&done| done).count()).then_some(order)
}

/// The longest path from the start of each node to the end of everything, itself included.
///
/// Only plain prerequisites of what is always done count, so it holds whichever alternatives are chosen.
pub(super) fn tails(net: &Net) -> Vec<i32> {
    let mut tails = net.duration.clone();
    for &node in net.topological.iter().rev() {
        let sure = net.succs[node].iter().filter(|&&after| !net.optional[after]);
        let after = sure.map(|&after| tails[after]).max().unwrap_or(0);
        tails[node] = net.duration[node] + after;
    }
    tails
}

/// The earliest start of each node if everybody were free at all times and every way were taken at once: a lower bound.
///
/// Nodes are settled in the order of their finish, so the first member of a group that is settled is its earliest
/// (Dijkstra's method on an AND/OR graph).
pub(super) fn heads(net: &Net) -> Vec<i32> {
    let mut heads = net.release.clone();
    let mut open: Vec<usize> = (0..net.nodes).map(|node| net.preds[node].len() + net.groups_of[node].len()).collect();
    let mut in_groups: Vec<Vec<usize>> = vec![Vec::new(); net.nodes];
    for (at, group) in net.groups.iter().enumerate() {
        group.members.iter().for_each(|&member| in_groups[member].push(at));
    }
    let mut served = vec![false; net.groups.len()];
    let begin = |node: usize, heads: &[i32]| Reverse((heads[node] + net.duration[node], node));
    let mut heap: BinaryHeap<_> =
        (0..net.nodes).filter(|&node| open[node] == 0).map(|node| begin(node, &heads)).collect();
    while let Some(Reverse((finish, node))) = heap.pop() {
        let mut waiting: Vec<usize> = net.succs[node].clone();
        for &group in &in_groups[node] {
            if !std::mem::replace(&mut served[group], true) {
                waiting.push(net.groups[group].node);
            }
        }
        for after in waiting {
            heads[after] = heads[after].max(finish);
            open[after] -= 1;
            if open[after] == 0 {
                heap.push(begin(after, &heads));
            }
        }
    }
    heads
}

/// The priorities (smaller first) of the rules that give the first schedules.
///
/// Latest finish time, latest start time, greatest rank positional weight and most total successors of the literature
/// (Kolisch 1996); for lateness also the earliest due time behind a node and the weight that waits for it.
pub(super) fn rules(net: &Net) -> Vec<Vec<i64>> {
    let tails = tails(net);
    let total = successors(net);
    let latest_start: Vec<i64> = tails.iter().map(|&tail| -i64::from(tail)).collect();
    let latest_finish: Vec<i64> = (0..net.nodes).map(|node| i64::from(net.duration[node] - tails[node])).collect();
    let most: Vec<i64> = total.iter().map(|&count| -(count as i64)).collect();
    let positional: Vec<i64> = (0..net.nodes)
        .map(|node| {
            -net.succs[node].iter().map(|&after| i64::from(net.duration[after])).sum::<i64>()
                - i64::from(net.duration[node])
        })
        .collect();
    let mut rules = vec![latest_finish, latest_start, most, positional];
    if net.objective == Objective::Lateness {
        let (slack, weight) = due_times(net);
        let urgent = (0..net.nodes).map(|node| slack[node].saturating_mul(4) - weight[node].min(1 << 20)).collect();
        let heavy = (0..net.nodes).map(|node| -(weight[node] << 10) / i64::from(net.duration[node].max(1))).collect();
        rules.splice(0..0, [slack, urgent, heavy]);
    }
    rules
}

/// How many nodes wait for each, directly or through others; for large nets the direct ones and theirs.
fn successors(net: &Net) -> Vec<usize> {
    if net.nodes > 1_000 {
        let direct = |node: usize| net.succs[node].len();
        return (0..net.nodes)
            .map(|node| direct(node) + net.succs[node].iter().map(|&after| direct(after)).sum::<usize>())
            .collect();
    }
    let words = net.nodes.div_ceil(64);
    let mut reach = vec![0_u64; net.nodes * words];
    let mut count = vec![0; net.nodes];
    for &node in net.topological.iter().rev() {
        for &after in &net.succs[node] {
            for word in 0..words {
                reach[node * words + word] |= reach[after * words + word];
            }
            reach[node * words + after / 64] |= 1 << (after % 64);
        }
        count[node] = reach[node * words..(node + 1) * words].iter().map(|word| word.count_ones() as usize).sum();
    }
    count
}

/// For each node the latest start that still meets the first due time behind it, and the weight of the dues behind it.
fn due_times(net: &Net) -> (Vec<i64>, Vec<i64>) {
    let far = i64::from(net.horizon) * 2;
    let mut latest = vec![far; net.nodes];
    let mut weight = vec![0_i64; net.nodes];
    for &node in net.topological.iter().rev() {
        let own = net.dues[node].iter().filter(|due| due.1 > 0).map(|due| i64::from(due.0)).min().unwrap_or(far);
        let mut least = own;
        let mut sum: i64 = net.dues[node].iter().map(|due| due.1).sum();
        for &after in &net.succs[node] {
            least = least.min(latest[after]);
            sum = (sum + weight[after]).min(1 << 40);
        }
        latest[node] = latest[node].min(least - i64::from(net.duration[node]));
        weight[node] = weight[node].max(sum);
        for &group in &net.groups_of[node] {
            let member = net.groups[group].members[net.safe_choice[group]];
            let until = latest[node] - i64::from(net.duration[member]);
            latest[member] = latest[member].min(until);
            weight[member] = weight[member].max(weight[node]);
        }
    }
    (latest, weight)
}
