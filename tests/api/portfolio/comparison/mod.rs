//! What changed between two instants, on vectors worked by hand: in data, and in a sentence of each language.

mod ends;
mod risks;

use serde_json::{Value, json};

use super::PORTFOLIO;
use crate::support::{Client, World};

const COMPARISON: &str = "/v1/programmes/AMI-T/portfolio/comparison";
const ASN: &str = "/v1/projects/AMI-T-ASN";

/// As of when the portfolio is now.
async fn instant(world: &World) -> String {
    world.observer.get(PORTFOLIO).await.header("Jalon-As-Of").to_owned()
}

async fn compared(client: &Client, query: &str) -> Value {
    client.get(&format!("{COMPARISON}?{query}")).await.expect(200)
}

/// Adds something to ASN's project; gives its id.
async fn made(by: &Client, collection: &str, body: Value) -> String {
    let reply = by.post(&format!("{ASN}/{collection}"), body).await;
    reply.expect(201);
    reply.id()
}

async fn milestone(world: &World, title: &str, on: &str) -> Value {
    let body =
        json!({"track": "prototype", "title": title, "weight": 1, "acceptance_criteria": ["Vu."], "forecast_on": on});
    let id = made(&world.coordinator, "milestones", body).await;
    let shown = world.coordinator.get(&format!("/v1/milestones/{id}")).await.expect(200);
    json!({"id": id, "code": shown["code"], "name": title})
}

async fn forecast(world: &World, milestone: &Value, on: &str) {
    let path = format!("/v1/milestones/{}/forecasts", milestone["id"].as_str().unwrap());
    let body = json!({"forecast_on": on, "motive": "Données reçues tard."});
    world
        .coordinator
        .with("If-Match", "*")
        .post(&path, body)
        .await
        .expect(201);
}

async fn decided(world: &World, milestone: &Value) {
    let path = format!("/v1/milestones/{}", milestone["id"].as_str().unwrap());
    let steps = [
        (&world.alpha_expert, "start"),
        (&world.alpha_expert, "submit"),
        (&world.technical_coordinator, "accept"),
    ];
    for (who, verb) in steps {
        who.act(&path, verb, json!({})).await.expect(200);
    }
}

fn risk(title: &str) -> Value {
    json!({"kind": "technical", "title": title, "gross": {"likelihood": 3, "severity": 4}})
}

#[actix_web::test]
async fn what_changed_is_told_in_data_and_in_words() {
    let world = World::new().await;
    let who = &world.coordinator;
    let first = milestone(&world, "Maquette", "2019-05-02").await;
    let second = milestone(&world, "Modèle", "2019-06-03").await;
    let still = milestone(&world, "Bilan", "2019-07-01").await;
    let old = made(who, "risks", risk("Données en retard.")).await;
    made(who, "health", json!({"overall": "sunny", "text": "Bon départ."})).await;
    let entry = |days: f64| json!({"track": "technical_support", "occurred_on": "2019-02-04", "person_days": days, "done": "Cadrage."});
    made(&world.alpha_expert, "progress-entries", entry(0.75)).await;
    let from = instant(&world).await;

    forecast(&world, &first, "2019-05-16").await;
    forecast(&world, &second, "2019-06-02").await;
    decided(&world, &first).await;
    forecast(&world, &second, "2019-06-17").await;
    who.act(&format!("{ASN}/risks/{old}"), "close", json!({"motive": "Reçues."}))
        .await
        .expect(200);
    let new = made(who, "risks", risk("Modèle trop lent")).await;
    let stormy = json!({"overall": "stormy", "text": "Annotation à l'arrêt.", "support_needed": "Deux agents."});
    made(who, "health", stormy).await;
    made(&world.alpha_expert, "progress-entries", entry(0.25)).await;
    let pause = json!({"from": "2019-03-18", "until": "2019-04-01", "motive": "Congés."});
    made(who, "suspensions", pause).await;
    let to = instant(&world).await;

    let title = "Projet AMI-T-ASN";
    let expected = json!([{
        "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": title},
        "state": null,
        "health": {"before": "sunny", "after": "stormy", "sentence": {
            "fr": "La météo passe de « soleil » à « orage ».", "en": "The health goes from \"sunny\" to \"stormy\"."}},
        // Fourteen days of suspension.
        "planned_end": {"before": "2019-09-21", "after": "2019-10-05", "days": 14, "sentence": {
            "fr": "La fin prévue passe du 21 septembre 2019 au 5 octobre 2019 (14 jours plus tard).",
            "en": "The planned end moves from 21 September 2019 to 5 October 2019 (14 days later)."}},
        "forecast_end": null,
        // The last did not move.
        "slips": [
            {"milestone": first, "before": "2019-05-02", "after": "2019-05-16", "days": 14, "sentence": {
                "fr": "Le jalon AMI-T-ASN-M01 passe du 2 mai 2019 au 16 mai 2019 (14 jours plus tard).",
                "en": "Milestone AMI-T-ASN-M01 moves from 2 May 2019 to 16 May 2019 (14 days later)."}},
            {"milestone": second, "before": "2019-06-03", "after": "2019-06-17", "days": 14, "sentence": {
                "fr": "Le jalon AMI-T-ASN-M02 passe du 3 juin 2019 au 17 juin 2019 (14 jours plus tard).",
                "en": "Milestone AMI-T-ASN-M02 moves from 3 June 2019 to 17 June 2019 (14 days later)."}},
        ],
        "decisions": [{"milestone": first, "outcome": "accepted", "on": "2019-03-04", "sentence": {
            "fr": "Jalon AMI-T-ASN-M01 : admission le 4 mars 2019.", "en": "Milestone AMI-T-ASN-M01: accepted on 4 March 2019."}}],
        "new_risks": [{"risk": {"id": new, "name": "Modèle trop lent"}, "kind": "technical", "criticality": "critical", "sentence": {
            "fr": "Nouveau risque (technique, criticité critique) : Modèle trop lent.", "en": "New risk (technical, critical): Modèle trop lent."}}],
        "reopened_risks": [],
        "closed_risks": [{"risk": {"id": old, "name": "Données en retard."}, "kind": "technical", "criticality": "critical",
            "sentence": {"fr": "Risque clos : Données en retard.", "en": "Risk closed: Données en retard."}}],
        "effort": {"before": 0.75, "after": 1.0, "sentence": {
            "fr": "Charge saisie : +0,25 jour-personne (1 au total).", "en": "Effort logged: +0.25 person-days (1 in all)."}},
        "readiness": null,
    }]);
    let told = compared(who, &format!("from={from}&to={to}")).await;
    assert_eq!(told["projects"], expected, "{:#}", told["projects"]);
    assert_eq!(told["from"], json!({"at": from, "on": "2019-03-04"}));
    assert_eq!(told["to"], json!({"at": to, "on": "2019-03-04"}));
    // Until now is the same, and so it is as of then.
    let until_now = who.get(&format!("{COMPARISON}?from={from}")).await;
    assert_eq!(until_now.expect(200), told);
    assert_eq!(still["name"], "Bilan");
    // An observer is told neither of decisions nor of risks.
    let mut observed = expected;
    for hidden in ["decisions", "new_risks", "reopened_risks", "closed_risks"] {
        observed[0].as_object_mut().unwrap().remove(hidden);
    }
    let told = compared(&world.observer, &format!("from={from}&to={to}")).await;
    assert_eq!(told["projects"], observed);
    // Later changes are not of then.
    forecast(&world, &still, "2019-08-01").await;
    assert_eq!(
        compared(who, &format!("from={from}&to={to}")).await["projects"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let past = format!("{COMPARISON}?from={from}&as_of={to}");
    assert_eq!(who.get(&past).await.expect(200), until_now.json());
}

#[actix_web::test]
async fn back_and_forth_is_no_change_and_what_is_the_same_is_left_out() {
    let world = World::new().await;
    let there = milestone(&world, "Maquette", "2019-05-02").await;
    let from = instant(&world).await;
    assert_eq!(
        compared(&world.coordinator, &format!("from={from}&to={from}")).await["projects"],
        json!([])
    );
    forecast(&world, &there, "2019-05-16").await;
    forecast(&world, &there, "2019-05-02").await;
    assert_eq!(
        compared(&world.coordinator, &format!("from={from}")).await["projects"],
        json!([])
    );
    // Earlier is told as earlier, and one day is one.
    forecast(&world, &there, "2019-05-01").await;
    let told = compared(&world.coordinator, &format!("from={from}")).await;
    let slip = &told["projects"][0]["slips"][0];
    assert_eq!(
        (&slip["days"], &slip["sentence"]["fr"]),
        (
            &json!(-1),
            &json!("Le jalon AMI-T-ASN-M01 passe du 2 mai 2019 au 1er mai 2019 (1 jour plus tôt).")
        )
    );
    assert_eq!(told["projects"][0]["forecast_end"]["days"], -1);
}

#[actix_web::test]
async fn projects_that_come_start_and_end_are_told_by_their_state() {
    let world = World::new().await;
    let from = instant(&world).await;
    let body = json!({"organisation": world.asn, "title": "Nouveau", "code": "AMI-T-NEUF"});
    let made = world.coordinator.post("/v1/programmes/AMI-T/projects", body).await;
    made.expect(201);
    world
        .coordinator
        .act("/v1/projects/AMI-T-CHU", "start", json!({"on": "2019-03-04"}))
        .await
        .expect(200);
    let motive = json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(ASN, "withdraw", motive).await.expect(200);
    let told = compared(&world.observer, &format!("from={from}")).await;
    let states: Vec<Value> = told["projects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|project| {
            let state = &project["state"];
            json!([
                project["project"]["code"],
                state["before"],
                state["after"],
                state["sentence"]["fr"]
            ])
        })
        .collect();
    assert_eq!(
        json!(states),
        json!([
            [
                "AMI-T-ASN",
                "running",
                "withdrawn",
                "L'état du projet passe de « en cours » à « abandonné »."
            ],
            [
                "AMI-T-CHU",
                "selected",
                "running",
                "L'état du projet passe de « sélectionné » à « en cours »."
            ],
            [
                "AMI-T-NEUF",
                null,
                "selected",
                "Le projet est entré au portefeuille : sélectionné."
            ],
        ])
    );
    assert_eq!(told["projects"][1]["planned_end"]["before"], Value::Null);
    // Of what was not there all is told that it has.
    let new = &told["projects"][2]["readiness"];
    assert_eq!(new["before"], Value::Null);
    assert!(new["after"]["missing"].as_u64().unwrap() > 0);
    // Before there was a programme there were no projects.
    let told = compared(&world.observer, "from=2018-01-01").await;
    assert_eq!(told["projects"].as_array().unwrap().len(), 3);
}

/// What it tells of readiness is what the portfolio tells at both ends.
#[actix_web::test]
async fn readiness_is_that_of_both_portfolios() {
    let world = World::new().await;
    let from = instant(&world).await;
    let ethical = json!({"kind": "ethical", "title": "Biais", "gross": {"likelihood": 4, "severity": 4}});
    made(&world.coordinator, "risks", ethical).await;
    let told = compared(&world.coordinator, &format!("from={from}")).await;
    let readiness = &told["projects"][0]["readiness"];
    for (end, told) in [
        (&told["from"], &readiness["before"]),
        (&told["to"], &readiness["after"]),
    ] {
        let portfolio = format!("{PORTFOLIO}?as_of={}", end["at"].as_str().unwrap());
        let portfolio = world.coordinator.get(&portfolio).await.expect(200);
        assert_eq!(portfolio["projects"][0]["readiness"], *told);
    }
    assert_ne!(readiness["before"], readiness["after"]);
}
