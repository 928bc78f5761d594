//! Responses are sent again where they would be read the same, and nowhere else (`docs/adr/0017-cached-responses.md`).

use std::cell::Cell;

use futures_util::future::{join, join_all};
use serde_json::json;

use jalon::settings::LimitSettings;

use crate::support::{Client, Turns, World};

const PORTFOLIO: &str = "/v1/programmes/AMI-T/portfolio";
const PROJECT: &str = "/v1/projects/AMI-T-ASN";
const MILESTONES: &str = "/v1/programmes/AMI-T/milestones?limit=1&count=true";
const READ: [&str; 3] = [PORTFOLIO, PROJECT, MILESTONES];

/// What is read is kept, and its statements are prepared.
async fn warmed(client: &Client, path: &str) {
    for _ in 0..3 {
        client.get(path).await.expect(200);
    }
}

/// Changes a table behind the journal's back.
async fn untold(world: &World, table: &str, statement: &str) {
    let triggers = |how: &str| format!("alter table {table} {how} trigger user;");
    let (off, on) = (triggers("disable"), triggers("enable"));
    world.app.sql(&format!("{off} {statement}; {on}")).await;
}

#[actix_web::test]
async fn it_takes_one_round_trip_and_is_the_same_to_the_last_byte() {
    let world = World::new().await;
    let turns = Turns::before(world.app.database.url()).await;
    let twin = world.app.twin(turns.url());
    let who = world.coordinator.at(&twin.base_url);
    for path in READ {
        let first = who.get(path).await;
        first.expect(200);
        warmed(&who, path).await;
        let before = turns.count();
        let again = who.get(path).await;
        assert_eq!(turns.count() - before, 1, "{path}");
        assert_eq!(again.text, first.text, "{path}");
        for name in ["Content-Type", "ETag", "Link", "Vary", "Cache-Control"] {
            assert_eq!(again.header(name), first.header(name), "{path}: {name}");
        }
        let held = who.with("If-None-Match", first.etag()).get(path).await;
        assert_eq!((held.status.as_u16(), held.etag()), (304, first.etag()), "{path}");
        assert_eq!(held.text, "");
        assert_eq!(turns.count() - before, 2, "{path}");
        // What is of another programme, or of nobody, changes nothing.
        world.app.sql("insert into sessions (id, account_id, created_at) select gen_random_uuid(), id, now() from accounts limit 1").await;
        who.get(path).await.expect(200);
        assert_eq!(turns.count() - before, 3, "{path}");
    }
}

/// Who holds a response when the process starts is told that it holds still, as cheaply.
#[actix_web::test]
async fn what_the_client_held_is_not_read_again() {
    let world = World::new().await;
    let turns = Turns::before(world.app.database.url()).await;
    let twin = world.app.twin(turns.url());
    for path in READ {
        let held = world.coordinator.get(path).await.etag().to_owned();
        let who = world.coordinator.at(&twin.base_url).with("If-None-Match", &held);
        for _ in 0..3 {
            assert_eq!(who.get(path).await.status, 304, "{path}");
        }
        let before = turns.count();
        assert_eq!(who.get(path).await.status, 304, "{path}");
        assert_eq!(turns.count() - before, 1, "{path}");
        // Of its body nothing was kept.
        let whole = world.coordinator.at(&twin.base_url).get(path).await;
        assert_eq!((whole.status.as_u16(), whole.etag()), (200, held.as_str()), "{path}");
        assert_eq!(whole.text, world.coordinator.get(path).await.text, "{path}");
    }
}

/// A body is kept by its tag, once for all who are sent it: also for whoever held it already.
#[actix_web::test]
async fn what_one_was_sent_need_not_be_read_for_another() {
    let world = World::new().await;
    let turns = Turns::before(world.app.database.url()).await;
    let twin = world.app.twin(turns.url());
    let who = world.coordinator.at(&twin.base_url);
    let elsewhere = world
        .app
        .client_of(world.coordinator.account())
        .await
        .at(&twin.base_url);
    for path in READ {
        warmed(&who, path).await;
        let sent = who.get(path).await;
        let holding = elsewhere.with("If-None-Match", sent.etag());
        for _ in 0..3 {
            assert_eq!(holding.get(path).await.status, 304, "{path}");
        }
        let before = turns.count();
        let whole = elsewhere.get(path).await;
        assert_eq!(turns.count() - before, 1, "{path}");
        assert_eq!((whole.status.as_u16(), &whole.text), (200, &sent.text), "{path}");
        for name in ["Content-Type", "ETag", "Link", "Vary", "Cache-Control"] {
            assert_eq!(whole.header(name), sent.header(name), "{path}: {name}");
        }
    }
}

#[actix_web::test]
async fn of_a_long_body_the_tag_alone_is_kept() {
    const PROJECTS: &str = "/v1/programmes/AMI-T/projects?limit=200";
    let world = World::new().await;
    world.crowd(300).await;
    let turns = Turns::before(world.app.database.url()).await;
    let twin = world.app.twin_within(
        turns.url(),
        &LimitSettings {
            response_cache_mib: 1,
            ..LimitSettings::default()
        },
    );
    let who = world.coordinator.at(&twin.base_url);
    warmed(&who, PROJECTS).await;
    let before = turns.count();
    let whole = who.get(PROJECTS).await;
    assert!(whole.text.len() > 128 * 1024, "{}", whole.text.len());
    let read = turns.count() - before;
    assert!(read > 1, "it was read again, in {read} round trips");
    let holding = who.with("If-None-Match", whole.etag());
    for _ in 0..3 {
        assert_eq!(holding.get(PROJECTS).await.status, 304);
    }
    let before = turns.count();
    assert_eq!(holding.get(PROJECTS).await.status, 304);
    assert_eq!(turns.count() - before, 1);
}

/// Also in what it says besides: nothing of a body that is not there (RFC 9110, 15.4.5).
#[actix_web::test]
async fn what_is_unchanged_is_said_alike_whether_it_was_read_or_not() {
    let world = World::new().await;
    for path in READ {
        let held = world.coordinator.get(path).await.etag().to_owned();
        let twin = world.app.uncached_twin(world.app.database.url());
        let anew = world
            .coordinator
            .at(&twin.base_url)
            .with("If-None-Match", &held)
            .get(path)
            .await;
        warmed(&world.coordinator, path).await;
        let again = world.coordinator.with("If-None-Match", &held).get(path).await;
        assert_eq!((anew.status.as_u16(), again.status.as_u16()), (304, 304), "{path}");
        for name in ["Content-Type", "ETag", "Link", "Vary", "Cache-Control"] {
            assert_eq!(again.header(name), anew.header(name), "{path}: {name}");
        }
        assert_eq!(again.header("Content-Type"), "", "{path}");
    }
}

#[actix_web::test]
async fn whoever_may_no_more_is_told_so_at_once() {
    let world = World::new().await;
    let observer = &world.observer;
    for path in READ {
        warmed(observer, path).await;
    }
    let grants = format!("/v1/accounts/{}/grants", observer.account());
    let administrator = world.administrator.with("If-Match", "*");
    let held = administrator.get(&grants).await.expect(200)["items"].clone();
    for grant in held.as_array().unwrap() {
        let path = format!("{grants}/{}", grant["id"].as_str().unwrap());
        administrator
            .patch(&path, json!({"until": "2019-03-04"}))
            .await
            .expect(200);
    }
    for path in READ {
        observer.get(path).await.refused(404, "not_found");
    }
}

/// A right ends with a day where the programme is, and nobody tells of it.
#[actix_web::test]
async fn a_right_ends_at_midnight_where_the_programme_is() {
    let world = World::new().await;
    let account = world.observer.account();
    let martinique = json!({"time_zone": "America/Martinique"});
    let coordinator = world.coordinator.with("If-Match", "*");
    coordinator.patch("/v1/programmes/AMI-T", martinique).await.expect(200);
    let grants = format!("/v1/accounts/{account}/grants");
    let administrator = world.administrator.with("If-Match", "*");
    let held = administrator.get(&grants).await.expect(200)["items"][0]["id"].clone();
    let grant = format!("{grants}/{}", held.as_str().unwrap());
    administrator
        .patch(&grant, json!({"until": "2019-03-05"}))
        .await
        .expect(200);
    // The fifth of March in Paris already, four hours before it is there.
    let (twin, time) = world.app.set_to("2019-03-05T03:30:00Z".parse().unwrap());
    let observer = world.observer.at(&twin.base_url);
    for path in READ {
        warmed(&observer, path).await;
    }
    time.go_to("2019-03-05T04:30:00Z".parse().unwrap());
    for path in READ {
        observer.get(path).await.refused(404, "not_found");
    }
}

/// A sign-in that was ended is told of nowhere.
#[actix_web::test]
async fn a_sign_in_that_was_ended_is_nobodys() {
    let world = World::new().await;
    for path in READ {
        warmed(&world.observer, path).await;
    }
    let account = world.observer.account();
    let ended = format!("update sessions set ended_at = now() where account_id = '{account}'");
    world.app.sql(&ended).await;
    for path in READ {
        world.observer.get(path).await.refused(401, "unauthenticated");
    }
}

#[actix_web::test]
async fn each_language_and_each_account_has_its_own() {
    let world = World::new().await;
    for client in [&world.coordinator, &world.observer, &world.asn_laureate] {
        warmed(client, PROJECT).await;
    }
    let whole = world.coordinator.get(PROJECT).await.expect(200);
    let observed = world.observer.get(PROJECT).await.expect(200);
    assert_ne!(whole, observed);
    let readiness = format!("{PROJECT}/readiness");
    let [french, english] = ["fr", "en"].map(|language| world.coordinator.with("Accept-Language", language));
    for _ in 0..2 {
        assert_ne!(french.get(&readiness).await.text, english.get(&readiness).await.text);
    }
}

/// A number that stood for another entry before the database went back tells of nothing.
#[actix_web::test]
async fn after_a_restore_nothing_of_before_is_told() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    who.patch(PROJECT, json!({"title": "Perdu"})).await.expect(200);
    warmed(&who, PROJECT).await;
    untold(
        &world,
        "projects",
        "update projects set title = 'Retrouvé' where code = 'AMI-T-ASN'",
    )
    .await;
    assert_eq!(
        who.get(PROJECT).await.expect(200)["title"],
        "Perdu",
        "nothing told of it"
    );
    let other = "update journal set id = gen_random_uuid() where seq = (select max(seq) from journal)";
    untold(&world, "journal", other).await;
    assert_eq!(who.get(PROJECT).await.expect(200)["title"], "Retrouvé");
}

/// One writes through one process, and reads through another that is busy giving the same answer again.
#[actix_web::test]
async fn what_was_written_through_one_process_is_read_through_another() {
    let world = World::new().await;
    let twin = world.app.twin(world.app.database.url());
    let (here, there) = (world.coordinator.clone(), world.coordinator.at(&twin.base_url));
    let writer = here.with("If-Match", "*");
    let goes_on = Cell::new(true);
    let written = Cell::new(0);
    let reader = async |client: &Client| {
        while goes_on.get() {
            let least: u64 = written.get();
            let title = client.get(PROJECT).await.expect(200)["title"].clone();
            let read: u64 = title.as_str().unwrap().parse().unwrap_or_default();
            assert!(read >= least, "{read} after {least}");
        }
    };
    let writing = async {
        for number in 1..=100_u64 {
            let title = json!({"title": number.to_string()});
            writer.patch(PROJECT, title).await.expect(200);
            written.set(number);
            assert_eq!(there.get(PROJECT).await.expect(200)["title"], number.to_string());
        }
        goes_on.set(false);
    };
    let clients = [&here, &there, &here, &there];
    join(writing, join_all(clients.map(reader))).await;
}
