//! The gate of ethics: no ethical risk and none of data protection weighs too much. Nothing satisfies it.

use serde_json::{Value, json};

use crate::readiness::{ASN, both, id_of, lacks, leads, made, readers, satisfied};
use crate::support::{Client, World};

/// Records a risk of that weight and gives its path.
async fn added(by: &Client, kind: &str, title: &str, gross: Option<(i32, i32)>) -> String {
    let gross = gross.map_or(
        Value::Null,
        |(likelihood, severity)| json!({"likelihood": likelihood, "severity": severity}),
    );
    let body = json!({"kind": kind, "title": title, "gross": gross});
    made(by, &format!("{ASN}/risks"), body).await
}

#[actix_web::test]
async fn none_of_two_kinds_is_open_or_mitigated_and_high_or_critical() {
    let world = World::new().await;
    let (who, laureate) = (&world.coordinator, &world.asn_laureate);
    satisfied(who, "ethics").await;
    for (kind, title, gross) in [
        ("ethical", "Sans poids", None),
        ("ethical", "Modéré", Some((2, 3))),
        ("data_protection", "Faible", Some((1, 3))),
        ("technical", "Dérive du modèle", Some((4, 4))),
        ("security", "Intrusion", Some((4, 3))),
    ] {
        added(laureate, kind, title, gross).await;
        satisfied(who, "ethics").await;
    }
    let bias = added(laureate, "ethical", "Biais d'annotation", Some((2, 4))).await;
    lacks(who, "ethics", &both(&["Biais d'annotation"])).await;
    let names = added(laureate, "data_protection", "Noms de personnes", Some((4, 4))).await;
    let judged = added(laureate, "ethical", "Décision sans agent", Some((3, 3))).await;
    let all = ["Biais d'annotation", "Noms de personnes", "Décision sans agent"];
    lacks(who, "ethics", &both(&all)).await;
    let ids = [&bias, &names, &judged].map(|path| id_of(path));
    leads(&readers(&world), "ethics", &ids).await;

    // Mitigated it weighs what is left of it.
    let mitigated =
        |likelihood: i32| json!({"residual": {"likelihood": likelihood, "severity": 4}, "response": "Double lecture."});
    laureate.act(&bias, "mitigate", mitigated(3)).await.expect(200);
    lacks(who, "ethics", &both(&all)).await;
    let less = json!({"residual": {"likelihood": 1, "severity": 4}});
    let edit = laureate.with("If-Match", "*");
    edit.patch(&bias, less).await.expect(200);
    lacks(who, "ethics", &both(&all[1..])).await;
    let motive = || json!({"motive": "Décision du comité."});
    laureate.act(&names, "close", motive()).await.expect(200);
    lacks(who, "ethics", &both(&all[2..])).await;
    leads(&readers(&world), "ethics", &ids[2..]).await;
    laureate.act(&judged, "occur", motive()).await.expect(200);
    satisfied(who, "ethics").await;
    laureate.act(&names, "reopen", motive()).await.expect(200);
    lacks(who, "ethics", &both(&["Noms de personnes"])).await;
}
