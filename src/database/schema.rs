// @generated automatically by Diesel CLI.

diesel::table! {
    accounts (id) {
        id -> Uuid,
        kind -> Text,
        organisation_id -> Nullable<Uuid>,
        scopes -> Array<Text>,
        deactivated_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    answer_removals (id) {
        id -> Int8,
        account_id -> Nullable<Uuid>,
        members -> Array<Text>,
        sha256 -> Array<Text>,
        replacement -> Nullable<Text>,
    }
}

diesel::table! {
    applications (id) {
        id -> Uuid,
        programme_id -> Uuid,
        organisation_id -> Uuid,
        title -> Text,
        summary -> Nullable<Text>,
        submitted_at -> Timestamptz,
        reference -> Nullable<Text>,
        source -> Nullable<Jsonb>,
        state -> Text,
        rank -> Nullable<Int4>,
        motive -> Nullable<Text>,
        project_id -> Nullable<Uuid>,
        key -> Nullable<Text>,
        request_hash -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    baseline_dates (id) {
        id -> Uuid,
        baseline_id -> Uuid,
        milestone_id -> Uuid,
        baseline_on -> Date,
    }
}

diesel::table! {
    baselines (id) {
        id -> Uuid,
        project_id -> Uuid,
        number -> Int4,
        motive -> Nullable<Text>,
        approved_by -> Uuid,
        approved_on -> Date,
        approved_at -> Timestamptz,
    }
}

diesel::table! {
    comments (id) {
        id -> Uuid,
        milestone_id -> Uuid,
        text -> Text,
        author_id -> Uuid,
        organisation_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    committee_decisions (id) {
        id -> Uuid,
        programme_id -> Uuid,
        exchange_id -> Uuid,
        number -> Int4,
        text -> Text,
        owner_id -> Nullable<Uuid>,
        due_on -> Nullable<Date>,
        settled_on -> Nullable<Date>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    datasets (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        name -> Text,
        existence -> Text,
        personal_data -> Bool,
        dpia -> Text,
        volume -> Nullable<Jsonb>,
        annotation -> Nullable<Jsonb>,
        holder_id -> Nullable<Uuid>,
        holder_name -> Nullable<Text>,
        access -> Text,
        requested_on -> Nullable<Date>,
        granted_on -> Nullable<Date>,
        blocked_on -> Nullable<Date>,
        opened_on -> Nullable<Date>,
        block_motive -> Nullable<Text>,
        reachable -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    decisions (id) {
        id -> Uuid,
        milestone_id -> Uuid,
        submission_id -> Uuid,
        outcome -> Text,
        motive -> Nullable<Text>,
        reduction_percent -> Nullable<Int4>,
        resubmit_by -> Nullable<Date>,
        tacit -> Bool,
        decided_by -> Uuid,
        organisation_id -> Nullable<Uuid>,
        decided_on -> Date,
        decided_at -> Timestamptz,
    }
}

diesel::table! {
    evaluations (id) {
        id -> Uuid,
        programme_id -> Uuid,
        subject_id -> Uuid,
        application_id -> Nullable<Uuid>,
        project_id -> Nullable<Uuid>,
        stage -> Text,
        part -> Nullable<Text>,
        grid_id -> Uuid,
        juror_id -> Nullable<Uuid>,
        scores -> Jsonb,
        comment -> Nullable<Text>,
        recommendation -> Nullable<Text>,
        state -> Text,
        recusal_reason -> Nullable<Text>,
        motive -> Nullable<Text>,
        submitted_at -> Nullable<Timestamptz>,
        corrects_id -> Nullable<Uuid>,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    evidence (id) {
        id -> Uuid,
        milestone_id -> Nullable<Uuid>,
        #[sql_name = "type"]
        type_ -> Text,
        title -> Text,
        url -> Nullable<Text>,
        added_by -> Uuid,
        organisation_id -> Nullable<Uuid>,
        added_at -> Timestamptz,
        file_name -> Nullable<Text>,
        file_media_type -> Nullable<Text>,
        file_size -> Nullable<Int8>,
        file_sha256 -> Nullable<Text>,
        file_key -> Nullable<Text>,
        application_id -> Nullable<Uuid>,
        programme_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    exchanges (id) {
        id -> Uuid,
        programme_id -> Uuid,
        kind -> Text,
        title -> Text,
        starts_at -> Timestamptz,
        ends_at -> Timestamptz,
        place -> Nullable<Text>,
        link -> Nullable<Text>,
        places -> Nullable<Int4>,
        projects -> Array<Uuid>,
        organisations -> Array<Uuid>,
        attendance -> Jsonb,
        outcomes -> Nullable<Text>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    extensions (id) {
        id -> Uuid,
        project_id -> Uuid,
        useful_months -> Int4,
        motive -> Text,
        cancelled_at -> Nullable<Timestamptz>,
        cancel_motive -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    forecasts (id) {
        id -> Uuid,
        milestone_id -> Uuid,
        forecast_on -> Date,
        motive -> Text,
        recorded_by -> Uuid,
        recorded_at -> Timestamptz,
        suspension_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    grants (id) {
        id -> Uuid,
        account_id -> Uuid,
        role -> Text,
        programme_id -> Nullable<Uuid>,
        from_on -> Nullable<Date>,
        until_on -> Nullable<Date>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    grids (id) {
        id -> Uuid,
        programme_id -> Uuid,
        stage -> Text,
        number -> Int4,
        criteria -> Jsonb,
        scale_min -> Int4,
        scale_max -> Int4,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    hand_over_items (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        kind -> Text,
        title -> Nullable<Text>,
        description -> Nullable<Text>,
        evidence -> Jsonb,
        provided_on -> Nullable<Date>,
        verified_on -> Nullable<Date>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    identities (account_id) {
        account_id -> Uuid,
        name -> Text,
        email -> Nullable<Text>,
        secret_hash -> Nullable<Text>,
    }
}

diesel::table! {
    installation (id) {
        id -> Uuid,
    }
}

diesel::table! {
    journal (id) {
        id -> Uuid,
        seq -> Int8,
        at -> Timestamptz,
        position -> Int4,
        change_id -> Uuid,
        actor_id -> Uuid,
        action -> Text,
        entity -> Text,
        entity_id -> Uuid,
        programme_id -> Nullable<Uuid>,
        project_id -> Nullable<Uuid>,
        milestone_id -> Nullable<Uuid>,
        before -> Nullable<Jsonb>,
        after -> Nullable<Jsonb>,
        application_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    kept_answers (scope) {
        scope -> Bytea,
        account_id -> Uuid,
        request_hash -> Bytea,
        status -> Nullable<Int2>,
        location -> Nullable<Text>,
        etag -> Nullable<Text>,
        body -> Nullable<Bytea>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    milestone_dependencies (id) {
        id -> Uuid,
        milestone_id -> Uuid,
        depends_on_id -> Uuid,
    }
}

diesel::table! {
    milestones (id) {
        id -> Uuid,
        project_id -> Uuid,
        number -> Int4,
        code -> Text,
        track -> Text,
        title -> Text,
        description -> Nullable<Text>,
        acceptance_criteria -> Array<Text>,
        weight -> Float8,
        required_evidence -> Array<Text>,
        state -> Text,
        baseline_on -> Nullable<Date>,
        forecast_on -> Date,
        started_on -> Nullable<Date>,
        submitted_on -> Nullable<Date>,
        decided_on -> Nullable<Date>,
        resubmit_by -> Nullable<Date>,
        reduction_percent -> Nullable<Int4>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
        programme_id -> Uuid,
        owed -> Bool,
    }
}

diesel::table! {
    mission_months (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        mission_id -> Uuid,
        month -> Date,
        state -> Text,
        closed_days -> Nullable<Float8>,
        closed_entries -> Nullable<Text>,
        closed_order -> Nullable<Float8>,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    missions (id) {
        id -> Uuid,
        project_id -> Uuid,
        provider_id -> Uuid,
        tracks -> Array<Text>,
        from_on -> Date,
        until_on -> Date,
        accounts -> Array<Uuid>,
        purchase_order -> Nullable<Text>,
        ordered_days -> Nullable<Float8>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
        overrun_motive -> Nullable<Text>,
    }
}

diesel::table! {
    observations (id) {
        id -> Uuid,
        decision_id -> Uuid,
        text -> Text,
        author_id -> Uuid,
        organisation_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    one_time_secrets (id) {
        id -> Uuid,
        account_id -> Uuid,
        secret_hash -> Bytea,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    organisations (id) {
        id -> Uuid,
        name -> Text,
        short_name -> Nullable<Text>,
        kind -> Text,
        siren -> Nullable<Text>,
        siret -> Nullable<Text>,
        parent_id -> Nullable<Uuid>,
        former_names -> Jsonb,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
        name_order -> Text,
        folded_names -> Text,
    }
}

diesel::table! {
    persons (id) {
        id -> Uuid,
        name -> Text,
        email -> Nullable<Text>,
    }
}

diesel::table! {
    programme_bodies (id) {
        id -> Uuid,
        programme_id -> Uuid,
        organisation_id -> Uuid,
        role -> Text,
        position -> Int4,
    }
}

diesel::table! {
    programme_tracks (id) {
        id -> Uuid,
        programme_id -> Uuid,
        code -> Text,
        label_fr -> Text,
        label_en -> Text,
        authority_id -> Uuid,
        position -> Int4,
    }
}

diesel::table! {
    programmes (id) {
        id -> Uuid,
        code -> Text,
        title -> Text,
        useful_months -> Int4,
        time_zone -> Text,
        call_opens_at -> Nullable<Timestamptz>,
        call_closes_at -> Nullable<Timestamptz>,
        ends_on -> Nullable<Date>,
        verification_days -> Int4,
        tacit_acceptance -> Bool,
        reporting_cadence_days -> Int4,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
        requires_trial -> Bool,
        hand_over_items -> Array<Text>,
        gates_off -> Array<Text>,
        gates_advisory -> Array<Text>,
    }
}

diesel::table! {
    progress_entries (id) {
        id -> Uuid,
        project_id -> Uuid,
        track -> Text,
        milestone_id -> Nullable<Uuid>,
        mission_id -> Nullable<Uuid>,
        author_id -> Uuid,
        person_id -> Uuid,
        organisation_id -> Nullable<Uuid>,
        occurred_on -> Date,
        percent -> Nullable<Int4>,
        person_days -> Nullable<Float8>,
        done -> Text,
        next -> Nullable<Text>,
        blockers -> Nullable<Text>,
        corrects_id -> Nullable<Uuid>,
        key -> Nullable<Text>,
        request_hash -> Nullable<Bytea>,
        recorded_at -> Timestamptz,
        programme_id -> Uuid,
        reverses_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    projects (id) {
        id -> Uuid,
        programme_id -> Uuid,
        code -> Text,
        organisation_id -> Uuid,
        title -> Text,
        summary -> Nullable<Text>,
        useful_months -> Int4,
        state -> Text,
        started_on -> Nullable<Date>,
        ended_on -> Nullable<Date>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
        replaces_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    prototypes (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        version_name -> Text,
        maturity -> Text,
        description -> Nullable<Text>,
        source_url -> Nullable<Text>,
        licence -> Nullable<Text>,
        motive -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    readiness_waivers (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        gate -> Text,
        motive -> Text,
        until_on -> Nullable<Date>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    redactions (id) {
        id -> Uuid,
        programme_id -> Uuid,
        project_id -> Nullable<Uuid>,
        milestone_id -> Nullable<Uuid>,
        entity -> Text,
        entity_id -> Uuid,
        field -> Text,
        sha256 -> Array<Text>,
        motive -> Text,
        redacted_by -> Uuid,
        redacted_at -> Timestamptz,
    }
}

diesel::table! {
    refresh_tokens (token_hash) {
        token_hash -> Bytea,
        session_id -> Uuid,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
        successor_seed -> Nullable<Bytea>,
    }
}

diesel::table! {
    removals (id) {
        id -> Int8,
        relation -> Text,
        vacuumed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    reuses (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        by_id -> Nullable<Uuid>,
        by_name -> Nullable<Text>,
        what -> Text,
        url -> Nullable<Text>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    risks (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        kind -> Text,
        title -> Text,
        description -> Nullable<Text>,
        gross -> Nullable<Jsonb>,
        residual -> Nullable<Jsonb>,
        weight -> Int4,
        owner_id -> Nullable<Uuid>,
        response -> Nullable<Text>,
        review_on -> Nullable<Date>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    roadmap_items (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        kind -> Text,
        title -> Text,
        horizon -> Text,
        due_on -> Nullable<Date>,
        owner_id -> Nullable<Uuid>,
        position -> Int4,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        account_id -> Uuid,
        created_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sign_ups (id) {
        id -> Uuid,
        programme_id -> Uuid,
        exchange_id -> Uuid,
        organisation_id -> Uuid,
        people -> Int4,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    skill_assessments (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        moment -> Text,
        assessed_on -> Date,
        levels -> Jsonb,
        corrects_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        created_by -> Uuid,
    }
}

diesel::table! {
    status_reports (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        from_on -> Date,
        until_on -> Date,
        overall -> Text,
        tracks -> Jsonb,
        done -> Nullable<Text>,
        next -> Nullable<Text>,
        text -> Nullable<Text>,
        decisions_asked -> Nullable<Text>,
        support_needed -> Nullable<Text>,
        rectifies_id -> Nullable<Uuid>,
        organisation_id -> Nullable<Uuid>,
        endorsed_by -> Nullable<Uuid>,
        published_on -> Nullable<Date>,
        published_at -> Nullable<Timestamptz>,
        published_by -> Nullable<Uuid>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    submissions (id) {
        id -> Uuid,
        milestone_id -> Uuid,
        number -> Int4,
        submitted_by -> Uuid,
        organisation_id -> Nullable<Uuid>,
        evidence -> Array<Uuid>,
        submitted_on -> Date,
        submitted_at -> Timestamptz,
        withdrawn_on -> Nullable<Date>,
        version -> Int4,
    }
}

diesel::table! {
    suspensions (id) {
        id -> Uuid,
        project_id -> Uuid,
        from_on -> Date,
        until_on -> Nullable<Date>,
        motive -> Text,
        shift_forecasts -> Bool,
        cancelled_at -> Nullable<Timestamptz>,
        cancel_motive -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    team_members (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        function -> Text,
        person_id -> Nullable<Uuid>,
        account_id -> Nullable<Uuid>,
        share -> Nullable<Int4>,
        from_on -> Date,
        until_on -> Nullable<Date>,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    template_milestones (id) {
        id -> Uuid,
        programme_id -> Uuid,
        key -> Text,
        track -> Text,
        title -> Text,
        after_useful_days -> Int4,
        weight -> Float8,
        required_evidence -> Array<Text>,
        depends_on -> Array<Text>,
        position -> Int4,
    }
}

diesel::table! {
    topics (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        title -> Text,
        benefit -> Text,
        maturity -> Text,
        owner_id -> Nullable<Uuid>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    trials (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        prototype_id -> Uuid,
        audience -> Text,
        protocol -> Text,
        from_on -> Date,
        until_on -> Nullable<Date>,
        participants -> Nullable<Int4>,
        measures -> Jsonb,
        maturity -> Nullable<Text>,
        verdict -> Nullable<Text>,
        state -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        created_by -> Uuid,
        updated_at -> Timestamptz,
        updated_by -> Uuid,
    }
}

diesel::table! {
    verdicts (id) {
        id -> Uuid,
        project_id -> Uuid,
        programme_id -> Uuid,
        verdict -> Text,
        motive -> Text,
        gates -> Jsonb,
        pronounced_on -> Date,
        created_at -> Timestamptz,
        created_by -> Uuid,
    }
}

diesel::joinable!(accounts -> organisations (organisation_id));
diesel::joinable!(applications -> organisations (organisation_id));
diesel::joinable!(applications -> programmes (programme_id));
diesel::joinable!(applications -> projects (project_id));
diesel::joinable!(baseline_dates -> baselines (baseline_id));
diesel::joinable!(baseline_dates -> milestones (milestone_id));
diesel::joinable!(baselines -> accounts (approved_by));
diesel::joinable!(baselines -> projects (project_id));
diesel::joinable!(comments -> accounts (author_id));
diesel::joinable!(comments -> milestones (milestone_id));
diesel::joinable!(comments -> organisations (organisation_id));
diesel::joinable!(committee_decisions -> accounts (owner_id));
diesel::joinable!(committee_decisions -> exchanges (exchange_id));
diesel::joinable!(datasets -> organisations (holder_id));
diesel::joinable!(datasets -> projects (project_id));
diesel::joinable!(decisions -> accounts (decided_by));
diesel::joinable!(decisions -> milestones (milestone_id));
diesel::joinable!(decisions -> organisations (organisation_id));
diesel::joinable!(decisions -> submissions (submission_id));
diesel::joinable!(evaluations -> accounts (juror_id));
diesel::joinable!(evaluations -> applications (application_id));
diesel::joinable!(evaluations -> grids (grid_id));
diesel::joinable!(evaluations -> programmes (programme_id));
diesel::joinable!(evaluations -> projects (project_id));
diesel::joinable!(evidence -> accounts (added_by));
diesel::joinable!(evidence -> applications (application_id));
diesel::joinable!(evidence -> milestones (milestone_id));
diesel::joinable!(evidence -> organisations (organisation_id));
diesel::joinable!(exchanges -> programmes (programme_id));
diesel::joinable!(extensions -> projects (project_id));
diesel::joinable!(forecasts -> accounts (recorded_by));
diesel::joinable!(forecasts -> milestones (milestone_id));
diesel::joinable!(forecasts -> suspensions (suspension_id));
diesel::joinable!(grants -> accounts (account_id));
diesel::joinable!(grants -> programmes (programme_id));
diesel::joinable!(grids -> programmes (programme_id));
diesel::joinable!(hand_over_items -> projects (project_id));
diesel::joinable!(identities -> accounts (account_id));
diesel::joinable!(kept_answers -> accounts (account_id));
diesel::joinable!(milestones -> projects (project_id));
diesel::joinable!(mission_months -> missions (mission_id));
diesel::joinable!(mission_months -> projects (project_id));
diesel::joinable!(missions -> organisations (provider_id));
diesel::joinable!(missions -> projects (project_id));
diesel::joinable!(observations -> accounts (author_id));
diesel::joinable!(observations -> decisions (decision_id));
diesel::joinable!(observations -> organisations (organisation_id));
diesel::joinable!(one_time_secrets -> accounts (account_id));
diesel::joinable!(programme_bodies -> organisations (organisation_id));
diesel::joinable!(programme_bodies -> programmes (programme_id));
diesel::joinable!(programme_tracks -> organisations (authority_id));
diesel::joinable!(programme_tracks -> programmes (programme_id));
diesel::joinable!(progress_entries -> milestones (milestone_id));
diesel::joinable!(progress_entries -> missions (mission_id));
diesel::joinable!(progress_entries -> organisations (organisation_id));
diesel::joinable!(progress_entries -> projects (project_id));
diesel::joinable!(projects -> organisations (organisation_id));
diesel::joinable!(projects -> programmes (programme_id));
diesel::joinable!(prototypes -> projects (project_id));
diesel::joinable!(readiness_waivers -> projects (project_id));
diesel::joinable!(redactions -> accounts (redacted_by));
diesel::joinable!(redactions -> programmes (programme_id));
diesel::joinable!(redactions -> projects (project_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(reuses -> organisations (by_id));
diesel::joinable!(reuses -> projects (project_id));
diesel::joinable!(risks -> accounts (owner_id));
diesel::joinable!(risks -> projects (project_id));
diesel::joinable!(roadmap_items -> accounts (owner_id));
diesel::joinable!(roadmap_items -> projects (project_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(sign_ups -> exchanges (exchange_id));
diesel::joinable!(sign_ups -> organisations (organisation_id));
diesel::joinable!(skill_assessments -> accounts (created_by));
diesel::joinable!(skill_assessments -> projects (project_id));
diesel::joinable!(status_reports -> accounts (created_by));
diesel::joinable!(status_reports -> organisations (organisation_id));
diesel::joinable!(status_reports -> projects (project_id));
diesel::joinable!(submissions -> accounts (submitted_by));
diesel::joinable!(submissions -> milestones (milestone_id));
diesel::joinable!(submissions -> organisations (organisation_id));
diesel::joinable!(suspensions -> projects (project_id));
diesel::joinable!(team_members -> accounts (account_id));
diesel::joinable!(team_members -> projects (project_id));
diesel::joinable!(template_milestones -> programmes (programme_id));
diesel::joinable!(topics -> accounts (owner_id));
diesel::joinable!(topics -> projects (project_id));
diesel::joinable!(trials -> projects (project_id));
diesel::joinable!(trials -> prototypes (prototype_id));
diesel::joinable!(verdicts -> accounts (created_by));
diesel::joinable!(verdicts -> projects (project_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    answer_removals,
    applications,
    baseline_dates,
    baselines,
    comments,
    committee_decisions,
    datasets,
    decisions,
    evaluations,
    evidence,
    exchanges,
    extensions,
    forecasts,
    grants,
    grids,
    hand_over_items,
    identities,
    installation,
    journal,
    kept_answers,
    milestone_dependencies,
    milestones,
    mission_months,
    missions,
    observations,
    one_time_secrets,
    organisations,
    persons,
    programme_bodies,
    programme_tracks,
    programmes,
    progress_entries,
    projects,
    prototypes,
    readiness_waivers,
    redactions,
    refresh_tokens,
    removals,
    reuses,
    risks,
    roadmap_items,
    sessions,
    sign_ups,
    skill_assessments,
    status_reports,
    submissions,
    suspensions,
    team_members,
    template_milestones,
    topics,
    trials,
    verdicts,
);
