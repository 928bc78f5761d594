//! The clock of a project: suspensions, extensions, and its end taken back.

use jalon::demonstration::accounts;
use serde_json::json;

use super::{PROJECT, Rehearsal, id};

pub(super) async fn clocks(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    let body = json!({"from": "2020-06-01", "motive": "Congés de l'équipe.", "shift_forecasts": false});
    let trial = format!("{PROJECT}/suspensions?dry_run=true");
    rehearsal.post(coordinator, &trial, body.clone()).await?;
    let made = rehearsal
        .post(coordinator, &format!("{PROJECT}/suspensions"), body)
        .await?;
    let suspension = format!("{PROJECT}/suspensions/{}", id(&made));
    rehearsal
        .patch(coordinator, &suspension, json!({"from": "2020-06-02"}))
        .await?;
    rehearsal
        .post(
            coordinator,
            &format!("{suspension}/resume"),
            json!({"on": "2020-06-09"}),
        )
        .await?;
    rehearsal
        .post(
            coordinator,
            &format!("{suspension}/cancel"),
            json!({"motive": "Saisie par erreur."}),
        )
        .await?;
    let body = json!({"useful_months": 1, "motive": "Recette plus longue."});
    let trial = format!("{PROJECT}/extensions?dry_run=true");
    rehearsal.post(coordinator, &trial, body.clone()).await?;
    let made = rehearsal
        .post(coordinator, &format!("{PROJECT}/extensions"), body)
        .await?;
    let extension = format!("{PROJECT}/extensions/{}", id(&made));
    rehearsal
        .post(
            coordinator,
            &format!("{extension}/cancel"),
            json!({"motive": "Saisie par erreur."}),
        )
        .await?;
    rehearsal
        .post(
            coordinator,
            &format!("{PROJECT}/withdraw"),
            json!({"motive": "Saisie par erreur."}),
        )
        .await?;
    rehearsal
        .post(
            coordinator,
            &format!("{PROJECT}/reopen"),
            json!({"motive": "Retrait saisi par erreur."}),
        )
        .await
        .map(drop)
}
