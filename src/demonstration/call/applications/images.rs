//! What was to be seen: aerial pictures, scans, plans. All of it is invented.

use super::{Application, Fate, application};

pub const APPLICATIONS: &[Application<'static>] = &[
    application(
        ("208640", "Office des rivages", "2018-07-02T10:22:31"),
        Fate::HeardAndRefused("Comparaison dans le temps trop ambitieuse pour dix mois utiles."),
        "Suivi du trait de côte sur images satellites",
        "Comparer d'une saison à l'autre les images disponibles, pour signaler les reculs à vérifier sur place.",
    ),
    application(
        ("211495", "Observatoire des voiries", "2018-07-25T14:58:12"),
        Fate::Refused("Images à acquérir : l'accès aux données ne serait pas assuré avant un an."),
        "Relevé des dégradations de chaussée",
        "Reconnaître fissures et nids-de-poule sur des vues prises depuis les véhicules de service.",
    ),
    application(
        ("212708", "Forêts de plaine", "2018-08-02T08:44:39"),
        Fate::Refused("Équipe réduite à une personne, sans relais sur le terrain."),
        "Repérage des arbres dépérissants",
        "Signaler sur des vues aériennes les parcelles où les houppiers s'éclaircissent.",
    ),
    application(
        ("215213", "CHU de Port-Vaillant", "2018-08-21T19:06:48"),
        Fate::Withdrawn(
            "2018-10-05",
            "Le candidat a trouvé un autre financement pour le même projet.",
        ),
        "Contrôle de la qualité des clichés de radiologie",
        "Dire au manipulateur, avant que le patient ne parte, si un cliché est à refaire.",
    ),
    application(
        ("216512", "DDT du Val-d'Ailette", "2018-08-27T11:19:05"),
        Fate::Refused("Un projet voisin, mieux documenté, a été présenté au jury."),
        "Détection des plans d'eau non déclarés",
        "Comparer les vues aériennes au registre des plans d'eau, pour préparer les visites.",
    ),
    application(
        ("218876", "SDIS de Haute-Brenne", "2018-09-05T22:31:14"),
        Fate::Refused("Risques mal cernés : une fumée manquée n'est pas une erreur comme une autre."),
        "Guet des départs de feu sur caméras fixes",
        "Signaler les fumées visibles sur les caméras des tours de guet, un agent confirmant l'alerte.",
    ),
    application(
        ("219931", "Patrimoine écrit", "2018-09-08T16:27:59"),
        Fate::Refused("Une seule candidature par organisme a été présentée au jury."),
        "Description des fonds photographiques",
        "Proposer des mots-clés pour les photographies sans légende d'un fonds.",
    ),
    application(
        ("220533", "Environnement Monts-et-Marches", "2018-09-10T09:50:22"),
        Fate::HeardAndRefused("Données accessibles, mais effet incitatif faible : le marché est déjà notifié."),
        "Inventaire des haies sur vues aériennes",
        "Tracer les haies d'un département et dire lesquelles ont disparu depuis le dernier inventaire.",
    ),
    application(
        ("221540", "Agriculture Monts-et-Marches", "2018-09-11T13:34:06"),
        Fate::Refused("Le bénéfice va d'abord aux adhérents, moins au service public."),
        "Reconnaissance des maladies de la vigne",
        "Un conseiller photographie une feuille et reçoit les maladies les plus probables.",
    ),
    application(
        ("222233", "Métropole de Port-Vaillant", "2018-09-12T12:02:41"),
        Fate::TakenUpAgain(
            "Le dossier ne dit pas quelles données seront utilisées.",
            "Recours du candidat : l'annexe sur les données était jointe, mais n'avait pas été transmise.",
            "Données décrites, accès non garanti ; la vie privée des riverains reste à étudier.",
        ),
        "Comptage des vélos et des piétons aux carrefours",
        "Compter les passages sur des vues qui ne sont ni conservées ni transmises.",
    ),
    application(
        ("222964", "Agence des bâtiments", "2018-09-13T08:18:33"),
        Fate::Refused("Gain faible au regard de l'effort."),
        "Lecture automatique des plans anciens",
        "Retrouver sur des plans numérisés les cloisons, les surfaces et les numéros de pièce.",
    ),
    application(
        ("223627", "Office des rivages", "2018-09-13T20:45:10"),
        Fate::Refused("Une seule candidature par organisme a été présentée au jury."),
        "Comptage des oiseaux sur photographies",
        "Compter les oiseaux des dortoirs sur les clichés des gardes, qui corrigent les cas douteux.",
    ),
    application(
        ("224057", "Titres et certificats", "2018-09-14T11:36:27"),
        Fate::Refused("Technique risquée pour les personnes : l'analyse d'impact n'est pas engagée."),
        "Contrôle de conformité des photographies d'identité",
        "Dire à l'usager, avant l'envoi, pourquoi sa photographie serait refusée.",
    ),
];
