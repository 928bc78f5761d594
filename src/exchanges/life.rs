//! What exchanges are, and their life.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// What an exchange is.
    pub enum ExchangeKind {
        InformationMeeting "information_meeting" "Réunion d'information" "Information meeting";
        Workshop "workshop" "Atelier" "Workshop";
        PeerExchange "peer_exchange" "Échange entre pairs" "Peer exchange";
        ResearchMeeting "research_meeting" "Rencontre avec la recherche" "Research meeting";
        Restitution "restitution" "Restitution" "Restitution";
        SteeringCommittee "steering_committee" "Comité de pilotage" "Steering committee";
    }
}

code_list! {
    /// The state of an exchange.
    pub enum ExchangeState {
        Planned "planned" "Prévu" "Planned";
        Held "held" "Tenu" "Held";
        Cancelled "cancelled" "Annulé" "Cancelled";
    }
}

impl Life for ExchangeState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Planned, Action::Held) => Some(Self::Held),
            (Self::Planned, Action::Cancelled) => Some(Self::Cancelled),
            _ => None,
        }
    }
}
