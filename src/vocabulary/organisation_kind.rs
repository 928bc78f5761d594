//! The kinds of organisations.

crate::vocabulary::code_list! {
    /// What kind of organisation it is.
    pub enum OrganisationKind {
        Ministry "ministry" "Ministère" "Ministry";
        NationalOperator "national_operator" "Opérateur national" "National operator";
        DecentralisedService "decentralised_service" "Service déconcentré" "Decentralised service";
        Hospital "hospital" "Établissement de santé" "Hospital";
        IndependentAuthority "independent_authority" "Autorité indépendante" "Independent authority";
        ConsularChamber "consular_chamber" "Chambre consulaire" "Consular chamber";
        Court "court" "Juridiction" "Court";
        SteeringBody "steering_body" "Direction pilote" "Steering body";
        FundBody "fund_body" "Financeur" "Fund body";
        ResearchInstitute "research_institute" "Institut de recherche" "Research institute";
        Association "association" "Association" "Association";
        PrivateFirm "private_firm" "Entreprise" "Private firm";
        Other "other" "Autre" "Other";
    }
}
