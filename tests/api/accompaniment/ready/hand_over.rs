//! What the provider leaves behind, and what the laureate makes of it.

use serde_json::{Value, json};

use crate::accompaniment::year::day::{Day, PROJECT, edited};
use crate::support::{World, faults};

const MILESTONE: &str = "/v1/milestones/AMI-T-ASN-M05";

/// The paths of its items.
pub struct Items {
    code: String,
    model: String,
    guide: String,
    costs: String,
}

pub async fn its_hand_over_is_opened(world: &World) -> Items {
    let day = Day::on(world, "2019-10-11");
    let kinds = json!(["source_code", "model", "operations_guide", "cost_estimate"]);
    edited(
        &day.coordinator,
        "/v1/programmes/AMI-T",
        json!({"hand_over_items": kinds}),
    )
    .await;
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let tracks = json!({"tracks": ["technical_support", "prototype", "hand_over"]});
    edited(&day.coordinator, &mission, tracks).await;
    let milestone = json!({"track": "hand_over", "title": "Passation", "forecast_on": "2019-10-25",
        "required_evidence": ["model"]});
    day.coordinator
        .post(&format!("{PROJECT}/milestones"), milestone)
        .await
        .expect(201);
    day.expert.act(MILESTONE, "start", json!({})).await.expect(200);

    let open = format!("{PROJECT}/hand-over/open");
    let opened = day.coordinator.post(&open, json!({})).await.expect(201);
    assert_eq!(column(&opened, "kind"), *kinds.as_array().unwrap());
    assert_eq!(column(&opened, "state"), ["missing"; 4]);
    let again = day.coordinator.post(&open, json!({})).await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "hand_over_open")]));
    let ids = column(&opened, "id").into_iter();
    let mut paths = ids.map(|id| format!("{PROJECT}/hand-over/{}", id.as_str().unwrap()));
    let mut next = || paths.next().unwrap();
    Items {
        code: next(),
        model: next(),
        guide: next(),
        costs: next(),
    }
}

pub async fn its_provider_hands_over_code_guide_and_model(world: &World, items: &Items) {
    let day = Day::on(world, "2019-10-16");
    for (item, title, url) in [
        (&items.code, "Dépôt du moteur", "https://depot.example/moteur"),
        (&items.guide, "Guide d'exploitation", "https://depot.example/guide"),
    ] {
        let link = json!({"evidence": [{"title": title, "url": url}]});
        let provided = day.expert.act(item, "provide", link).await.expect(200);
        assert_eq!(
            (&provided["state"], &provided["provided_on"], &provided["evidence"]),
            (
                &json!("provided"),
                &json!("2019-10-16"),
                &json!([{"evidence": null, "title": title, "url": url, "content": null}])
            )
        );
    }
    its_model_is_provided(&day, &items.model, "Modèle de classement").await;
}

/// By a piece of evidence of the milestone.
async fn its_model_is_provided(day: &Day, item: &str, title: &str) {
    let url = "https://depot.example/modele";
    let piece = json!({"type": "model", "title": title, "url": url});
    let piece = day.expert.post(&format!("{MILESTONE}/evidence"), piece).await.id();
    let evidence = json!({"evidence": [piece]});
    let provided = day.expert.act(item, "provide", evidence).await.expect(200);
    assert_eq!(
        (&provided["state"], &provided["evidence"]),
        (
            &json!("provided"),
            &json!([{"evidence": piece, "title": title, "url": url, "content": null}])
        )
    );
}

pub async fn the_model_comes_back_and_the_rest_is_verified(world: &World, items: &Items) {
    let day = Day::on(world, "2019-10-21");
    let motive = json!({"motive": "Les poids ne se chargent pas chez nous."});
    let returned = day.laureate.act(&items.model, "return", motive).await.expect(200);
    assert_eq!(
        (
            &returned["state"],
            &returned["provided_on"],
            &returned["evidence"][0]["title"]
        ),
        (&json!("missing"), &Value::Null, &json!("Modèle de classement")),
        "what was provided is shown still"
    );
    for item in [&items.code, &items.guide] {
        let verified = day.laureate.act(item, "verify", json!({})).await.expect(200);
        assert_eq!(
            (&verified["state"], &verified["verified_on"]),
            (&json!("verified"), &json!("2019-10-21"))
        );
    }

    let day = Day::on(world, "2019-10-23");
    its_model_is_provided(&day, &items.model, "Modèle de classement, poids compris").await;
    let own = day.expert.act(&items.model, "verify", json!({})).await;
    own.refused(403, "forbidden");
    day.laureate.act(&items.model, "verify", json!({})).await.expect(200);
}

pub async fn what_it_can_do_without_is_waived(world: &World, items: &Items) {
    let day = Day::on(world, "2019-10-24");
    let motive = json!({"motive": "Le moteur tourne sur des machines déjà payées."});
    day.coordinator.act(&items.costs, "waive", motive).await.expect(200);
    let list = format!("{PROJECT}/hand-over");
    let shown = day.laureate.get(&list).await.expect(200);
    assert_eq!(
        column(&shown, "state"),
        ["verified", "verified", "verified", "waived"],
        "nothing more is owed"
    );
    day.observer.get(&list).await.refused(403, "forbidden");
    day.is_told(
        "hand_over_item",
        &[
            "Experte Alpha — Fourniture : élément de passation",
            "Experte Alpha — Fourniture : élément de passation",
            "Experte Alpha — Fourniture : élément de passation",
            "Laureate ASN — Renvoi : élément de passation",
            "Laureate ASN — Vérification : élément de passation",
            "Laureate ASN — Vérification : élément de passation",
            "Experte Alpha — Fourniture : élément de passation",
            "Laureate ASN — Vérification : élément de passation",
            "Coordination DITP — Dispense : élément de passation",
        ],
    )
    .await;
}

pub async fn its_hand_over_is_accepted(world: &World) {
    let day = Day::on(world, "2019-10-25");
    day.expert.act(MILESTONE, "submit", json!({})).await.expect(200);
    let decided = day.coordinator.act(MILESTONE, "accept", json!({})).await.expect(200);
    assert_eq!(decided["state"], "accepted");
    day.is_told("milestone", &["Coordination DITP — Admission : jalon AMI-T-ASN-M05"])
        .await;
}

/// One field of every item that an answer lists.
fn column(page: &Value, field: &str) -> Vec<Value> {
    let items = page["items"].as_array().unwrap();
    items.iter().map(|item| item[field].clone()).collect()
}
