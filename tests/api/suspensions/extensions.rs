//! Extensions.

use serde_json::json;

use super::PROJECT;
use crate::support::World;

#[actix_web::test]
async fn it_adds_months_until_it_is_cancelled() {
    let world = World::new().await;
    let (who, path) = (&world.coordinator, format!("{PROJECT}/extensions"));
    let created = who
        .post(&path, json!({"useful_months": 2, "motive": "Essais prolongés."}))
        .await;
    assert_eq!(created.expect(201)["useful_months"], 2);
    let clock = who.get(&format!("{PROJECT}/clock")).await.expect(200);
    assert_eq!(
        (&clock["useful_months"], &clock["planned_end"], &clock["total_days"]),
        (&json!(12), &json!("2019-11-21"), &json!(365))
    );
    let project = who.get(PROJECT).await.expect(200);
    assert_eq!(
        (&project["useful_months"], &project["version"]),
        (&json!(12), &json!(1))
    );
    let one = format!("{path}/{}", created.id());
    let seen = world.observer.get(&one).await.expect(200);
    assert!(
        seen.get("motive").is_none() && seen.get("created_by").is_none(),
        "{seen}"
    );
    who.post(&format!("{one}/cancel"), json!({"motive": "x"}))
        .await
        .refused(428, "precondition_required");
    let cancelled = who
        .act(&one, "cancel", json!({"motive": "Saisie en double."}))
        .await
        .expect(200);
    assert_eq!(
        (&cancelled["cancel_motive"], &cancelled["version"]),
        (&json!("Saisie en double."), &json!(2))
    );
    let again = who
        .with("Accept-Language", "en")
        .act(&one, "cancel", json!({"motive": "x"}))
        .await;
    assert_eq!(
        again.refused(409, "conflict")[0]["message"],
        "This extension is cancelled."
    );
    assert_eq!(who.get(PROJECT).await.expect(200)["useful_months"], 10);
    let list = who.get(&format!("{path}?cancelled=true&count=true")).await.expect(200);
    assert_eq!(
        (&list["total"], &list["items"][0]["id"]),
        (&json!(1), &json!(created.id()))
    );
    let shape = who.post(&path, json!({"useful_months": 0})).await;
    assert_eq!(
        shape.faults(422, "invalid_body"),
        [
            ("/motive".to_owned(), "missing_field".to_owned()),
            ("/useful_months".to_owned(), "out_of_range".to_owned())
        ]
    );
}
