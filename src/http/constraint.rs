//! What a database error means to a client: the one table from constraint names to codes.
//!
//! Rules are checked in Rust first, with better words; a constraint speaks when two requests race
//! or when the code forgot, and then it still speaks clearly.

use diesel::result::{DatabaseErrorKind, Error};

use crate::fault::{Fault, FaultCode};
use crate::http::ProblemCode;
use crate::http::error::ApiError;

/// The refusal for a violated constraint, 404 for a row that is not there (any more), 503 for a lost race or a lost
/// connection, else 500.
pub fn explain(error: Error) -> ApiError {
    if matches!(error, Error::NotFound) {
        // What was there a moment ago is gone.
        return ApiError::not_found();
    }
    let Error::DatabaseError(kind, information) = &error else {
        return match error {
            Error::NotFound => ApiError::not_found(),
            other => ApiError::Internal(other.into()),
        };
    };
    if let Some(refusal) = information.constraint_name().and_then(refusal_of) {
        return refusal;
    }
    match kind {
        DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::ClosedConnection => unavailable(),
        _ if is_timeout(information.message()) || is_broken(information.message()) => unavailable(),
        _ => ApiError::Internal(error.into()),
    }
}

/// Whether a statement waited for another transaction as long as it may.
pub fn waited_in_vain(error: &Error) -> bool {
    matches!(error, Error::DatabaseError(_, information) if is_timeout(information.message()))
}

fn unavailable() -> ApiError {
    ApiError::of(ProblemCode::Unavailable).retry_after(1)
}

/// diesel gives no SQLSTATE for lock and statement timeouts; their messages are stable and, because
/// the server runs with `lc_messages = C`, in English.
fn is_timeout(message: &str) -> bool {
    message.contains("due to lock timeout")
        || message.contains("due to statement timeout")
        || message.contains("deadlock detected")
}

/// Nor for a connection that is lost, or a server that ends, starts or mends itself: PostgreSQL's words (class 57P)
/// and those of its driver. What was under way is undone, or was committed and its answer lost: whoever asks again
/// with the same `Idempotency-Key` is told.
fn is_broken(message: &str) -> bool {
    const SAID: [&str; 4] = [
        "terminating connection",
        "the database system is",
        "connection closed",
        "error communicating with the server",
    ];
    SAID.iter().any(|said| message.starts_with(said))
}

fn refusal_of(constraint: &str) -> Option<ApiError> {
    use FaultCode as C;
    let fault = match constraint {
        // An account that moved to another organisation since it was let in.
        "decisions_by_authority" => return Some(ApiError::forbidden()),
        "organisations_siren_key" => Fault::new(C::AlreadyTaken).at("/siren"),
        "organisations_siret_key" => Fault::new(C::AlreadyTaken).at("/siret"),
        "identities_email_key" => Fault::new(C::AlreadyTaken).at("/email"),
        "programmes_code_key" | "projects_code_key" | "milestones_code_key" => Fault::new(C::AlreadyTaken).at("/code"),
        "applications_reference_key" => Fault::new(C::AlreadyTaken).at("/reference"),
        "applications_rank_key" => Fault::new(C::AlreadyTaken).at("/rank"),
        "projects_replaces_key" => Fault::new(C::AlreadyReplaced).at("/replaces"),
        "evaluations_juror_once" => Fault::new(C::AlreadyAssigned),
        "evaluations_corrected_once" => Fault::new(C::EvaluationElsewhere).at("/corrects"),
        "evaluations_grid_fkey"
        | "evaluations_application_fkey"
        | "evidence_application_fkey"
        | "verdicts_named"
        | "grids_cited" => Fault::new(C::InUse),
        "prototypes_version_key" => Fault::new(C::AlreadyTaken).at("/version"),
        "programme_tracks_code_key" => Fault::new(C::Duplicate).at("/tracks"),
        "template_milestones_key" => Fault::new(C::Duplicate).at("/template"),
        "template_milestones_track_fkey" => Fault::new(C::InUse).at("/tracks"),
        "programme_bodies_key" => Fault::new(C::Duplicate).at("/bodies"),
        "suspensions_disjoint" | "suspensions_one_open" => Fault::new(C::SuspensionOpen).at("/from"),
        "milestone_dependencies_acyclic" => Fault::new(C::CyclicDependency).at("/depends_on"),
        "milestone_dependencies_same_project" => Fault::new(C::ForeignDependency).at("/depends_on"),
        "milestone_dependencies_depends_on_fkey"
        | "evidence_milestone_fkey"
        | "submissions_milestone_fkey"
        | "decisions_milestone_fkey"
        | "comments_milestone_fkey"
        | "progress_entries_milestone_fkey"
        | "trials_prototype_fkey" => Fault::new(C::InUse),
        "baseline_dates_milestone_fkey" => Fault::new(C::Baselined),
        "decisions_not_by_submitter" => Fault::new(C::DeciderIsSubmitter),
        "progress_entries_one_person_day" => Fault::new(C::OverOnePersonDay).at("/person_days").with("remaining", 0),
        "progress_entries_reverses_key" => Fault::new(C::ReversalElsewhere).at("/reverses"),
        "progress_entries_corrected_once" => Fault::new(C::CorrectionElsewhere).at("/corrects"),
        _ => return None,
    };
    Some(fault.into())
}
