//! The six stories, as data: what was delivered when, what slipped, what was suspended.
//!
//! Days are given as `YYYY-MM-DD`; milestones by their place in the plan, from 1.

mod acoss;
mod afb;
mod asn;
mod chu;
mod ddtm;
mod dgal;

use super::accounts::Player;

/// A milestone's way to a decision.
pub struct Delivery {
    /// Its place in the plan.
    pub milestone: usize,
    pub started: &'static str,
    /// A later forecast, made on that day and for what motive.
    pub forecast: Option<(&'static str, &'static str, &'static str)>,
    pub submitted: Option<&'static str>,
    pub decided: Option<(&'static str, Decision)>,
}

/// What a coordinator decided.
#[derive(Clone, Copy)]
pub enum Decision {
    Accepted,
    Reduced { percent: u32, motive: &'static str },
    Deferred { until: &'static str, motive: &'static str },
}

/// A time without useful days.
pub struct Pause {
    pub recorded: &'static str,
    pub from: &'static str,
    pub until: &'static str,
    pub motive: &'static str,
}

/// A health report: day, overall, text, support needed.
pub type Report = (&'static str, &'static str, &'static str, Option<&'static str>);

/// One project.
pub struct ProjectStory {
    /// The laureate's short name in the facts.
    pub laureate: &'static str,
    pub code: &'static str,
    pub team: Player,
    pub technical: Player,
    pub strategic: Player,
    pub ordered_days: (f64, f64),
    pub pauses: &'static [Pause],
    /// Months added: day, months, motive.
    pub extension: Option<(&'static str, u32, &'static str)>,
    pub deliveries: &'static [Delivery],
    /// Forecasts made after a decision: milestone, day, forecast, motive.
    pub afterwards: &'static [(usize, &'static str, &'static str, &'static str)],
    pub reports: &'static [Report],
    pub completed: Option<&'static str>,
    /// The day of the last log line.
    pub logged_until: &'static str,
}

const fn done(milestone: usize, started: &'static str, submitted: &'static str, decided: &'static str) -> Delivery {
    Delivery {
        milestone,
        started,
        forecast: None,
        submitted: Some(submitted),
        decided: Some((decided, Decision::Accepted)),
    }
}

const fn moved(on: &'static str, to: &'static str, motive: &'static str, delivery: Delivery) -> Delivery {
    Delivery {
        forecast: Some((on, to, motive)),
        ..delivery
    }
}

const fn open(milestone: usize, started: &'static str) -> Delivery {
    Delivery {
        milestone,
        started,
        forecast: None,
        submitted: None,
        decided: None,
    }
}

const SUMMER: Pause = Pause {
    recorded: "2019-07-01",
    from: "2019-07-15",
    until: "2019-08-19",
    motive: "Équipe métier indisponible pendant la saison de terrain.",
};

/// The six laureates.
pub const STORIES: [ProjectStory; 6] = [
    acoss::STORY,
    afb::STORY,
    asn::STORY,
    chu::STORY,
    ddtm::STORY,
    dgal::STORY,
];
