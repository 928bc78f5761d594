//! Before anything is measured: the bare handler gives the same JSON as the service.

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::contender::Server;
use crate::requests::Ground;
use crate::results::Who;
use crate::rounds::Contender;
use crate::works::Work;

/// What differs between two answers that are the same: new ids, instants, keys, and cursors, whose
/// form is each server's own.
const OWN: [&str; 5] = ["id", "recorded_at", "next", "key", "updated_at"];

/// What the service's portfolio tells besides what it told when the bare handler was written: the more it costs, the more the
/// ratio says so.
const TOLD_SINCE: [&str; 4] = ["last_report_on", "top_risk", "data_blocked", "readiness"];
/// The same of a project.
const TOLD_OF_PROJECT_SINCE: [&str; 3] = ["application", "replaces", "replaced_by"];

/// The same of an entry.
const TOLD_OF_ENTRY_SINCE: [&str; 2] = ["reverses", "reversed_by"];

/// Fails where the bare handlers answer otherwise than the service.
pub async fn same_answers(contenders: &[Contender], works: &[Work]) -> anyhow::Result<()> {
    let service = contenders
        .iter()
        .find(|contender| contender.who == Who::Service)
        .context("no service")?;
    let bare = |contender: &&Contender| matches!(contender.who, Who::Bare | Who::BareWithRights);
    for work in works.iter().filter(|work| work.is_compared()) {
        for turn in 0..3 {
            let wanted = ask(service, *work, turn).await?;
            for contender in contenders.iter().filter(bare) {
                let given = ask(contender, *work, turn).await?;
                let told = format!(
                    "{} answers otherwise than the service: {}",
                    contender.who.name(),
                    work.name()
                );
                ensure!(given == wanted, "{told}:\n{given}\nand not\n{wanted}");
            }
        }
    }
    Ok(())
}

async fn ask(contender: &Contender, work: Work, turn: u64) -> anyhow::Result<Value> {
    let server: &Server = contender.server.as_ref().context("no server")?;
    let ground = Ground {
        run: format!("check-{}-{:?}", std::process::id(), contender.who),
        ..contender.ground.clone()
    };
    let request = ground.request(work, 77, turn);
    let answer = server.ask(&request.bytes).await?;
    let text = String::from_utf8_lossy(&answer.body);
    ensure!(
        answer.status == request.status,
        "{}: {}: {} {text}",
        contender.who.name(),
        work.name(),
        answer.status
    );
    let mut value: Value = serde_json::from_slice(&answer.body)?;
    strip(&mut value, work.is_write(), true);
    if let Some(projects) = value.get_mut("projects").and_then(Value::as_array_mut) {
        for project in projects.iter_mut().filter_map(Value::as_object_mut) {
            project.retain(|name, _| !TOLD_SINCE.contains(&name.as_str()));
        }
    }
    if let (Work::Project | Work::SameProject, Some(project)) = (work, value.as_object_mut()) {
        project.retain(|name, _| !TOLD_OF_PROJECT_SINCE.contains(&name.as_str()));
    }
    if let (Work::Log, Some(entry)) = (work, value.as_object_mut()) {
        entry.retain(|name, _| !TOLD_OF_ENTRY_SINCE.contains(&name.as_str()));
    }
    if work == Work::Batch {
        let results = value["results"].as_array().context("no results")?;
        let refused = results.iter().find(|line| line["status"] != 201);
        ensure!(
            refused.is_none(),
            "{}: a line is refused: {refused:?}",
            contender.who.name()
        );
    }
    Ok(value)
}

/// Takes away what is each answer's own: of a read only the cursor.
fn strip(value: &mut Value, written: bool, top: bool) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| {
                !(if written {
                    OWN.contains(&name.as_str())
                } else {
                    top && name == "next"
                })
            });
            fields.values_mut().for_each(|value| strip(value, written, false));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| strip(value, written, false)),
        _ => {}
    }
}
