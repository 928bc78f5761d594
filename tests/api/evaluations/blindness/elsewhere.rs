//! In no other room is anything told of who judges, or of what was found.

use serde_json::json;

use super::{ASN, COMMENT, Jury, RANKING, edited, id_of, lead, recused};
use crate::evaluations::PROGRAMME;
use crate::redactions::redact;
use crate::support::Client;

/// All that a programme's and the platform's lists could tell, and the pasts of the application and of its project.
fn places(application: &str, project: &str) -> Vec<String> {
    let programme = [
        "",
        "/grids",
        "/applications",
        "/evaluations",
        "/exchanges",
        "/committee-decisions",
        "/milestones",
        "/projects",
        "/portfolio",
        "/nursery",
        "/ranking?stage=selection",
        "/verdicts",
        "/status-reports",
        "/topics",
        "/team",
        "/reuses",
        "/hand-over",
        "/effort",
    ];
    let platform = [
        "/v1/me",
        "/v1/me/export",
        "/v1/programmes",
        "/v1/projects",
        "/v1/organisations",
        "/v1/accounts",
        "/v1/redactions",
        "/v1/vocabulary",
        ASN,
    ];
    let own = ["", "/history", "/evaluations", "/history?entity=evaluation"].map(|place| format!("{project}{place}"));
    let programme = programme.iter().map(|place| format!("{PROGRAMME}{place}"));
    let own = own.into_iter().chain([format!("{application}/history")]);
    programme.chain(platform.map(str::to_owned)).chain(own).collect()
}

/// Whatever that caller is answered there says none of it.
async fn is_told_nothing(client: &Client, places: &[String], secrets: &[&str]) {
    for place in places {
        let answered = client.get(place).await;
        for secret in secrets {
            assert!(!answered.text.contains(secret), "{place}: {secret}: {}", answered.text);
        }
    }
}

#[actix_web::test]
async fn nothing_is_told_in_other_rooms() {
    let jury = Jury::with_other("submitted").await;
    let left = super::assigned(&jury.world, &jury.application, &jury.third).await;
    recused(&jury.third, &left).await;
    let (world, who) = (&jury.world, &jury.world.coordinator);
    // A coordinator redacts a text of it, and selects the application.
    edited(&jury.juror, &jury.own, json!({"comment": "Le sien."})).await;
    let redacted = redact(who, "evaluation", id_of(&left), "motive").await;
    redacted.expect(201);
    lead(world, &jury.application, "laureate").await;
    let project = who.get(&jury.application).await.expect(200)["project"].clone();
    let project = format!("/v1/projects/{}", project["id"].as_str().unwrap());
    let accounts = [&jury.other, &jury.third].map(|client| client.account().to_string());
    let secrets = [
        "Juré Deux",
        "Jurée Trois",
        &accounts[0],
        &accounts[1],
        id_of(&jury.others),
        id_of(&left),
        COMMENT,
        redacted.json()["id"].as_str().unwrap(),
    ]
    .map(str::to_owned);
    let secrets = secrets.each_ref().map(String::as_str);
    let places = places(&jury.application, &project);
    is_told_nothing(&jury.juror, &places, &secrets).await;
    // To the laureate, providers and observers nobody judged.
    let own = [
        jury.juror.account().to_string(),
        "Jurée Une".to_owned(),
        id_of(&jury.own).to_owned(),
    ];
    let all = [&secrets[..], &own.each_ref().map(String::as_str)].concat();
    for client in [&world.asn_laureate, &world.alpha_expert, &world.observer, &world.nobody] {
        is_told_nothing(client, &places, &all).await;
    }
    // The project's own history is of the project.
    let history = who.get(&format!("{project}/history")).await.expect(200);
    let told = history["items"].as_array().unwrap().iter();
    let told: Vec<_> = told
        .map(|entry| json!([entry["entity"], entry["action"]["code"]]))
        .collect();
    assert_eq!(told, [json!(["project", "created"])]);
    for place in [
        RANKING.to_owned() + "?stage=selection",
        format!("{PROGRAMME}/portfolio"),
    ] {
        jury.juror.get(&place).await.refused(403, "forbidden");
    }
    jury.juror.get(&project).await.refused(404, "not_found");
}
