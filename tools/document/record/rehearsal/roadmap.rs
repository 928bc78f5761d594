//! What outlasts the accompaniment: a roadmap and its order, what others take over.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::{Value, json};

use super::{RUNNING, Rehearsal, id};

pub(super) async fn roadmap(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (laureate, coordinator) = (accounts::ACOSS, accounts::DITP);
    let items = format!("{RUNNING}/roadmap-items");
    let body = json!({
        "kind": "organisation", "title": "Nommer un référent de l'agent vocal dans chaque équipe", "horizon": "short",
        "due_on": "2020-04-30", "position": 1,
    });
    let made = rehearsal.post(laureate, &items, body).await?;
    let item = format!("{items}/{}", id(&made));
    let owner = rehearsal.cast.account(laureate)?;
    let edit = json!({"owner": owner, "due_on": "2020-05-29", "position": 2});
    rehearsal.patch(coordinator, &item, edit).await?;
    rehearsal.post(laureate, &format!("{item}/adopt"), json!({})).await?;
    let across = format!("/v1/programmes/{PROGRAMME}/roadmap-items");
    for path in [&item, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    let listed = rehearsal.get(laureate, &items).await?;
    let order = listed["items"].as_array().into_iter().flatten();
    let order: Vec<Value> = order.rev().map(|item| item["id"].clone()).collect();
    let order = json!({"items": order});
    rehearsal.post(laureate, &format!("{items}/reorder"), order).await?;
    rehearsal.post(laureate, &format!("{item}/finish"), json!({})).await?;
    let body = json!({"kind": "tool", "title": "Ouvrir l'agent vocal la nuit", "horizon": "long"});
    let given_up = rehearsal.post(laureate, &items, body.clone()).await?;
    let given_up = format!("{items}/{}", id(&given_up));
    let motive = json!({"motive": "Aucun conseiller ne reprend les appels la nuit."});
    rehearsal.post(coordinator, &format!("{given_up}/drop"), motive).await?;
    let mistake = rehearsal.post(laureate, &items, body).await?;
    let mistake = format!("{items}/{}", id(&mistake));
    rehearsal.delete(laureate, &mistake).await.map(drop)
}

pub(super) async fn reuses(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (laureate, coordinator) = (accounts::ACOSS, accounts::DITP);
    let reuses = format!("{RUNNING}/reuses");
    let body = json!({"by": {"name": "Centre national d'un autre titre simplifié"}, "what": "method"});
    let made = rehearsal.post(laureate, &reuses, body).await?;
    let reuse = format!("{reuses}/{}", id(&made));
    let edit = json!({"what": "code", "url": "https://code.example/acoss/agent-vocal"});
    rehearsal.patch(laureate, &reuse, edit).await?;
    rehearsal.post(laureate, &format!("{reuse}/try"), json!({})).await?;
    rehearsal
        .post(coordinator, &format!("{reuse}/adopt"), json!({}))
        .await?;
    let across = format!("/v1/programmes/{PROGRAMME}/reuses");
    for path in [&reuses, &reuse, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    let organisation = rehearsal.cast.organisation("DGAL")?;
    let body = json!({"by": {"organisation": organisation}, "what": "training"});
    let given_up = rehearsal.post(coordinator, &reuses, body.clone()).await?;
    let given_up = format!("{reuses}/{}", id(&given_up));
    let motive = json!({"motive": "Leurs agents suivent une autre formation."});
    rehearsal
        .post(coordinator, &format!("{given_up}/abandon"), motive)
        .await?;
    let mistake = rehearsal.post(coordinator, &reuses, body).await?;
    let mistake = format!("{reuses}/{}", id(&mistake));
    rehearsal.delete(coordinator, &mistake).await.map(drop)
}
