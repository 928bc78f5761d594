//! Tacit acceptance, where the programme turns it on.

use jalon::milestones::tacit::accept_due;
use serde_json::json;

use super::{begun, submitted};
use crate::support::World;

/// The programme accepts tacitly, and its submissions were made on that day.
async fn age(world: &World, day: &str) {
    let told = |position: usize, entity: &str, id: &str| {
        format!(
            "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
             select gen_random_uuid(), {position} + row_number() over (), gen_random_uuid(), gen_random_uuid(),
               'updated', '{entity}', id, '{{}}' from {id};"
        )
    };
    let sql = format!(
        "begin; update programmes set tacit_acceptance = true; update submissions set submitted_on = '{day}';
         {} {} commit;",
        told(0, "programme", "programmes"),
        told(10, "submission", "submissions")
    );
    world.app.sql(&sql).await;
}

#[actix_web::test]
async fn silence_after_the_verification_days_accepts_a_providers_submission() {
    let world = World::new().await;
    let path = submitted(&world, json!({})).await;
    let laureates = begun(&world, json!({})).await;
    world
        .asn_laureate
        .act(&laureates, "submit", json!({}))
        .await
        .expect(200);
    assert_eq!(
        accept_due(&world.app.services).await.unwrap(),
        0,
        "the programme has not turned it on"
    );
    age(&world, "2019-02-17").await;
    assert_eq!(
        accept_due(&world.app.services).await.unwrap(),
        0,
        "the fifteenth day is not over"
    );
    age(&world, "2019-02-16").await;
    assert_eq!(accept_due(&world.app.services).await.unwrap(), 1);
    assert_eq!(accept_due(&world.app.services).await.unwrap(), 0);
    let shown = world.alpha_expert.get(&path).await.expect(200);
    assert_eq!(
        (&shown["state"], &shown["decided_on"]),
        (&json!("accepted"), &json!("2019-03-04"))
    );
    assert_eq!(shown["updated_by"]["name"], "Jalon");
    let decisions = world.alpha_expert.get(&format!("{path}/decisions")).await.expect(200);
    assert_eq!(
        (&decisions["items"][0]["tacit"], &decisions["items"][0]["outcome"]),
        (&json!(true), &json!("accepted"))
    );
    assert_eq!(world.asn_laureate.get(&laureates).await.json()["state"], "submitted");
}
