//! HTTP, once for all resources: the gate, what handlers are given and what they answer.
//!
//! ```text
//! rendering -> compression -> CORS -> guard (503) -> gate (429, 404, 405, 406, 401, scopes)
//!     -> Read | List | Write (400, 413, 415, 422 of shape) -> handler
//! ```
//!
//! The rules are those of `docs/api-design.md`.

mod answer;
mod arriving;
pub mod as_of;
mod authenticated_at;
mod body;
mod change;
pub mod chunking;
mod code;
pub mod constraint;
mod content;
mod cursor;
pub mod error;
mod etag;
mod form;
pub mod gate;
pub mod guard;
mod idempotency;
pub mod idempotency_records;
mod json;
pub(crate) mod keyset;
mod language;
pub mod lines;
pub mod memory;
pub mod merge_patch;
pub mod metrics;
pub mod named;
mod negotiation;
mod page;
mod path;
pub mod problem;
mod public;
pub mod query;
mod read;
pub mod registry;
pub mod rendering;
pub mod response_cache;
pub mod routes;
pub mod services;
mod static_answer;
mod unit_of_work;
pub mod wire;
mod write;

use std::rc::Rc;

use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest};

pub use answer::{Answer, unstored};
pub use arriving::Arriving;
pub use change::{Admitted, Change, Current, Done};
pub use code::ProblemCode;
pub use content::{Content, FileContent, Picture, PrintedPage};
pub use cursor::FrenchOrder;
pub use error::{ApiError, ApiResult};
pub use etag::IfMatchHeader;
pub use form::{Form, SentFile};
pub use guard::Guard;
pub use guard::peer::Peer;
pub(crate) use keyset::keyset;
pub use named::{Named, OfProgramme, Snapshot};
pub use negotiation::Representation;
pub(crate) use page::page_of;
pub use page::{Page, PageOf, PageParameters, Placed, Rows};
pub use path::Path;
pub use public::{Body, Public};
pub use read::{List, Read};
pub use services::Services;
pub use static_answer::StaticAnswer;
pub use unit_of_work::UnitOfWork;
pub use write::{NoBody, Write, write_by_itself};

use crate::access::Actor;

/// Who asks, as the gate found out.
fn actor_of(request: &HttpRequest) -> ApiResult<Rc<Actor>> {
    request
        .extensions()
        .get::<Rc<Actor>>()
        .cloned()
        .ok_or_else(|| ApiError::of(ProblemCode::Unauthenticated))
}

fn services_of(request: &HttpRequest) -> ApiResult<Data<Services>> {
    request
        .app_data::<Data<Services>>()
        .cloned()
        .ok_or_else(|| ApiError::Internal(anyhow::anyhow!("the application has no services")))
}
