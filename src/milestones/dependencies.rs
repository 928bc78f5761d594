//! Dependencies stay acyclic and inside one project (domain.md, invariant 2).
//!
//! The database refuses a cycle too; here every reference that would make one is named, before
//! anything is written. Ids are whatever names a milestone: an id, a code, a template's key.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use serde::Serialize;

use crate::fault::{Fault, FaultCode};

/// What is wrong with the dependencies `wanted` for `milestone`, each at `{pointer}/{index}`:
/// given twice, of another project, making a cycle. All of them.
///
/// `milestones` are the project's; `edges` are its dependencies as they stand, `(a, b)` for "a
/// depends on b". Those of `milestone` itself may be among them: what it depended on before, and
/// `wanted` replaces, cannot lead back to it in a way that `wanted` does not.
pub fn dependency_faults<Id: Copy + Eq + Hash + Serialize>(
    milestone: Id,
    wanted: &[Id],
    milestones: &[Id],
    edges: &[(Id, Id)],
    pointer: &str,
) -> Vec<Fault> {
    let mut graph: Vec<(Id, Id)> = wanted.iter().map(|on| (milestone, *on)).collect();
    graph.extend(edges);
    let cyclic: HashSet<usize> = edges_on_cycles(&graph).into_iter().collect();
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for (index, on) in wanted.iter().enumerate() {
        let mut refuse = |code| {
            faults.push(Fault::new(code).at(format!("{pointer}/{index}")).with("milestone", on));
        };
        if !seen.insert(*on) {
            refuse(FaultCode::Duplicate);
        } else if *on != milestone && !milestones.contains(on) {
            refuse(FaultCode::ForeignDependency);
        } else if cyclic.contains(&index) {
            refuse(FaultCode::CyclicDependency);
        }
    }
    faults
}

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
