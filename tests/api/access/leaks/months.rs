//! A filter by a mission that is hidden finds no month, though one was closed.

use uuid::Uuid;

use super::{find_nothing, laid};
use crate::access::caller::Caller::{self, Authority, Laureate, OtherTrack};
use crate::access::cast::Cast;
use crate::access::place::Target;

const MONTHS: &str = "/v1/programmes/AMI-T/mission-months";

#[actix_web::test]
async fn a_filter_by_what_is_hidden_finds_what_a_filter_by_nothing_does() {
    let mut cast = Cast::assembled().await;
    let never = Uuid::now_v7().to_string();
    let mut cases: Vec<(Caller, &str, &str, String, &str)> = Vec::new();
    for (caller, target) in [
        (OtherTrack, Target::Own),
        (Laureate, Target::Anothers),
        (Authority, Target::Foreign),
    ] {
        let stage = laid(&mut cast, "countersign_mission_month", target).await;
        cases.push((caller, MONTHS, "mission", stage.id("mission").to_owned(), &never));
    }
    // Two of the three are of this programme.
    let whole = format!("{MONTHS}?count=true");
    let shown = cast.client(Authority).get(&whole).await.expect(200);
    assert_eq!(shown["total"], 2);
    find_nothing(&cast, cases).await;
}
