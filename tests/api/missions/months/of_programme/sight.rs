//! Who is shown which of them.

use serde_json::json;

use super::{LIST, listed, one_of_each};
use crate::evaluations::jury;
use crate::exchanges::{elsewhere, id_of, just};
use crate::missions::months::{led, month, of_its_own};
use crate::support::World;

#[actix_web::test]
async fn everybody_is_shown_those_of_the_missions_that_they_see() {
    let world = World::new().await;
    // Beta has a mission beside Alpha's, and one on CHU's project.
    let mission = of_its_own(&world, json!({"provider": world.beta})).await;
    let months = [
        month(&world, "2018-12"),
        format!("{mission}/months/2019-01"),
        format!("/v1/missions/{}/months/2019-02", world.beta_mission),
    ];
    let [alphas, beside, afar] = months.each_ref().map(String::as_str);
    led(&world, alphas, &["close"]).await;
    for month in [beside, afar] {
        world.beta_expert.act(month, "close", json!({})).await.expect(200);
    }
    // Whoever observes the programme besides is shown its own as ever.
    let grants = format!("/v1/accounts/{}/grants", world.alpha_colleague.account());
    let grant = json!({"role": "observer", "programme": "AMI-T"});
    world.administrator.post(&grants, grant).await.expect(201);
    for (client, months) in [
        (&world.coordinator, &[alphas, beside, afar][..]),
        (&world.technical_coordinator, &[alphas, beside, afar]),
        (&world.asn_laureate, &[alphas, beside]),
        (&world.chu_laureate, &[afar]),
        (&world.alpha_expert, &[alphas]),
        (&world.alpha_colleague, &[alphas]),
        (&world.beta_expert, &[beside, afar]),
    ] {
        assert_eq!(listed(client, "").await, just(months));
        for month in months {
            client.get(month).await.expect(200);
        }
    }
    // A filter by what is hidden finds nothing.
    let mission = id_of(&mission);
    for (client, query) in [
        (&world.alpha_colleague, format!("&mission={mission}")),
        (&world.beta_expert, format!("&mission={}", world.alpha_mission)),
        (&world.asn_laureate, format!("&mission={}", world.beta_mission)),
        (&world.chu_laureate, format!("&mission={}", world.alpha_mission)),
    ] {
        assert_eq!(listed(client, &query).await, just::<&str>(&[]), "{query}");
    }
    let both = format!("&mission={}&mission={mission}", world.alpha_mission);
    assert_eq!(listed(&world.alpha_expert, &both).await, just(&[alphas]));
}

#[actix_web::test]
async fn nobody_else_is_shown_any() {
    let world = World::new().await;
    one_of_each(&world).await;
    let ([juror, ..], stranger) = (jury(&world).await, elsewhere(&world).await);
    for path in [LIST.to_owned(), format!("{LIST}?state=closed")] {
        for client in [&world.observer, &juror, &world.administrator] {
            client.get(&path).await.refused(403, "forbidden");
        }
        for client in [&world.nobody, &stranger] {
            client.get(&path).await.refused(404, "not_found");
        }
    }
    // Nor of a programme that the caller does not know.
    for called in ["AMI-U", "AMI-X"] {
        let unknown = format!("/v1/programmes/{called}/mission-months");
        world.coordinator.get(&unknown).await.refused(404, "not_found");
    }
    let own = stranger.get("/v1/programmes/AMI-U/mission-months").await.expect(200);
    assert_eq!(own["items"], json!([]));
}
