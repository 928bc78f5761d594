//! Rows of one project, of some, or of every project of a programme: asked for by the same query.

use uuid::Uuid;

/// Of which projects something is asked.
#[derive(Clone, Copy, Debug)]
pub enum Within<'a> {
    /// Of one.
    Project(Uuid),
    /// Of some.
    Projects(&'a [Uuid]),
    /// Of all of a programme.
    Programme(Uuid),
}

impl<'a> Within<'a> {
    /// Of these. A statement about one project is planned for one.
    pub fn these(ids: &'a [Uuid]) -> Self {
        match ids {
            [one] => Self::Project(*one),
            _ => Self::Projects(ids),
        }
    }
}

/// The rows of a table: `within!(datasets, scope)`; of one that has no programme beside its project,
/// `within!(suspensions by project, scope)`. Of rows that are boxed already: `within!(rows => risks, scope)`.
macro_rules! within {
    ($table:ident, $within:expr) => {{
        #[allow(unused_imports)]
        use {diesel::prelude::*, $crate::database::schema::*};
        $crate::projects::within!($table::table.into_boxed() => $table, $within)
    }};
    ($table:ident by project, $within:expr) => {{
        #[allow(unused_imports)]
        use {diesel::prelude::*, $crate::database::schema::*};
        $crate::projects::within!($table::table.into_boxed() => $table by project, $within)
    }};
    ($rows:expr => $table:ident, $within:expr) => {
        $crate::projects::within!($rows => $table, $within, programme => $table::programme_id.eq(programme))
    };
    // The projects' ids as an array are looked up one by one in the index; joined, the table would be read whole.
    ($rows:expr => $table:ident by project, $within:expr) => {
        $crate::projects::within!($rows => $table, $within, programme => {
            use $crate::database::schema::projects;
            let inside = projects::table.filter(projects::programme_id.eq(programme)).select(projects::id);
            $table::project_id.eq_any(diesel::dsl::array(inside))
        })
    };
    ($rows:expr => $table:ident, $within:expr, $programme:ident => $inside:expr) => {
        match $within {
            $crate::projects::Within::Project(project) => $rows.filter($table::project_id.eq(project)),
            $crate::projects::Within::Projects(ids) => $rows.filter($table::project_id.eq_any(ids.to_vec())),
            $crate::projects::Within::Programme($programme) => $rows.filter($inside),
        }
    };
}
pub(crate) use within;
