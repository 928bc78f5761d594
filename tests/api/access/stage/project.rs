//! A project and what belongs to it.

mod evaluations;
mod hand_over;
mod readiness;
mod records;

use uuid::Uuid;

use super::call::lay_grid;
use super::{Stage, keep_file};
use crate::access::caller::Caller;
use crate::access::cast::{Cast, Party, SYSTEM, Side};
use crate::access::place::Target;
use crate::support::{Laying, NewMilestone, lay_milestone};

/// When what was submitted was: within the grace days of the mission that is long over by now.
const SUBMITTED: &str = "2019-01-15";

/// The month of the mission on a stage.
const MONTH: &str = "2018-12";

/// Every free text on a stage.
pub const TEXT: &str = "Confidentiel";

/// Projects that a row can have of its own.
const OWN: [&str; 3] = ["project", "selected", "withdrawn"];

/// What is being laid, and where.
pub struct Laid<'a> {
    cast: &'a mut Cast,
    stage: &'a mut Stage,
    lay: &'a mut Laying,
    target: Target,
    side: Side,
    caller: Option<Caller>,
    project: (Uuid, String),
}

impl<'a> Laid<'a> {
    pub fn on(
        cast: &'a mut Cast,
        stage: &'a mut Stage,
        lay: &'a mut Laying,
        target: Target,
        caller: Option<Caller>,
    ) -> Self {
        let side = cast.side(target).clone();
        let project = side.home.clone();
        Self {
            cast,
            stage,
            lay,
            target,
            side,
            caller,
            project,
        }
    }

    /// Lays everything that goes by these names. "project", "selected" and "withdrawn" are projects
    /// of their own, in which the rest then stands; without any it stands at "home".
    pub fn all(mut self, names: &[&'static str]) {
        for name in OWN {
            if names.contains(&name) {
                let state = if name == "project" { "running" } else { name };
                self.project = self.cast.lay_project(self.lay, self.target, state);
                self.stage.put(name, self.project.0);
            }
        }
        self.lay_at_home(names);
    }

    /// The same in that project, which is every one that is named.
    pub fn all_in(mut self, project: (Uuid, String), names: &[&'static str]) {
        for name in OWN {
            self.stage.put(name, project.0);
        }
        self.project = project;
        self.lay_at_home(names);
    }

    fn lay_at_home(mut self, names: &[&'static str]) {
        self.stage.put("home", self.project.0);
        names.iter().for_each(|name| _ = self.one(name));
    }

    /// Lays one thing, unless it is there; gives its id.
    fn one(&mut self, name: &'static str) -> Uuid {
        if name.ends_with("month") {
            return self.month(name);
        }
        if let Some(there) = self.stage.ids.get(name) {
            return there.parse().unwrap();
        }
        let id = match name {
            "planned" => self.milestone("planned"),
            "begun" => self.milestone("in_progress"),
            "deferred" => self.milestone("deferred"),
            "submitted" => self.submitted(self.side.provider),
            "own submission" => self.submitted(self.caller_party()),
            "another's submission" => self.submitted(self.cast.former),
            "accepted" => self.accepted(),
            "submission" | "decision" => {
                self.one("accepted");
                self.stage.id(name).parse().unwrap()
            }
            "mission" => self.mission(self.side.provider.organisation),
            "own mission" => self.mission(self.caller_party().organisation),
            "end grid" => lay_grid(self.lay, self.side.programme, "end"),
            name if name.ends_with("self-assessment") || name.ends_with("instruction") => self.evaluation(name),
            name => self.record(name),
        };
        self.stage.put(name, id);
        id
    }

    /// Who makes the caller's own things: the caller.
    fn caller_party(&self) -> Party {
        self.cast.party_of(self.caller, self.target)
    }

    /// Somebody else of the provider's organisation, where it has two.
    fn colleague(&self) -> Party {
        let world = &self.cast.world;
        match self.target {
            Target::Anothers | Target::Foreign => self.side.provider,
            _ => Party {
                account: world.alpha_colleague.account(),
                ..self.side.provider
            },
        }
    }

    fn milestone(&mut self, state: &str) -> Uuid {
        let number = i32::try_from(self.cast.number()).unwrap();
        let new = NewMilestone {
            number,
            state,
            submitted_on: (state == "deferred").then_some(SUBMITTED),
            ..NewMilestone::default()
        };
        let id = lay_milestone(self.lay, self.project.0, &self.project.1, &new);
        self.forecast(id);
        id
    }

    fn forecast(&mut self, milestone: Uuid) {
        let id = Uuid::now_v7();
        self.lay.row(
            "milestone",
            milestone,
            "forecasts",
            "id, milestone_id, forecast_on, motive, recorded_by, recorded_at",
            &format!("'{id}', '{milestone}', '2019-06-01', '{TEXT}', '{SYSTEM}', now()"),
        );
        self.stage.put("forecast", id);
    }

    fn submitted(&mut self, by: Party) -> Uuid {
        let milestone = self.milestone("submitted");
        let id = Uuid::now_v7();
        self.lay.row(
            "submission",
            id,
            "submissions",
            "id, milestone_id, number, submitted_by, organisation_id, evidence, submitted_on, submitted_at",
            &format!(
                "'{id}', '{milestone}', 1, '{}', '{}', '{{}}', '{SUBMITTED}', now()",
                by.account, by.organisation
            ),
        );
        self.stage.put("submission", id);
        milestone
    }

    fn accepted(&mut self) -> Uuid {
        let milestone = self.submitted(self.side.provider);
        let (id, decider) = (Uuid::now_v7(), self.side.decider);
        self.lay.row(
            "decision",
            id,
            "decisions",
            "id, milestone_id, submission_id, outcome, tacit, decided_by, organisation_id, decided_on, decided_at",
            &format!(
                "'{id}', '{milestone}', '{}', 'accepted', false, '{}', '{}', '2019-03-02', now()",
                self.stage.id("submission"),
                decider.account,
                decider.organisation
            ),
        );
        self.lay.more(&format!(
            "update milestones set state = 'accepted', submitted_on = '{SUBMITTED}', decided_on = '2019-03-02' where id = '{milestone}';"
        ));
        self.stage.put("decision", id);
        milestone
    }

    /// A month of the mission, untouched or closed; gives the mission. It goes by its name in the calendar.
    fn month(&mut self, name: &'static str) -> Uuid {
        let mission = self.one("mission");
        self.stage.put(name, MONTH);
        if name == "closed month" {
            let (id, project) = (Uuid::now_v7(), self.project.0);
            let account = self.side.provider.account;
            self.lay.row(
                "mission_month",
                id,
                "mission_months",
                "id, project_id, mission_id, month, state, closed_days, closed_entries, version, created_at, created_by, updated_at, updated_by",
                &format!(
                    "'{id}', '{project}', '{mission}', '{MONTH}-01', 'closed', 0, encode(sha256(''), 'hex'), 1, now(), '{account}', now(), '{account}'"
                ),
            );
        }
        mission
    }

    fn mission(&mut self, provider: Uuid) -> Uuid {
        let project = self.project.0;
        self.lay
            .mission(project, provider, "roadmap", "2018-12-01", "2018-12-31")
    }
}
