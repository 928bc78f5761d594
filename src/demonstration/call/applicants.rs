//! Who applied besides the laureates, as data. None of them exists: names, places and departments are invented.

/// An applicant.
pub struct Applicant {
    pub short_name: &'static str,
    pub name: &'static str,
    pub kind: &'static str,
}

const fn applicant(short_name: &'static str, name: &'static str, kind: &'static str) -> Applicant {
    Applicant { short_name, name, kind }
}

pub const APPLICANTS: &[Applicant] = &[
    applicant(
        "Titres et certificats",
        "Direction des titres et des certificats",
        "ministry",
    ),
    applicant("Traductions", "Service général des traductions", "ministry"),
    applicant("Patrimoine écrit", "Direction du patrimoine écrit", "ministry"),
    applicant(
        "Office des rivages",
        "Office des rivages et des estuaires",
        "national_operator",
    ),
    applicant(
        "Agence des bâtiments",
        "Agence des bâtiments et du mobilier publics",
        "national_operator",
    ),
    applicant(
        "Caisse des bourses",
        "Caisse générale des bourses d'études",
        "national_operator",
    ),
    applicant(
        "Observatoire des voiries",
        "Observatoire des voiries et des ouvrages",
        "national_operator",
    ),
    applicant(
        "Forêts de plaine",
        "Établissement public des forêts de plaine",
        "national_operator",
    ),
    applicant(
        "DDT du Val-d'Ailette",
        "Direction départementale des territoires du Val-d'Ailette",
        "decentralised_service",
    ),
    applicant(
        "Préfecture de Haute-Brenne",
        "Préfecture de la Haute-Brenne",
        "decentralised_service",
    ),
    applicant(
        "Environnement Monts-et-Marches",
        "Direction régionale de l'environnement des Monts-et-Marches",
        "decentralised_service",
    ),
    applicant(
        "Rectorat de Val-de-Brume",
        "Rectorat de l'académie de Val-de-Brume",
        "decentralised_service",
    ),
    applicant(
        "CHU de Port-Vaillant",
        "Centre hospitalier universitaire de Port-Vaillant",
        "hospital",
    ),
    applicant(
        "CH de Saint-Aubin-des-Eaux",
        "Centre hospitalier de Saint-Aubin-des-Eaux",
        "hospital",
    ),
    applicant(
        "Réseaux partagés",
        "Autorité de contrôle des réseaux partagés",
        "independent_authority",
    ),
    applicant(
        "Mesures et balances",
        "Autorité des mesures et des balances",
        "independent_authority",
    ),
    applicant(
        "CCI du Val-d'Ailette",
        "Chambre de commerce et d'industrie du Val-d'Ailette",
        "consular_chamber",
    ),
    applicant(
        "Métiers de Haute-Brenne",
        "Chambre de métiers et de l'artisanat de la Haute-Brenne",
        "consular_chamber",
    ),
    applicant(
        "Agriculture Monts-et-Marches",
        "Chambre d'agriculture des Monts-et-Marches",
        "consular_chamber",
    ),
    applicant(
        "Cour d'appel de Port-Vaillant",
        "Cour d'appel de Port-Vaillant",
        "court",
    ),
    applicant("TA de Montclairval", "Tribunal administratif de Montclairval", "court"),
    applicant("Métropole de Port-Vaillant", "Métropole de Port-Vaillant", "other"),
    applicant(
        "SDIS de Haute-Brenne",
        "Service d'incendie et de secours de la Haute-Brenne",
        "other",
    ),
];
