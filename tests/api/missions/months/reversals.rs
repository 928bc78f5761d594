//! What is reversed: an entry of one's own organisation and of the project, that counts in a countersigned month, once.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{LOG, countersigned, entry, faults, led, logged, month, reversing, shown};
use crate::support::{Client, World};

/// What refuses it.
const OTHER: (&str, &str) = ("/reverses", "reversal_of_other_entry");

async fn refused(client: &Client, entry: &str, case: &str) {
    let reply = client.post(LOG, reversing(entry, json!({}))).await;
    assert_eq!(reply.faults(422, "invalid_body"), faults(&[OTHER]), "{case}");
}

#[actix_web::test]
async fn only_what_counts_in_a_countersigned_month_is_reversed() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let first = logged(who, "2019-02-04", json!({})).await;
    refused(who, &first, "an open month").await;
    led(&world, &month(&world, "2019-02"), &["close"]).await;
    refused(who, &first, "a month that is closed only").await;
    let corrected = logged(who, "2019-02-05", json!({})).await;
    let correction = logged(who, "2019-02-05", json!({"corrects": corrected, "person_days": 0.25})).await;
    countersigned(&world, "2019-02").await;
    refused(who, &corrected, "corrected").await;
    refused(who, &Uuid::now_v7().to_string(), "nothing").await;
    let made = who.post(LOG, reversing(&correction, json!({}))).await;
    assert_eq!(made.expect(201)["person_days"], -0.25);
    refused(who, &correction, "reversed already").await;
    refused(who, &made.id(), "itself one that reverses").await;
    // Nor once its own month is countersigned.
    let april = world.app.on("2019-04-02");
    let march = month(&world, "2019-03");
    who.at(&april.base_url)
        .act(&march, "close", json!({}))
        .await
        .expect(200);
    let signed = world
        .coordinator
        .at(&april.base_url)
        .act(&march, "countersign", json!({}))
        .await;
    signed.expect(200);
    let body = reversing(&made.id(), json!({"occurred_on": "2019-04-01"}));
    let reply = who.at(&april.base_url).post(LOG, body).await;
    assert_eq!(reply.faults(422, "invalid_body"), faults(&[OTHER]));
    // The rest is open to it.
    let body = reversing(&first, json!({"occurred_on": "2019-04-01"}));
    who.at(&april.base_url).post(LOG, body).await.expect(201);
}

#[actix_web::test]
async fn only_ones_own_organisations_entries_of_the_project_and_the_track_are_reversed() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let own = logged(who, "2019-02-04", json!({})).await;
    let theirs = logged(&world.asn_laureate, "2019-02-04", json!({})).await;
    countersigned(&world, "2019-02").await;
    refused(who, &theirs, "the laureate's").await;
    refused(&world.asn_laureate, &own, "a provider's").await;
    refused(
        &world.asn_laureate,
        &theirs,
        "of no mission, whose months nobody countersigns",
    )
    .await;
    let reply = who.post(LOG, reversing(&own, json!({"track": "prototype"}))).await;
    assert_eq!(reply.faults(422, "invalid_body"), faults(&[OTHER]), "another track");
    // Of another project, whose mission is Alpha's too.
    let mission =
        json!({"provider": world.alpha, "tracks": ["technical_support"], "from": "2019-02-01", "until": "2019-09-01"});
    let chu = "/v1/projects/AMI-T-CHU";
    world
        .coordinator
        .post(&format!("{chu}/missions"), mission)
        .await
        .expect(201);
    world
        .coordinator
        .act(chu, "start", json!({"on": "2019-02-01"}))
        .await
        .expect(200);
    let elsewhere = who
        .post(&format!("{chu}/progress-entries"), reversing(&own, json!({})))
        .await;
    assert_eq!(elsewhere.faults(422, "invalid_body"), faults(&[OTHER]));
    assert_eq!(shown(&world, &own).await["reversed_by"], Value::Null);
    world
        .alpha_colleague
        .post(LOG, reversing(&own, json!({})))
        .await
        .expect(201);
}

#[actix_web::test]
async fn it_says_nothing_of_its_own_of_days_and_progress() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let wrong = logged(who, "2019-02-04", json!({})).await;
    let other = logged(who, "2019-03-01", json!({})).await;
    countersigned(&world, "2019-02").await;
    let alone = |field: &str| faults(&[(format!("/{field}").as_str(), "not_with_reversal")]);
    for (field, value) in [
        ("person_days", json!(0.5)),
        ("person_days", json!(0)),
        ("percent", json!(40)),
        ("corrects", json!(other)),
    ] {
        let reply = who.post(LOG, reversing(&wrong, json!({field: value}))).await;
        assert_eq!(reply.faults(422, "invalid_body"), alone(field), "{field}");
    }
    let all = json!({"person_days": 0.5, "percent": 40, "corrects": other});
    let reply = who.post(LOG, reversing(&wrong, all)).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        faults(&[
            ("/corrects", "not_with_reversal"),
            ("/percent", "not_with_reversal"),
            ("/person_days", "not_with_reversal"),
        ])
    );
    let none = json!({"person_days": null, "percent": null, "corrects": null});
    who.post(LOG, reversing(&wrong, none)).await.expect(201);
    // Of an entry that reverses nothing they are what they were.
    let body = entry("2019-03-02", json!({"reverses": null, "percent": 40}));
    assert_eq!(who.post(LOG, body).await.expect(201)["reverses"], Value::Null);
}

#[actix_web::test]
async fn of_two_at_once_one_reverses() {
    let world = World::new().await;
    let wrong = logged(&world.alpha_expert, "2019-02-04", json!({})).await;
    countersigned(&world, "2019-02").await;
    let body = || reversing(&wrong, json!({}));
    let (one, other) = tokio::join!(
        world.alpha_expert.post(LOG, body()),
        world.alpha_colleague.post(LOG, body())
    );
    let (made, refused) = if one.status == 201 { (one, other) } else { (other, one) };
    made.expect(201);
    assert_eq!(refused.faults(422, "invalid_body"), faults(&[OTHER]));
    assert_eq!(shown(&world, &wrong).await["reversed_by"], json!(made.id()));
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "2");
}
