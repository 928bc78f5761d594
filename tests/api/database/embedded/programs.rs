//! Which of several installed versions is used. Pure.

use std::path::PathBuf;

use jalon::database::embedded::StartError;
use jalon::database::embedded::programs::choose;

fn data_of(major: u32) -> Option<(PathBuf, u32)> {
    Some((PathBuf::from("/data"), major))
}

fn refusal(chosen: Result<usize, StartError>) -> String {
    chosen.unwrap_err().to_string()
}

#[test]
fn the_newest_makes_a_new_cluster() {
    assert_eq!(choose(&[9, 17, 15, 17], None).unwrap(), 1, "where it was found first");
}

#[test]
fn data_are_read_by_the_version_that_made_them() {
    assert_eq!(choose(&[17, 15], data_of(15)).unwrap(), 1);
    let refused = refusal(choose(&[15, 17, 17], data_of(14)));
    assert!(
        refused.contains("made by PostgreSQL 14; found only 17, 15:"),
        "{refused}"
    );
    let refused = refusal(choose(&[], data_of(14)));
    assert!(refused.contains("found only none"), "{refused}");
}

#[test]
fn without_programs_the_refusal_names_the_ways_out() {
    let refused = refusal(choose(&[], None));
    for way in ["apt install postgresql", "PG_BIN", "DATABASE_URL"] {
        assert!(refused.contains(way), "{refused}");
    }
}
