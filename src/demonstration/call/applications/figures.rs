//! What was to be foreseen, sorted or matched from figures and records. All of it is invented.

use super::{Application, Fate, application};

pub const APPLICATIONS: &[Application<'static>] = &[
    application(
        ("209804", "Caisse des bourses", "2018-07-12T13:09:26"),
        Fate::Refused("Une seule candidature par organisme a été présentée au jury."),
        "Prévision des pics de demandes",
        "Prévoir, semaine par semaine, le nombre de demandes à instruire, pour organiser les équipes.",
    ),
    application(
        ("212051", "SDIS de Haute-Brenne", "2018-07-28T18:40:52"),
        Fate::HeardAndRefused(
            "Bonnes données, effet incitatif faible : une note du jury est basse, l'autre n'a pas été rendue.",
        ),
        "Prévision des interventions par secteur",
        "Estimer le nombre d'interventions par secteur et par garde, pour placer les équipes au plus près.",
    ),
    application(
        ("213927", "Réseaux partagés", "2018-08-10T10:55:13"),
        Fate::Refused("Une seule candidature par organisme a été présentée au jury."),
        "Détection des déclarations d'opérateurs incohérentes",
        "Signaler les déclarations qui s'écartent de celles des années passées et des opérateurs semblables.",
    ),
    application(
        ("215806", "Rectorat de Val-de-Brume", "2018-08-23T15:28:04"),
        Fate::Refused("Risque de stigmatiser des élèves : les garanties demandées manquent."),
        "Repérage des risques de décrochage",
        "Signaler aux équipes éducatives les absences qui annoncent un décrochage.",
    ),
    application(
        ("217801", "CHU de Port-Vaillant", "2018-08-30T17:52:38"),
        Fate::Refused("Un outil régional en cours de déploiement couvre déjà ce besoin."),
        "Prévision des passages aux urgences",
        "Prévoir les passages à trois jours, pour ajuster les lits et les équipes.",
    ),
    application(
        ("218502", "CCI du Val-d'Ailette", "2018-09-04T11:13:49"),
        Fate::Refused("Le bénéfice pour le service public n'est pas démontré."),
        "Signes avant-coureurs de défaillance d'entreprises",
        "Repérer dans des données publiques les entreprises qu'un conseiller devrait appeler.",
    ),
    application(
        ("219320", "Observatoire des voiries", "2018-09-06T20:01:17"),
        Fate::Refused("Gain réel, mais deux services sur trois n'ont pas donné leur accord."),
        "Priorités d'entretien des ponts",
        "Classer les ponts à visiter d'après les inspections passées, le trafic et les crues.",
    ),
    application(
        ("220331", "Agriculture Monts-et-Marches", "2018-09-10T08:07:55"),
        Fate::Dismissed("Doublon d'une candidature du même organisme ; le candidat confirme que celle-ci est de trop."),
        "Reconnaissance des maladies de la vigne (premier envoi)",
        "Un conseiller photographie une feuille et reçoit les maladies les plus probables.",
    ),
    application(
        ("221098", "Mesures et balances", "2018-09-10T18:23:30"),
        Fate::Refused("Données existantes, mais l'accès en est incertain."),
        "Ciblage des contrôles d'instruments",
        "Estimer où un contrôle a le plus de chances de trouver un instrument faux.",
    ),
    application(
        ("221699", "Préfecture de Haute-Brenne", "2018-09-11T15:16:02"),
        Fate::Refused("L'accompagnement aiderait, mais le projet se ferait sans lui."),
        "Prévision des rendez-vous non honorés",
        "Prévoir les rendez-vous qui ne seront pas honorés, pour en proposer d'autres plus tôt.",
    ),
    application(
        ("222375", "Forêts de plaine", "2018-09-12T14:29:20"),
        Fate::Refused("Série de mesures trop courte pour apprendre."),
        "Prévision des glandées",
        "Prévoir les années de forte glandée, pour préparer les régénérations.",
    ),
    application(
        ("222701", "Traductions", "2018-09-12T18:11:43"),
        Fate::Refused("Une seule candidature par organisme a été présentée au jury."),
        "Estimation du temps de traduction",
        "Estimer le temps que demandera un document, pour répartir les travaux.",
    ),
    application(
        ("223209", "CH de Saint-Aubin-des-Eaux", "2018-09-13T10:59:38"),
        Fate::Refused("Aucun agent n'est dégagé pour le projet."),
        "Prévision de la consommation de repas",
        "Prévoir le nombre de repas par service, pour en jeter moins.",
    ),
    application(
        ("223742", "DDT du Val-d'Ailette", "2018-09-13T23:12:54"),
        Fate::Refused("Des règles simples suffiraient."),
        "Instruction accélérée des demandes simples",
        "Reconnaître les demandes d'autorisation sans difficulté, qu'un agent valide en une fois.",
    ),
    application(
        ("224188", "Environnement Monts-et-Marches", "2018-09-14T16:04:11"),
        Fate::Refused("Une seule candidature par organisme a été présentée au jury."),
        "Prévision des épisodes de pollution",
        "Prévoir à deux jours les épisodes de pollution d'une vallée, commune par commune.",
    ),
];
