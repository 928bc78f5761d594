//! The whole story of a laureate, from the last hour of the call to the nursery.

use super::{call, ready, year};

#[actix_web::test]
async fn from_the_call_to_the_nursery() {
    let world = call::selected().await;
    year::lived_through(&world).await;
    ready::found_ready(&world).await;
}
