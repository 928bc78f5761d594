//! Query parameters: known ones only, every fault told (400); several times only those that take several values.

use actix_web::HttpRequest;
use chrono::{DateTime, TimeDelta, Utc};
use deserr::Deserr;
use serde_json::{Map, Value};
use utoipa::openapi::schema::{Schema, Type};
use utoipa::openapi::{Object, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::code::ProblemCode;
use super::error::{ApiError, ApiResult};
use super::{as_of, page};
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Instant;
use crate::shape::{self, ShapeFaults};

/// The parameters of a request, as texts; as a list what is given several times.
pub fn parameters(request: &HttpRequest) -> ApiResult<Map<String, Value>> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(request.query_string()).map_err(|_| ApiError::of(ProblemCode::MalformedRequest))?;
    let mut parameters = Map::new();
    for (name, value) in pairs {
        let value = Value::String(value);
        match parameters.get_mut(&name) {
            None => drop(parameters.insert(name, value)),
            Some(Value::Array(values)) => values.push(value),
            Some(one) => *one = Value::Array(vec![one.take(), value]),
        }
    }
    Ok(parameters)
}

/// Reads parameters into a type whose fields name them.
pub fn read<T: Deserr<ShapeFaults>>(parameters: Map<String, Value>) -> ApiResult<T> {
    shape::read(Value::Object(parameters)).map_err(|faults| refused(faults.into_iter().map(of_parameter).collect()))
}

/// A refusal of parameters (400); of a cursor alone, by its own name.
pub fn refused(faults: Vec<Fault>) -> ApiError {
    let code = match faults.as_slice() {
        [fault] if fault.pointer == "cursor" && fault.code == FaultCode::InvalidFormat => ProblemCode::InvalidCursor,
        _ => ProblemCode::InvalidParameters,
    };
    ApiError::refused(code, faults)
}

/// The same fault, in the words of a query: the name instead of a pointer.
pub(super) fn of_parameter(mut fault: Fault) -> Fault {
    fault.pointer = fault.pointer.trim_start_matches('/').to_owned();
    match fault.code {
        FaultCode::UnknownField => fault.code = FaultCode::UnknownParameter,
        // Whatever is sent is a text, but for what is given several times.
        FaultCode::WrongType => fault = Fault::new(FaultCode::RepeatedParameter).at(fault.pointer),
        _ => {}
    }
    fault
}

/// The same fault, with these among the parameters that an unknown one is told are accepted.
pub(super) fn accepting(mut fault: Fault, names: impl Iterator<Item = &'static str>) -> Fault {
    if fault.code == FaultCode::UnknownParameter
        && let Some(Value::Array(accepted)) = fault.params.get_mut("accepted")
    {
        accepted.extend(names.map(Value::from));
    }
    fault
}

/// A query without parameters of its own.
#[derive(Debug, Default, Deserr, utoipa::IntoParams)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NoFilter {}

impl Filter for NoFilter {}

/// The parameters of an operation.
pub trait Filter {
    /// Whether it asks by what an observer is not told.
    fn is_for_insiders(&self) -> bool {
        false
    }

    /// Takes that out.
    fn narrow(&mut self) {}
}

/// `true` or `false`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag(pub bool);

impl Deserr<ShapeFaults> for Flag {
    fn deserialize_from_value<V: deserr::IntoValue>(
        value: deserr::Value<V>,
        location: deserr::ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        match value {
            deserr::Value::String(text) if text == "true" => Ok(Self(true)),
            deserr::Value::String(text) if text == "false" => Ok(Self(false)),
            deserr::Value::String(_) => Err(ShapeFaults::one(
                Fault::new(FaultCode::UnknownValue).with("accepted", ["true", "false"]),
                location,
            )),
            _ => Err(ShapeFaults::wrong_type("boolean", location)),
        }
    }
}

impl PartialSchema for Flag {
    fn schema() -> RefOr<Schema> {
        Object::with_type(Type::Boolean).into()
    }
}

impl ToSchema for Flag {}

/// Any of these; the parameter may be given several times.
#[derive(Clone, Debug, ToSchema)]
pub struct AnyOf<T: ToSchema>(#[schema(inline)] Vec<T>);

impl<T: ToSchema> AnyOf<T> {
    /// Just one.
    pub fn one(value: T) -> Self {
        Self(vec![value])
    }

    /// The values.
    pub fn values(&self) -> &[T] {
        &self.0
    }

    /// What SQL compares with them.
    pub fn map<U>(&self, value: impl FnMut(&T) -> U) -> Vec<U> {
        self.0.iter().map(value).collect()
    }
}

impl<T: ToSchema + Deserr<ShapeFaults>> Deserr<ShapeFaults> for AnyOf<T> {
    fn deserialize_from_value<V: deserr::IntoValue>(
        value: deserr::Value<V>,
        location: deserr::ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        let values: Vec<V> = match value {
            deserr::Value::Sequence(values) => deserr::Sequence::into_iter(values).collect(),
            one => return T::deserialize_from_value(one, location).map(Self::one),
        };
        let (mut read, mut faults) = (Vec::new(), ShapeFaults::default());
        for value in values {
            match T::deserialize_from_value(value.into_value(), location) {
                Ok(value) => read.push(value),
                Err(ShapeFaults(more)) => faults.0.extend(more),
            }
        }
        match faults.0.is_empty() {
            true => Ok(Self(read)),
            false => Err(faults),
        }
    }
}

/// Whether a query chooses among what there is: how much it keeps depends on the values.
pub(super) fn selects(query: &str) -> bool {
    let mut names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    names.any(|name| !["", "sort", as_of::PARAMETER].contains(&name) && !page::PARAMETERS.contains(&name))
}

/// The parameters of an operation: each can be left out. `for observers without updated_since` behind them names those that
/// an observer's answer does not depend on.
macro_rules! filter {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $( $(#[$of:meta])* pub $field:ident: $type:ty, )* }
        $(for observers without $($hidden:ident),+)?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Default, deserr::Deserr, utoipa::IntoParams)]
        #[deserr(error = $crate::shape::ShapeFaults, deny_unknown_fields)]
        #[into_params(parameter_in = Query)]
        pub struct $name {
            $( $(#[$of])* #[deserr(default)] #[param(inline)] pub $field: Option<$type>, )*
        }

        impl $crate::http::query::Filter for $name {
            $(
                fn is_for_insiders(&self) -> bool {
                    $( self.$hidden.is_some() )||+
                }

                fn narrow(&mut self) {
                    $( self.$hidden = None; )+
                }
            )?
        }
    };
}
pub(crate) use filter;

/// How long before `updated_since` a row may be dated that is committed after it: no request takes longer
/// (`JALON_ANSWER_SECONDS`), and what the clocks of several machines differ by.
const LATE: TimeDelta = TimeDelta::minutes(11);

/// From when on rows are dated that an `updated_since` asks for. A transaction dates its rows when it begins and shows them
/// when it commits; whoever polls must not miss those that came late, and takes some twice instead.
pub fn dated_from(Instant(since): &Instant) -> DateTime<Utc> {
    *since - LATE
}

/// Keeps of a boxed query the rows that were edited since: `edited_since!(query, column, filter.updated_since)`.
macro_rules! edited_since {
    ($query:expr, $column:expr, $filter:expr) => {{
        let query = $query;
        match $filter.as_ref().map($crate::http::query::dated_from) {
            None => query,
            Some(from) => query.filter($column.ge(from)),
        }
    }};
}
pub(crate) use edited_since;

/// Keeps of a boxed query the rows whose column has any of a filter's values: `any_of!(query, column, filter.kind,
/// |kind| *kind)`. One value is compared as such, which plans better than a list of one.
macro_rules! any_of {
    ($query:expr, $column:expr, $filter:expr, $value:expr) => {{
        let query = $query;
        match $filter.as_ref().map(|values| <[_; 1]>::try_from(values.map($value))) {
            None => query,
            Some(Ok([one])) => query.filter($column.eq(one)),
            Some(Err(several)) => query.filter($column.eq_any(several)),
        }
    }};
}
pub(crate) use any_of;

/// Keeps of a boxed query the rows whose column has a filter's value: `equal!(query, column, filter.flag.map(|flag| flag.0))`.
macro_rules! equal {
    ($query:expr, $column:expr, $value:expr) => {{
        let query = $query;
        match $value {
            None => query,
            Some(value) => query.filter($column.eq(value)),
        }
    }};
}
pub(crate) use equal;

/// The same as [`any_of`] of a column that points into a table whose rows are named by id or code:
/// `any_named!(query, column, table, filter.project)`.
macro_rules! any_named {
    ($query:expr, $column:expr, $table:ident, $keys:expr) => {{
        let query = $query;
        let keys = $keys.as_ref().map($crate::http::query::AnyOf::values);
        let ids: Vec<uuid::Uuid> = keys.iter().flat_map(|keys| keys.iter().filter_map(Key::id)).collect();
        let codes = keys.iter().flat_map(|keys| keys.iter().filter_map(Key::code));
        let codes: Vec<String> = codes.map(str::to_owned).collect();
        let named = $table::table.select($table::id.nullable());
        match (keys, ids.as_slice(), codes.as_slice()) {
            (None, ..) => query,
            (_, [id], []) => query.filter($column.eq(*id)),
            (_, [], [code]) => {
                let named = named.filter($table::code.eq(code.clone()));
                query.filter($column.nullable().eq(named.single_value()))
            }
            _ => {
                let named = diesel::dsl::array(named.filter($table::code.eq_any(codes)));
                query.filter($column.nullable().eq_any(named).or($column.nullable().eq_any(ids)))
            }
        }
    }};
}
pub(crate) use any_named;
