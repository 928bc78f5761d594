//! What the sentence of an entry says besides who did what to what: days, numbers and words of the
//! code lists; of other fields that they were edited, and never a free text. Pure.

use serde_json::Value;

use crate::accompaniment::trials::TrialVerdict;
use crate::journal::Action;
use crate::journal::FieldChange;
use crate::vocabulary::{CodeList, Health, Label, Language, ReadinessVerdict};

/// A field, and what it is called in a sentence.
type Called = (&'static str, Label);

const fn called(field: &'static str, fr: &'static str, en: &'static str) -> Called {
    (field, Label { fr, en })
}

/// Told with their values, in this order.
const FIGURES: &[Called] = &[
    called("outcome", "", ""),
    called("overall", "", ""),
    called("verdict", "", ""),
    called("occurred_on", "jour", "day"),
    called("assessed_on", "jour", "day"),
    called("from_on", "à partir du", "from"),
    called("until_on", "jusqu'au (exclu)", "until (exclusive)"),
    called("started_on", "début", "start"),
    called("ended_on", "fin", "end"),
    called("baseline_on", "référence", "baseline"),
    called("forecast_on", "prévision", "forecast"),
    called(
        "resubmit_by",
        "à présenter à nouveau avant le",
        "to be submitted again by",
    ),
    called("requested_on", "le", "on"),
    called("granted_on", "le", "on"),
    called("blocked_on", "le", "on"),
    called("opened_on", "le", "on"),
    called("review_on", "à revoir le", "to be reviewed on"),
    called("reduction_percent", "réfaction en %", "reduction in %"),
    called("percent", "avancement en %", "progress in %"),
    called("useful_months", "mois utiles", "useful months"),
    called("person_days", "jours-personne", "person-days"),
    called("ordered_days", "jours commandés", "ordered days"),
    called("closed_days", "jours clos", "days closed"),
    called("share", "quotité en %", "share in %"),
    called("weight", "poids", "weight"),
    called("position", "rang", "place"),
    called("rank", "rang en réserve", "rank in the reserve"),
    called("due_on", "échéance", "due"),
];

/// Of an edit it is told that it touched them.
const EDITED: &[Called] = &[
    called("name", "nom", "name"),
    called("short_name", "nom court", "short name"),
    called("kind", "genre", "kind"),
    called("siren", "SIREN", "SIREN"),
    called("siret", "SIRET", "SIRET"),
    called("parent_id", "organisation mère", "parent"),
    called("title", "intitulé", "title"),
    called("summary", "résumé", "summary"),
    called("reference", "numéro de dossier", "filing reference"),
    called("submitted_at", "dépôt", "submission"),
    called("source", "origine", "source"),
    called("scores", "notes", "scores"),
    called("comment", "commentaire", "comment"),
    called("recommendation", "avis", "recommendation"),
    called("description", "description", "description"),
    called("benefit", "bénéfice attendu", "benefit"),
    called("gross", "niveau brut", "gross score"),
    called("residual", "niveau résiduel", "residual score"),
    called("response", "réponse", "response"),
    called("existence", "existence", "existence"),
    called("personal_data", "données personnelles", "personal data"),
    called("dpia", "analyse d'impact", "impact assessment"),
    called("volume", "volume", "volume"),
    called("annotation", "annotation", "annotation"),
    called("holder_id", "détenteur", "holder"),
    called("holder_name", "détenteur", "holder"),
    called("version_name", "version", "version"),
    called("maturity", "maturité", "maturity"),
    called("source_url", "adresse du code", "address of the source"),
    called("licence", "licence", "licence"),
    called("audience", "public visé", "audience"),
    called("protocol", "protocole", "protocol"),
    called("participants", "participants", "participants"),
    called("measures", "mesures", "measures"),
    called("prototype_id", "prototype", "prototype"),
    called("requires_trial", "essai exigé", "trial required"),
    called("done", "ce qui est fait", "what was done"),
    called("next", "la suite", "what comes next"),
    called("decisions_asked", "décisions demandées", "decisions asked"),
    called("support_needed", "appui attendu", "support needed"),
    called("rectifies_id", "rapport rectifié", "report rectified"),
    called("function", "fonction", "function"),
    called("person_id", "personne", "person"),
    called("account_id", "compte", "account"),
    called("owner_id", "responsable", "owner"),
    called("horizon", "horizon", "horizon"),
    called("by_id", "réutilisateur", "who reuses it"),
    called("by_name", "réutilisateur", "who reuses it"),
    called("what", "objet", "what"),
    called("url", "adresse", "address"),
    called("acceptance_criteria", "critères d'admission", "acceptance criteria"),
    called("required_evidence", "pièces exigées", "required evidence"),
    called("depends_on", "dépendances", "dependencies"),
    called("track", "volet", "track"),
    called("tracks", "volets", "tracks"),
    called("accounts", "comptes", "accounts"),
    called("organisation_id", "organisation", "organisation"),
    called("provider_id", "prestataire", "provider"),
    called("purchase_order", "bon de commande", "purchase order"),
    called("bodies", "organismes", "bodies"),
    called("verification_days", "délai de vérification", "verification days"),
    called("tacit_acceptance", "admission tacite", "tacit acceptance"),
    called("ends_on", "fin du programme", "end of the programme"),
];

/// The particulars of a change, in the words of a sentence; empty where there are none.
pub fn particulars(changes: &[FieldChange], new: bool, language: Language) -> Vec<String> {
    let changed = |field: &str| changes.iter().find(|change| change.field == field);
    let figures = FIGURES.iter().filter_map(|(field, label)| {
        let change = changed(field)?;
        Some(figure(change, *label, new, language))
    });
    let edited = EDITED
        .iter()
        .filter(|(field, _)| !new && changed(field).is_some())
        .map(|(_, label)| label.in_language(language).to_owned());
    let mut told: Vec<String> = figures.chain(edited).collect();
    // What several fields hold together is told once.
    told.dedup();
    told
}

/// "prévision 2019-08-18", or "prévision 2019-08-18 → 2019-09-01" where there was one before.
fn figure(change: &FieldChange, label: Label, new: bool, language: Language) -> String {
    let after = value(&change.field, &change.after, language);
    let values = match new || change.before.is_null() {
        true => after,
        false => format!("{} → {after}", value(&change.field, &change.before, language)),
    };
    format!("{} {values}", label.in_language(language))
        .trim_start()
        .to_owned()
}

fn value(field: &str, value: &Value, language: Language) -> String {
    let lower = |label: Label| label.in_language(language).to_lowercase();
    match value {
        Value::Null => "—".to_owned(),
        Value::Number(number) => language.number(number),
        Value::String(code) => match field {
            "overall" => Health::from_code(code).map(|health| lower(health.label())),
            // A decision is called like the action that took it.
            "outcome" => Action::from_code(code).map(|action| lower(action.label())),
            // A trial's or a project's: no code is both.
            "verdict" => {
                let of_project = || ReadinessVerdict::from_code(code).map(|verdict| lower(verdict.label()));
                let of_trial = TrialVerdict::from_code(code).map(|verdict| lower(verdict.label()));
                of_trial.or_else(of_project)
            }
            _ => None,
        }
        .unwrap_or_else(|| code.clone()),
        other => other.to_string(),
    }
}
