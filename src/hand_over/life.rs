//! The life of an item of a hand-over.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// The state of an item of a hand-over.
    pub enum HandOverState {
        Missing "missing" "Manquant" "Missing";
        Provided "provided" "Fourni" "Provided";
        Verified "verified" "Vérifié" "Verified";
        Waived "waived" "Dispensé" "Waived";
    }
}

impl HandOverState {
    /// Whether nothing more is owed.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Verified | Self::Waived)
    }
}

impl Life for HandOverState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Missing, Action::Provided) => Some(Self::Provided),
            (Self::Provided, Action::Verified) => Some(Self::Verified),
            (Self::Provided, Action::Returned) => Some(Self::Missing),
            (Self::Missing | Self::Provided, Action::Waived) => Some(Self::Waived),
            (Self::Verified | Self::Waived, Action::Reopened) => Some(Self::Missing),
            _ => None,
        }
    }
}
