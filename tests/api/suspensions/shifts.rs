//! A suspension that moves the forecasts of open milestones.

use serde_json::json;

use super::{AS_PLANNED, PROJECT, SUSPENSIONS, forecasts, planned};

#[actix_web::test]
async fn forecasts_from_its_first_day_on_move_and_come_back() {
    let world = planned().await;
    let who = &world.coordinator;
    let body =
        json!({"from": "2019-04-01", "until": "2019-04-11", "motive": "Attente des données.", "shift_forecasts": true});
    let created = who.post(SUSPENSIONS, body).await;
    created.expect(201);
    assert_eq!(forecasts(&world).await, "2018-12-01 2019-01-20 2019-06-19 2019-08-28");
    let versions = "select string_agg(version::text, ' ' order by number) from milestones";
    assert_eq!(world.app.text(versions).await, "1 1 2 2");
    let told = "select count(*) || ' ' || count(distinct change_id) from journal
        where change_id = (select change_id from journal where entity = 'suspension') and action in ('created', 'forecast')";
    assert_eq!(world.app.text(told).await, "3 1");
    let made = "select string_agg(f.forecast_on || ' ' || f.motive, ', ' order by f.recorded_at) from forecasts f
        join milestones m on m.id = milestone_id and m.number = 3";
    assert_eq!(world.app.text(made).await, "2019-06-09 plan, 2019-06-19 suspension");

    let path = format!("{SUSPENSIONS}/{}", created.id());
    let longer = who
        .matching(&created)
        .patch(&path, json!({"until": "2019-04-16"}))
        .await;
    assert_eq!(longer.expect(200)["version"], 2);
    assert_eq!(forecasts(&world).await, "2018-12-01 2019-01-20 2019-06-24 2019-09-02");
    let reworded = who
        .matching(&longer)
        .patch(&path, json!({"motive": "Attente de la convention."}))
        .await;
    reworded.expect(200);
    assert_eq!(
        world.app.text(versions).await,
        "1 1 3 3",
        "another motive moves nothing"
    );
    let later = who
        .matching(&reworded)
        .patch(&path, json!({"from": "2019-07-01", "until": "2019-07-11"}))
        .await;
    later.expect(200);
    assert_eq!(forecasts(&world).await, "2018-12-01 2019-01-20 2019-06-09 2019-08-28");
    who.act(&path, "cancel", json!({"motive": "Saisie par erreur."}))
        .await
        .expect(200);
    assert_eq!(forecasts(&world).await, AS_PLANNED);
}

#[actix_web::test]
async fn an_open_one_moves_them_at_its_resumption() {
    let world = planned().await;
    let body = json!({"from": "2019-03-01", "motive": "Marché suspendu.", "shift_forecasts": true});
    let created = world.coordinator.post(SUSPENSIONS, body).await;
    assert_eq!(created.expect(201)["until"], json!(null));
    assert_eq!(forecasts(&world).await, AS_PLANNED);
    let path = format!("{SUSPENSIONS}/{}", created.id());
    let resumed = world
        .coordinator
        .act(&path, "resume", json!({"on": "2019-03-08"}))
        .await
        .expect(200);
    assert_eq!(
        (&resumed["until"], &resumed["version"]),
        (&json!("2019-03-08"), &json!(2))
    );
    assert_eq!(forecasts(&world).await, "2018-12-01 2019-01-20 2019-06-16 2019-08-25");
    let clock = world.coordinator.get(&format!("{PROJECT}/clock")).await.expect(200);
    assert_eq!(clock["planned_end"], "2019-09-28");
}

#[actix_web::test]
async fn one_that_was_not_asked_to_moves_nothing() {
    let world = planned().await;
    let body = json!({"from": "2019-04-01", "until": "2019-04-11", "motive": "Attente."});
    let created = world.coordinator.post(SUSPENSIONS, body).await;
    let path = format!("{SUSPENSIONS}/{}", created.id());
    world
        .coordinator
        .matching(&created)
        .patch(&path, json!({"until": "2019-05-01"}))
        .await
        .expect(200);
    world
        .coordinator
        .act(&path, "cancel", json!({"motive": "x"}))
        .await
        .expect(200);
    assert_eq!(forecasts(&world).await, AS_PLANNED);
    assert_eq!(world.app.text("select count(*) from forecasts").await, "4");
}

#[actix_web::test]
async fn a_forecast_set_by_hand_since_stays() {
    let world = planned().await;
    let body =
        json!({"from": "2019-04-01", "until": "2019-04-11", "motive": "Attente des données.", "shift_forecasts": true});
    let created = world.coordinator.post(SUSPENSIONS, body).await;
    created.expect(201);
    let by_hand = json!({"forecast_on": "2019-07-01", "motive": "Convenu avec le laboratoire."});
    world
        .coordinator
        .post("/v1/milestones/AMI-T-ASN-M03/forecasts", by_hand)
        .await
        .expect(201);
    let path = format!("{SUSPENSIONS}/{}", created.id());
    world
        .coordinator
        .act(&path, "cancel", json!({"motive": "Saisie par erreur."}))
        .await
        .expect(200);
    assert_eq!(forecasts(&world).await, "2018-12-01 2019-01-20 2019-07-01 2019-08-18");
}
