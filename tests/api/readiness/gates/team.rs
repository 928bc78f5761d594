//! The gate of the team: four functions are held today.

use serde_json::{Value, json};

use crate::readiness::{ASN, lacks, leads, made, readers, satisfied};
use crate::support::{Client, World};

const SPONSOR: (&str, &str) = ("Commanditaire", "Sponsor");
const LEAD: (&str, &str) = ("Responsable métier", "Business lead");
const DATA: (&str, &str) = ("Données", "Data");
const IT: (&str, &str) = ("Informatique", "IT");

/// Somebody has a function from a day until another.
async fn held(by: &Client, function: &str, from: &str, until: Option<&str>) {
    let body = json!({"function": function, "person": {"name": "Quelqu'un"}, "from": from, "until": until});
    made(by, &format!("{ASN}/team"), body).await;
}

#[actix_web::test]
async fn four_functions_are_held_today() {
    let world = World::new().await;
    let (who, laureate) = (&world.coordinator, &world.asn_laureate);
    lacks(who, "team", &[SPONSOR, LEAD, DATA, IT]).await;
    leads(&readers(&world), "team", &[]).await;
    // The others are not asked for.
    for function in ["legal", "data_protection", "change", "communication"] {
        held(laureate, function, "2019-01-07", None).await;
    }
    lacks(who, "team", &[SPONSOR, LEAD, DATA, IT]).await;
    held(laureate, "data", "2019-03-04", None).await;
    lacks(who, "team", &[SPONSOR, LEAD, IT]).await;
    // From tomorrow on, and until yesterday: the last day is the one before.
    held(laureate, "sponsor", "2019-03-05", None).await;
    held(laureate, "business_lead", "2019-01-07", Some("2019-03-04")).await;
    lacks(who, "team", &[SPONSOR, LEAD, IT]).await;
    held(laureate, "business_lead", "2019-01-07", Some("2019-03-05")).await;
    lacks(who, "team", &[SPONSOR, IT]).await;
    held(laureate, "sponsor", "2019-01-07", None).await;
    held(laureate, "it", "2019-01-07", Some("2019-10-01")).await;
    satisfied(who, "team").await;
    leads(&readers(&world), "team", &[]).await;
    // As the days go by.
    let tomorrow = world.app.on("2019-03-05");
    lacks(&who.at(&tomorrow.base_url), "team", &[LEAD]).await;
    let autumn = world.app.on("2019-10-01");
    lacks(&who.at(&autumn.base_url), "team", &[LEAD, IT]).await;
}

#[actix_web::test]
async fn an_account_holds_one_as_a_person_does() {
    let world = World::new().await;
    for function in ["sponsor", "business_lead", "data", "it"] {
        let account = world.asn_laureate.account();
        let body = json!({"function": function, "account": account, "from": "2019-01-07"});
        made(&world.asn_laureate, &format!("{ASN}/team"), body).await;
    }
    satisfied(&world.coordinator, "team").await;
    // Nor does it name anybody.
    let shown = world.coordinator.get(&format!("{ASN}/readiness")).await;
    let gates: Value = shown.expect(200)["gates"].clone();
    assert!(!gates.to_string().contains("Laureate ASN"), "{gates}");
}
