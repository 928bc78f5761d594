//! What came of a call: an application of each kind, what it was handed in with, who judges it and how.

use uuid::Uuid;

use super::Laid;
use crate::access::caller::Caller;
use crate::access::place::Target;
use crate::access::stage::call::{EDITS, MOTIVE, NewEvaluation, edited, lay_evaluation, lay_grid};
use crate::access::stage::{TEXT, keep_file};

/// What an application can be called; evaluations are of the one that is there.
const APPLICATIONS: [&str; 4] = [
    "application",
    "admissible application",
    "refused application",
    "laureate application",
];

impl Laid<'_> {
    /// A grid, an application, what it was handed in with, an evaluation of it, or somebody who judges; nothing else.
    pub(super) fn of_the_call(&mut self, name: &'static str) -> Option<Uuid> {
        let id = match name {
            "grid" | "cited grid" => lay_grid(self.lay, self.cast.side(self.target).programme, "selection"),
            name if APPLICATIONS.contains(&name) => self.application(name),
            "open evaluation" | "filled evaluation" | "submitted evaluation" => {
                let juror = self.juror();
                self.evaluation(name, juror)
            }
            "another's evaluation" | "another's recusal" => {
                let juror = match name {
                    "another's evaluation" => self.one("another juror"),
                    _ => self.one("third juror"),
                };
                self.evaluation(name, juror)
            }
            "application link" | "application file" => self.piece(name),
            "juror" => self.account_of("Juré"),
            "another juror" => self.account_of("Jurée"),
            "third juror" => self.account_of("Doyenne"),
            "free juror" => self.account_of("Suppléante"),
            _ => return None,
        };
        Some(id)
    }

    /// Of the laureate's own organisation. One that is a laureate made the project that stays.
    fn application(&mut self, name: &str) -> Uuid {
        let (id, side) = (Uuid::now_v7(), self.cast.side(self.target));
        let (state, motive, project) = match name {
            "admissible application" => ("admissible", "null".to_owned(), "null".to_owned()),
            "refused application" => ("refused", format!("'{MOTIVE}'"), "null".to_owned()),
            "laureate application" => ("laureate", format!("'{MOTIVE}'"), format!("'{}'", side.home.0)),
            _ => ("received", "null".to_owned(), "null".to_owned()),
        };
        let source = serde_json::json!({"system": "demarches-simplifiees.fr", "number": TEXT});
        self.lay.row(
            "application",
            id,
            "applications",
            &format!(
                "id, programme_id, organisation_id, title, summary, submitted_at, reference, source, state, motive, project_id, \
                 {EDITS}"
            ),
            &format!(
                "'{id}', '{}', '{}', '{TEXT}', '{TEXT}', '2018-09-14T20:59:00Z', 'AMI-{}', '{source}', '{state}', {motive}, \
                 {project}, {}",
                side.programme,
                side.laureate,
                self.stage.number,
                edited()
            ),
        );
        id
    }

    /// The application that is there, or one.
    fn there(&mut self) -> Uuid {
        let there = APPLICATIONS.into_iter().find(|name| self.stage.ids.contains_key(name));
        self.one(there.unwrap_or("application"))
    }

    /// What the application that is there was handed in with, as a coordinator attached it.
    fn piece(&mut self, name: &str) -> Uuid {
        let (id, application) = (Uuid::now_v7(), self.there());
        let side = self.cast.side(self.target);
        let (columns, made_of) = match name {
            "application link" => ("url", "'https://example.test/dossier'".to_owned()),
            _ => {
                keep_file(self.cast, id);
                let columns = "file_name, file_media_type, file_size, file_sha256, file_key";
                let (size, sum) = (TEXT.len(), "0".repeat(64));
                (
                    columns,
                    format!("'dossier.txt', 'text/plain', {size}, '{sum}', 'access/{id}'"),
                )
            }
        };
        self.lay.row(
            "evidence",
            id,
            "evidence",
            &format!("id, application_id, programme_id, type, title, added_by, organisation_id, added_at, {columns}"),
            &format!(
                "'{id}', '{application}', '{}', 'application_file', '{TEXT}', '{}', '{}', now(), {made_of}",
                side.programme, side.decider.account, side.decider.organisation
            ),
        );
        id
    }

    /// By the grid of the call, of the application that is there.
    fn evaluation(&mut self, name: &'static str, juror: Uuid) -> Uuid {
        let (application, grid) = (self.there(), self.one("cited grid"));
        let programme = self.cast.side(self.target).programme;
        let new = NewEvaluation {
            programme,
            grid,
            subject: ("application_id", application),
            stage: "selection",
            part: None,
            juror: Some(juror),
            name,
        };
        lay_evaluation(self.lay, &new)
    }

    /// Programme A has a juror who calls; programme B one of its own.
    fn juror(&mut self) -> Uuid {
        match self.target {
            Target::Foreign => self.one("juror"),
            _ => self.cast.client(Caller::Juror).account(),
        }
    }

    /// Somebody else who judges in the programme.
    fn account_of(&mut self, name: &str) -> Uuid {
        let (organisation, programme) = (self.guest(), self.cast.side(self.target).programme);
        let name = format!("{name} {}", self.stage.number);
        self.lay.account(&name, organisation, Some(("juror", Some(programme))))
    }
}
