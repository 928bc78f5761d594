//! Recording, changing, resuming, cancelling suspensions; what refuses it.

use serde_json::json;

use super::SUSPENSIONS;
use crate::support::World;

#[actix_web::test]
async fn what_overlaps_is_refused_with_the_others_dates() {
    let world = World::new().await;
    let who = &world.coordinator;
    let first = who
        .post(
            SUSPENSIONS,
            json!({"from": "2019-04-01", "until": "2019-04-11", "motive": "a"}),
        )
        .await;
    first.expect(201);
    who.post(
        SUSPENSIONS,
        json!({"from": "2019-04-20", "until": "2019-04-25", "motive": "b"}),
    )
    .await
    .expect(201);
    let both = who
        .post(
            SUSPENSIONS,
            json!({"from": "2019-04-10", "until": "2019-05-01", "motive": "c"}),
        )
        .await;
    let errors = both.refused(409, "conflict");
    let named: Vec<_> = errors
        .iter()
        .map(|error| (error["code"].clone(), error["params"].clone()))
        .collect();
    assert_eq!(
        named,
        [
            (
                json!("suspension_overlaps"),
                json!({"from": "2019-04-01", "until": "2019-04-11"})
            ),
            (
                json!("suspension_overlaps"),
                json!({"from": "2019-04-20", "until": "2019-04-25"})
            ),
        ]
    );
    assert_eq!(
        errors[0]["message"],
        "Une autre suspension couvre déjà une partie de ces dates (du 2019-04-01 au 2019-04-11 exclu)."
    );
    // Ranges that only touch do not overlap; an open one follows.
    who.post(
        SUSPENSIONS,
        json!({"from": "2019-04-11", "until": "2019-04-20", "motive": "d"}),
    )
    .await
    .expect(201);
    who.post(SUSPENSIONS, json!({"from": "2019-06-01", "motive": "e"}))
        .await
        .expect(201);
    let second = who
        .with("Accept-Language", "en")
        .post(SUSPENSIONS, json!({"from": "2019-07-01", "motive": "f"}))
        .await;
    let errors = second.refused(409, "conflict");
    assert_eq!(errors[0]["message"], "A suspension is already open since 2019-06-01.");
    let reversed = who
        .post(
            SUSPENSIONS,
            json!({"from": "2019-07-01", "until": "2019-07-01", "motive": "g"}),
        )
        .await;
    assert_eq!(
        reversed.faults(422, "invalid_body"),
        [("/until".to_owned(), "range_reversed".to_owned())]
    );
    // A change is held to the same.
    let path = format!("{SUSPENSIONS}/{}", first.id());
    let longer = who.matching(&first).patch(&path, json!({"until": "2019-04-12"})).await;
    assert_eq!(
        longer.refused(409, "conflict")[0]["params"],
        json!({"from": "2019-04-11", "until": "2019-04-20"})
    );
    let open = who.matching(&first).patch(&path, json!({"until": null})).await;
    assert_eq!(open.refused(409, "conflict").len(), 3);
    assert_eq!(world.app.text("select count(*) from suspensions").await, "4");
}

#[actix_web::test]
async fn the_ends_of_its_life() {
    let world = World::new().await;
    let who = &world.coordinator;
    let created = who
        .post(SUSPENSIONS, json!({"from": "2019-03-01", "motive": "a"}))
        .await;
    let path = format!("{SUSPENSIONS}/{}", created.id());
    let at_once = who.act(&path, "resume", json!({"on": "2019-03-01"})).await;
    assert_eq!(
        at_once.faults(422, "invalid_body"),
        [("/on".to_owned(), "date_outside_suspension".to_owned())]
    );
    who.act(&path, "resume", json!({"on": "2019-03-02"})).await.expect(200);
    let again = who.act(&path, "resume", json!({"on": "2019-03-03"})).await;
    assert_eq!(
        again.faults(409, "conflict"),
        [(String::new(), "suspension_closed".to_owned())]
    );
    let cancelled = who.act(&path, "cancel", json!({"motive": "Erreur."})).await.expect(200);
    assert_eq!(
        (&cancelled["cancel_motive"], &cancelled["version"]),
        (&json!("Erreur."), &json!(3))
    );
    let resumed = who.act(&path, "resume", json!({"on": "2019-03-03"})).await;
    assert_eq!(
        resumed.faults(409, "conflict"),
        [
            (String::new(), "suspension_cancelled".to_owned()),
            (String::new(), "suspension_closed".to_owned())
        ]
    );
    let current = who.get(&path).await;
    let edited = who.matching(&current).patch(&path, json!({"motive": "b"})).await;
    assert_eq!(
        edited.faults(409, "conflict"),
        [(String::new(), "suspension_cancelled".to_owned())]
    );
    let told = "select string_agg(action, ' ' order by seq) from journal where entity = 'suspension'";
    assert_eq!(world.app.text(told).await, "created resumed cancelled");
    // What is cancelled counts for nothing and stays on record.
    who.post(
        SUSPENSIONS,
        json!({"from": "2019-03-01", "until": "2019-03-05", "motive": "b"}),
    )
    .await
    .expect(201);
    let standing = who
        .get(&format!("{SUSPENSIONS}?cancelled=false&count=true"))
        .await
        .expect(200);
    assert_eq!(standing["total"], 1);
    let all = who
        .get(&format!("{SUSPENSIONS}?count=true&sort=-from"))
        .await
        .expect(200);
    assert_eq!(all["total"], 2);
}

#[actix_web::test]
async fn changes_ask_for_the_version() {
    let world = World::new().await;
    let created = world
        .coordinator
        .post(SUSPENSIONS, json!({"from": "2019-03-01", "motive": "a"}))
        .await;
    let path = format!("{SUSPENSIONS}/{}", created.id());
    assert_eq!(
        created.header("Location"),
        format!("/v1/projects/{}/suspensions/{}", world.asn_project, created.id())
    );
    world
        .coordinator
        .patch(&path, json!({"motive": "b"}))
        .await
        .refused(428, "precondition_required");
    let resume = format!("{path}/resume");
    world
        .coordinator
        .post(&resume, json!({"on": "2019-03-05"}))
        .await
        .refused(428, "precondition_required");
    world
        .coordinator
        .post(&format!("{path}/cancel"), json!({"motive": "b"}))
        .await
        .refused(428, "precondition_required");
    world
        .coordinator
        .matching(&created)
        .patch(&path, json!({"motive": "b"}))
        .await
        .expect(200);
    let late = world
        .technical_coordinator
        .matching(&created)
        .post(&resume, json!({"on": "2019-03-05"}))
        .await;
    late.refused(412, "stale");
    assert_eq!(late.json()["current"]["updated_by"]["name"], "Coordination DITP");
    assert_eq!(late.etag(), world.coordinator.get(&path).await.etag());
}

#[actix_web::test]
async fn who_sees_the_project_sees_its_suspensions() {
    let world = World::new().await;
    let created = world
        .coordinator
        .post(SUSPENSIONS, json!({"from": "2019-03-01", "motive": "Confidentiel."}))
        .await;
    let path = format!("{SUSPENSIONS}/{}", created.id());
    assert_eq!(
        world.alpha_expert.get(&path).await.expect(200)["motive"],
        "Confidentiel."
    );
    let seen = world.observer.get(&path).await.expect(200);
    for absent in ["motive", "cancel_motive", "created_by", "updated_by"] {
        assert!(seen.get(absent).is_none(), "{absent}");
    }
    let list = world.observer.get(SUSPENSIONS).await.expect(200);
    assert_eq!(list["items"], json!([seen]));
    world.beta_expert.get(&path).await.refused(404, "not_found");
    let elsewhere = path.replace("AMI-T-ASN", "AMI-T-CHU");
    world.coordinator.get(&elsewhere).await.refused(404, "not_found");
    world
        .coordinator
        .get(&format!("{SUSPENSIONS}/first"))
        .await
        .refused(404, "not_found");
    let matching = world.asn_laureate.matching(&created);
    matching
        .patch(&path, json!({"motive": "x"}))
        .await
        .refused(403, "forbidden");
    matching
        .post(&format!("{path}/resume"), json!({"on": "2019-03-05"}))
        .await
        .refused(403, "forbidden");
}
