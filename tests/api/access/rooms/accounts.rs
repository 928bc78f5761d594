//! Accounts, service accounts and grants: administrators', and inside a programme its
//! coordinators'. Everyone sees its own.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Account, Platform};
use crate::access::place::Target::{Foreign, Named};

pub fn rows() -> Vec<Row> {
    vec![
        Row::of("list_accounts", Platform, &[], ADMINISTRATOR_OR_COORDINATORS),
        Row::of("create_account", Platform, &[], ADMINISTRATOR).sends(|stage| {
            let email = format!("nouveau.{}@example.test", stage.number);
            json!({"name": "Nouveau", "email": email, "organisation": stage.json("laureate")})
        }),
        Row::of("get_account", Account, &["account"], EVERYONE),
        Row::of("update_account", Account, &["account"], ADMINISTRATOR).sends(|_| json!({"name": "Autre nom"})),
        Row::of("deactivate_account", Account, &["account"], ADMINISTRATOR)
            .sends(|_| json!({}))
            .only(&[Named, Foreign]),
        Row::of("create_invitation", Account, &["account"], ADMINISTRATOR).sends(|_| json!({})),
        Row::of("list_grants", Account, &["account"], EVERYONE),
        Row::of("create_grant", Account, &["account"], ADMINISTRATOR_OR_COORDINATORS)
            .sends(|stage| json!({"role": "observer", "programme": stage.json("programme")})),
        Row::of("create_grant", Account, &["account"], ADMINISTRATOR)
            .case("juror's role")
            .sends(|stage| json!({"role": "juror", "programme": stage.json("programme")})),
        Row::of("create_grant", Account, &["account"], ADMINISTRATOR)
            .case("administrator's role")
            .sends(|_| json!({"role": "administrator"}))
            .only(&[Named, Foreign]),
        Row::of("get_grant", Account, &["account", "grant"], EVERYONE).only(&[Named, Foreign]),
        Row::of(
            "update_grant",
            Account,
            &["account", "grant"],
            ADMINISTRATOR_OR_COORDINATORS,
        )
        .sends(|_| json!({"until": "2019-06-01"}))
        .only(&[Named, Foreign]),
        Row::of(
            "update_grant",
            Account,
            &["account", "coordinator's grant"],
            ADMINISTRATOR,
        )
        .case("coordinator's role")
        .sends(|_| json!({"until": "2019-06-01"}))
        .only(&[Named, Foreign]),
        Row::of("list_service_accounts", Platform, &[], ADMINISTRATOR),
        Row::of("create_service_account", Platform, &[], ADMINISTRATOR).sends(
            |stage| json!({"name": "Tableau", "organisation": stage.json("laureate"), "scopes": ["portfolio:read"]}),
        ),
        Row::of("create_service_account_key", Account, &["service"], ADMINISTRATOR)
            .sends(|_| json!({}))
            .only(&[Named, Foreign]),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Accounts and grants").await;
}
