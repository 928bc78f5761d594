//! Gates in words: what each asks for and is not so, in the reader's language, with links to the things meant.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;

use super::dto::{AssessmentView, GateLink, GateView, GateWaiver, ReadinessCounts};
use super::gates::{Assessed, Unmet};
use crate::civil::Month;
use crate::database::schema::{projects, verdicts};
use crate::fault::{Fault, FaultCode};
use crate::missions;
use crate::programmes::Track;
use crate::projects::ProjectContext;
use crate::projects::child::Viewer;
use crate::vocabulary::{CodeList, HandOverKind, Label, Name, Subject};

diesel::table! {
    /// What a gate's reasons name, and what it is called (a view).
    readiness_subjects (id) {
        id -> Uuid,
        project_id -> Uuid,
        name -> Text,
    }
}
diesel::allow_tables_to_appear_in_same_query!(readiness_subjects, projects);
diesel::allow_tables_to_appear_in_same_query!(readiness_subjects, verdicts);

/// What the gates of projects are told with.
#[derive(Debug)]
pub struct Wording {
    names: HashMap<Uuid, String>,
    tracks: Vec<Track>,
    waivers: HashMap<Uuid, GateWaiver>,
}

/// The [`Wording`] of the projects that a subselect gives, and of their programmes, without waiting for what these select from: a
/// future.
macro_rules! wording {
    ($conn:expr, of $projects:expr, in $programmes:expr) => {{
        use diesel::dsl::array;
        use diesel::prelude::*;
        use diesel_async::RunQueryDsl;
        use $crate::database::schema::{programme_tracks, readiness_waivers};
        use $crate::programmes::Track;
        use $crate::readiness::waivers::Waiver;
        use $crate::readiness::wording::{Wording, readiness_subjects};
        let (mut one, mut two, mut three) = ($conn, $conn, $conn);
        let names = readiness_subjects::table
            .filter(readiness_subjects::project_id.eq_any(array($projects)))
            .select((readiness_subjects::id, readiness_subjects::name));
        let tracks = programme_tracks::table
            .filter(programme_tracks::programme_id.eq_any(array($programmes)))
            .select(Track::as_select());
        let waivers = readiness_waivers::table
            .filter(readiness_waivers::project_id.eq_any(array($projects)))
            .select(Waiver::as_select());
        async move {
            let (names, tracks, waivers) =
                tokio::try_join!(names.load(&mut one), tracks.load(&mut two), waivers.load(&mut three))?;
            Ok::<Wording, diesel::result::Error>(Wording::new(names, tracks, waivers))
        }
    }};
}
pub(super) use wording;

/// Something by its id, that people call by a name.
struct Called(Uuid, Name);

impl Subject for Called {
    fn value(&self) -> Value {
        self.0.value()
    }

    fn name(&self) -> Option<Name> {
        Some(self.1.clone())
    }
}

/// Where the reasons of a gate are to be seen: a collection of the project.
const fn collection(fr: &'static str, en: &'static str) -> Label {
    Label { fr, en }
}

const PROTOTYPES: Label = collection("Prototypes", "Prototypes");
const TRIALS: Label = collection("Essais", "Trials");
const MILESTONES: Label = collection("Jalons", "Milestones");
const DATASETS: Label = collection("Jeux de données", "Datasets");
const HAND_OVER: Label = collection("Passation", "Hand-over");
const TEAM: Label = collection("Équipe", "Team");
const ROADMAP: Label = collection("Feuille de route", "Roadmap");
const EFFORT: Label = collection("Temps passé sur la mission", "Effort of the mission");

impl Wording {
    /// Of what is called so, on these tracks, with these waivers.
    pub fn new(names: Vec<(Uuid, String)>, tracks: Vec<Track>, waivers: Vec<super::waivers::Waiver>) -> Self {
        Self {
            names: names.into_iter().collect(),
            tracks,
            waivers: waivers.into_iter().map(|waiver| (waiver.id, waiver.brief())).collect(),
        }
    }

    /// Gates of a project, as they are shown to somebody.
    pub fn assessment(&self, gates: &[Assessed], context: &ProjectContext, viewer: Viewer<'_>) -> AssessmentView {
        AssessmentView {
            counts: ReadinessCounts::of(gates),
            gates: gates.iter().map(|gate| self.gate(gate, context, viewer)).collect(),
        }
    }

    fn gate(&self, gate: &Assessed, context: &ProjectContext, viewer: Viewer<'_>) -> GateView {
        let (mut why, mut links) = (Vec::new(), Vec::new());
        for unmet in &gate.unmet {
            let (reason, link) = self.reason(unmet, context, viewer);
            let sentence = reason.message(viewer.language);
            if !why.contains(&sentence) {
                why.push(sentence);
            }
            links.extend(link.filter(|link| !links.contains(link)));
        }
        GateView {
            gate: gate.gate,
            state: gate.state,
            advisory: gate.advisory,
            why,
            links,
            waiver: gate.waiver.and_then(|id| self.waivers.get(&id).cloned()),
        }
    }

    /// Why, and where that is to be seen: nowhere, where the reader may not know of it or it is gone.
    fn reason(&self, unmet: &Unmet, context: &ProjectContext, viewer: Viewer<'_>) -> (Fault, Option<GateLink>) {
        let project = context.project.id;
        let all = |path: &str, label: Label| {
            Some(GateLink {
                href: format!("/v1/projects/{project}/{path}"),
                title: label.in_language(viewer.language).to_owned(),
            })
        };
        let one = |path: &str, id: &Uuid| {
            self.names.get(id).map(|name| GateLink {
                href: format!("/v1/{path}/{id}"),
                title: name.clone(),
            })
        };
        let child = |path: &str, id: &Uuid| one(&format!("projects/{project}/{path}"), id);
        let discloses = |provider: &Uuid| missions::discloses(viewer.actor, context, *provider);
        let effort = |mission: &Uuid, path: String, title: String| {
            Some(GateLink {
                href: format!("/v1/missions/{mission}/{path}"),
                title,
            })
        };
        let fault = |code| Fault::new(code);
        match unmet {
            Unmet::NoWorkingPrototype => (fault(FaultCode::NoWorkingPrototype), all("prototypes", PROTOTYPES)),
            Unmet::NoTrial => (fault(FaultCode::TrialMissing), all("trials", TRIALS)),
            Unmet::NoMilestone { track } => {
                let fault = fault(FaultCode::NoMilestoneOnTrack);
                let fault = match self.tracks.iter().find(|it| it.code == *track) {
                    Some(known) => fault.with("track", known),
                    None => fault.with("track", track),
                };
                (fault, all("milestones", MILESTONES))
            }
            Unmet::MilestoneNotAccepted { milestone, code, state } => {
                let fault = fault(FaultCode::MilestoneNotAccepted).with("milestone", code);
                (fault.with("state", state), one("milestones", milestone))
            }
            Unmet::NoDataset => (fault(FaultCode::NoDataset), all("datasets", DATASETS)),
            Unmet::DatasetUnreachable { dataset } => {
                let fault = fault(FaultCode::DatasetUnreachable).with("dataset", self.called(*dataset));
                (fault, child("datasets", dataset))
            }
            Unmet::DpiaOwed { dataset, dpia } => {
                let fault = fault(FaultCode::DpiaOwed).with("dataset", self.called(*dataset));
                (fault.with("dpia", dpia), child("datasets", dataset))
            }
            Unmet::RiskTooHigh { risk, criticality } => {
                let fault = fault(FaultCode::RiskTooHigh).with("risk", self.called(*risk));
                (fault.with("criticality", criticality), child("risks", risk))
            }
            Unmet::HandOverNotOpened => (fault(FaultCode::HandOverNotOpened), all("hand-over", HAND_OVER)),
            Unmet::ItemOwed { item, kind, state } => {
                let called = self.item(*item, *kind);
                let title = called.1.in_language(viewer.language).to_owned();
                let fault = fault(FaultCode::HandOverItemOwed)
                    .with("item", called)
                    .with("state", state);
                let link = child("hand-over", item).map(|link| GateLink { title, ..link });
                (fault, link)
            }
            Unmet::FunctionVacant { function } => {
                let fault = fault(FaultCode::FunctionVacant).with("function", function);
                (fault, all("team", TEAM))
            }
            Unmet::MonthNotCountersigned { provider, .. } | Unmet::OrderOverrun { provider, .. }
                if !discloses(provider) =>
            {
                (fault(FaultCode::OtherMissionUnsettled), None)
            }
            Unmet::MonthNotCountersigned {
                mission,
                provider,
                month,
            } => {
                let month = Month::of(*month).to_string();
                let fault = fault(FaultCode::MonthNotCountersigned).with("month", &month);
                let fault = fault.with("provider", self.called(*provider));
                (fault, effort(mission, format!("months/{month}"), month))
            }
            Unmet::OrderOverrun { mission, provider } => {
                let fault = fault(FaultCode::OrderOverrun).with("provider", self.called(*provider));
                let title = EFFORT.in_language(viewer.language).to_owned();
                (fault, effort(mission, "effort".to_owned(), title))
            }
            Unmet::HorizonEmpty { horizon } => {
                let fault = fault(FaultCode::HorizonEmpty).with("horizon", horizon);
                (fault, all("roadmap-items", ROADMAP))
            }
        }
    }

    /// Something by its name; by a dash where it is gone.
    fn called(&self, id: Uuid) -> Called {
        let name = self.names.get(&id).map_or("—", String::as_str).to_owned();
        Called(
            id,
            Name {
                fr: name.clone(),
                en: name,
            },
        )
    }

    /// An item by its title, else by its kind.
    fn item(&self, id: Uuid, kind: HandOverKind) -> Called {
        match self.names.get(&id) {
            Some(title) if !title.is_empty() => self.called(id),
            _ => Called(id, kind.label().into()),
        }
    }
}
