//! What a roadmap is made of, and the life of its items.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// What an item of a roadmap is about.
    pub enum RoadmapItemKind {
        Organisation "organisation" "Organisation" "Organisation";
        Skills "skills" "Compétences" "Skills";
        Data "data" "Données" "Data";
        Tool "tool" "Outil" "Tool";
        Governance "governance" "Gouvernance" "Governance";
        Funding "funding" "Financement" "Funding";
        Deployment "deployment" "Déploiement" "Deployment";
    }
}

code_list! {
    /// How far ahead an item of a roadmap is.
    pub enum Horizon {
        Short "short" "Court terme" "Short term";
        Medium "medium" "Moyen terme" "Medium term";
        Long "long" "Long terme" "Long term";
    }
}

code_list! {
    /// The state of an item of a roadmap.
    pub enum RoadmapItemState {
        Proposed "proposed" "Proposé" "Proposed";
        Adopted "adopted" "Adopté" "Adopted";
        Done "done" "Réalisé" "Done";
        Dropped "dropped" "Abandonné" "Dropped";
    }
}

impl RoadmapItemState {
    /// Those that observers are shown.
    pub const OBSERVED: [Self; 2] = [Self::Adopted, Self::Done];

    /// Whether there is something to do about it still.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Adopted)
    }
}

impl Life for RoadmapItemState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Proposed, Action::Adopted) => Some(Self::Adopted),
            (Self::Adopted, Action::Finished) => Some(Self::Done),
            (Self::Proposed | Self::Adopted, Action::Dropped) => Some(Self::Dropped),
            _ => None,
        }
    }
}
