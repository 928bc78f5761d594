//! Dependencies stay acyclic and inside one project.

use std::collections::HashSet;

use jalon::cycles::edges_on_cycles;
use jalon::milestones::dependencies::dependency_faults;
use proptest::prelude::*;
use uuid::Uuid;

use super::told;

#[test]
fn every_dependency_that_closes_a_cycle_is_named() {
    // M3 depends on M2, M2 on M1; M4 stands alone.
    let edges = [("M3", "M2"), ("M2", "M1")];
    let faults = |milestone, wanted: &[&'static str]| {
        told(&dependency_faults(
            milestone,
            wanted,
            &["M1", "M2", "M3", "M4"],
            &edges,
            "/depends_on",
        ))
    };
    assert_eq!(faults("M4", &["M1", "M2", "M3"]), [""; 0]);
    assert_eq!(
        faults("M1", &["M2", "M4", "M3"]),
        [
            r#"cyclic_dependency /depends_on/0 {"milestone":"M2"}"#,
            r#"cyclic_dependency /depends_on/2 {"milestone":"M3"}"#,
        ]
    );
    assert_eq!(
        faults("M4", &["M4"]),
        [r#"cyclic_dependency /depends_on/0 {"milestone":"M4"}"#]
    );
    // One that is being created, and names itself.
    assert_eq!(
        faults("M5", &["M5"]),
        [r#"cyclic_dependency /depends_on/0 {"milestone":"M5"}"#]
    );
}

#[test]
fn what_is_replaced_no_longer_counts() {
    let edges = [("M2", "M1"), ("M1", "M3")];
    let milestones = ["M1", "M2", "M3"];
    // M1 no longer depends on M3, so M3 may depend on M2, and M1 on nothing or on M3 again.
    assert_eq!(
        told(&dependency_faults("M1", &[], &milestones, &edges, "/depends_on")),
        [""; 0]
    );
    assert_eq!(
        told(&dependency_faults("M1", &["M3"], &milestones, &edges, "/depends_on")),
        [""; 0]
    );
    assert_eq!(
        told(&dependency_faults("M3", &["M2"], &milestones, &edges, "/depends_on")),
        [r#"cyclic_dependency /depends_on/0 {"milestone":"M2"}"#]
    );
}

#[test]
fn every_fault_is_told_at_once() {
    let (own, other, foreign) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(9));
    let wanted = [other, foreign, own, foreign];
    let faults = dependency_faults(own, &wanted, &[own, other], &[(other, own)], "/depends_on");
    let id = |id: Uuid| format!(r#"{{"milestone":"{id}"}}"#);
    assert_eq!(
        told(&faults),
        [
            format!("cyclic_dependency /depends_on/0 {}", id(other)),
            format!("cyclic_dependency /depends_on/2 {}", id(own)),
            format!("duplicate /depends_on/3 {}", id(foreign)),
            format!("foreign_dependency /depends_on/1 {}", id(foreign)),
        ]
    );
}

#[test]
fn a_bridge_between_two_cycles_is_on_none() {
    let edges = [(1, 2), (2, 1), (2, 3), (3, 4), (4, 3), (5, 5), (4, 6)];
    assert_eq!(edges_on_cycles(&edges), [0, 1, 3, 4, 5]);
}

#[test]
fn a_long_chain_needs_no_deep_stack() {
    let mut chain: Vec<(u32, u32)> = (0..200_000).map(|link| (link, link + 1)).collect();
    assert!(edges_on_cycles(&chain).is_empty());
    chain.push((200_000, 0));
    assert_eq!(edges_on_cycles(&chain).len(), chain.len());
}

/// Whether `to` can be reached from `from`, by following every path.
fn reaches(edges: &[(u8, u8)], from: u8, to: u8) -> bool {
    let mut reached = HashSet::from([from]);
    loop {
        let before = reached.len();
        for (a, b) in edges {
            if reached.contains(a) {
                reached.insert(*b);
            }
        }
        if reached.len() == before {
            return reached.contains(&to);
        }
    }
}

proptest! {
    #[test]
    fn an_edge_is_on_a_cycle_when_its_end_leads_back(
        edges in prop::collection::vec((0..9u8, 0..9u8), 0..24),
    ) {
        let expected: Vec<_> = edges.iter().enumerate()
            .filter(|(_, (from, to))| reaches(&edges, *to, *from))
            .map(|(place, _)| place)
            .collect();
        prop_assert_eq!(edges_on_cycles(&edges), expected);
    }

    #[test]
    fn what_only_looks_back_is_acyclic_and_stays_so(
        edges in prop::collection::vec((0..9u8, 0..9u8), 0..24),
        milestone in 0..9u8,
        wanted in prop::collection::hash_set(0..9u8, 0..5),
    ) {
        let edges: Vec<_> = edges.into_iter().filter(|(from, to)| from > to).collect();
        prop_assert_eq!(edges_on_cycles(&edges), Vec::<usize>::new());

        let wanted: Vec<_> = wanted.into_iter().collect();
        let milestones: Vec<_> = (0..9).collect();
        let faults = dependency_faults(milestone, &wanted, &milestones, &edges, "/depends_on");
        // Refused: exactly those that led back to the milestone before.
        let kept: Vec<_> = edges.into_iter().filter(|(from, _)| *from != milestone).collect();
        let closing = wanted.iter().filter(|on| reaches(&kept, **on, milestone)).count();
        prop_assert_eq!(faults.len(), closing);
    }
}
