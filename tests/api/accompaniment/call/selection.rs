//! In which order that puts the applications, and the project that comes of the first.

use serde_json::{Value, json};

use super::{Applications, PROGRAMME, TITLE};
use crate::accompaniment::year::day::{Day, PROJECT};
use crate::support::World;

pub async fn it_is_ranked_first(world: &World, applications: &Applications) {
    let day = Day::on(world, "2018-10-15");
    let ranking = format!("{PROGRAMME}/ranking?stage=selection");
    let shown = day.coordinator.get(&ranking).await.expect(200);
    let told: Vec<_> = shown["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            json!([
                it["rank"],
                it["application"]["name"],
                it["total"],
                it["evaluations"],
                it["missing"]
            ])
        })
        .collect();
    assert_eq!(
        json!(told),
        json!([
            [1, TITLE, 24.5, {"known": 2, "of": 2, "recused": 1}, []],
            [2, "Lire les radios", 17.0, {"known": 1, "of": 1, "recused": 0}, []],
        ])
    );
    let ethics = &shown["items"][0]["criteria"][4];
    assert_eq!(
        *ethics,
        json!({"criterion": "ethics", "mean": 3.5, "min": 3.0, "max": 4.0, "known": 2, "of": 2})
    );
    for outsider in [&day.laureate, &day.expert, &day.observer] {
        outsider.get(&ranking).await.refused(403, "forbidden");
        outsider.get(&applications.own).await.refused(404, "not_found");
    }
}

pub async fn it_is_selected_and_the_other_in_reserve(world: &mut World, applications: &Applications) {
    let day = Day::on(world, "2018-11-21");
    let reserve = day
        .coordinator
        .act(&applications.other, "reserve", json!({"rank": 1}))
        .await;
    assert_eq!(reserve.expect(200)["state"], "reserve");
    day.coordinator.get(PROJECT).await.refused(404, "not_found");
    let code = json!({"code": "AMI-T-ASN"});
    let selected = day.coordinator.act(&applications.own, "select", code).await.expect(200);
    assert_eq!(
        (&selected["state"], &selected["project"]["code"]),
        (&json!("laureate"), &json!("AMI-T-ASN"))
    );

    // Each names the other, to those who may know of it.
    let project = day.coordinator.get(PROJECT).await.expect(200);
    assert_eq!(
        (&project["state"], &project["title"], &project["application"]),
        (
            &json!("selected"),
            &json!(TITLE),
            &json!({"id": selected["id"], "name": TITLE})
        )
    );
    assert_eq!(project["id"], selected["project"]["id"]);
    let told = day.laureate.get(PROJECT).await.expect(200);
    assert_eq!(
        (&told["title"], &told["application"]),
        (&json!(TITLE), &json!({"undisclosed": true}))
    );
    let history = day.laureate.get(&format!("{PROJECT}/history")).await.expect(200);
    let entries = history["items"].as_array().unwrap();
    assert_eq!(entries.len(), 1, "of its selection it is told that it was made");
    assert_eq!(
        (&entries[0]["entity"], &entries[0]["action"]["code"]),
        (&json!("project"), &json!("created"))
    );
    world.asn_project = id(&project);
}

pub async fn it_starts_with_its_provider(world: &mut World) {
    let day = Day::on(world, "2018-11-21");
    let start = json!({"on": "2018-11-21"});
    let started = day.coordinator.act(PROJECT, "start", start).await.expect(200);
    assert_eq!(
        (&started["state"], &started["useful_months"]),
        (&json!("running"), &json!(10))
    );
    let mission = json!({"provider": world.alpha, "tracks": ["technical_support", "prototype"], "from": "2018-11-21",
        "until": "2019-12-01", "ordered_days": 20});
    let missions = format!("{PROJECT}/missions");
    let mission = day.coordinator.post(&missions, mission).await.expect(201);
    let seen = day.expert.get(PROJECT).await.expect(200);
    assert_eq!(seen["id"], started["id"], "its provider sees it from then on");
    world.alpha_mission = id(&mission);
}

/// The id of what is shown.
fn id(shown: &Value) -> uuid::Uuid {
    shown["id"].as_str().unwrap().parse().unwrap()
}
