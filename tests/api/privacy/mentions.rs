//! Texts that name an erased person, told for redaction.

use serde_json::json;

use super::erasure::{EMAIL, NAME, erase, work, zephirine};
use crate::support::{Form, World};

/// However a text names her: in part, in another order, case or spacing, by the address or a file.
#[actix_web::test]
async fn each_way_of_naming_the_person_is_found() {
    let world = World::new().await;
    let (account, client) = zephirine(&world).await;
    let (milestone, _) = work(&world, &client).await;
    let path = format!("/v1/milestones/{milestone}");
    let mut naming = Vec::new();
    for text in [
        "Vu avec Mme Quasimodo.",
        "QUASIMODO Zéphirine",
        "Zéphirine\u{a0}Quasimodo",
        "Zéphirine  Quasimodo",
        "voir zephirine.quasimodo",
        "(quasimodo)",
        "QUASIMODO ZEPHIRINE",
        "Ze\u{301}phirine",
    ] {
        let made = world
            .asn_laureate
            .post(&format!("{path}/comments"), json!({"text": text}))
            .await;
        made.expect(201);
        naming.push(made.id());
    }
    let other = json!({"text": "Les quasimodos n'y sont pour rien."});
    world
        .asn_laureate
        .post(&format!("{path}/comments"), other)
        .await
        .expect(201);
    let body = json!({"track": "technical_support", "title": "Pièces", "forecast_on": "2019-05-02"});
    let begun = world
        .technical_coordinator
        .post("/v1/projects/AMI-T-ASN/milestones", body)
        .await
        .id();
    let form = Form::of("report", "Bilan").file("CV-Hortense_Quasimodo.txt", "text/plain", b"Rien.");
    let file = world
        .asn_laureate
        .upload(&format!("/v1/milestones/{begun}/evidence/files"), &form)
        .await;
    file.expect(201);
    naming.push(file.id());
    // In an object, at the beginning of a line; its members and codes are no texts.
    let version = json!({"version": "0.1", "maturity": "functional"});
    let project = "/v1/projects/AMI-T-ASN";
    let version = world
        .asn_laureate
        .post(&format!("{project}/prototypes"), version)
        .await
        .id();
    for (why, names) in [("Panne.\nQuasimodo l'a dit.", true), ("Panne.", false)] {
        let measure = json!({"name": "Délai", "unit": "jours", "direction": "lower", "not_observed": why});
        let trial = json!({"prototype": version, "audience": "agents", "protocol": "Trois lettres.", "from": "2019-03-01",
            "measures": [measure]});
        let made = world.asn_laureate.post(&format!("{project}/trials"), trial).await;
        made.expect(201);
        naming.extend(names.then(|| made.id()));
    }
    let erased = erase(&world, account).await;
    let mut found: Vec<_> = erased["mentions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mention| mention["id"].as_str().unwrap().to_owned())
        .collect();
    found.sort_unstable();
    naming.sort_unstable();
    assert_eq!(found, naming, "{erased}");
}

#[actix_web::test]
async fn texts_that_name_the_person_are_told_for_redaction() {
    let world = World::new().await;
    let (account, client) = zephirine(&world).await;
    let (milestone, _) = work(&world, &client).await;
    let path = format!("/v1/milestones/{milestone}");
    let text = json!({"text": format!("Voir avec {} ({EMAIL}).", NAME.to_uppercase())});
    let comment = world.asn_laureate.post(&format!("{path}/comments"), text).await.id();
    let motive = json!({"motive": format!("Remplace {NAME}.")});
    world
        .technical_coordinator
        .act(
            &path,
            "accept_with_reduction",
            json!({"motive": motive["motive"], "reduction_percent": 5}),
        )
        .await
        .expect(200);
    world
        .technical_coordinator
        .act(&path, "reopen", motive)
        .await
        .expect(200);

    let erased = erase(&world, account).await;
    assert_eq!(erased["more_mentions"], false);
    let mentions = erased["mentions"].as_array().unwrap();
    let mut entities: Vec<_> = mentions
        .iter()
        .map(|mention| mention["entity"].as_str().unwrap())
        .collect();
    entities.sort_unstable();
    assert_eq!(entities, ["comment", "decision", "history_entry"], "{mentions:?}");
    let of_comment = mentions.iter().find(|mention| mention["entity"] == "comment").unwrap();
    assert_eq!(
        of_comment,
        &json!({"programme": world.programme, "entity": "comment", "id": comment, "field": "text"})
    );
    for mention in mentions {
        let mut body = mention.clone();
        body.as_object_mut().unwrap().remove("programme");
        body["motive"] = json!("Personne effacée.");
        world.coordinator.post("/v1/redactions", body).await.expect(201);
    }
    for trace in [NAME, EMAIL, "quasimodo"] {
        assert_eq!(world.app.traces_of(trace).await, Vec::<String>::new(), "{trace}");
    }
}

/// A name of short words is looked for whole, and so is its address.
#[actix_web::test]
async fn a_short_name_is_found_whole() {
    let world = World::new().await;
    let body = json!({"name": "Ng Vo", "email": "ng.vo@x.example", "organisation": world.alpha});
    let made = world.administrator.post("/v1/accounts", body).await.id();
    let (milestone, _) = work(&world, &zephirine(&world).await.1).await;
    let comments = format!("/v1/milestones/{milestone}/comments");
    let say = async |text: &str| world.asn_laureate.post(&comments, json!({"text": text})).await.id();
    let mut naming = [say("Ng Vo a validé.").await, say("Écrire à <ng.vo@x.example>").await];
    say("Vo, ou presque ; Ngoc Vong non plus.").await;
    let erased = erase(&world, made.parse().unwrap()).await;
    let mentions = erased["mentions"].as_array().unwrap();
    let mut found: Vec<_> = mentions.iter().map(|mention| mention["id"].as_str().unwrap()).collect();
    found.sort_unstable();
    naming.sort_unstable();
    assert_eq!(found, naming, "{erased}");
}
