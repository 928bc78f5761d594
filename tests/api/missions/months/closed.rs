//! A month that is countersigned takes neither entries nor corrections.

use serde_json::{Value, json};

use super::{
    BATCH, LOG, countersigned, entry, led, line, logged, month, month_closed, months_refused, of_its_own, shown,
};
use crate::support::World;

#[actix_web::test]
async fn it_takes_no_new_entry_of_its_mission() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    logged(who, "2019-02-04", json!({})).await;
    // Closed, it takes what is late.
    led(&world, &month(&world, "2019-02"), &["close"]).await;
    logged(who, "2019-02-05", json!({})).await;
    led(&world, &month(&world, "2019-02"), &["close", "countersign"]).await;
    let before = world.coordinator.get(&month(&world, "2019-02")).await.expect(200);
    for author in [who, &world.alpha_colleague] {
        for (on, more) in [
            ("2019-02-06", json!({})),
            ("2019-02-01", json!({"track": "prototype"})),
            ("2019-02-28", json!({"person_days": null})),
        ] {
            let mut messages = Vec::new();
            for language in ["fr", "en"] {
                let speaking = author.with("Accept-Language", language);
                let refused = speaking.post(LOG, entry(on, more.clone())).await;
                assert_eq!(months_refused(&refused), month_closed("2019-02"), "{on}");
                messages.push(refused.json()["errors"][0]["message"].clone());
            }
            assert_ne!(messages[0], messages[1]);
            assert!(messages[0].as_str().unwrap().contains("2019-02"), "{messages:?}");
        }
    }
    assert_eq!(
        world.coordinator.get(&month(&world, "2019-02")).await.expect(200),
        before
    );
    // The months beside it, and the laureate's own work, go on.
    for on in ["2019-01-31", "2019-03-01"] {
        logged(who, on, json!({})).await;
    }
    logged(&world.asn_laureate, "2019-02-06", json!({})).await;
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "5");
}

#[actix_web::test]
async fn what_stands_in_it_is_not_corrected() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let kept = logged(who, "2019-02-04", json!({})).await;
    let moved = logged(who, "2019-03-01", json!({})).await;
    countersigned(&world, "2019-02").await;
    let before = shown(&world, &kept).await;
    // Wherever the correction stands, and whatever it says.
    for (on, more) in [
        ("2019-02-04", json!({"corrects": kept, "person_days": 0.25})),
        ("2019-03-01", json!({"corrects": kept})),
        // Nor does anything come into it by way of a correction.
        ("2019-02-04", json!({"corrects": moved})),
    ] {
        let refused = who.post(LOG, entry(on, more.clone())).await;
        assert_eq!(months_refused(&refused), month_closed("2019-02"), "{on} {more}");
    }
    assert_eq!(shown(&world, &kept).await, before);
    assert_eq!(before["corrected_by"], Value::Null);
    // Elsewhere they are corrected as ever.
    logged(who, "2019-03-01", json!({"corrects": moved, "person_days": 0.25})).await;
}

#[actix_web::test]
async fn lines_of_a_batch_are_refused_one_by_one() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let kept = logged(who, "2019-02-04", json!({})).await;
    countersigned(&world, "2019-02").await;
    countersigned(&world, "2018-12").await;
    let lines = json!({"entries": [
        line("a", entry("2019-02-05", json!({}))),
        line("b", entry("2019-03-01", json!({}))),
        line("c", entry("2018-12-03", json!({}))),
        line("d", entry("2019-03-02", json!({"corrects": kept}))),
        line("e", entry("2019-01-08", json!({}))),
    ]});
    let reply = who.post(BATCH, lines.clone()).await.expect(200);
    let told = |reply: &Value| -> Vec<(Value, Value, Value)> {
        let results = reply["results"].as_array().unwrap().iter();
        let error = |it: &Value, name: &str| it["problem"]["errors"][0][name].clone();
        results
            .map(|it| {
                (
                    it["status"].clone(),
                    error(it, "code"),
                    error(it, "params")["month"].clone(),
                )
            })
            .collect()
    };
    let closed = |month: &str| (json!(409), json!("month_closed"), json!(month));
    let made = || (json!(201), Value::Null, Value::Null);
    let expected = [closed("2019-02"), made(), closed("2018-12"), closed("2019-02"), made()];
    assert_eq!(told(&reply), expected);
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "3");
    // A line that was refused can be sent once the month is open again.
    led(&world, &month(&world, "2019-02"), &["reopen"]).await;
    let reply = who.post(BATCH, lines).await.expect(200);
    let expected = [made(), made(), closed("2018-12"), made(), made()];
    assert_eq!(told(&reply), expected);
    assert_eq!(reply["results"][1]["replayed"], true);
    assert_eq!(world.app.text("select count(*) from progress_entries").await, "5");
}

#[actix_web::test]
async fn once_reopened_it_is_worked_on_and_closed_anew() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let wrong = logged(who, "2019-02-04", json!({})).await;
    countersigned(&world, "2019-02").await;
    let open = led(&world, &month(&world, "2019-02"), &["reopen"]).await;
    assert_eq!((&open["state"], &open["closed_days"]), (&json!("open"), &Value::Null));
    logged(who, "2019-02-04", json!({"corrects": wrong, "person_days": 0.25})).await;
    logged(who, "2019-02-05", json!({"person_days": 1})).await;
    countersigned(&world, "2019-02").await;
    let done = who.get(&month(&world, "2019-02")).await.expect(200);
    assert_eq!(
        (&done["closed_days"], &done["logged_days"]),
        (&json!(1.25), &json!(1.25))
    );
    let refused = who.post(LOG, entry("2019-02-06", json!({}))).await;
    assert_eq!(months_refused(&refused), month_closed("2019-02"));
}

/// Whoever logs while the month is being countersigned is in it, or is refused.
#[actix_web::test]
async fn of_an_entry_and_a_countersignature_at_once_one_waits_for_the_other() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let path = month(&world, "2019-02");
    logged(who, "2019-02-04", json!({})).await;
    led(&world, &path, &["close"]).await;
    let coordinator = world.coordinator.with("If-Match", "*");
    let countersign = format!("{path}/countersign");
    let (entered, signed) = tokio::join!(
        who.post(LOG, entry("2019-02-05", json!({}))),
        coordinator.post(&countersign, json!({}))
    );
    let after = who.get(&path).await.expect(200);
    match (entered.status.as_u16(), signed.status.as_u16()) {
        (201, 409) => {
            assert_eq!(
                (&after["state"], &after["logged_days"]),
                (&json!("closed"), &json!(1.0))
            );
        }
        (409, 200) => {
            assert_eq!(months_refused(&entered), month_closed("2019-02"));
            assert_eq!(
                (&after["state"], &after["logged_days"]),
                (&json!("countersigned"), &json!(0.5))
            );
        }
        other => panic!("{other:?}: {} {}", entered.text, signed.text),
    }
}

/// Where two missions of the provider cover the day, work is logged under the one whose month is not countersigned.
#[actix_web::test]
async fn another_mission_that_covers_the_day_takes_the_entry() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    // Of two the one that ends last takes what is logged.
    let more = json!({"tracks": ["technical_support"], "from": "2019-01-07", "until": "2020-02-01"});
    let last = of_its_own(&world, more).await;
    let alphas = format!("/v1/missions/{}", world.alpha_mission);
    let taken_by = async |on: &str| {
        let made = who.post(LOG, entry(on, json!({"person_days": 0.25}))).await.expect(201);
        format!("/v1/missions/{}", made["mission"]["id"].as_str().unwrap())
    };
    let path = format!("{last}/months/2019-02");
    assert_eq!(taken_by("2019-02-04").await, last);
    led(&world, &path, &["close"]).await;
    assert_eq!(taken_by("2019-02-04").await, last, "closed only");
    let signed = led(&world, &path, &["close", "countersign"]).await;
    assert_eq!(taken_by("2019-02-04").await, alphas);
    for on in ["2019-01-31", "2019-03-01"] {
        assert_eq!(taken_by(on).await, last, "the months beside it");
    }
    let lines = json!({"entries": [line("a", entry("2019-02-05", json!({})))]});
    let reply = who.post(BATCH, lines).await.expect(200);
    let made = reply["results"][0]["id"].as_str().unwrap();
    assert_eq!(shown(&world, made).await["mission"]["id"], json!(world.alpha_mission));
    assert_eq!(world.coordinator.get(&path).await.expect(200), signed);
    let other = world.coordinator.get(&month(&world, "2019-02")).await.expect(200);
    assert_eq!(
        (&other["logged_days"], &other["entries"]),
        (&json!(0.75), &json!(2)),
        "a quarter and a half"
    );
    // Where both are countersigned, none takes it.
    countersigned(&world, "2019-02").await;
    let refused = who.post(LOG, entry("2019-02-06", json!({}))).await;
    assert_eq!(months_refused(&refused), month_closed("2019-02"));
    led(&world, &path, &["reopen"]).await;
    assert_eq!(taken_by("2019-02-06").await, last);
}
