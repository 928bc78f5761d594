//! Who is asked to judge an application: a juror of the programme, once, by the latest grid.

use futures_util::future::join_all;
use serde_json::json;
use uuid::Uuid;

use super::{
    JUDGED, account_of, applied, assigned, called, faults, grant_ends, granted, gridded, id_of, just, label, lead,
    listed, marks, patient, recused, submitted,
};
use crate::call::applications::STATES;
use crate::support::{Laying, World};

#[actix_web::test]
async fn every_fault_of_shape_is_told() {
    let (world, _) = called().await;
    let to = format!("{}/evaluations", applied(&world, "Lettres de suites").await);
    let wrong = json!({"juror": "Jurée Une", "stage": "jury", "part": 3, "corrects": "la première", "scores": [],
        "state": "submitted"});
    let refused = world.coordinator.post(&to, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/corrects", "invalid_format"),
            ("/juror", "invalid_format"),
            ("/part", "wrong_type"),
            ("/scores", "unknown_field"),
            ("/stage", "unknown_value"),
            ("/state", "unknown_field"),
        ])
    );
    assert_eq!(listed(&world.coordinator, &to).await, just(&[]));
}

#[actix_web::test]
async fn every_fault_of_rule_is_told() {
    let (world, [juror, ..]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let to = format!("{application}/evaluations");
    let own = juror.account();
    let unknown = Uuid::now_v7();
    let missing = ("/juror", "missing_field");
    let stranger = ("/juror", "unknown_reference");
    let [part, stage] = ["/part", "/stage"].map(|at| (at, "not_in_list"));
    for (body, expected) in [
        (json!({}), &[missing][..]),
        (json!({"juror": null, "stage": null}), &[missing]),
        (json!({"juror": unknown}), &[stranger]),
        (json!({"juror": own, "stage": "mid_term"}), &[stage]),
        (json!({"juror": own, "stage": "end"}), &[stage]),
        (json!({"juror": own, "part": "instruction"}), &[part]),
        (
            json!({"stage": "end", "part": "consolidation"}),
            &[missing, part, stage],
        ),
        (
            json!({"juror": unknown, "stage": "mid_term", "part": "self_assessment"}),
            &[stranger, part, stage],
        ),
    ] {
        let refused = world.coordinator.post(&to, body.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(expected), "{body}");
    }
    assert_eq!(listed(&world.coordinator, &to).await, just(&[]));
    let named = json!({"juror": own, "stage": "selection", "part": null, "corrects": null});
    world.coordinator.post(&to, named).await.expect(201);
}

/// A second programme, of the same steering bodies.
async fn other_programme(world: &World) -> Uuid {
    let mut lay = Laying::default();
    let programme = lay.programme("AMI-U", world.ditp, world.dinsic);
    world.app.sql(&lay.transaction()).await;
    programme
}

#[actix_web::test]
async fn a_juror_is_one_of_the_programme_who_is_in_use_and_does_not_coordinate_it() {
    let (world, [juror, left, gone]) = called().await;
    let to = format!("{}/evaluations", applied(&world, "Lettres de suites").await);
    let elsewhere = other_programme(&world).await;
    let foreign = account_of(&world, "Juré Ailleurs", "juror", elsewhere).await;
    let both = account_of(&world, "Coordination Jury", "coordinator", world.programme).await;
    granted(&world, &both, "juror").await;
    let deactivate = format!("/v1/accounts/{}/deactivate", left.account());
    world.administrator.post(&deactivate, json!({})).await.expect(200);
    grant_ends(&world, &gone).await;
    for (client, code) in [
        (&world.nobody, "unknown_reference"),
        (&world.observer, "unknown_reference"),
        (&world.asn_laureate, "unknown_reference"),
        (&world.alpha_expert, "unknown_reference"),
        (&foreign, "unknown_reference"),
        (&gone, "unknown_reference"),
        (&left, "account_deactivated"),
        (&both, "juror_coordinates"),
    ] {
        let refused = world.coordinator.post(&to, json!({"juror": client.account()})).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/juror", code)]));
        let messages = async |language: &str| {
            let speaking = world.coordinator.with("Accept-Language", language);
            let refused = speaking.post(&to, json!({"juror": client.account()})).await;
            refused.json()["errors"][0]["message"].as_str().unwrap().to_owned()
        };
        assert_ne!(messages("fr").await, messages("en").await, "{code}");
    }
    assert_eq!(listed(&world.coordinator, &to).await, just(&[]));
    // Whatever else an account does besides.
    granted(&world, &world.alpha_expert, "juror").await;
    for client in [&juror, &world.alpha_expert] {
        let body = json!({"juror": client.account()});
        let made = world.coordinator.post(&to, body).await.expect(201);
        assert_eq!(made["juror"]["id"], json!(client.account()));
    }
}

/// From the first day of its grant on, until the day on which that ends.
#[actix_web::test]
async fn a_juror_is_one_as_long_as_its_grant_lasts() {
    let (world, _) = called().await;
    let juror = json!({"juror": world.nobody.account()});
    let grants = format!("/v1/accounts/{}/grants", world.nobody.account());
    let grant = json!({"role": "juror", "programme": "AMI-T", "from": "2019-03-05", "until": "2019-03-07"});
    world.administrator.post(&grants, grant).await.expect(201);
    for (today, is_juror) in [
        ("2019-03-04", false),
        ("2019-03-05", true),
        ("2019-03-06", true),
        ("2019-03-07", false),
    ] {
        let service = world.app.on(today);
        let who = world.coordinator.at(&service.base_url);
        let to = format!("{}/evaluations", applied(&world, today).await);
        let asked = who.post(&to, juror.clone()).await;
        if is_juror {
            assert_eq!(asked.expect(201)["juror"]["id"], juror["juror"], "{today}");
            continue;
        }
        let stranger = faults(&[("/juror", "unknown_reference")]);
        assert_eq!(asked.faults(422, "invalid_body"), stranger, "{today}");
        assert_eq!(listed(&who, &to).await, just(&[]), "{today}");
    }
}

#[actix_web::test]
async fn a_juror_judges_an_application_once() {
    let (world, [waiting, done, away]) = called().await;
    let application = applied(&world, "Lettres de suites").await;
    let other = applied(&world, "Autre candidature").await;
    let mut paths = Vec::new();
    for juror in [&waiting, &done, &away] {
        paths.push(assigned(&world, &application, juror).await);
    }
    submitted(&done, &paths[1], marks(4.0, 3.0)).await;
    recused(&away, &paths[2]).await;
    let to = format!("{application}/evaluations");
    for juror in [&waiting, &done, &away] {
        let refused = world.coordinator.post(&to, json!({"juror": juror.account()})).await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "already_assigned")]));
    }
    assert_eq!(
        listed(&world.coordinator, &to).await,
        just(&paths.iter().collect::<Vec<_>>())
    );
    // Each application is another.
    assigned(&world, &other, &done).await;
}

/// Of many at once one is assigned, and the others are told that it is.
#[actix_web::test]
async fn nor_does_it_twice_at_once() {
    let (world, jurors) = called().await;
    let to = format!("{}/evaluations", applied(&world, "Lettres de suites").await);
    let service = patient(&world);
    let coordinators = [&world.coordinator, &world.technical_coordinator].map(|client| client.at(&service.base_url));
    let sent = (0..18).map(|turn| coordinators[turn % 2].post(&to, json!({"juror": jurors[turn % 3].account()})));
    let replies = join_all(sent).await;
    let (made, refused): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| reply.status == 201);
    assert_eq!((made.len(), refused.len()), (3, 15));
    for reply in refused {
        assert_eq!(reply.faults(409, "conflict"), faults(&[("", "already_assigned")]));
    }
    let page = world.coordinator.get(&to).await.expect(200);
    let mut asked: Vec<_> = super::column(&page, "juror")
        .iter()
        .map(|juror| juror["id"].to_string())
        .collect();
    asked.sort();
    let mut all: Vec<_> = jurors.iter().map(|juror| json!(juror.account()).to_string()).collect();
    all.sort();
    assert_eq!(asked, all);
}

#[actix_web::test]
async fn an_application_is_judged_until_it_is_decided_on() {
    let (world, [juror, ..]) = called().await;
    let allowed = json!(JUDGED);
    for state in STATES {
        let application = applied(&world, state).await;
        lead(&world, &application, state).await;
        let to = format!("{application}/evaluations");
        let body = || json!({"juror": juror.account()});
        if JUDGED.contains(&state) {
            let made = world.coordinator.post(&to, body()).await.expect(201);
            assert_eq!(made["state"], "assigned", "{state}");
            continue;
        }
        for language in ["fr", "en"] {
            let refused = world
                .coordinator
                .with("Accept-Language", language)
                .post(&to, body())
                .await;
            assert_eq!(
                refused.faults(409, "conflict"),
                faults(&[("", "wrong_state")]),
                "{state}"
            );
            let error = &refused.json()["errors"][0];
            assert_eq!(error["params"], json!({"state": state, "allowed": allowed}));
            let message = error["message"].as_str().unwrap();
            let name = label(&world, "application_states", state, language).await;
            assert!(message.contains(&name), "{message}: {name}");
        }
        assert_eq!(listed(&world.coordinator, &to).await, just(&[]), "{state}");
    }
}

#[actix_web::test]
async fn without_a_grid_nobody_is_asked() {
    let world = World::new().await;
    let juror = account_of(&world, "Jurée Une", "juror", world.programme).await;
    // One of another stage is none.
    gridded(&world, "mid_term", &[("data", 1.0)]).await;
    let application = applied(&world, "Lettres de suites").await;
    let to = format!("{application}/evaluations");
    let body = || json!({"juror": juror.account()});
    for language in ["fr", "en"] {
        let refused = world
            .coordinator
            .with("Accept-Language", language)
            .post(&to, body())
            .await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "no_grid")]));
        let error = &refused.json()["errors"][0];
        assert_eq!(error["params"], json!({"stage": "selection"}));
        let stage = label(&world, "evaluation_stages", "selection", language).await;
        let message = error["message"].as_str().unwrap().to_lowercase();
        assert!(message.contains(&stage.to_lowercase()), "{message}");
    }
    // Whatever else stands in the way is told with it.
    let late = applied(&world, "Retirée").await;
    lead(&world, &late, "withdrawn").await;
    let refused = world.coordinator.post(&format!("{late}/evaluations"), body()).await;
    assert_eq!(
        refused.faults(409, "conflict"),
        faults(&[("", "no_grid"), ("", "wrong_state")])
    );
    gridded(&world, "selection", &[("data", 1.0)]).await;
    let path = assigned(&world, &application, &juror).await;
    assert_eq!(listed(&juror, &to).await.0, [json!(id_of(&path))]);
}
