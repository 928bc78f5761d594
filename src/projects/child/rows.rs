//! The rows of a child whose rows are one table's: found, listed in pages, and with the names they are shown with.

/// Most of a [`Child`](super::Child) whose rows are one table's:
///
/// ```text
/// child_rows!(risks of project_id in programme_id, with version, read by may_read_work, those filtered, sorted by sort as RiskSort {
///     MostCritical(i32): desc weight,
///     Newest(DateTime<Utc>): desc created_at,
/// }, named by created_by, updated_by, maybe owner_id);
/// ```
///
/// * `in` is the column of the programme, for what is listed of one too ([`Listed`](super::Listed));
/// * `with version` is of rows that are edited;
/// * `read by` says to whom of those who see the parent they are shown; to all where it is left out;
/// * `observed in ReuseState::OBSERVED` shows an observer those in these states alone;
/// * `those filtered`: `filtered(rows, asked)` gives those of the rows that the caller is shown and a filter lets through;
///   all where it is left out;
/// * an order is by a column, or by one `then` another; `by` names the filter's field, left out where there is one order; the
///   first order is the usual one;
/// * `named by` are the columns of accounts (`maybe` before one that can be null), without which `related` is the room's to
///   write.
macro_rules! child_rows {
    (
        $table:ident of $parent:ident $(in $programme:ident)? $(, with $version:ident)? $(, read by $may:path)? $(, observed in $observed:expr)? $(, those $filtered:ident)?,
        sorted $(by $field:ident)? as $sort:ident { $($order:ident($key:ty): $way:ident $column:ident $(then $then:ident)?),+ $(,)? }
        $(, named by $($account:ident $($optional:ident)?),+)?
    ) => {
        type Query = $crate::database::schema::$table::BoxedQuery<'static, diesel::pg::Pg>;
        type Across = $crate::projects::child::child_rows!(@listed $($programme)?);

        $(
            fn is_shown(&self, _: &$crate::access::Actor, parent: &Self::Parent) -> bool {
                let visibility = $crate::projects::child::Parent::visibility(parent);
                visibility == $crate::access::Visibility::Full || $observed.contains(&self.state)
            }
        )?

        fn id(&self) -> uuid::Uuid {
            self.id
        }

        $(
            fn version(&self) -> Option<i32> {
                Some(self.$version)
            }
        )?

        $(
            fn may_read(parent: &Self::Parent) -> $crate::access::Decision {
                $may(parent)
            }
        )?

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

        fn those(parent: uuid::Uuid, which: $crate::projects::child::Which<'_, Self>) -> Self::Query {
            use diesel::prelude::*;
            use $crate::database::schema::$table;
            use $crate::projects::child::Which;
            let rows = $table::table.into_boxed();
            match which {
                Which::One(id) => rows.filter($table::id.eq(id)),
                Which::Page(asked) => {
                    $crate::projects::child::child_rows!(@those $table rows.filter($table::$parent.eq(parent)), asked [$($observed)?] $($filtered)?)
                }
                Which::Across(across, asked) => {
                    $crate::projects::child::child_rows!(@across $table $parent rows across asked [$($programme)?] [$($observed)?] $($filtered)?)
                }
            }
        }

        fn rows(parent: uuid::Uuid, which: $crate::projects::child::Which<'_, Self>) -> $crate::http::ApiResult<Self::Query> {
            use diesel::prelude::*;
            use $crate::database::schema::$table;
            let rows = Self::those(parent, which);
            let Some(asked) = which.asked() else { return Ok(rows) };
            let sort = $crate::projects::child::child_rows!(@sort $sort asked $($field)?);
            Ok(match sort {
                $( $sort::$order => {
                    let after: Option<($key, uuid::Uuid)> = asked.page.after(sort)?;
                    $crate::http::keyset!(rows, $way $table::$column $(, then $table::$then.assume_not_null())?, $table::id, after)
                } )+
            }
            .limit(asked.page.rows()))
        }

        async fn list(
            conn: &diesel_async::AsyncPgConnection,
            parent: uuid::Uuid,
            which: $crate::projects::child::Which<'_, Self>,
        ) -> $crate::http::ApiResult<$crate::http::Rows<Self>> {
            use diesel::prelude::*;
            #[allow(unused_imports)]
            use $crate::database::schema::$table;
            let Some(asked) = which.asked() else { return Ok($crate::http::Rows::none()) };
            let page = asked.page;
            let rows = Self::rows(parent, which)?;
            let sort = $crate::projects::child::child_rows!(@sort $sort asked $($field)?);
            Ok(page.of($crate::http::page_of!(conn, page, rows, Self::those(parent, which), Self), sort, |row: &Self| match sort {
                $( $sort::$order => ($crate::projects::child::child_rows!(@key row $column $($then)?), row.id), )+
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
                Ok($crate::reference::names_among!(
                    conn,
                    $( $crate::projects::child::child_rows!(@account Self::rows(parent, which)?, $table $account $($optional)?) ),+
                ).await?)
            }
        )?
    };
    (@those $table:ident $rows:expr, $asked:ident [$observed:expr] $($filtered:ident)?) => {{
        let (programmes, projects) = ($asked.actor.coordinated_programmes(), $asked.actor.visible_scope().projects);
        // Whoever observes and no more is asked of by the state alone, which an index has.
        let rows = match (programmes.is_empty() && projects.is_empty(), <[_; 1]>::try_from($observed.to_vec())) {
            (true, Ok([one])) => $rows.filter($table::state.eq(one)),
            (true, Err(several)) => $rows.filter($table::state.eq_any(several)),
            (false, _) => {
                let known = $table::programme_id.eq_any(programmes).or($table::project_id.eq_any(projects));
                $rows.filter(known.or($table::state.eq_any($observed)))
            }
        };
        $crate::projects::child::child_rows!(@those $table rows, $asked [] $($filtered)?)
    }};
    (@those $table:ident $rows:expr, $asked:ident []) => {{
        let _ = $asked;
        $rows
    }};
    (@those $table:ident $rows:expr, $asked:ident [] $filtered:ident) => {
        $filtered($rows, $asked)
    };
    (@listed) => { std::convert::Infallible };
    (@listed $programme:ident) => { $crate::projects::child::Across };
    (@across $table:ident $parent:ident $rows:ident $across:ident $asked:ident [] [$($observed:expr)?] $($filtered:ident)?) => {{
        let _ = $asked;
        match *$across {}
    }};
    (@across $table:ident $parent:ident $rows:ident $across:ident $asked:ident [$programme:ident] [$($observed:expr)?] $($filtered:ident)?) => {{
        let rows = $rows.filter($table::$programme.eq($across.programme));
        let rows = match &$across.projects {
            None => rows,
            Some(projects) => rows.filter($table::$parent.eq_any(projects.clone())),
        };
        $crate::projects::child::child_rows!(@those $table rows, $asked [$($observed)?] $($filtered)?)
    }};
    (@sort $sort:ident $asked:ident) => {{
        let _ = $asked;
        <$sort as $crate::vocabulary::CodeList>::ALL[0]
    }};
    (@sort $sort:ident $asked:ident $field:ident) => {
        $asked.filter.$field.unwrap_or(<$sort as $crate::vocabulary::CodeList>::ALL[0])
    };
    (@key $row:ident $column:ident) => {
        serde_json::json!($row.$column)
    };
    (@key $row:ident $column:ident $then:ident) => {
        serde_json::json!(($row.$column, $row.$then))
    };
    (@account $rows:expr, $table:ident $account:ident) => {
        $rows.select($table::$account)
    };
    (@account $rows:expr, $table:ident maybe $account:ident) => {
        $rows.select($table::$account.assume_not_null())
    };
}
pub(crate) use child_rows;
