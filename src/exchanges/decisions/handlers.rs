//! The operations on a committee's decisions.

use actix_web::{get, patch, post};

use super::dto::{CommitteeDecisionFilter, CommitteeDecisionPatch, CommitteeDecisionView, NewCommitteeDecision};
use super::model::CommitteeDecision;
use crate::projects::child::operations;

operations! { "exchanges": CommitteeDecision as CommitteeDecisionView by CommitteeDecisionFilter
    /// Lists the decisions of a steering committee.
    ///
    /// By number. For coordinators.
    list list_exchange_decisions "/v1/programmes/{programme}/exchanges/{exchange}/decisions";
    /// Records a decision of a steering committee.
    ///
    /// By a coordinator; its number is the next one of the programme.
    create create_committee_decision "/v1/programmes/{programme}/exchanges/{exchange}/decisions" (NewCommitteeDecision);
    /// Shows a decision of a steering committee.
    ///
    /// To coordinators.
    get get_committee_decision "/v1/programmes/{programme}/exchanges/{exchange}/decisions/{id}";
    /// Changes a decision of a steering committee.
    ///
    /// By a coordinator, while it is open.
    update update_committee_decision "/v1/programmes/{programme}/exchanges/{exchange}/decisions/{id}" (CommitteeDecisionPatch);
    /// Settles a decision of a steering committee.
    ///
    /// By a coordinator: what was decided is done.
    verb settle_committee_decision "/v1/programmes/{programme}/exchanges/{exchange}/decisions/{id}/settle" Settled(NoBody);
}
