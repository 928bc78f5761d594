//! A ranking is the coordinators'.

use super::{PROGRAMME, RANKING, called, code, order, ranked};
use crate::evaluations::elsewhere;

#[actix_web::test]
async fn coordinators_read_it_and_nobody_else() {
    let (world, [juror, ..]) = called().await;
    ranked(&world, "Lettres", &juror, (4.0, 3.0)).await;
    let elsewhere = elsewhere(&world).await;
    for stage in ["selection", "mid_term", "end"] {
        let path = format!("{RANKING}?stage={stage}");
        for (client, status) in [
            (&juror, 403),
            (&world.asn_laureate, 403),
            (&world.alpha_expert, 403),
            (&world.observer, 403),
            (&world.administrator, 403),
            (&elsewhere, 404),
            (&world.nobody, 404),
        ] {
            let refused = client.get(&path).await;
            refused.refused(status, code(status));
            assert!(
                refused.etag().is_empty() && !refused.text.contains("Lettres"),
                "{}",
                refused.text
            );
        }
        world.app.stranger().get(&path).await.refused(401, "unauthenticated");
    }
    for client in [&world.coordinator, &world.technical_coordinator] {
        let shown = client.get(&format!("{RANKING}?stage=selection")).await.expect(200);
        assert_eq!(order(&shown), [("Lettres".to_owned(), Some(1))]);
    }
    let by_id = format!("/v1/programmes/{}/ranking?stage=selection", world.programme);
    world.coordinator.get(&by_id).await.expect(200);
    let nowhere = PROGRAMME.replace("AMI-T", "AMI-NONE") + "/ranking?stage=selection";
    world.coordinator.get(&nowhere).await.refused(404, "not_found");
}
