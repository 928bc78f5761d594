//! Suspensions and extensions.

mod dry_run;
mod extensions;
mod life;
mod moved;
mod shifts;

use serde_json::json;

use crate::support::World;

const PROJECT: &str = "/v1/projects/AMI-T-ASN";
const SUSPENSIONS: &str = "/v1/projects/AMI-T-ASN/suspensions";

/// The world with ASN's plan: forecasts on 2018-12-01, 2019-01-20, 2019-06-09 and 2019-08-18.
async fn planned() -> World {
    let world = World::new().await;
    world
        .coordinator
        .post(&format!("{PROJECT}/plan"), json!({}))
        .await
        .expect(201);
    world
}

/// The forecasts in force, in the order of the milestones.
async fn forecasts(world: &World) -> String {
    world
        .app
        .text("select string_agg(forecast_on::text, ' ' order by number) from milestones")
        .await
}

const AS_PLANNED: &str = "2018-12-01 2019-01-20 2019-06-09 2019-08-18";
