//! Lists: keyset pages that stay right while rows come and go.
//!
//! A cursor holds the sort key and the id of the last row shown, so the next page starts after
//! that place, whether or not the row still exists. It is opaque to clients, and carries the name
//! of its order: one of another order is refused.

use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::openapi::{RefOr, Schema};
use uuid::Uuid;

use super::code::ProblemCode;
use super::cursor::{Cursor, SortKey};
use super::error::{ApiError, ApiResult};
use super::query;
use crate::fault::{Fault, FaultCode};
use crate::vocabulary::CodeList;

/// How many rows a page may hold, and holds when nothing is asked.
const MOST: i64 = 200;
const USUAL: i64 = 50;

/// What every list takes besides its own filters, by name.
pub(super) const PARAMETERS: [&str; 4] = ["limit", "cursor", "count", "fields"];

/// What every list takes besides its own filters.
#[derive(Debug, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct PageParameters {
    /// How many items at most, 1 to 200; 50 when absent.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before, as it was given.
    #[param(pattern = "^[A-Za-z0-9_-]+$")]
    cursor: Option<String>,
    /// `true` adds `total`, the number of items over all pages.
    count: Option<bool>,
    /// The fields to keep of each item, separated by commas; all when absent.
    fields: Option<String>,
}

/// What part of a list is asked for.
#[derive(Clone, Debug)]
pub struct Page {
    limit: i64,
    cursor: Option<Cursor>,
    /// Whether the total is asked for.
    pub count: bool,
    fields: Option<Vec<String>>,
}

/// One page of a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PageOf<T> {
    /// The items, in the list's order.
    pub items: Vec<T>,
    /// The cursor of the next page; null at the end.
    #[schema(required = true)]
    pub next: Option<String>,
    /// The number of items over all pages, where `count=true` asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i64>,
}

/// The rows of one page, and where the next one begins.
#[derive(Debug)]
pub struct Rows<R> {
    rows: Vec<R>,
    next: Option<String>,
    total: Option<i64>,
}

impl<R> Rows<R> {
    /// None at all.
    pub fn none() -> Self {
        Self {
            rows: Vec::new(),
            next: None,
            total: None,
        }
    }

    /// The rows, the cursor of the next page, the number over all pages.
    pub fn into_parts(self) -> (Vec<R>, Option<String>, Option<i64>) {
        (self.rows, self.next, self.total)
    }
}

/// The place of a row in a list's order.
pub trait Placed<S> {
    /// The value the list is sorted by.
    fn sort_key(&self, sort: S) -> Value;
    /// The id that breaks ties.
    fn id(&self) -> Uuid;
}

impl Page {
    /// Takes the page's parameters out of a query, leaving the filters.
    ///
    /// Every fault is told, so that the caller can tell them with those of the filters.
    pub fn take(parameters: &mut Map<String, Value>) -> (Self, Vec<Fault>) {
        let repeated = |name: &&str| parameters.get(*name).is_some_and(Value::is_array);
        let repeated = PARAMETERS.iter().filter(|name| repeated(name));
        let mut faults: Vec<Fault> = repeated
            .map(|name| Fault::new(FaultCode::RepeatedParameter).at(*name))
            .collect();
        let mut text = |name: &str| {
            parameters
                .remove(name)
                .and_then(|value| value.as_str().map(str::to_owned))
        };
        let limit = match text("limit").map(|limit| limit.parse::<i64>()) {
            None => USUAL,
            Some(Ok(limit)) if (1..=MOST).contains(&limit) => limit,
            Some(_) => {
                faults.push(
                    Fault::new(FaultCode::OutOfRange)
                        .at("limit")
                        .with("min", 1)
                        .with("max", MOST),
                );
                USUAL
            }
        };
        let count = match text("count").as_deref() {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => {
                faults.push(
                    Fault::new(FaultCode::UnknownValue)
                        .at("count")
                        .with("accepted", ["true", "false"]),
                );
                false
            }
        };
        let fields = text("fields").map(|fields| fields.split(',').map(|field| field.trim().to_owned()).collect());
        let cursor = text("cursor").and_then(|text| {
            let cursor = Cursor::read(&text);
            if cursor.is_none() {
                faults.push(
                    Fault::new(FaultCode::InvalidFormat)
                        .at("cursor")
                        .with("expected", "next"),
                );
            }
            cursor
        });
        let page = Self {
            limit,
            cursor,
            count,
            fields,
        };
        (page, faults)
    }

    /// How many rows to load: one more than the page holds, to know whether another follows.
    pub fn rows(&self) -> i64 {
        self.limit + 1
    }

    /// The place to go on after, under that order.
    pub fn after<S: CodeList, K: SortKey>(&self, sort: S) -> ApiResult<Option<(K, Uuid)>> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        match serde_json::from_value::<K>(cursor.key.clone()) {
            Ok(key) if cursor.sort == sort.code() && key.can_be_kept() => Ok(Some((key, cursor.id))),
            _ => Err(ApiError::of(ProblemCode::InvalidCursor)),
        }
    }

    /// Cuts the rows to the page and gives the next page's cursor, of the place of its last row.
    pub fn cut<S: CodeList, R>(
        &self,
        mut rows: Vec<R>,
        sort: S,
        place: impl FnOnce(&R) -> (Value, Uuid),
    ) -> (Vec<R>, Option<String>) {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        if rows.len() <= limit {
            return (rows, None);
        }
        rows.truncate(limit);
        let next = rows.last().map(|row| {
            let (key, id) = place(row);
            let sort = sort.code().to_owned();
            Cursor { sort, key, id }.write()
        });
        (rows, next)
    }

    /// The page of these rows, which are one more where another follows; `place` tells the value that the list is
    /// sorted by and the id of a row.
    pub fn of<S: CodeList, R>(
        &self,
        (rows, total): (Vec<R>, Option<i64>),
        sort: S,
        place: impl FnOnce(&R) -> (Value, Uuid),
    ) -> Rows<R> {
        let (rows, next) = self.cut(rows, sort, place);
        Rows { rows, next, total }
    }

    /// Keeps of each item the fields asked for; an unknown one is refused with those there are.
    pub fn pick<T: Serialize + utoipa::ToSchema>(&self, items: Vec<T>) -> ApiResult<Vec<Item<T>>> {
        let Some(fields) = &self.fields else {
            return Ok(items.into_iter().map(Item::Whole).collect());
        };
        let known = fields_of::<T>();
        if fields.iter().any(|field| !known.contains(field)) {
            return Err(query::refused(vec![
                Fault::new(FaultCode::UnknownValue).at("fields").with("accepted", known),
            ]));
        }
        let picked = items.iter().map(|item| {
            let mut item = serde_json::to_value(item).map_err(anyhow::Error::from)?;
            if let Value::Object(object) = &mut item {
                object.retain(|name, _| fields.contains(name));
            }
            Ok(Item::Picked(item))
        });
        picked.collect()
    }
}

/// An item as a page shows it: whole, or the fields that were asked for.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Item<T> {
    /// All of it, serialised as it is.
    Whole(T),
    /// Some of its fields, in their order.
    Picked(Value),
}

/// The fields that the document says an item has.
fn fields_of<T: utoipa::ToSchema>() -> Vec<String> {
    let mut components = Vec::new();
    T::schemas(&mut components);
    fields_in(&T::schema(), &components)
}

fn fields_in(schema: &RefOr<Schema>, components: &[(String, RefOr<Schema>)]) -> Vec<String> {
    match schema {
        RefOr::T(Schema::Object(object)) => object.properties.keys().cloned().collect(),
        RefOr::T(Schema::AllOf(whole)) => whole
            .items
            .iter()
            .flat_map(|part| fields_in(part, components))
            .collect(),
        // What may be missing: the schema of a flattened `Option`.
        RefOr::T(Schema::OneOf(one)) => one.items.iter().flat_map(|part| fields_in(part, components)).collect(),
        RefOr::T(_) => Vec::new(),
        RefOr::Ref(reference) => {
            let named = reference.ref_location.rsplit('/').next();
            let component = components.iter().find(|(name, _)| Some(name.as_str()) == named);
            component.map_or_else(Vec::new, |(_, schema)| fields_in(schema, components))
        }
    }
}

/// The rows of a page and, if it is asked for, the number over all pages, in one round trip:
/// `page_of!(conn, page, ordered_query, whole_query, Row)`.
macro_rules! page_of {
    ($conn:expr, $page:expr, $ordered:expr, $whole:expr, $row:ty) => {{
        let conn: &diesel_async::AsyncPgConnection = $conn;
        let (mut one, mut two) = (conn, conn);
        let rows = $ordered.limit($page.rows()).select(<$row>::as_select());
        let counted = async {
            match $page.count {
                true => diesel_async::RunQueryDsl::get_result::<i64>($whole.count(), &mut two)
                    .await
                    .map(Some),
                false => Ok(None),
            }
        };
        futures_util::future::try_join(diesel_async::RunQueryDsl::load::<$row>(rows, &mut one), counted).await?
    }};
}
pub(crate) use page_of;
