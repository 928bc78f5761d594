//! What outlasts a project: roadmaps and reuses, for those who lead it to write; observers read what was adopted.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Programme, Project};

/// Those who see a project and not what it only means to do.
const UNTOLD: Who = &[Observer];

pub fn rows() -> Vec<Row> {
    [roadmap(), reuses()].concat()
}

/// An order names all items, so it is made in a project of its own.
fn roadmap() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    vec![
        Row::of("list_roadmap_items", Project, &["home"], VIEWERS),
        Row::of("list_programme_roadmap_items", Programme, &["programme"], VIEWERS),
        Row::of("get_roadmap_item", Project, &["home", "roadmap item"], READERS)
            .case("proposed")
            .hidden_from(UNTOLD),
        Row::of("get_roadmap_item", Project, &["home", "adopted roadmap item"], VIEWERS).case("adopted"),
        Row::of("create_roadmap_item", Project, &["home"], LEADERS)
            .sends(|_| json!({"kind": "skills", "title": "Former les agents", "horizon": "short", "position": 1})),
        Row::of("update_roadmap_item", Project, &["home", "roadmap item"], LEADERS)
            .hidden_from(UNTOLD)
            .sends(|_| json!({"horizon": "medium", "due_on": "2019-09-30"})),
        Row::of("delete_roadmap_item", Project, &["home", "roadmap item"], LEADERS).hidden_from(UNTOLD),
        Row::of("adopt_roadmap_item", Project, &["home", "roadmap item"], LEADERS)
            .hidden_from(UNTOLD)
            .sends(nothing),
        Row::of(
            "finish_roadmap_item",
            Project,
            &["home", "adopted roadmap item"],
            LEADERS,
        )
        .sends(nothing),
        Row::of("drop_roadmap_item", Project, &["home", "adopted roadmap item"], LEADERS)
            .sends(|_| json!({"motive": "Repris par un autre service."})),
        Row::of("reorder_roadmap_items", Project, &["project"], LEADERS)
            .with(&["roadmap item", "adopted roadmap item"])
            .sends(|stage| json!({"items": [stage.json("adopted roadmap item"), stage.json("roadmap item")]})),
    ]
}

fn reuses() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    vec![
        Row::of("list_reuses", Project, &["home"], VIEWERS),
        Row::of("list_programme_reuses", Programme, &["programme"], VIEWERS),
        Row::of("get_reuse", Project, &["home", "reuse"], READERS)
            .case("a contact")
            .hidden_from(UNTOLD),
        Row::of("get_reuse", Project, &["home", "adopted reuse"], VIEWERS).case("adopted"),
        Row::of("create_reuse", Project, &["home"], LEADERS)
            .sends(|_| json!({"by": {"name": "Une autre autorité"}, "what": "method"})),
        Row::of("update_reuse", Project, &["home", "reuse"], LEADERS)
            .hidden_from(UNTOLD)
            .sends(|_| json!({"what": "code", "url": "https://code.example/reprise"})),
        Row::of("delete_reuse", Project, &["home", "reuse"], LEADERS).hidden_from(UNTOLD),
        Row::of("try_reuse", Project, &["home", "reuse"], LEADERS)
            .hidden_from(UNTOLD)
            .sends(nothing),
        Row::of("adopt_reuse", Project, &["home", "tried reuse"], LEADERS)
            .hidden_from(UNTOLD)
            .sends(nothing),
        Row::of("abandon_reuse", Project, &["home", "adopted reuse"], LEADERS)
            .sends(|_| json!({"motive": "Leurs données ne s'y prêtent pas."})),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Roadmaps and reuses").await;
}
