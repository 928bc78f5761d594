//! What is handed over at the end of an accompaniment.

use super::code_list;

code_list! {
    /// What an item of a hand-over is. A programme's list is of these, but for `other`.
    pub enum HandOverKind {
        SourceCode "source_code" "Code source" "Source code";
        Model "model" "Modèle" "Model";
        DataDocumentation "data_documentation" "Documentation des données" "Data documentation";
        EvaluationReport "evaluation_report" "Rapport d'évaluation" "Evaluation report";
        Architecture "architecture" "Dossier d'architecture" "Architecture";
        OperationsGuide "operations_guide" "Guide d'exploitation" "Operations guide";
        LicenceAndRights "licence_and_rights" "Licences et droits" "Licences and rights";
        Dpia "dpia" "Analyse d'impact" "Impact assessment";
        SecurityPlan "security_plan" "Plan de sécurité" "Security plan";
        CostEstimate "cost_estimate" "Estimation des coûts" "Cost estimate";
        AlgorithmNotice "algorithm_notice" "Notice de l'algorithme" "Algorithm notice";
        TrainingMaterial "training_material" "Supports de formation" "Training material";
        Other "other" "Autre" "Other";
    }
}

impl HandOverKind {
    /// Those that a programme can ask for, and asks for where it says nothing.
    pub const LISTED: [Self; 12] = [
        Self::SourceCode,
        Self::Model,
        Self::DataDocumentation,
        Self::EvaluationReport,
        Self::Architecture,
        Self::OperationsGuide,
        Self::LicenceAndRights,
        Self::Dpia,
        Self::SecurityPlan,
        Self::CostEstimate,
        Self::AlgorithmNotice,
        Self::TrainingMaterial,
    ];
}
