//! What a piece of evidence can be.

use super::code_list;

code_list! {
    /// What a piece of evidence is: what a milestone asks for, and what is attached to it.
    pub enum EvidenceType {
        Report "report" "Rapport" "Report";
        SourceCode "source_code" "Code source" "Source code";
        Model "model" "Modèle entraîné" "Trained model";
        DatasetDocumentation "dataset_documentation" "Documentation des données" "Dataset documentation";
        Presentation "presentation" "Présentation" "Presentation";
        Minutes "minutes" "Compte rendu" "Minutes";
        TrainingMaterial "training_material" "Support de formation" "Training material";
        UserTrialReport "user_trial_report" "Bilan d'essai avec des utilisateurs" "User trial report";
        RoadmapDocument "roadmap_document" "Feuille de route" "Roadmap document";
        ApplicationFile "application_file" "Pièce d'une candidature" "Application file";
        Other "other" "Autre" "Other";
    }
}
