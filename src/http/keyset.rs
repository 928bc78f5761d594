//! The condition that a page begins after a place.
//!
//! The place is compared as one row, `ROW(column, id) > ROW(k, i)`: an index over both goes straight
//! to it, however deep the page is and however many rows share the key. Beside a null the comparison
//! would hold for no row and drop it silently, so an order over a nullable column does not compile.

use diesel::expression::{AsExpression, Expression};
use diesel::pg::Pg;
use diesel::sql_types::{Record, SqlType, is_nullable};

diesel::infix_operator!(RowAfter, " > ", backend: Pg);
diesel::infix_operator!(RowBefore, " < ", backend: Pg);

/// A tuple as one row.
type Row<T, ST> = <T as AsExpression<Record<ST>>>::Expression;

/// That a row comes after a place in ascending order: `after((column, id), (key, last))`.
pub(crate) fn after<C, P, ST>(columns: C, place: P) -> RowAfter<Row<C, ST>, Row<P, ST>>
where
    C: Expression<SqlType = ST> + AsExpression<Record<ST>>,
    P: AsExpression<Record<ST>>,
    ST: SqlType<IsNull = is_nullable::NotNull>,
{
    RowAfter::new(columns.as_expression(), place.as_expression())
}

/// The same in descending order.
pub(crate) fn before<C, P, ST>(columns: C, place: P) -> RowBefore<Row<C, ST>, Row<P, ST>>
where
    C: Expression<SqlType = ST> + AsExpression<Record<ST>>,
    P: AsExpression<Record<ST>>,
    ST: SqlType<IsNull = is_nullable::NotNull>,
{
    RowBefore::new(columns.as_expression(), place.as_expression())
}

/// Orders a boxed query by a column and the id, after the cursor's place.
///
/// `keyset!(query, asc column, id_column, after)`, where `after` is `Option<(K, Uuid)>`; of
/// `keyset!(query, desc column, then another, id_column, after)` K is a pair.
macro_rules! keyset {
    ($query:expr, desc $column:expr, then $then:expr, $id:expr, $after:expr) => {{
        let query = $query.order(($column.desc(), $then.desc(), $id.desc()));
        match $after {
            None => query,
            Some(((key, then), id)) => {
                query.filter($crate::http::keyset::before(($column, $then, $id), (key, then, id)))
            }
        }
    }};
    ($query:expr, asc $column:expr, $id:expr, $after:expr) => {{
        let query = $query.order(($column.asc(), $id.asc()));
        match $after {
            None => query,
            Some(place) => query.filter($crate::http::keyset::after(($column, $id), place)),
        }
    }};
    ($query:expr, desc $column:expr, $id:expr, $after:expr) => {{
        let query = $query.order(($column.desc(), $id.desc()));
        match $after {
            None => query,
            Some(place) => query.filter($crate::http::keyset::before(($column, $id), place)),
        }
    }};
}
pub(crate) use keyset;
