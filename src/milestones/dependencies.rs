//! Dependencies stay acyclic and inside one project (domain.md, invariant 2).
//!
//! The database refuses a cycle too; here every reference that would make one is named, before
//! anything is written. Ids are whatever names a milestone: an id, a code, a template's key.

use std::collections::HashSet;
use std::hash::Hash;

use crate::cycles::edges_on_cycles;
use crate::fault::{Fault, FaultCode};
use crate::vocabulary::Subject;

/// What is wrong with the dependencies `wanted` for `milestone`, each at `{pointer}/{index}`:
/// given twice, of another project, making a cycle. All of them.
///
/// `milestones` are the project's; `edges` are its dependencies as they stand, `(a, b)` for "a
/// depends on b". Those of `milestone` itself may be among them: what it depended on before, and
/// `wanted` replaces, cannot lead back to it in a way that `wanted` does not.
pub fn dependency_faults<Id: Copy + Eq + Hash + Subject>(
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
