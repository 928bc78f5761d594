//! A topic's life.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// How far a topic was thought through.
    pub enum TopicMaturity {
        Idea "idea" "Idée" "Idea";
        Studied "studied" "Étudié" "Studied";
        Ready "ready" "Prêt" "Ready";
    }
}

code_list! {
    /// The state of a topic.
    pub enum TopicState {
        Open "open" "Ouvert" "Open";
        Retained "retained" "Retenu" "Retained";
        SetAside "set_aside" "Mis de côté" "Set aside";
    }
}

impl Life for TopicState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Open, Action::Retained) => Some(Self::Retained),
            (Self::Open, Action::SetAside) => Some(Self::SetAside),
            _ => None,
        }
    }
}
