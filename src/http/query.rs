//! Query parameters: known ones only, each once, every fault told (400).

use actix_web::HttpRequest;
use deserr::Deserr;
use serde_json::{Map, Value};

use super::code::ProblemCode;
use super::error::{ApiError, ApiResult};
use crate::fault::{Fault, FaultCode};
use crate::shape::{self, ShapeFaults};

/// The parameters of a request, as texts.
pub fn parameters(request: &HttpRequest) -> ApiResult<Map<String, Value>> {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(request.query_string()).map_err(|_| ApiError::of(ProblemCode::MalformedRequest))?;
    let mut parameters = Map::new();
    let mut faults = Vec::new();
    for (name, value) in pairs {
        if parameters.insert(name.clone(), Value::String(value)).is_some() {
            faults.push(Fault::new(FaultCode::RepeatedParameter).at(name));
        }
    }
    if faults.is_empty() {
        Ok(parameters)
    } else {
        Err(refused(faults))
    }
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
    if fault.code == FaultCode::UnknownField {
        fault.code = FaultCode::UnknownParameter;
    }
    fault
}

/// A query without parameters of its own.
#[derive(Debug, Default, Deserr, utoipa::IntoParams)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NoFilter {}

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
            _ => Err(ShapeFaults::one(
                Fault::new(FaultCode::UnknownValue).with("accepted", ["true", "false"]),
                location,
            )),
        }
    }
}
