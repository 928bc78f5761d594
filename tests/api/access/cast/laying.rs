//! Grants and service accounts, laid by SQL.

use jalon::access::{hash_key, secret};
use uuid::Uuid;

use super::SYSTEM;
use crate::support::Laying;

/// A grant that began long ago, and ended or did not.
pub fn grant(lay: &mut Laying, account: Uuid, role: &str, programme: Uuid, until: Option<&str>) -> Uuid {
    let id = Uuid::now_v7();
    let until = until.map_or("null".to_owned(), |until| format!("'{until}'"));
    lay.row(
        "grant",
        id,
        "grants",
        "id, account_id, role, programme_id, until_on, created_at, updated_at, updated_by",
        &format!("'{id}', '{account}', '{role}', '{programme}', {until}, now(), now(), '{SYSTEM}'"),
    );
    id
}

/// A service account: its id and its key.
pub fn service(lay: &mut Laying, organisation: Uuid, scopes: &[&str]) -> (Uuid, String) {
    let id = Uuid::now_v7();
    let key = secret::make_key(id).unwrap();
    lay.row(
        "account",
        id,
        "accounts",
        "id, kind, organisation_id, scopes, created_at, updated_at, updated_by",
        &format!(
            "'{id}', 'service', '{organisation}', '{{{}}}', now(), now(), '{SYSTEM}'",
            scopes.join(",")
        ),
    );
    lay.more(&format!(
        "insert into identities (account_id, name, secret_hash) values ('{id}', 'Service', '{}');",
        hash_key(&key)
    ));
    (id, key)
}
