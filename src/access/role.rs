//! Roles and kinds of accounts (domain.md, "Who may see and do what").

crate::vocabulary::code_list! {
    /// What a grant lets an account be.
    pub enum Role {
        Administrator "administrator" "Administrateur" "Administrator";
        Coordinator "coordinator" "Coordinateur" "Coordinator";
        Provider "provider" "Prestataire" "Provider";
        Laureate "laureate" "Lauréat" "Laureate";
        Juror "juror" "Membre du comité d'experts" "Juror";
        Observer "observer" "Observateur" "Observer";
    }
}

crate::vocabulary::code_list! {
    /// Who stands behind an account.
    pub enum AccountKind {
        Person "person" "Personne" "Person";
        Service "service" "Service" "Service";
        System "system" "Système" "System";
    }
}
