//! What a launch lacks: said in both languages, then mended or waived.

use serde_json::{Value, json};

use crate::accompaniment::year::day::{Day, PROJECT, dashboard_of, made};
use crate::readiness::{gate_of, leads, readiness, satisfied, states, why};
use crate::support::{Client, World};

pub async fn two_gates_are_missing(world: &World) {
    let day = Day::on(world, "2019-10-28");
    let readers = [&day.laureate, &day.expert, &day.coordinator];
    for reader in readers {
        assert_eq!(missing(reader).await, ["team", "roadmap"]);
        assert_eq!(
            why(reader, "team").await,
            [
                ["Personne ne tient la fonction « Données »."],
                ["Nobody holds the function \"Data\"."]
            ]
        );
        assert_eq!(
            why(reader, "roadmap").await,
            [
                ["Aucun élément adopté de la feuille de route à l'horizon « Long terme »."],
                ["No adopted item of the roadmap at the horizon \"Long term\"."]
            ]
        );
    }
    let shown = readiness(&day.laureate, "fr").await;
    for (gate, title, list) in [
        ("team", "Équipe", "team"),
        ("roadmap", "Feuille de route", "roadmap-items"),
    ] {
        let href = format!("/v1/projects/{}/{list}", world.asn_project);
        assert_eq!(gate_of(&shown, gate)["links"], json!([{"href": href, "title": title}]));
        leads(&readers, gate, &[]).await;
    }
    assert_eq!(counted(&day).await, json!({"satisfied": 6, "missing": 2, "waived": 0}));
}

pub async fn ready_is_refused_for_just_these(world: &World) {
    let day = Day::on(world, "2019-10-28");
    assert_eq!(refused_for(&day.coordinator).await, ["roadmap", "team"]);
    let verdicts = day.coordinator.get(&format!("{PROJECT}/verdicts")).await.expect(200);
    assert_eq!(verdicts["items"], json!([]), "nothing was kept");
}

pub async fn one_gate_is_mended_and_the_other_waived(world: &World, later: &str) {
    let day = Day::on(world, "2019-10-29");
    day.laureate.act(later, "adopt", json!({})).await.expect(200);
    satisfied(&day.laureate, "roadmap").await;
    assert_eq!(refused_for(&day.coordinator).await, ["team"]);

    let motive = "La responsable des données arrive le mois prochain.";
    let waiver = json!({"gate": "team", "motive": motive, "until": "2019-11-25"});
    let waiver = made(&day.coordinator, "readiness/waivers", waiver).await;
    let shown = readiness(&day.expert, "fr").await;
    let team = gate_of(&shown, "team");
    assert_eq!(
        (&team["state"], &team["why"], &team["waiver"]),
        (
            &json!("waived"),
            &json!(["Personne ne tient la fonction « Données »."]),
            &json!({"id": waiver.rsplit('/').next(), "motive": motive, "until": "2019-11-25"})
        )
    );
    assert_eq!(counted(&day).await, json!({"satisfied": 7, "missing": 0, "waived": 1}));
    day.is_told("readiness_waiver", &["Coordination DITP — Création : dispense"])
        .await;
}

/// The gates that a launch lacks.
pub async fn missing(reader: &Client) -> Vec<String> {
    let shown = states(&readiness(reader, "fr").await).into_iter();
    let missing = shown.filter(|(_, state)| state == "missing");
    missing.map(|(gate, _)| gate).collect()
}

/// The gates that "ready" is refused for, by their codes in alphabetical order.
pub async fn refused_for(who: &Client) -> Vec<String> {
    let verdict = json!({"verdict": "ready", "motive": "Comité de lancement."});
    let refused = who.post(&format!("{PROJECT}/verdicts"), verdict).await;
    let errors = refused.refused(409, "conflict").into_iter();
    let mut gates: Vec<String> = errors
        .map(|error| {
            assert_eq!(error["code"], "gate_missing", "{error}");
            error["params"]["gate"].as_str().unwrap().to_owned()
        })
        .collect();
    gates.sort();
    gates
}

/// How many gates stand how: on its own page and on the dashboards, an observer's too.
pub async fn counted(day: &Day) -> Value {
    let counts = counts(&readiness(&day.coordinator, "fr").await);
    for reader in [&day.coordinator, &day.observer] {
        assert_eq!(dashboard_of(reader).await["readiness"], counts);
    }
    counts
}

/// The same as a page or a verdict has it.
pub fn counts(whole: &Value) -> Value {
    json!({"satisfied": whole["satisfied"], "missing": whole["missing"], "waived": whole["waived"]})
}
