//! What each constraint of the database means to a client, or why no client meets it.

use std::collections::BTreeSet;

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};
use jalon::http::constraint::explain;
use jalon::http::{ApiError, ProblemCode};

use crate::support::TestApp;

/// Every name that a refusal of the database can have: constraints, unique indexes, and what triggers raise.
const NAMES: &str = r"
select string_agg(name, ',') from (
  select conname::text from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 't'
  union select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indisunique and c.relnamespace = 'public'::regnamespace
  union select m[1] from pg_proc p, regexp_matches(p.prosrc, 'constraint = ''([a-z_]+)''', 'g') m
    where p.pronamespace in ('public'::regnamespace, 'hist'::regnamespace)
) names (name)";

/// Those that no request meets, and why. A name may begin or end with `*`.
const UNREACHABLE: &[(&str, &[&str])] = &[
    ("ids are made here, and new", &["*_pkey", "team_members_person_key"]),
    (
        "what it points to was found first, and nothing deletes such rows while others point to them",
        &[
            "*_account_fkey",
            "*_added_by_fkey",
            "*_approved_by_fkey",
            "*_author_fkey",
            "*_authority_fkey",
            "*_baseline_fkey",
            "*_corrects_fkey",
            "*_decided_by_fkey",
            "*_decision_fkey",
            "*_exchange_fkey",
            "*_holder_fkey",
            "*_mission_fkey",
            "*_organisation_fkey",
            "*_owner_fkey",
            "*_parent_fkey",
            "*_person_fkey",
            "*_programme_fkey",
            "*_project_fkey",
            "*_provider_fkey",
            "*_recorded_by_fkey",
            "*_rectifies_fkey",
            "*_redacted_by_fkey",
            "*_reverses_fkey",
            "*_submission_fkey",
            "*_submitted_by_fkey",
            "*_suspension_fkey",
            "forecasts_milestone_fkey",
            "milestone_dependencies_milestone_fkey",
            "refresh_tokens_session_fkey",
            "reuses_by_fkey",
        ],
    ),
    (
        "numbers are given, decisions taken, and what is said again is looked for, under the lock of their project or programme",
        &[
            "baselines_number_key",
            "committee_decisions_number",
            "decisions_submission_key",
            "hand_over_items_kinds",
            "milestones_number_key",
            "mission_months_key",
            "roadmap_items_place",
            "progress_entries_month_open",
            "progress_entries_reverses_another",
            "skill_assessments_corrects_key",
            "skill_assessments_moment_key",
            "status_reports_rectifies_key",
            "submissions_number_key",
        ],
    ),
    (
        "the same dependency twice is one in Rust, and a baseline takes each milestone once",
        &["baseline_dates_key", "milestone_dependencies_key"],
    ),
    (
        "random, or looked for first and again on a conflict",
        &[
            "evidence_file_key_key",
            "one_time_secrets_hash_key",
            "progress_entries_key",
        ],
    ),
    (
        "written by migrations and the journal alone",
        &["installation_single", "journal_*"],
    ),
    (
        "written from closed lists",
        &[
            "accounts_kind",
            "accounts_of_an_organisation",
            "committee_decisions_state",
            "datasets_access",
            "datasets_dpia",
            "datasets_existence",
            "decisions_outcome",
            "exchanges_kind",
            "exchanges_state",
            "grants_role",
            "hand_over_items_kind",
            "hand_over_items_state",
            "programmes_gates_advisory",
            "programmes_gates_off",
            "programmes_hand_over_items",
            "prototypes_maturity",
            "readiness_waivers_gate",
            "readiness_waivers_state",
            "risks_gross",
            "risks_kind",
            "risks_mitigated",
            "risks_residual",
            "risks_state",
            "risks_weight",
            "sign_ups_state",
            "milestones_state",
            "mission_months_state",
            "projects_state",
            "skill_assessments_moment",
            "status_reports_overall",
            "status_reports_state",
            "team_members_function",
            "topics_maturity",
            "topics_state",
            "trials_audience",
            "trials_maturity",
            "trials_state",
            "trials_verdict",
            "verdicts_verdict",
            "reuses_state",
            "reuses_what",
            "roadmap_items_horizon",
            "roadmap_items_kind",
            "roadmap_items_state",
        ],
    ),
    (
        "the shape of a request says the same (422) before anything is written",
        &[
            "committee_decisions_text",
            "datasets_annotation",
            "datasets_block_motive",
            "datasets_name",
            "datasets_volume",
            "decisions_reduction",
            "exchanges_places",
            "exchanges_title",
            "extensions_motive",
            "extensions_useful_months",
            "hand_over_items_title",
            "milestones_reduction",
            "milestones_weight",
            "mission_months_month",
            "missions_ordered_days",
            "missions_overrun_motive",
            "missions_tracks",
            "organisations_siren_digits",
            "organisations_siret_digits",
            "persons_name",
            "programmes_reporting_cadence",
            "programmes_useful_months",
            "programmes_verification_days",
            "progress_entries_percent",
            "progress_entries_person_days",
            "projects_useful_months",
            "prototypes_version",
            "readiness_waivers_motive",
            "risks_title",
            "sign_ups_people",
            "skill_assessments_levels",
            "status_reports_words",
            "suspensions_motive",
            "team_members_share",
            "template_milestones_after",
            "template_milestones_weight",
            "topics_benefit",
            "topics_title",
            "trials_participants",
            "trials_protocol",
            "verdicts_motive",
            "roadmap_items_position",
            "roadmap_items_title",
        ],
    ),
    (
        "a pure rule on the row alone says the same (422, 409) under its lock",
        &[
            "baselines_motive",
            "committee_decisions_settled",
            "datasets_holder",
            "datasets_needs_dpia",
            "decisions_deferral_says_until_when",
            "decisions_motive",
            "decisions_reduction_says_how_much",
            "decisions_tacit_accepts",
            "exchanges_dates",
            "extensions_cancel_motive",
            "grants_range",
            "grants_scope",
            "hand_over_items_provided",
            "hand_over_items_titled",
            "hand_over_items_verified",
            "milestone_dependencies_not_itself",
            "milestones_deferral_says_until_when",
            "milestones_reduction_says_how_much",
            "mission_months_closed",
            "missions_range",
            "organisations_not_own_parent",
            "programmes_call_ordered",
            "programmes_gates",
            "progress_entries_reversal",
            "projects_completed_on",
            "projects_running_since",
            "status_reports_dates",
            "status_reports_endorsed",
            "status_reports_published",
            "suspensions_cancel_motive",
            "suspensions_range",
            "team_members_dates",
            "team_members_who",
            "trials_complete",
            "trials_dates",
            "reuses_by",
        ],
    ),
    (
        "made here of the bytes that came",
        &["evidence_file_*", "progress_entries_key_digest", "redactions_sha256"],
    ),
];

struct Named(String);

impl DatabaseErrorInformation for Named {
    fn message(&self) -> &str {
        "refused"
    }
    fn details(&self) -> Option<&str> {
        None
    }
    fn hint(&self) -> Option<&str> {
        None
    }
    fn table_name(&self) -> Option<&str> {
        None
    }
    fn column_name(&self) -> Option<&str> {
        None
    }
    fn constraint_name(&self) -> Option<&str> {
        Some(&self.0)
    }
    fn statement_position(&self) -> Option<i32> {
        None
    }
}

fn is_mapped(name: &str) -> bool {
    let error = Error::DatabaseError(DatabaseErrorKind::CheckViolation, Box::new(Named(name.to_owned())));
    !matches!(explain(error), ApiError::Internal(_))
}

fn fits(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (_, Some(start)) => name.starts_with(start),
        _ => name == pattern,
    }
}

#[actix_web::test]
async fn each_constraint_means_something_to_a_client_or_is_met_by_none() {
    let app = TestApp::start().await;
    let names = app.text(NAMES).await;
    let names: BTreeSet<&str> = names.split(',').collect();
    let patterns = || UNREACHABLE.iter().flat_map(|(_, patterns)| patterns.iter());
    let unexplained: Vec<_> = names
        .iter()
        .filter(|name| !is_mapped(name) && !patterns().any(|pattern| fits(pattern, name)))
        .collect();
    assert!(
        unexplained.is_empty(),
        "map them in `constraint.rs`, or say here why no request meets them: {unexplained:?}"
    );
    let idle: Vec<_> = patterns()
        .filter(|pattern| !names.iter().any(|name| !is_mapped(name) && fits(pattern, name)))
        .collect();
    assert!(idle.is_empty(), "mapped, or nothing is called so: {idle:?}");
}

#[test]
fn a_row_that_is_not_there_is_404_and_a_strange_constraint_500() {
    let ApiError::Refused(refusal) = explain(Error::NotFound) else {
        panic!("a refusal");
    };
    assert_eq!(refusal.code, ProblemCode::NotFound);
    let ApiError::Refused(refusal) = explain(Error::DatabaseError(
        DatabaseErrorKind::CheckViolation,
        Box::new(Named("decisions_by_authority".to_owned())),
    )) else {
        panic!("a refusal");
    };
    assert_eq!(refusal.code, ProblemCode::Forbidden);
    assert!(!is_mapped("nothing_of_ours"));
}
