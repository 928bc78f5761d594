//! The months of a mission: closed, countersigned, reopened, and an entry that takes back what was countersigned.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::json;

use super::{RUNNING, Rehearsal, id};

pub(super) async fn months(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, coordinator) = (accounts::ATELIER, accounts::DINSIC);
    // A provider is shown its own.
    let missions = rehearsal.get(expert, &format!("{RUNNING}/missions")).await?;
    let mission = format!("/v1/missions/{}", id(&missions["items"][0]));
    let (month, before) = (format!("{mission}/months/2019-12"), format!("{mission}/months/2019-11"));
    rehearsal.post(expert, &format!("{month}/close"), json!({})).await?;
    let waiting = format!("/v1/programmes/{PROGRAMME}/mission-months?state=closed");
    rehearsal.get(coordinator, &waiting).await?;
    rehearsal
        .post(coordinator, &format!("{month}/countersign"), json!({}))
        .await?;
    for path in [&format!("{mission}/effort"), &month] {
        rehearsal.get(coordinator, path).await?;
    }
    let log = format!("{RUNNING}/progress-entries");
    let countersigned = format!("{log}?track=technical_support&since=2019-12-01&until=2020-01-01");
    let entries = rehearsal.get(expert, &countersigned).await?;
    let reversal = json!({
        "track": "technical_support", "occurred_on": rehearsal.day, "done": "Séance saisie deux fois.",
        "reverses": id(&entries["items"][0]),
    });
    rehearsal.post(expert, &log, reversal).await?;
    rehearsal.post(expert, &format!("{before}/close"), json!({})).await?;
    let motive = json!({"motive": "Une séance de formation manque."});
    rehearsal
        .post(coordinator, &format!("{before}/reopen"), motive)
        .await
        .map(drop)
}
