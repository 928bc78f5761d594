//! Folders of every kind of name, and what stands in them.

use std::fs;
use std::path::Path;

use jalon::database::embedded::{Options, Server};
use rustix::process::geteuid;

use super::place::{Place, ask, is_root, mode};
use super::service::Service;

#[test]
fn a_long_or_awkward_path_moves_the_socket() {
    for name in ["x".repeat(120), "l'été, \"ici\" et là".to_owned()] {
        let place = Place::new();
        let options = Options {
            data_dir: place.path().join(name),
            ..place.options()
        };
        let server = Server::start(&options).unwrap();
        let url = server.url("jalon");
        let host = Path::new(url.split('\'').nth(1).unwrap());
        assert!(!host.starts_with(place.path()), "{url}");
        assert_eq!(mode(host), 0o700);
        assert_eq!(ask(&url, "select 1").unwrap(), "1");
        // The next start finds the same folder again, also after a crash that left it.
        server.detach();
        Server::start(&options).unwrap().stop().unwrap();
        assert!(!host.exists(), "{host:?} is left behind");
    }
}

#[test]
fn a_folder_name_with_spaces_and_accents_serves() {
    let place = Place::new();
    let options = Options {
        data_dir: place.path().join("mes données"),
        ..place.options()
    };
    let server = Server::start(&options).unwrap();
    assert!(server.url("jalon").contains("mes données"), "{}", server.url("jalon"));
    assert_eq!(ask(&server.url("jalon"), "select 1").unwrap(), "1");
    server.stop().unwrap();
}

#[test]
fn the_log_of_the_last_start_is_kept_beside() {
    let place = Place::with_cluster();
    let server = Server::start(&place.options()).unwrap();
    assert_eq!(server.log(), place.home().join("postgres.log"));
    let _ = ask(&server.url("jalon"), "select 1 from first_start");
    server.stop().unwrap();
    let server = Server::start(&place.options()).unwrap();
    let before = fs::read_to_string(place.home().join("postgres.log.1")).unwrap();
    assert!(before.contains("first_start") && !place.log().contains("first_start"));
    server.stop().unwrap();
}

/// With a umask of 077, the folders made by root above the server's stay passable.
#[test]
fn a_strict_umask_does_not_shut_the_server_out() {
    let place = Place::new();
    let mut options = place.options();
    options.data_dir = place.path().join("deep/er/home");
    // The umask is the process's own: set it in another one.
    let before = mode(place.path());
    let service = Service::start_under(&options, geteuid().as_raw(), "077").unwrap();
    assert_eq!(ask(&service.url, "select 1").unwrap(), "1");
    assert!(service.stop());
    let made = if is_root() { 0o755 } else { 0o700 };
    assert_eq!(mode(&place.path().join("deep/er")), made);
    assert_eq!(mode(place.path()), before, "folders that were there are left alone");
}
