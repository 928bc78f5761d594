//! domain.md, "What a project's state allows", line by line, and who stands on which line.

use super::cases::{ANOTHER, BESIDES, LATER};
use super::trial::Kind;

/// It is allowed.
pub const YES: &str = "";
const NOT_RUNNING: &str = "project_not_running";
const SUSPENDED: &str = "project_suspended";
const ENDED: &str = "project_ended";
const REPORTED: &str = "final_report_published";
const STATE: &str = "wrong_state";

/// The milestone that the access matrix withdraws.
const OWN: &str = "submitted by the caller's organisation";
/// Parts of the evaluation of a project, as the access matrix calls them.
const SELF_ASSESSMENT: &str = "of a project, a self-assessment";
const INSTRUCTION: &str = "of a project, an instruction";

/// All of it.
pub const TABLE: &[Kind] = &[
    Kind {
        title: "Milestones, missions, baselines",
        why_not: [YES, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_milestone", ""),
            ("update_milestone", ""),
            ("delete_milestone", ""),
            ("create_forecast", ""),
            ("create_forecast", "deferred"),
            ("cancel_milestone", ""),
            ("reopen_milestone", ""),
            ("create_mission", ""),
            ("update_mission", ""),
            ("create_baseline", ""),
        ],
    },
    Kind {
        // Allowed while selected, but for the start, which a selected project does not have.
        title: "The plan from the programme's template, on days counted from the start",
        why_not: ["not_started", YES, YES, ENDED, ENDED],
        operations: &[("create_plan", "")],
    },
    Kind {
        title: "Suspensions, extensions",
        why_not: [NOT_RUNNING, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_suspension", ""),
            ("update_suspension", ""),
            ("resume_suspension", ""),
            ("create_extension", ""),
        ],
    },
    Kind {
        title: "Cancelling what was wrong in them",
        why_not: [NOT_RUNNING, YES, YES, YES, YES],
        operations: &[("cancel_suspension", ""), ("cancel_extension", "")],
    },
    Kind {
        title: "Starting a milestone",
        why_not: [NOT_RUNNING, YES, SUSPENDED, ENDED, ENDED],
        operations: &[("start_milestone", "")],
    },
    Kind {
        title: "Evidence, submitting, withdrawing, deciding",
        why_not: [NOT_RUNNING, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_evidence", ""),
            ("create_evidence", "deferred"),
            ("create_evidence_file", ""),
            ("create_evidence_file", "deferred"),
            ("submit_milestone", ""),
            ("submit_milestone", "deferred"),
            ("withdraw_milestone", OWN),
            ("accept_milestone", ""),
            ("accept_with_reduction_milestone", ""),
            ("defer_milestone", ""),
            ("reject_milestone", ""),
        ],
    },
    Kind {
        title: "Comments, observations on a decision",
        why_not: [YES; 5],
        operations: &[("create_comment", ""), ("create_observation", "")],
    },
    Kind {
        title: "Progress entries of work until the end",
        why_not: [NOT_RUNNING, YES, YES, YES, YES],
        operations: &[("create_progress_entry", ""), ("create_progress_entries", "")],
    },
    Kind {
        title: "Progress entries of later work",
        why_not: [NOT_RUNNING, YES, YES, ENDED, ENDED],
        operations: &[("create_progress_entry", LATER), ("create_progress_entries", LATER)],
    },
    Kind {
        title: "Health and status reports: one report within 30 days of the end",
        why_not: [NOT_RUNNING, YES, YES, YES, YES],
        operations: &[
            ("create_health_report", ""),
            ("create_health_report", BESIDES),
            ("create_status_report", ""),
            ("create_status_report", BESIDES),
            ("update_status_report", ""),
            ("delete_status_report", ""),
            ("endorse_status_report", ""),
            ("publish_status_report", ""),
        ],
    },
    Kind {
        title: "Health and status reports: more of them",
        why_not: [NOT_RUNNING, YES, YES, REPORTED, REPORTED],
        operations: &[("create_health_report", ANOTHER), ("create_status_report", ANOTHER)],
    },
    Kind {
        title: "Risks",
        why_not: [YES, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_risk", ""),
            ("update_risk", ""),
            ("delete_risk", ""),
            ("mitigate_risk", ""),
            ("close_risk", ""),
            ("declare_risk_occurred", ""),
            ("reopen_risk", ""),
        ],
    },
    Kind {
        title: "Datasets",
        why_not: [YES, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_dataset", ""),
            ("update_dataset", ""),
            ("delete_dataset", ""),
            ("request_dataset", ""),
            ("grant_dataset", ""),
            ("block_dataset", ""),
            ("open_dataset", ""),
        ],
    },
    Kind {
        title: "Prototypes, trials",
        why_not: [YES, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_prototype", ""),
            ("update_prototype", ""),
            ("delete_prototype", ""),
            ("create_trial", ""),
            ("update_trial", ""),
            ("delete_trial", ""),
            ("begin_trial", ""),
            ("complete_trial", ""),
            ("cancel_trial", ""),
        ],
    },
    Kind {
        title: "Topics",
        why_not: [YES, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_topic", ""),
            ("update_topic", ""),
            ("delete_topic", ""),
            ("retain_topic", ""),
            ("set_aside_topic", ""),
        ],
    },
    Kind {
        title: "Skills",
        why_not: [YES, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_skill_assessment", ""),
            ("create_skill_assessment", "a correction"),
        ],
    },
    Kind {
        title: "Teams",
        why_not: [YES, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_team_member", ""),
            ("update_team_member", ""),
            ("delete_team_member", ""),
        ],
    },
    Kind {
        title: "Erasing somebody of a team",
        why_not: [YES; 5],
        operations: &[("erase_team_member", "")],
    },
    Kind {
        title: "Roadmaps",
        why_not: [YES, YES, YES, ENDED, ENDED],
        operations: &[
            ("create_roadmap_item", ""),
            ("update_roadmap_item", ""),
            ("delete_roadmap_item", ""),
            ("adopt_roadmap_item", ""),
            ("finish_roadmap_item", ""),
            ("drop_roadmap_item", ""),
            ("reorder_roadmap_items", ""),
        ],
    },
    Kind {
        title: "Reuses",
        why_not: [NOT_RUNNING, YES, YES, YES, YES],
        operations: &[
            ("create_reuse", ""),
            ("update_reuse", ""),
            ("delete_reuse", ""),
            ("try_reuse", ""),
            ("adopt_reuse", ""),
            ("abandon_reuse", ""),
        ],
    },
    Kind {
        title: "Hand-overs",
        why_not: [NOT_RUNNING, YES, YES, YES, YES],
        operations: &[
            ("open_hand_over", ""),
            ("create_hand_over_item", ""),
            ("update_hand_over_item", ""),
            ("delete_hand_over_item", ""),
            ("provide_hand_over_item", ""),
            ("verify_hand_over_item", ""),
            ("return_hand_over_item", ""),
            ("waive_hand_over_item", ""),
            ("reopen_hand_over_item", ""),
        ],
    },
    Kind {
        title: "Waivers and verdicts",
        why_not: [NOT_RUNNING, YES, YES, YES, YES],
        operations: &[("create_waiver", ""), ("revoke_waiver", ""), ("create_verdict", "")],
    },
    Kind {
        title: "Evaluations of a project",
        why_not: [NOT_RUNNING, YES, YES, YES, YES],
        operations: &[
            ("create_project_evaluation", "a self-assessment"),
            ("create_project_evaluation", "an instruction"),
            ("create_project_evaluation", "a correction of a self-assessment"),
            ("update_evaluation", SELF_ASSESSMENT),
            ("update_evaluation", INSTRUCTION),
            ("delete_evaluation", SELF_ASSESSMENT),
            ("delete_evaluation", INSTRUCTION),
            ("submit_evaluation", SELF_ASSESSMENT),
            ("submit_evaluation", INSTRUCTION),
            ("recuse_evaluation", SELF_ASSESSMENT),
            ("recuse_evaluation", INSTRUCTION),
        ],
    },
    Kind {
        title: "Closing, countersigning and reopening a month of a mission",
        why_not: [YES; 5],
        operations: &[
            ("close_mission_month", ""),
            ("countersign_mission_month", ""),
            ("reopen_mission_month", ""),
        ],
    },
    Kind {
        title: "Redaction",
        why_not: [YES; 5],
        operations: &[("create_redaction", "")],
    },
    Kind {
        title: "The project itself",
        why_not: [YES; 5],
        operations: &[("update_project", "")],
    },
    Kind {
        title: "Its life: start",
        why_not: [YES, STATE, STATE, STATE, STATE],
        operations: &[("start_project", "")],
    },
    Kind {
        title: "Its life: completion",
        why_not: [STATE, YES, YES, STATE, STATE],
        operations: &[("complete_project", "")],
    },
    Kind {
        title: "Its life: withdrawal",
        why_not: [YES, YES, YES, STATE, STATE],
        operations: &[("withdraw_project", "")],
    },
    Kind {
        title: "Its life: reopening",
        why_not: [STATE, STATE, STATE, YES, YES],
        operations: &[("reopen_project", "")],
    },
];
