//! The gates of a project's readiness: what each asks for, and how it stands. Pure.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::facts::{Facts, GATE_TRACKS};
use crate::accompaniment::datasets::Dpia;
use crate::accompaniment::risks::Criticality;
use crate::accompaniment::roadmap::Horizon;
use crate::hand_over::HandOverState;
use crate::milestones::MilestoneState;
use crate::programmes::Programme;
use crate::team::TeamFunction;
use crate::vocabulary::{CodeList, Gate, HandOverKind, code_list};

code_list! {
    /// How a gate stands.
    pub enum GateState {
        Satisfied "satisfied" "Rempli" "Satisfied";
        Missing "missing" "Non rempli" "Missing";
        Waived "waived" "Dispensé" "Waived";
        Off "off" "Sans objet" "Off";
    }
}

/// The functions that a launch needs.
pub const NEEDED: [TeamFunction; 4] = [
    TeamFunction::Sponsor,
    TeamFunction::BusinessLead,
    TeamFunction::Data,
    TeamFunction::It,
];

/// What a gate asks for and is not so: what it is about, by codes and ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "unmet", rename_all = "snake_case")]
pub enum Unmet {
    NoWorkingPrototype,
    NoTrial,
    NoMilestone {
        track: String,
    },
    MilestoneNotAccepted {
        milestone: Uuid,
        code: String,
        state: MilestoneState,
    },
    NoDataset,
    DatasetUnreachable {
        dataset: Uuid,
    },
    DpiaOwed {
        dataset: Uuid,
        dpia: Dpia,
    },
    RiskTooHigh {
        risk: Uuid,
        criticality: Criticality,
    },
    HandOverNotOpened,
    ItemOwed {
        item: Uuid,
        kind: HandOverKind,
        state: HandOverState,
    },
    FunctionVacant {
        function: TeamFunction,
    },
    MonthNotCountersigned {
        mission: Uuid,
        provider: Uuid,
        /// Its first day.
        month: NaiveDate,
    },
    OrderOverrun {
        mission: Uuid,
        provider: Uuid,
    },
    HorizonEmpty {
        horizon: Horizon,
    },
}

/// What a programme does without, and what does not stand in the way of a verdict.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// The gates that are off.
    pub off: &'a [Gate],
    /// The gates that are shown, and do not stand in the way.
    pub advisory: &'a [Gate],
}

impl<'a> Settings<'a> {
    /// Those of a programme.
    pub fn of(programme: &'a Programme) -> Self {
        Self {
            off: &programme.gates_off,
            advisory: &programme.gates_advisory,
        }
    }
}

/// A gate, and how it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessed {
    /// The gate.
    pub gate: Gate,
    /// How it stands.
    pub state: GateState,
    /// Whether it does not stand in the way of a verdict.
    pub advisory: bool,
    /// What it asks for and is not so.
    pub unmet: Vec<Unmet>,
    /// The waiver that is in force.
    pub waiver: Option<Uuid>,
}

impl Assessed {
    /// Whether it keeps a project from being ready.
    pub fn is_in_the_way(&self) -> bool {
        self.state == GateState::Missing && !self.advisory
    }
}

/// How each gate stands, in their order: off; else satisfied, where nothing is unmet; else waived, where a waiver is in force;
/// else missing.
pub fn assess(facts: &Facts, settings: Settings<'_>, waivers: &HashMap<Gate, Uuid>) -> Vec<Assessed> {
    let gates = Gate::ALL.iter().map(|gate| {
        let is_off = settings.off.contains(gate);
        let unmet = if is_off { Vec::new() } else { facts.unmet(*gate) };
        let waiver = waivers.get(gate).copied();
        Assessed {
            gate: *gate,
            state: match (is_off, unmet.is_empty(), waiver) {
                (true, ..) => GateState::Off,
                (_, true, _) => GateState::Satisfied,
                (.., Some(_)) => GateState::Waived,
                (.., None) => GateState::Missing,
            },
            advisory: settings.advisory.contains(gate),
            unmet,
            waiver,
        }
    });
    gates.collect()
}

impl Facts {
    /// What a gate asks for and is not so.
    fn unmet(&self, gate: Gate) -> Vec<Unmet> {
        match gate {
            Gate::Prototype => self.unmet_prototype(),
            Gate::Milestones => self.unmet_milestones(),
            Gate::Data => self.unmet_data(),
            Gate::Ethics => {
                let grave = self.grave_risks.iter();
                grave
                    .map(|risk| Unmet::RiskTooHigh {
                        risk: risk.id,
                        criticality: risk.criticality,
                    })
                    .collect()
            }
            Gate::HandOver => self.unmet_hand_over(),
            Gate::Team => {
                let vacant = NEEDED.iter().filter(|function| !self.functions.contains(function));
                vacant
                    .map(|function| Unmet::FunctionVacant { function: *function })
                    .collect()
            }
            Gate::Orders => self.unmet_orders(),
            Gate::Roadmap => {
                let empty = Horizon::ALL.iter().filter(|horizon| !self.horizons.contains(horizon));
                empty.map(|horizon| Unmet::HorizonEmpty { horizon: *horizon }).collect()
            }
        }
    }

    fn unmet_prototype(&self) -> Vec<Unmet> {
        let prototype = (!self.has_working_prototype).then_some(Unmet::NoWorkingPrototype);
        let trial = (!self.is_proven).then_some(Unmet::NoTrial);
        prototype.into_iter().chain(trial).collect()
    }

    fn unmet_milestones(&self) -> Vec<Unmet> {
        let tracks = GATE_TRACKS
            .iter()
            .filter(|track| self.tracks.iter().any(|it| it == *track));
        let without = tracks.filter(|track| self.milestones.iter().all(|milestone| milestone.track != **track));
        let without = without.map(|track| Unmet::NoMilestone {
            track: (*track).to_owned(),
        });
        let unaccepted = self
            .milestones
            .iter()
            .filter(|milestone| !milestone.state.is_accepted());
        let unaccepted = unaccepted.map(|milestone| Unmet::MilestoneNotAccepted {
            milestone: milestone.id,
            code: milestone.code.clone(),
            state: milestone.state,
        });
        without.chain(unaccepted).collect()
    }

    fn unmet_data(&self) -> Vec<Unmet> {
        let none = self.datasets.is_empty().then_some(Unmet::NoDataset);
        let each = self.datasets.iter().flat_map(|it| {
            let unreachable = (!it.reachable).then_some(Unmet::DatasetUnreachable { dataset: it.id });
            let owed = matches!(it.dpia, Dpia::ToDo | Dpia::InProgress);
            let owed = owed.then_some(Unmet::DpiaOwed {
                dataset: it.id,
                dpia: it.dpia,
            });
            unreachable.into_iter().chain(owed)
        });
        none.into_iter().chain(each).collect()
    }

    fn unmet_hand_over(&self) -> Vec<Unmet> {
        let none = (!self.is_hand_over_open).then_some(Unmet::HandOverNotOpened);
        let owed = self.owed_items.iter().map(|item| Unmet::ItemOwed {
            item: item.id,
            kind: item.kind,
            state: item.state,
        });
        none.into_iter().chain(owed).collect()
    }

    fn unmet_orders(&self) -> Vec<Unmet> {
        let orders = self.orders.iter().flat_map(|order| {
            let (mission, provider) = (order.mission, order.provider);
            let months = order.months.iter().map(move |month| Unmet::MonthNotCountersigned {
                mission,
                provider,
                month: month.first(),
            });
            months.chain(order.is_overrun.then_some(Unmet::OrderOverrun { mission, provider }))
        });
        orders.collect()
    }
}
