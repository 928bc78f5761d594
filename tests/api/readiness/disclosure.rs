//! Of another provider's missions a provider is told that something of them is owed, and nothing else: neither here, nor in a
//! verdict, nor in the history of one.

use serde_json::json;

use super::{ASN, READINESS, VERDICTS, both, gate_of, lacks, leads, readiness, ruled, satisfied, state, why};
use crate::support::{Client, World};

/// The world, where Beta works on ASN's project too; the path of its mission.
async fn with_two_providers() -> (World, String) {
    let world = World::new().await;
    let mission =
        json!({"provider": world.beta, "tracks": ["strategic_support"], "from": "2019-01-07", "until": "2019-10-01"});
    let made = world.coordinator.post(&format!("{ASN}/missions"), mission).await;
    made.expect(201);
    let mission = format!("/v1/missions/{}", made.id());
    (world, mission)
}

/// Has these months of a mission closed by its provider, and countersigned.
async fn settled(world: &World, provider: &Client, mission: &str, months: &[&str]) {
    for month in months {
        let month = format!("{mission}/months/{month}");
        provider.act(&month, "close", json!({})).await.expect(200);
        world
            .coordinator
            .act(&month, "countersign", json!({}))
            .await
            .expect(200);
    }
}

/// Of sentences on two providers, those that name neither.
fn nameless(sentences: &[String]) -> Vec<&String> {
    let named = |sentence: &&String| sentence.contains("Alpha") || sentence.contains("Beta");
    sentences.iter().filter(|sentence| !named(sentence)).collect()
}

#[actix_web::test]
async fn of_anothers_missions_one_sentence_is_told_without_a_name_or_a_link() {
    let (world, betas) = with_two_providers().await;
    let alphas = format!("/v1/missions/{}", world.alpha_mission);
    let (alpha, beta) = (&world.alpha_expert, &world.beta_expert);
    // Four months of Alpha's, two of Beta's.
    for whole in [&world.coordinator, &world.technical_coordinator, &world.asn_laureate] {
        let [fr, en] = why(whole, "orders").await;
        for sentences in [fr, en] {
            assert_eq!((sentences.len(), nameless(&sentences).len()), (6, 0), "{sentences:?}");
        }
    }
    for (provider, own, other, hidden, months) in
        [(alpha, "Alpha", "Beta", &betas, 4), (beta, "Beta", "Alpha", &alphas, 2)]
    {
        for language in ["fr", "en"] {
            let page = provider.with("Accept-Language", language).get(READINESS).await;
            let shown = page.expect(200);
            let sentences = super::sentences(gate_of(&shown, "orders"));
            assert_eq!(sentences.len(), months + 1, "{sentences:?}");
            assert_eq!(nameless(&sentences).len(), 1, "{sentences:?}");
            let own = sentences.iter().filter(|sentence| sentence.contains(own)).count();
            assert_eq!(own, months, "{sentences:?}");
            let told = [other, hidden.trim_start_matches("/v1/missions/")];
            assert!(told.iter().all(|told| !page.text.contains(told)), "{}", page.text);
        }
        leads(&[provider], "orders", &[]).await;
    }
    // Nor is it told which months those are.
    let [fr, en] = why(beta, "orders").await;
    let early = |sentence: &&String| sentence.contains("2018");
    assert_eq!(fr.iter().chain(&en).find(early), None);
    // Its own settled, that sentence is left, whatever is owed besides.
    settled(&world, beta, &betas, &["2019-01", "2019-02"]).await;
    let left = why(beta, "orders").await;
    assert_eq!((left[0].len(), nameless(&left[0]).len()), (1, 1), "{left:?}");
    assert_eq!(state(beta, "orders").await, "missing");
    assert_eq!(gate_of(&readiness(beta, "fr").await, "orders")["links"], json!([]));
    let entry = json!({"track": "prototype", "occurred_on": "2019-02-04", "person_days": 0.5, "done": "Fait"});
    alpha.post(&format!("{ASN}/progress-entries"), entry).await.expect(201);
    let less = json!({"ordered_days": 0.25});
    world
        .coordinator
        .with("If-Match", "*")
        .patch(&alphas, less)
        .await
        .expect(200);
    assert_eq!(
        why(beta, "orders").await,
        left,
        "as many as there are, it is one sentence"
    );
    settled(&world, alpha, &alphas, &["2018-11", "2018-12", "2019-01", "2019-02"]).await;
    assert_eq!(why(beta, "orders").await, left, "more was logged than ordered");
    lacks(alpha, "orders", &both(&["Alpha"])).await;
    let said = json!({"overrun_motive": "Un essai de plus."});
    world
        .coordinator
        .with("If-Match", "*")
        .patch(&alphas, said)
        .await
        .expect(200);
    for client in [beta, alpha, &world.asn_laureate, &world.coordinator] {
        satisfied(client, "orders").await;
    }
}

#[actix_web::test]
async fn nor_is_it_told_by_a_verdict_or_by_the_history_of_one() {
    let (world, betas) = with_two_providers().await;
    let verdict = ruled(&world.coordinator, ASN, "not_ready").await;
    let alphas = world.alpha_mission.to_string();
    let betas = betas.trim_start_matches("/v1/missions/");
    let history = format!("{ASN}/history?entity=verdict");
    let programme = "/v1/programmes/AMI-T/verdicts".to_owned();
    for (provider, own, other, hidden, months) in [
        (&world.alpha_expert, "Alpha", "Beta", betas, 4),
        (&world.beta_expert, "Beta", "Alpha", alphas.as_str(), 2),
    ] {
        let before = why(provider, "orders").await;
        for (language, expected) in ["fr", "en"].iter().zip(before) {
            let speaking = provider.with("Accept-Language", language);
            let shown = speaking.get(&verdict).await.expect(200);
            let told = super::sentences(gate_of(&shown, "orders"));
            assert_eq!(told, expected, "as its readiness was told");
            let named = told.iter().filter(|sentence| sentence.contains(own)).count();
            assert_eq!(named, months, "{told:?}");
            for path in [&verdict, &VERDICTS.to_owned(), &programme, &history] {
                let page = speaking.get(path).await;
                page.expect(200);
                let silent = !page.text.contains(other) && !page.text.contains(hidden);
                assert!(silent, "{path}: {}", page.text);
            }
        }
    }
    // Those who see both are told of both.
    let whole = world.asn_laureate.get(&verdict).await.expect(200);
    let told = super::sentences(gate_of(&whole, "orders"));
    assert_eq!((told.len(), nameless(&told).len()), (6, 0), "{told:?}");
}
