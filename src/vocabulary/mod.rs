//! The code lists and their labels: what `GET /v1/vocabulary` publishes, so that front-ends
//! hard-code none of it (domain.md, "Code lists").

mod code_list;
mod evidence;
mod file_format;
mod gate;
mod hand_over;
mod health;
mod label;
mod organisation_kind;
mod subject;
mod track;

pub use code_list::{CodeList, UnknownCode};
pub(crate) use code_list::{code_list, read_code};
pub use evidence::EvidenceType;
pub use file_format::FileFormat;
pub use gate::{Gate, ReadinessVerdict};
pub use hand_over::HandOverKind;
pub use health::Health;
pub use label::{Label, Language, Sentence, lower_first, upper_first};
pub use organisation_kind::OrganisationKind;
pub use subject::{CodeOf, Name, Subject};
pub use track::DefaultTrack;
