//! A service in another process, that can be killed.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, Stdio};

use jalon::database::embedded::{Options, Server};

/// A service in a process of its own: this test binary, run again.
pub struct Service {
    child: Child,
    /// Open to the end: it could not write its last line otherwise.
    _output: BufReader<ChildStdout>,
    pub url: String,
    pub postmaster: i32,
}

impl Service {
    /// Starts one on `options`, as `uid`; or the refusal it met.
    pub fn start(options: &Options, uid: u32) -> Result<Self, String> {
        Self::start_under(options, uid, "022")
    }

    /// The same, with another umask, which a process has but one of.
    pub fn start_under(options: &Options, uid: u32, umask: &str) -> Result<Self, String> {
        let test = concat!(module_path!(), "::service").split_once("::").unwrap().1;
        let mut command = Command::new("sh");
        command
            .args(["-c", "umask $0; exec \"$@\"", umask])
            .arg(std::env::current_exe().unwrap());
        command
            .args([test, "--exact", "--ignored", "--nocapture"])
            .env("SERVICE_HOME", &options.data_dir);
        command
            .env("SERVICE_TIED", options.tied.to_string())
            .env("SERVICE_DURABLE", options.durable.to_string());
        command.env("SERVICE_RUN_AS", options.run_as.as_deref().unwrap_or_default());
        // None of these may mislead the server's programs.
        command
            .env("PGDATA", "/nowhere")
            .env("PGPORT", "1")
            .env("PGUSER", "someone")
            .env("PGOPTIONS", "-x");
        if uid != rustix::process::geteuid().as_raw() {
            command.uid(uid).gid(uid);
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("run again");
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let said = output
            .by_ref()
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("SERVICE ").map(str::to_owned));
        let said = said.expect("the service says how its start went");
        let (kind, rest) = said.split_once(' ').unwrap();
        if kind == "refused" {
            child.wait().unwrap();
            return Err(rest.to_owned());
        }
        Ok(Self {
            child,
            _output: output,
            url: rest.to_owned(),
            postmaster: kind.parse().unwrap(),
        })
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop, as SIGTERM would; whether it did so well.
    pub fn stop(mut self) -> bool {
        drop(self.child.stdin.take());
        self.child.wait().unwrap().success()
    }
}

/// What the other process does: start, say so, stop when its input closes.
#[test]
#[ignore = "run by the other tests, as another process"]
fn service() {
    let set = |name| std::env::var(name).unwrap();
    let options = Options {
        durable: set("SERVICE_DURABLE") == "true",
        tied: set("SERVICE_TIED") == "true",
        run_as: Some(set("SERVICE_RUN_AS")).filter(|name| !name.is_empty()),
        ..Options::new(set("SERVICE_HOME"))
    };
    match Server::start(&options) {
        Err(refused) => println!("\nSERVICE refused {}", refused.to_string().replace('\n', " / ")),
        Ok(server) => {
            println!("\nSERVICE {} {}", server.pid(), server.url("jalon"));
            std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
            server.stop().unwrap();
        }
    }
}
