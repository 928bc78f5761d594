//! What is reused, and how far it is.

use crate::journal::Action;
use crate::projects::child::Life;
use crate::vocabulary::code_list;

code_list! {
    /// What others take over.
    pub enum ReusedThing {
        Code "code" "Code" "Code";
        Data "data" "Données" "Data";
        Method "method" "Méthode" "Method";
        Model "model" "Modèle" "Model";
        Training "training" "Formation" "Training";
    }
}

code_list! {
    /// The state of a reuse.
    pub enum ReuseState {
        Contact "contact" "Prise de contact" "Contact";
        Trial "trial" "Essai" "Trial";
        Adopted "adopted" "Adoptée" "Adopted";
        Abandoned "abandoned" "Abandonnée" "Abandoned";
    }
}

impl ReuseState {
    /// Those that observers are shown.
    pub const OBSERVED: [Self; 1] = [Self::Adopted];

    /// Whether it goes on.
    pub fn is_open(self) -> bool {
        self != Self::Abandoned
    }
}

impl Life for ReuseState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Contact, Action::Tried) => Some(Self::Trial),
            (Self::Trial, Action::Adopted) => Some(Self::Adopted),
            (Self::Contact | Self::Trial | Self::Adopted, Action::Abandoned) => Some(Self::Abandoned),
            _ => None,
        }
    }
}
