//! Between which instants: which can be asked for, and which an answer names.

use serde_json::json;

use super::{COMPARISON, forecast, instant, milestone};
use crate::support::World;

/// Today is as of when it is read, so that what was answered can be asked for again.
#[actix_web::test]
async fn an_end_after_the_last_change_is_that_of_the_last_change() {
    let world = World::new().await;
    let there = milestone(&world, "Maquette", "2019-05-02").await;
    let from = instant(&world).await;
    forecast(&world, &there, "2019-05-16").await;
    let to = instant(&world).await;
    for query in [format!("from={from}&to=2019-03-04"), format!("from={from}")] {
        let path = format!("{COMPARISON}?{query}");
        let told = world.coordinator.get(&path).await;
        assert_eq!(
            (told.json()["to"]["at"].clone(), told.header("Jalon-As-Of")),
            (json!(to), to.as_str()),
            "{query}"
        );
        let again = world.coordinator.get(&format!("{path}&as_of={to}")).await;
        assert_eq!(again.text, told.text, "{query}");
    }
}

#[actix_web::test]
async fn its_ends_are_instants_that_were_and_in_order() {
    let world = World::new().await;
    let cases = [
        ("", vec![("from", "missing_field")]),
        ("to=2019-03-04", vec![("from", "missing_field")]),
        (
            "from=hier&to=demain",
            vec![("from", "invalid_format"), ("to", "invalid_format")],
        ),
        ("from=2019-03-05", vec![("from", "date_in_future")]),
        (
            "from=2019-03-05&to=2019-03-06",
            vec![("from", "date_in_future"), ("to", "date_in_future")],
        ),
        ("from=2019-03-02&to=2019-03-01", vec![("to", "date_before")]),
    ];
    for (query, faults) in cases {
        let refused = world.coordinator.get(&format!("{COMPARISON}?{query}")).await;
        let faults: Vec<_> = faults
            .into_iter()
            .map(|(at, code)| (at.to_owned(), code.to_owned()))
            .collect();
        assert_eq!(refused.faults(400, "invalid_parameters"), faults, "{query}");
    }
    let whole = format!("{COMPARISON}?from=2019-01-01");
    world.alpha_expert.get(&whole).await.refused(403, "forbidden");
    world.nobody.get(&whole).await.refused(404, "not_found");
}
