//! A server that runs: as whom, where, with what settings, and how it stops.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

use jalon::database::embedded::{Options, Server};
use rustix::process::{Signal, geteuid};

use super::place::{NOBODY, Place, ask, is_alive, is_root, mode, works_in};
use super::service::Service;

/// The line of /proc/<pid>/status that begins with `name`.
fn status(pid: i32, name: &str) -> Vec<String> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().skip(1).map(str::to_owned).collect()
}

#[test]
fn the_server_runs_unprivileged_in_a_folder_of_its_own() {
    let place = Place::new();
    let server = Server::start(&place.options()).unwrap();
    let leaf = place.home().join("postgres");
    let owner = fs::metadata(&leaf).unwrap().uid();

    assert_ne!(owner, 0);
    assert_eq!(status(server.pid(), "Uid:"), vec![owner.to_string(); 4]);
    if is_root() {
        assert_eq!(
            status(server.pid(), "Groups:"),
            Vec::<String>::new(),
            "root's groups are dropped"
        );
        assert_eq!(mode(&place.home()) & 0o055, 0o055, "the server's user passes through");
    } else {
        assert_eq!(owner, geteuid().as_raw());
        assert_eq!(mode(&place.home()), 0o700);
    }
    assert_eq!(
        (
            mode(&leaf),
            mode(&leaf.join("socket")),
            mode(&place.home().join("postgres.lock"))
        ),
        (0o700, 0o700, 0o600)
    );
    assert_eq!(
        status(server.pid(), "NSpgid:").last(),
        Some(&server.pid().to_string()),
        "Ctrl-C does not reach it"
    );
    server.stop().unwrap();
}

#[test]
fn root_runs_it_as_the_user_that_was_set() {
    let place = Place::new();
    let wanted = if is_root() { NOBODY } else { geteuid().as_raw() };
    let answer = std::process::Command::new("id")
        .args(["-un", &wanted.to_string()])
        .output()
        .unwrap();
    let name = String::from_utf8(answer.stdout).unwrap().trim().to_owned();
    Server::start(&Options {
        run_as: Some(name),
        ..place.options()
    })
    .unwrap()
    .stop()
    .unwrap();
    assert_eq!(place.owner(), wanted);
    // And goes on as the owner of the data when nothing is set, though `postgres` would come first.
    Server::start(&place.options()).unwrap().stop().unwrap();
}

#[test]
fn a_service_that_is_not_root_needs_none() {
    let uid = if is_root() { NOBODY } else { geteuid().as_raw() };
    let place = Place::of(uid);
    let service = Service::start(&place.options(), uid).unwrap();
    assert_eq!(ask(&service.url, "select current_user").unwrap(), "jalon");
    assert_eq!(place.owner(), uid);
    assert_eq!(mode(&place.home()), 0o700);
    let pid = service.postmaster;
    // Neither what is meant for other programs, nor secrets of the service.
    let environment = String::from_utf8(fs::read(format!("/proc/{pid}/environ")).unwrap()).unwrap();
    assert!(
        environment.contains("LC_ALL=C") && !environment.contains("SERVICE_HOME"),
        "{environment}"
    );
    assert!(!environment.contains("PGUSER"), "{environment}");
    assert!(service.stop());
    assert!(!is_alive(pid) && !place.pid_file().exists());
}

#[test]
fn the_service_connects_as_an_owner_without_privileges() {
    let place = Place::with_cluster();
    let server = Server::start(&place.options()).unwrap();
    let url = server.url("jalon");
    ask(
        &url,
        "create extension btree_gist; create schema own; create table own.rows ()",
    )
    .unwrap();
    let sql = "select rolsuper or rolcreatedb or rolcreaterole from pg_roles where rolname = current_user";
    assert_eq!(ask(&url, sql).unwrap(), "f");
    ask(&url, "select pg_read_file('postgresql.conf')").unwrap_err();
    ask(&server.superuser_url("jalon"), "select pg_read_file('postgresql.conf')").unwrap();
    server.stop().unwrap();
}

#[test]
fn settings_are_those_of_a_small_durable_service_without_a_port() {
    let place = Place::new();
    let setting = |server: &Server, name| ask(&server.url("jalon"), &format!("show {name}")).unwrap();
    let server = Server::start(&Options {
        durable: true,
        ..place.options()
    })
    .unwrap();
    for (name, value) in [
        ("fsync", "on"),
        ("full_page_writes", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("autovacuum", "on"),
        ("listen_addresses", ""),
        ("unix_socket_permissions", "0700"),
        ("max_connections", "60"),
        ("jit", "off"),
        ("timezone", "UTC"),
        ("server_encoding", "UTF8"),
    ] {
        assert_eq!(setting(&server, name), value, "{name}");
    }
    assert_eq!(ask(&server.url("jalon"), "select lower('ÉTÉ')").unwrap(), "été");
    server.stop().unwrap();

    // What must hold is not left to a file.
    let config = place.cluster().join("postgresql.conf");
    let edited = fs::read_to_string(&config).unwrap() + "fsync = off\nlisten_addresses = '*'\nmax_connections = 30\n";
    fs::write(&config, edited).unwrap();
    let server = Server::start(&Options {
        durable: true,
        ..place.options()
    })
    .unwrap();
    assert_eq!(setting(&server, "fsync"), "on");
    assert_eq!(setting(&server, "listen_addresses"), "");
    assert_eq!(setting(&server, "max_connections"), "30", "the rest is the operator's");
    server.stop().unwrap();

    let server = Server::start(&place.options()).unwrap();
    assert_eq!(setting(&server, "fsync"), "off");
    server.stop().unwrap();
}

#[test]
fn stopping_is_quick_and_clean_with_sessions_open() {
    let place = Place::with_cluster();
    let server = Server::start(&place.options()).unwrap();
    let (pid, url) = (server.pid(), server.url("jalon"));
    let sleeper = std::thread::spawn(move || ask(&url, "select pg_sleep(60)"));
    std::thread::sleep(Duration::from_millis(200));
    server.stop().unwrap();
    assert!(!is_alive(pid));
    assert!(!place.pid_file().exists());
    assert!(place.log().contains("database system is shut down"));
    sleeper.join().unwrap().expect_err("the session was ended");
}

#[test]
fn a_dropped_server_stops_and_a_detached_one_stays() {
    let place = Place::with_cluster();
    let options = Options {
        tied: false,
        ..place.options()
    };
    let server = Server::start(&options).unwrap();
    let pid = server.pid();
    server.detach();
    assert!(works_in(pid, &place.cluster()));
    let server = Server::start(&options).unwrap();
    assert_eq!(server.pid(), pid, "adopted, the lock being free");
    drop(server);
    assert!(!works_in(pid, &place.cluster()));
}

#[test]
fn the_server_outlives_the_thread_that_started_it() {
    // The kernel's death signal is that of a thread: in the first version the server went with it.
    let place = Place::with_cluster();
    let options = place.options();
    let server = std::thread::spawn(move || Server::start(&options).unwrap())
        .join()
        .unwrap();
    std::thread::sleep(Duration::from_millis(500));
    assert!(server.is_alive());
    assert_eq!(ask(&server.url("jalon"), "select 1").unwrap(), "1");
    server.stop().unwrap();
}

#[test]
fn a_server_that_dies_under_the_service_is_noticed() {
    let place = Place::with_cluster();
    let server = Server::start(&place.options()).unwrap();
    ask(&server.url("jalon"), "create table kept as select 7 as value").unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let waits = |time| runtime.block_on(async { tokio::time::timeout(time, server.died()).await });
    waits(Duration::from_millis(300)).expect_err("a living server is not reported dead");
    super::place::kill(server.pid(), Signal::KILL);
    waits(Duration::from_secs(2)).expect("noticed");
    drop(server);
    let server = Server::start(&place.options()).unwrap();
    assert_eq!(ask(&server.url("jalon"), "select value from kept").unwrap(), "7");
    server.stop().unwrap();
}
