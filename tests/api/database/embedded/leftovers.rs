//! What an earlier instance left in the folder, and whom its process number belongs to now.

use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use jalon::database::embedded::Server;

use super::place::{Place, ask};

/// A process of the server's user that is no server; ended with this value.
struct Stranger(Child);

impl Stranger {
    fn start(place: &Place, seconds: &str, folder: &Path) -> Self {
        let owner = place.owner();
        let mut command = Command::new("sleep");
        if super::place::is_root() {
            command.uid(owner);
        }
        Self(command.arg(seconds).current_dir(folder).spawn().unwrap())
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A folder whose last server left its two lock files, both naming the process `pid`.
fn stale(place: &Place, pid: impl FnOnce(&Place) -> u32) {
    let server = Server::start(&place.options()).unwrap();
    ask(&server.url("jalon"), "create table kept as select 7 as value").unwrap();
    let socket = place.home().join("postgres/socket/.s.PGSQL.5432.lock");
    let files = [place.pid_file(), socket].map(|path| (fs::read_to_string(&path).unwrap(), path));
    server.stop().unwrap();
    let pid = pid(place);
    for (said, path) in files {
        let (_, rest) = said.split_once('\n').unwrap();
        fs::write(&path, format!("{pid}\n{rest}")).unwrap();
        chown(&path, Some(place.owner()), None).unwrap();
    }
}

fn assert_starts(place: &Place) {
    let server = Server::start(&place.options()).unwrap();
    assert_eq!(ask(&server.url("jalon"), "select value from kept").unwrap(), "7");
    server.stop().unwrap();
}

#[test]
fn a_stale_pid_file_whose_number_nobody_has() {
    let place = Place::with_cluster();
    stale(&place, |_| {
        let mut gone = Command::new("true").spawn().unwrap();
        gone.wait().unwrap();
        gone.id()
    });
    assert_starts(&place);
}

#[test]
fn a_stale_pid_file_whose_number_another_process_has() {
    let place = Place::with_cluster();
    let mut stranger = None;
    stale(&place, |place| {
        stranger.insert(Stranger::start(place, "60", Path::new("/"))).0.id()
    });
    let begun = Instant::now();
    assert_starts(&place);
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    let mut stranger = stranger.unwrap();
    assert!(
        stranger.0.try_wait().unwrap().is_none(),
        "the other process is left alone"
    );
}

#[test]
fn a_dead_server_that_nobody_reaped() {
    let place = Place::with_cluster();
    let mut zombie = None;
    stale(&place, |place| {
        zombie.insert(Stranger::start(place, "0", Path::new("/"))).0.id()
    });
    await_zombie(zombie.as_ref().unwrap().0.id());
    assert_starts(&place);
}

/// Waits until a process has ended and nobody has reaped it (proc(5): state `Z`).
fn await_zombie(pid: u32) {
    let stat = format!("/proc/{pid}/stat");
    let begun = Instant::now();
    while cfg!(target_os = "linux") && !std::fs::read_to_string(&stat).unwrap().contains(") Z ") {
        assert!(begun.elapsed() < Duration::from_secs(60), "process {pid} does not end");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The pid file is the interlock of the data: it stays while any process of the old server does.
#[cfg(target_os = "linux")]
#[test]
fn the_data_are_not_taken_from_processes_that_still_leave() {
    let place = Place::with_cluster();
    let mut stranger = None;
    stale(&place, |place| {
        stranger.insert(Stranger::start(place, "60", Path::new("/"))).0.id()
    });
    let mut leaving = Stranger::start(&place, "2", &place.cluster());
    let waiting = std::thread::spawn(move || leaving.0.wait().map(|_| Instant::now()).unwrap());
    let server = Server::start(&place.options()).unwrap();
    let started = Instant::now();
    assert!(started > waiting.join().unwrap(), "it started beside them");
    server.stop().unwrap();
}

#[test]
fn a_cluster_half_made_is_made_again() {
    let place = Place::new();
    let half = place.home().join("postgres/data.new-1");
    fs::create_dir_all(&half).unwrap();
    fs::write(half.join("PG_VERSION"), "15\n").unwrap();
    // Made by root, given to the server's user: as after a kill between the two.
    let server = Server::start(&place.options()).unwrap();
    assert_eq!(ask(&server.url("jalon"), "select 1").unwrap(), "1");
    assert!(!half.exists());
    server.stop().unwrap();
}
