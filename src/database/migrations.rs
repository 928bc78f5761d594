//! The migrations, carried by the binary.

use anyhow::Context;
use diesel::migration::MigrationSource;
use diesel::prelude::*;
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Address;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations");

/// Two services that start at once on one database migrate one after the other.
const LOCK: i64 = 7_237_131_200;

/// Brings the database at `url` to this binary's schema.
///
/// Needs a multi-threaded runtime: diesel's harness blocks in place.
pub async fn migrate(url: &str) -> anyhow::Result<()> {
    let address = Address::parse(url)?;
    let mut guard = address.connect().await.context("the database cannot be reached")?;
    diesel::select(
        diesel::dsl::sql::<diesel::sql_types::Bool>("pg_advisory_lock(")
            .bind::<diesel::sql_types::BigInt, _>(LOCK)
            .sql(") is not null"),
    )
    .get_result::<bool>(&mut guard)
    .await?;
    let mut connection = address.connect().await?;
    if !is_current(&connection).await.unwrap_or(false) {
        // Its views hold on to what a migration may alter.
        connection
            .batch_execute("set client_min_messages = warning; drop schema if exists past cascade")
            .await?;
        let mut harness = AsyncMigrationHarness::new(connection);
        harness
            .run_pending_migrations(MIGRATIONS)
            .map_err(|error| anyhow::anyhow!("a migration failed: {error}"))?;
    }
    let show_past = "select hist.show_past() where to_regnamespace('past') is null";
    guard.batch_execute(show_past).await?;
    Ok(())
}

/// Whether every migration of this binary has run: part of readiness.
pub async fn is_current(mut conn: &AsyncPgConnection) -> QueryResult<bool> {
    diesel::table! {
        __diesel_schema_migrations (version) { version -> Text, }
    }
    let known = MigrationSource::<diesel::pg::Pg>::migrations(&MIGRATIONS).map_or(0, |all| all.len());
    let run: i64 = __diesel_schema_migrations::table.count().get_result(&mut conn).await?;
    Ok(usize::try_from(run).is_ok_and(|run| run >= known))
}
