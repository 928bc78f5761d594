//! The useful-months clock through HTTP.

use serde_json::{Value, json};

use crate::support::World;

const CLOCK: &str = "/v1/projects/AMI-T-ASN/clock";

#[actix_web::test]
async fn the_vector() {
    let world = World::new().await;
    let clock = world
        .asn_laureate
        .get(&format!("{CLOCK}?on=2019-09-21"))
        .await
        .expect(200);
    assert_eq!(
        clock,
        json!({"as_of": "2019-09-21", "start": "2018-11-21", "useful_months": 10, "useful_days_used": 304,
            "total_days": 304, "useful_months_used": 10.0, "planned_end": "2019-09-21", "earliest_end": "2019-09-21",
            "overrun_days": 0, "suspended": false, "suspensions": []})
    );
    let motive = "Données indisponibles.";
    let body = json!({"from": "2019-07-15", "until": "2019-08-19", "motive": motive});
    let id = world
        .coordinator
        .post("/v1/projects/AMI-T-ASN/suspensions", body)
        .await
        .id();
    let clock = world.asn_laureate.get(CLOCK).await.expect(200);
    assert_eq!(clock["as_of"], "2019-03-04", "today when none is given");
    assert_eq!(
        (&clock["planned_end"], &clock["useful_days_used"]),
        (&json!("2019-10-26"), &json!(103))
    );
    assert_eq!(
        clock["suspensions"],
        json!([{"id": id, "from": "2019-07-15", "until": "2019-08-19", "motive": motive}])
    );
    let inside = world
        .asn_laureate
        .get(&format!("{CLOCK}?on=2019-08-18"))
        .await
        .expect(200);
    assert_eq!(
        (&inside["suspended"], &inside["useful_days_used"]),
        (&json!(true), &json!(236))
    );
    let after = world
        .asn_laureate
        .get(&format!("{CLOCK}?on=2019-11-05"))
        .await
        .expect(200);
    assert_eq!(
        (&after["suspended"], &after["overrun_days"]),
        (&json!(false), &json!(10))
    );
    let seen = world.observer.get(CLOCK).await.expect(200);
    assert_eq!(
        seen["suspensions"],
        json!([{"id": id, "from": "2019-07-15", "until": "2019-08-19"}])
    );
}

#[actix_web::test]
async fn before_the_start_every_derived_value_is_null() {
    let world = World::new().await;
    let derived = [
        "useful_days_used",
        "total_days",
        "useful_months_used",
        "planned_end",
        "earliest_end",
        "overrun_days",
        "suspended",
    ];
    let never = world.coordinator.get("/v1/projects/AMI-T-CHU/clock").await.expect(200);
    assert_eq!((&never["start"], &never["useful_months"]), (&Value::Null, &json!(10)));
    let early = world
        .coordinator
        .get(&format!("{CLOCK}?on=2018-11-20"))
        .await
        .expect(200);
    assert_eq!(early["start"], "2018-11-21");
    for name in derived {
        assert_eq!((&never[name], &early[name]), (&Value::Null, &Value::Null), "{name}");
        assert!(never.as_object().unwrap().contains_key(name), "{name}");
    }
}

#[actix_web::test]
async fn an_open_suspension_leaves_the_end_unknown_and_a_completion_stops_the_clock() {
    let world = World::new().await;
    let project = "/v1/projects/AMI-T-ASN";
    let body = json!({"from": "2019-02-22", "motive": "Marché suspendu."});
    world
        .coordinator
        .post(&format!("{project}/suspensions"), body)
        .await
        .expect(201);
    let clock = world.coordinator.get(CLOCK).await.expect(200);
    assert_eq!(
        (&clock["planned_end"], &clock["earliest_end"], &clock["suspended"]),
        (&Value::Null, &json!("2019-10-01"), &json!(true))
    );
    world
        .coordinator
        .act(project, "complete", json!({"on": "2019-02-01"}))
        .await
        .expect(200);
    let clock = world
        .coordinator
        .get(&format!("{CLOCK}?on=2019-06-01"))
        .await
        .expect(200);
    assert_eq!(clock["useful_days_used"], 72);
    let bad = world.coordinator.get(&format!("{CLOCK}?on=hier")).await;
    assert_eq!(
        bad.faults(400, "invalid_parameters"),
        [("on".to_owned(), "invalid_format".to_owned())]
    );
}
