//! What belongs to nobody: the pages for machines, the vocabulary, signing in and out.

use serde_json::json;

use super::*;
use crate::access::cast::PASSWORD;
use crate::access::place::Place::{Door, Platform};

/// A service account has no sign-in to end and no password to change.
const PEOPLE: Who = &[
    Authority,
    Coordinator,
    Elsewhere,
    Laureate,
    Provider,
    OtherTrack,
    InGrace,
    PastGrace,
    GrantOver,
    Juror,
    Observer,
    Administrator,
    Nobody,
];

pub fn rows() -> Vec<Row> {
    let open = |operation| Row::of(operation, Door, &[], EVERYONE);
    vec![
        open("get_docs"),
        open("get_document"),
        open("get_document_3_0"),
        open("get_index"),
        open("get_jwks"),
        open("get_live"),
        open("get_metrics"),
        open("get_ready"),
        open("get_security_contact"),
        open("get_version"),
        open("list_problems"),
        Row::of("get_problem", Door, &["code"], EVERYONE),
        open("create_token").sends(|stage| json!({"email": stage.id("email"), "password": PASSWORD})),
        open("refresh_session").sends(|stage| json!({"refresh_token": stage.id("refresh")})),
        open("accept_invitation")
            .sends(|stage| json!({"secret": stage.id("invitation"), "password": "une autre phrase longue"})),
        Row::of("get_vocabulary", Platform, &[], EVERYONE).scopeless(),
        Row::of("get_me", Platform, &[], EVERYONE).scopeless(),
        Row::of("end_session", Platform, &[], PEOPLE)
            .sends(|_| json!({}))
            .last(),
        Row::of("change_password", Platform, &[], PEOPLE)
            .sends(|_| json!({"current_password": PASSWORD, "new_password": "une autre phrase longue"}))
            .last(),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("The platform and signing in").await;
}
