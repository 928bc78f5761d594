//! What the story does not do, done once on a database that is thrown away: so that the document
//! shows a real answer for every operation.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::accounts::{self, Cast, PASSWORD, Player};
use super::storyteller::{Event, Storyteller};
use super::{PROGRAMME, TODAY};

const PROJECT: &str = "/v1/projects/AMI-IA-2018-CHU-DE-TOULOUSE";
const RUNNING: &str = "/v1/projects/AMI-IA-2018-ACOSS";

/// Does it all, minute after minute of the demonstration's day.
pub async fn rehearse<S, B>(reporter: &Storyteller<'_, S>, cast: &Cast) -> anyhow::Result<()>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let mut context = ProjectContext {
        reporter,
        cast,
        day: TODAY.unwrap_or_default(),
        minute: 20 * 60,
    };
    milestones(&mut context).await?;
    clocks(&mut context).await?;
    edits(&mut context).await?;
    people(&mut context).await
}

struct ProjectContext<'a, S> {
    reporter: &'a Storyteller<'a, S>,
    cast: &'a Cast,
    day: NaiveDate,
    minute: u32,
}

impl<S, B> ProjectContext<'_, S>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    async fn post(&mut self, by: Player, path: &str, body: Value) -> anyhow::Result<Value> {
        self.minute += 1;
        let event = Event::post(self.day, self.minute, by, path.to_owned(), body);
        self.reporter.tell(event, self.cast.account(by)?).await
    }

    async fn patch(&mut self, by: Player, path: &str, body: Value) -> anyhow::Result<Value> {
        self.minute += 1;
        let event = Event::patch(self.day, self.minute, by, path.to_owned(), body);
        self.reporter.tell(event, self.cast.account(by)?).await
    }

    async fn get(&mut self, by: Player, path: &str) -> anyhow::Result<Value> {
        self.reporter
            .tell(Event::get(self.day, by, path.to_owned()), self.cast.account(by)?)
            .await
    }
}

/// The id of what was answered.
fn id(made: &Value) -> &str {
    made["id"].as_str().unwrap_or_default()
}

async fn milestones<S, B>(context: &mut ProjectContext<'_, S>) -> anyhow::Result<()>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let (expert, coordinator) = (accounts::ATELIER, accounts::DINSIC);
    let plan = json!({
        "track": "technical_support", "title": "Atelier de restitution", "description": "Avec les agents volontaires.",
        "acceptance_criteria": ["Compte rendu partagé"], "weight": 1, "forecast_on": "2020-02-07", "required_evidence": ["minutes"],
    });
    let made = context
        .post(coordinator, &format!("{RUNNING}/milestones"), plan)
        .await?;
    let code = made["code"].as_str().unwrap_or_default().to_owned();
    let milestone = format!("/v1/milestones/{code}");
    context.patch(coordinator, &milestone, json!({"weight": 2})).await?;
    context.post(expert, &format!("{milestone}/start"), json!({})).await?;
    let evidence = json!({"type": "minutes", "title": "Compte rendu", "url": "https://pieces.example/compte-rendu"});
    context.post(expert, &format!("{milestone}/evidence"), evidence).await?;
    let comment = json!({"text": "Deux agents ont rejoint l'atelier."});
    let comment = context.post(expert, &format!("{milestone}/comments"), comment).await?;
    context
        .get(expert, &format!("{milestone}/comments/{}", id(&comment)))
        .await?;
    let line = json!({
        "key": "2020-01-15-1", "project": "AMI-IA-2018-ACOSS", "track": "technical_support", "milestone": code,
        "occurred_on": context.day, "percent": 80, "done": "Atelier tenu.",
    });
    context
        .post(expert, "/v1/progress-entries/batch", json!({"entries": [line]}))
        .await?;
    context.post(expert, &format!("{milestone}/submit"), json!({})).await?;
    context
        .post(expert, &format!("{milestone}/withdraw"), json!({}))
        .await?;
    context.post(expert, &format!("{milestone}/submit"), json!({})).await?;
    context
        .post(
            coordinator,
            &format!("{milestone}/reject"),
            json!({"motive": "Compte rendu incomplet."}),
        )
        .await?;
    let decisions = context.get(coordinator, &format!("{milestone}/decisions")).await?;
    let decision = id(&decisions["items"][0]).to_owned();
    let observation = json!({"text": "Le compte rendu complet suit."});
    let observations = format!("/v1/decisions/{decision}/observations");
    let observation = context.post(expert, &observations, observation).await?;
    context.get(coordinator, &observations).await?;
    context
        .get(coordinator, &format!("{observations}/{}", id(&observation)))
        .await?;
    context.get(coordinator, &format!("{milestone}/comments")).await?;
    redaction(context, &comment).await?;
    context
        .post(
            coordinator,
            &format!("{milestone}/reopen"),
            json!({"motive": "Nouvelle présentation demandée."}),
        )
        .await?;
    context
        .post(
            coordinator,
            &format!("{milestone}/cancel"),
            json!({"motive": "Remplacé par un autre atelier."}),
        )
        .await
        .map(drop)
}

async fn redaction<S, B>(context: &mut ProjectContext<'_, S>, comment: &Value) -> anyhow::Result<()>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let body = json!({"entity": "comment", "id": comment["id"], "field": "text", "motive": "Donnée personnelle."});
    context.post(accounts::DITP, "/v1/redactions", body).await.map(drop)
}

async fn clocks<S, B>(context: &mut ProjectContext<'_, S>) -> anyhow::Result<()>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let coordinator = accounts::DITP;
    let body = json!({"from": "2020-06-01", "motive": "Congés de l'équipe.", "shift_forecasts": false});
    let trial = format!("{PROJECT}/suspensions?dry_run=true");
    context.post(coordinator, &trial, body.clone()).await?;
    let made = context
        .post(coordinator, &format!("{PROJECT}/suspensions"), body)
        .await?;
    let suspension = format!("{PROJECT}/suspensions/{}", id(&made));
    context
        .patch(coordinator, &suspension, json!({"from": "2020-06-02"}))
        .await?;
    context
        .post(
            coordinator,
            &format!("{suspension}/resume"),
            json!({"on": "2020-06-09"}),
        )
        .await?;
    context
        .post(
            coordinator,
            &format!("{suspension}/cancel"),
            json!({"motive": "Saisie par erreur."}),
        )
        .await?;
    let body = json!({"useful_months": 1, "motive": "Recette plus longue."});
    let trial = format!("{PROJECT}/extensions?dry_run=true");
    context.post(coordinator, &trial, body.clone()).await?;
    let made = context
        .post(coordinator, &format!("{PROJECT}/extensions"), body)
        .await?;
    let extension = format!("{PROJECT}/extensions/{}", id(&made));
    context
        .post(
            coordinator,
            &format!("{extension}/cancel"),
            json!({"motive": "Saisie par erreur."}),
        )
        .await?;
    context
        .post(
            coordinator,
            &format!("{PROJECT}/withdraw"),
            json!({"motive": "Saisie par erreur."}),
        )
        .await?;
    context
        .post(
            coordinator,
            &format!("{PROJECT}/reopen"),
            json!({"motive": "Retrait saisi par erreur."}),
        )
        .await
        .map(drop)
}

async fn edits<S, B>(context: &mut ProjectContext<'_, S>) -> anyhow::Result<()>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let coordinator = accounts::DITP;
    context
        .patch(
            coordinator,
            RUNNING,
            json!({"title": "Agent vocal du chèque emploi associatif"}),
        )
        .await?;
    context
        .patch(
            coordinator,
            &format!("/v1/programmes/{PROGRAMME}"),
            json!({"verification_days": 20}),
        )
        .await?;
    let missions = context.get(coordinator, &format!("{RUNNING}/missions")).await?;
    let mission = format!("/v1/missions/{}", id(&missions["items"][0]));
    context
        .patch(coordinator, &mission, json!({"ordered_days": 65}))
        .await
        .map(drop)
}

async fn people<S, B>(context: &mut ProjectContext<'_, S>) -> anyhow::Result<()>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let administrator = accounts::ADMINISTRATOR;
    let organisation = context.cast.organisation("SGPI")?;
    let body = json!({"name": "Suivi du fonds", "email": "suivi@sgpi.example", "organisation": organisation});
    let made = context.post(administrator, "/v1/accounts", body).await?;
    let account = format!("/v1/accounts/{}", id(&made));
    context
        .patch(administrator, &account, json!({"name": "Suivi du fonds (SGPI)"}))
        .await?;
    context
        .post(administrator, &format!("{account}/invitation"), json!({}))
        .await?;
    let grant = context
        .post(
            administrator,
            &format!("{account}/grants"),
            json!({"role": "observer", "programme": PROGRAMME}),
        )
        .await?;
    let grant = format!("{account}/grants/{}", id(&grant));
    context
        .patch(administrator, &grant, json!({"until": "2020-07-01"}))
        .await?;
    context
        .post(administrator, &format!("{account}/deactivate"), json!({}))
        .await?;
    context
        .post(administrator, &format!("{account}/erase"), json!({}))
        .await?;
    let body = json!({"name": "Tableau de bord", "organisation": organisation, "scopes": ["portfolio:read"]});
    let service = context.post(administrator, "/v1/service-accounts", body).await?;
    let service = id(&service).to_owned();
    context
        .post(administrator, &format!("/v1/service-accounts/{service}/key"), json!({}))
        .await?;
    context.get(administrator, "/v1/service-accounts").await?;
    let body = json!({"email": accounts::DITP.email, "password": PASSWORD});
    let tokens = context.post(accounts::DITP, "/v1/auth/token", body).await?;
    context
        .post(
            accounts::DITP,
            "/v1/auth/refresh",
            json!({"refresh_token": tokens["refresh_token"]}),
        )
        .await
        .map(drop)
}
