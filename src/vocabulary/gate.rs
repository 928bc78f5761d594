//! What a project passes on its way to "ready to launch", and what is said of it there.

use super::code_list;

code_list! {
    /// A gate of a project's readiness.
    pub enum Gate {
        Prototype "prototype" "Prototype essayé" "Tried prototype";
        Milestones "milestones" "Jalons admis" "Accepted milestones";
        Data "data" "Données accessibles" "Reachable data";
        Ethics "ethics" "Risques éthiques maîtrisés" "Ethical risks under control";
        HandOver "hand_over" "Passation" "Hand-over";
        Team "team" "Équipe" "Team";
        Orders "orders" "Commandes soldées" "Settled orders";
        Roadmap "roadmap" "Feuille de route adoptée" "Adopted roadmap";
    }
}

code_list! {
    /// Whether a project is ready to launch.
    pub enum ReadinessVerdict {
        Ready "ready" "Prêt à lancer" "Ready to launch";
        WithReservations "ready_with_reservations" "Prêt avec réserves" "Ready with reservations";
        NotReady "not_ready" "Pas prêt" "Not ready";
    }
}
