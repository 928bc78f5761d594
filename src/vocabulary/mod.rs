//! The code lists and their labels: what `GET /v1/vocabulary` publishes, so that front-ends
//! hard-code none of it (domain.md, "Code lists").

mod code_list;
mod evidence;
mod health;
mod label;

pub use code_list::{CodeList, UnknownCode};
pub(crate) use code_list::{code_list, read_code};
pub use evidence::EvidenceType;
pub use health::Health;
pub use label::{Label, Language};
