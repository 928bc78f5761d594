//! What is recused or corrected counts no more.

use serde_json::json;

use super::{
    CRITERIA, applied, assigned, called, correcting, figures, judged, lead, marks, nobody, of, ranked, ranking,
    recused, submitted,
};

#[actix_web::test]
async fn one_that_was_recused_is_counted_as_such_and_asked_for_no_more() {
    let (world, [first, second, third]) = called().await;
    let application = ranked(&world, "Lettres", &first, (4.0, 3.0)).await;
    let left = assigned(&world, &application, &second).await;
    assert_eq!(
        figures(&ranking(&world, "").await, &application),
        json!([null, null, 1, 2])
    );
    recused(&second, &left).await;
    let shown = ranking(&world, "").await;
    assert_eq!(figures(&shown, &application), json!([1, 11.0, 1, 1]));
    let item = of(&shown, &application);
    assert_eq!(
        (&item["evaluations"]["recused"], &item["missing"]),
        (&json!(1), &json!([]))
    );
    // Who left all of them to others has judged nothing.
    let alone = applied(&world, "Images").await;
    lead(&world, &alone, "admissible").await;
    for juror in [&second, &third] {
        let left = assigned(&world, &alone, juror).await;
        recused(juror, &left).await;
    }
    let shown = ranking(&world, "").await;
    let item = of(&shown, &alone);
    assert_eq!(figures(&shown, &alone), json!([null, null, 0, 0]));
    assert_eq!(
        (&item["evaluations"]["recused"], &item["missing"]),
        (&json!(2), &nobody(&CRITERIA))
    );
}

#[actix_web::test]
async fn a_correction_counts_once_it_is_submitted_and_alone() {
    let (world, [juror, other, _]) = called().await;
    let application = applied(&world, "Lettres").await;
    lead(&world, &application, "admissible").await;
    let by: [(_, &[f64]); 2] = [(&juror, &[4.0, 3.0]), (&other, &[2.0, 5.0])];
    let paths = judged(&world, &application, &CRITERIA, &by).await;
    let told = async |expected: [f64; 2], total: f64| {
        let shown = ranking(&world, "").await;
        assert_eq!(figures(&shown, &application), json!([1, total, 2, 2]));
        let means = super::of(&shown, &application)["criteria"].clone();
        assert_eq!(
            [&means[0]["mean"], &means[1]["mean"]],
            [&json!(expected[0]), &json!(expected[1])]
        );
    };
    told([3.0, 4.0], 10.0).await;
    let correction = correcting(&juror, &application, &paths[0]).await;
    told([3.0, 4.0], 10.0).await;
    super::edited(&juror, &correction, marks(0.0, 0.0)).await;
    told([3.0, 4.0], 10.0).await;
    submitted(&juror, &correction, marks(1.0, 0.0)).await;
    told([1.5, 2.5], 5.5).await;
    // And so does the correction of a correction.
    let again = correcting(&world.coordinator, &application, &correction).await;
    told([1.5, 2.5], 5.5).await;
    submitted(&juror, &again, marks(5.0, 5.0)).await;
    told([3.5, 5.0], 12.0).await;
}

#[actix_web::test]
async fn a_correction_that_is_recused_takes_what_it_corrects_out() {
    let (world, [juror, other, _]) = called().await;
    let application = applied(&world, "Lettres").await;
    lead(&world, &application, "admissible").await;
    let by: [(_, &[f64]); 2] = [(&juror, &[4.0, 3.0]), (&other, &[2.0, 5.0])];
    let paths = judged(&world, &application, &CRITERIA, &by).await;
    let correction = correcting(&juror, &application, &paths[0]).await;
    recused(&juror, &correction).await;
    assert_eq!(figures(&ranking(&world, "").await, &application), json!([1, 9.0, 1, 1]));
    let correction = correcting(&other, &application, &paths[1]).await;
    recused(&other, &correction).await;
    let shown = ranking(&world, "").await;
    assert_eq!(figures(&shown, &application), json!([null, null, 0, 0]));
    assert_eq!(of(&shown, &application)["missing"], nobody(&CRITERIA));
    // One that was only received has nothing to be ranked by then.
    let received = applied(&world, "Images").await;
    let paths = judged(&world, &received, &CRITERIA, &[(&juror, &[1.0, 1.0])]).await;
    assert_eq!(figures(&ranking(&world, "").await, &received), json!([1, 3.0, 1, 1]));
    let correction = correcting(&juror, &received, &paths[0]).await;
    recused(&juror, &correction).await;
    assert_eq!(ranking(&world, "").await["items"].as_array().map(Vec::len), Some(1));
}
