//! Why something is refused, in a form a program can read.
//!
//! Pure: rules, parsers and policies speak in [`Fault`]s and never in HTTP. Each code knows its
//! sentence in both languages and its [`Kind`], from which the HTTP layer derives the status
//! (`docs/api-design.md`, "Refusals").

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::vocabulary::{CodeList, Label, Language, Name, Subject};

/// What stands in a sentence for a list of nothing.
const NONE: Label = Label {
    fr: "aucun",
    en: "none",
};

/// What a fault is about, in the order in which answers prefer them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The shape of what was sent: types, missing or unknown fields, lengths, formats.
    Shape,
    /// A rule that what was sent breaks, whatever the state of things (422).
    Rule,
    /// The present state forbids it (409).
    State,
}

crate::vocabulary::code_list! {
    /// What a length is counted in.
    pub enum Unit {
        Characters "characters" "caractères" "characters";
        Bytes "bytes" "octets" "bytes";
        Items "items" "éléments" "items";
        Fields "fields" "champs" "fields";
    }
}

impl Unit {
    /// Its word after a number; each of them has its plural in `s`.
    fn word(self, number: Option<u64>, language: Language) -> &'static str {
        let plural = self.label().in_language(language);
        if number == Some(1) {
            plural.trim_end_matches('s')
        } else {
            plural
        }
    }
}

/// One thing that stands in the way: where, what, and about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON Pointer (RFC 6901) into the body, or the name of a query parameter; empty: the whole.
    pub pointer: String,
    /// What is wrong.
    pub code: FaultCode,
    /// The subject of the fault: `{"evidence_type": "report"}`.
    pub params: BTreeMap<&'static str, Value>,
    /// What people read of those that are codes.
    names: BTreeMap<&'static str, Name>,
}

impl Fault {
    /// A fault of the whole body.
    pub fn new(code: FaultCode) -> Self {
        Self {
            pointer: String::new(),
            code,
            params: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// Something shorter than that.
    pub fn too_short(min: usize, unit: Unit) -> Self {
        Self::new(FaultCode::TooShort).with("min", min).with("unit", unit)
    }

    /// Something longer than that.
    pub fn too_long(max: usize, unit: Unit) -> Self {
        Self::new(FaultCode::TooLong).with("max", max).with("unit", unit)
    }

    /// A fault of a state that does not allow it, with those that do; nothing of one that does.
    pub fn unless_in<S: CodeList + Subject>(state: S, allows: impl Fn(S) -> bool) -> Option<Self> {
        let allowed = || -> Vec<S> { S::ALL.iter().copied().filter(|state| allows(*state)).collect() };
        let fault = || Self::new(FaultCode::WrongState).with("state", state);
        (!allows(state)).then(|| fault().with("allowed", allowed()))
    }

    /// The same fault, at a JSON Pointer.
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = pointer.into();
        self
    }

    /// The same fault, naming one more subject.
    pub fn with(mut self, name: &'static str, subject: impl Subject) -> Self {
        self.params.insert(name, subject.value());
        self.names.extend(subject.name().map(|called| (name, called)));
        self
    }

    /// The sentence for a reader, its `{name}` places filled from `params`; a code goes by its label.
    pub fn message(&self, language: Language) -> String {
        let mut sentence = self.code.label().in_language(language).to_owned();
        let bound = self.params.get("max").or_else(|| self.params.get("min"));
        for (name, value) in &self.params {
            let unit = value.as_str().filter(|_| *name == "unit").and_then(Unit::from_code);
            let shown = match (unit, self.names.get(name), value) {
                (Some(unit), ..) => unit.word(bound.and_then(Value::as_u64), language).to_owned(),
                (.., Value::Array(items)) if items.is_empty() => NONE.in_language(language).to_owned(),
                (_, Some(called), _) => called.in_language(language).to_owned(),
                (.., Value::String(text)) => text.clone(),
                (.., Value::Array(items)) => items
                    .iter()
                    .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                    .collect::<Vec<_>>()
                    .join(", "),
                (.., other) => number(other, language),
            };
            sentence = sentence.replace(&format!("{{{name}}}"), &shown);
        }
        sentence
    }
}

/// A number as the language writes it.
fn number(value: &Value, language: Language) -> String {
    let written = value.to_string();
    language.number(written.strip_suffix(".0").unwrap_or(&written))
}

/// Every fault found, or nothing: what rules return.
pub type Verdict = Result<(), Vec<Fault>>;

/// `Ok` when nothing stands in the way.
pub fn verdict(faults: Vec<Fault>) -> Verdict {
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

macro_rules! fault_codes {
    ($( $variant:ident $code:tt $kind:ident $fr:literal $en:literal; )*) => {
        /// The closed list of reasons; published by `GET /v1/vocabulary` and in the document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, strum::EnumIter, utoipa::ToSchema)]
        pub enum FaultCode {
            $( #[doc = $en] #[serde(rename = $code)] $variant, )*
        }

        impl FaultCode {
            /// The code as programs read it.
            pub fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )* }
            }
            /// What kind of fault it is.
            pub fn kind(self) -> Kind {
                match self { $( Self::$variant => Kind::$kind, )* }
            }
            /// Its sentence, with `{name}` where a parameter goes.
            pub fn label(self) -> Label {
                match self { $( Self::$variant => Label { fr: $fr, en: $en }, )* }
            }
        }
    };
}

fault_codes! {
    // The shape of what was sent.
    MissingField "missing_field" Shape "Champ obligatoire." "This field is required.";
    UnknownField "unknown_field" Shape "Champ inconnu ; champs admis : {accepted}." "Unknown field; accepted fields: {accepted}.";
    UnknownParameter "unknown_parameter" Shape "Paramètre inconnu ; paramètres admis : {accepted}." "Unknown parameter; accepted parameters: {accepted}.";
    RepeatedParameter "repeated_parameter" Shape "Paramètre donné plusieurs fois." "The parameter is given more than once.";
    WrongType "wrong_type" Shape "Type inattendu : {expected} attendu." "Wrong type: {expected} expected.";
    InvalidFormat "invalid_format" Shape "Format invalide : {expected} attendu." "Invalid format: {expected} expected.";
    UnknownValue "unknown_value" Shape "Valeur inconnue ; valeurs admises : {accepted}." "Unknown value; accepted values: {accepted}.";
    TooShort "too_short" Shape "Trop court : au moins {min} {unit}." "Too short: at least {min} {unit}.";
    TooLong "too_long" Shape "Trop long : au plus {max} {unit}." "Too long: at most {max} {unit}.";
    OutOfRange "out_of_range" Shape "Hors limites : entre {min} et {max}." "Out of range: between {min} and {max}.";
    ContainsNul "contains_nul" Shape "Le caractère NUL n'est pas admis." "The NUL character is not accepted.";
    InvalidJson "invalid_json" Shape "Ce n'est pas du JSON : ligne {line}, colonne {column}." "This is not JSON: line {line}, column {column}.";
    RepeatedMember "repeated_member" Shape "Champ donné plusieurs fois : ligne {line}, colonne {column}." "A field is given more than once: line {line}, column {column}.";
    NotQuarter "not_quarter" Shape "Les jours se comptent par quarts." "Days are counted in quarters.";
    ControlCharacter "control_character" Shape "Les caractères de commande ne sont pas admis." "Control characters are not accepted.";
    InvalidFileName "invalid_file_name" Shape "Nom de fichier refusé : un nom sans dossier (ni « / », ni « \\ », ni « .. ») et sans caractère de contrôle ou invisible." "File name refused: a name without any folder (no \"/\", \"\\\", \"..\") and without control characters or any that cannot be seen.";
    MissingFileName "missing_file_name" Shape "Le fichier n'a pas de nom (`filename`)." "The file has no name (`filename`).";
    UnknownCharset "unknown_charset" Shape "Jeu de caractères inconnu : {charset}." "Unknown charset: {charset}.";
    TransferEncoding "transfer_encoding" Shape "Les parties d'un formulaire s'envoient sans Content-Transfer-Encoding ({encoding})." "Parts of a form are sent without Content-Transfer-Encoding ({encoding}).";
    InvalidText "invalid_text" Shape "Ce texte n'est pas écrit en {charset}." "This text is not written in {charset}.";
    NotNullable "not_nullable" Shape "Ce champ ne peut pas être vidé." "This field cannot be cleared.";
    // Rules.
    UnknownReference "unknown_reference" Rule "Référence inconnue." "Unknown reference.";
    NotInList "not_in_list" Rule "Ne fait pas partie de cette liste." "Is not part of this list.";
    TitleRequired "title_required" Rule "Ce qui n'est d'aucune nature connue a un intitulé." "What is of no known kind has a title.";
    UnknownTrack "unknown_track" Rule "Volet inconnu dans ce programme : {track}." "Unknown track in this programme: {track}.";
    AlreadyTaken "already_taken" Rule "Déjà utilisé." "Already taken.";
    Duplicate "duplicate" Rule "Donné plusieurs fois." "Given more than once.";
    RangeReversed "range_reversed" Rule "La fin (exclue) doit suivre le début." "The (exclusive) end must come after the start.";
    InvalidSiren "invalid_siren" Rule "SIREN invalide (neuf chiffres, clé de Luhn)." "Invalid SIREN (nine digits, Luhn check).";
    InvalidSiret "invalid_siret" Rule "SIRET invalide (quatorze chiffres, clé de Luhn, SIREN de l'organisation)." "Invalid SIRET (fourteen digits, Luhn check, the organisation's SIREN).";
    CyclicReference "cyclic_reference" Rule "La référence forme un cycle." "The reference makes a cycle.";
    CyclicDependency "cyclic_dependency" Rule "La dépendance forme un cycle." "The dependency makes a cycle.";
    ForeignDependency "foreign_dependency" Rule "Une dépendance doit être un jalon du même projet." "A dependency must be a milestone of the same project.";
    ResidualRequired "residual_required" Rule "Un risque maîtrisé a un niveau résiduel." "A mitigated risk has a residual score.";
    ResponseRequired "response_required" Rule "Un risque maîtrisé a une réponse." "A mitigated risk has a response.";
    SupportRequired "support_required" Rule "Un temps nuageux ou orageux demande de dire l'appui attendu." "Cloudy or stormy health asks for the support that is needed.";
    DpiaNeeded "dpia_needed" Rule "Des données personnelles demandent une analyse d'impact." "Personal data need an impact assessment.";
    MeasureUnsaid "measure_unsaid" Rule "Ni valeur observée, ni raison de son absence : {measures}." "Neither observed, nor is it said why not: {measures}.";
    OneOfTwo "one_of_two" Rule "L'un ou l'autre, et un seul : {members}." "One or the other, and only one: {members}.";
    MotiveRequired "motive_required" Rule "Un motif est obligatoire." "A motive is required.";
    ReductionRequired "reduction_percent_required" Rule "Le taux de réfaction est obligatoire." "The reduction percentage is required.";
    ResubmitByRequired "resubmit_by_required" Rule "La date de nouvelle présentation est obligatoire." "The date to resubmit by is required.";
    ResubmitByPast "resubmit_by_past" Rule "La date de nouvelle présentation doit être à venir." "The date to resubmit by must lie ahead.";
    DateInFuture "date_in_future" Rule "La date ne peut pas être dans le futur." "The date cannot lie in the future.";
    DateAfter "date_after" Rule "La date ne peut pas dépasser le {latest}." "The date cannot be after {latest}.";
    DateBefore "date_before" Rule "La date ne peut pas précéder le {earliest}." "The date cannot be before {earliest}.";
    DateOutsideSuspension "date_outside_suspension" Rule "La reprise doit suivre le début de la suspension." "The resumption must come after the start of the suspension.";
    WrongOrganisationKind "wrong_organisation_kind" Rule "La nature de cette organisation ne convient pas : {kind}." "An organisation of this kind does not fit: {kind}.";
    ScopeNotHeld "scope_not_held" Rule "Un compte de service ne transmet que les portées qu'il a : {scopes}." "A service account hands on no scope that it does not hold: {scopes}.";
    RoleNotGrantable "role_not_grantable" Rule "Ce rôle ne peut pas être accordé ici : {role}." "This role cannot be granted here: {role}.";
    ProgrammeRequired "programme_required" Rule "Ce rôle s'exerce dans un programme." "This role is held in a programme.";
    ProgrammeNotAllowed "programme_not_allowed" Rule "Ce rôle s'exerce sur la plateforme, sans programme." "This role is held on the platform, without a programme.";
    WeakPassword "weak_password" Rule "Mot de passe trop faible : {min} caractères au moins, et pas l'adresse du compte." "Password too weak: at least {min} characters, and not the account's address.";
    WrongPassword "wrong_password" Rule "Mot de passe actuel erroné." "Wrong current password.";
    OutsideMission "outside_mission" Rule "Hors des dates ou des volets de la mission." "Outside the mission's dates or tracks.";
    OverOnePersonDay "over_one_person_day" Rule "Plus d'un jour-personne pour cette personne ce jour-là ; reste : {remaining}." "More than one person-day for this person on that day; left: {remaining}.";
    AccountDeactivated "account_deactivated" Rule "Ce compte est désactivé." "This account is deactivated.";
    PersonElsewhere "person_of_other_organisation" Rule "La personne n'appartient pas à la même organisation." "The person does not belong to the same organisation.";
    CorrectionElsewhere "correction_of_other_entry" Rule "Une saisie ne corrige que la sienne, du même projet, pas encore corrigée." "An entry corrects one of the same author and project, not corrected yet.";
    OrderIncomplete "order_incomplete" Rule "L'ordre nomme tous les éléments ; il manque : {missing}." "The order names every item; missing: {missing}.";
    AssessmentElsewhere "correction_of_other_assessment" Rule "Une évaluation ne corrige que celle, encore valable, du même moment du projet." "An assessment corrects the one that stands of the same moment of the project.";
    EvaluationElsewhere "correction_of_other_evaluation" Rule "Une correction porte sur une évaluation remise du même sujet, par qui l'a faite ou un coordinateur, et qui n'en a pas encore." "A correction is of a submitted evaluation of the same subject, by whoever made it or a coordinator, that has none yet.";
    JurorCoordinates "juror_coordinates" Rule "Ce compte coordonne le programme : il verrait les évaluations des autres." "This account coordinates the programme: it would see the evaluations of the others.";
    ReversalElsewhere "reversal_of_other_entry" Rule "Une saisie d'annulation désigne une saisie de son organisation, du même projet, du même volet et d'un mois contresigné, ni corrigée ni annulée." "A reversing entry names one of its organisation, of the same project, on the same track and of a countersigned month, neither corrected nor reversed.";
    NotWithReversal "not_with_reversal" Rule "Une saisie d'annulation ne le donne pas : c'est celui de la saisie annulée." "A reversing entry does not give it: it is that of the entry it reverses.";
    MilestoneOfOtherTrack "milestone_of_other_track" Rule "Ce jalon relève d'un autre volet : {track}." "This milestone is on another track: {track}.";
    FileTypeRefused "file_type_refused" Rule "Ce type de fichier n'est pas admis : {found} ; types admis : {accepted}." "This type of file is not accepted: {found}; accepted types: {accepted}.";
    FileTypeMismatch "file_type_mismatch" Rule "Le type déclaré ({declared}) n'est pas celui du contenu ({found})." "The declared type ({declared}) is not that of the content ({found}).";
    FileExtensionMismatch "file_extension_mismatch" Rule "L'extension du nom ne convient pas au contenu ({found}) ; extensions admises : {accepted}." "The name's extension does not fit the content ({found}); accepted extensions: {accepted}.";
    MotiveRepeatsText "motive_repeats_text" Rule "Le motif ne doit pas répéter le texte expurgé." "The motive must not repeat the text being redacted.";
    IdempotencyMismatch "idempotency_mismatch" Rule "Cette clé a déjà servi pour une autre demande." "This key was already used for another request.";
    // States.
    WrongState "wrong_state" State "L'état « {state} » ne le permet pas ; états admis : {allowed}." "The state \"{state}\" does not allow it; states that do: {allowed}.";
    ProjectNotRunning "project_not_running" State "Le projet n'est pas en cours à cette date (état : {state})." "The project is not running on that day (state: {state}).";
    ProjectSuspended "project_suspended" State "Le projet est suspendu depuis le {since}." "The project is suspended since {since}.";
    EvidenceMissing "evidence_missing" State "Pièce exigée manquante : {evidence_type}." "Required evidence is missing: {evidence_type}.";
    DependencyNotAccepted "dependency_not_accepted" State "Le jalon {milestone}, dont celui-ci dépend, n'est pas admis." "Milestone {milestone}, on which this one depends, is not accepted.";
    MonthClosed "month_closed" State "Le mois {month} est contresigné : une saisie d'un mois ouvert peut l'annuler." "The month {month} is countersigned: an entry of an open month can reverse it.";
    MonthNotOver "month_not_over" State "Le mois n'est pas fini : il dure jusqu'au {until} exclu." "The month is not over: it lasts until {until} (exclusive).";
    MonthChanged "month_changed" State "Les saisies du mois ont changé depuis sa clôture : {closed_days} jours alors, {logged_days} maintenant." "The entries of the month have changed since it was closed: {closed_days} days then, {logged_days} now.";
    FinalReportPublished "final_report_published" State "Le projet est clos et le rapport sur sa fin est publié : un nouveau le rectifie." "The project has ended and the report on its end is published: a new one rectifies it.";
    FinalPeriodRequired "final_period_required" State "Le projet est clos : seul se publie le rapport sur la période qui finit avec lui (jusqu'au {until} exclu)." "The project has ended: only the report on the period that ends with it is published (until {until}, exclusive).";
    AlreadyRectified "already_rectified" State "Un autre rapport, publié, rectifie déjà le même." "Another published report rectifies the same one already.";
    EndorserIsAuthor "endorser_is_author" State "L'auteur d'un rapport ne le vise pas lui-même : un autre compte de son organisation le fait." "The author of a report does not endorse it: another account of the organisation does.";
    DeciderIsSubmitter "decider_is_submitter" State "Qui a présenté le jalon ne peut pas en décider." "Who submitted the milestone may not decide on it.";
    MilestoneOpen "milestone_open" State "Le jalon {milestone} est encore ouvert." "Milestone {milestone} is still open.";
    SuspensionOverlaps "suspension_overlaps" State "Une autre suspension couvre déjà une partie de ces dates (du {from} au {until} exclu)." "Another suspension already covers part of these dates (from {from} until {until}, exclusive).";
    SuspensionOpen "suspension_open" State "Une suspension est déjà ouverte depuis le {from}." "A suspension is already open since {from}.";
    SuspensionClosed "suspension_closed" State "Cette suspension est déjà close." "This suspension is already closed.";
    SuspensionCancelled "suspension_cancelled" State "Cette suspension est annulée." "This suspension is cancelled.";
    ExtensionCancelled "extension_cancelled" State "Cette prolongation est annulée." "This extension is cancelled.";
    AlreadyAssessed "already_assessed" State "Ce moment est déjà évalué ({moment}) : une nouvelle évaluation dit laquelle elle corrige." "This moment is assessed already ({moment}): a new assessment names the one that it corrects.";
    AlreadyPlanned "already_planned" State "Le projet a déjà des jalons." "The project already has milestones.";
    NotStarted "not_started" State "Le projet n'a pas de date de début." "The project has no start date.";
    NothingToBaseline "nothing_to_baseline" State "Aucun jalon ouvert à fixer." "There is no open milestone to baseline.";
    Baselined "baselined" State "Le jalon figure dans un plan de référence : il s'annule, il ne se supprime pas." "The milestone is part of a baseline: cancel it, it cannot be deleted.";
    FrozenEvidence "frozen_evidence" State "La pièce est figée avec la présentation." "The evidence is frozen with its submission.";
    EvidenceIsLink "evidence_is_link" State "Cette pièce est un lien : son adresse dit où elle est." "This piece of evidence is a link: its address says where it is.";
    FileRedacted "file_redacted" State "Ce fichier a été expurgé." "This file was redacted.";
    NotSubmitter "not_submitter" State "Seule l'organisation qui a présenté peut retirer." "Only the organisation that submitted may withdraw.";
    NotAuthority "not_authority" State "Le volet « {track} » relève d'une autre organisation." "Another organisation has authority over the track \"{track}\".";
    NotOnTrack "not_on_track" State "Ce compte n'intervient pas, ou plus, sur le volet de ce jalon." "This account does not work, or no longer works, on this milestone's track.";
    MilestoneCancelled "milestone_cancelled" State "Le jalon {milestone} est annulé : il n'avance plus." "Milestone {milestone} is cancelled: it makes no more progress.";
    DependedOn "depended_on" State "Le jalon {milestone} en dépend." "Milestone {milestone} depends on it.";
    Attached "attached" State "Y sont attachés : {entity}." "Attached to it: {entity}.";
    ProjectEnded "project_ended" State "Le projet est clos (état : {state}) ; il peut être rouvert." "The project has ended (state: {state}); it can be reopened.";
    RoadmapFull "roadmap_full" State "Une feuille de route a {most} éléments au plus." "A roadmap has {most} items at most.";
    HandOverOpen "hand_over_open" State "La passation est déjà ouverte : rien de la liste du programme n'y manque." "The hand-over is open already: nothing of the programme's list is lacking.";
    LaureateToVerify "laureate_to_verify" State "Le lauréat vérifie jusqu'au {until}." "The laureate verifies until {until}.";
    GateMissing "gate_missing" State "Condition non remplie : {gate}." "Gate not passed: {gate}.";
    NoWorkingPrototype "no_working_prototype" State "Aucun prototype n'est au moins fonctionnel." "No prototype is at least functional.";
    NoMilestoneOnTrack "no_milestone_on_track" State "Aucun jalon sur le volet « {track} »." "No milestone on the track \"{track}\".";
    MilestoneNotAccepted "milestone_not_accepted" State "Le jalon {milestone} n'est pas admis (état : {state})." "Milestone {milestone} is not accepted (state: {state}).";
    NoDataset "no_dataset" State "Aucun jeu de données n'est décrit." "No dataset is described.";
    DatasetUnreachable "dataset_unreachable" State "Le jeu de données « {dataset} » n'est pas accessible." "The dataset \"{dataset}\" cannot be reached.";
    DpiaOwed "dpia_owed" State "L'analyse d'impact du jeu de données « {dataset} » n'est pas faite (état : {dpia})." "The impact assessment of the dataset \"{dataset}\" is not done (state: {dpia}).";
    RiskTooHigh "risk_too_high" State "Le risque « {risk} » est de criticité {criticality}." "The risk \"{risk}\" is of criticality {criticality}.";
    HandOverNotOpened "hand_over_not_opened" State "La passation n'a aucun élément." "The hand-over has no item.";
    HandOverItemOwed "hand_over_item_owed" State "Passation : « {item} » reste dû (état : {state})." "Hand-over: \"{item}\" is still owed (state: {state}).";
    FunctionVacant "function_vacant" State "Personne ne tient la fonction « {function} »." "Nobody holds the function \"{function}\".";
    MonthNotCountersigned "month_not_countersigned" State "Le mois {month} de la mission de « {provider} » n'est pas contresigné." "The month {month} of the mission of \"{provider}\" is not countersigned.";
    OrderOverrun "order_overrun" State "La mission de « {provider} » dépasse sa commande sans motif." "The mission of \"{provider}\" exceeds its order without a motive.";
    OtherMissionUnsettled "other_mission_unsettled" State "Une mission d'un autre prestataire n'est pas soldée." "A mission of another provider is not settled.";
    HorizonEmpty "horizon_empty" State "Aucun élément adopté de la feuille de route à l'horizon « {horizon} »." "No adopted item of the roadmap at the horizon \"{horizon}\".";
    TooManyProjects "too_many_projects" State "Plus de {max} projets : le dossier n'en tient pas plus." "More than {max} projects: the file holds no more.";
    ExchangeAhead "exchange_ahead" State "L'échange n'a lieu que le {from}." "The exchange only takes place on {from}.";
    ExchangeOver "exchange_over" State "L'échange est passé : il a pris fin le {until}." "The exchange is over: it ended on {until}.";
    NotACommittee "not_a_committee" State "Seul un comité de pilotage décide ; nature de cet échange : {kind}." "Only a steering committee decides; this exchange is of the kind: {kind}.";
    CallNotOpen "call_not_open" State "L'appel n'ouvre qu'à {shown_as} ({time_zone})." "The call only opens at {shown_as} ({time_zone}).";
    CallClosed "call_closed" State "L'appel est clos ; sa dernière minute était {shown_as} ({time_zone})." "The call is closed; its last minute was {shown_as} ({time_zone}).";
    EvaluationOpen "evaluation_open" State "Une évaluation est encore ouverte : {evaluation}." "An evaluation is still open: {evaluation}.";
    AlreadyReplaced "already_replaced" State "Le projet {project} est déjà remplacé par {by}." "Project {project} is already replaced by {by}.";
    ProjectNotWithdrawn "project_not_withdrawn" State "Le projet {project} n'est pas abandonné (état : {state})." "Project {project} is not withdrawn (state: {state}).";
    NoGrid "no_grid" State "Aucune grille pour cette étape : {stage}." "There is no grid for this stage: {stage}.";
    AlreadyAssigned "already_assigned" State "Cette évaluation est déjà confiée, ou l'a été." "This evaluation is assigned already, or was.";
    ScoreMissing "score_missing" State "Note manquante : {criterion}." "A score is missing: {criterion}.";
    ReasonMissing "reason_missing" State "Appréciation manquante : {criterion}." "A reason is missing: {criterion}.";
    TrialAhead "trial_ahead" State "L'essai ne commence que le {from}." "The trial only starts on {from}.";
    TrialMissing "trial_missing" State "Aucun essai terminé, avec des participants, d'un prototype au moins fonctionnel." "No completed trial, with participants, of a prototype that is at least functional.";
    InUse "in_use" State "Déjà utilisé : une action a eu lieu, ou autre chose y renvoie." "Already used: something was done to it, or something else names it.";
    AlreadyDeactivated "already_deactivated" State "Le compte est déjà désactivé." "The account is already deactivated.";
    NotAPerson "not_a_person" State "Ce compte n'est pas celui d'une personne : {kind}." "This account is not a person's: {kind}.";
    NothingToRedact "nothing_to_redact" State "Il n'y a rien, ou plus rien, à expurger ici." "There is nothing, or nothing any more, to redact here.";
    IsAccount "is_account" State "C'est un compte : il s'efface là où sont les comptes." "This is an account: it is erased where accounts are.";
    AlreadyErased "already_erased" State "La personne est déjà effacée." "The person is erased already.";
    OwnAccount "own_account" State "On n'efface pas son propre compte : un autre administrateur le fait." "Nobody erases their own account: another administrator does.";
    LastAdministrator "last_administrator" State "La plateforme n'aurait plus d'administrateur." "The platform would have no administrator left.";
    StillRunning "still_running" State "La même demande est encore en cours de traitement." "The same request is still being processed.";
}
