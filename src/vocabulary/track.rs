//! The tracks that programmes usually have.

use super::code_list;

code_list! {
    /// A usual track of accompaniment. A programme names its own; these are what to begin with.
    pub enum DefaultTrack {
        TechnicalSupport "technical_support" "Accompagnement technique" "Technical support";
        StrategicSupport "strategic_support" "Accompagnement stratégique" "Strategic support";
        Prototype "prototype" "Prototype" "Prototype";
        Roadmap "roadmap" "Feuille de route" "Roadmap";
        HandOver "hand_over" "Passation" "Hand-over";
        ScientificSupport "scientific_support" "Accompagnement scientifique" "Scientific support";
    }
}
