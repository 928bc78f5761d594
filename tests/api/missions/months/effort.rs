//! What was ordered and logged, month by month, and who may know and do what.

use serde_json::{Value, json};

use super::{body_of, effort, led, logged, month, of_its_own};
use crate::support::{Client, World};

/// A field of each month, by its name.
fn each(effort: &Value, field: &str) -> Vec<(String, Value)> {
    let months = effort["months"].as_array().unwrap().iter();
    months
        .map(|it| (it["month"].as_str().unwrap().to_owned(), it[field].clone()))
        .collect()
}

/// What is logged on each track, in the order of their codes.
fn tracks(month: &Value) -> Vec<(String, Value)> {
    let mut tracks: Vec<_> = month["tracks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["track"].as_str().unwrap().to_owned(), it["logged_days"].clone()))
        .collect();
    tracks.sort_by(|one, other| one.0.cmp(&other.0));
    tracks
}

#[actix_web::test]
async fn it_is_told_month_by_month_and_track_by_track() {
    let world = World::new().await;
    let expert = &world.alpha_expert;
    logged(expert, "2018-12-03", json!({})).await;
    logged(expert, "2018-12-31", json!({"track": "prototype", "person_days": 0.25})).await;
    let wrong = logged(expert, "2019-01-08", json!({"person_days": 1})).await;
    logged(expert, "2019-01-08", json!({"person_days": 0.75, "corrects": wrong})).await;
    logged(&world.alpha_colleague, "2019-01-31", json!({"person_days": 1})).await;
    // The laureate's own work is none of a mission.
    logged(&world.asn_laureate, "2019-01-08", json!({})).await;
    let shown = world.coordinator.get(&effort(&world)).await.expect(200);
    assert_eq!(
        (
            &shown["mission"],
            &shown["project"],
            &shown["ordered_days"],
            &shown["logged_days"]
        ),
        (
            &json!(world.alpha_mission),
            &json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"}),
            &json!(20.0),
            &json!(2.5)
        )
    );
    // 20 days ordered for the 375 from 21 November 2018 to 30 November 2019.
    let ordered = [
        ("2018-11", 0.53),
        ("2018-12", 1.66),
        ("2019-01", 1.65),
        ("2019-02", 1.49),
        ("2019-03", 1.66),
        ("2019-04", 1.6),
        ("2019-05", 1.65),
        ("2019-06", 1.6),
        ("2019-07", 1.65),
        ("2019-08", 1.66),
        ("2019-09", 1.6),
        ("2019-10", 1.65),
        ("2019-11", 1.6),
    ];
    let ordered: Vec<_> = ordered.map(|(month, days)| (month.to_owned(), json!(days))).into();
    assert_eq!(
        each(&shown, "ordered_days"),
        ordered,
        "oldest first, and none that it does not touch"
    );
    let spent: Vec<_> = each(&shown, "logged_days")
        .into_iter()
        .filter(|(_, days)| *days != json!(0.0))
        .collect();
    assert_eq!(
        spent,
        [("2018-12".to_owned(), json!(0.75)), ("2019-01".to_owned(), json!(1.75))]
    );
    let december = world.coordinator.get(&month(&world, "2018-12")).await.expect(200);
    assert_eq!(december, shown["months"][1]);
    assert_eq!(
        tracks(&december),
        [
            ("prototype".to_owned(), json!(0.25)),
            ("technical_support".to_owned(), json!(0.5))
        ]
    );
    let mut rest = december.clone();
    rest.as_object_mut().unwrap().remove("tracks");
    assert_eq!(
        rest,
        json!({"month": "2018-12", "state": "open", "ordered_days": 1.66, "logged_days": 0.75, "entries": 2,
            "closed_days": null, "version": 0, "updated_at": null, "updated_by": null})
    );
    let january = &shown["months"][2];
    assert_eq!(
        (&january["entries"], tracks(january)),
        (&json!(2), vec![("technical_support".to_owned(), json!(1.75))]),
        "what was corrected counts no more"
    );
    let closed = led(&world, &month(&world, "2018-12"), &["close"]).await;
    let shown = world.coordinator.get(&effort(&world)).await.expect(200);
    assert_eq!(shown["months"][1], closed);
    assert_eq!(
        (&closed["closed_days"], &closed["updated_by"]),
        (&json!(0.75), &json!({"id": expert.account(), "name": "Experte Alpha"}))
    );
}

#[actix_web::test]
async fn what_is_ordered_falls_on_the_days_of_the_mission() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let none = of_its_own(&world, json!({})).await;
    let shown = who.get(&format!("{none}/effort")).await.expect(200);
    assert_eq!(shown["ordered_days"], Value::Null);
    let nothing = ["2018-12", "2019-01"].map(|month| (month.to_owned(), Value::Null));
    assert_eq!(each(&shown, "ordered_days"), nothing);
    // 22 days of December and 31 of January.
    who.patch(&none, json!({"ordered_days": 10})).await.expect(200);
    let shown = who.get(&format!("{none}/effort")).await.expect(200);
    let parts = [("2018-12".to_owned(), json!(4.15)), ("2019-01".to_owned(), json!(5.85))];
    assert_eq!(each(&shown, "ordered_days"), parts);
    // A mission that is cut short keeps the months in which work was logged.
    logged(&world.alpha_expert, "2019-01-08", json!({})).await;
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    who.patch(&mission, json!({"until": "2018-12-01"})).await.expect(200);
    let shown = who.get(&effort(&world)).await.expect(200);
    let kept = [("2018-11".to_owned(), json!(20.0)), ("2019-01".to_owned(), json!(0.0))];
    assert_eq!(each(&shown, "ordered_days"), kept);
    assert_eq!(shown["logged_days"], 0.5);
    let logged = who.get(&month(&world, "2019-01")).await.expect(200);
    assert_eq!((&logged["logged_days"], &logged["entries"]), (&json!(0.5), &json!(1)));
    who.get(&month(&world, "2018-12")).await.refused(404, "not_found");
}

#[actix_web::test]
async fn a_month_is_one_that_the_mission_covers() {
    let world = World::new().await;
    for called in [
        "2018-10",
        "2019-12",
        "2019-13",
        "2019-00",
        "2019-1",
        "19-01",
        "201901",
        "2019-01-01",
        "janvier",
        "+019-01",
    ] {
        let path = month(&world, called);
        world.coordinator.get(&path).await.refused(404, "not_found");
        let acted = world.alpha_expert.with("If-Match", "*");
        acted
            .post(&format!("{path}/close"), json!({}))
            .await
            .refused(404, "not_found");
    }
    for called in ["2018-11", "2019-11"] {
        let shown = world.coordinator.get(&month(&world, called)).await.expect(200);
        assert_eq!(shown["month"], called);
    }
    let nowhere = format!("/v1/missions/{}/months/2019-01", uuid::Uuid::now_v7());
    world.coordinator.get(&nowhere).await.refused(404, "not_found");
}

/// Whoever sees the mission is told that there is no such month, whether it were theirs to act on or not.
#[actix_web::test]
async fn a_month_that_is_none_is_not_found_before_it_is_asked_who_may_act_on_it() {
    let world = World::new().await;
    for (client, status, code) in [
        (&world.coordinator, 404, "not_found"),
        (&world.technical_coordinator, 404, "not_found"),
        (&world.alpha_expert, 404, "not_found"),
        (&world.alpha_colleague, 404, "not_found"),
        (&world.asn_laureate, 404, "not_found"),
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        for called in ["1990-01", "2018-10", "2019-12"] {
            let unknown = month(&world, called);
            client.get(&unknown).await.refused(status, code);
            for verb in ["close", "countersign", "reopen"] {
                for who in [client.clone(), client.with("If-Match", "*")] {
                    let refused = who.post(&format!("{unknown}/{verb}"), body_of(verb)).await;
                    refused.refused(status, code);
                }
            }
        }
    }
    assert_eq!(world.app.text("select count(*) from mission_months").await, "0");
}

#[actix_web::test]
async fn whoever_sees_the_mission_reads_it() {
    let world = World::new().await;
    logged(&world.alpha_expert, "2019-01-08", json!({})).await;
    let paths = [effort(&world), month(&world, "2019-01")];
    for path in &paths {
        let whole = world.coordinator.get(path).await;
        for reader in [
            &world.alpha_expert,
            &world.alpha_colleague,
            &world.asn_laureate,
            &world.technical_coordinator,
        ] {
            let read = reader.get(path).await;
            assert_eq!(read.expect(200), whole.expect(200), "{path}");
            let again = reader.with("If-None-Match", read.etag()).get(path).await;
            assert_eq!(again.status, 304, "{path}");
        }
        world.observer.get(path).await.refused(403, "forbidden");
        for blind in [
            &world.beta_expert,
            &world.chu_laureate,
            &world.administrator,
            &world.nobody,
        ] {
            blind.get(path).await.refused(404, "not_found");
        }
    }
    // Another provider of the same project knows nothing of it.
    let body = json!({"provider": world.beta, "tracks": ["roadmap"], "from": "2019-01-01", "until": "2019-09-01"});
    world
        .coordinator
        .post("/v1/projects/AMI-T-ASN/missions", body)
        .await
        .expect(201);
    for path in &paths {
        world.beta_expert.get(path).await.refused(404, "not_found");
    }
}

#[actix_web::test]
async fn the_provider_closes_and_the_coordinators_countersign_and_reopen() {
    let world = World::new().await;
    for (provider, coordinator) in [
        (&world.alpha_expert, &world.coordinator),
        (&world.alpha_colleague, &world.technical_coordinator),
    ] {
        let month = format!("{}/months/2019-01", of_its_own(&world, json!({})).await);
        for (may, verb) in [
            (provider, "close"),
            (coordinator, "countersign"),
            (coordinator, "reopen"),
        ] {
            may.act(&month, verb, body_of(verb)).await.expect(200);
        }
    }
    let month = month(&world, "2019-01");
    led(&world, &month, &["close"]).await;
    let before = world.coordinator.get(&month).await.expect(200);
    let tried = async |client: &Client, verb: &str, status: u16, code: &str| {
        let acted = client.with("If-Match", "*");
        acted
            .post(&format!("{month}/{verb}"), body_of(verb))
            .await
            .refused(status, code);
    };
    for verb in ["close", "countersign", "reopen"] {
        tried(&world.asn_laureate, verb, 403, "forbidden").await;
        tried(&world.observer, verb, 403, "forbidden").await;
        tried(&world.beta_expert, verb, 404, "not_found").await;
        tried(&world.chu_laureate, verb, 404, "not_found").await;
        tried(&world.nobody, verb, 404, "not_found").await;
    }
    for verb in ["countersign", "reopen"] {
        tried(&world.alpha_expert, verb, 403, "forbidden").await;
    }
    tried(&world.coordinator, "close", 403, "forbidden").await;
    // Of those that a mission names, no other colleague works on it.
    let named = json!({"accounts": [world.alpha_expert.account()]});
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let edit = world.coordinator.with("If-Match", "*");
    edit.patch(&mission, named).await.expect(200);
    let other = world.alpha_colleague.with("If-Match", "*");
    let refused = other.post(&format!("{month}/close"), json!({})).await;
    assert!([403, 404].contains(&refused.status.as_u16()), "{}", refused.text);
    assert_eq!(world.coordinator.get(&month).await.expect(200), before);
    led(&world, &month, &["close"]).await;
}
