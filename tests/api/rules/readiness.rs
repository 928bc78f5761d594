//! The gates of readiness, whatever is known of a project.

use std::collections::HashMap;

use jalon::accompaniment::datasets::{DatasetAccess, DatasetReach, Dpia};
use jalon::accompaniment::roadmap::Horizon;
use jalon::hand_over::{HandOverProgress, HandOverState};
use jalon::readiness::{Facts, GateState, ReadinessCounts, Settings, assess};
use jalon::team::TeamFunction;
use jalon::vocabulary::{CodeList, Gate, HandOverKind};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use uuid::Uuid;

fn codes<T: CodeList + std::fmt::Debug>() -> impl Strategy<Value = Vec<T>> {
    subsequence(T::ALL.to_vec(), 0..=T::ALL.len())
}

fn dataset() -> impl Strategy<Value = DatasetReach> {
    (any::<bool>(), select(Dpia::ALL)).prop_map(|(reachable, dpia)| DatasetReach {
        id: Uuid::now_v7(),
        project_id: Uuid::nil(),
        reachable,
        dpia,
        access: DatasetAccess::Granted,
    })
}

fn owed_item() -> impl Strategy<Value = HandOverProgress> {
    let state = select(vec![HandOverState::Missing, HandOverState::Provided]);
    (select(HandOverKind::ALL), state).prop_map(|(kind, state)| HandOverProgress {
        id: Uuid::now_v7(),
        project_id: Uuid::nil(),
        kind,
        state,
    })
}

prop_compose! {
    fn facts()(
        has_working_prototype in any::<bool>(),
        is_proven in any::<bool>(),
        datasets in prop::collection::vec(dataset(), 0..4),
        owed_items in prop::collection::vec(owed_item(), 0..4),
        is_hand_over_open in any::<bool>(),
        functions in codes::<TeamFunction>(),
        horizons in codes::<Horizon>(),
    ) -> Facts {
        Facts {
            has_working_prototype,
            is_proven,
            datasets,
            is_hand_over_open: is_hand_over_open || !owed_items.is_empty(),
            owed_items,
            functions,
            horizons,
            ..Facts::default()
        }
    }
}

proptest! {
    /// Off; else satisfied, where nothing is unmet; else waived, where there is a waiver; else missing. Each is told, in order, and
    /// each that is not off is counted once.
    #[test]
    fn each_gate_stands_in_one_way(
        facts in facts(), off in codes::<Gate>(), advisory in codes::<Gate>(), waived in codes::<Gate>(),
    ) {
        let waivers: HashMap<Gate, Uuid> = waived.iter().map(|gate| (*gate, Uuid::now_v7())).collect();
        let gates = assess(&facts, Settings { off: &off, advisory: &advisory }, &waivers);
        let told: Vec<Gate> = gates.iter().map(|gate| gate.gate).collect();
        prop_assert_eq!(told.as_slice(), Gate::ALL);
        for gate in &gates {
            let expected = match (off.contains(&gate.gate), gate.unmet.is_empty(), waived.contains(&gate.gate)) {
                (true, ..) => GateState::Off,
                (_, true, _) => GateState::Satisfied,
                (.., true) => GateState::Waived,
                (.., false) => GateState::Missing,
            };
            prop_assert_eq!(gate.state, expected);
            prop_assert_eq!(gate.advisory, advisory.contains(&gate.gate));
            let in_the_way = expected == GateState::Missing && !advisory.contains(&gate.gate);
            prop_assert_eq!(gate.is_in_the_way(), in_the_way);
        }
        let ReadinessCounts { satisfied, missing, waived } = ReadinessCounts::of(&gates);
        prop_assert_eq!(satisfied + missing + waived + off.len(), Gate::ALL.len());
    }

    /// What is mended makes no gate worse, and what nothing is known of satisfies none that asks for something.
    #[test]
    fn what_is_mended_makes_nothing_worse(facts in facts()) {
        let none = Settings { off: &[], advisory: &[] };
        let unmet = |facts: &Facts| -> Vec<usize> {
            assess(facts, none, &HashMap::new()).iter().map(|gate| gate.unmet.len()).collect()
        };
        let mended = Facts {
            has_working_prototype: true,
            is_proven: true,
            is_hand_over_open: true,
            owed_items: Vec::new(),
            functions: TeamFunction::ALL.to_vec(),
            horizons: Horizon::ALL.to_vec(),
            ..facts.clone()
        };
        for (before, after) in unmet(&facts).into_iter().zip(unmet(&mended)) {
            prop_assert!(after <= before);
        }
        let asks = [Gate::Prototype, Gate::Data, Gate::HandOver, Gate::Team, Gate::Roadmap];
        for gate in assess(&Facts::default(), none, &HashMap::new()) {
            let expected = if asks.contains(&gate.gate) { GateState::Missing } else { GateState::Satisfied };
            prop_assert_eq!(gate.state, expected, "{}", gate.gate);
        }
    }
}
