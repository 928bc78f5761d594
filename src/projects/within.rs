//! Rows of one project, or of every project of a programme: asked for by the same query.

use uuid::Uuid;

/// Of which projects something is asked.
#[derive(Clone, Copy, Debug)]
pub enum Within {
    /// Of one.
    Project(Uuid),
    /// Of all of a programme.
    Programme(Uuid),
}

/// The rows of a table that has both columns: `within!(datasets, scope)`.
macro_rules! within {
    ($table:ident, $within:expr) => {{
        use diesel::prelude::*;
        use $crate::database::schema::$table;
        let rows = $table::table.into_boxed();
        match $within {
            $crate::projects::Within::Project(id) => rows.filter($table::project_id.eq(id)),
            $crate::projects::Within::Programme(id) => rows.filter($table::programme_id.eq(id)),
        }
    }};
}
pub(crate) use within;
