//! How often a read asks the database: once for what it is about and once for what that is shown with.

use serde_json::json;

use crate::support::{Client, Turns, World};

async fn turns_of(turns: &Turns, client: &Client, path: &str, status: u16) -> usize {
    // Connections are made and statements prepared once.
    for _ in 0..3 {
        client.get(path).await.expect(status);
    }
    let before = turns.count();
    client.get(path).await.expect(status);
    turns.count() - before
}

#[actix_web::test]
async fn a_view_takes_one_turn_once_its_rows_are_known() {
    let world = World::new().await;
    let body = json!({"track": "prototype", "title": "Prototype", "forecast_on": "2019-03-14"});
    let planned = world.coordinator.post("/v1/projects/AMI-T-ASN/milestones", body).await;
    let milestone = format!("/v1/milestones/{}", planned.id());
    let body = json!({"track": "prototype", "occurred_on": "2019-03-01", "person_days": 0.5, "done": "x"});
    let log = "/v1/projects/AMI-T-ASN/progress-entries";
    world.alpha_expert.post(log, body).await.expect(201);
    let (approved, accepted) = ("/v1/projects/AMI-T-ASN/baselines", json!({}));
    world.coordinator.post(approved, accepted).await.expect(201);
    let turns = Turns::before(world.app.database.url()).await;
    let twin = world.app.twin(turns.url());
    let client = world.coordinator.at(&twin.base_url);
    let authentication = turns_of(&turns, &client, "/v1/organisations/no-id", 404).await;
    let mut many = Vec::new();
    for (path, most) in [
        (milestone, 2),
        ("/v1/projects/AMI-T-ASN".to_owned(), 2),
        ("/v1/projects/AMI-T-ASN/clock".to_owned(), 2),
        (format!("/v1/missions/{}", world.alpha_mission), 2),
        (format!("/v1/organisations/{}", world.asn), 2),
        ("/v1/programmes/AMI-T".to_owned(), 2),
        ("/v1/projects?count=true".to_owned(), 2),
        ("/v1/organisations?count=true".to_owned(), 2),
        ("/v1/programmes".to_owned(), 2),
        ("/v1/accounts".to_owned(), 2),
        ("/v1/redactions".to_owned(), 2),
        ("/v1/programmes/AMI-T/projects".to_owned(), 3),
        ("/v1/programmes/AMI-T/milestones?count=true".to_owned(), 3),
        ("/v1/projects/AMI-T-ASN/milestones".to_owned(), 3),
        ("/v1/projects/AMI-T-ASN/missions".to_owned(), 3),
        (approved.to_owned(), 3),
        (log.to_owned(), 3),
        ("/v1/projects/AMI-T-ASN/history".to_owned(), 3),
    ] {
        let taken = turns_of(&turns, &client, &path, 200).await - authentication;
        if taken > most {
            many.push((path, taken, most));
        }
    }
    assert!(many.is_empty(), "{many:#?}");
}
