//! Whether a project is ready to launch: its gates, what is waived, the verdict, and where the ready ones are found.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::json;

use super::{RUNNING, Rehearsal, id};

pub(super) async fn waivers(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    let waivers = format!("{RUNNING}/readiness/waivers");
    let body = json!({
        "gate": "roadmap", "until": "2020-03-16",
        "motive": "Rien n'est arrêté à long terme avant le budget de l'an prochain.",
    });
    let made = rehearsal.post(coordinator, &waivers, body).await?;
    let waiver = format!("{waivers}/{}", id(&made));
    for path in [&format!("{RUNNING}/readiness"), &waivers, &waiver] {
        rehearsal.get(coordinator, path).await?;
    }
    let motive = json!({"motive": "Le budget est arrêté plus tôt que prévu."});
    rehearsal
        .post(coordinator, &format!("{waiver}/revoke"), motive)
        .await
        .map(drop)
}

pub(super) async fn verdicts(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    // Whose organisation has authority over the hand-over.
    let coordinator = accounts::DITP;
    let verdicts = format!("{RUNNING}/verdicts");
    let body = json!({
        "verdict": "ready_with_reservations",
        "motive": "L'essai est concluant ; restent la feuille de route et la passation.",
    });
    let made = rehearsal.post(coordinator, &verdicts, body).await?;
    let verdict = format!("{verdicts}/{}", id(&made));
    let across = format!("/v1/programmes/{PROGRAMME}/verdicts");
    let nursery = format!("/v1/programmes/{PROGRAMME}/nursery");
    for path in [&verdicts, &verdict, &across, &nursery] {
        rehearsal.get(coordinator, path).await?;
    }
    Ok(())
}
