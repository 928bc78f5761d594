//! Pages for people: what a problem means, and the way to the API reference.

use actix_web::http::header;
use actix_web::web::Path;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use strum::IntoEnumIterator;
use utoipa::ToSchema;

use crate::http::{ApiError, ApiResult, ProblemCode, Public};
use crate::vocabulary::Label;

/// A kind of problem.
#[derive(Serialize, ToSchema)]
pub struct ProblemKind {
    /// What `type` holds.
    #[serde(rename = "type")]
    #[schema(example = "/problems/conflict")]
    type_: String,
    /// What `code` holds.
    code: ProblemCode,
    /// The status it is sent with.
    status: u16,
    /// Its title.
    label: Label,
}

impl From<ProblemCode> for ProblemKind {
    fn from(code: ProblemCode) -> Self {
        Self {
            type_: format!("/problems/{}", code.code()),
            code,
            status: code.status().as_u16(),
            label: code.label(),
        }
    }
}

/// The kinds of problems.
#[derive(Serialize, ToSchema)]
pub struct ProblemKinds {
    /// All of them.
    items: Vec<ProblemKind>,
}

/// Lists the kinds of problems.
///
/// The closed list of what `code` can hold in an error.
#[utoipa::path(tag = "platform", security(()), responses((status = 200, description = "All kinds.", body = ProblemKinds)))]
#[get("/problems")]
pub async fn list_problems(public: Public) -> ApiResult {
    public.ok(&ProblemKinds {
        items: ProblemCode::iter().map(ProblemKind::from).collect(),
    })
}

/// Explains a kind of problem.
///
/// What the `type` of an error points to.
#[utoipa::path(tag = "platform", security(()), responses(
    (status = 200, description = "The kind.", body = ProblemKind),
    (status = 404, description = "There is no such kind.", body = crate::http::problem::Problem, content_type = "application/problem+json"),
))]
#[get("/problems/{code}")]
pub async fn get_problem(public: Public, code: Path<String>) -> ApiResult {
    let kind = ProblemCode::iter()
        .find(|kind| kind.code() == code.as_str())
        .ok_or_else(ApiError::not_found)?;
    public.ok(&ProblemKind::from(kind))
}

/// Leads to the API reference.
///
/// A page to read and try the operations, served by this program alone.
#[utoipa::path(tag = "platform", security(()), responses((status = 302, description = "To the page.")))]
#[get("/docs")]
pub async fn get_docs() -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, "/docs/"))
        .finish()
}
