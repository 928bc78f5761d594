//! What an exchange must be. Pure.

use std::collections::HashSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::life::ExchangeState;
use super::model::{Exchange, MOST};
use crate::fault::{Fault, FaultCode, Unit};
use crate::projects::ProgrammeContext;

/// How many organisations come at most.
const MOST_ATTENDING: usize = 500;

impl Exchange {
    /// What is wrong with it by itself.
    pub fn own_faults(&self) -> Vec<Fault> {
        let reversed = (self.ends_at <= self.starts_at).then(|| Fault::new(FaultCode::RangeReversed).at("/ends_at"));
        let came: Vec<Uuid> = self.attendance.0.iter().map(|it| it.organisation).collect();
        let lists = list_faults(&self.organisations, MOST, "/organisations", "")
            .into_iter()
            .chain(list_faults(&came, MOST_ATTENDING, "/attendance", "/organisation"));
        reversed.into_iter().chain(lists).collect()
    }

    /// The organisations that it names and did not before.
    pub fn organisations_said(&self, before: Option<&Self>) -> Vec<Uuid> {
        let all = |row: &Self| -> HashSet<Uuid> {
            let came = row.attendance.0.iter().map(|it| it.organisation);
            row.organisations.iter().copied().chain(came).collect()
        };
        let known = before.map(all).unwrap_or_default();
        all(self).difference(&known).copied().collect()
    }

    /// What refuses to say that it was held before the day on which it starts.
    pub fn ahead(&self, today: NaiveDate, context: &ProgrammeContext) -> Option<Fault> {
        let from = self.starts_at.with_timezone(&context.programme.zone()).date_naive();
        let ahead = self.state == ExchangeState::Held && today < from;
        ahead.then(|| Fault::new(FaultCode::ExchangeAhead).with("from", from))
    }
}

pub fn unknown_at(pointer: String) -> Fault {
    Fault::new(FaultCode::UnknownReference).at(pointer)
}

pub fn positions<'a>(ids: &'a [Uuid], are: impl Fn(&Uuid) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
    ids.iter()
        .enumerate()
        .filter(move |(_, id)| are(id))
        .map(|(place, _)| place)
}

/// A fault for each id that was there before, and for too many of them.
fn list_faults(ids: &[Uuid], most: usize, pointer: &str, below: &str) -> Vec<Fault> {
    let many = (ids.len() > most).then(|| Fault::too_long(most, Unit::Items).at(pointer));
    let mut seen = HashSet::new();
    let twice: Vec<usize> = ids
        .iter()
        .enumerate()
        .filter(|(_, id)| !seen.insert(**id))
        .map(|(place, _)| place)
        .collect();
    let twice = twice
        .into_iter()
        .map(|place| Fault::new(FaultCode::Duplicate).at(format!("{pointer}/{place}{below}")));
    many.into_iter().chain(twice).collect()
}
