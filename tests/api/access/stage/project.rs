//! A project and what belongs to it.

use uuid::Uuid;

use super::Stage;
use crate::access::caller::Caller;
use crate::access::cast::{Cast, Party, SYSTEM, Side};
use crate::access::place::Target;
use crate::support::{Laying, NewMilestone, lay_milestone};

/// When what was submitted was: within the grace days of the mission that is long over by now.
const SUBMITTED: &str = "2019-01-15";

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
            name => self.record(name),
        };
        self.stage.put(name, id);
        id
    }

    /// Who makes the caller's own things: the caller.
    fn caller_party(&self) -> Party {
        match self.caller {
            Some(caller) if caller != Caller::Anonymous => Party {
                organisation: self.cast.organisation_of(caller),
                account: self.cast.client(caller).account(),
            },
            _ => self.side.provider,
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

    /// Puts the bytes of a file where the service keeps them.
    fn keep_file(&self, id: Uuid) {
        let folder = self.cast.world.app.folder.join("files/access");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(id.to_string()), TEXT).unwrap();
    }

    fn mission(&mut self, provider: Uuid) -> Uuid {
        let project = self.project.0;
        self.lay
            .mission(project, provider, "roadmap", "2018-12-01", "2018-12-31")
    }

    /// Rows that hang on a project, a milestone or a decision.
    fn record(&mut self, name: &'static str) -> Uuid {
        let (id, project) = (Uuid::now_v7(), self.project.0);
        let Party { organisation, account } = self.side.provider;
        let edited = format!("1, now(), '{SYSTEM}', now(), '{SYSTEM}'");
        let edits = "version, created_at, created_by, updated_at, updated_by";
        let (entity, table, columns, values) = match name {
            "suspension" | "open suspension" => (
                "suspension",
                "suspensions",
                format!("id, project_id, from_on, until_on, motive, shift_forecasts, {edits}"),
                format!(
                    "'{id}', '{project}', {}, '{TEXT}', false, {edited}",
                    if name == "suspension" {
                        "'2019-06-01', '2019-06-15'"
                    } else {
                        "'2019-07-01', null"
                    }
                ),
            ),
            "extension" => (
                "extension",
                "extensions",
                format!("id, project_id, useful_months, motive, {edits}"),
                format!("'{id}', '{project}', 1, '{TEXT}', {edited}"),
            ),
            "baseline" => (
                "baseline",
                "baselines",
                "id, project_id, number, motive, approved_by, approved_on, approved_at".to_owned(),
                format!(
                    "'{id}', '{project}', {}, '{TEXT}', '{SYSTEM}', '2019-01-10', now()",
                    self.cast.number()
                ),
            ),
            "entry" => (
                "progress_entry",
                "progress_entries",
                "id, project_id, track, author_id, person_id, organisation_id, occurred_on, done, recorded_at"
                    .to_owned(),
                format!(
                    "'{id}', '{project}', 'technical_support', '{account}', '{account}', '{organisation}', '2019-02-12', '{TEXT}', now()"
                ),
            ),
            "health" => (
                "health_report",
                "health_reports",
                "id, project_id, overall, tracks, text, reported_by, reported_on, reported_at".to_owned(),
                format!("'{id}', '{project}', 'sunny', '{{}}', '{TEXT}', '{account}', '2019-03-01', now()"),
            ),
            "risk" | "closed risk" => (
                "risk",
                "risks",
                format!("id, project_id, kind, title, weight, state, {edits}"),
                format!(
                    "'{id}', '{project}', 'technical', '{TEXT}', 0, '{}', {edited}",
                    if name == "risk" { "open" } else { "closed" }
                ),
            ),
            "evidence" => {
                let on = self.one("accepted");
                (
                    "evidence",
                    "evidence",
                    "id, milestone_id, type, title, url, added_by, organisation_id, added_at".to_owned(),
                    format!(
                        "'{id}', '{on}', 'report', '{TEXT}', 'https://example.test/bilan', '{account}', '{organisation}', now()"
                    ),
                )
            }
            "file" => {
                let on = self.one("accepted");
                self.keep_file(id);
                (
                    "evidence",
                    "evidence",
                    "id, milestone_id, type, title, added_by, organisation_id, added_at, file_name, file_media_type, \
                     file_size, file_sha256, file_key"
                        .to_owned(),
                    format!(
                        "'{id}', '{on}', 'report', '{TEXT}', '{account}', '{organisation}', now(), 'bilan.txt', \
                         'text/plain', {}, '{}', 'access/{id}'",
                        TEXT.len(),
                        "0".repeat(64)
                    ),
                )
            }
            "comment" => {
                let on = self.one("accepted");
                (
                    "comment",
                    "comments",
                    "id, milestone_id, text, author_id, organisation_id, created_at".to_owned(),
                    format!("'{id}', '{on}', '{TEXT}', '{account}', '{organisation}', now()"),
                )
            }
            "redaction" => (
                "redaction",
                "redactions",
                "id, programme_id, project_id, entity, entity_id, field, sha256, motive, redacted_by, redacted_at"
                    .to_owned(),
                format!(
                    "'{id}', (select programme_id from projects where id = '{project}'), '{project}', 'comment', '{id}', \
                     'text', '{{00}}', '{TEXT}', '{SYSTEM}', now()"
                ),
            ),
            "observation" => {
                let on = self.one("decision");
                (
                    "observation",
                    "observations",
                    "id, decision_id, text, author_id, organisation_id, created_at".to_owned(),
                    format!("'{id}', '{on}', '{TEXT}', '{account}', '{organisation}', now()"),
                )
            }
            other => panic!("a project has no {other:?}"),
        };
        self.lay.row(entity, id, table, &columns, &values);
        id
    }
}
