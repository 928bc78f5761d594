//! Cycles of a graph. Pure.

use std::collections::HashMap;
use std::hash::Hash;

/// The places in `edges` of those that lie on a cycle, ascending; empty for an acyclic graph.
///
/// An edge lies on a cycle when both its ends are in one strongly connected component, or are one.
/// Linear in the graph, and no recursion: a programme's template is as deep as its author likes.
pub fn edges_on_cycles<Id: Copy + Eq + Hash>(edges: &[(Id, Id)]) -> Vec<usize> {
    let mut numbers = HashMap::new();
    let mut number = |id: Id| {
        let next = numbers.len();
        *numbers.entry(id).or_insert(next)
    };
    let edges: Vec<(usize, usize)> = edges.iter().map(|(from, to)| (number(*from), number(*to))).collect();
    let component = components(numbers.len(), &edges);
    let on_cycle = |(from, to): &(usize, usize)| component[*from] == component[*to];
    edges
        .iter()
        .enumerate()
        .filter(|(_, edge)| on_cycle(edge))
        .map(|(place, _)| place)
        .collect()
}

/// For each node the number of its strongly connected component (Kosaraju's two walks).
fn components(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut forward = vec![Vec::new(); nodes];
    let mut backward = vec![Vec::new(); nodes];
    for (from, to) in edges {
        forward[*from].push(*to);
        backward[*to].push(*from);
    }
    let mut finished = Vec::with_capacity(nodes);
    let mut seen = vec![false; nodes];
    for root in 0..nodes {
        walk(root, &forward, &mut seen, &mut finished);
    }
    let mut component = vec![0; nodes];
    let mut seen = vec![false; nodes];
    let mut members = Vec::new();
    for (number, root) in finished.into_iter().rev().enumerate() {
        members.clear();
        walk(root, &backward, &mut seen, &mut members);
        for member in &members {
            component[*member] = number;
        }
    }
    component
}

/// Walks depth first from `root` over nodes not `seen`, appending each as it is left.
fn walk(root: usize, next: &[Vec<usize>], seen: &mut [bool], finished: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[root], true) {
        return;
    }
    let mut path = vec![(root, next[root].iter())];
    while let Some((node, rest)) = path.last_mut() {
        match rest.next() {
            Some(&child) if !std::mem::replace(&mut seen[child], true) => {
                path.push((child, next[child].iter()));
            }
            Some(_) => {}
            None => {
                finished.push(*node);
                path.pop();
            }
        }
    }
}
