//! A service account that reads evidence reads that of applications if it may read applications too.

use serde_json::json;

use super::{applied, filed, linked};
use crate::accounts::service_of;
use crate::support::{NewMilestone, World};

#[actix_web::test]
async fn it_takes_the_scope_of_applications_besides_that_of_milestones() {
    let world = World::new().await;
    let application = applied(&world, json!({})).await;
    let link = linked(&world, &application, json!({"title": "Confidentiel"})).await;
    let file = filed(&world, &application, "Confidentiel\n").await;
    let (no_content, content) = (format!("{link}/content"), format!("{file}/content"));
    let without = service_of(&world, "coordinator", json!(["milestones:read"])).await;
    for place in [&link, &file, &no_content, &content] {
        let hidden = without.get(place).await;
        let told = hidden.refused(404, "not_found");
        assert!(told.is_empty(), "{told:?}");
        assert!(
            hidden.etag().is_empty() && !hidden.text.contains("Confidentiel"),
            "{}",
            hidden.text
        );
    }
    let both = service_of(&world, "coordinator", json!(["call:read", "milestones:read"])).await;
    for place in [&link, &file] {
        let whole = world.coordinator.get(place).await.expect(200);
        assert_eq!(both.get(place).await.expect(200), whole);
    }
    let read = both.get(&content).await;
    assert_eq!((read.status.as_u16(), read.text.as_str()), (200, "Confidentiel\n"));
    // That of applications alone opens no evidence.
    let other = service_of(&world, "coordinator", json!(["call:read"])).await;
    for place in [&link, &content] {
        other.get(place).await.refused(403, "forbidden");
    }
}

#[actix_web::test]
async fn what_milestones_have_is_read_without_it() {
    let world = World::new().await;
    let milestone = world.milestone(&NewMilestone::default()).await;
    let piece = json!({"type": "report", "title": "Bilan", "url": "https://pieces.example/bilan"});
    let evidence = format!("/v1/milestones/{milestone}/evidence");
    let made = world.alpha_expert.post(&evidence, piece).await;
    made.expect(201);
    let service = service_of(&world, "coordinator", json!(["milestones:read"])).await;
    let read = service.get(&format!("/v1/evidence/{}", made.id())).await;
    assert_eq!(read.expect(200)["title"], "Bilan");
}
