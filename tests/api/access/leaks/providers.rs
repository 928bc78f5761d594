//! A provider is told nothing of another provider's missions.

use serde_json::{Value, json};

use crate::access::caller::Caller::{Authority, Laureate, OtherTrack, Provider};
use crate::access::cast::Cast;
use crate::access::place::Target;

#[actix_web::test]
async fn a_history_hides_anothers_missions_and_counts_without_them() {
    let cast = Cast::assembled().await;
    let home = cast.side(Target::Own).home.0;
    let alphas = json!({"track": "technical_support", "occurred_on": "2019-02-20", "done": "Données annotées"});
    let gammas = json!({"track": "strategic_support", "occurred_on": "2019-02-20", "done": "Métier observé"});
    let log = format!("/v1/projects/{home}/progress-entries");
    cast.client(Provider).post(&log, alphas).await.expect(201);
    cast.client(OtherTrack).post(&log, gammas).await.expect(201);
    let history = format!("/v1/projects/{home}/history?count=true");

    let missions = async |caller, entity: &str| -> (Value, Vec<Value>) {
        let page = cast
            .client(caller)
            .get(&format!("{history}&entity={entity}"))
            .await
            .expect(200);
        let items = page["items"].as_array().unwrap().iter();
        (
            page["total"].clone(),
            items.map(|item| item["after"]["mission_id"].clone()).collect(),
        )
    };
    assert_eq!(missions(Authority, "mission").await.0, 5);
    assert_eq!(missions(Laureate, "mission").await.0, 5);
    assert_eq!(missions(Provider, "mission").await.0, 1);

    let (_, known) = missions(Authority, "progress_entry").await;
    let undisclosed = json!({"undisclosed": true});
    let of_alpha = known.iter().find(|mission| !known[..1].contains(mission)).unwrap();
    assert_eq!(
        missions(Provider, "progress_entry").await.1,
        [undisclosed.clone(), of_alpha.clone()]
    );
    assert_eq!(
        missions(OtherTrack, "progress_entry").await.1,
        [known[0].clone(), undisclosed]
    );
    let whole = cast.client(Provider).get(&history).await;
    assert!(!whole.text.contains(known[0].as_str().unwrap()), "{}", whole.text);
}

#[actix_web::test]
async fn a_provider_knows_another_once_it_has_written_where_both_read() {
    let cast = Cast::assembled().await;
    let home = cast.side(Target::Own).home.0;
    let gamma = format!("/v1/organisations/{}", cast.organisation_of(OtherTrack));
    cast.client(Provider).get(&gamma).await.refused(404, "not_found");
    cast.client(Laureate).get(&gamma).await.expect(200);
    let entry = json!({"track": "strategic_support", "occurred_on": "2019-02-20", "done": "Métier observé"});
    let log = format!("/v1/projects/{home}/progress-entries");
    cast.client(OtherTrack).post(&log, entry).await.expect(201);
    assert_eq!(
        cast.client(Provider).get(&gamma).await.expect(200)["short_name"],
        "Gamma"
    );
}
