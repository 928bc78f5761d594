//! The service is killed, and its server with it, or not.

use std::time::{Duration, Instant};

use jalon::database::embedded::{Options, Server};
use rustix::process::{Signal, geteuid};

use super::place::{Place, ask, children, is_alive, kill, within, works_in};
use super::service::Service;

fn start(options: &Options) -> Service {
    Service::start(options, geteuid().as_raw()).unwrap()
}

/// Linux and util-linux's `setpriv`.
#[cfg(target_os = "linux")]
#[test]
fn a_killed_service_takes_its_server_along_cleanly() {
    let place = Place::with_cluster();
    let service = start(&place.options());
    let pid = service.postmaster;
    service.kill();
    assert!(
        within(Duration::from_secs(10), || !works_in(pid, &place.cluster())),
        "the server stays"
    );
    assert!(!place.pid_file().exists());
    assert!(place.log().contains("database system is shut down"), "{}", place.log());
    Server::start(&place.options()).unwrap().stop().unwrap();
    assert!(!place.log().contains("not properly shut down"), "{}", place.log());
}

#[test]
fn a_service_restarted_at_once_after_a_kill_comes_up() {
    let place = Place::with_cluster();
    let options = Options {
        durable: true,
        ..place.options()
    };
    let mut service = start(&options);
    ask(&service.url, "create table rows (n int)").unwrap();
    for n in 0..5 {
        ask(&service.url, &format!("insert into rows values ({n})")).unwrap();
        // The old server is on its way out, or not yet told.
        service.kill();
        service = start(&options);
        assert_eq!(
            ask(&service.url, "select count(*) from rows").unwrap(),
            (n + 1).to_string()
        );
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(
            ask(&service.url, "select 1").unwrap(),
            "1",
            "the server found does not go away"
        );
    }
    assert!(service.stop());
}

#[test]
fn an_orphan_is_adopted_and_can_be_stopped() {
    // As on macOS, where nothing ties the server to the service.
    let place = Place::with_cluster();
    let service = start(&Options {
        tied: false,
        ..place.options()
    });
    let pid = service.postmaster;
    ask(&service.url, "create table kept as select 7 as value").unwrap();
    service.kill();
    assert!(
        !within(Duration::from_millis(500), || !works_in(pid, &place.cluster())),
        "nothing stopped it"
    );

    let begun = Instant::now();
    let server = Server::start(&place.options()).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(5));
    assert_eq!(server.pid(), pid);
    assert!(server.is_alive());
    assert_eq!(ask(&server.url("jalon"), "select value from kept").unwrap(), "7");
    server.stop().unwrap();
    assert!(within(Duration::from_secs(5), || !is_alive(pid)));
    assert!(!place.pid_file().exists());
}

#[test]
fn an_adopted_server_that_dies_is_noticed() {
    let place = Place::with_cluster();
    let service = start(&Options {
        tied: false,
        ..place.options()
    });
    service.kill();
    let server = Server::start(&place.options()).unwrap();
    kill(server.pid(), Signal::KILL);
    assert!(within(Duration::from_secs(5), || !server.is_alive()));
    drop(server);
    Server::start(&place.options()).unwrap().stop().unwrap();
}

#[test]
fn rows_survive_the_kill_of_service_and_server() {
    let place = Place::with_cluster();
    let options = Options {
        durable: true,
        ..place.options()
    };
    let service = start(&options);
    ask(
        &service.url,
        "create table kept as select generate_series(1, 1000) as value",
    )
    .unwrap();
    let pid = service.postmaster;
    kill(pid, Signal::KILL);
    service.kill();
    // At once: the server's other processes are still leaving.
    let server = Server::start(&options).unwrap();
    assert_ne!(server.pid(), pid);
    assert_eq!(ask(&server.url("jalon"), "select count(*) from kept").unwrap(), "1000");
    server.stop().unwrap();
    assert!(
        place.log().contains("not properly shut down"),
        "nothing had to be recovered: {}",
        place.log()
    );
}

/// A process of the dead server hangs on for a while, and with it the shared memory.
#[cfg(target_os = "linux")]
#[test]
fn the_next_start_waits_for_the_last_of_a_killed_server() {
    let place = Place::with_cluster();
    let service = start(&place.options());
    let pid = service.postmaster;
    let lingers = *children(pid).first().unwrap();
    kill(lingers, Signal::STOP);
    kill(pid, Signal::KILL);
    assert!(
        within(Duration::from_secs(5), || !is_alive(pid)),
        "the service reaps it"
    );
    service.kill();
    let waiting = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(1500));
        kill(lingers, Signal::KILL);
        Instant::now()
    });
    let server = Server::start(&place.options()).unwrap();
    assert!(Instant::now() > waiting.join().unwrap(), "it started beside it");
    assert_eq!(ask(&server.url("jalon"), "select 1").unwrap(), "1");
    server.stop().unwrap();
}

#[test]
fn a_second_instance_is_refused_and_the_first_untouched() {
    let place = Place::with_cluster();
    let service = start(&place.options());
    let refused = Server::start(&place.options()).unwrap_err().to_string();
    assert!(refused.contains("in use by another running instance"), "{refused}");
    let refused = Service::start(&place.options(), geteuid().as_raw()).err().unwrap();
    assert!(refused.contains("in use by another running instance"), "{refused}");
    assert_eq!(ask(&service.url, "select 1").unwrap(), "1");
    assert!(works_in(service.postmaster, &place.cluster()));
    assert!(service.stop());
    Server::start(&place.options()).unwrap().stop().unwrap();
}
