//! What hangs on a project: one row of each kind.

use uuid::Uuid;

use super::{Laid, TEXT, keep_file};
use crate::access::cast::{Party, SYSTEM};

/// What stands in a published report, and in what was adopted, which observers read too.
/// What stands in a published report and in a retained topic, which observers read too.
const PUBLISHED: &str = "Lettres annotées";

impl Laid<'_> {
    /// Rows that hang on a project, a milestone or a decision.
    pub(super) fn record(&mut self, name: &'static str) -> Uuid {
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
                "status_reports",
                format!(
                    "id, project_id, from_on, until_on, overall, tracks, text, organisation_id, published_on, published_at, \
                     published_by, state, {edits}"
                ),
                format!(
                    "'{id}', '{project}', '2019-03-04', '2019-03-05', 'sunny', '{{}}', '{TEXT}', '{organisation}', \
                     '2019-03-01', now(), '{account}', 'published', 1, now(), '{account}', now(), '{account}'"
                ),
            ),
            "report" | "own report" | "colleague's report" | "endorsed report" | "published report" => {
                let Party { organisation, account } = match name {
                    "own report" => self.caller_party(),
                    "colleague's report" => self.colleague(),
                    _ => self.side.provider,
                };
                let (state, told, done) = match name {
                    "endorsed report" => ("endorsed", format!("'{account}', null, null, null"), TEXT),
                    "published report" => (
                        "published",
                        format!("'{account}', '2019-03-01', now(), '{SYSTEM}'"),
                        PUBLISHED,
                    ),
                    _ => ("draft", "null, null, null, null".to_owned(), TEXT),
                };
                (
                    "status_report",
                    "status_reports",
                    format!(
                        "id, project_id, from_on, until_on, overall, tracks, done, next, organisation_id, endorsed_by, \
                         published_on, published_at, published_by, state, {edits}"
                    ),
                    format!(
                        "'{id}', '{project}', '2019-02-01', '2019-03-05', 'sunny', '{{}}', '{done}', '{done}', \
                         '{organisation}', {told}, '{state}', 1, now(), '{account}', now(), '{account}'"
                    ),
                )
            }
            "assessment" => {
                let counts = "[0, 3, 2, 1, 0]";
                (
                    "skill_assessment",
                    "skill_assessments",
                    "id, project_id, moment, assessed_on, levels, created_at, created_by".to_owned(),
                    format!(
                        "'{id}', '{project}', 'start', '2019-01-10', '[{{\"domain\": \"{TEXT}\", \"counts\": {counts}}}]', \
                         now(), '{account}'"
                    ),
                )
            }
            "risk" | "closed risk" => (
                "risk",
                "risks",
                format!("id, project_id, kind, title, weight, state, {edits}"),
                format!(
                    "'{id}', '{project}', 'technical', '{TEXT}', 0, '{}', {edited}",
                    if name == "risk" { "open" } else { "closed" }
                ),
            ),
            "dataset" | "requested dataset" | "granted dataset" | "blocked dataset" => {
                let (access, moved) = match name.split_once(' ') {
                    None => ("not_requested", "null, null, null"),
                    Some(("requested", _)) => ("requested", "'2018-12-10', null, null"),
                    Some(("granted", _)) => ("granted", "'2018-12-10', '2019-01-20', null"),
                    _ => ("blocked", "'2018-12-10', '2019-01-20', '2019-02-10'"),
                };
                (
                    "dataset",
                    "datasets",
                    format!(
                        "id, project_id, name, existence, personal_data, dpia, holder_name, access, requested_on, granted_on, \
                         blocked_on, {edits}"
                    ),
                    format!(
                        "'{id}', '{project}', '{TEXT}', 'exists', false, 'not_needed', '{TEXT}', '{access}', {moved}, {edited}"
                    ),
                )
            }
            "prototype" => {
                let number = self.cast.number();
                (
                    "prototype",
                    "prototypes",
                    format!("id, project_id, version_name, maturity, description, source_url, motive, {edits}"),
                    format!(
                        "'{id}', '{project}', '0.{number}', 'functional', '{TEXT}', 'https://example.test/{TEXT}', '{TEXT}', {edited}"
                    ),
                )
            }
            "trial" | "running trial" => {
                let prototype = self.one("prototype");
                let state = if name == "trial" { "planned" } else { "running" };
                (
                    "trial",
                    "trials",
                    format!("id, project_id, prototype_id, audience, protocol, from_on, measures, state, {edits}"),
                    format!(
                        "'{id}', '{project}', '{prototype}', 'agents', '{TEXT}', '2019-02-18', '[]', '{state}', {edited}"
                    ),
                )
            }
            "team member" => {
                let person = Uuid::now_v7();
                self.lay.more(&format!(
                    "insert into persons (id, name, email) values ('{person}', '{TEXT}', '{TEXT}@example.test');"
                ));
                (
                    "team_member",
                    "team_members",
                    format!("id, project_id, function, person_id, share, from_on, {edits}"),
                    format!("'{id}', '{project}', 'business_lead', '{person}', 40, '2019-01-07', {edited}"),
                )
            }
            "roadmap item" | "adopted roadmap item" => {
                let position = self.cast.number();
                let (title, state) = match name {
                    "roadmap item" => (TEXT, "proposed"),
                    _ => (PUBLISHED, "adopted"),
                };
                (
                    "roadmap_item",
                    "roadmap_items",
                    format!("id, project_id, kind, title, horizon, owner_id, position, state, {edits}"),
                    format!(
                        "'{id}', '{project}', 'skills', '{title}', 'short', '{account}', {position}, '{state}', {edited}"
                    ),
                )
            }
            "reuse" | "tried reuse" | "adopted reuse" => {
                let (taker, state) = match name {
                    "reuse" => (format!("null, '{TEXT}'"), "contact"),
                    "tried reuse" => (format!("null, '{TEXT}'"), "trial"),
                    _ => (format!("'{organisation}', null"), "adopted"),
                };
                (
                    "reuse",
                    "reuses",
                    format!("id, project_id, by_id, by_name, what, url, state, {edits}"),
                    format!(
                        "'{id}', '{project}', {taker}, 'method', 'https://example.test/reprise', '{state}', {edited}"
                    ),
                )
            }
            "topic" | "retained topic" => {
                let (state, said) = match name {
                    "topic" => ("open", TEXT),
                    _ => ("retained", PUBLISHED),
                };
                (
                    "topic",
                    "topics",
                    format!("id, project_id, title, benefit, maturity, owner_id, state, {edits}"),
                    format!("'{id}', '{project}', '{said}', '{said}', 'idea', '{account}', '{state}', {edited}"),
                )
            }
            "hand-over item" | "provided hand-over item" | "verified hand-over item" => {
                return self.hand_over_item(name);
            }
            "waiver" => return self.waiver(),
            "verdict" => return self.verdict(),
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
                keep_file(self.cast, id);
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
