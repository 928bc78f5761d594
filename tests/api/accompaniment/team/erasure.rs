//! Erasing somebody of a team: what is told, what refuses it, what can be done afterwards.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{EMAIL, ERASED, NAME, TEAM, added, faults, held_by, id_of, named, zephirine};
use crate::support::World;

#[actix_web::test]
async fn the_texts_of_the_project_that_name_somebody_are_told_for_redaction() {
    let world = World::new().await;
    let path = added(&world.asn_laureate, zephirine(json!({}))).await;
    let risk = async |project: &str, more: Value| {
        let mut body = json!({"kind": "organisational", "title": "Absence"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let risks = format!("/v1/projects/{project}/risks");
        let made = world.coordinator.post(&risks, body).await;
        made.expect(201);
        (made.id(), format!("{risks}/{}", made.id()))
    };
    let (titled, _) = risk("AMI-T-ASN", json!({"title": "Mme QUASIMODO part en mars"})).await;
    let (described, _) = risk("AMI-T-ASN", json!({"description": format!("Écrire à {EMAIL}.")})).await;
    risk("AMI-T-ASN", json!({"title": "Les quasimodos n'y sont pour rien"})).await;
    let (_, closed) = risk("AMI-T-ASN", json!({})).await;
    let motive = json!({"motive": format!("{NAME} reste.")});
    world.coordinator.act(&closed, "close", motive).await.expect(200);
    // Of another project nothing is told: who erases may know nothing of it.
    risk("AMI-T-CHU", json!({"title": format!("{NAME} est demandée")})).await;

    let erased = world.asn_laureate.act(&path, "erase", json!({})).await.expect(200);
    assert_eq!(erased["more_mentions"], false);
    let mentions = erased["mentions"].as_array().unwrap();
    let mut told: Vec<_> = mentions
        .iter()
        .map(|it| (it["entity"].as_str().unwrap(), it["field"].as_str().unwrap()))
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [("history_entry", "motive"), ("risk", "description"), ("risk", "title")],
        "{mentions:?}"
    );
    for (id, field) in [(&titled, "title"), (&described, "description")] {
        let mention = json!({"programme": world.programme, "entity": "risk", "id": id, "field": field});
        assert!(mentions.contains(&mention), "{mentions:?}");
    }
    // Each is what a redaction takes.
    for mention in mentions {
        let mut body = mention.clone();
        body.as_object_mut().unwrap().remove("programme");
        body["motive"] = json!("Personne effacée.");
        world.coordinator.post("/v1/redactions", body).await.expect(201);
    }
    let title = "select string_agg(title, ', ') from risks where title ilike '%quasimodo%'";
    let left = world.app.text(title).await;
    assert!(
        left.contains("est demandée") && left.contains("quasimodos") && !left.contains("part en mars"),
        "{left}"
    );
    assert_eq!(world.app.traces_of(EMAIL).await, Vec::<String>::new());
}

/// Somebody who holds two functions stands in the team twice: who erases one row is told of the other.
#[actix_web::test]
async fn who_goes_by_the_same_name_or_address_is_told() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let path = added(who, zephirine(json!({}))).await;
    let again = added(who, zephirine(json!({"function": "legal"}))).await;
    let written = NAME.to_uppercase();
    let by_name = added(who, zephirine(json!({"function": "it", "person": {"name": written}}))).await;
    let other = json!({"function": "change", "person": {"name": "Autre personne", "email": "autre@example.fr"}});
    added(who, zephirine(other)).await;
    let theirs = zephirine(json!({}));
    world
        .chu_laureate
        .post("/v1/projects/AMI-T-CHU/team", theirs)
        .await
        .expect(201);
    let erased = who.act(&path, "erase", json!({})).await.expect(200);
    assert_eq!(erased["namesakes"], json!([id_of(&again), id_of(&by_name)]));
    for path in [&again, &by_name] {
        who.act(path, "erase", json!({})).await.expect(200);
    }
}

/// Risks of CHU's project that name somebody, which the journal tells; older than whatever comes.
fn many_elsewhere(world: &World) -> String {
    let (change, account) = (Uuid::now_v7(), world.coordinator.account());
    let of_this = "('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid";
    format!(
        "begin;
         insert into risks (id, project_id, kind, title, weight, state, created_at, created_by, updated_at, updated_by)
           select {of_this}, '{project}', 'organisational', '{NAME} est demandée', 0, 'open', now(), '{account}', now(), '{account}'
           from generate_series(1, 2001) n;
         insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, after)
           select gen_random_uuid(), n, '{change}', '{account}', 'created', 'risk', {of_this}, '{project}', '{{}}'
           from generate_series(1, 2001) n;
         commit",
        project = world.chu_project
    )
}

/// However many texts of others name somebody, those of the project are told, and nothing is told of the others.
#[actix_web::test]
async fn the_texts_of_other_projects_crowd_none_out() {
    let world = World::new().await;
    world.app.sql(&many_elsewhere(&world)).await;
    let path = added(&world.asn_laureate, zephirine(json!({}))).await;
    let body = json!({"kind": "organisational", "title": format!("{NAME} part en mars")});
    let risk = world.coordinator.post("/v1/projects/AMI-T-ASN/risks", body).await;
    risk.expect(201);
    let erased = world.asn_laureate.act(&path, "erase", json!({})).await.expect(200);
    let mention = json!({"programme": world.programme, "entity": "risk", "id": risk.id(), "field": "title"});
    assert_eq!(
        (&erased["mentions"], &erased["more_mentions"]),
        (&json!([mention]), &json!(false))
    );
}

/// Whom there is none of in the project is not found, by whoever sees it, before it is asked who may erase.
#[actix_web::test]
async fn of_nobody_in_the_project_it_is_told_that_there_is_none() {
    let world = World::new().await;
    let path = added(&world.asn_laureate, zephirine(json!({}))).await;
    let others = world
        .chu_laureate
        .post("/v1/projects/AMI-T-CHU/team", named(json!({})))
        .await;
    others.expect(201);
    let nowhere = [Uuid::now_v7().to_string(), others.id()].map(|id| format!("{TEAM}/{id}/erase"));
    let erase = format!("{path}/erase");
    for (client, status, code) in [
        (&world.asn_laureate, 428, "precondition_required"),
        (&world.coordinator, 428, "precondition_required"),
        (&world.alpha_expert, 403, "forbidden"),
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        for who in [client.clone(), client.with("If-Match", "*")] {
            for path in &nowhere {
                who.post(path, json!({})).await.refused(404, "not_found");
            }
        }
        client.post(&erase, json!({})).await.refused(status, code);
    }
    let shown = world.coordinator.get(&path).await.expect(200);
    assert_eq!((&shown["person"]["name"], &shown["version"]), (&json!(NAME), &json!(1)));
    let theirs = format!("/v1/projects/AMI-T-CHU/team/{}", others.id());
    let shown = world.chu_laureate.get(&theirs).await.expect(200);
    assert_eq!(shown, others.json());
}

#[actix_web::test]
async fn it_is_done_once_and_from_the_edit_that_was_read() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = added(&world.asn_laureate, zephirine(json!({}))).await;
    let erase = format!("{path}/erase");
    let read = who.get(&path).await;
    who.post(&erase, json!({})).await.refused(428, "precondition_required");
    let edit = world.asn_laureate.with("If-Match", "*");
    edit.patch(&path, json!({"share": 20})).await.expect(200);
    who.matching(&read).post(&erase, json!({})).await.refused(412, "stale");
    let motive = json!({"motive": "Départ."});
    let refused = who.act(&path, "erase", motive).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/motive", "unknown_field")])
    );
    assert_eq!(who.get(&path).await.expect(200)["person"]["name"], NAME);
    let bare = who.matching(&who.get(&path).await);
    let erased = bare.send(reqwest::Method::POST, &erase, None).await;
    assert_eq!(erased.expect(200)["member"]["person"]["name"], ERASED);
    let again = who.act(&path, "erase", json!({})).await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "already_erased")]));
    assert_eq!(who.get(&path).await.expect(200)["version"], 3);
}

#[actix_web::test]
async fn whoever_has_an_account_is_erased_where_accounts_are() {
    let world = World::new().await;
    let account = world.alpha_colleague.account();
    let path = added(&world.asn_laureate, held_by(account, json!({"share": 50}))).await;
    let before = world.coordinator.get(&path).await.expect(200);
    let refused = world.coordinator.act(&path, "erase", json!({})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "is_account")]));
    assert_eq!(world.coordinator.get(&path).await.expect(200), before);
    let erase = format!("/v1/accounts/{account}/erase");
    world.administrator.post(&erase, json!({})).await.expect(200);
    let after = world.coordinator.get(&path).await.expect(200);
    assert_eq!(after["account"], json!({"id": account, "name": ERASED}));
    for field in ["function", "share", "from", "until", "person", "version"] {
        assert_eq!(after[field], before[field], "{field}");
    }
}

#[actix_web::test]
async fn a_function_that_was_held_by_somebody_erased_is_ended_and_kept() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = added(&who, zephirine(json!({}))).await;
    who.act(&path, "erase", json!({})).await.expect(200);
    let edited = who.patch(&path, json!({"until": "2019-03-01"})).await.expect(200);
    assert_eq!(
        (&edited["until"], &edited["person"]["name"], &edited["person"]["email"]),
        (&json!("2019-03-01"), &json!(ERASED), &Value::Null)
    );
    let kept = who.delete(&path).await;
    assert_eq!(kept.faults(409, "conflict"), faults(&[("", "in_use")]));
    assert_eq!(who.get(&path).await.expect(200), edited);
    // Whoever comes after is somebody else.
    let next = added(&who, named(json!({"from": "2019-03-01"}))).await;
    assert_ne!(id_of(&next), id_of(&path));
    let listed = who.get(TEAM).await.expect(200);
    let names: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["person"]["name"].clone())
        .collect();
    assert_eq!(names, [ERASED, "Cheffe de projet métier"]);
}

/// An erasure never waits for anything.
#[actix_web::test]
async fn it_is_done_in_a_project_that_has_ended_too() {
    let world = World::new().await;
    let path = added(&world.asn_laureate, zephirine(json!({}))).await;
    let motive = json!({"motive": "Décision du comité."});
    world
        .coordinator
        .act("/v1/projects/AMI-T-ASN", "withdraw", motive)
        .await
        .expect(200);
    let who = world.asn_laureate.with("If-Match", "*");
    let refused = who.patch(&path, json!({"share": 20})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "project_ended")]));
    let erased = world.asn_laureate.act(&path, "erase", json!({})).await.expect(200);
    assert_eq!(erased["member"]["person"]["name"], ERASED);
    assert_eq!(world.app.traces_of("quasimodo").await, Vec::<String>::new());
}
