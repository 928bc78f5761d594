//! What the story does not do, done once on a database that is thrown away: so that the document
//! shows a real answer for every operation.

mod accompaniment;
mod call;
mod clocks;
mod exchanges;
mod hand_over;
mod months;
mod readiness;
mod reports;
mod roadmap;
mod team;

use actix_web::http::Method;
use chrono::NaiveDate;
use jalon::demonstration::accounts::{self, Cast, PASSWORD, Player};
use jalon::demonstration::storyteller::{Event, Storyteller};
use jalon::demonstration::{PROGRAMME, TODAY};
use serde_json::{Value, json};

const PROJECT: &str = "/v1/projects/AMI-IA-2018-CHU-DE-TOULOUSE";
const RUNNING: &str = "/v1/projects/AMI-IA-2018-ACOSS";

/// Does it all, minute after minute of the demonstration's day.
pub async fn rehearse(storyteller: &Storyteller<'_>, cast: &Cast) -> anyhow::Result<()> {
    let mut rehearsal = Rehearsal {
        storyteller,
        cast,
        day: TODAY.unwrap_or_default(),
        minute: 20 * 60,
    };
    call::grids(&mut rehearsal).await?;
    call::applications(&mut rehearsal).await?;
    call::evidence(&mut rehearsal).await?;
    call::evaluations(&mut rehearsal).await?;
    milestones(&mut rehearsal).await?;
    clocks::clocks(&mut rehearsal).await?;
    accompaniment::risks(&mut rehearsal).await?;
    accompaniment::datasets(&mut rehearsal).await?;
    accompaniment::prototypes(&mut rehearsal).await?;
    accompaniment::trials(&mut rehearsal).await?;
    accompaniment::topics(&mut rehearsal).await?;
    reports::status_reports(&mut rehearsal).await?;
    reports::skills(&mut rehearsal).await?;
    team::team(&mut rehearsal).await?;
    roadmap::roadmap(&mut rehearsal).await?;
    roadmap::reuses(&mut rehearsal).await?;
    months::months(&mut rehearsal).await?;
    hand_over::hand_over(&mut rehearsal).await?;
    readiness::waivers(&mut rehearsal).await?;
    readiness::verdicts(&mut rehearsal).await?;
    exchanges::exchanges(&mut rehearsal).await?;
    exchanges::committee(&mut rehearsal).await?;
    edits(&mut rehearsal).await?;
    project(&mut rehearsal).await?;
    people(&mut rehearsal).await
}

struct Rehearsal<'a, 's> {
    storyteller: &'a Storyteller<'s>,
    cast: &'a Cast,
    day: NaiveDate,
    minute: u32,
}

impl Rehearsal<'_, '_> {
    async fn post(&mut self, by: Player, path: &str, body: Value) -> anyhow::Result<Value> {
        self.minute += 1;
        let event = Event::post(self.day, self.minute, by, path.to_owned(), body);
        self.storyteller.tell(event, self.cast.account(by)?).await
    }

    /// The same with a text file: its name and its content.
    async fn upload(&mut self, by: Player, path: &str, body: Value, file: (&str, &str)) -> anyhow::Result<Value> {
        self.minute += 1;
        let event = Event::post(self.day, self.minute, by, path.to_owned(), body);
        let (name, content) = file;
        let event = event.with_file(name.to_owned(), content.to_owned());
        self.storyteller.tell(event, self.cast.account(by)?).await
    }

    async fn patch(&mut self, by: Player, path: &str, body: Value) -> anyhow::Result<Value> {
        self.minute += 1;
        let event = Event::patch(self.day, self.minute, by, path.to_owned(), body);
        self.storyteller.tell(event, self.cast.account(by)?).await
    }

    async fn delete(&mut self, by: Player, path: &str) -> anyhow::Result<Value> {
        self.minute += 1;
        let event = Event {
            method: Method::DELETE,
            ..Event::post(self.day, self.minute, by, path.to_owned(), Value::Null)
        };
        self.storyteller.tell(event, self.cast.account(by)?).await
    }

    async fn get(&mut self, by: Player, path: &str) -> anyhow::Result<Value> {
        self.storyteller
            .tell(Event::get(self.day, by, path.to_owned()), self.cast.account(by)?)
            .await
    }
}

/// The id of what was answered.
fn id(made: &Value) -> &str {
    made["id"].as_str().unwrap_or_default()
}

async fn milestones(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, coordinator) = (accounts::ATELIER, accounts::DINSIC);
    let plan = json!({
        "track": "technical_support", "title": "Atelier de restitution", "description": "Avec les agents volontaires.",
        "acceptance_criteria": ["Compte rendu partagé"], "weight": 1, "forecast_on": "2020-02-07", "required_evidence": ["minutes"],
    });
    let made = rehearsal
        .post(coordinator, &format!("{RUNNING}/milestones"), plan)
        .await?;
    let code = made["code"].as_str().unwrap_or_default().to_owned();
    let milestone = format!("/v1/milestones/{code}");
    rehearsal.patch(coordinator, &milestone, json!({"weight": 2})).await?;
    rehearsal.post(expert, &format!("{milestone}/start"), json!({})).await?;
    let evidence = json!({"type": "minutes", "title": "Compte rendu", "url": "https://pieces.example/compte-rendu"});
    rehearsal
        .post(expert, &format!("{milestone}/evidence"), evidence)
        .await?;
    let comment = json!({"text": "Deux agents ont rejoint l'atelier."});
    let comment = rehearsal
        .post(expert, &format!("{milestone}/comments"), comment)
        .await?;
    rehearsal
        .get(expert, &format!("{milestone}/comments/{}", id(&comment)))
        .await?;
    let line = json!({
        "key": "2020-01-15-1", "project": "AMI-IA-2018-ACOSS", "track": "technical_support", "milestone": code,
        "occurred_on": rehearsal.day, "percent": 80, "done": "Atelier tenu.",
    });
    rehearsal
        .post(expert, "/v1/progress-entries/batch", json!({"entries": [line]}))
        .await?;
    rehearsal
        .post(expert, &format!("{milestone}/submit"), json!({}))
        .await?;
    rehearsal
        .post(expert, &format!("{milestone}/withdraw"), json!({}))
        .await?;
    rehearsal
        .post(expert, &format!("{milestone}/submit"), json!({}))
        .await?;
    rehearsal
        .post(
            coordinator,
            &format!("{milestone}/reject"),
            json!({"motive": "Compte rendu incomplet."}),
        )
        .await?;
    let decisions = rehearsal.get(coordinator, &format!("{milestone}/decisions")).await?;
    let decision = id(&decisions["items"][0]).to_owned();
    let observation = json!({"text": "Le compte rendu complet suit."});
    let observations = format!("/v1/decisions/{decision}/observations");
    let observation = rehearsal.post(expert, &observations, observation).await?;
    rehearsal.get(coordinator, &observations).await?;
    rehearsal
        .get(coordinator, &format!("{observations}/{}", id(&observation)))
        .await?;
    rehearsal.get(coordinator, &format!("{milestone}/comments")).await?;
    redaction(rehearsal, &comment).await?;
    rehearsal
        .post(
            coordinator,
            &format!("{milestone}/reopen"),
            json!({"motive": "Nouvelle présentation demandée."}),
        )
        .await?;
    rehearsal
        .post(
            coordinator,
            &format!("{milestone}/cancel"),
            json!({"motive": "Remplacé par un autre atelier."}),
        )
        .await
        .map(drop)
}

async fn redaction(rehearsal: &mut Rehearsal<'_, '_>, comment: &Value) -> anyhow::Result<()> {
    let body = json!({"entity": "comment", "id": comment["id"], "field": "text", "motive": "Donnée personnelle."});
    rehearsal.post(accounts::DITP, "/v1/redactions", body).await.map(drop)
}

async fn edits(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    rehearsal
        .patch(
            coordinator,
            RUNNING,
            json!({"title": "Agent vocal du chèque emploi associatif"}),
        )
        .await?;
    rehearsal
        .patch(
            coordinator,
            &format!("/v1/programmes/{PROGRAMME}"),
            json!({"verification_days": 20, "gates_advisory": ["orders"]}),
        )
        .await?;
    let missions = rehearsal.get(coordinator, &format!("{RUNNING}/missions")).await?;
    let mission = format!("/v1/missions/{}", id(&missions["items"][0]));
    let edit =
        json!({"ordered_days": 65, "overrun_motive": "Deux séances de formation de plus, à la demande des agents."});
    rehearsal.patch(coordinator, &mission, edit).await.map(drop)
}

/// One that came of no application: those of the story were selected.
async fn project(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let organisation = rehearsal.cast.organisation("DGAL")?;
    let body = json!({"organisation": organisation, "title": "Suivi des rappels de produits alimentaires", "useful_months": 6});
    let projects = format!("/v1/programmes/{PROGRAMME}/projects");
    rehearsal.post(accounts::DITP, &projects, body).await.map(drop)
}

async fn people(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let administrator = accounts::ADMINISTRATOR;
    let organisation = rehearsal.cast.organisation("SGPI")?;
    let body = json!({"name": "Suivi du fonds", "email": "suivi@sgpi.example", "organisation": organisation});
    let made = rehearsal.post(administrator, "/v1/accounts", body).await?;
    let account = format!("/v1/accounts/{}", id(&made));
    rehearsal
        .patch(administrator, &account, json!({"name": "Suivi du fonds (SGPI)"}))
        .await?;
    rehearsal
        .post(administrator, &format!("{account}/invitation"), json!({}))
        .await?;
    let grant = rehearsal
        .post(
            administrator,
            &format!("{account}/grants"),
            json!({"role": "observer", "programme": PROGRAMME}),
        )
        .await?;
    let grant = format!("{account}/grants/{}", id(&grant));
    rehearsal
        .patch(administrator, &grant, json!({"until": "2020-07-01"}))
        .await?;
    rehearsal
        .post(administrator, &format!("{account}/deactivate"), json!({}))
        .await?;
    rehearsal
        .post(administrator, &format!("{account}/erase"), json!({}))
        .await?;
    let body = json!({"name": "Tableau de bord", "organisation": organisation, "scopes": ["portfolio:read"]});
    let service = rehearsal.post(administrator, "/v1/service-accounts", body).await?;
    let service = id(&service).to_owned();
    rehearsal
        .post(administrator, &format!("/v1/service-accounts/{service}/key"), json!({}))
        .await?;
    rehearsal.get(administrator, "/v1/service-accounts").await?;
    let body = json!({"email": accounts::DITP.email, "password": PASSWORD});
    let tokens = rehearsal.post(accounts::DITP, "/v1/auth/token", body).await?;
    rehearsal
        .post(
            accounts::DITP,
            "/v1/auth/refresh",
            json!({"refresh_token": tokens["refresh_token"]}),
        )
        .await
        .map(drop)
}
