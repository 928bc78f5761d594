//! Every free text there is, and every file, in one table: what can be redacted, and where it is kept.
//!
//! A text column of the database that is neither here nor known to hold no free text fails a test
//! (`tests/api/redactions/listed.rs`).

use super::fields::{
    ANNOTATION, CRITERIA, FILE, FILE_NAME, Field, FieldKind, LEVELS, MEASURES, MOTIVE, MOTIVES, PROVIDED, SCORES,
    SOURCE, VOLUME, link, text,
};
use crate::journal::Entity;
use crate::vocabulary::CodeList;

crate::vocabulary::code_list! {
    /// What holds a free text.
    pub enum RedactedEntity {
        Programme "programme" "Programme" "Programme";
        Project "project" "Projet" "Project";
        Suspension "suspension" "Suspension" "Suspension";
        Extension "extension" "Prolongation" "Extension";
        Mission "mission" "Mission" "Mission";
        Milestone "milestone" "Jalon" "Milestone";
        Forecast "forecast" "Prévision" "Forecast";
        Baseline "baseline" "Référence" "Baseline";
        Evidence "evidence" "Pièce" "Evidence";
        Decision "decision" "Décision" "Decision";
        Observation "observation" "Observation" "Observation";
        Comment "comment" "Commentaire" "Comment";
        ProgressEntry "progress_entry" "Saisie d'avancement" "Progress entry";
        HealthReport "health_report" "Météo" "Health report";
        Redaction "redaction" "Expurgation" "Redaction";
        Risk "risk" "Risque" "Risk";
        Dataset "dataset" "Jeu de données" "Dataset";
        Prototype "prototype" "Prototype" "Prototype";
        Trial "trial" "Essai" "Trial";
        StatusReport "status_report" "Rapport d'étape" "Status report";
        SkillAssessment "skill_assessment" "Évaluation de compétences" "Skill assessment";
        RoadmapItem "roadmap_item" "Élément de feuille de route" "Roadmap item";
        Reuse "reuse" "Réutilisation" "Reuse";
        Topic "topic" "Sujet" "Topic";
        HandOverItem "hand_over_item" "Élément de passation" "Hand-over item";
        ReadinessWaiver "readiness_waiver" "Dispense" "Waiver";
        Verdict "verdict" "Verdict" "Verdict";
        Exchange "exchange" "Échange" "Exchange";
        CommitteeDecision "committee_decision" "Décision de comité" "Committee decision";
        Application "application" "Candidature" "Application";
        Evaluation "evaluation" "Évaluation" "Evaluation";
        HistoryEntry "history_entry" "Entrée de l'historique" "History entry";
    }
}

/// A resource with free texts.
#[derive(Clone, Copy, Debug)]
pub struct Subject {
    /// What it is called here.
    pub entity: RedactedEntity,
    /// Its table; an entry of the history is in none.
    pub table: Option<&'static str>,
    /// What the journal calls the resource it belongs to.
    pub told_as: Entity,
    /// Its texts.
    pub fields: &'static [Field],
}

const fn subject(entity: RedactedEntity, table: &'static str, told_as: Entity, fields: &'static [Field]) -> Subject {
    Subject {
        entity,
        table: Some(table),
        told_as,
        fields,
    }
}

/// All of them. An id of a forecast names its own row, though the journal tells of its milestone.
pub const SUBJECTS: &[Subject] = &[
    subject(
        RedactedEntity::Programme,
        "programmes",
        Entity::Programme,
        &[text("title")],
    ),
    subject(
        RedactedEntity::Project,
        "projects",
        Entity::Project,
        &[text("title"), text("summary")],
    ),
    subject(RedactedEntity::Suspension, "suspensions", Entity::Suspension, MOTIVES),
    subject(RedactedEntity::Extension, "extensions", Entity::Extension, MOTIVES),
    subject(
        RedactedEntity::Mission,
        "missions",
        Entity::Mission,
        &[text("purchase_order"), text("overrun_motive")],
    ),
    subject(
        RedactedEntity::Milestone,
        "milestones",
        Entity::Milestone,
        &[text("title"), text("description"), CRITERIA],
    ),
    subject(RedactedEntity::Forecast, "forecasts", Entity::Milestone, MOTIVE),
    subject(RedactedEntity::Baseline, "baselines", Entity::Baseline, MOTIVE),
    subject(
        RedactedEntity::Evidence,
        "evidence",
        Entity::Evidence,
        &[text("title"), link("url"), FILE_NAME, FILE],
    ),
    subject(RedactedEntity::Decision, "decisions", Entity::Decision, MOTIVE),
    subject(
        RedactedEntity::Observation,
        "observations",
        Entity::Observation,
        &[text("text")],
    ),
    subject(RedactedEntity::Comment, "comments", Entity::Comment, &[text("text")]),
    subject(
        RedactedEntity::ProgressEntry,
        "progress_entries",
        Entity::ProgressEntry,
        &[text("done"), text("next"), text("blockers")],
    ),
    subject(
        RedactedEntity::HealthReport,
        "status_reports",
        Entity::HealthReport,
        &[text("text"), text("support_needed")],
    ),
    subject(RedactedEntity::Redaction, "redactions", Entity::Redaction, MOTIVE),
    subject(
        RedactedEntity::Risk,
        "risks",
        Entity::Risk,
        &[text("title"), text("description"), text("response")],
    ),
    subject(
        RedactedEntity::Dataset,
        "datasets",
        Entity::Dataset,
        &[
            text("name"),
            text("holder_name"),
            text("block_motive"),
            VOLUME,
            ANNOTATION,
        ],
    ),
    subject(
        RedactedEntity::Prototype,
        "prototypes",
        Entity::Prototype,
        &[text("description"), link("source_url"), text("motive")],
    ),
    subject(
        RedactedEntity::Trial,
        "trials",
        Entity::Trial,
        &[text("protocol"), MEASURES],
    ),
    subject(
        RedactedEntity::StatusReport,
        "status_reports",
        Entity::StatusReport,
        &[
            text("done"),
            text("next"),
            text("decisions_asked"),
            text("support_needed"),
        ],
    ),
    subject(
        RedactedEntity::SkillAssessment,
        "skill_assessments",
        Entity::SkillAssessment,
        &[LEVELS],
    ),
    subject(
        RedactedEntity::RoadmapItem,
        "roadmap_items",
        Entity::RoadmapItem,
        &[text("title")],
    ),
    subject(
        RedactedEntity::Reuse,
        "reuses",
        Entity::Reuse,
        &[text("by_name"), link("url")],
    ),
    subject(
        RedactedEntity::Topic,
        "topics",
        Entity::Topic,
        &[text("title"), text("benefit")],
    ),
    subject(
        RedactedEntity::HandOverItem,
        "hand_over_items",
        Entity::HandOverItem,
        &[text("title"), text("description"), PROVIDED],
    ),
    subject(
        RedactedEntity::ReadinessWaiver,
        "readiness_waivers",
        Entity::ReadinessWaiver,
        MOTIVE,
    ),
    subject(RedactedEntity::Verdict, "verdicts", Entity::Verdict, MOTIVE),
    subject(
        RedactedEntity::Exchange,
        "exchanges",
        Entity::Exchange,
        &[text("title"), text("place"), link("link"), text("outcomes")],
    ),
    subject(
        RedactedEntity::CommitteeDecision,
        "committee_decisions",
        Entity::CommitteeDecision,
        &[text("text")],
    ),
    subject(
        RedactedEntity::Application,
        "applications",
        Entity::Application,
        &[
            text("title"),
            text("summary"),
            text("reference"),
            SOURCE,
            text("motive"),
        ],
    ),
    subject(
        RedactedEntity::Evaluation,
        "evaluations",
        Entity::Evaluation,
        &[SCORES, text("comment"), text("motive")],
    ),
];

/// An entry of the history keeps the motive of an action that no row keeps.
pub const HISTORY_ENTRY: Subject = Subject {
    entity: RedactedEntity::HistoryEntry,
    table: None,
    told_as: Entity::Project,
    fields: MOTIVE,
};

impl Subject {
    /// What is known of a kind of resource.
    pub fn of(entity: RedactedEntity) -> Self {
        let known = SUBJECTS.iter().find(|subject| subject.entity == entity);
        known.copied().unwrap_or(HISTORY_ENTRY)
    }

    /// The column of the resource it belongs to.
    pub fn resource(self) -> &'static str {
        match self.entity {
            RedactedEntity::Forecast => "milestone_id",
            _ => "id",
        }
    }

    /// Its fields that are texts.
    pub fn texts(self) -> impl Iterator<Item = Field> {
        let fields = self.fields.iter().copied();
        fields.filter(|field| field.kind != FieldKind::File)
    }

    /// Its field of that name.
    pub fn field(self, name: &str) -> Option<Field> {
        self.fields.iter().find(|field| field.name == name).copied()
    }

    /// What it is called in the lists of codes.
    pub fn code(self) -> &'static str {
        self.entity.code()
    }
}
