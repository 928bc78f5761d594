//! What is kept of it: the same bytes, one page, for whom.

use serde_json::json;

use super::{ASN, FILE, file, page, told};

#[actix_web::test]
async fn the_same_day_gives_the_same_bytes_whatever_is_told_later() {
    let story = told().await;
    let clients = [&story.world.coordinator, &story.world.observer];
    let mut before = Vec::new();
    for client in clients {
        for on in ["?on=2019-01-25", "?on=2019-02-28"] {
            before.push((client.get(&format!("{FILE}{on}")).await.text, page(client, on).await));
        }
    }
    let who = &story.world.coordinator;
    let client = who.with("If-Match", "*");
    client.patch(ASN, json!({"title": "Autre titre"})).await.expect(200);
    let pause = json!({"from": "2019-02-18", "until": "2019-02-25", "motive": "Oubliée."});
    who.post(&format!("{ASN}/suspensions"), pause).await.expect(201);
    let new = json!({"track": "prototype", "title": "Bilan", "weight": 5, "acceptance_criteria": ["Vu."], "forecast_on": "2019-08-01"});
    who.post(&format!("{ASN}/milestones"), new).await.expect(201);
    let mut places = before.iter();
    for client in clients {
        for on in ["?on=2019-01-25", "?on=2019-02-28"] {
            let (data, drawn) = places.next().unwrap();
            assert_eq!(&client.get(&format!("{FILE}{on}")).await.text, data);
            assert_eq!(&page(client, on).await, drawn);
        }
    }
    assert_ne!(page(who, "").await, before[1].1);
}

#[actix_web::test]
async fn the_page_needs_nothing_else_and_says_what_the_data_say() {
    let story = told().await;
    let who = &story.world.coordinator;
    let drawn = page(who, "").await;
    for asked in ["<script", "src=", "@import", "url(", "<link", "<iframe"] {
        assert!(!drawn.contains(asked), "{asked}");
    }
    let outside: Vec<&str> = drawn
        .match_indices("http")
        .map(|(at, _)| &drawn[at..(at + 26).min(drawn.len())])
        .collect();
    assert!(
        outside.iter().all(|it| *it == "http://www.w3.org/2000/svg"),
        "{outside:?}"
    );
    let ids: Vec<&str> = drawn
        .split(" id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    assert_eq!(drawn.matches("<svg ").count(), 1 + 2 * 3);
    for words in [
        "<html lang=\"fr\">",
        "Maquette &lt;b&gt;essayée&lt;/b&gt;",
        "Ouvrir les données.",
        "Deux annotateurs.",
        "Données en retard",
        "depuis « Comité de janvier », le 7 janvier 2019",
        "Le jalon AMI-T-ASN-M02 passe du 21 mai 2019 au 11 juin 2019",
        "4 mars 2019",
    ] {
        assert!(drawn.contains(words), "{words} in {drawn}");
    }
    let english = page(&who.with("Accept-Language", "en"), "").await;
    for words in [
        "<html lang=\"en\">",
        "since \"Comité de janvier\", on 7 January 2019",
        "Milestone AMI-T-ASN-M02 moves",
    ] {
        assert!(
            english.contains(
                &words
                    .replace("since \"", "since &quot;")
                    .replace("janvier\"", "janvier&quot;")
            ) || english.contains(words),
            "{words}"
        );
    }
}

/// An observer is shown neither words nor risks nor decisions of committees.
#[actix_web::test]
async fn it_is_for_who_sees_the_portfolio_and_as_much_of_it() {
    let story = told().await;
    let seen = file(&story.world.observer, "?on=2019-02-28").await;
    assert!(seen.get("decisions").is_none());
    for project in seen["projects"].as_array().unwrap() {
        for name in ["risks", "asked"] {
            assert!(project.get(name).is_none(), "{name}");
        }
    }
    let drawn = page(&story.world.observer, "?on=2019-02-28").await;
    for hidden in [
        "Ouvrir les données",
        "Deux annotateurs",
        "Données en retard",
        "Modèle trop lent",
    ] {
        assert!(!drawn.contains(hidden), "{hidden}");
    }
    for accept in ["application/json", "text/html"] {
        story
            .world
            .alpha_expert
            .with("Accept", accept)
            .get(FILE)
            .await
            .refused(403, "forbidden");
        story
            .world
            .nobody
            .with("Accept", accept)
            .get(FILE)
            .await
            .refused(404, "not_found");
    }
}

#[actix_web::test]
async fn a_day_that_is_none_or_to_come_is_refused_and_so_are_too_many_projects() {
    let story = told().await;
    let who = &story.world.coordinator;
    for (on, code) in [
        ("hier", "invalid_format"),
        ("2019-02-30", "invalid_format"),
        ("2019-03-05", "date_in_future"),
    ] {
        let refused = who.get(&format!("{FILE}?on={on}")).await;
        assert_eq!(
            refused.faults(400, "invalid_parameters"),
            [("on".to_owned(), code.to_owned())]
        );
    }
    // Before there was the programme there is no file of it.
    for accept in ["application/json", "text/html"] {
        let none = who.with("Accept", accept).get(&format!("{FILE}?on=2018-11-01")).await;
        none.refused(404, "not_found");
    }
    story.world.crowd(98).await;
    let known = |code: &str, more: &str| {
        format!(
            "insert into hist.projects select (jsonb_populate_record(null::hist.projects, to_jsonb(p)
               || jsonb_build_object('valid_from', '2019-01-01', 'valid_to', 'infinity') {more})).*
             from projects p where p.code like '{code}'"
        )
    };
    story.world.app.sql(&known("C-%", "")).await;
    let full = file(who, "?on=2019-02-28").await;
    assert_eq!(full["projects"].as_array().unwrap().len(), 100);
    let another = "|| jsonb_build_object('id', gen_random_uuid(), 'code', 'D-1')";
    story.world.app.sql(&known("C-0001", another)).await;
    // Of another day: that one is kept.
    let refused = who.get(&format!("{FILE}?on=2019-02-27")).await;
    let faults = refused.refused(409, "conflict");
    assert_eq!(
        (&faults[0]["code"], &faults[0]["params"]["max"]),
        (&json!("too_many_projects"), &json!(100))
    );
}
