//! The README's five steps with the generated client: `jalon-tour demo.json`.
#![deny(warnings)]

use std::{env, error::Error, fs};

use chrono::NaiveDate;
use futures_util::TryStreamExt;
use jalon_tour::{ByteStream, Client, ClientInfo, Error as Refused, ResponseValue, types};
use reqwest::{
    header::{AUTHORIZATION, ETAG, HeaderMap, HeaderValue},
    multipart::{Form, Part},
};
use serde::Deserialize;
use types::{EvidenceType, MilestoneState};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Text in no encoding, so that one who takes it for text is found out.
const FILE: &[u8] = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\r\n\0\n";

#[derive(Deserialize)]
struct Demonstration {
    base_url: String,
    today: NaiveDate,
    programme: String,
    accounts: Vec<Account>,
    writable: Writable,
}

#[derive(Deserialize)]
struct Account {
    email: String,
    password: String,
}

#[derive(Deserialize)]
struct Writable {
    project: String,
    track: String,
}

fn main() -> Outcome<()> {
    let file = env::args().nth(1).ok_or("usage: jalon-tour demo.json")?;
    let demo = serde_json::from_str(&fs::read_to_string(file)?)?;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(tour(demo))
}

async fn tour(demo: Demonstration) -> Outcome<()> {
    let Writable { project, track } = &demo.writable;

    // 1. Log in, as a coordinator and as an expert.
    let coordinator = sign_in(&demo, "coordination@dinsic.example").await?;
    let expert = sign_in(&demo, "expert@atelier-donnees.example").await?;

    // 2. Read the portfolio.
    let portfolio = granted(coordinator.get_portfolio().programme(&demo.programme).send().await).await?;
    assert_eq!(portfolio.projects.len(), 6);
    for shown in &portfolio.projects {
        println!(
            "{}: {:?}, {:?}",
            shown.code, shown.health.overall, shown.clock.planned_end
        );
    }

    // 3. Log progress, on a milestone that the coordinator adds.
    let plan = types::NewMilestone::builder()
        .track(track.as_str())
        .title("Atelier de restitution")
        .forecast_on(demo.today)
        .required_evidence([EvidenceType::Minutes]);
    let m = granted(coordinator.create_milestone().project(project).body(plan).send().await)
        .await?
        .code;
    granted(
        expert
            .start_milestone()
            .milestone(&m)
            .if_match(held(&expert, &m).await?)
            .send()
            .await,
    )
    .await?;
    let entry = types::NewProgressEntry::builder()
        .track(track.as_str())
        .milestone(Some(m.parse()?))
        .occurred_on(demo.today)
        .percent(Some(80))
        .done("Atelier tenu avec les agents.");
    let log = || {
        expert
            .create_progress_entry()
            .project(project)
            .idempotency_key(m.as_str())
            .body(entry.clone())
            .send()
    };
    let logged = granted(log().await).await?;
    let again = granted(log().await).await?;
    assert_eq!(logged.id, again.id, "the same key logs once");

    // 4. Submit it: refused without its evidence, and the answer says what is missing.
    let early = expert
        .submit_milestone()
        .milestone(&m)
        .if_match(held(&expert, &m).await?)
        .send()
        .await;
    let refusal = refusal(early.err().ok_or("submitted without its evidence")?).await?;
    assert_eq!(refusal.status, 409);
    assert_eq!(refusal.errors[0].params["evidence_type"], "minutes");
    let minutes = types::NewEvidence::builder()
        .type_(EvidenceType::Minutes)
        .title("Compte rendu")
        .url("https://pieces.example/compte-rendu");
    granted(expert.create_evidence().milestone(&m).body(minutes).send().await).await?;
    let kept = upload(&expert, &m).await?;
    let content = granted(expert.get_evidence_content().id(kept.id).send().await).await?;
    assert_eq!(read(content).await?, FILE, "the file comes back as it was sent");
    let submitted = expert
        .submit_milestone()
        .milestone(&m)
        .if_match(held(&expert, &m).await?)
        .send()
        .await;
    assert_eq!(granted(submitted).await?.state, MilestoneState::Submitted);

    // 5. Decide, and read what happened.
    let tag = held(&coordinator, &m).await?;
    let accepted = granted(coordinator.accept_milestone().milestone(&m).if_match(tag).send().await).await?;
    assert_eq!(accepted.state, MilestoneState::Accepted);
    assert_eq!(accepted.percent, Some(100));
    let history = granted(coordinator.list_milestone_history().milestone(&m).send().await).await?;
    println!(
        "the tour works in Rust: {m} is {}, {} events",
        accepted.state,
        history.items.len()
    );
    Ok(())
}

/// A client of a person, who signs in.
async fn sign_in(demo: &Demonstration, email: &str) -> Outcome<Client> {
    let account = demo
        .accounts
        .iter()
        .find(|known| known.email == email)
        .ok_or("no such account")?;
    let credentials = types::Credentials::builder()
        .email(email)
        .password(account.password.as_str());
    let signed_in = Client::new(&demo.base_url)
        .create_token()
        .body(credentials)
        .send()
        .await;
    let token = granted(signed_in).await?.access_token;
    let bearer = HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {token}"))?)]);
    let sender = reqwest::Client::builder().default_headers(bearer).build()?;
    Ok(Client::new_with_client(&demo.base_url, sender))
}

/// The version of a milestone, for `If-Match`.
async fn held(client: &Client, milestone: &str) -> Outcome<String> {
    let answer = client.get_milestone().milestone(milestone).send().await;
    let answer = answer.map_err(|error| error.to_string())?;
    Ok(answer
        .headers()
        .get(ETAG)
        .ok_or("an answer without a tag")?
        .to_str()?
        .to_owned())
}

/// Attaches the file: progenitor knows no forms, so that its client lends the connection only.
async fn upload(client: &Client, milestone: &str) -> Outcome<types::EvidenceView> {
    let file = Part::bytes(FILE)
        .file_name("présentation.pdf")
        .mime_str("application/pdf")?;
    let form = Form::new()
        .text("type", "minutes")
        .text("title", "Présentation")
        .part("file", file);
    let address = format!("{}/v1/milestones/{milestone}/evidence/files", client.baseurl());
    let answer = client
        .client()
        .post(address)
        .multipart(form)
        .send()
        .await?
        .error_for_status()?;
    Ok(answer.json().await?)
}

/// What was asked for; the refusal is raised, with every reason.
async fn granted<T>(answer: Result<ResponseValue<T>, Refused<ByteStream>>) -> Outcome<T> {
    match answer {
        Ok(answer) => Ok(answer.into_inner()),
        Err(refused) => {
            let problem = refusal(refused).await?;
            let reasons: Vec<_> = problem.errors.iter().map(|reason| reason.message.as_str()).collect();
            Err(format!("{} {}: {}", problem.status, problem.code, reasons.join(" ")).into())
        }
    }
}

/// The problem that was answered: progenitor leaves what is `application/problem+json` as bytes.
async fn refusal(refused: Refused<ByteStream>) -> Outcome<types::Problem> {
    match refused {
        Refused::ErrorResponse(answer) => Ok(serde_json::from_slice(&read(answer.into_inner()).await?)?),
        other => Err(other.to_string().into()),
    }
}

async fn read(stream: ByteStream) -> Outcome<Vec<u8>> {
    let mut chunks = stream.into_inner();
    let mut content = Vec::new();
    while let Some(chunk) = chunks.try_next().await? {
        content.extend_from_slice(&chunk);
    }
    Ok(content)
}
