//! What a service account may be bound to.

crate::vocabulary::code_list! {
    /// A bound of a service account: `{tag}:read` or `{tag}:write` of the operations' tags. Its
    /// grants say on what; it never does more than they allow.
    pub enum Scope {
        OrganisationsRead "organisations:read" "Lire les organisations" "Read organisations";
        OrganisationsWrite "organisations:write" "Modifier les organisations" "Write organisations";
        AccountsRead "accounts:read" "Lire les comptes et habilitations" "Read accounts and grants";
        AccountsWrite "accounts:write" "Modifier les comptes et habilitations" "Write accounts and grants";
        ProgrammesRead "programmes:read" "Lire les programmes" "Read programmes";
        ProgrammesWrite "programmes:write" "Modifier les programmes" "Write programmes";
        ProjectsRead "projects:read" "Lire les projets" "Read projects";
        ProjectsWrite "projects:write" "Modifier les projets" "Write projects";
        SuspensionsRead "suspensions:read" "Lire les suspensions et prolongations" "Read suspensions and extensions";
        SuspensionsWrite "suspensions:write" "Saisir les suspensions et prolongations" "Write suspensions and extensions";
        PlansRead "plans:read" "Lire les plans de référence" "Read plans and baselines";
        PlansWrite "plans:write" "Planifier et fixer la référence" "Write plans and baselines";
        MissionsRead "missions:read" "Lire les missions" "Read missions";
        MissionsWrite "missions:write" "Modifier les missions" "Write missions";
        MilestonesRead "milestones:read" "Lire les jalons" "Read milestones";
        MilestonesWrite "milestones:write" "Modifier les jalons" "Write milestones";
        ProgressRead "progress:read" "Lire les saisies d'avancement" "Read progress entries";
        ProgressWrite "progress:write" "Saisir l'avancement" "Write progress entries";
        HealthRead "health:read" "Lire la météo" "Read health reports";
        HealthWrite "health:write" "Saisir la météo" "Write health reports";
        PortfolioRead "portfolio:read" "Lire le portefeuille" "Read the portfolio";
        RedactionsRead "redactions:read" "Lire les expurgations" "Read redactions";
        RedactionsWrite "redactions:write" "Expurger un texte" "Redact texts";
        HistoryRead "history:read" "Lire l'historique" "Read the history";
    }
}
