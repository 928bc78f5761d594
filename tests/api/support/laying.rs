//! Rows laid by SQL, under one journal stamp: a test's ground, without requests of other rooms.

use std::fmt::Write as _;

use uuid::Uuid;

/// SQL that inserts rows and tells the journal of them.
#[derive(Default)]
pub struct Laying {
    rows: String,
    told: Vec<(&'static str, Uuid)>,
}

const SYSTEM: &str = "00000000-0000-7000-8000-000000000001";

impl Laying {
    /// Inserts a row; `entity` is the journal's word for its resource, `resource` its id.
    pub fn row(&mut self, entity: &'static str, resource: Uuid, table: &str, columns: &str, values: &str) {
        writeln!(self.rows, "insert into {table} ({columns}) values ({values});").unwrap();
        if !self.told.contains(&(entity, resource)) {
            self.told.push((entity, resource));
        }
    }

    /// Runs this after the rows laid so far; it tells the journal of nothing more.
    pub fn more(&mut self, statements: &str) {
        writeln!(self.rows, "{statements}").unwrap();
    }

    /// The whole, in one transaction.
    pub fn transaction(&self) -> String {
        let mut sql = format!("begin;\n{}", self.rows);
        for (position, (entity, id)) in self.told.iter().enumerate() {
            let (project, milestone) = match *entity {
                "project" => (format!("'{id}'"), "null".to_owned()),
                "milestone" => ("null".to_owned(), format!("'{id}'")),
                "mission" | "suspension" => (
                    format!("(select project_id from {entity}s where id = '{id}')"),
                    "null".to_owned(),
                ),
                _ => ("null".to_owned(), "null".to_owned()),
            };
            writeln!(
                sql,
                "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, milestone_id, after)
                 values (gen_random_uuid(), {position}, '{SYSTEM}', '{SYSTEM}', 'created', '{entity}', '{id}', {project}, {milestone}, '{{}}');"
            )
            .unwrap();
        }
        sql + "commit;"
    }
}

/// Columns that rows with a version share.
const EDITED: &str = "created_at, updated_at, updated_by";

fn edited() -> String {
    format!("now(), now(), '{SYSTEM}'")
}

impl Laying {
    /// An organisation.
    pub fn organisation(&mut self, name: &str, short_name: &str, kind: &str) -> Uuid {
        let id = Uuid::now_v7();
        let values = format!("'{id}', '{name}', '{short_name}', '{kind}', {}", edited());
        self.row(
            "organisation",
            id,
            "organisations",
            &format!("id, name, short_name, kind, {EDITED}"),
            &values,
        );
        id
    }

    /// An account with one grant, or none.
    pub fn account(&mut self, name: &str, organisation: Uuid, role: Option<(&str, Option<Uuid>)>) -> Uuid {
        let id = Uuid::now_v7();
        let values = format!("'{id}', 'person', '{organisation}', {}", edited());
        self.row(
            "account",
            id,
            "accounts",
            &format!("id, kind, organisation_id, {EDITED}"),
            &values,
        );
        let email = format!("{}@example.test", name.to_lowercase().replace(' ', "."));
        writeln!(
            self.rows,
            "insert into identities (account_id, name, email) values ('{id}', '{name}', '{email}');"
        )
        .unwrap();
        if let Some((role, programme)) = role {
            let grant = Uuid::now_v7();
            let programme = programme.map_or("null".to_owned(), |programme| format!("'{programme}'"));
            let values = format!("'{grant}', '{id}', '{role}', {programme}, {}", edited());
            self.row(
                "grant",
                grant,
                "grants",
                &format!("id, account_id, role, programme_id, {EDITED}"),
                &values,
            );
        }
        id
    }

    /// A programme with the tracks of 2018: `dinsic` decides on the technical ones, `ditp` on the others.
    pub fn programme(&mut self, code: &str, ditp: Uuid, dinsic: Uuid) -> Uuid {
        let id = Uuid::now_v7();
        let columns = format!(
            "id, code, title, useful_months, time_zone, ends_on, verification_days, tacit_acceptance, requires_trial, \
             reporting_cadence_days, {EDITED}"
        );
        let values = format!(
            "'{id}', '{code}', 'AMI de test', 10, 'Europe/Paris', '2020-06-30', 15, false, false, 30, {}",
            edited()
        );
        self.row("programme", id, "programmes", &columns, &values);
        let tracks = [
            ("technical_support", dinsic),
            ("strategic_support", ditp),
            ("prototype", dinsic),
            ("roadmap", ditp),
            ("hand_over", ditp),
        ];
        for (position, (code, authority)) in tracks.iter().enumerate() {
            let values = format!(
                "'{}', '{id}', '{code}', '{code}', '{code}', '{authority}', {position}",
                Uuid::now_v7()
            );
            let columns = "id, programme_id, code, label_fr, label_en, authority_id, position";
            self.row("programme", id, "programme_tracks", columns, &values);
        }
        let template = [
            (
                "kick_off",
                "technical_support",
                "Réunion de lancement",
                10,
                "{minutes}",
                "{}",
            ),
            (
                "data",
                "technical_support",
                "Données documentées",
                60,
                "{dataset_documentation}",
                "{kick_off}",
            ),
            (
                "prototype",
                "prototype",
                "Prototype essayé",
                200,
                "{source_code,user_trial_report}",
                "{data}",
            ),
            (
                "roadmap",
                "roadmap",
                "Feuille de route",
                270,
                "{roadmap_document}",
                "{prototype}",
            ),
        ];
        for (position, (key, track, title, after, evidence, depends)) in template.iter().enumerate() {
            let values = format!(
                "'{}', '{id}', '{key}', '{track}', '{title}', {after}, 1, '{evidence}', '{depends}', {position}",
                Uuid::now_v7()
            );
            let columns = "id, programme_id, key, track, title, after_useful_days, weight, required_evidence, depends_on, position";
            self.row("programme", id, "template_milestones", columns, &values);
        }
        id
    }

    /// A project: running since that day, or selected.
    pub fn project(&mut self, programme: Uuid, code: &str, organisation: Uuid, started_on: Option<&str>) -> Uuid {
        let id = Uuid::now_v7();
        let (state, started_on) =
            started_on.map_or(("selected", "null".to_owned()), |on| ("running", format!("'{on}'")));
        let columns =
            format!("id, programme_id, code, organisation_id, title, useful_months, state, started_on, {EDITED}");
        let values = format!(
            "'{id}', '{programme}', '{code}', '{organisation}', 'Projet {code}', 10, '{state}', {started_on}, {}",
            edited()
        );
        self.row("project", id, "projects", &columns, &values);
        id
    }

    /// A mission of all the provider's accounts, with 20 days ordered.
    pub fn mission(&mut self, project: Uuid, provider: Uuid, tracks: &str, from: &str, until: &str) -> Uuid {
        let id = Uuid::now_v7();
        let columns =
            format!("id, project_id, provider_id, tracks, from_on, until_on, accounts, ordered_days, {EDITED}");
        let values = format!(
            "'{id}', '{project}', '{provider}', '{{{tracks}}}', '{from}', '{until}', '{{}}', 20, {}",
            edited()
        );
        self.row("mission", id, "missions", &columns, &values);
        id
    }
}
