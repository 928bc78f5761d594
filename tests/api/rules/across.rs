//! Whose rows of a programme a caller is shown.

use jalon::access::{Actor, HeldGrant, OwnProject, Role};
use jalon::projects::child::Across;
use uuid::Uuid;

fn holder(role: Role, programme: Uuid) -> Actor {
    Actor {
        grants: vec![HeldGrant {
            role,
            programme: Some(programme),
        }],
        ..Actor::default()
    }
}

#[test]
fn a_coordinator_is_shown_all_a_worker_its_own_and_an_observer_none() {
    let [here, elsewhere, own, other] = [(); 4].map(|()| Uuid::now_v7());
    let shown = |actor: &Actor| Across::of(actor, here, false).map(|across| across.projects);
    let observed = |actor: &Actor| Across::of(actor, here, true).map(|across| across.projects);
    assert_eq!(shown(&holder(Role::Coordinator, here)).unwrap(), None);
    let laureate = Actor {
        laureate_of: vec![
            OwnProject {
                project: own,
                programme: here,
            },
            OwnProject {
                project: other,
                programme: elsewhere,
            },
        ],
        ..holder(Role::Laureate, here)
    };
    assert_eq!(shown(&laureate).unwrap(), Some(vec![own]));
    // What one works on elsewhere opens nothing here.
    let observer = Actor {
        laureate_of: vec![OwnProject {
            project: other,
            programme: elsewhere,
        }],
        ..holder(Role::Observer, here)
    };
    assert!(shown(&observer).is_err());
    // Of what observers are shown too, all is.
    assert_eq!(observed(&observer).unwrap(), None);
    assert_eq!(observed(&laureate).unwrap(), Some(vec![own]));
    assert!(observed(&holder(Role::Observer, elsewhere)).is_err());
}
