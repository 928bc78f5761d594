//! Means, bounds, weighted totals, ranks: to the fourth decimal.

use serde_json::json;

use super::{
    CRITERIA, applied, called, figures, grid, gridded, id_of, in_order, judged, lead, of, order, ranked, ranking,
};
use crate::evaluations::GRIDS;

#[actix_web::test]
async fn means_bounds_and_weighted_totals_are_exact() {
    let (world, [first, second, third]) = called().await;
    let criteria = [("benefits", 2.0), ("technical_relevance", 1.5), ("data", 0.25)];
    let mut body = grid("selection", &criteria);
    body["scale"] = json!({"min": 0, "max": 20});
    world.coordinator.post(GRIDS, body).await.expect(201);
    let (one, two) = (applied(&world, "Lettres").await, applied(&world, "Images").await);
    for application in [&one, &two] {
        lead(&world, application, "admissible").await;
    }
    let jury: [(_, &[f64]); 3] = [
        (&first, &[14.0, 12.0, 7.0]),
        (&second, &[15.0, 13.0, 8.0]),
        (&third, &[15.0, 10.0, 10.0]),
    ];
    judged(&world, &one, &criteria, &jury).await;
    judged(
        &world,
        &two,
        &criteria,
        &[(&first, &[20.0, 0.0, 0.5]), (&second, &[19.5, 0.5, 0.0])],
    )
    .await;
    let grids = world.coordinator.get(GRIDS).await.expect(200);
    let criterion = |code: &str, mean: f64, min: f64, max: f64, known: u32| json!({"criterion": code, "mean": mean, "min": min, "max": max, "known": known, "of": known});
    assert_eq!(
        ranking(&world, "").await,
        json!({
            "stage": "selection", "part": null, "grid": {"id": grids["items"][0]["id"], "number": 2},
            "items": [
                {
                    "application": {"id": id_of(&one), "name": "Lettres"}, "state": "admissible", "rank": 1,
                    // Of the means as they are, not as they are shown.
                    "total": 48.9167, "evaluations": {"known": 3, "of": 3, "recused": 0}, "missing": [],
                    "criteria": [
                        criterion("benefits", 14.6667, 14.0, 15.0, 3),
                        criterion("technical_relevance", 11.6667, 10.0, 13.0, 3),
                        criterion("data", 8.3333, 7.0, 10.0, 3),
                    ],
                },
                {
                    "application": {"id": id_of(&two), "name": "Images"}, "state": "admissible", "rank": 2,
                    "total": 39.9375, "evaluations": {"known": 2, "of": 2, "recused": 0}, "missing": [],
                    "criteria": [
                        criterion("benefits", 19.75, 19.5, 20.0, 2),
                        criterion("technical_relevance", 0.25, 0.0, 0.5, 2),
                        criterion("data", 0.25, 0.0, 0.5, 2),
                    ],
                },
            ],
        })
    );
}

#[actix_web::test]
async fn equal_totals_share_a_rank() {
    let (world, [juror, ..]) = called().await;
    // Weights 2 and 1: 13, 11 twice, 8 three times, 0.
    for (title, scores) in [
        ("Zéro", (0.0, 0.0)),
        ("Onze", (5.0, 1.0)),
        ("Huit", (4.0, 0.0)),
        ("Treize", (5.0, 3.0)),
        ("Encore huit", (3.0, 2.0)),
        ("Encore onze", (4.0, 3.0)),
        ("Toujours huit", (2.0, 4.0)),
    ] {
        ranked(&world, title, &juror, scores).await;
    }
    let mut told = order(&ranking(&world, "").await);
    let ranks: Vec<_> = told.iter().map(|(_, rank)| rank.unwrap()).collect();
    assert_eq!(ranks, [1, 2, 2, 4, 4, 4, 7]);
    told.sort_by_key(|(name, rank)| (*rank, name.clone()));
    assert_eq!(
        told,
        in_order(&[
            ("Treize", Some(1)),
            ("Encore onze", Some(2)),
            ("Onze", Some(2)),
            ("Encore huit", Some(4)),
            ("Huit", Some(4)),
            ("Toujours huit", Some(4)),
            ("Zéro", Some(7)),
        ])
    );
}

/// As they are shown, whatever a sum of doubles has behind the fourth decimal.
#[actix_web::test]
async fn totals_that_are_shown_as_equal_are() {
    let (world, [first, second, third]) = called().await;
    let criteria = [("benefits", 0.1), ("data", 0.2), ("team", 0.3)];
    gridded(&world, "selection", &criteria).await;
    let mut applications = Vec::new();
    for (title, scores) in [
        ("Un", &[[1.0, 1.0, 0.0]; 1][..]),
        ("Deux", &[[0.0, 0.0, 1.0]]),
        ("Trois", &[[3.0, 0.0, 0.0]]),
        // A third of nine tenths.
        ("Quatre", &[[1.0, 1.0, 1.0], [1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]),
        ("Cinq", &[[0.0, 0.0, 0.99]]),
    ] {
        let application = applied(&world, title).await;
        lead(&world, &application, "admissible").await;
        let by = [&first, &second, &third].into_iter().zip(scores);
        let by: Vec<(_, &[f64])> = by.map(|(juror, scores)| (juror, &scores[..])).collect();
        judged(&world, &application, &criteria, &by).await;
        applications.push((application, by.len()));
    }
    let shown = ranking(&world, "").await;
    for (place, (application, jurors)) in applications.iter().enumerate() {
        let (rank, total) = if place == 4 { (5, 0.297) } else { (1, 0.3) };
        assert_eq!(
            figures(&shown, application),
            json!([rank, total, jurors, jurors]),
            "{place}"
        );
    }
}

#[actix_web::test]
async fn a_tag_changes_with_what_it_says() {
    let (world, [juror, other, _]) = called().await;
    let application = ranked(&world, "Lettres", &juror, (4.0, 3.0)).await;
    let path = format!("{}?stage=selection", super::RANKING);
    let before = world.coordinator.get(&path).await;
    let held = world.coordinator.with("If-None-Match", before.etag());
    let again = held.get(&path).await;
    assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
    judged(&world, &application, &CRITERIA, &[(&other, &[2.0, 2.0])]).await;
    let after = held.get(&path).await.expect(200);
    assert_eq!(of(&after, &application)["total"], 8.5);
}
