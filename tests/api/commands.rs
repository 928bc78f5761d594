//! The commands: what they refuse before they do anything.

use serde_json::{Value, json};

use crate::support::{Client, Program};

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_made() {
    let folder = Program::folder("settings");
    for (settings, said) in [
        (&[("JALON_WORKERS", "0")][..], "0 is not in 1..=1024"),
        (&[("JALON_DATABASE_CONNECTIONS", "0")], "0 is not in 1..=1000"),
        (&[("JALON_REQUESTS_AT_ONCE", "0")], "0 is not in 1..=1000000"),
        (&[("JALON_BODY_LIMIT", "0")], "0 is not in 1024..="),
        (&[("JALON_UPLOAD_LIMIT", "18446744073709551615")], "is not in 1024..="),
        (&[("JALON_CORS_ORIGINS", "*")], "an origin is like"),
        (
            &[("JALON_CORS_ORIGINS", "https://a.example/")],
            "an origin is \"https://a.example\", and nothing more",
        ),
        (&[("JALON_LISTEN", "somewhere")], "cannot listen on somewhere"),
        (&[("JALON_S3_ENDPOINT", "https://s3.example")], "--s3-bucket"),
        (
            &[("JALON_S3_BUCKET", "b"), ("JALON_S3_ENDPOINT", "minio:9000")],
            "an address is like",
        ),
        (
            &[("JALON_S3_BUCKET", "b"), ("JALON_S3_ENDPOINT", "http://s3.example")],
            "--s3-allow-http",
        ),
        (
            &[("JALON_S3_BUCKET", "b"), ("JALON_S3_SECRET_ACCESS_KEY", "s")],
            "--s3-access-key-id",
        ),
        (&[("DATABASE_URL", "mysql://db")], "neither postgres://… nor words"),
    ] {
        let mut serve = Program::command(&folder, &["serve"]);
        serve.envs(settings.iter().copied());
        let refused = Program::run(serve, "");
        let words = String::from_utf8(refused.stderr).unwrap();
        assert!(
            !refused.status.success() && words.contains(said),
            "{settings:?}: {words}"
        );
        assert!(!words.contains("panicked"), "{settings:?}: {words}");
        assert!(!folder.exists(), "{settings:?}");
    }
}

/// The demonstration's passwords are public: it is told to nobody else's database.
#[actix_web::test]
async fn a_demonstration_leaves_other_databases_alone() {
    let folder = Program::folder("not-a-demonstration");
    Program::make_administrator(
        &folder,
        "Administration",
        "administration@example.test",
        "une phrase assez longue",
    );
    for words in [
        &["demo", "--listen", "127.0.0.1:0"][..],
        &["demo", "--fresh", "--listen", "127.0.0.1:0"],
    ] {
        let refused = Program::run(Program::command(&folder, words), "");
        assert!(!refused.status.success());
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains("demonstration"), "{said}");
    }
    let mut service = Program::serve(&folder, &[]);
    service
        .sign_in("administration@example.test", "une phrase assez longue")
        .await
        .get("/v1/me")
        .await
        .expect(200);
    service.stop();
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Told once, and found again with what was written.
#[actix_web::test]
async fn the_demonstration_is_told_once() {
    let folder = Program::folder("demonstration");
    let note =
        || -> Value { serde_json::from_str(&std::fs::read_to_string(folder.join("demo.json")).unwrap()).unwrap() };
    let mut demo = Program::start(&folder, "demo", &[]);
    let told = note();
    assert_eq!(told["base_url"], demo.base_url.as_str());
    let programme = format!("/v1/programmes/{}", told["programme"].as_str().unwrap());
    let (email, password) = (
        told["accounts"][1]["email"].as_str().unwrap(),
        told["accounts"][1]["password"].as_str().unwrap(),
    );
    let coordinator = demo.sign_in(email, password).await;
    let first = coordinator.get(&programme).await.expect(200)["id"].clone();
    let shown = coordinator.get("/docs/accounts.json").await.json();
    assert_eq!(shown, told["accounts"], "the reference page signs in with any of them");
    let accounts = told["accounts"].as_array().unwrap();
    let juror = accounts.iter().find(|account| account["role"] == "juror").unwrap();
    let juror = demo.sign_in(juror["email"].as_str().unwrap(), password).await;
    the_call_was_told(&coordinator, &juror, &programme).await;
    demo.stop();
    let mut again = Program::start(&folder, "demo", &[]);
    let coordinator = again.sign_in(email, password).await;
    assert_eq!(coordinator.get(&programme).await.expect(200)["id"], first);
    again.stop();
    std::fs::remove_dir_all(&folder).unwrap();
}

/// 52 applied, six became laureates, two stand in the reserve; two totals are shared, and of one subject a score never came.
async fn the_call_was_told(coordinator: &Client, juror: &Client, programme: &str) {
    let applications = format!("{programme}/applications");
    for (state, many) in [
        ("received", 0),
        ("admissible", 0),
        ("inadmissible", 2),
        ("shortlisted", 0),
        ("reserve", 2),
        ("laureate", 6),
        ("refused", 40),
        ("withdrawn", 2),
    ] {
        let page = format!("{applications}?state={state}&count=true&limit=1");
        assert_eq!(coordinator.get(&page).await.expect(200)["total"], many, "{state}");
    }
    let last = format!("{applications}?sort=-submitted_at&limit=1");
    let last = coordinator.get(&last).await.expect(200);
    assert_eq!(last["items"][0]["submitted_local"], "2018-09-14T23:59");
    let ranking = format!("{programme}/ranking?stage=selection");
    let ranking = coordinator.get(&ranking).await.expect(200);
    let ranked = ranking["items"].as_array().unwrap();
    let ranks: Vec<&Value> = ranked.iter().map(|item| &item["rank"]).collect();
    assert_eq!(json!(ranks), json!([1, 2, 3, 3, 5, 6, 7, 7, 9, 10, 11, 12, 13, null]));
    let laureates = ranked.iter().filter(|item| item["state"] == "laureate").count();
    assert_eq!((laureates, &ranked[5]["state"]), (6, &json!("laureate")));
    assert_eq!(ranked[13]["missing"][0]["reason"], "not_submitted");
    let own = juror.get(&applications).await.expect(200);
    let own = own["items"].as_array().unwrap();
    assert_eq!(own.len(), 7, "what it evaluates, and no more");
    let read = format!("/v1/applications/{}/evidence", own[0]["id"].as_str().unwrap());
    let read = juror.get(&read).await.expect(200);
    assert_eq!(read["items"][0]["type"], "application_file");
}
