//! The groups of operations, as the document names them (its tags), and what a service account may be bound to in each.

macro_rules! groups {
    ($( $tag:literal $about:literal $(, $variant:ident $code:tt $fr:literal $en:literal)* ; )*) => {
        /// The groups and what each is about, in the order in which a reader meets them.
        pub const GROUPS: &[(&str, &str)] = &[$( ($tag, $about) ),*];

        crate::vocabulary::code_list! {
            /// A bound of a service account: `{tag}:read` or `{tag}:write` of the operations' tags. Its
            /// grants say on what; it never does more than they allow.
            pub enum Scope {
                $( $( $variant $code $fr $en; )* )*
            }
        }
    };
}

groups! {
    "auth" "Signing in and out: access tokens, refresh tokens, passwords, invitations.";
    "me" "Who the caller is and what it may do.";
    "vocabulary" "Code lists with their labels in French and English.";
    "portfolio" "The dashboard of a programme, in one document.",
        PortfolioRead "portfolio:read" "Lire le portefeuille" "Read the portfolio";
    "programmes" "A call and its accompaniment: tracks, authorities, plan template.",
        ProgrammesRead "programmes:read" "Lire les programmes" "Read programmes",
        ProgrammesWrite "programmes:write" "Modifier les programmes" "Write programmes";
    "organisations" "Laureates, providers and the bodies that steer.",
        OrganisationsRead "organisations:read" "Lire les organisations" "Read organisations",
        OrganisationsWrite "organisations:write" "Modifier les organisations" "Write organisations";
    "projects" "A laureate's project in a programme: its life and its useful-months clock.",
        ProjectsRead "projects:read" "Lire les projets" "Read projects",
        ProjectsWrite "projects:write" "Modifier les projets" "Write projects";
    "suspensions" "What stops a project's clock and what lengthens it: suspensions and extensions.",
        SuspensionsRead "suspensions:read" "Lire les suspensions et prolongations" "Read suspensions and extensions",
        SuspensionsWrite "suspensions:write" "Saisir les suspensions et prolongations" "Write suspensions and extensions";
    "missions" "Which provider works on a project, on which tracks and when.",
        MissionsRead "missions:read" "Lire les missions" "Read missions",
        MissionsWrite "missions:write" "Modifier les missions" "Write missions";
    "plans" "Plans made from the programme's template, and approved baselines.",
        PlansRead "plans:read" "Lire les plans de référence" "Read plans and baselines",
        PlansWrite "plans:write" "Planifier et fixer la référence" "Write plans and baselines";
    "milestones" "Milestones from their forecast to the decision: evidence, submissions, comments.",
        MilestonesRead "milestones:read" "Lire les jalons" "Read milestones",
        MilestonesWrite "milestones:write" "Modifier les jalons" "Write milestones";
    "progress" "What experts log: work done, percent, person-days.",
        ProgressRead "progress:read" "Lire les saisies d'avancement" "Read progress entries",
        ProgressWrite "progress:write" "Saisir l'avancement" "Write progress entries";
    "redactions" "Free texts taken away everywhere, and what remains of them.",
        RedactionsRead "redactions:read" "Lire les expurgations" "Read redactions",
        RedactionsWrite "redactions:write" "Expurger un texte" "Redact texts";
    "health" "How a project fares, track by track.",
        HealthRead "health:read" "Lire la météo" "Read health reports",
        HealthWrite "health:write" "Saisir la météo" "Write health reports";
    "risks" "What may go wrong in a project, and what is done about it.",
        RisksRead "risks:read" "Lire les risques" "Read risks",
        RisksWrite "risks:write" "Tenir les risques" "Write risks";
    "datasets" "The data that a project lives on, who holds them, whether they can be reached.",
        DatasetsRead "datasets:read" "Lire les jeux de données" "Read datasets",
        DatasetsWrite "datasets:write" "Tenir les jeux de données" "Write datasets";
    "prototypes" "What a project builds, version by version, and how mature it is.",
        PrototypesRead "prototypes:read" "Lire les prototypes" "Read prototypes",
        PrototypesWrite "prototypes:write" "Tenir les prototypes" "Write prototypes";
    "trials" "Prototypes in the hands of those they are made for, and what was measured.",
        TrialsRead "trials:read" "Lire les essais" "Read trials",
        TrialsWrite "trials:write" "Tenir les essais" "Write trials";
    "status_reports" "How a project fared over a period: drafted, endorsed, published.",
        StatusReportsRead "status_reports:read" "Lire les rapports d'étape" "Read status reports",
        StatusReportsWrite "status_reports:write" "Écrire les rapports d'étape" "Write status reports";
    "roadmap" "What a laureate is to do once the accompaniment is over, in order.",
        RoadmapRead "roadmap:read" "Lire les feuilles de route" "Read roadmaps",
        RoadmapWrite "roadmap:write" "Tenir les feuilles de route" "Write roadmaps";
    "reuses" "What others take over from a project.",
        ReusesRead "reuses:read" "Lire les réutilisations" "Read reuses",
        ReusesWrite "reuses:write" "Tenir les réutilisations" "Write reuses";
    "team" "Who holds which function in a laureate's project.",
        TeamRead "team:read" "Lire l'équipe" "Read the team",
        TeamWrite "team:write" "Tenir l'équipe" "Write the team";
    "skills" "What the laureate's people know, from the start to the end.",
        SkillsRead "skills:read" "Lire les compétences" "Read skills",
        SkillsWrite "skills:write" "Évaluer les compétences" "Assess skills";
    "topics" "Subjects for the time after the accompaniment that a project brought up.",
        TopicsRead "topics:read" "Lire les sujets" "Read topics",
        TopicsWrite "topics:write" "Tenir les sujets" "Write topics";
    "hand_over" "What lets a laureate launch its project: provided, verified, waived.",
        HandOverRead "hand_over:read" "Lire les passations" "Read hand-overs",
        HandOverWrite "hand_over:write" "Tenir les passations" "Write hand-overs";
    "readiness" "Whether a project is ready to launch: gates, waivers, verdicts, the nursery.",
        ReadinessRead "readiness:read" "Lire l'état de préparation" "Read readiness",
        ReadinessWrite "readiness:write" "Dispenser et prononcer" "Waive and pronounce";
    "exchanges" "Where those of a programme meet: sign-ups, what came of it, what committees decide.",
        ExchangesRead "exchanges:read" "Lire les échanges" "Read exchanges",
        ExchangesWrite "exchanges:write" "Tenir les échanges et s'inscrire" "Write exchanges and sign up";
    "call" "Who asked to be accompanied: grids, applications, the ranking, the selection.",
        CallRead "call:read" "Lire les candidatures" "Read applications",
        CallWrite "call:write" "Tenir les candidatures" "Write applications";
    "evaluations" "What jurors, laureates and coordinators find of applications and projects.",
        EvaluationsRead "evaluations:read" "Lire les évaluations" "Read evaluations",
        EvaluationsWrite "evaluations:write" "Évaluer" "Evaluate";
    "history" "What happened, in words and in data.",
        HistoryRead "history:read" "Lire l'historique" "Read the history";
    "accounts" "Accounts of persons and services, and their grants.",
        AccountsRead "accounts:read" "Lire les comptes et habilitations" "Read accounts and grants",
        AccountsWrite "accounts:write" "Modifier les comptes et habilitations" "Write accounts and grants";
    "platform" "The service itself: its document, health, version and keys.";
}
