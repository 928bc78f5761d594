//! A ranking is by one grid: what was found by another one is missing.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    CRITERIA, RANKING, applied, assigned, called, correcting, faults, figures, grid, gridded, id_of, lacking, lead,
    marks, marks_of, nobody, of, ranked, ranking, submitted,
};
use crate::evaluations::GRIDS;
use crate::exchanges::programme_of;
use crate::support::World;

/// What the second grid judges.
const LATER: [(&str, f64); 1] = [("team", 3.0)];

/// The id of the grid of the selection with that number.
async fn grid_of(world: &World, number: u32) -> String {
    let page = world
        .coordinator
        .get(&format!("{GRIDS}?stage=selection"))
        .await
        .expect(200);
    let mut grids = page["items"].as_array().unwrap().iter();
    let grid = grids.find(|grid| grid["number"] == number).unwrap();
    grid["id"].as_str().unwrap().to_owned()
}

/// The ranking by that grid.
async fn by(world: &World, number: u32) -> Value {
    ranking(world, &format!("&grid={}", grid_of(world, number).await)).await
}

#[actix_web::test]
async fn what_was_found_by_another_grid_is_missing() {
    let (world, [first, second, _]) = called().await;
    let early = ranked(&world, "Images", &first, (1.0, 1.0)).await;
    let both = ranked(&world, "Lettres", &first, (4.0, 3.0)).await;
    gridded(&world, "selection", &LATER).await;
    // In force, and used by nobody yet.
    let shown = ranking(&world, "").await;
    assert_eq!(shown["grid"]["number"], 1);
    assert_eq!(figures(&shown, &both), json!([1, 11.0, 1, 1]));
    let late = assigned(&world, &both, &second).await;
    // Nor is it by the next while nothing is submitted by that.
    assert_eq!(ranking(&world, "").await["grid"]["number"], 1);
    let shown = by(&world, 2).await;
    let by_first = |ranking: &Value, subject: &str| {
        of(ranking, subject)["missing"][0]["evaluation"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (of_early, of_both) = (by_first(&shown, &early), by_first(&shown, &both));
    assert_eq!(
        of(&shown, &early)["missing"],
        json!([lacking(&of_early, "other_grid", &LATER)])
    );
    assert_eq!(
        of(&shown, &both)["missing"],
        json!([
            lacking(&of_both, "other_grid", &LATER),
            lacking(&late, "not_submitted", &LATER)
        ])
    );
    submitted(&second, &late, marks_of(&LATER, &[5.0])).await;
    let shown = ranking(&world, "").await;
    assert_eq!((&shown["grid"]["number"], &shown), (&json!(2), &by(&world, 2).await));
    assert_eq!(figures(&shown, &both), json!([null, null, 1, 2]));
    assert_eq!(
        of(&shown, &both)["criteria"],
        json!([{"criterion": "team", "mean": 5.0, "min": 5.0, "max": 5.0, "known": 1, "of": 2}])
    );
    // By the first one it is the other way round.
    let shown = by(&world, 1).await;
    assert_eq!(
        (&shown["grid"]["number"], figures(&shown, &early)),
        (&json!(1), json!([1, 3.0, 1, 1]))
    );
    assert_eq!(figures(&shown, &both), json!([null, null, 1, 2]));
    assert_eq!(
        of(&shown, &both)["missing"],
        json!([lacking(&late, "other_grid", &CRITERIA)])
    );
}

/// What is corrected keeps its grid, and its place in the ranking by it.
#[actix_web::test]
async fn a_correction_is_of_the_grid_of_what_it_corrects() {
    let (world, [juror, ..]) = called().await;
    let application = ranked(&world, "Lettres", &juror, (4.0, 3.0)).await;
    gridded(&world, "selection", &LATER).await;
    let page = juror.get(&format!("{application}/evaluations")).await.expect(200);
    let path = format!("/v1/evaluations/{}", page["items"][0]["id"].as_str().unwrap());
    let correction = correcting(&juror, &application, &path).await;
    submitted(&juror, &correction, marks(1.0, 1.0)).await;
    let shown = ranking(&world, "").await;
    assert_eq!(
        (&shown["grid"]["number"], figures(&shown, &application)),
        (&json!(1), json!([1, 3.0, 1, 1]))
    );
}

#[actix_web::test]
async fn where_nobody_judges_yet_it_is_by_the_latest() {
    let (world, _) = called().await;
    gridded(&world, "selection", &LATER).await;
    let application = applied(&world, "Lettres").await;
    lead(&world, &application, "admissible").await;
    let shown = ranking(&world, "").await;
    assert_eq!(
        (&shown["grid"]["number"], &of(&shown, &application)["missing"]),
        (&json!(2), &nobody(&LATER))
    );
    let first = by(&world, 1).await;
    assert_eq!(
        (&first["grid"]["number"], &of(&first, &application)["missing"]),
        (&json!(1), &nobody(&CRITERIA))
    );
}

#[actix_web::test]
async fn a_stage_without_a_grid_ranks_nobody() {
    let world = World::new().await;
    let application = applied(&world, "Lettres").await;
    lead(&world, &application, "admissible").await;
    let shown = ranking(&world, "").await;
    assert_eq!(
        (shown.get("grid"), &shown["stage"]),
        (Some(&Value::Null), &json!("selection"))
    );
    let item = of(&shown, &application);
    assert_eq!((&item["rank"], &item["criteria"]), (&Value::Null, &json!([])));
    assert_eq!(
        item["application"],
        json!({"id": id_of(&application), "name": "Lettres"})
    );
}

#[actix_web::test]
async fn it_is_asked_for_by_a_stage_and_a_grid_of_it() {
    let (world, _) = called().await;
    let who = &world.coordinator;
    let own = grid_of(&world, 1).await;
    let of_end = gridded(&world, "end", &LATER).await;
    let elsewhere = format!("{}/grids", programme_of(&world, "Europe/Paris").await);
    let elsewhere = who.post(&elsewhere, grid("selection", &LATER)).await.id();
    let shown = who
        .get(&format!("{RANKING}?stage=selection&grid={own}"))
        .await
        .expect(200);
    assert_eq!(shown["grid"], json!({"id": own, "number": 1}));
    let never = Uuid::now_v7().to_string();
    for (stage, grid) in [
        ("selection", id_of(&of_end)),
        ("selection", &elsewhere),
        ("selection", &never),
        ("end", &own),
        ("mid_term", &own),
    ] {
        let refused = who.get(&format!("{RANKING}?stage={stage}&grid={grid}")).await;
        refused.refused(404, "not_found");
    }
    for (query, parameter, code) in [
        ("", "stage", "missing_field"),
        (&format!("?grid={own}"), "stage", "missing_field"),
        ("?stage=jury", "stage", "unknown_value"),
        ("?stage=selection&stage=end", "stage", "repeated_parameter"),
        (
            &format!("?stage=selection&grid={own}&grid={never}"),
            "grid",
            "repeated_parameter",
        ),
        // Its number is not what it goes by.
        ("?stage=selection&grid=1", "grid", "invalid_format"),
        ("?stage=end&part=all", "part", "unknown_value"),
        ("?stage=selection&jury=1", "jury", "unknown_parameter"),
    ] {
        let refused = who.get(&format!("{RANKING}{query}")).await;
        assert_eq!(
            refused.faults(400, "invalid_parameters"),
            faults(&[(parameter, code)]),
            "{query}"
        );
    }
}
