//! What clients send and are shown.

use chrono::{DateTime, NaiveDate, Utc};
use deserr::Deserr;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Id, Key, Percent, PersonDays, Prose, Slug};
use crate::organisations::OrganisationReference;
use crate::reference::{AnyReference, Reference};
use crate::shape::ShapeFaults;

/// A new log line.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewProgressEntry {
    /// The track the work was on.
    #[schema(example = "technical_support")]
    pub track: Slug,
    /// The milestone it was for: id or code, on the same track.
    #[deserr(default)]
    #[schema(value_type = Option<Key>, example = "AMI-IA-2018-ASN-M01")]
    pub milestone: Option<Key>,
    /// The day of the work: not ahead, and not before the project's start.
    #[schema(example = "2019-03-04")]
    pub occurred_on: CivilDate,
    /// How far the milestone is now.
    #[deserr(default)]
    #[schema(example = 40)]
    pub percent: Option<Percent>,
    /// The time it took, in quarters of a person's day.
    #[deserr(default)]
    #[schema(example = 0.5)]
    pub person_days: Option<PersonDays>,
    /// Whose time it is: an account of one's own organisation; oneself when absent.
    #[deserr(default)]
    pub person: Option<Id>,
    /// What was done.
    #[schema(example = "Jeu de données annoté et contrôlé")]
    pub done: Prose,
    /// What comes next.
    #[deserr(default)]
    #[schema(example = "Premier modèle de référence")]
    pub next: Option<Prose>,
    /// What stands in the way.
    #[deserr(default)]
    #[schema(example = "Accès à la base en attente")]
    pub blockers: Option<Prose>,
    /// The entry that this one replaces: of the same author or organisation and project.
    #[deserr(default)]
    pub corrects: Option<Id>,
    /// The entry of a countersigned month that this one, of an open month, takes back: of the same organisation, project and
    /// track. Then the time is that entry's, and counts negatively.
    #[deserr(default)]
    pub reverses: Option<Id>,
}

impl NewProgressEntry {
    /// A digest of what is said, whatever the spelling: what tells a repetition from another
    /// request with the same key.
    pub fn digest(&self) -> Vec<u8> {
        let milestone = self.milestone.as_ref().map(|key| match key {
            Key::Id(id) => id.to_string(),
            Key::Code(code) => code.clone(),
        });
        let mut said = json!([
            *self.track,
            milestone,
            *self.occurred_on,
            self.percent.as_deref(),
            self.person_days.as_deref(),
            self.person.as_deref(),
            *self.done,
            self.next.as_deref(),
            self.blockers.as_deref(),
            self.corrects.as_deref(),
        ]);
        // Not told where there is none: keys are kept for ever, with digests from before there was one.
        if let (Value::Array(said), Some(Id(reverses))) = (&mut said, self.reverses) {
            said.push(json!(reverses));
        }
        Sha256::digest(said.to_string()).to_vec()
    }
}

/// A log line, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressEntryView {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: Reference,
    /// The track the work was on.
    #[schema(example = "technical_support")]
    pub track: String,
    /// The milestone it was for.
    #[schema(required = true)]
    pub milestone: Option<Reference>,
    /// The mission the work was done under; none for a laureate's work. It goes by its provider's
    /// name; another provider's is not disclosed to a provider.
    #[schema(required = true)]
    pub mission: Option<AnyReference>,
    /// Who logged it.
    #[schema(required = true)]
    pub author: Option<Reference>,
    /// Whose time it is.
    #[schema(required = true)]
    pub person: Option<Reference>,
    /// The author's organisation.
    #[schema(required = true)]
    pub organisation: Option<OrganisationReference>,
    /// The day of the work.
    pub occurred_on: NaiveDate,
    /// How far the milestone was.
    #[schema(example = 40, required = true)]
    pub percent: Option<i32>,
    /// The time it took; of what takes another entry back, less than 0.
    #[schema(example = 0.5, required = true)]
    pub person_days: Option<f64>,
    /// What was done.
    #[schema(example = "Jeu de données annoté et contrôlé")]
    pub done: String,
    /// What comes next.
    #[schema(required = true)]
    pub next: Option<String>,
    /// What stands in the way.
    #[schema(required = true)]
    pub blockers: Option<String>,
    /// The entry that it replaces.
    #[schema(required = true)]
    pub corrects: Option<Uuid>,
    /// The entry that replaces it: then this one counts no more.
    #[schema(required = true)]
    pub corrected_by: Option<Uuid>,
    /// The entry of a countersigned month that it takes back.
    #[schema(required = true)]
    pub reverses: Option<Uuid>,
    /// The entry that takes it back.
    #[schema(required = true)]
    pub reversed_by: Option<Uuid>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

filter! {
    /// Which entries to list.
    pub struct ProgressFilter {
        /// Only on this track.
        pub track: AnyOf<Slug>,
        /// Only for this milestone: id or code.
        pub milestone: AnyOf<Key>,
        /// Only logged by this account.
        pub author: AnyOf<Id>,
        /// Only logged by this organisation.
        pub organisation: AnyOf<Id>,
        /// Only of work on this day or later.
        pub since: CivilDate,
        /// Only of work before this day.
        pub until: CivilDate,
    }
}

crate::vocabulary::code_list! {
    /// The order of a list of entries.
    pub enum ProgressOrder {
        Newest "-occurred_on" "Du plus récent au plus ancien" "Newest first";
    }
}
