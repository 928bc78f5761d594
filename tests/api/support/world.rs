//! A small programme to act in: two steering bodies, two laureates, two providers, one account of
//! each role. It is laid by SQL, under one journal stamp, so that a room's tests need no other room.
//!
//! Programme `AMI-T` (10 useful months, ends 2020-06-30), tracks as in 2018. Project `AMI-T-ASN`
//! runs since 2018-11-21 with a mission of Alpha (technical_support, prototype; 20 days ordered)
//! from its start until 2019-12-01; project `AMI-T-CHU` is selected, with a mission of Beta
//! (strategic_support) from 2019-01-07 until 2019-10-01.

use std::fmt::Write as _;

use uuid::Uuid;

use super::app::TestApp;
use super::client::Client;

/// The service and everybody in it.
pub struct World {
    pub app: TestApp,
    pub ditp: Uuid,
    pub dinsic: Uuid,
    pub asn: Uuid,
    pub chu: Uuid,
    pub alpha: Uuid,
    pub beta: Uuid,
    pub programme: Uuid,
    pub asn_project: Uuid,
    pub chu_project: Uuid,
    pub alpha_mission: Uuid,
    pub beta_mission: Uuid,
    /// Coordinator at DITP: authority over strategic_support, roadmap, hand_over.
    pub coordinator: Client,
    /// Coordinator at DINSIC: authority over technical_support, prototype.
    pub technical_coordinator: Client,
    /// An expert of Alpha.
    pub alpha_expert: Client,
    /// Another expert of Alpha.
    pub alpha_colleague: Client,
    /// An expert of Beta.
    pub beta_expert: Client,
    /// Of ASN.
    pub asn_laureate: Client,
    /// Of CHU.
    pub chu_laureate: Client,
    /// Observes the programme, from an organisation outside it.
    pub observer: Client,
    /// Administers the platform.
    pub administrator: Client,
    /// Holds no grant at all.
    pub nobody: Client,
}

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
            "id, code, title, useful_months, time_zone, ends_on, verification_days, tacit_acceptance, reporting_cadence_days, {EDITED}"
        );
        let values = format!(
            "'{id}', '{code}', 'AMI de test', 10, 'Europe/Paris', '2020-06-30', 15, false, 30, {}",
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

impl World {
    /// The world on 4 March 2019.
    pub async fn new() -> Self {
        Self::on("2019-03-04").await
    }

    /// The world on another day.
    pub async fn on(today: &str) -> Self {
        let app = TestApp::start_on(today).await;
        let mut lay = Laying::default();
        let ditp = lay.organisation("Direction de la transformation publique", "DITP", "steering_body");
        let dinsic = lay.organisation("Direction du numérique", "DINSIC", "steering_body");
        let asn = lay.organisation("Autorité de sûreté nucléaire", "ASN", "independent_authority");
        let chu = lay.organisation("CHU de Toulouse", "CHU", "hospital");
        let alpha = lay.organisation("Alpha Conseil", "Alpha", "private_firm");
        let beta = lay.organisation("Beta Recherche", "Beta", "research_institute");
        let outside = lay.organisation("Secrétariat", "SEC", "ministry");
        let programme = lay.programme("AMI-T", ditp, dinsic);
        let asn_project = lay.project(programme, "AMI-T-ASN", asn, Some("2018-11-21"));
        let chu_project = lay.project(programme, "AMI-T-CHU", chu, None);
        let alpha_mission = lay.mission(
            asn_project,
            alpha,
            "technical_support,prototype",
            "2018-11-21",
            "2019-12-01",
        );
        let beta_mission = lay.mission(chu_project, beta, "strategic_support", "2019-01-07", "2019-10-01");
        let on = Some(programme);
        let accounts = [
            lay.account("Coordination DITP", ditp, Some(("coordinator", on))),
            lay.account("Coordination DINSIC", dinsic, Some(("coordinator", on))),
            lay.account("Experte Alpha", alpha, Some(("provider", on))),
            lay.account("Collegue Alpha", alpha, Some(("provider", on))),
            lay.account("Expert Beta", beta, Some(("provider", on))),
            lay.account("Laureate ASN", asn, Some(("laureate", on))),
            lay.account("Laureate CHU", chu, Some(("laureate", on))),
            lay.account("Observatrice", outside, Some(("observer", on))),
            lay.account("Administration", outside, Some(("administrator", None))),
            lay.account("Personne", outside, None),
        ];
        app.sql(&lay.transaction()).await;
        let mut clients = Vec::new();
        for account in accounts {
            clients.push(app.client_of(account).await);
        }
        let mut next = clients.into_iter();
        let mut client = || next.next().unwrap();
        Self {
            ditp,
            dinsic,
            asn,
            chu,
            alpha,
            beta,
            programme,
            asn_project,
            chu_project,
            alpha_mission,
            beta_mission,
            coordinator: client(),
            technical_coordinator: client(),
            alpha_expert: client(),
            alpha_colleague: client(),
            beta_expert: client(),
            asn_laureate: client(),
            chu_laureate: client(),
            observer: client(),
            administrator: client(),
            nobody: client(),
            app,
        }
    }
}
