//! What is recorded about a milestone, one row after the other, and listed newest first, then by id.

use chrono::{DateTime, Utc};
use serde_json::Value;

crate::vocabulary::code_list! {
    /// The one order of a log.
    pub enum LogOrder {
        NewestFirst "-at" "Du plus récent au plus ancien" "Newest first";
    }
}

/// An instant as a cursor holds it: to the microsecond, as the database does.
pub fn place(at: DateTime<Utc>) -> Value {
    Value::String(at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true))
}

/// Pages of a log: `log_page!(conn, page, query, at_column, id_column, Row)`, where `query` is a
/// function of a boxed query; gives the rows and, if it is asked for, their number.
macro_rules! log_page {
    ($conn:expr, $page:expr, $query:expr, $at:expr, $id:expr, $row:ty) => {{
        let after: Option<(chrono::DateTime<chrono::Utc>, uuid::Uuid)> =
            $page.after($crate::milestones::log_order::LogOrder::NewestFirst)?;
        let query = $crate::http::keyset!($query, desc $at, $id, after);
        $crate::http::page_of!($conn, $page, query, $query, $row)
    }};
}
pub(crate) use log_page;

/// Places the rows of a log: `logged!(Row, at)`.
macro_rules! logged {
    ($row:ty, $at:ident) => {
        impl $crate::http::Placed<$crate::milestones::log_order::LogOrder> for $row {
            fn sort_key(&self, _: $crate::milestones::log_order::LogOrder) -> serde_json::Value {
                $crate::milestones::log_order::place(self.$at)
            }
            fn id(&self) -> uuid::Uuid {
                self.id
            }
        }
    };
}
pub(crate) use logged;

/// A log of a milestone's: what [`crate::projects::child::Child`] asks of its rows, but for the view.
macro_rules! log_rows {
    ($table:ident by $at:ident, named by $($account:ident),+) => {
        crate::projects::child::child_rows!($table of milestone_id, named by $($account),+);
        $crate::milestones::log_order::log_rows!(list $table by $at);
    };
    ($table:ident by $at:ident) => {
        crate::projects::child::child_rows!($table of milestone_id);
        $crate::milestones::log_order::log_rows!(list $table by $at);
    };
    (list $table:ident by $at:ident) => {
        type Parent = $crate::milestones::MilestoneContext;
        type Filter = $crate::http::query::NoFilter;

        async fn list(
            conn: &diesel_async::AsyncPgConnection,
            milestone: uuid::Uuid,
            _: &Self::Filter,
            page: &$crate::http::Page,
        ) -> $crate::http::ApiResult<$crate::http::Rows<Self>> {
            use diesel::prelude::*;
            use $crate::database::schema::$table;
            let rows = || $table::table.filter($table::milestone_id.eq(milestone)).into_boxed();
            let found = $crate::milestones::log_order::log_page!(conn, page, rows(), $table::$at, $table::id, Self);
            Ok(page.of(found, $crate::milestones::log_order::LogOrder::NewestFirst))
        }
    };
}
pub(crate) use log_rows;
