//! The demonstration: the real call of 2018 and its six laureates, told through the service itself.
//!
//! Dates and figures of the call are public facts (`ami-ia-2018.json`). Who applied besides the laureates, and how
//! the jury judged, is not public, nor which milestones each project had, on which dates and with which experts: the
//! applicants told here are invented, the scores and the plan plausible, and their texts say so. No real person
//! appears; accounts are roles.
//!
//! The story is told as requests to the application, each at its own past instant and by one of
//! the role accounts, so that every rule, every right and the journal apply to it as to anybody.

pub mod accounts;
mod call;
mod datasets;
mod entries;
mod exchanges;
mod facts;
mod founding;
mod hand_over;
mod happenings;
mod months;
mod plan;
mod programme;
mod projects;
mod prototypes;
mod reuses;
mod risks;
mod roadmap;
mod skills;
mod status_reports;
pub mod storyteller;
mod team;
mod telling;
mod topics;
mod trials;
mod verdicts;
mod waivers;

use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::database::schema::identities;

pub use accounts::{PASSWORD, Player};
pub use telling::{tell, tell_through, with_storyteller};

use chrono::NaiveDate;

/// The programme's code.
pub const PROGRAMME: &str = "AMI-IA-2018";

/// The day the demonstration shows: the sixth laureate has just been renamed, one project is
/// done, the others are near their ends.
pub const TODAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2020, 1, 15);

/// A running project and a track on which the first provider's account may log today.
pub const WRITABLE: (&str, &str) = ("AMI-IA-2018-ACOSS", "technical_support");

/// Whether the story was told in a database: then whoever reads this page can sign in there.
pub async fn is_told_in(mut conn: &AsyncPgConnection) -> QueryResult<bool> {
    let known = Player::all().iter().map(|player| player.email);
    let players = identities::table.filter(identities::email.eq_any(known.collect::<Vec<_>>()));
    diesel::select(exists(players)).get_result(&mut conn).await
}
