//! What one account did, as far as the journal tells: for the person itself.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Timestamptz};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join3;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::database::schema::journal;
use crate::journal::{Action, Entity, changes};

#[diesel::declare_sql_function]
extern "SQL" {
    /// The first that there is.
    fn coalesce(instant: Nullable<Timestamptz>, otherwise: Timestamptz) -> Timestamptz;
}

/// What an account did and wrote, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountActivity {
    /// Its activity.
    pub items: Vec<Deed>,
    /// How many there are in all.
    pub total: i64,
    /// Whether there are earlier ones than these: ask again with `before`.
    pub more: bool,
}

/// One thing that an account did to one resource.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deed {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub action: Action,
    /// The kind of resource.
    pub entity: Entity,
    /// The resource.
    pub entity_id: Uuid,
    /// Its programme.
    #[schema(required = true)]
    pub programme: Option<Uuid>,
    /// Its project.
    #[schema(required = true)]
    pub project: Option<Uuid>,
    /// Its milestone.
    #[schema(required = true)]
    pub milestone: Option<Uuid>,
    /// What the account wrote or set: the fields that it gave or changed.
    #[schema(value_type = Object)]
    pub content: Map<String, Value>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = journal, check_for_backend(diesel::pg::Pg))]
struct Told {
    at: DateTime<Utc>,
    action: Action,
    entity: Entity,
    entity_id: Uuid,
    programme_id: Option<Uuid>,
    project_id: Option<Uuid>,
    milestone_id: Option<Uuid>,
    before: Option<Value>,
    after: Option<Value>,
}

/// What an account did, at most about `most` activity, before an instant if one is given. The activity of
/// one change share their instant and are given together.
pub async fn activity(
    conn: &AsyncPgConnection,
    account: Uuid,
    before: Option<DateTime<Utc>>,
    most: i64,
) -> QueryResult<AccountActivity> {
    let own = || journal::table.filter(journal::actor_id.eq(account));
    let asked = || own().filter(journal::at.lt(before.unwrap_or(DateTime::<Utc>::MAX_UTC)));
    // The instant of the last that fits: its whole change is given, what came before it is not.
    let last = asked()
        .order(journal::seq.desc())
        .offset(most - 1)
        .limit(1)
        .into_boxed();
    let last = coalesce(last.select(journal::at).single_value(), DateTime::UNIX_EPOCH);
    let given = asked().filter(journal::at.ge(last)).order(journal::seq.desc());
    let (mut one, mut two, mut three) = (conn, conn, conn);
    let (total, asked, rows) = try_join3(
        own().count().get_result::<i64>(&mut one),
        asked().count().get_result::<i64>(&mut two),
        given.select(Told::as_select()).load(&mut three),
    )
    .await?;
    Ok(AccountActivity {
        more: i64::try_from(rows.len()).is_ok_and(|given| given < asked),
        items: rows.into_iter().map(Deed::from).collect(),
        total,
    })
}

impl From<Told> for Deed {
    fn from(told: Told) -> Self {
        let changes = changes(told.before.as_ref(), told.after.as_ref());
        Self {
            at: told.at,
            action: told.action,
            entity: told.entity,
            entity_id: told.entity_id,
            programme: told.programme_id,
            project: told.project_id,
            milestone: told.milestone_id,
            content: changes.into_iter().map(|change| (change.field, change.after)).collect(),
        }
    }
}
