//! Those words of libpq for a secure connection that we know, against servers with real certificates.

mod addresses;
mod certificates;
mod server;

use std::path::Path;

use diesel::sql_types::Bool;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use jalon::database::{Address, Pool, migrate};

use crate::support::TestApp;
use certificates::{Authority, self_signed};
use server::Server;

#[derive(diesel::QueryableByName)]
struct Seen {
    #[diesel(sql_type = Bool)]
    ssl: bool,
}

/// Whether the server sees a connection encrypted; or why there is none.
async fn encrypted(url: &str) -> Result<bool, String> {
    let address = Address::parse(url).map_err(|error| format!("{error:#}"))?;
    let mut connection = address.connect().await.map_err(|error| error.to_string())?;
    let seen: Seen = diesel::sql_query("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
        .get_result(&mut connection)
        .await
        .unwrap();
    Ok(seen.ssl)
}

/// A connection over the server's socket, as its superuser.
async fn superuser(server: &Server) -> diesel_async::AsyncPgConnection {
    let socket = server.place.cluster();
    let address = format!(
        "host='{}' port={} user=postgres dbname=jalon sslmode=require",
        socket.display(),
        server.port
    );
    Address::parse(&address).unwrap().connect().await.unwrap()
}

fn roots(mode: &str, file: &Path) -> String {
    format!("sslmode={mode}&sslrootcert={}", file.display())
}

#[actix_web::test]
async fn each_mode_that_we_know_means_what_it_means_to_libpq() {
    let (ours, other) = (Authority::new(), Authority::new());
    let server = Server::start(Some(&ours.vouches_for("localhost")));
    superuser(&server)
        .await
        .batch_execute("create role sealed login; create role plain login")
        .await
        .unwrap();
    let folder = server.place.path();
    let (ours, other) = (ours.file(folder, "ours.pem"), other.file(folder, "other.pem"));
    let told = async |user: &str, host: &str, query: &str| encrypted(&server.url(user, host, query)).await;

    // Without a word about it, as with `prefer`: encrypted where the server can.
    assert_eq!(told("jalon", "127.0.0.1", "").await, Ok(true));
    assert_eq!(told("jalon", "127.0.0.1", "sslmode=prefer").await, Ok(true));
    assert_eq!(told("jalon", "127.0.0.1", "sslmode=disable").await, Ok(false));
    assert!(told("sealed", "127.0.0.1", "sslmode=disable").await.is_err());
    assert_eq!(told("jalon", "127.0.0.1", "sslmode=require").await, Ok(true));
    assert!(told("plain", "127.0.0.1", "sslmode=require").await.is_err());

    assert_eq!(told("jalon", "localhost", &roots("verify-full", &ours)).await, Ok(true));
    let unnamed = told("jalon", "127.0.0.1", &roots("verify-full", &ours)).await;
    assert!(
        unnamed.as_ref().is_err_and(|why| why.contains("not valid for name")),
        "{unnamed:?}"
    );
    let stranger = told("jalon", "localhost", &roots("verify-full", &other)).await;
    assert!(stranger.unwrap_err().contains("invalid peer certificate"));

    // The other form of an address.
    let words = |host: &str| {
        format!(
            "host={host} hostaddr=127.0.0.1 port={} user=jalon dbname=jalon sslmode = verify-full sslrootcert='{}'",
            server.port,
            ours.display()
        )
    };
    assert_eq!(encrypted(&words("localhost")).await, Ok(true));
    assert!(encrypted(&words("database.example")).await.is_err());
}

#[actix_web::test]
async fn a_certificate_that_a_server_signed_itself_serves_while_it_is_good() {
    for (last_year, good) in [(4000, true), (2001, false)] {
        let pair = self_signed("localhost", last_year);
        let server = Server::start(Some(&pair));
        let file = server.place.path().join("itself.pem");
        std::fs::write(&file, &pair.certificate).unwrap();
        let told = async |host: &str, query: &str| encrypted(&server.url("jalon", host, query)).await;
        assert_eq!(
            told("localhost", "sslmode=require").await,
            Ok(true),
            "nothing is verified"
        );
        assert_eq!(told("localhost", &roots("verify-full", &file)).await.is_ok(), good);
        assert!(told("127.0.0.1", &roots("verify-full", &file)).await.is_err());
    }
}

#[actix_web::test]
async fn a_server_without_encryption_serves_those_who_do_not_insist() {
    let server = Server::start(None);
    let told = async |query: &str| encrypted(&server.url("jalon", "127.0.0.1", query)).await;
    for query in ["", "sslmode=prefer", "sslmode=disable"] {
        assert_eq!(told(query).await, Ok(false), "{query}");
    }
    let refused = told("sslmode=require").await.unwrap_err();
    assert!(refused.contains("server does not support TLS"), "{refused}");
}

#[actix_web::test]
async fn a_password_can_be_bound_to_the_channel() {
    let server = Server::start(Some(&self_signed("localhost", 4000)));
    superuser(&server)
        .await
        .batch_execute("set password_encryption = 'scram-sha-256'; create role bound login password 'secret'")
        .await
        .unwrap();
    let told = async |query: &str| encrypted(&server.url("bound:secret", "127.0.0.1", query)).await;
    assert_eq!(told("sslmode=require&channel_binding=require").await, Ok(true));
    assert!(told("sslmode=disable&channel_binding=require").await.is_err());
    assert_eq!(told("sslmode=disable").await, Ok(false));
}

#[actix_web::test]
async fn what_cannot_be_verified_is_refused_in_words() {
    for (query, word) in [
        ("sslmode=verify-full", "sslrootcert"),
        ("sslmode=verify-ca", "verify-full"),
        ("sslmode=allow", "unknown"),
        ("sslmode=require&sslrootcert=system", "verify-full alone"),
        ("sslrootcert=/dev/null", "verify-full alone"),
        (
            "sslmode=verify-full&sslrootcert=/nowhere.pem",
            "/nowhere.pem cannot be read",
        ),
        ("sslmode=verify-full&sslrootcert=/dev/null", "no certificate"),
    ] {
        let refused = encrypted(&format!("postgres://jalon@localhost/jalon?{query}")).await;
        assert!(
            refused.as_ref().is_err_and(|why| why.contains(word)),
            "{query}: {refused:?}"
        );
    }
}

#[actix_web::test]
async fn the_service_migrates_and_serves_over_it() {
    let authority = Authority::new();
    let server = Server::start(Some(&authority.vouches_for("localhost")));
    let file = authority.file(server.place.path(), "authority.pem");
    let url = server.url("jalon", "localhost", &roots("verify-full", &file));
    let migrated = url.clone();
    // The harness of migrations wants a runtime of several threads.
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(migrate(&migrated))
    })
    .join()
    .unwrap()
    .unwrap();

    let app = TestApp::start().await;
    let twin = app.twin(&url);
    app.stranger().at(&twin.base_url).get("/health/ready").await.expect(200);
    let seen: Seen = diesel::sql_query(
        "select bool_and(ssl) as ssl from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'jalon'",
    )
    .get_result(&mut superuser(&server).await)
    .await
    .unwrap();
    assert!(seen.ssl, "the pool's connections are encrypted");
    assert!(Pool::new(&server.url("jalon", "localhost", "sslmode=verify-full"), 1).is_err());
}
