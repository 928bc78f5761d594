//! How a project fares is what its latest published report says, by its period, then by its publication.

use serde_json::{Value, json};

use super::{HEALTH, REPORTS, id, led_to, published, report};
use crate::support::{Client, World};

/// What a dashboard shows of ASN's project: its health overall, of which day it is, when it was last reported on.
async fn shown(client: &Client) -> [Value; 3] {
    let portfolio = client.get("/v1/programmes/AMI-T/portfolio").await.expect(200);
    let projects = portfolio["projects"].as_array().unwrap();
    let asn = projects.iter().find(|project| project["code"] == "AMI-T-ASN").unwrap();
    let last = asn.get("last_report_on").expect("always told");
    [&asn["health"]["overall"], &asn["health"]["on"], last].map(Clone::clone)
}

/// The same to everybody who is shown it.
async fn told(world: &World, client: &Client) -> [Value; 3] {
    let seen = shown(client).await;
    assert_eq!(shown(&world.observer).await, seen);
    seen
}

#[actix_web::test]
async fn the_latest_period_counts_then_the_latest_publication() {
    let world = World::new().await;
    let later = world.app.on("2019-03-08");
    let at = |client: &Client| client.at(&later.base_url);
    let (who, coordinator) = (&world.asn_laureate, at(&world.coordinator));
    assert_eq!(told(&world, &coordinator).await, [const { Value::Null }; 3]);
    for state in ["draft", "endorsed"] {
        led_to(&world, who, state, json!({})).await;
        assert_eq!(told(&world, &coordinator).await, [const { Value::Null }; 3], "{state}");
    }
    let stormy = json!({"health": {"overall": "stormy"}, "support_needed": "Un accès."});
    published(&world, who, stormy).await;
    let expected = ["stormy", "2019-03-04", "2019-03-04"].map(|it| json!(it));
    assert_eq!(told(&world, &coordinator).await, expected);
    // A line is of its day, whose end is later than February's.
    let line = json!({"overall": "overcast", "text": "Accès obtenu."});
    at(who).post(HEALTH, line).await.expect(201);
    let expected = ["overcast", "2019-03-08", "2019-03-08"].map(|it| json!(it));
    assert_eq!(told(&world, &coordinator).await, expected);
    // What is published later of an earlier period changes nothing.
    published(&world, who, json!({"until": "2019-03-02"})).await;
    assert_eq!(told(&world, &coordinator).await, expected);
    // Of the same period it does.
    let same = json!({"from": "2019-03-01", "until": "2019-03-09", "health": {"overall": "sunny"}});
    let same = {
        let made = at(who).post(REPORTS, report(same)).await;
        made.expect(201);
        format!("{}/{}", REPORTS, made.id())
    };
    at(who).act(&same, "endorse", json!({})).await.expect(200);
    assert_eq!(told(&world, &coordinator).await, expected, "not published yet");
    coordinator.act(&same, "publish", json!({})).await.expect(200);
    let expected = ["sunny", "2019-03-08", "2019-03-08"].map(|it| json!(it));
    assert_eq!(told(&world, &coordinator).await, expected);
    // What is rectified counts no more.
    let right = json!({"health": {"overall": "cloudy"}, "support_needed": "Un accès.", "from": "2019-03-01",
        "until": "2019-03-05", "rectifies": id(&same)});
    published(&world, who, right).await;
    let expected = ["overcast", "2019-03-08", "2019-03-08"].map(|it| json!(it));
    assert_eq!(told(&world, &coordinator).await, expected);
}

#[actix_web::test]
async fn the_totals_count_whole_reports_and_lines_alike() {
    let world = World::new().await;
    let totals = async || {
        let portfolio = world.coordinator.get("/v1/programmes/AMI-T/portfolio").await;
        let totals = portfolio.expect(200)["totals"].clone();
        (totals["health"].clone(), totals["health_over"].clone())
    };
    let none = json!({"sunny": 0, "overcast": 0, "cloudy": 0, "stormy": 0});
    assert_eq!(totals().await, (none, json!({"known": 0, "of": 2})));
    published(&world, &world.alpha_expert, json!({})).await;
    let sunny = json!({"sunny": 1, "overcast": 0, "cloudy": 0, "stormy": 0});
    assert_eq!(totals().await, (sunny, json!({"known": 1, "of": 2})));
}
