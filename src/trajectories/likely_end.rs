//! When a project is likely to end, by earned schedule (Lipke 2003, "Schedule is different") on the axis of useful months. Pure.
//!
//! The planned curve goes straight from each baseline date to the next. The schedule earned is the useful time at which it comes to
//! what has been earned; the pace is that by the useful time used; at that pace the plan takes its own length by the pace.

use chrono::{Datelike, NaiveDate};

use super::dto::LikelyEnd;
use crate::civil::in_words;
use crate::milestones::MilestoneState;
use crate::milestones::derived::{Share, progress};
use crate::portfolio::rounded;
use crate::useful_months::UsefulMonths;
use crate::vocabulary::{CodeList, Language, Sentence, lower_first};

crate::vocabulary::code_list! {
    /// Why no likely end is told.
    pub enum NoLikelyEnd {
        NotStarted "not_started" "Le projet n'a pas commencé" "The project has not started";
        Ended "ended" "Le projet a pris fin" "The project is over";
        NoBaseline "no_baseline" "Aucun jalon n'a de date de référence après le début" "No milestone has a baseline date after the start";
        AllAccepted "all_accepted" "Tous les jalons de référence sont admis" "Every milestone of the baseline is accepted";
        Suspended "suspended" "Le projet est suspendu sans date de reprise" "The project is suspended without a date of resumption";
        TooEarly "too_early" "Moins d'un mois utile est consommé" "Less than one useful month is used";
        NothingAccepted "nothing_accepted" "Aucun jalon de référence n'est encore admis" "No milestone of the baseline is accepted yet";
        BeyondCalendar "beyond_calendar" "Au rythme constaté, la fin est au-delà du calendrier" "At the pace so far, the end is beyond the calendar";
    }
}

/// What the likely end of a project is read from.
#[derive(Clone, Copy, Debug)]
pub struct Reached<'a> {
    /// Its clock; none before it has a start.
    pub clock: Option<&'a UsefulMonths>,
    /// Its milestones as they stand.
    pub shares: &'a [Share],
    /// The day of the reading.
    pub today: NaiveDate,
}

/// A point of the plan: useful days from the start, and what is planned to be reached by then, in percent.
type Planned = (f64, f64);

impl Reached<'_> {
    /// When it is likely to end, or why that is not told.
    pub fn likely_end(&self) -> LikelyEnd {
        match self.figures() {
            Ok(figures) => figures,
            Err(reason) => LikelyEnd::none(reason),
        }
    }

    fn figures(&self) -> Result<LikelyEnd, NoLikelyEnd> {
        let clock = self.clock.filter(|clock| clock.start() <= self.today);
        let clock = clock.ok_or(NoLikelyEnd::NotStarted)?;
        if clock.actual_end().is_some_and(|end| end <= self.today) {
            return Err(NoLikelyEnd::Ended);
        }
        if clock.suspensions().iter().any(|range| range.is_open()) {
            return Err(NoLikelyEnd::Suspended);
        }
        let counts = |share: &&Share| share.baseline.is_some() && share.state != MilestoneState::Cancelled;
        let baselined: Vec<Share> = self.shares.iter().filter(counts).copied().collect();
        let resumed = clock.as_if_resumed_on(self.today);
        let plan = plan(&baselined, &resumed);
        let length = plan.last().map_or(0.0, |(days, _)| *days);
        let earned = progress(&baselined)
            .filter(|_| length > 0.0)
            .ok_or(NoLikelyEnd::NoBaseline)?;
        if earned >= 100.0 {
            return Err(NoLikelyEnd::AllAccepted);
        }
        let used = clock.useful_days(self.today) as f64;
        if clock.in_months(used) < 1.0 {
            return Err(NoLikelyEnd::TooEarly);
        }
        let earned_days = earned_days(&plan, earned);
        let accepted = baselined.iter().any(|share| share.state.is_accepted());
        if !accepted || earned_days <= 0.0 {
            return Err(NoLikelyEnd::NothingAccepted);
        }
        let days = length * used / earned_days;
        #[expect(clippy::cast_possible_truncation, reason = "days of a project")]
        let on = clock.date_after_useful_days(days.ceil() as i64);
        let on = on.filter(|on| on.year() <= 9999).ok_or(NoLikelyEnd::BeyondCalendar)?;
        let [earned_schedule, time_used, planned_duration] =
            [earned_days, used, length].map(|days| clock.in_months(days));
        let pace = rounded(earned_days / used);
        Ok(LikelyEnd {
            on: Some(on),
            reason: None,
            earned: Some(rounded(earned)),
            earned_schedule: Some(earned_schedule),
            time_used: Some(time_used),
            planned_duration: Some(planned_duration),
            pace: Some(pace),
            sentence: sentence(on, pace, [earned_schedule, time_used, planned_duration]),
        })
    }
}

impl LikelyEnd {
    fn none(reason: NoLikelyEnd) -> Self {
        let label = reason.label();
        Self {
            on: None,
            reason: Some(reason),
            earned: None,
            earned_schedule: None,
            time_used: None,
            planned_duration: None,
            pace: None,
            sentence: Sentence {
                fr: format!("Pas de fin probable : {}.", lower_first(label.fr)),
                en: format!("No likely end: {}.", lower_first(label.en)),
            },
        }
    }
}

/// The plan at each baseline date as it stands, in order.
fn plan(baselined: &[Share], clock: &UsefulMonths) -> Vec<Planned> {
    let dates = baselined.iter().filter_map(|share| {
        let on = share.baseline?.stands_on(clock)?;
        Some((clock.useful_days(on) as f64, share.weight))
    });
    let mut dates: Vec<Planned> = dates.collect();
    dates.sort_by(|one, other| one.0.total_cmp(&other.0));
    let whole: f64 = dates.iter().map(|(_, weight)| weight).sum();
    let mut sum = 0.0;
    let planned = dates.into_iter().map(|(days, weight)| {
        sum += weight;
        (days, 100.0 * sum / whole)
    });
    planned.collect()
}

/// The useful days at which the plan comes to so many percent.
fn earned_days(plan: &[Planned], earned: f64) -> f64 {
    let (mut days, mut percent) = (0.0, 0.0);
    for &(until, planned) in plan {
        if earned <= planned {
            return match planned > percent {
                true => days + (until - days) * (earned - percent) / (planned - percent),
                false => days,
            };
        }
        (days, percent) = (until, planned);
    }
    days
}

fn sentence(on: NaiveDate, pace: f64, [earned, used, planned]: [f64; 3]) -> Sentence {
    let french = |number: f64| Language::French.number(number);
    Sentence {
        fr: format!(
            "Fin probable le {} : en {} mois utiles, le projet a gagné ce que la référence prévoyait en {} (rythme {}), sur {} prévus.",
            in_words(on, Language::French),
            french(used),
            french(earned),
            french(pace),
            french(planned)
        ),
        en: format!(
            "Likely end on {}: in {used} useful months the project earned what the baseline planned in {earned} (pace {pace}), of {planned} planned.",
            in_words(on, Language::English)
        ),
    }
}
