//! What an account may do, in a few words for a front-end's menus. Each operation decides for
//! itself; this only says which doors are worth showing.

use crate::access::{Actor, Role};

crate::vocabulary::code_list! {
    /// Something that an account may do.
    pub enum Ability {
        Administer "administer" "Gérer les comptes et les habilitations" "Manage accounts and grants";
        OpenProgramme "open_programme" "Ouvrir un programme" "Open a programme";
        EditOrganisations "edit_organisations" "Gérer les organisations" "Manage organisations";
        Coordinate "coordinate" "Coordonner un programme" "Coordinate a programme";
        Evaluate "evaluate" "Évaluer des candidatures" "Evaluate applications";
        LogProgress "log_progress" "Saisir l'avancement" "Log progress";
        SubmitMilestones "submit_milestones" "Présenter des jalons" "Submit milestones";
        SeePortfolio "see_portfolio" "Voir le portefeuille" "See the portfolio";
    }
}

impl Ability {
    /// What the actor may do, today; a service account only within its scopes.
    pub fn of(actor: &Actor) -> Vec<Self> {
        use crate::vocabulary::CodeList;
        let held = Self::ALL.iter().copied();
        held.filter(|ability| ability.held_by(actor) && actor.has_scope(Some(ability.scope())))
            .collect()
    }

    fn held_by(self, actor: &Actor) -> bool {
        let works = !actor.missions.is_empty() || !actor.laureate_of.is_empty();
        match self {
            Self::Administer => actor.is_administrator(),
            Self::OpenProgramme => actor.may_open_programme(),
            Self::EditOrganisations => actor.is_coordinator() || actor.is_administrator() || actor.may_open_programme(),
            Self::Coordinate => actor.is_coordinator(),
            Self::Evaluate => actor.grants.iter().any(|grant| grant.role == Role::Juror),
            Self::LogProgress | Self::SubmitMilestones => works,
            Self::SeePortfolio => {
                actor.is_coordinator() || actor.grants.iter().any(|grant| grant.role == Role::Observer)
            }
        }
    }

    fn scope(self) -> &'static str {
        match self {
            Self::Administer => "accounts:write",
            Self::OpenProgramme => "programmes:write",
            Self::EditOrganisations => "organisations:write",
            Self::Coordinate => "projects:write",
            Self::Evaluate => "evaluations:write",
            Self::LogProgress => "progress:write",
            Self::SubmitMilestones => "milestones:write",
            Self::SeePortfolio => "portfolio:read",
        }
    }
}
