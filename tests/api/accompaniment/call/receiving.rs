//! The call, and what came of it in time.

use serde_json::{Value, json};

use super::{Applications, CRITERIA, PROGRAMME, TITLE};
use crate::accompaniment::year::day::edited;
use crate::evaluations::grid;
use crate::support::World;

pub async fn the_call_is_open_until_midnight(world: &World) {
    let call = json!({"call_opens_at": "2018-06-04T00:00:00+02:00", "call_closes_at": "2018-09-15T00:00:00+02:00"});
    edited(&world.coordinator, PROGRAMME, call).await;
    let grid = grid("selection", &CRITERIA);
    let made = world
        .coordinator
        .post(&format!("{PROGRAMME}/grids"), grid)
        .await
        .expect(201);
    assert_eq!((&made["number"], &made["in_force"]), (&json!(1), &json!(true)));
}

pub async fn it_applies_an_hour_before_the_close(world: &World) -> Applications {
    let applications = format!("{PROGRAMME}/applications");
    let send = async |more: Value| {
        let mut body = json!({"organisation": world.asn, "title": TITLE, "submitted_at": "2018-09-14T23:00:00+02:00",
            "reference": "AMI-041", "summary": "Retrouver ce que les inspecteurs ont déjà constaté."});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.coordinator.post(&applications, body).await
    };
    let earlier = json!({"organisation": world.chu, "title": "Lire les radios", "reference": "AMI-012",
        "submitted_at": "2018-09-10T15:30:00+02:00"});
    let other = send(earlier).await;
    other.expect(201);
    // The instant at which it closes is not in it any more.
    let late = send(json!({"submitted_at": "2018-09-15T00:00:00+02:00"})).await;
    let refused = &late.refused(409, "conflict")[0];
    assert_eq!(
        (&refused["pointer"], &refused["code"], &refused["params"]["shown_as"]),
        (
            &json!("/submitted_at"),
            &json!("call_closed"),
            &json!("2018-09-14T23:59")
        )
    );
    let own = send(json!({})).await;
    let shown = own.expect(201);
    assert_eq!(
        (&shown["state"], &shown["submitted_local"], &shown["project"]),
        (&json!("received"), &json!("2018-09-14T23:00"), &Value::Null)
    );
    let page = world.coordinator.get(&applications).await.expect(200);
    let titles: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["title"].clone())
        .collect();
    assert_eq!(titles, ["Lire les radios", TITLE], "in the order in which they came");
    let [own, other] = [own, other].map(|made| format!("/v1/applications/{}", made.id()));
    Applications { own, other }
}

pub async fn both_are_admitted(world: &World, applications: &Applications) {
    for application in [&applications.own, &applications.other] {
        let admitted = world.coordinator.act(application, "admit", json!({})).await.expect(200);
        assert_eq!(admitted["state"], "admissible");
    }
}
