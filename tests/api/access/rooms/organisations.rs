//! Organisations: seen by whoever sees what names them, edited by coordinators and administrators.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Organisation, Platform};

pub fn rows() -> Vec<Row> {
    vec![
        Row::of("list_organisations", Platform, &[], EVERYONE),
        Row::of("create_organisation", Platform, &[], ADMINISTRATOR_OR_COORDINATORS)
            .sends(|_| json!({"name": "Institut nouveau", "kind": "research_institute"})),
        Row::of("get_organisation", Organisation, &["organisation"], EVERYONE),
        Row::of(
            "update_organisation",
            Organisation,
            &["organisation"],
            ADMINISTRATOR_OR_COORDINATORS,
        )
        .sends(|_| json!({"short_name": "ABC"})),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Organisations").await;
}
