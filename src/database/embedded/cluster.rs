//! The cluster: made once, in a folder of another name, so that one half made is never taken
//! for one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::error::StartError;
use super::identity::Identity;
use super::places::Places;
use super::programs::Programs;

/// The database of the service.
pub const DATABASE: &str = "jalon";
/// The role that owns it, and no superuser.
pub const OWNER: &str = "jalon";
/// The role that may everything.
pub const SUPERUSER: &str = "postgres";

/// What a small service wants. Written when the cluster is made; from then on the file is its
/// operator's. What must hold whatever the file says is on the server's command line instead.
/// The log is kept clear of what people wrote: no parameters, no values of refused rows.
const SETTINGS: &str = "
# Jalon's choices; they override what stands above.
max_connections = 60
shared_buffers = 128MB
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_min_duration_statement = 1s
log_parameter_max_length = 0
log_error_verbosity = terse
log_lock_waits = on
log_checkpoints = off
";

/// The major version that made the cluster, and where it says so; `None` when there is none yet.
pub(super) fn major(places: &Places) -> Result<Option<(PathBuf, u32)>, StartError> {
    if !places.cluster.exists() {
        return Ok(None);
    }
    let version = places.cluster.join("PG_VERSION");
    let said = match fs::read_to_string(&version) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        said => said.map_err(StartError::refused("read", version))?,
    };
    let major = said.trim().split('.').next().and_then(|major| major.parse().ok());
    let major = major.ok_or_else(|| StartError::NotACluster(places.cluster.clone()))?;
    Ok(Some((places.cluster.clone(), major)))
}

/// Makes the cluster unless it is there.
pub(super) fn make(places: &Places, identity: &Identity, programs: &Programs, durable: bool) -> Result<(), StartError> {
    if places.cluster.exists() {
        return Ok(());
    }
    remove_drafts(places)?;
    // Named after this process: a killed one's `initdb` may still be writing to its own.
    let draft = places.leaf.join(format!("data.new-{}", std::process::id()));
    tracing::info!(folder = %places.leaf.display(), user = identity.name, "making the embedded PostgreSQL cluster");

    let mut initdb = identity.command(&programs.path("initdb"), &places.leaf);
    initdb.args(["--encoding=UTF8", "--auth-local=trust", "--auth-host=reject"]);
    initdb.arg(format!("--username={SUPERUSER}")).arg("-D").arg(&draft);
    // Code points sort alike on every machine; macOS has no such locale but, from 17 on, PostgreSQL has.
    match (cfg!(target_os = "macos"), programs.major) {
        (false, _) => initdb.arg("--locale=C.UTF-8"),
        (true, 17..) => initdb.args(["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]),
        (true, _) => initdb.arg("--locale=C"),
    };
    initdb.arg(if durable { "--data-checksums" } else { "--no-sync" });
    run("initdb", initdb, "")?;

    let config = draft.join("postgresql.conf");
    OpenOptions::new()
        .append(true)
        .open(&config)
        .and_then(|mut file| file.write_all(SETTINGS.as_bytes()))
        .map_err(StartError::refused("write", config))?;

    // Single-user mode: neither a socket nor a client program is needed.
    let mut single = identity.command(&programs.path("postgres"), &places.leaf);
    single
        .arg("--single")
        .arg("-D")
        .arg(&draft)
        .args(["-c", "exit_on_error=on"]);
    if !durable {
        single.args(["-c", "fsync=off"]);
    }
    single.arg("postgres");
    run(
        "postgres",
        single,
        &format!("create role {OWNER} login\ncreate database {DATABASE} owner {OWNER}\n"),
    )?;

    fs::rename(&draft, &places.cluster).map_err(StartError::refused("rename", &draft))?;
    // The new name is not on the disk until its folder is.
    File::open(&places.leaf)
        .and_then(|leaf| leaf.sync_all())
        .map_err(StartError::refused("sync", &places.leaf))
}

/// Removes what an interrupted making left: it was never used.
fn remove_drafts(places: &Places) -> Result<(), StartError> {
    let entries = fs::read_dir(&places.leaf).map_err(StartError::refused("read", &places.leaf))?;
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with("data.new") {
            fs::remove_dir_all(entry.path()).map_err(StartError::refused("remove", entry.path()))?;
        }
    }
    Ok(())
}

/// Runs one program to its end, feeding it `input`.
fn run(program: &'static str, mut command: Command, input: &str) -> Result<(), StartError> {
    let path = Path::new(command.get_program()).to_owned();
    let feed = || -> io::Result<Output> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // One that ends early closes its input; what it said then matters more.
            let _ = stdin.write_all(input.as_bytes());
        }
        child.wait_with_output()
    };
    let answer = { feed }().map_err(StartError::refused("run", path))?;
    if answer.status.success() {
        return Ok(());
    }
    let said = [answer.stdout, answer.stderr].concat();
    Err(StartError::NotMade {
        program,
        said: String::from_utf8_lossy(&said).trim().to_owned(),
    })
}
