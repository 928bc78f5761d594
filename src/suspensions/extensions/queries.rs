//! How extensions are found, listed and shown.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;

use super::dto::{ExtensionFilter, ExtensionSort, ExtensionView};
use crate::database::schema::extensions;
use crate::http::query::edited_since;
use crate::projects::ProjectContext;
use crate::projects::child::{Asked, Child, Viewer, child_rows};
use crate::reference::Names;
use crate::suspensions::Extension;
use crate::suspensions::dry_run::ClockRecord;

type Rows = extensions::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Extension>) -> Rows {
    let query = edited_since!(rows, extensions::updated_at, filter.updated_since);
    match filter.cancelled.map(|flag| flag.0) {
        None => query,
        Some(true) => query.filter(extensions::cancelled_at.is_not_null()),
        Some(false) => query.filter(extensions::cancelled_at.is_null()),
    }
}

impl Child for Extension {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "extensions";
    type Filter = ExtensionFilter;
    type View = ExtensionView;
    child_rows!(extensions of project_id, with version, those filtered,
        sorted by sort as ExtensionSort { Newest(DateTime<Utc>): desc created_at, Oldest(DateTime<Utc>): asc created_at },
        named by created_by, updated_by);

    fn view(self, context: &ProjectContext, names: &Names, _: Viewer<'_>) -> ExtensionView {
        ExtensionView::new(self, context.project.reference(), names, context.visibility)
    }
}

impl ClockRecord for Extension {}
