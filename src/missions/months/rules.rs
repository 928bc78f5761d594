//! What an action on a month of a mission must find, and makes of it. Pure.

use chrono::NaiveDate;

use super::effort::Effort;
use super::model::MissionMonth;
use crate::civil::Month;
use crate::fault::{Fault, FaultCode};
use crate::journal::Action;
use crate::projects::child::Life;

/// Every reason why an action cannot be carried out.
pub fn faults(row: &MissionMonth, action: Action, effort: &Effort, today: NaiveDate) -> Vec<Fault> {
    let month = Month::of(row.month);
    let (over, days) = (month.until().min(effort.mission.until_on), effort.logged_in(month));
    let own = match action {
        Action::Closed if today < over => Some(Fault::new(FaultCode::MonthNotOver).with("until", over)),
        // What is countersigned is what was closed.
        Action::Countersigned if row.closed_entries.is_some() && !is_as_closed(row, effort) => {
            let changed = Fault::new(FaultCode::MonthChanged).with("closed_days", row.closed_days);
            Some(changed.with("logged_days", days))
        }
        _ => None,
    };
    row.state.refusal(action).into_iter().chain(own).collect()
}

/// Whether the same entries count in it as when it was closed.
pub fn is_as_closed(row: &MissionMonth, effort: &Effort) -> bool {
    row.closed_entries == Some(effort.digest_of(Month::of(row.month)))
}

/// The month after an action.
pub fn after(row: MissionMonth, action: Action, effort: &Effort) -> MissionMonth {
    let month = Month::of(row.month);
    let state = row.state.after(action).unwrap_or(row.state);
    let (closed_days, closed_entries, closed_order) = match action {
        Action::Closed => {
            let (days, digest) = (effort.logged_in(month), effort.digest_of(month));
            (Some(days), Some(digest), effort.ordered_in(month))
        }
        Action::Reopened => (None, None, None),
        _ => (row.closed_days, row.closed_entries, row.closed_order),
    };
    MissionMonth {
        state,
        closed_days,
        closed_entries,
        closed_order,
        ..row
    }
}
