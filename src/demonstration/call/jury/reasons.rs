//! Why a score was given, in a word: one reason for each criterion and score.

/// A criterion, with a reason for each score from 2 to 5.
const REASONS: [(&str, [&str; 4]); 6] = [
    (
        "benefits",
        [
            "Gain faible au regard de l'effort.",
            "Gain plausible, sans chiffre à l'appui.",
            "Gain réel pour les agents, à confirmer pour les usagers.",
            "Gain net pour les usagers et pour les agents, chiffré.",
        ],
    ),
    (
        "technical_relevance",
        [
            "Des règles simples suffiraient sans doute.",
            "Approche possible, le choix du modèle reste ouvert.",
            "Approche adaptée, avec une inconnue bien cernée.",
            "Technique éprouvée sur des cas voisins, bien choisie.",
        ],
    ),
    (
        "team",
        [
            "Porteur seul, sans relais dans les services.",
            "Équipe désignée, peu de temps dégagé.",
            "Équipe métier solide, un profil de données à trouver.",
            "Équipe mêlant métier et données, avec du temps dégagé.",
        ],
    ),
    (
        "data",
        [
            "Données dispersées, à numériser d'abord.",
            "Données existantes, accès incertain.",
            "Données existantes, accès déjà demandé.",
            "Données réunies, documentées et accessibles.",
        ],
    ),
    (
        "ethics",
        [
            "Risque de biais à peine évoqué.",
            "Risques cités, mesures à préciser.",
            "Risques repérés ; un agent décide toujours.",
            "Risques repérés, mesurés, et suivis par un référent.",
        ],
    ),
    (
        "incentive_effect",
        [
            "Le projet est déjà financé par ailleurs.",
            "Sans l'accompagnement, le projet se ferait plus tard.",
            "L'accompagnement avance le projet d'au moins un an.",
            "Sans l'accompagnement, le projet ne se ferait pas.",
        ],
    ),
];

/// Why a juror gave this score on this criterion.
pub fn reason(criterion: &str, score: u8) -> &'static str {
    let own = REASONS.iter().find(|(code, _)| *code == criterion);
    let reason = own.and_then(|(_, reasons)| reasons.get(usize::from(score).checked_sub(2)?));
    reason.copied().unwrap_or("Note non motivée.")
}
