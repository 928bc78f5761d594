//! What must change in a countersigned month is reversed in an open one, by an entry that names the entry.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    BATCH, LOG, countersigned, effort, entry, led, line, logged, month, month_closed, months_refused, of_its_own,
    reversing, shown,
};
use crate::support::World;

/// The days logged, and how many entries count, in each month in which there are any.
async fn spent(world: &World) -> Vec<(String, Value, Value)> {
    let shown = world.coordinator.get(&effort(world)).await.expect(200);
    let months = shown["months"].as_array().unwrap().iter();
    let told = months.filter(|it| it["entries"] != 0).map(|it| {
        (
            it["month"].as_str().unwrap().to_owned(),
            it["logged_days"].clone(),
            it["entries"].clone(),
        )
    });
    told.collect()
}

fn told(month: &str, days: f64, entries: u32) -> (String, Value, Value) {
    (month.to_owned(), json!(days), json!(entries))
}

#[actix_web::test]
async fn it_counts_the_days_negatively_in_an_open_month() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let wrong = logged(who, "2019-02-04", json!({})).await;
    logged(who, "2019-02-05", json!({"person_days": 1})).await;
    countersigned(&world, "2019-02").await;
    let made = who.post(LOG, reversing(&wrong, json!({}))).await;
    let made = made.expect(201);
    let before = shown(&world, &wrong).await;
    assert_eq!(
        (
            &made["person_days"],
            &made["percent"],
            &made["reverses"],
            &made["reversed_by"],
            &made["corrects"]
        ),
        (&json!(-0.5), &Value::Null, &json!(wrong), &Value::Null, &Value::Null)
    );
    for field in ["project", "track", "mission", "person", "organisation"] {
        assert_eq!(made[field], before[field], "{field}");
    }
    assert_eq!(
        (&made["occurred_on"], &made["done"], &made["author"]["id"]),
        (&json!("2019-03-01"), &json!("Compté deux fois."), &json!(who.account()))
    );
    assert_eq!(
        (
            &before["reversed_by"],
            &before["reverses"],
            &before["person_days"],
            &before["corrected_by"]
        ),
        (&made["id"], &Value::Null, &json!(0.5), &Value::Null)
    );
    assert_eq!(
        spent(&world).await,
        [told("2019-02", 1.5, 2), told("2019-03", -0.5, 1)],
        "what was countersigned stands"
    );
    let signed = world.coordinator.get(&month(&world, "2019-02")).await.expect(200);
    assert_eq!(
        (&signed["state"], &signed["closed_days"], &signed["logged_days"]),
        (&json!("countersigned"), &json!(1.5), &json!(1.5))
    );
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    assert_eq!(world.coordinator.get(&mission).await.expect(200)["logged_days"], 1.0);
    let project = world.coordinator.get("/v1/projects/AMI-T-ASN/effort").await.expect(200);
    assert_eq!(project["logged_days"], 1.0);
    let list = who.get(&format!("{LOG}?since=2019-03-01")).await.expect(200);
    assert_eq!(list["items"], json!([made]));
    // The month in which it stands is closed and countersigned like any other.
    let april = world.app.on("2019-04-02");
    let path = month(&world, "2019-03");
    let closed = who.at(&april.base_url).act(&path, "close", json!({})).await.expect(200);
    assert_eq!((&closed["closed_days"], &closed["entries"]), (&json!(-0.5), &json!(1)));
    let signed = world
        .coordinator
        .at(&april.base_url)
        .act(&path, "countersign", json!({}))
        .await;
    assert_eq!(signed.expect(200)["closed_days"], -0.5);
}

#[actix_web::test]
async fn a_colleague_reverses_for_whoevers_time_it_was() {
    let world = World::new().await;
    let more = json!({"person": world.alpha_colleague.account(), "person_days": 0.75, "track": "prototype"});
    let wrong = logged(&world.alpha_expert, "2019-02-04", more).await;
    countersigned(&world, "2019-02").await;
    let body = reversing(&wrong, json!({"track": "prototype", "next": "Saisir le bon jour."}));
    let made = world.alpha_expert.post(LOG, body).await.expect(201);
    assert_eq!(
        (&made["person"]["id"], &made["person_days"], &made["author"]["id"]),
        (
            &json!(world.alpha_colleague.account()),
            &json!(-0.75),
            &json!(world.alpha_expert.account())
        )
    );
    // One that says nothing of how long it took is reversed too.
    let silent = logged(&world.alpha_expert, "2018-12-03", json!({"person_days": null})).await;
    countersigned(&world, "2018-12").await;
    let made = world
        .alpha_colleague
        .post(LOG, reversing(&silent, json!({})))
        .await
        .expect(201);
    assert_eq!(
        (&made["person"]["id"], &made["author"]["id"]),
        (
            &json!(world.alpha_expert.account()),
            &json!(world.alpha_colleague.account())
        )
    );
}

/// A day has one person-day, whatever is reversed on it.
#[actix_web::test]
async fn it_neither_takes_nor_gives_time_of_the_day_on_which_it_stands() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let wrong = logged(who, "2019-02-04", json!({"person_days": 1})).await;
    countersigned(&world, "2019-02").await;
    logged(who, "2019-03-01", json!({"person_days": 1})).await;
    who.post(LOG, reversing(&wrong, json!({}))).await.expect(201);
    let refused = who.post(LOG, entry("2019-03-01", json!({"person_days": 0.25}))).await;
    let errors = refused.refused(422, "invalid_body");
    assert_eq!(
        (&errors[0]["code"], &errors[0]["params"]),
        (&json!("over_one_person_day"), &json!({"remaining": 0.0}))
    );
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let logged = who.get(&mission).await.expect(200);
    assert_eq!(logged["logged_days"], 1.0, "2 days of work less 1 reversed");
}

/// Where several missions of the provider cover the day, it counts where the entry did.
#[actix_web::test]
async fn it_counts_on_the_mission_on_which_the_entry_counted() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let first = logged(who, "2019-02-04", json!({})).await;
    // The one that ends last is the one on which anything else is logged.
    let more = json!({"tracks": ["technical_support"], "from": "2019-01-07", "until": "2020-02-01"});
    let last = of_its_own(&world, more).await;
    let second = logged(who, "2019-01-08", json!({"person_days": 0.75})).await;
    countersigned(&world, "2019-02").await;
    led(&world, &format!("{last}/months/2019-01"), &["close", "countersign"]).await;
    let alphas = format!("/v1/missions/{}", world.alpha_mission);
    for (wrong, mission, days) in [(first, &alphas, 0.5), (second, &last, 0.75)] {
        let before = shown(&world, &wrong).await;
        let path = format!("/v1/missions/{}", before["mission"]["id"].as_str().unwrap());
        assert_eq!(path, *mission);
        let counted = world.coordinator.get(mission).await.expect(200);
        assert_eq!(counted["logged_days"], days, "{mission}");
        let made = who.post(LOG, reversing(&wrong, json!({}))).await.expect(201);
        assert_eq!(
            (&made["mission"], &made["person_days"]),
            (&before["mission"], &json!(-days))
        );
        let left = world.coordinator.get(mission).await.expect(200);
        assert_eq!(left["logged_days"], 0.0, "{mission}");
    }
    // What reverses nothing goes on the last to end.
    let other = logged(who, "2019-03-02", json!({"person_days": 0.25})).await;
    let named = shown(&world, &other).await["mission"]["id"].clone();
    assert!(last.ends_with(named.as_str().unwrap()), "{named}");
}

#[actix_web::test]
async fn a_line_kept_offline_reverses_too() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let wrong = logged(who, "2019-02-04", json!({})).await;
    countersigned(&world, "2019-02").await;
    let lines = json!({"entries": [
        line("r", reversing(&wrong, json!({}))),
        line("again", reversing(&wrong, json!({}))),
        line("days", reversing(&wrong, json!({"person_days": 0.5}))),
    ]});
    let reply = who.post(BATCH, lines.clone()).await.expect(200);
    let statuses: Vec<_> = reply["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["status"].clone())
        .collect();
    assert_eq!(statuses, [201, 422, 422]);
    let made = reply["results"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(shown(&world, &wrong).await["reversed_by"], json!(made));
    let again = who.post(BATCH, lines).await.expect(200);
    assert_eq!(
        (&again["results"][0]["replayed"], &again["results"][0]["id"]),
        (&json!(true), &json!(made))
    );
    // The single request with its key is the same; one that reverses another entry is not.
    let key = who.with("Idempotency-Key", "r");
    let same = key.post(LOG, reversing(&wrong, json!({}))).await;
    assert_eq!(same.header("Idempotency-Replayed"), "true", "{}", same.text);
    let other = key.post(LOG, reversing(&Uuid::now_v7().to_string(), json!({}))).await;
    other.refused(422, "idempotency_key_reused");
}

#[actix_web::test]
async fn it_stands_on_a_day_on_which_any_entry_could() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let wrong = logged(who, "2019-01-08", json!({})).await;
    countersigned(&world, "2019-02").await;
    countersigned(&world, "2019-01").await;
    for (on, called) in [("2019-02-04", "2019-02"), ("2019-01-31", "2019-01")] {
        let refused = who.post(LOG, reversing(&wrong, json!({"occurred_on": on}))).await;
        assert_eq!(months_refused(&refused), month_closed(called), "{on}");
    }
    let ahead = who
        .post(LOG, reversing(&wrong, json!({"occurred_on": "2019-03-05"})))
        .await;
    assert_eq!(
        ahead.faults(422, "invalid_body"),
        super::faults(&[("/occurred_on", "date_in_future")])
    );
    // Nor on a day before that of what it reverses, in a month that is open.
    for on in ["2018-12-03", "2018-12-31"] {
        let early = who.post(LOG, reversing(&wrong, json!({"occurred_on": on}))).await;
        assert_eq!(
            early.faults(422, "invalid_body"),
            super::faults(&[("/occurred_on", "date_before")]),
            "{on}"
        );
        assert_eq!(early.json()["errors"][0]["params"]["earliest"], "2019-01-08", "{on}");
    }
    assert_eq!(shown(&world, &wrong).await["reversed_by"], Value::Null);
    let lines = json!({"entries": [
        line("early", reversing(&wrong, json!({"occurred_on": "2018-12-31"}))),
        line("today", reversing(&wrong, json!({"occurred_on": "2019-03-04"}))),
    ]});
    let reply = who.post(BATCH, lines).await.expect(200);
    let told: Vec<_> = reply["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["status"].clone(), it["problem"]["errors"][0]["code"].clone()))
        .collect();
    assert_eq!(told, [(json!(422), json!("date_before")), (json!(201), Value::Null)]);
}
