//! A risk's life and its weight.

use crate::http::merge_patch::nested;
use crate::http::wire::Grade;
use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// The state of a risk.
    pub enum RiskState {
        Open "open" "Ouvert" "Open";
        Mitigated "mitigated" "Maîtrisé" "Mitigated";
        Closed "closed" "Clos" "Closed";
        Occurred "occurred" "Survenu" "Occurred";
    }
}

impl Life for RiskState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Open, Action::Mitigated) => Some(Self::Mitigated),
            (Self::Open | Self::Mitigated, Action::Closed) => Some(Self::Closed),
            (Self::Open | Self::Mitigated, Action::Occurred) => Some(Self::Occurred),
            (Self::Closed | Self::Occurred, Action::Reopened) => Some(Self::Open),
            _ => None,
        }
    }
}

code_list! {
    /// How critical a risk is: likelihood times severity, 1 to 3, 4 to 6, 8 to 9, 12 to 16.
    pub enum Criticality {
        Low "low" "Faible" "Low";
        Moderate "moderate" "Modérée" "Moderate";
        High "high" "Élevée" "High";
        Critical "critical" "Critique" "Critical";
    }
}

impl Criticality {
    /// That of a weight; none of 0, which is no score.
    pub fn of(weight: i32) -> Option<Self> {
        Self::ALL_FROM_HEAVIEST
            .into_iter()
            .find(|it| weight >= *it.weights().start())
    }

    const ALL_FROM_HEAVIEST: [Self; 4] = [Self::Critical, Self::High, Self::Moderate, Self::Low];

    /// The weights that it stands for.
    pub fn weights(self) -> std::ops::RangeInclusive<i32> {
        match self {
            Self::Low => 1..=3,
            Self::Moderate => 4..=7,
            Self::High => 8..=11,
            Self::Critical => 12..=16,
        }
    }
}

nested! {
    /// How likely and how grave, each from 1 to 4.
    #[derive(Copy, Eq)]
    #[schema(example = json!({"likelihood": 3, "severity": 4}))]
    pub struct Score;
    /// A change of a score.
    pub struct ScorePatch;
    {
        /// How likely it is, from 1 (hardly) to 4 (nearly certain).
        pub likelihood: Grade,
        /// How grave it would be, from 1 (minor) to 4 (the project fails).
        pub severity: Grade,
    }
}

impl Score {
    /// Likelihood times severity.
    pub fn weight(self) -> i32 {
        self.likelihood.0 * self.severity.0
    }
}
