//! The largest file that is taken, by the program itself: memory does not grow with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::{place, sha256};
use crate::support::{Form, World, pdf};

const LARGEST: usize = 50 * 1024 * 1024;
const ALLOWED_KIB: u64 = 20 * 1000 * 1000 / 1024;

/// The program, on the database and with the key of the test's own service.
struct Program(Child);

impl Program {
    fn start(world: &World) -> (Self, String) {
        let mut process = Command::new(env!("CARGO_BIN_EXE_jalon"))
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--today",
                "2019-03-04",
                "--data-dir",
            ])
            .arg(&world.app.folder)
            .env_clear()
            .env("DATABASE_URL", world.app.database.url())
            .env("JALON_SIGNING_KEY_FILE", world.app.signing_key_file())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut greeting = String::new();
        let stdout = process.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut greeting).unwrap();
        let base_url = greeting.split_whitespace().find(|word| word.starts_with("http://"));
        (Self(process), base_url.unwrap().to_owned())
    }

    /// A figure of the kernel's on the process, in KiB.
    fn memory(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// What the process holds now; from now on the kernel notes the most it will hold.
    fn idle(&self) -> u64 {
        std::fs::write(format!("/proc/{}/clear_refs", self.0.id()), "5").unwrap();
        self.memory("VmRSS")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(target_os = "linux")]
#[actix_web::test]
async fn fifty_mebibytes_cost_less_than_twenty_megabytes() {
    let world = World::new().await;
    let path = place(&world).await;
    let (program, base_url) = Program::start(&world);
    let client = world.alpha_expert.at(&base_url);
    // Once through every path with a small file: pages of the program itself are no growth.
    let small = client.upload(&path, &Form::report(&pdf(2000))).await.expect(201);
    client.get(small["content"].as_str().unwrap()).await;
    let content = pdf(LARGEST);
    let form = Form::report(&content);
    let idle = program.idle();
    println!("idle: {idle} KiB");
    let made = client.upload(&path, &form).await.expect(201);
    let uploaded = program.memory("VmHWM");
    println!("upload: {uploaded} KiB");
    assert_eq!(made["file"]["size"], LARGEST);
    assert_eq!(made["file"]["sha256"], sha256(&content));
    assert!(
        uploaded < idle + ALLOWED_KIB,
        "{uploaded} KiB at most during the upload, {idle} KiB before"
    );
    let idle = program.idle();
    let given = client.get(made["content"].as_str().unwrap()).await;
    let downloaded = program.memory("VmHWM");
    assert_eq!(given.status, 200);
    assert_eq!(given.header("Content-Length"), LARGEST.to_string());
    assert!(
        downloaded < idle + ALLOWED_KIB,
        "{downloaded} KiB for the download, {idle} KiB before"
    );
    println!("download: {downloaded} KiB, from {idle} KiB");
    let refused = client.upload(&path, &Form::report(&pdf(LARGEST + 1))).await;
    refused.refused(413, "payload_too_large");
}
