//! The rows of a child whose rows are one table's: found, listed in pages, and with the names they are shown with.

/// Most of a [`Child`](super::Child) whose rows are one table's:
///
/// ```text
/// child_rows!(risks of project_id, those filtered, sorted by sort as RiskSort(DateTime<Utc>) {
///     Newest: desc created_at,
///     Oldest: asc created_at,
/// }, named by created_by, updated_by);
/// ```
///
/// `filtered(parent, &filter)` gives the rows that a filter lets through, all of the parent's where it is left out;
/// `sort` is the filter's field, left out where there is one order; the first order is the usual one. `named by` are
/// the columns of accounts, without which `related` is the room's to write.
macro_rules! child_rows {
    (
        $table:ident of $parent:ident $(, those $filtered:ident)?,
        sorted $(by $field:ident)? as $sort:ident($key:ty) { $($order:ident: $way:ident $column:ident),+ $(,)? }
        $(, named by $($account:ident),+)?
    ) => {
        type Query = $crate::database::schema::$table::BoxedQuery<'static, diesel::pg::Pg>;

        fn id(&self) -> uuid::Uuid {
            self.id
        }

        async fn find(
            mut conn: &diesel_async::AsyncPgConnection,
            parent: uuid::Uuid,
            id: uuid::Uuid,
        ) -> diesel::QueryResult<Option<Self>> {
            use diesel::prelude::*;
            use $crate::database::schema::$table;
            let row = $table::table.find(id).filter($table::$parent.eq(parent));
            diesel_async::RunQueryDsl::first(row.select(Self::as_select()), &mut conn)
                .await
                .optional()
        }

        fn rows(parent: uuid::Uuid, which: $crate::projects::child::Which<'_, Self>) -> $crate::http::ApiResult<Self::Query> {
            use diesel::prelude::*;
            use $crate::database::schema::$table;
            match which {
                $crate::projects::child::Which::One(id) => Ok($table::table.filter($table::id.eq(id)).into_boxed()),
                $crate::projects::child::Which::Page(filter, page) => {
                    let rows = $crate::projects::child::child_rows!(@those $table $parent (parent, filter) $($filtered)?);
                    let sort = $crate::projects::child::child_rows!(@sort $sort filter $($field)?);
                    let after: Option<($key, uuid::Uuid)> = page.after(sort)?;
                    Ok(match sort {
                        $( $sort::$order => $crate::http::keyset!(rows, $way $table::$column, $table::id, after), )+
                    }
                    .limit(page.rows()))
                }
            }
        }

        async fn list(
            conn: &diesel_async::AsyncPgConnection,
            parent: uuid::Uuid,
            filter: &Self::Filter,
            page: &$crate::http::Page,
        ) -> $crate::http::ApiResult<$crate::http::Rows<Self>> {
            use diesel::prelude::*;
            #[allow(unused_imports)]
            use $crate::database::schema::$table;
            let rows = Self::rows(parent, $crate::projects::child::Which::Page(filter, page))?;
            let those = $crate::projects::child::child_rows!(@those $table $parent (parent, filter) $($filtered)?);
            let sort = $crate::projects::child::child_rows!(@sort $sort filter $($field)?);
            Ok(page.of($crate::http::page_of!(conn, page, rows, those, Self), sort, |row: &Self| match sort {
                $( $sort::$order => (serde_json::json!(row.$column), row.id), )+
            }))
        }

        $(
            type Related = $crate::reference::Names;

            async fn related(
                conn: &diesel_async::AsyncPgConnection,
                parent: uuid::Uuid,
                which: $crate::projects::child::Which<'_, Self>,
            ) -> $crate::http::ApiResult<$crate::reference::Names> {
                use diesel::prelude::*;
                use $crate::database::schema::$table;
                Ok($crate::reference::names_among!(conn, $(Self::rows(parent, which)?.select($table::$account)),+).await?)
            }
        )?
    };
    (@those $table:ident $parent:ident ($of:expr, $filter:expr)) => {
        $table::table.filter($table::$parent.eq($of)).into_boxed()
    };
    (@those $table:ident $parent:ident ($of:expr, $filter:expr) $filtered:ident) => {
        $filtered($of, $filter)
    };
    (@sort $sort:ident $filter:ident) => {{
        let _ = $filter;
        <$sort as $crate::vocabulary::CodeList>::ALL[0]
    }};
    (@sort $sort:ident $filter:ident $field:ident) => {
        $filter.$field.unwrap_or(<$sort as $crate::vocabulary::CodeList>::ALL[0])
    };
}
pub(crate) use child_rows;
