//! How a project fares, from a draft to its publication and what says it right; and what its people can do.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::json;

use super::{RUNNING, Rehearsal, id};

pub(super) async fn status_reports(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, coordinator) = (accounts::ATELIER, accounts::DITP);
    let reports = format!("{RUNNING}/status-reports");
    let body = json!({
        "from": "2019-12-16", "until": "2020-01-13",
        "health": {"overall": "overcast", "tracks": {"roadmap": "cloudy", "prototype": "sunny"}},
        "done": "Le périmètre élargi est en place ; l'essai de février se prépare.",
        "next": "Recruter les associations volontaires.",
        "decisions_asked": "Élargir l'essai à une seconde région.",
        "support_needed": "Un interlocuteur de la direction pour arrêter la feuille de route.",
    });
    let made = rehearsal.post(expert, &reports, body).await?;
    let report = format!("{reports}/{}", id(&made));
    let edit = json!({"health": {"tracks": {"prototype": null}}, "decisions_asked": null});
    rehearsal.patch(expert, &report, edit).await?;
    rehearsal.post(expert, &format!("{report}/endorse"), json!({})).await?;
    rehearsal
        .post(coordinator, &format!("{report}/publish"), json!({}))
        .await?;
    let right = json!({
        "from": "2019-12-16", "until": "2020-01-13", "health": {"overall": "overcast"},
        "done": "Le périmètre élargi est en place ; l'essai de février est prêt.",
        "next": "Accueillir les associations volontaires.", "rectifies": made["id"],
    });
    let right = rehearsal.post(expert, &reports, right).await?;
    let right = format!("{reports}/{}", id(&right));
    let across = format!("/v1/programmes/{PROGRAMME}/status-reports");
    for path in [&reports, &report, &right, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    rehearsal.delete(expert, &right).await.map(drop)
}

pub(super) async fn skills(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (laureate, coordinator) = (accounts::ACOSS, accounts::DITP);
    let assessments = format!("{RUNNING}/skill-assessments");
    let body = json!({
        "moment": "end", "on": "2020-01-15",
        "levels": [
            {"domain": "Préparer des données", "counts": [0, 1, 3, 4, 1]},
            {"domain": "Évaluer un modèle", "counts": [1, 3, 3, 2, 0]},
            {"domain": "Conduire un projet d'IA", "counts": [0, 2, 3, 3, 1]},
        ],
    });
    let made = rehearsal.post(laureate, &assessments, body).await?;
    let right = json!({
        "moment": "end", "on": "2020-01-15", "corrects": made["id"],
        "levels": [
            {"domain": "Préparer des données", "counts": [0, 1, 3, 4, 1]},
            {"domain": "Évaluer un modèle", "counts": [0, 4, 3, 2, 0]},
            {"domain": "Conduire un projet d'IA", "counts": [0, 2, 3, 3, 1]},
        ],
    });
    rehearsal.post(coordinator, &assessments, right).await?;
    let one = format!("{assessments}/{}", id(&made));
    for path in [&assessments, &one, &format!("{RUNNING}/skills")] {
        rehearsal.get(coordinator, path).await?;
    }
    Ok(())
}
