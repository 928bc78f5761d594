//! What is refused, in words that say what to do.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};

use jalon::database::embedded::{Options, Server, StartError};
use rustix::process::geteuid;

use super::place::{NOBODY, Place, ask, is_root};
use super::service::Service;

fn refusal(options: &Options) -> String {
    Server::start(options).unwrap_err().to_string()
}

#[test]
fn a_folder_that_the_servers_user_cannot_enter() {
    let place = Place::new();
    let closed = place.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, Permissions::from_mode(0o700)).unwrap();
    let options = Options {
        data_dir: closed.join("home"),
        ..place.options()
    };
    if is_root() {
        let refused = refusal(&options);
        assert!(
            refused.contains("cannot enter") && refused.contains("chmod a+x"),
            "{refused}"
        );
        assert!(
            refused.contains(&format!("outside of {}", closed.display())),
            "{refused}"
        );
    } else {
        // Its own closed folder is no obstacle to a user.
        Server::start(&options).unwrap().stop().unwrap();
    }
}

#[test]
fn data_from_another_major_version() {
    let place = Place::with_cluster();
    fs::write(place.cluster().join("PG_VERSION"), "9.6\n").unwrap();
    let refused = refusal(&place.options());
    assert!(refused.contains("made by PostgreSQL 9; found only "), "{refused}");
    assert!(
        refused.contains("install PostgreSQL 9 ") && refused.contains("pg_upgrade"),
        "{refused}"
    );
    assert!(place.cluster().join("base").is_dir(), "the data are untouched");
}

#[test]
fn programs_that_are_not_where_they_were_said_to_be() {
    let place = Place::new();
    let refused = refusal(&Options {
        programs: Some(place.path().to_owned()),
        ..place.options()
    });
    assert!(refused.starts_with("PG_BIN is "), "{refused}");
}

#[test]
fn programs_are_taken_from_where_they_were_said_to_be() {
    let place = Place::with_cluster();
    let server = Server::start(&place.options()).unwrap();
    let postgres = fs::read_link(format!("/proc/{}/exe", server.pid())).unwrap();
    server.stop().unwrap();
    // Programs that refuse everything but to tell their version.
    let set = place.path().join("programs");
    fs::create_dir(&set).unwrap();
    for program in ["postgres", "initdb"] {
        let script = format!(
            "#!/bin/sh\n[ \"$1\" = --version ] && exec {} --version\necho 'mine refuses' >&2; exit 1\n",
            postgres.display()
        );
        fs::write(set.join(program), script).unwrap();
        fs::set_permissions(set.join(program), Permissions::from_mode(0o755)).unwrap();
    }
    let options = Options {
        programs: Some(set),
        ..place.options()
    };
    let error = Server::start(&options).unwrap_err();
    assert!(
        matches!(&error, StartError::DidNotStart { said, .. } if said == "mine refuses"),
        "{error}"
    );
    let fresh = Options {
        data_dir: place.path().join("fresh"),
        ..options
    };
    let error = Server::start(&fresh).unwrap_err();
    assert!(
        matches!(&error, StartError::NotMade { program: "initdb", said } if said == "mine refuses"),
        "{error}"
    );
    assert!(!fresh.data_dir.join("postgres/data").exists());
}

#[test]
fn users_that_are_unknown_or_root() {
    let place = Place::new();
    let as_user = |name: &str| {
        refusal(&Options {
            run_as: Some(name.to_owned()),
            ..place.options()
        })
    };
    if is_root() {
        let refused = as_user("nobody-of-that-name");
        assert!(refused.contains("no such user"), "{refused}");
        let refused = as_user("root");
        assert!(refused.contains("refuses to run as root"), "{refused}");
    } else {
        let refused = as_user("root");
        assert!(refused.contains("only root can run the server as `root`"), "{refused}");
    }
}

#[test]
fn becoming_another_without_being_root() {
    let uid = if is_root() { NOBODY } else { geteuid().as_raw() };
    let place = Place::of(uid);
    let options = Options {
        run_as: Some("root".to_owned()),
        ..place.options()
    };
    let refused = Service::start(&options, uid).err().unwrap();
    assert!(refused.contains("only root can run the server as `root`"), "{refused}");
}

#[test]
fn a_user_without_a_name() {
    if !is_root() {
        eprintln!("passed over: only root can be someone without a name");
        return;
    }
    let place = Place::of(54321);
    let refused = Service::start(&place.options(), 54321).err().unwrap();
    assert!(
        refused.contains("user id 54321 has no name") && refused.contains("DATABASE_URL"),
        "{refused}"
    );
}

#[test]
fn data_that_belong_to_another() {
    if !is_root() {
        eprintln!("passed over: only root can give files away");
        return;
    }
    let place = Place::with_cluster();
    let owner = place.owner();
    let other = if owner == NOBODY { "daemon" } else { "nobody" };
    let refused = refusal(&Options {
        run_as: Some(other.to_owned()),
        ..place.options()
    });
    assert!(
        refused.contains(&format!("belongs to user id {owner}")) && refused.contains("chown -R"),
        "{refused}"
    );
    Server::start(&place.options()).unwrap().stop().unwrap();
}

#[test]
fn a_socket_folder_that_another_made_first() {
    if !is_root() {
        eprintln!("passed over: only root can stand for two users");
        return;
    }
    let place = Place::new();
    let options = Options {
        data_dir: place.path().join("x".repeat(120)),
        ..place.options()
    };
    let server = Server::start(&options).unwrap();
    let url = server.url("jalon");
    let folder = url.split('\'').nth(1).unwrap().to_owned();
    server.stop().unwrap();
    fs::create_dir(&folder).unwrap();
    chown(&folder, Some(54321), Some(54321)).unwrap();
    let refused = refusal(&options);
    fs::remove_dir(&folder).unwrap();
    assert!(refused.contains("is not a folder that belongs to user"), "{refused}");
}

#[test]
fn something_that_is_no_cluster() {
    let place = Place::with_cluster();
    fs::remove_file(place.cluster().join("PG_VERSION")).unwrap();
    let refused = refusal(&place.options());
    assert!(refused.contains("no PG_VERSION"), "{refused}");
}

#[test]
fn a_server_that_does_not_come_up_says_why() {
    let place = Place::with_cluster();
    let config = place.cluster().join("postgresql.conf");
    let sound = fs::read_to_string(&config).unwrap();
    fs::write(&config, sound.clone() + "shared_buffers = much\n").unwrap();
    let refused = refusal(&place.options());
    assert!(
        refused.contains("shared_buffers") && refused.contains("postgres.log"),
        "{refused}"
    );
    fs::write(&config, sound).unwrap();
    let server = Server::start(&place.options()).unwrap();
    assert_eq!(ask(&server.url("jalon"), "select 1").unwrap(), "1");
    server.stop().unwrap();
}
