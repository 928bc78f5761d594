//! How ASN became a laureate: it applied in the last hour of the call, was judged unseen, ranked and selected.

mod judging;
mod receiving;
mod selection;

use self::judging::{one_leaves_it_to_the_others, three_are_asked_to_judge, two_score_it_unseen_by_each_other};
use self::receiving::{both_are_admitted, it_applies_an_hour_before_the_close, the_call_is_open_until_midnight};
use self::selection::{it_is_ranked_first, it_is_selected_and_the_other_in_reserve, it_starts_with_its_provider};
use crate::evaluations::jury;
use crate::support::{Client, World};

const PROGRAMME: &str = "/v1/programmes/AMI-T";

/// What is applied for, and what the project is called that comes of it.
pub const TITLE: &str = "Exploiter les lettres de suites d'inspection";

/// What was judged in 2018: six criteria, one as much as the other.
const CRITERIA: [(&str, f64); 6] = [
    ("benefits", 1.0),
    ("technical_relevance", 1.0),
    ("team", 1.0),
    ("data", 1.0),
    ("ethics", 1.0),
    ("incentive_effect", 1.0),
];

/// The paths of the two applications: ASN's, and one that CHU sent before it.
struct Applications {
    own: String,
    other: String,
}

/// Who judges, each with its evaluation of ASN's application.
struct Jury {
    first: Client,
    second: Client,
    third: Client,
    evaluations: [String; 3],
}

/// The world at the start of ASN's project, which the selection has made.
pub async fn selected() -> World {
    let mut world = World::before_the_selection("2018-09-14").await;
    the_call_is_open_until_midnight(&world).await;
    let applications = it_applies_an_hour_before_the_close(&world).await;
    both_are_admitted(&world, &applications).await;
    let jury = three_are_asked_to_judge(&world, &applications, jury(&world).await).await;
    two_score_it_unseen_by_each_other(&world, &applications, &jury).await;
    one_leaves_it_to_the_others(&world, &applications, &jury).await;
    it_is_ranked_first(&world, &applications).await;
    it_is_selected_and_the_other_in_reserve(&mut world, &applications).await;
    it_starts_with_its_provider(&mut world).await;
    world
}
