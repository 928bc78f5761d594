//! The words of the journal.

crate::vocabulary::code_list! {
    /// What kind of resource an entry is about.
    pub enum Entity {
        Organisation "organisation" "Organisation" "Organisation";
        Account "account" "Compte" "Account";
        Grant "grant" "Habilitation" "Grant";
        Programme "programme" "Programme" "Programme";
        Project "project" "Projet" "Project";
        Suspension "suspension" "Suspension" "Suspension";
        Extension "extension" "Prolongation" "Extension";
        Mission "mission" "Mission" "Mission";
        Milestone "milestone" "Jalon" "Milestone";
        Baseline "baseline" "Référence" "Baseline";
        Evidence "evidence" "Pièce" "Evidence";
        Submission "submission" "Présentation" "Submission";
        Decision "decision" "Décision" "Decision";
        Observation "observation" "Observation" "Observation";
        Comment "comment" "Commentaire" "Comment";
        ProgressEntry "progress_entry" "Saisie d'avancement" "Progress entry";
        HealthReport "health_report" "Météo" "Health report";
        Redaction "redaction" "Expurgation" "Redaction";
        Risk "risk" "Risque" "Risk";
        Dataset "dataset" "Jeu de données" "Dataset";
        Prototype "prototype" "Prototype" "Prototype";
        Trial "trial" "Essai" "Trial";
        StatusReport "status_report" "Rapport d'étape" "Status report";
        TeamMember "team_member" "Membre de l'équipe" "Team member";
        SkillAssessment "skill_assessment" "Évaluation de compétences" "Skill assessment";
        MissionMonth "mission_month" "Mois de mission" "Mission month";
        RoadmapItem "roadmap_item" "Élément de feuille de route" "Roadmap item";
        Reuse "reuse" "Réutilisation" "Reuse";
        Topic "topic" "Sujet" "Topic";
        HandOverItem "hand_over_item" "Élément de passation" "Hand-over item";
        ReadinessWaiver "readiness_waiver" "Dispense" "Waiver";
        Verdict "verdict" "Verdict" "Verdict";
        Exchange "exchange" "Échange" "Exchange";
        SignUp "sign_up" "Inscription" "Sign-up";
        CommitteeDecision "committee_decision" "Décision de comité" "Committee decision";
        Grid "grid" "Grille" "Grid";
        Application "application" "Candidature" "Application";
        Evaluation "evaluation" "Évaluation" "Evaluation";
    }
}

crate::vocabulary::code_list! {
    /// What was done to it.
    pub enum Action {
        Created "created" "Création" "Created";
        Updated "updated" "Modification" "Updated";
        Deleted "deleted" "Suppression" "Deleted";
        Deactivated "deactivated" "Désactivation" "Deactivated";
        Started "started" "Démarrage" "Started";
        Completed "completed" "Achèvement" "Completed";
        Withdrawn "withdrawn" "Retrait" "Withdrawn";
        Reopened "reopened" "Réouverture" "Reopened";
        Cancelled "cancelled" "Annulation" "Cancelled";
        Resumed "resumed" "Reprise" "Resumed";
        Planned "planned" "Planification" "Planned";
        Baselined "baselined" "Fixation de la référence" "Baselined";
        Forecast "forecast" "Nouvelle prévision" "Forecast changed";
        Submitted "submitted" "Présentation" "Submitted";
        SubmissionWithdrawn "submission_withdrawn" "Retrait de la présentation" "Submission withdrawn";
        Accepted "accepted" "Admission" "Accepted";
        AcceptedWithReduction "accepted_with_reduction" "Admission avec réfaction" "Accepted with reduction";
        Deferred "deferred" "Ajournement" "Deferred";
        Rejected "rejected" "Rejet" "Rejected";
        Corrected "corrected" "Correction" "Corrected";
        Mitigated "mitigated" "Maîtrise" "Mitigated";
        Closed "closed" "Clôture" "Closed";
        Occurred "occurred" "Survenue" "Occurred";
        Requested "requested" "Demande" "Requested";
        Granted "granted" "Accord" "Granted";
        Blocked "blocked" "Blocage" "Blocked";
        Opened "opened" "Ouverture" "Opened";
        Endorsed "endorsed" "Visa" "Endorsed";
        Published "published" "Publication" "Published";
        Countersigned "countersigned" "Contreseing" "Countersigned";
        Adopted "adopted" "Adoption" "Adopted";
        Finished "finished" "Réalisation" "Finished";
        Dropped "dropped" "Renoncement" "Dropped";
        Reordered "reordered" "Changement d'ordre" "Reordered";
        Tried "tried" "Mise à l'essai" "Tried";
        Abandoned "abandoned" "Abandon" "Abandoned";
        Retained "retained" "Retenue" "Retained";
        SetAside "set_aside" "Mise de côté" "Set aside";
        Provided "provided" "Fourniture" "Provided";
        Verified "verified" "Vérification" "Verified";
        Returned "returned" "Renvoi" "Returned";
        Waived "waived" "Dispense" "Waived";
        Revoked "revoked" "Révocation" "Revoked";
        Held "held" "Tenue" "Held";
        Confirmed "confirmed" "Confirmation" "Confirmed";
        Settled "settled" "Règlement" "Settled";
        Admitted "admitted" "Recevabilité" "Admitted";
        Dismissed "dismissed" "Irrecevabilité" "Dismissed";
        Shortlisted "shortlisted" "Présélection" "Shortlisted";
        Reserved "reserved" "Mise en réserve" "Put in reserve";
        Selected "selected" "Sélection" "Selected";
        Refused "refused" "Refus" "Refused";
        Recused "recused" "Récusation" "Recused";
        Redacted "redacted" "Expurgation" "Redacted";
        Erased "erased" "Effacement" "Erased";
    }
}
