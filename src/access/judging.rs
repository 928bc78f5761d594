//! Who evaluates what, today: rights that hang from it are of today, also where a read is of the past (a view,
//! `docs/adr/0019-as-of.md`).

use diesel::prelude::*;
use uuid::Uuid;

use crate::database::schema::{applications, evaluations, evidence, organisations};

diesel::table! {
    /// Who evaluates what, and how far.
    jurors (evaluation_id) {
        /// The evaluation.
        evaluation_id -> Uuid,
        /// The application or project.
        subject_id -> Uuid,
        /// The account.
        juror_id -> Uuid,
        /// The state of the evaluation.
        state -> Text,
    }
}
diesel::allow_tables_to_appear_in_same_query!(jurors, applications);
diesel::allow_tables_to_appear_in_same_query!(jurors, evaluations);
diesel::allow_tables_to_appear_in_same_query!(jurors, evidence);
diesel::allow_tables_to_appear_in_same_query!(jurors, organisations);

/// The evaluations that are an account's.
#[diesel::dsl::auto_type]
pub fn own_evaluations(account: Uuid) -> _ {
    jurors::table
        .filter(jurors::juror_id.eq(account))
        .select(jurors::evaluation_id)
}
