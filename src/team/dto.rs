//! What clients send and are shown of a team.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::model::TeamFunction;
use super::persons::{Person, PersonPatch, PersonView};
use crate::http::merge_patch::body;
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{CivilDate, Id, Instant, Percent};
use crate::projects::child::Edits;
use crate::redactions::Mention;
use crate::reference::Reference;

body! {
    /// A new member of a team: an account that works on the project, or a person who has none.
    pub struct NewTeamMember;
    /// A change of a member of a team (RFC 7396).
    pub struct TeamMemberPatch;
    /// What a member of a team does.
    pub struct TeamMemberContent in team_members;
    {
        /// The function.
        pub function: TeamFunction,
        /// How much of the working time goes into it, in percent.
        pub share: Option<Percent>,
    }
    {
        /// Who it is, where there is no account.
        pub person: Option<Person> by PersonPatch,
        /// Whose account it is.
        pub account: Option<Id>,
        /// The first day.
        pub from: CivilDate,
        /// The day after the last one.
        pub until: Option<CivilDate>,
    }
}

/// A member of a team, as it is shown. An observer is shown the function and its days.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamMemberView {
    /// Its id.
    pub id: Uuid,
    /// The project.
    pub project: Reference,
    /// The function.
    pub function: TeamFunction,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last one.
    #[schema(required = true)]
    pub until: Option<NaiveDate>,
    #[serde(flatten)]
    pub identity: Option<TeamMemberIdentity>,
}

/// Who a member of a team is.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamMemberIdentity {
    /// The person, where there is no account.
    #[schema(required = true)]
    pub person: Option<PersonView>,
    /// The account.
    #[schema(required = true)]
    pub account: Option<Reference>,
    /// How much of the working time goes into it, in percent.
    #[schema(required = true)]
    pub share: Option<Percent>,
    #[serde(flatten)]
    pub edits: Edits,
}

/// A member of a team whose person was erased.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErasedTeamMember {
    /// What remains.
    pub member: TeamMemberView,
    /// The texts of the project in which the name or the address, or a word of them, still stands: to be redacted
    /// (`POST /v1/redactions`).
    pub mentions: Vec<Mention>,
    /// Whether there may be more of them.
    pub more_mentions: bool,
    /// The other members of the project's team who go by the same name or address: where it is the same person, each is
    /// erased too.
    pub namesakes: Vec<Uuid>,
}

filter! {
    /// Which members of a team to list.
    pub struct TeamFilter {
        /// Only with this function.
        pub function: AnyOf<TeamFunction>,
        /// Only those who hold it on this day.
        pub on: CivilDate,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again. Not for
        /// observers.
        pub updated_since: Instant,
        /// The order; by the first day when absent.
        pub sort: TeamSort,
    }
    for observers without updated_since
}

crate::vocabulary::code_list! {
    /// The orders of a list of members of a team.
    pub enum TeamSort {
        From "from" "Par premier jour" "By first day";
    }
}
