//! The team of a project: who joins it, who leaves, who is erased.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::json;

use super::{RUNNING, Rehearsal, id};

pub(super) async fn team(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (laureate, coordinator) = (accounts::ACOSS, accounts::DITP);
    let team = format!("{RUNNING}/team");
    let body = json!({
        "function": "change", "person": {"name": "Animatrice du réseau des associations", "email": "reseau@example.fr"},
        "share": 40, "from": "2020-01-13",
    });
    let made = rehearsal.post(laureate, &team, body).await?;
    let member = format!("{team}/{}", id(&made));
    let edit = json!({"person": {"email": null}, "share": 60, "until": "2020-07-01"});
    rehearsal.patch(coordinator, &member, edit).await?;
    let across = format!("/v1/programmes/{PROGRAMME}/team");
    for path in [&team, &member, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    rehearsal.post(laureate, &format!("{member}/erase"), json!({})).await?;
    let expert = rehearsal.cast.account(accounts::ATELIER)?;
    let mistake = json!({"function": "it", "account": expert, "from": "2020-01-13"});
    let mistake = rehearsal.post(laureate, &team, mistake).await?;
    let mistake = format!("{team}/{}", id(&mistake));
    rehearsal.delete(laureate, &mistake).await.map(drop)
}
