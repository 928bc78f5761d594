//! What was gained in a domain: its mean level at the end, less that at the start; and how means are made.

use proptest::prelude::{ProptestConfig, Strategy};
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use super::{ASSESSMENTS, SKILLS, assessed, assessment, correcting, level};
use crate::support::{Client, World};

/// A domain of what was gained, in short: its name, its means at the three moments, its gain.
type Gained = (String, [Value; 3], Value);

/// The gains of ASN's project, and how many were counted at the three moments.
async fn gained(client: &Client) -> (Vec<Gained>, Vec<[Value; 3]>) {
    let skills = client.get(SKILLS).await.expect(200);
    assert_eq!(skills["project"]["code"], "AMI-T-ASN");
    let domains = skills["domains"].as_array().unwrap();
    let each = |domain: &Value, member: &str| ["start", "middle", "end"].map(|moment| domain[moment][member].clone());
    let short = domains.iter().map(|domain| {
        let name = domain["domain"].as_str().unwrap().to_owned();
        (name, each(domain, "mean"), domain["gain"].clone())
    });
    let counted = domains.iter().map(|domain| each(domain, "counted"));
    (short.collect(), counted.collect())
}

fn gain(domain: &str, means: [Value; 3], gain: Value) -> Gained {
    (domain.to_owned(), means, gain)
}

#[actix_web::test]
async fn it_is_told_of_each_domain_in_the_order_in_which_they_first_stand() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    assert_eq!(gained(who).await, (Vec::new(), Vec::new()));
    let null = || Value::Null;
    let start = [
        level("Préparer des données", [1, 1, 0, 0, 0]),
        level("Évaluer un modèle", [2, 0, 0, 0, 0]),
        level("Conduire un projet", [0, 0, 0, 2, 0]),
    ];
    assessed(who, assessment("start", &start)).await;
    let skills = who.get(SKILLS).await.expect(200);
    assert_eq!(
        skills,
        json!({
            "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
            "domains": [
                {"domain": "Préparer des données", "start": {"mean": 0.5, "counted": 2}, "middle": null, "end": null, "gain": null},
                {"domain": "Évaluer un modèle", "start": {"mean": 0.0, "counted": 2}, "middle": null, "end": null, "gain": null},
                {"domain": "Conduire un projet", "start": {"mean": 3.0, "counted": 2}, "middle": null, "end": null, "gain": null},
            ],
        })
    );
    let middle = [
        level("Droit des données", [0, 1, 0, 0, 0]),
        level("Préparer des données", [0, 2, 0, 0, 0]),
    ];
    assessed(who, assessment("middle", &middle)).await;
    let end = [
        level("Conduire un projet", [0, 0, 1, 0, 0]),
        level("Exploiter un service", [0, 0, 0, 0, 1]),
        level("Préparer des données", [0, 0, 3, 0, 1]),
        level("Droit des données", [0, 0, 0, 4, 0]),
    ];
    assessed(who, assessment("end", &end)).await;
    let (told, counted) = gained(&world.alpha_expert).await;
    assert_eq!(
        told,
        [
            gain("Préparer des données", [json!(0.5), json!(1.0), json!(2.5)], json!(2.0)),
            gain("Évaluer un modèle", [json!(0.0), null(), null()], null()),
            gain("Conduire un projet", [json!(3.0), null(), json!(2.0)], json!(-1.0)),
            gain("Droit des données", [null(), json!(1.0), json!(3.0)], null()),
            gain("Exploiter un service", [null(), null(), json!(4.0)], null()),
        ]
    );
    assert_eq!(
        counted,
        [
            [json!(2), json!(2), json!(4)],
            [json!(2), null(), null()],
            [json!(2), null(), json!(1)],
            [null(), json!(1), json!(4)],
            [null(), null(), json!(1)],
        ]
    );
}

/// Of the means as they are, not as they are shown; over nobody there is none.
#[actix_web::test]
async fn it_is_rounded_once() {
    let world = World::new().await;
    let who = &world.coordinator;
    type Case = (&'static str, [u32; 5], [u32; 5], Value, Value, Value);
    let cases: [Case; 7] = [
        (
            "A",
            [2, 1, 0, 0, 0],
            [1, 2, 0, 0, 0],
            json!(0.33),
            json!(0.67),
            json!(0.33),
        ),
        (
            "B",
            [1, 2, 0, 0, 0],
            [2, 1, 0, 0, 0],
            json!(0.67),
            json!(0.33),
            json!(-0.33),
        ),
        (
            "C",
            [5, 1, 0, 0, 0],
            [0, 5, 1, 0, 0],
            json!(0.17),
            json!(1.17),
            json!(1.0),
        ),
        ("D", [0; 5], [0, 0, 1, 0, 0], Value::Null, json!(2.0), Value::Null),
        ("E", [0, 0, 1, 0, 0], [0; 5], json!(2.0), Value::Null, Value::Null),
        (
            "F",
            [100_000; 5],
            [0, 0, 0, 0, 100_000],
            json!(2.0),
            json!(4.0),
            json!(2.0),
        ),
        (
            "G",
            [0, 7, 0, 0, 0],
            [0, 1, 0, 0, 0],
            json!(1.0),
            json!(1.0),
            json!(0.0),
        ),
    ];
    let start: Vec<_> = cases.iter().map(|case| level(case.0, case.1)).collect();
    let end: Vec<_> = cases.iter().map(|case| level(case.0, case.2)).collect();
    assessed(who, assessment("start", &start)).await;
    assessed(who, assessment("end", &end)).await;
    let expected: Vec<_> = cases
        .iter()
        .map(|(domain, .., start, end, told)| gain(domain, [start.clone(), Value::Null, end.clone()], told.clone()))
        .collect();
    let (told, counted) = gained(who).await;
    assert_eq!(told, expected);
    // How many is told even where it is nobody.
    assert_eq!(
        (&counted[3], &counted[4]),
        (&[json!(0), Value::Null, json!(1)], &[json!(1), Value::Null, json!(0)])
    );
}

#[actix_web::test]
async fn only_what_stands_counts() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let one = |moment: &str, counts| assessment(moment, &[level("Préparer des données", counts)]);
    let start = assessed(who, one("start", [0, 0, 0, 0, 1])).await;
    assessed(who, one("end", [0, 0, 0, 1, 0])).await;
    let (told, _) = gained(who).await;
    assert_eq!(told[0].2, json!(-1.0));
    let right = assessment(
        "start",
        &[
            level("Évaluer un modèle", [1, 0, 0, 0, 0]),
            level("Préparer des données", [0, 1, 0, 0, 0]),
        ],
    );
    assessed(who, correcting(right, &start)).await;
    let (told, _) = gained(who).await;
    assert_eq!(
        told,
        [
            gain("Évaluer un modèle", [json!(0.0), Value::Null, Value::Null], Value::Null),
            gain(
                "Préparer des données",
                [json!(1.0), Value::Null, json!(3.0)],
                json!(2.0)
            ),
        ]
    );
}

/// Whatever is counted, a mean is that of the levels, to the nearest hundredth.
#[actix_web::test]
async fn a_mean_is_that_of_the_levels() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[11; 32]);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), rng);
    // Small numbers, where halves of hundredths are, and large ones.
    let counts = || proptest::array::uniform5(proptest::prop_oneof![0_u32..9, 0_u32..=100_000]);
    let mut before: Option<String> = None;
    for _ in 0..8 {
        let drawn = proptest::collection::vec(counts(), 50).new_tree(&mut runner);
        let drawn: Vec<[u32; 5]> = drawn.unwrap().current();
        let levels: Vec<_> = drawn
            .iter()
            .enumerate()
            .map(|(place, counts)| level(&format!("Domaine {place}"), *counts))
            .collect();
        let body = assessment("start", &levels);
        let path = match &before {
            None => assessed(who, body).await,
            Some(standing) => assessed(who, correcting(body, standing)).await,
        };
        let shown = who.get(&path).await.expect(200);
        let skills = who.get(SKILLS).await.expect(200);
        for (place, counts) in drawn.iter().enumerate() {
            let shown = &shown["levels"][place];
            let counted: u32 = counts.iter().sum();
            assert_eq!(shown["counted"], counted, "{counts:?}");
            let weights = counts.iter().zip(0..).map(|(count, level): (&u32, u32)| count * level);
            let weighted: u32 = weights.sum();
            if counted == 0 {
                assert_eq!(shown["mean"], Value::Null);
                continue;
            }
            let mean = shown["mean"].as_f64().unwrap();
            let exact = f64::from(weighted) / f64::from(counted);
            assert!((mean - exact).abs() < 0.005 + 1e-9, "{counts:?}: {mean} is not {exact}");
            let hundredths = mean * 100.0;
            assert!((hundredths - hundredths.round()).abs() < 1e-9, "{mean}");
            assert_eq!(skills["domains"][place]["start"]["mean"], shown["mean"]);
        }
        before = Some(path);
    }
    let page = who.get(&format!("{ASSESSMENTS}?standing=true")).await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
}
