//! A day is told as of its end, where the programme is, and lateness is that of the day.

use serde_json::json;

use super::AS_OF;
use crate::support::{Client, World};

const PROJECT: &str = "/v1/projects/AMI-T-ASN";

/// A coordinator whose writes are told at that instant.
async fn writing_at<T>(world: &World, instant: &str, write: impl AsyncFnOnce(Client) -> T) -> T {
    let (twin, _) = world.app.set_to(instant.parse().unwrap());
    write(world.coordinator.at(&twin.base_url).with("If-Match", "*")).await
}

/// A project whose title was changed twice around a midnight in Paris.
async fn titled() -> World {
    let world = World::told_at("2019-02-01T10:00:00Z").await;
    for (instant, title) in [
        ("2019-02-10T22:30:00Z", "Avant minuit"),
        ("2019-02-10T23:30:00Z", "Après minuit"),
    ] {
        let write = async |client: Client| client.patch(PROJECT, json!({"title": title})).await.expect(200);
        writing_at(&world, instant, write).await;
    }
    world
}

/// The programme's clocks, as if they had always been those.
async fn in_zone(world: &World, zone: &str) {
    let (programme, set) = (world.programme, format!("set time_zone = '{zone}'"));
    let statements = format!(
        "alter table programmes disable trigger user; update programmes {set} where id = '{programme}';
         alter table programmes enable trigger user; update hist.programmes {set} where id = '{programme}'"
    );
    world.app.sql(&statements).await;
}

#[actix_web::test]
async fn a_day_ends_where_the_programme_is() {
    let world = titled().await;
    let ends = [
        ("Europe/Paris", "Avant minuit", "2019-02-10T22:59:59.999999Z"),
        ("America/Guadeloupe", "Après minuit", "2019-02-11T03:59:59.999999Z"),
        ("Indian/Reunion", "Projet AMI-T-ASN", "2019-02-10T19:59:59.999999Z"),
    ];
    for (zone, title, instant) in ends {
        in_zone(&world, zone).await;
        for path in [PROJECT, "/v1/programmes/AMI-T/projects"] {
            let reply = world.observer.get(&format!("{path}?as_of=2019-02-10")).await;
            let told = reply.expect(200);
            let project = told["items"].as_array().map_or(&told, |items| &items[0]);
            assert_eq!(project["title"], title, "{zone}");
            assert_eq!(reply.header(AS_OF), instant, "{zone}");
        }
    }
}

#[actix_web::test]
async fn before_there_was_anything_there_is_nothing_and_today_is_now() {
    let world = titled().await;
    for day in ["2019-01-31", "2019-02-01T09:59:59Z"] {
        let refused = world.coordinator.get(&format!("{PROJECT}?as_of={day}")).await;
        refused.refused(404, "not_found");
        let none = world
            .coordinator
            .get(&format!("/v1/projects?as_of={day}&count=true"))
            .await;
        assert_eq!(none.expect(200), json!({"items": [], "next": null, "total": 0}));
    }
    let first = world.coordinator.get(&format!("{PROJECT}?as_of=2019-02-01")).await;
    assert_eq!(first.expect(200)["title"], "Projet AMI-T-ASN");
    // The clock of the service stands at 4 March 2019; what is written is written now.
    let client = world.coordinator.with("If-Match", "*");
    client.patch(PROJECT, json!({"title": "Maintenant"})).await.expect(200);
    for (day, title) in [("2019-03-04", "Maintenant"), ("2019-03-03", "Après minuit")] {
        let told = world.coordinator.get(&format!("{PROJECT}?as_of={day}")).await;
        assert_eq!(told.expect(200)["title"], title, "{day}");
    }
}

#[actix_web::test]
async fn lateness_and_clocks_are_of_that_day() {
    let world = World::told_at("2019-01-10T10:00:00Z").await;
    let body = json!({"track": "prototype", "title": "Maquette", "weight": 1, "acceptance_criteria": ["Montrée."],
        "forecast_on": "2019-02-05"});
    let write = async |client: Client| client.post(&format!("{PROJECT}/milestones"), body).await.expect(201);
    writing_at(&world, "2019-01-11T10:00:00Z", write).await;
    let late = async |day: &str| {
        let list = format!("{PROJECT}/milestones?as_of={day}");
        world.observer.get(&list).await.expect(200)["items"][0]["late"].clone()
    };
    assert_eq!([late("2019-02-05").await, late("2019-02-07").await], [false, true]);
    for (day, used) in [("2019-01-21", 61), ("2019-02-10", 81)] {
        let portfolio = format!("/v1/programmes/AMI-T/portfolio?as_of={day}");
        let portfolio = world.observer.get(&portfolio).await.expect(200);
        assert_eq!(portfolio["as_of"], day);
        assert_eq!(portfolio["projects"][0]["clock"]["useful_days_used"], used);
        let clock = world
            .observer
            .get(&format!("{PROJECT}/clock?as_of={day}"))
            .await
            .expect(200);
        assert_eq!(
            (&clock["as_of"], &clock["useful_days_used"]),
            (&json!(day), &json!(used))
        );
    }
    // A clock can be read of any day, as it was known on another.
    let clock = format!("{PROJECT}/clock?as_of=2019-01-21&on=2019-02-10");
    let clock = world.observer.get(&clock).await.expect(200);
    assert_eq!(
        (&clock["as_of"], &clock["useful_days_used"]),
        (&json!("2019-02-10"), &json!(81))
    );
}
