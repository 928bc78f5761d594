//! What a project's state allows: the table of domain.md, every row in every state.

use jalon::civil::DateRange;
use jalon::projects::{ProjectState, Standing, Work};
use jalon::vocabulary::Language;

use super::{day, told};

/// A project that runs, on 1 March 2019.
pub(super) fn running() -> Standing {
    Standing {
        state: ProjectState::Running,
        start: Some(day("2018-11-21")),
        end: None,
        suspended: None,
        today: day("2019-03-01"),
    }
}

/// One that is suspended.
pub(super) fn suspended() -> Standing {
    Standing {
        suspended: Some(DateRange::open(day("2019-02-01"))),
        ..running()
    }
}

fn selected() -> Standing {
    Standing {
        state: ProjectState::Selected,
        start: None,
        ..running()
    }
}

fn ended(state: ProjectState) -> Standing {
    Standing {
        state,
        end: Some(day("2019-02-25")),
        ..running()
    }
}

/// The columns: selected, running, suspended, ended.
const TABLE: &[(Work, [bool; 4])] = &[
    (Work::Planning, [true, true, true, false]),
    (Work::Clock, [false, true, true, false]),
    (Work::ClockMistake, [false, true, true, true]),
    (Work::Starting, [false, true, false, false]),
    (Work::Delivery, [false, true, true, false]),
    (Work::Remark, [true, true, true, true]),
    (Work::Report, [false, true, true, true]),
    (Work::Substance, [true, true, true, false]),
    (Work::HandOver, [false, true, true, true]),
];

#[test]
fn every_row_in_every_state_and_each_refusal_by_its_name() {
    let not_running = r#"project_not_running  {"state":"selected"}"#;
    let resting = r#"project_suspended  {"since":"2019-02-01"}"#;
    for state in [ProjectState::Completed, ProjectState::Withdrawn] {
        let has_ended = format!(r#"project_ended  {{"ended_on":"2019-02-25","state":"{state}"}}"#);
        let columns = [
            (selected(), not_running),
            (running(), "never"),
            (suspended(), resting),
            (ended(state), &has_ended),
        ];
        for (work, row) in TABLE {
            for ((standing, refusal), allowed) in columns.iter().zip(row) {
                let expected: &[&str] = if *allowed { &[] } else { &[refusal] };
                assert_eq!(told(&standing.refusals(*work)), expected, "{work:?} {standing:?}");
            }
        }
    }
}

#[test]
fn work_is_logged_of_the_days_up_to_the_end() {
    let log = |standing: &Standing, on| told(&standing.refusals(Work::Log(day(on)))).len();
    assert_eq!(log(&selected(), "2019-02-25"), 1);
    assert_eq!(log(&suspended(), "2019-03-01"), 0);
    let withdrawn = ended(ProjectState::Withdrawn);
    assert_eq!((log(&withdrawn, "2019-02-25"), log(&withdrawn, "2019-02-26")), (0, 1));
}

#[test]
fn the_last_period_is_reported_within_thirty_days() {
    let report_on = |today| {
        let standing = Standing {
            today: day(today),
            ..ended(ProjectState::Completed)
        };
        standing.refusals(Work::Report).is_empty()
    };
    // One that was withdrawn before it began has no period.
    for start in [None, Some(day("2019-03-20"))] {
        let never_ran = Standing {
            start,
            ..ended(ProjectState::Withdrawn)
        };
        assert_eq!(never_ran.refusals(Work::Report).len(), 1, "{start:?}");
    }
    assert!(report_on("2019-03-27"));
    assert!(!report_on("2019-03-28"));
}

#[test]
fn milestones_are_started_and_delivered_from_the_first_day_on() {
    let ahead = Standing {
        start: Some(day("2019-03-02")),
        ..running()
    };
    let waits = r#"project_not_running  {"start":"2019-03-02","state":"running"}"#;
    for (work, _) in TABLE {
        let expected: &[&str] = match work {
            Work::Starting | Work::Delivery => &[waits],
            _ => &[],
        };
        assert_eq!(told(&ahead.refusals(*work)), expected, "{work:?}");
    }
    let [fault] = ahead.refusals(Work::Starting).try_into().expect("one refusal");
    assert_eq!(
        [Language::French, Language::English].map(|language| fault.message(language)),
        [
            "Le projet n'est pas en cours à cette date (état : En cours à partir du 2019-03-02).",
            "The project is not running on that day (state: Running from 2019-03-02 on)."
        ]
    );
}
