//! A small programme to act in: two steering bodies, two laureates, two providers, one account of
//! each role. It is laid by SQL, under one journal stamp, so that a room's tests need no other room.
//!
//! Programme `AMI-T` (10 useful months, ends 2020-06-30), tracks as in 2018. Project `AMI-T-ASN`
//! runs since 2018-11-21 with a mission of Alpha (technical_support, prototype; 20 days ordered)
//! from its start until 2019-12-01; project `AMI-T-CHU` is selected, with a mission of Beta
//! (strategic_support) from 2019-01-07 until 2019-10-01.

use uuid::Uuid;

use super::app::TestApp;
use super::client::Client;
use super::laying::Laying;

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

impl World {
    /// Lays so many running projects besides, `C-0001` and on, of which nothing is told.
    pub async fn crowd(&self, projects: u32) {
        let (programme, laureate, editor) = (self.programme, self.asn, self.coordinator.account());
        let rows = format!(
            "alter table projects disable trigger user;
            insert into projects (id, programme_id, code, organisation_id, title, useful_months, state, started_on, created_at, updated_at,
                updated_by)
              select gen_random_uuid(), '{programme}', 'C-' || to_char(n, 'FM0000'), '{laureate}', 'Projet ' || n || repeat(' et ses suites', 15), 10, 'running', '2018-11-19',
                now(), now(), '{editor}'
              from generate_series(1, {projects}) n;
            alter table projects enable trigger user"
        );
        self.app.sql(&rows).await;
    }

    /// The world on 4 March 2019.
    pub async fn new() -> Self {
        Self::on("2019-03-04").await
    }

    /// The world on another day.
    pub async fn on(today: &str) -> Self {
        Self::within(TestApp::start_on(today).await).await
    }

    /// The world before ASN was selected: it has no project yet, nor Alpha a mission on it.
    pub async fn before_the_selection(today: &str) -> Self {
        Self::laid(TestApp::start_on(today).await, false, None).await
    }

    /// The world in a service with nothing in it.
    pub async fn within(app: TestApp) -> Self {
        Self::laid(app, true, None).await
    }

    /// The world on 4 March 2019, as it was told at an instant before: what is told later can be told in the past too.
    pub async fn told_at(instant: &str) -> Self {
        Self::laid(TestApp::start().await, true, Some(instant)).await
    }

    async fn laid(app: TestApp, is_selected: bool, told_at: Option<&str>) -> Self {
        let mut lay = Laying::default();
        if let Some(instant) = told_at {
            lay.more(&format!("set local jalon.story_at = '{instant}';"));
        }
        let ditp = lay.organisation("Direction de la transformation publique", "DITP", "steering_body");
        let dinsic = lay.organisation("Direction du numérique", "DINSIC", "steering_body");
        let asn = lay.organisation("Autorité de sûreté nucléaire", "ASN", "independent_authority");
        let chu = lay.organisation("CHU de Toulouse", "CHU", "hospital");
        let alpha = lay.organisation("Alpha Conseil", "Alpha", "private_firm");
        let beta = lay.organisation("Beta Recherche", "Beta", "research_institute");
        let outside = lay.organisation("Secrétariat", "SEC", "ministry");
        let programme = lay.programme("AMI-T", ditp, dinsic);
        let asn_project = is_selected.then(|| lay.project(programme, "AMI-T-ASN", asn, Some("2018-11-21")));
        let chu_project = lay.project(programme, "AMI-T-CHU", chu, None);
        let tracks = "technical_support,prototype";
        let alpha_mission = asn_project.map(|project| lay.mission(project, alpha, tracks, "2018-11-21", "2019-12-01"));
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
        let [
            coordinator,
            technical_coordinator,
            alpha_expert,
            alpha_colleague,
            beta_expert,
            asn_laureate,
            chu_laureate,
            observer,
            administrator,
            nobody,
        ] = app.clients_of(accounts).await;
        Self {
            ditp,
            dinsic,
            asn,
            chu,
            alpha,
            beta,
            programme,
            asn_project: asn_project.unwrap_or_default(),
            chu_project,
            alpha_mission: alpha_mission.unwrap_or_default(),
            beta_mission,
            coordinator,
            technical_coordinator,
            alpha_expert,
            alpha_colleague,
            beta_expert,
            asn_laureate,
            chu_laureate,
            observer,
            administrator,
            nobody,
            app,
        }
    }
}
