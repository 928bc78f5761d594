//! Teams: functions for everybody who sees a project, names for those who read its work.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Programme, Project};

pub fn rows() -> Vec<Row> {
    vec![
        Row::of("list_team", Project, &["home"], VIEWERS),
        Row::of("list_programme_team", Programme, &["programme"], VIEWERS),
        Row::of("get_team_member", Project, &["home", "team member"], VIEWERS),
        Row::of("create_team_member", Project, &["home"], LEADERS)
            .sends(|_| json!({"function": "sponsor", "person": {"name": "Directeur métier"}, "from": "2019-03-01"})),
        Row::of("update_team_member", Project, &["home", "team member"], LEADERS)
            .sends(|_| json!({"share": 60, "until": "2019-10-01"})),
        Row::of("delete_team_member", Project, &["home", "team member"], LEADERS),
        Row::of("erase_team_member", Project, &["home", "team member"], LEADERS).sends(|_| json!({})),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Teams").await;
}
