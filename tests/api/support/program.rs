//! The program itself, in a process and a folder of its own.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};

use serde_json::json;

use super::Client;

/// A service that runs; it ends with this value.
pub struct Program {
    process: Child,
    /// Open to the end: it could not write its last line otherwise.
    _output: BufReader<ChildStdout>,
    pub base_url: String,
    /// What it wrote to its standard error: its log.
    pub log: PathBuf,
}

impl Program {
    /// A folder that no other test has; it is new.
    pub fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("jalon-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        folder
    }

    /// A figure of the kernel's on the process' memory (proc(5), `status`), in KiB.
    pub fn memory(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// What the process holds now, in KiB; from now on the kernel notes anew the most it will hold.
    pub fn idle(&self) -> u64 {
        std::fs::write(format!("/proc/{}/clear_refs", self.process.id()), "5").unwrap();
        self.memory("VmRSS")
    }

    /// How it ended, once it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.process.try_wait().unwrap()
    }

    /// Ends it at once, as a crash does.
    pub fn crash(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// A command of the program, on a data folder and nothing of this process' environment.
    pub fn command(folder: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jalon"));
        command
            .args(words)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("JALON_DATA_DIR", folder);
        command
    }

    /// Runs a command to its end, with something on its standard input.
    pub fn run(mut command: Command, input: &str) -> Output {
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Makes the first administrator, by the command; gives what it wrote to its log.
    pub fn make_administrator(folder: &Path, name: &str, email: &str, password: &str) -> String {
        let mut command = Self::command(folder, &["account", "create", "--administrator", "--password-stdin"]);
        command.args(["--name", name, "--email", email, "--organisation-name", "Plateforme"]);
        command.env("JALON_LOG", "debug");
        let made = Self::run(command, password);
        let said = String::from_utf8(made.stderr).unwrap();
        assert!(made.status.success(), "{said}");
        said
    }

    /// Where the private database of a folder is.
    pub fn database_url(folder: &Path) -> String {
        format!(
            "host='{}' user=jalon dbname=jalon",
            folder.join("postgres/socket").display()
        )
    }

    /// A client without credentials.
    pub fn stranger(&self) -> Client {
        Client::new(&self.base_url, None)
    }

    /// A client of whoever signs in so.
    pub async fn sign_in(&self, email: &str, password: &str) -> Client {
        let body = json!({"email": email, "password": password});
        let tokens = self.stranger().post("/v1/auth/token", body).await.expect(200);
        Client::new(
            &self.base_url,
            Some(tokens["access_token"].as_str().unwrap().to_owned()),
        )
    }

    /// `jalon serve` on a free port, its log in a file of the folder.
    pub fn serve(folder: &Path, settings: &[(&str, &str)]) -> Self {
        Self::start(folder, "serve", settings)
    }

    /// A command that serves, on a free port.
    pub fn start(folder: &Path, word: &str, settings: &[(&str, &str)]) -> Self {
        std::fs::create_dir_all(folder).unwrap();
        let log = folder.join("service.log");
        let mut command = Self::command(folder, &[word, "--listen", "127.0.0.1:0"]);
        command
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap());
        let mut process = command.spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let base_url = loop {
            let mut greeting = String::new();
            let said = output.read_line(&mut greeting).unwrap();
            assert!(said > 0, "no greeting; see {}", log.display());
            let word = greeting.split_whitespace().find(|word| word.starts_with("http://"));
            if let Some(word) = word {
                break word.trim_end_matches(';').to_owned();
            }
        };
        Self {
            process,
            _output: output,
            base_url,
            log,
        }
    }

    /// Asks it to stop, as an operator does, and sees that it does.
    pub fn stop(&mut self) {
        let pid = rustix::process::Pid::from_child(&self.process);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
        assert!(self.process.wait().unwrap().success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
