//! What each constraint of the database means to a client, or why no client meets it.

mod unreachable;

use std::collections::BTreeSet;

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};
use jalon::http::constraint::explain;
use jalon::http::{ApiError, ProblemCode};

use unreachable::UNREACHABLE;

use crate::support::TestApp;

/// Every name that a refusal of the database can have: constraints, unique indexes, and what triggers raise.
const NAMES: &str = r"
select string_agg(name, ',') from (
  select conname::text from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 't'
  union select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indisunique and c.relnamespace = 'public'::regnamespace
  union select m[1] from pg_proc p, regexp_matches(p.prosrc, 'constraint = ''([a-z_]+)''', 'g') m
    where p.pronamespace in ('public'::regnamespace, 'hist'::regnamespace)
) names (name)";

struct Named(String);

impl DatabaseErrorInformation for Named {
    fn message(&self) -> &str {
        "refused"
    }
    fn details(&self) -> Option<&str> {
        None
    }
    fn hint(&self) -> Option<&str> {
        None
    }
    fn table_name(&self) -> Option<&str> {
        None
    }
    fn column_name(&self) -> Option<&str> {
        None
    }
    fn constraint_name(&self) -> Option<&str> {
        Some(&self.0)
    }
    fn statement_position(&self) -> Option<i32> {
        None
    }
}

fn is_mapped(name: &str) -> bool {
    let error = Error::DatabaseError(DatabaseErrorKind::CheckViolation, Box::new(Named(name.to_owned())));
    !matches!(explain(error), ApiError::Internal(_))
}

fn fits(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (_, Some(start)) => name.starts_with(start),
        _ => name == pattern,
    }
}

#[actix_web::test]
async fn each_constraint_means_something_to_a_client_or_is_met_by_none() {
    let app = TestApp::start().await;
    let names = app.text(NAMES).await;
    let names: BTreeSet<&str> = names.split(',').collect();
    let patterns = || UNREACHABLE.iter().flat_map(|(_, patterns)| patterns.iter());
    let unexplained: Vec<_> = names
        .iter()
        .filter(|name| !is_mapped(name) && !patterns().any(|pattern| fits(pattern, name)))
        .collect();
    assert!(
        unexplained.is_empty(),
        "map them in `constraint.rs`, or say in `unreachable.rs` why no request meets them: {unexplained:?}"
    );
    let idle: Vec<_> = patterns()
        .filter(|pattern| !names.iter().any(|name| !is_mapped(name) && fits(pattern, name)))
        .collect();
    assert!(idle.is_empty(), "mapped, or nothing is called so: {idle:?}");
}

#[test]
fn a_row_that_is_not_there_is_404_and_a_strange_constraint_500() {
    let ApiError::Refused(refusal) = explain(Error::NotFound) else {
        panic!("a refusal");
    };
    assert_eq!(refusal.code, ProblemCode::NotFound);
    let ApiError::Refused(refusal) = explain(Error::DatabaseError(
        DatabaseErrorKind::CheckViolation,
        Box::new(Named("decisions_by_authority".to_owned())),
    )) else {
        panic!("a refusal");
    };
    assert_eq!(refusal.code, ProblemCode::Forbidden);
    assert!(!is_mapped("nothing_of_ours"));
}
