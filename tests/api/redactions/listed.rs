//! Every text column is either redactable or known to hold no free text.

use std::collections::BTreeSet;

use jalon::redactions::SUBJECTS;

use crate::support::TestApp;

/// Columns of texts that are no free texts, and why. A new column belongs here only with a reason;
/// else it belongs in `src/redactions/subjects.rs`.
const NO_FREE_TEXT: &[(&str, &[&str])] = &[
    (
        "codes, keys and states, from closed lists or bound to an alphabet",
        &[
            "accounts.kind",
            "accounts.scopes",
            "applications.state",
            "committee_decisions.state",
            "datasets.access",
            "datasets.dpia",
            "datasets.existence",
            "decisions.outcome",
            "evaluations.part",
            "evaluations.recommendation",
            "evaluations.recusal_reason",
            "evaluations.stage",
            "evaluations.state",
            "evidence.file_key",
            "evidence.file_media_type",
            "evidence.file_sha256",
            "evidence.type",
            "exchanges.kind",
            "exchanges.state",
            "grants.role",
            "grids.stage",
            "hand_over_items.kind",
            "hand_over_items.state",
            "journal.action",
            "journal.entity",
            "milestones.code",
            "milestones.required_evidence",
            "milestones.state",
            "milestones.track",
            "mission_months.state",
            "missions.tracks",
            "organisations.kind",
            "programme_bodies.role",
            "programme_tracks.code",
            "programmes.code",
            "programmes.gates_advisory",
            "programmes.gates_off",
            "programmes.hand_over_items",
            "programmes.time_zone",
            "progress_entries.track",
            "projects.code",
            "projects.state",
            "prototypes.licence",
            "prototypes.maturity",
            "prototypes.version_name",
            "readiness_waivers.gate",
            "readiness_waivers.state",
            "redactions.entity",
            "risks.gross",
            "risks.kind",
            "risks.residual",
            "risks.state",
            "redactions.field",
            "redactions.sha256",
            "sign_ups.state",
            "skill_assessments.moment",
            "status_reports.overall",
            "status_reports.state",
            "status_reports.tracks",
            "team_members.function",
            "template_milestones.depends_on",
            "template_milestones.key",
            "template_milestones.required_evidence",
            "template_milestones.track",
            "topics.maturity",
            "topics.state",
            "trials.audience",
            "trials.maturity",
            "trials.state",
            "trials.verdict",
            "verdicts.verdict",
            "reuses.state",
            "reuses.what",
            "roadmap_items.horizon",
            "roadmap_items.kind",
            "roadmap_items.state",
        ],
    ),
    (
        "how gates stood: codes and ids; what those are called is looked up when it is told",
        &["verdicts.gates"],
    ),
    (
        "who came to an exchange: organisations by their ids, and how many people",
        &["exchanges.attendance"],
    ),
    (
        "who organisations are: public names and numbers, not of persons",
        &[
            "organisations.folded_names",
            "organisations.former_names",
            "organisations.name",
            "organisations.name_order",
            "organisations.short_name",
            "organisations.siren",
            "organisations.siret",
        ],
    ),
    (
        "the programme's published rules",
        &[
            "grids.criteria",
            "programme_tracks.label_en",
            "programme_tracks.label_fr",
            "template_milestones.title",
        ],
    ),
    (
        "the journal's copies, redacted with their sources",
        &["journal.after", "journal.before"],
    ),
    (
        "who persons are: erased, not redacted",
        &["identities.email", "identities.name", "persons.email", "persons.name"],
    ),
    ("hashes of secrets", &["identities.secret_hash"]),
    (
        "kept answers, redacted with their sources",
        &["kept_answers.etag", "kept_answers.location"],
    ),
    ("names of tables", &["removals.relation"]),
    (
        "hashes of what is to be taken out of kept answers, names of members, markers",
        &[
            "answer_removals.members",
            "answer_removals.replacement",
            "answer_removals.sha256",
        ],
    ),
    (
        "the digest of the author's own key of a line, needed for its replays",
        &["applications.key", "progress_entries.key"],
    ),
    (
        "digests of what was sent under such a key",
        &["applications.request_hash"],
    ),
    (
        "digests of which entries counted in a month",
        &["mission_months.closed_entries"],
    ),
];

fn listed() -> BTreeSet<String> {
    let fields = SUBJECTS
        .iter()
        .filter_map(|subject| Some((subject.table?, subject.fields)));
    fields
        .flat_map(|(table, fields)| fields.iter().map(move |field| format!("{table}.{}", field.column())))
        .collect()
}

#[actix_web::test]
async fn every_text_column_is_redactable_or_no_free_text() {
    let app = TestApp::start().await;
    let columns = app
        .text(
            "select string_agg(table_name || '.' || column_name, ',') from information_schema.columns
             join information_schema.tables using (table_schema, table_name)
             where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> '__diesel_schema_migrations'
               and (data_type in ('text', 'character varying', 'jsonb', 'json') or data_type = 'ARRAY' and udt_name in ('_text', '_varchar'))",
        )
        .await;
    let columns: BTreeSet<String> = columns.split(',').map(str::to_owned).collect();
    let exempt: BTreeSet<String> = NO_FREE_TEXT
        .iter()
        .flat_map(|(_, columns)| columns.iter().map(|column| (*column).to_owned()))
        .collect();
    let known: BTreeSet<String> = listed().union(&exempt).cloned().collect();
    let unknown: Vec<_> = columns.difference(&known).collect();
    assert!(unknown.is_empty(), "can they be redacted? {unknown:?}");
    let gone: Vec<_> = known.difference(&columns).collect();
    assert!(gone.is_empty(), "no such column: {gone:?}");
    let both: Vec<_> = listed().intersection(&exempt).cloned().collect();
    assert!(both.is_empty(), "{both:?}");
}

#[actix_web::test]
async fn the_planner_keeps_no_samples_of_what_can_be_redacted_or_erased() {
    let app = TestApp::start().await;
    let mut columns: Vec<String> = listed().into_iter().collect();
    columns.extend(
        [
            "journal.before",
            "journal.after",
            "kept_answers.body",
            "identities.name",
            "identities.email",
            "persons.name",
            "persons.email",
        ]
        .map(str::to_owned),
    );
    let names: Vec<String> = columns.iter().map(|column| format!("'{column}'")).collect();
    let sampled = app
        .text(&format!(
            "select coalesce(string_agg(n.nspname || '.' || r.relname || '.' || a.attname, ','), '')
             from pg_attribute a join pg_class r on r.oid = a.attrelid join pg_namespace n on n.oid = r.relnamespace
             where n.nspname in ('public', 'hist') and r.relname || '.' || a.attname in ({}) and a.attstattarget <> 0",
            names.join(",")
        ))
        .await;
    assert_eq!(
        sampled, "",
        "`alter column … set statistics 0`, as in the migration of redactions"
    );
}
