//! Risks that came and went.

use serde_json::{Value, json};

use super::{ASN, compared, instant, made, risk};
use crate::support::World;

/// A risk is new once, however often it is closed and opened again.
#[actix_web::test]
async fn risks_that_went_came_back_or_came_and_went_are_told_apart() {
    let world = World::new().await;
    let who = &world.coordinator;
    let [back, gone] = [
        made(who, "risks", risk("Retour ?")).await,
        made(who, "risks", risk("Départ")).await,
    ];
    let motive = || json!({"motive": "Décision du comité."});
    who.act(&format!("{ASN}/risks/{back}"), "close", motive())
        .await
        .expect(200);
    let from = instant(&world).await;
    who.act(&format!("{ASN}/risks/{back}"), "reopen", motive())
        .await
        .expect(200);
    who.act(&format!("{ASN}/risks/{gone}"), "occur", motive())
        .await
        .expect(200);
    let brief = made(who, "risks", risk("Passager")).await;
    who.act(&format!("{ASN}/risks/{brief}"), "close", motive())
        .await
        .expect(200);
    let told = compared(who, &format!("from={from}")).await;
    let risks = |list: &str| -> Vec<Value> {
        let risks = told["projects"][0][list].as_array().unwrap().iter();
        risks
            .map(|risk| json!([risk["risk"]["id"], risk["sentence"]["fr"]]))
            .collect()
    };
    let critical = "(technique, criticité critique)";
    assert_eq!(
        risks("new_risks"),
        [json!([brief, format!("Nouveau risque {critical} : Passager.")])]
    );
    assert_eq!(
        risks("reopened_risks"),
        [json!([back, format!("Risque rouvert {critical} : Retour ?")])]
    );
    assert_eq!(
        risks("closed_risks"),
        [
            json!([gone, "Risque survenu : Départ."]),
            json!([brief, "Risque clos : Passager."])
        ]
    );
}
