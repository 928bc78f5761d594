//! What lacks a score is listed apart, and what is missing is named.

use serde_json::{Value, json};

use super::{
    CRITERIA, JURORS, applied_at, assigned, called, edited, figures, id_of, in_order, judged, lacking, lead, marks,
    nobody, of, order, ranked, ranking, submitted,
};

#[actix_web::test]
async fn one_that_waits_for_a_juror_is_ranked_by_nobody() {
    let (world, [first, second, third]) = called().await;
    let application = ranked(&world, "Lettres", &first, (4.0, 3.0)).await;
    let draft = assigned(&world, &application, &second).await;
    let untouched = assigned(&world, &application, &third).await;
    // What is written and not submitted counts for nothing.
    edited(&second, &draft, marks(1.0, 1.0)).await;
    let whole = ranked(&world, "Images", &first, (0.0, 0.0)).await;
    let shown = ranking(&world, "").await;
    assert_eq!(order(&shown), in_order(&[("Images", Some(1)), ("Lettres", None)]));
    assert_eq!(
        *of(&shown, &application),
        json!({
            "application": {"id": id_of(&application), "name": "Lettres"}, "state": "admissible", "rank": null, "total": null,
            "evaluations": {"known": 1, "of": 3, "recused": 0},
            "missing": [lacking(&draft, "not_submitted", &CRITERIA), lacking(&untouched, "not_submitted", &CRITERIA)],
            "criteria": [
                {"criterion": "benefits", "mean": 4.0, "min": 4.0, "max": 4.0, "known": 1, "of": 3},
                {"criterion": "data", "mean": 3.0, "min": 3.0, "max": 3.0, "known": 1, "of": 3},
            ],
        })
    );
    assert_eq!(of(&shown, &whole)["missing"], json!([]));
    // To whom a ranking is shown the jurors are named elsewhere.
    for name in JURORS {
        assert!(!shown.to_string().contains(name), "{name}");
    }
    for (juror, path) in [(&second, &draft), (&third, &untouched)] {
        submitted(juror, path, marks(1.0, 3.0)).await;
    }
    let shown = ranking(&world, "").await;
    assert_eq!(order(&shown), in_order(&[("Lettres", Some(1)), ("Images", Some(2))]));
    assert_eq!(figures(&shown, &application), json!([1, 7.0, 3, 3]));
}

#[actix_web::test]
async fn one_that_nobody_judges_says_so() {
    let (world, [juror, ..]) = called().await;
    ranked(&world, "Images", &juror, (0.0, 0.0)).await;
    let application = super::applied(&world, "Lettres").await;
    lead(&world, &application, "admissible").await;
    let shown = ranking(&world, "").await;
    let item = of(&shown, &application);
    assert_eq!(
        (&item["rank"], &item["total"], &item["missing"]),
        (&Value::Null, &Value::Null, &nobody(&CRITERIA))
    );
    assert_eq!(item["evaluations"], json!({"known": 0, "of": 0, "recused": 0}));
    let none = |code: &str| json!({"criterion": code, "mean": null, "min": null, "max": null, "known": 0, "of": 0});
    assert_eq!(item["criteria"], json!([none("benefits"), none("data")]));
    assert_eq!(order(&shown), in_order(&[("Images", Some(1)), ("Lettres", None)]));
}

/// Behind all that are ranked, by when they were sent.
#[actix_web::test]
async fn those_that_are_not_ranked_stand_in_the_order_in_which_they_came() {
    let (world, [juror, other, _]) = called().await;
    for (title, at, judges) in [
        ("Troisième", "2018-09-05T10:00:00Z", 0),
        ("Première", "2018-09-03T10:00:00Z", 1),
        ("Classée", "2018-09-06T10:00:00Z", 2),
        ("Quatrième", "2018-09-05T10:00:01Z", 1),
        ("Deuxième", "2018-09-04T10:00:00+02:00", 0),
    ] {
        let application = applied_at(&world, title, at).await;
        lead(&world, &application, "admissible").await;
        if judges > 0 {
            judged(&world, &application, &CRITERIA, &[(&juror, &[1.0, 1.0])]).await;
        }
        if judges == 1 {
            assigned(&world, &application, &other).await;
        }
    }
    let expected = [
        ("Classée", Some(1)),
        ("Première", None),
        ("Deuxième", None),
        ("Troisième", None),
        ("Quatrième", None),
    ];
    assert_eq!(order(&ranking(&world, "").await), in_order(&expected));
}
