//! What jurors are shown of an application, and what coordinators are told of the evaluations of it.

use serde_json::{Value, json};

use crate::call::{
    APPLICATIONS, GRIDS, acted, applied, assigned, grid, id_of, juror, just, led_to, listed, made, project_of, recused,
    submitted, without,
};
use crate::support::{Client, World};

/// What a juror is not shown.
const UNTOLD: [&str; 7] = [
    "motive",
    "evaluations",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
];

/// The world with a juror, and a grid to judge by.
async fn with_juror() -> (World, Client) {
    let world = World::new().await;
    let juror = juror(&world, "Jurée").await;
    made(&world.coordinator, GRIDS, grid(json!({}))).await;
    (world, juror)
}

#[actix_web::test]
async fn a_juror_is_shown_neither_why_nor_how_many_judge_nor_who_wrote() {
    let (world, juror) = with_juror().await;
    let source = json!({"system": "demarches-simplifiees.fr", "number": "48213"});
    let path = applied(
        &world,
        json!({"summary": "Un essai.", "reference": "DS-1", "source": source}),
    )
    .await;
    assigned(&world, &path, &juror).await;
    for (verb, state) in [("admit", "admissible"), ("reserve", "reserve"), ("refuse", "refused")] {
        acted(&world, &path, verb).await;
        let whole = world.coordinator.get(&path).await.expect(200);
        assert_eq!(whole["state"], state);
        let read = juror.get(&path).await;
        assert_eq!(read.expect(200), without(&whole, &UNTOLD), "{verb}");
        assert!(!read.etag().is_empty() && !read.etag().contains('.'), "{}", read.etag());
        let page = juror.get(APPLICATIONS).await.expect(200);
        assert_eq!(page["items"], json!([without(&whole, &UNTOLD)]), "{verb}");
    }
}

#[actix_web::test]
async fn neither_a_tag_nor_a_filter_tells_a_juror_of_edits() {
    let (world, juror) = with_juror().await;
    let path = applied(&world, json!({"title": "Lettres"})).await;
    assigned(&world, &path, &juror).await;
    let before = juror.get(&path).await;
    let who = world.coordinator.with("If-Match", "*");
    // There and back.
    for title in ["Courriers", "Lettres"] {
        who.patch(&path, json!({"title": title})).await.expect(200);
    }
    assert_eq!(who.get(&path).await.expect(200)["version"], 3);
    let after = juror.get(&path).await;
    assert_eq!((after.expect(200), after.etag()), (before.json(), before.etag()));
    let again = juror.with("If-None-Match", before.etag()).get(&path).await;
    assert_eq!(again.status, 304);
    let never = format!("{APPLICATIONS}?updated_since=2100-01-01T00:00:00Z");
    assert_eq!(
        listed(&juror, &never, "id").await,
        just(&[id_of(&path)]),
        "as if it were not asked"
    );
    assert_eq!(listed(&who, &never, "id").await, just::<&str>(&[]));
}

#[actix_web::test]
async fn a_jurors_list_is_asked_for_some_of_its_own() {
    let (world, juror) = with_juror().await;
    for (title, organisation, given, state) in [
        ("Un", world.asn, true, "admissible"),
        ("Deux", world.chu, true, "shortlisted"),
        ("Trois", world.asn, true, "shortlisted"),
        ("Quatre", world.asn, false, "shortlisted"),
    ] {
        let reference = format!("DS-{title}");
        let body = json!({"title": title, "organisation": organisation, "reference": reference});
        let path = led_to(&world, state, body).await;
        if given {
            assigned(&world, &path, &juror).await;
        }
    }
    let asn = format!("?organisation={}&sort=-submitted_at", world.asn);
    for (query, mut titles) in [
        ("?state=shortlisted", vec!["Deux", "Trois"]),
        (&asn, vec!["Un", "Trois"]),
        ("?reference=DS-Deux", vec!["Deux"]),
        ("?reference=DS-Quatre", vec![]),
        ("?submitted_until=2018-09-14T00:00:00Z", vec![]),
    ] {
        let (mut found, total) = listed(&juror, &format!("{APPLICATIONS}{query}"), "title").await;
        found.sort_by_key(Value::to_string);
        titles.sort_unstable();
        assert_eq!((found, total), just(&titles), "{query}");
    }
}

/// The project that was made of it, and those around that, are no juror's.
#[actix_web::test]
async fn a_juror_is_told_of_no_project() {
    let (world, juror) = with_juror().await;
    let withdrawn = "/v1/projects/AMI-T-CHU";
    acted(&world, withdrawn, "withdraw").await;
    let path = led_to(&world, "reserve", json!({})).await;
    assigned(&world, &path, &juror).await;
    let nothing = juror.get(&path).await.expect(200);
    for field in ["project", "replaces", "replaced_by"] {
        assert_eq!(nothing.get(field), Some(&Value::Null), "{field}");
    }
    let select = json!({"replaces": "AMI-T-CHU", "motive": "Une voix manque."});
    world.coordinator.act(&path, "select", select).await.expect(200);
    let project = project_of(&world, &path).await;
    let own = format!("/v1/projects/{project}");
    acted(&world, &own, "withdraw").await;
    let next = led_to(&world, "reserve", json!({})).await;
    let select = json!({"replaces": project});
    world.coordinator.act(&next, "select", select).await.expect(200);
    let read = juror.get(&path).await;
    let hidden = json!({"undisclosed": true});
    for field in ["project", "replaces", "replaced_by"] {
        assert_eq!(read.expect(200)[field], hidden, "{field}");
    }
    for told in [project.as_str(), "AMI-T-CHU"] {
        assert!(!read.text.contains(told), "{}", read.text);
    }
    juror.get(&own).await.refused(404, "not_found");
}

#[actix_web::test]
async fn coordinators_are_told_how_many_judge_it() {
    let (world, first) = with_juror().await;
    let (second, third) = (juror(&world, "Juré").await, juror(&world, "Jury").await);
    let path = applied(&world, json!({})).await;
    let other = applied(&world, json!({})).await;
    assigned(&world, &other, &first).await;
    let before = world.coordinator.get(&path).await;
    let counted = async |expected: [u32; 3]| {
        let shown = world.coordinator.get(&path).await.expect(200);
        let [assigned, submitted, recused] = expected;
        let counts = json!({"assigned": assigned, "submitted": submitted, "recused": recused});
        assert_eq!((&shown["evaluations"], &shown["version"]), (&counts, &json!(1)));
        let page = world.coordinator.get(APPLICATIONS).await.expect(200);
        assert!(page["items"].as_array().unwrap().contains(&shown), "{page}");
    };
    counted([0, 0, 0]).await;
    let mut evaluations = Vec::new();
    for juror in [&first, &second, &third] {
        evaluations.push(assigned(&world, &path, juror).await);
    }
    counted([3, 0, 0]).await;
    submitted(&first, &evaluations[0]).await;
    counted([2, 1, 0]).await;
    recused(&second, &evaluations[1]).await;
    counted([1, 1, 1]).await;
    let taken_back = world.coordinator.with("If-Match", "*").delete(&evaluations[2]).await;
    taken_back.expect(204);
    counted([0, 1, 1]).await;
    // Whoever holds the page of before is shown it anew, and may act on it: it was not edited.
    let held = world.coordinator.with("If-None-Match", before.etag()).get(&path).await;
    assert_eq!(held.status, 200);
    let admit = format!("{path}/admit");
    let admitted = world.coordinator.matching(&before).post(&admit, json!({})).await;
    assert_eq!(admitted.expect(200)["state"], "admissible");
}
