//! `updated_since`: whoever polls beside writers ends with what the lists show.

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::milestones::{column, plan};
use crate::support::{Client, World};

const LIST: &str = "/v1/programmes/AMI-T/milestones";
const WRITERS: usize = 20;

/// What a consumer keeps of the milestones: by id.
type Kept = BTreeMap<String, Value>;

/// The instant of an answer, as HTTP tells it: to the second, and not after it.
fn date(reply: &crate::support::Reply) -> String {
    let date = DateTime::parse_from_rfc2822(reply.header("Date")).unwrap();
    date.to_utc().format("%FT%TZ").to_string()
}

/// Takes over all pages of a list; gives the instant of the first.
async fn pull(client: &Client, since: Option<&str>, kept: &mut Kept) -> String {
    let since = since.map(|since| format!("&updated_since={since}")).unwrap_or_default();
    let (mut began, mut cursor) = (None, String::new());
    loop {
        let reply = client.get(&format!("{LIST}?limit=7{since}{cursor}")).await;
        let page = reply.expect(200);
        began.get_or_insert_with(|| date(&reply));
        for item in page["items"].as_array().unwrap() {
            kept.insert(item["id"].as_str().unwrap().to_owned(), item.clone());
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return began.unwrap(),
        }
    }
}

#[actix_web::test]
async fn a_consumer_that_polls_beside_writers_ends_with_what_the_list_shows() {
    let world = World::new().await;
    let writing = Cell::new(WRITERS);
    let writers = (0..WRITERS).map(|writer| {
        let (world, writing) = (&world, &writing);
        async move {
            let body = json!({"title": format!("Jalon {writer}"), "forecast_on": "2019-05-01", "track": "roadmap"});
            let path = plan(world, body).await;
            for turn in 0..4 {
                let now = world.coordinator.get(&path).await;
                let title = json!({"title": format!("Jalon {writer}, fois {turn}")});
                world.coordinator.matching(&now).patch(&path, title).await.expect(200);
                let day = json!({"forecast_on": format!("2019-0{}-{:02}", 5 + turn, 1 + writer), "motive": "Retard."});
                let forecasts = format!("{path}/forecasts");
                world.coordinator.post(&forecasts, day).await.expect(201);
            }
            writing.set(writing.get() - 1);
        }
    });
    let polling = async {
        let mut kept = Kept::new();
        let mut since = pull(&world.coordinator, None, &mut kept).await;
        while writing.get() > 0 {
            // Cut off in the middle, as a connection breaks: it begins again where it was.
            let cut = world
                .coordinator
                .get(&format!("{LIST}?limit=3&updated_since={since}"))
                .await;
            cut.expect(200);
            since = pull(&world.coordinator, Some(&since), &mut kept).await;
        }
        pull(&world.coordinator, Some(&since), &mut kept).await;
        kept
    };
    let (_, kept) = join(join_all(writers), polling).await;
    let mut shown = Kept::new();
    pull(&world.coordinator, None, &mut shown).await;
    assert_eq!(shown.len(), WRITERS);
    assert_eq!(kept, shown);
}

#[actix_web::test]
async fn what_is_committed_late_is_told_and_what_is_old_is_not() {
    let world = World::new().await;
    for title in ["Ancien", "En retard", "Neuf"] {
        plan(&world, json!({"title": title, "forecast_on": "2019-05-01"})).await;
    }
    // One whose transaction began a minute ago, and shows it only now; one of an hour ago.
    world
        .app
        .sql(
            "alter table milestones disable trigger user;
             update milestones set updated_at = now() - interval '1 minute' where title = 'En retard';
             update milestones set updated_at = now() - interval '1 hour' where title = 'Ancien'",
        )
        .await;
    let now = Utc::now().format("%FT%TZ");
    let page = world
        .coordinator
        .get(&format!("{LIST}?updated_since={now}"))
        .await
        .expect(200);
    assert_eq!(column(&page, "title"), ["En retard", "Neuf"]);
    let never = world
        .coordinator
        .get(&format!("{LIST}?updated_since=2100-01-01T00:00:00Z"))
        .await;
    assert_eq!(column(&never.expect(200), "title"), Vec::<String>::new());
    let wrong = world.coordinator.get(&format!("{LIST}?updated_since=hier")).await;
    assert_eq!(
        wrong.faults(400, "invalid_parameters"),
        [("updated_since".to_owned(), "invalid_format".to_owned())]
    );
}

/// Percent and missing evidence are no edits of a milestone, and what dashboards poll for.
#[actix_web::test]
async fn what_an_entry_or_a_piece_of_evidence_changes_is_told() {
    let world = World::new().await;
    let mut codes = Vec::new();
    for title in ["Avancé", "Documenté", "Inchangé"] {
        let path = plan(&world, json!({"title": title, "forecast_on": "2019-05-01"})).await;
        codes.push(path.replace("/v1/milestones/", ""));
    }
    let old =
        "alter table milestones disable trigger user; update milestones set updated_at = now() - interval '1 hour'";
    world.app.sql(old).await;
    let entry = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Annotation.", "percent": 40,
        "milestone": codes[0]});
    let log = "/v1/projects/AMI-T-ASN/progress-entries";
    world.alpha_expert.post(log, entry).await.expect(201);
    let silent =
        json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Réunion.", "milestone": codes[2]});
    world.alpha_expert.post(log, silent).await.expect(201);
    let piece = json!({"type": "report", "title": "Bilan", "url": "https://pieces.example/bilan"});
    let evidence = format!("/v1/milestones/{}/evidence", codes[1]);
    world.asn_laureate.post(&evidence, piece).await.expect(201);
    let now = Utc::now().format("%FT%TZ");
    for list in [LIST, "/v1/projects/AMI-T-ASN/milestones"] {
        let page = world
            .coordinator
            .get(&format!("{list}?updated_since={now}"))
            .await
            .expect(200);
        assert_eq!(column(&page, "title"), ["Avancé", "Documenté"], "{list}");
    }
}

#[actix_web::test]
async fn whoever_is_not_told_of_edits_cannot_ask_for_them() {
    let world = World::new().await;
    plan(&world, json!({"title": "Jalon", "forecast_on": "2019-05-01"})).await;
    let motive = json!({"useful_months": 1, "motive": "Essais prolongés."});
    world
        .coordinator
        .post("/v1/projects/AMI-T-ASN/extensions", motive)
        .await
        .expect(201);
    for list in [
        LIST,
        "/v1/projects",
        "/v1/programmes/AMI-T/projects",
        "/v1/projects/AMI-T-ASN/milestones",
        "/v1/projects/AMI-T-ASN/extensions",
    ] {
        let asked = format!("{list}?updated_since=2100-01-01T00:00:00Z&count=true");
        assert_eq!(world.coordinator.get(&asked).await.expect(200)["total"], 0, "{list}");
        let seen = world.observer.get(&format!("{list}?count=true")).await.expect(200);
        let told = world.observer.get(&asked).await.expect(200);
        assert_eq!(
            (&told["items"], &told["total"]),
            (&seen["items"], &seen["total"]),
            "{list}"
        );
        assert_ne!(told["total"], 0, "{list}");
    }
}

#[test]
fn every_list_that_shows_when_it_was_edited_can_be_asked_for_what_was() {
    let document = super::document();
    let schemas = &document["components"]["schemas"];
    let mut lists = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        let get = &item["get"];
        let page = get["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].as_str();
        let Some(page) = page.and_then(|page| page.strip_prefix("#/components/schemas/")) else {
            continue;
        };
        let Some(of) = schemas[page]["properties"]["items"]["items"]["$ref"].as_str() else {
            continue;
        };
        let of = of.strip_prefix("#/components/schemas/").unwrap();
        let parameters = get["parameters"].as_array().unwrap();
        let is_page = parameters.iter().any(|parameter| parameter["name"] == "cursor");
        if !is_page || schemas[of]["properties"]["updated_at"].is_null() {
            continue;
        }
        lists += 1;
        let takes = parameters.iter().any(|parameter| parameter["name"] == "updated_since");
        assert!(takes, "{path} lists {of}");
    }
    assert!(lists >= 8, "{lists}");
}
