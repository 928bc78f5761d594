//! The lists of a call.

use uuid::Uuid;

/// Of the crowded application and one that nobody heard, by an organisation that asked ten times, a juror of few evaluations and one of
/// thousands.
pub fn lists([application, unheard]: [&str; 2], organisation: Uuid, juror: &str, busy: Uuid) -> Vec<String> {
    let programme = "/v1/programmes/AMI-T";
    let since = "updated_since=2100-01-01T00:00:00Z&";
    let evaluations = format!("/v1/applications/{application}/evaluations?");
    vec![
        format!("{programme}/grids?"),
        format!("{programme}/grids?stage=end&"),
        format!("{programme}/grids?stage=selection&"),
        format!("{programme}/grids?{since}"),
        format!("{programme}/applications?"),
        format!("{programme}/applications?sort=-submitted_at&"),
        format!("{programme}/applications?state=shortlisted&"),
        format!("{programme}/applications?state=refused&sort=-submitted_at&"),
        format!("{programme}/applications?organisation={organisation}&"),
        format!("{programme}/applications?reference=R-1777&"),
        format!("{programme}/applications?submitted_from=2018-08-01T00:00:00Z&submitted_until=2018-08-03T00:00:00Z&"),
        format!("{programme}/applications?{since}"),
        evaluations.clone(),
        format!("{evaluations}state=submitted&"),
        format!("{evaluations}juror={juror}&"),
        format!("/v1/applications/{application}/evidence?"),
        format!("/v1/applications/{application}/history?"),
        format!("/v1/applications/{application}/history?entity=evaluation&"),
        format!("/v1/applications/{unheard}/history?"),
        "/v1/projects/G-0001/evaluations?".to_owned(),
        "/v1/projects/G-0001/evaluations?stage=end&part=consolidation&".to_owned(),
        format!("{programme}/evaluations?"),
        format!("{programme}/evaluations?stage=mid_term&"),
        format!("{programme}/evaluations?stage=end&"),
        format!("{programme}/evaluations?part=instruction&"),
        format!("{programme}/evaluations?state=assigned&"),
        format!("{programme}/evaluations?state=submitted&"),
        format!("{programme}/evaluations?juror={juror}&"),
        format!("{programme}/evaluations?juror={busy}&"),
        format!("{programme}/evaluations?{since}"),
    ]
}
