//! What was to be read, heard or answered: letters, records, questions. All of it is invented.

use super::{Application, Fate, application};

pub const APPLICATIONS: &[Application<'static>] = &[
    application(
        ("209117", "Cour d'appel de Port-Vaillant", "2018-07-06T15:12:40"),
        Fate::InReserve(1),
        "Rapprochement de décisions semblables avant l'audience",
        "Retrouver, pour un dossier, les décisions de la cour sur les mêmes faits et les mêmes textes, afin que les \
         magistrats les aient sous les yeux en préparant l'audience.",
    ),
    application(
        ("210873", "Titres et certificats", "2018-07-19T11:45:08"),
        Fate::Refused("Plusieurs outils du marché font déjà ce qui est demandé."),
        "Réponses aux questions des usagers sur leurs demandes de titre",
        "Un agent conversationnel répond aux questions les plus fréquentes et dit où en est une demande.",
    ),
    application(
        ("213360", "Caisse des bourses", "2018-08-07T09:31:55"),
        Fate::HeardAndRefused(
            "Données insuffisantes pour tenir le calendrier ; à représenter à une prochaine session.",
        ),
        "Lecture des pièces jointes aux demandes de bourse",
        "Reconnaître chaque pièce et en relever les montants, pour que les instructeurs ne ressaisissent plus.",
    ),
    application(
        ("214402", "Traductions", "2018-08-16T17:03:29"),
        Fate::HeardAndRefused("Projet solide, mais déjà financé pour l'essentiel : l'effet incitatif est faible."),
        "Terminologie administrative cohérente entre les langues",
        "Repérer dans les traductions passées les termes rendus de plusieurs façons, et proposer l'équivalent retenu.",
    ),
    application(
        ("216029", "Métropole de Port-Vaillant", "2018-08-24T14:20:17"),
        Fate::Refused("Équipe à constituer : aucun agent n'est dégagé avant l'an prochain."),
        "Orientation des signalements des habitants",
        "Lire les messages reçus et les envoyer au service compétent, avec un degré d'urgence proposé.",
    ),
    application(
        ("216744", "Métiers de Haute-Brenne", "2018-08-28T10:37:44"),
        Fate::Dismissed(
            "Achat d'un logiciel de gestion existant, sans intelligence artificielle : hors du périmètre de l'appel.",
        ),
        "Informatisation des formalités des artisans",
        "Remplacer l'outil de gestion des formalités par un progiciel qui relance les artisans.",
    ),
    application(
        ("218231", "TA de Montclairval", "2018-09-03T16:09:12"),
        Fate::Refused("Le rapprochement de décisions est proposé par un autre candidat, avec plus de données."),
        "Repérage des requêtes en série",
        "Signaler au greffe les requêtes qui posent la même question, afin qu'elles soient instruites ensemble.",
    ),
    application(
        ("219588", "CH de Saint-Aubin-des-Eaux", "2018-09-07T18:02:36"),
        Fate::Refused("Les comptes rendus ne sont pas encore dans un format exploitable."),
        "Codage assisté des séjours",
        "Proposer les codes d'un séjour à partir des comptes rendus, le médecin validant chacun d'eux.",
    ),
    application(
        ("220145", "Réseaux partagés", "2018-09-09T21:14:03"),
        Fate::InReserve(2),
        "Tri des plaintes de consommateurs",
        "Regrouper les plaintes qui parlent d'un même incident, pour ouvrir plus tôt les enquêtes qui le méritent.",
    ),
    application(
        ("220917", "Rectorat de Val-de-Brume", "2018-09-10T12:48:21"),
        Fate::Refused("Les risques pour les personnels ne sont pas assez pris en compte."),
        "Analyse des vœux et des recours de mutation",
        "Résumer les motifs des recours et retrouver les cas semblables déjà tranchés.",
    ),
    application(
        ("221206", "Titres et certificats", "2018-09-11T08:55:50"),
        Fate::WithdrawnAtOnce(
            "2018-09-18",
            "Le candidat préfère concentrer ses moyens sur une autre démarche.",
        ),
        "Détection des pièces falsifiées dans les demandes",
        "Signaler à l'instructeur les pièces dont les mentions ne vont pas ensemble.",
    ),
    application(
        ("222008", "Préfecture de Haute-Brenne", "2018-09-12T09:26:34"),
        Fate::Refused("Gain plausible, mais sans chiffre à l'appui."),
        "Préparation des réponses aux courriers d'élus",
        "Retrouver les réponses déjà faites sur un sujet et en proposer une première rédaction.",
    ),
    application(
        ("222457", "Patrimoine écrit", "2018-09-12T15:41:09"),
        Fate::HeardAndRefused("Belle démonstration technique ; le bénéfice pour les usagers reste à établir."),
        "Transcription de registres manuscrits",
        "Lire les écritures anciennes d'un fonds de registres, pour que le public y cherche un nom ou un lieu.",
    ),
    application(
        ("222790", "CCI du Val-d'Ailette", "2018-09-12T19:17:58"),
        Fate::Refused("Des règles simples suffiraient."),
        "Orientation des créateurs d'entreprise",
        "Proposer, d'après la description d'un projet, les démarches et les aides qui le concernent.",
    ),
    application(
        ("223114", "Mesures et balances", "2018-09-13T10:08:16"),
        Fate::Refused("Trop peu de rapports pour apprendre."),
        "Lecture des rapports de vérification",
        "Extraire des rapports les écarts constatés et les instruments en cause.",
    ),
    application(
        ("223460", "Cour d'appel de Port-Vaillant", "2018-09-13T17:33:47"),
        Fate::Refused("Une seule candidature par organisme a été présentée au jury."),
        "Occultation des noms dans les décisions publiées",
        "Repérer les éléments qui identifient les personnes avant la mise en ligne d'une décision, le greffe relisant.",
    ),
    application(
        ("224302", "Agence des bâtiments", "2018-09-14T18:51:25"),
        Fate::Refused("Données dispersées, à rassembler d'abord."),
        "Recherche dans les notices des équipements",
        "Répondre aux questions des agents d'entretien à partir des notices et des comptes rendus d'intervention.",
    ),
    application(
        ("224419", "TA de Montclairval", "2018-09-14T23:59:30"),
        Fate::Refused("Dossier arrivé complet, mais sans équipe désignée."),
        "Aide à la rédaction des visas",
        "Proposer la liste des textes appliqués et des pièces échangées, que le rapporteur corrige.",
    ),
];
