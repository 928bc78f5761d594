//! What a call leaves: an application that was dismissed, what it was handed in with and what a juror wrote of it, and one that
//! was selected.

use serde_json::json;

use super::texts::{Leak, leak};
use crate::redactions::post;
use crate::support::{Client, Form, Laying, World};

const PROGRAMME: &str = "/v1/programmes/AMI-T";

/// A leak in each field of an application, of what it was handed in with, and of an evaluation.
pub async fn leaks(world: &World) -> Vec<Leak> {
    let mut leaks = Vec::new();
    let mut leaked = |entity, id: &str, field| leaks.push((entity, id.to_owned(), field, said(entity, field)));
    let ditp = &world.coordinator;
    let criterion = json!({"code": "data", "label": {"fr": "Données", "en": "Data"}, "weight": 1});
    let grid = json!({"stage": "selection", "criteria": [criterion], "scale": {"min": 0, "max": 5}});
    post(ditp, &format!("{PROGRAMME}/grids"), grid).await;
    let body = json!({"organisation": world.chu, "title": said("application", "title"), "summary": said("application", "summary"),
        "reference": said("application", "reference"), "submitted_at": "2018-09-14T20:59:00Z", "source": {"system": "demarches-simplifiees.fr", "number": said("application", "source")}});
    let application = post(ditp, &format!("{PROGRAMME}/applications"), body).await;
    let path = format!("/v1/applications/{application}");
    let evaluation = judged(world, &path).await;
    for field in ["scores", "comment", "motive"] {
        leaked("evaluation", &evaluation, field);
    }
    let handed_in = pieces(ditp, &path).await;
    let body = json!({"motive": said("application", "motive")});
    let keyed = ditp.with("Idempotency-Key", "irrecevable");
    keyed.act(&path, "dismiss", body).await.expect(200);
    for field in ["title", "summary", "reference", "source", "motive"] {
        leaked("application", &application, field);
    }
    leaks.extend(handed_in);
    leaks.push(laureate(world).await);
    leaks
}

fn said(entity: &str, field: &str) -> String {
    leak(&format!("{entity} {field}"))
}

/// What a juror wrote of it, and why it judges no more.
async fn judged(world: &World, application: &str) -> String {
    let juror = juror(world).await;
    let body = json!({"juror": juror.account()});
    let id = post(&world.coordinator, &format!("{application}/evaluations"), body).await;
    let path = format!("/v1/evaluations/{id}");
    let body = json!({"scores": [{"criterion": "data", "score": 2, "reason": said("evaluation", "scores")}],
        "comment": said("evaluation", "comment"), "recommendation": "reserved"});
    juror.with("If-Match", "*").patch(&path, body).await.expect(200);
    let body = json!({"reason": "conflict_of_interest", "motive": said("evaluation", "motive")});
    let keyed = juror.with("Idempotency-Key", "recusation");
    keyed.act(&path, "recuse", body).await.expect(200);
    id
}

/// A link and a file that it was handed in with.
async fn pieces(ditp: &Client, application: &str) -> Vec<Leak> {
    let said = |field: &str| leak(&format!("evidence {field} of an application"));
    let body = json!({"type": "application_file", "title": said("title"),
        "url": format!("https://pieces.example/{}", said("url"))});
    let link = post(ditp, &format!("{application}/evidence"), body).await;
    let name = format!("{}.md", said("file_name"));
    let form = Form::of("application_file", "Dossier").file(&name, "text/markdown", b"# Rien\n");
    let keyed = ditp.with("Idempotency-Key", "dossier");
    let file = keyed.upload(&format!("{application}/evidence/files"), &form).await;
    file.expect(201);
    [(&link, "title"), (&link, "url"), (&file.id(), "file_name")]
        .map(|(id, field)| ("evidence", id.clone(), field, said(field)))
        .into()
}

/// The title of one whose project, in an answer that is kept, says that it came of it.
async fn laureate(world: &World) -> Leak {
    let ditp = &world.coordinator;
    let title = said("application", "title of a laureate");
    let body = json!({"organisation": world.chu, "title": title, "submitted_at": "2018-09-14T20:59:00Z"});
    let id = post(ditp, &format!("{PROGRAMME}/applications"), body).await;
    let path = format!("/v1/applications/{id}");
    ditp.act(&path, "admit", json!({})).await.expect(200);
    let body = json!({"title": "Classer les comptes rendus"});
    let keyed = ditp.with("Idempotency-Key", "laureat");
    let selected = keyed.act(&path, "select", body).await.expect(200);
    let project = format!("/v1/projects/{}", selected["project"]["id"].as_str().unwrap());
    let keyed = ditp.with("Idempotency-Key", "debut");
    let started = keyed.act(&project, "start", json!({"on": "2019-03-04"})).await;
    assert_eq!(started.expect(200)["application"]["name"], title);
    ("application", id, "title", title)
}

async fn juror(world: &World) -> Client {
    let mut lay = Laying::default();
    let account = lay.account("Jurée", world.beta, Some(("juror", Some(world.programme))));
    world.app.sql(&lay.transaction()).await;
    world.app.client_of(account).await
}
