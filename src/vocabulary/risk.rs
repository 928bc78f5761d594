//! What can go wrong in a project.

use super::code_list;

code_list! {
    /// What a risk of a project is about.
    pub enum RiskKind {
        DataAccess "data_access" "Accès aux données" "Access to data";
        DataQuality "data_quality" "Qualité des données" "Data quality";
        PersonalData "personal_data" "Données personnelles" "Personal data";
        Ethics "ethics" "Éthique et biais" "Ethics and bias";
        Security "security" "Sécurité" "Security";
        Performance "performance" "Performance du modèle" "Performance of the model";
        Integration "integration" "Intégration au système d'information" "Integration into the information system";
        Adoption "adoption" "Adoption par les agents et les usagers" "Adoption by agents and users";
        Team "team" "Équipe et compétences" "Team and skills";
        Schedule "schedule" "Calendrier" "Schedule";
        Budget "budget" "Budget et commande" "Budget and orders";
        Legal "legal" "Cadre juridique" "Legal framework";
        Other "other" "Autre" "Other";
    }
}
