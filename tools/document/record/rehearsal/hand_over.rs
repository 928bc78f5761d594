//! The hand-over of a project: what is asked for, provided, returned, verified, and done without.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::json;

use super::{RUNNING, Rehearsal, id};

pub(super) async fn hand_over(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, laureate, coordinator) = (accounts::ATELIER, accounts::ACOSS, accounts::DITP);
    let items = format!("{RUNNING}/hand-over");
    // The story opened another: what was deleted is asked for again.
    let opened = "/v1/projects/AMI-IA-2018-AFB/hand-over";
    let listed = rehearsal
        .get(coordinator, &format!("{opened}?kind=security_plan"))
        .await?;
    let mistake = format!("{opened}/{}", id(&listed["items"][0]));
    rehearsal.delete(coordinator, &mistake).await?;
    rehearsal
        .post(coordinator, &format!("{opened}/open"), json!({}))
        .await?;
    let body = json!({"kind": "other", "title": "Contrat de téléphonie"});
    let made = rehearsal.post(coordinator, &items, body).await?;
    let item = format!("{items}/{}", id(&made));
    let edit = json!({"description": "Les lignes que l'agent vocal occupe, et qui les tient après l'accompagnement."});
    rehearsal.patch(coordinator, &item, edit).await?;
    let evidence = "/v1/milestones/AMI-IA-2018-ACOSS-M05/evidence";
    let evidence = rehearsal.get(expert, evidence).await?;
    let provided = json!({"evidence": [
        {"title": "Contrat et avenants", "url": "https://pieces.example/acoss/contrat-de-telephonie"},
        id(&evidence["items"][0]),
    ]});
    let provide = format!("{item}/provide");
    rehearsal.post(expert, &provide, provided.clone()).await?;
    let across = format!("/v1/programmes/{PROGRAMME}/hand-over");
    for path in [&items, &item, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    let motive = json!({"motive": "Le contrat est celui de l'an dernier."});
    rehearsal.post(laureate, &format!("{item}/return"), motive).await?;
    rehearsal.post(expert, &provide, provided).await?;
    rehearsal.post(laureate, &format!("{item}/verify"), json!({})).await?;
    for (verb, motive) in [
        ("reopen", "Le contrat est renouvelé en mars."),
        ("waive", "La direction de la téléphonie le tient déjà."),
    ] {
        let body = json!({"motive": motive});
        rehearsal.post(coordinator, &format!("{item}/{verb}"), body).await?;
    }
    Ok(())
}
