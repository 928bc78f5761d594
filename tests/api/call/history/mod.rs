//! What was done to an application, told to the coordinators of its programme.

mod rights;
mod sentences;
mod told;

use serde_json::{Value, json};

use super::{
    GRIDS, acted, applied, assigned, column, elsewhere, grid, id_of, juror, led_to, made, page_by_page, project_of,
    submitted,
};
use crate::support::{Client, World};

/// Why a coordinator refuses an application.
const MOTIVE: &str = "Décision du comité.";

/// An application to which something of each kind was done.
struct Lived {
    world: World,
    application: String,
    /// Who judges it.
    juror: Client,
    /// Who was asked by mistake, and judges it no more.
    mistaken: Client,
    /// What was done, as a page tells it.
    done: Vec<String>,
}

/// Where it is told what was done to an application.
fn history(application: &str) -> String {
    format!("{application}/history")
}

/// What a page tells, the newest first: "entity id action" each.
pub fn told(page: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let items = page["items"].as_array().unwrap().iter();
    items
        .map(|it| {
            [&it["entity"], &it["entity_id"], &it["action"]["code"]]
                .map(text)
                .join(" ")
        })
        .collect()
}

/// The same, as it should be of what was done in this order.
pub fn done(all: &[(&str, &str, &str)]) -> Vec<String> {
    let newest_first = all.iter().rev();
    newest_first
        .map(|(entity, path, action)| format!("{entity} {} {action}", id_of(path)))
        .collect()
}

/// Attaches a link, and gives its path.
async fn attached(who: &Client, application: &str) -> String {
    let link = json!({"type": "application_file", "title": "Dossier", "url": "https://depot.example/dossier"});
    made(who, &format!("{application}/evidence"), link).await
}

impl Lived {
    /// It was edited and handed in with something; one juror judged it, another was asked by mistake; it was refused.
    async fn new() -> Self {
        let world = World::new().await;
        let who = world.coordinator.with("If-Match", "*");
        made(&who, GRIDS, grid(json!({}))).await;
        let (juror, mistaken) = (juror(&world, "Jurée").await, juror(&world, "Juré").await);
        let application = applied(&world, json!({})).await;
        who.patch(&application, json!({"title": "Relu"})).await.expect(200);
        let piece = attached(&who, &application).await;
        let evaluation = assigned(&world, &application, &juror).await;
        let mistake = assigned(&world, &application, &mistaken).await;
        let draft = json!({"comment": "Brouillon."});
        let writing = mistaken.with("If-Match", "*");
        writing.patch(&mistake, draft).await.expect(200);
        who.delete(&mistake).await.expect(204);
        submitted(&juror, &evaluation).await;
        for verb in ["admit", "refuse"] {
            acted(&world, &application, verb).await;
        }
        let done = done(&[
            ("application", &application, "created"),
            ("application", &application, "updated"),
            ("evidence", &piece, "created"),
            ("evaluation", &evaluation, "created"),
            ("evaluation", &mistake, "created"),
            ("evaluation", &mistake, "updated"),
            ("evaluation", &mistake, "deleted"),
            ("evaluation", &evaluation, "updated"),
            ("evaluation", &evaluation, "submitted"),
            ("application", &application, "admitted"),
            ("application", &application, "refused"),
        ]);
        Self {
            world,
            application,
            juror,
            mistaken,
            done,
        }
    }
}
