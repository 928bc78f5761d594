//! Milestones laid by SQL, for rooms whose tests are not about them.

use uuid::Uuid;

use super::laying::Laying;
use super::world::World;

/// A milestone to lay; the dates as SQL text.
pub struct NewMilestone<'a> {
    pub number: i32,
    pub track: &'a str,
    pub weight: f64,
    pub state: &'a str,
    pub baseline_on: Option<&'a str>,
    pub forecast_on: &'a str,
    pub submitted_on: Option<&'a str>,
}

impl Default for NewMilestone<'_> {
    fn default() -> Self {
        Self {
            number: 1,
            track: "technical_support",
            weight: 1.0,
            state: "in_progress",
            baseline_on: None,
            forecast_on: "2019-06-01",
            submitted_on: None,
        }
    }
}

/// Lays a milestone in a project; its code is the project's with the number.
pub fn lay_milestone(lay: &mut Laying, project: Uuid, project_code: &str, new: &NewMilestone<'_>) -> Uuid {
    let id = Uuid::now_v7();
    let date = |on: Option<&str>| on.map_or("null".to_owned(), |on| format!("'{on}'"));
    let (reduction, resubmit) = match new.state {
        "accepted_with_reduction" => ("10", "null"),
        "deferred" => ("null", "'2030-01-01'"),
        _ => ("null", "null"),
    };
    lay.row(
        "milestone",
        id,
        "milestones",
        "id, project_id, number, code, track, title, acceptance_criteria, weight, required_evidence, state, baseline_on, forecast_on,
         submitted_on, reduction_percent, resubmit_by, created_at, updated_at, updated_by",
        &format!(
            "'{id}', '{project}', {number}, '{project_code}-M{number:02}', '{track}', 'Jalon {number}', '{{}}', {weight}, '{{}}', '{state}',
             {baseline}, '{forecast}', {submitted}, {reduction}, {resubmit}, now(), now(), '00000000-0000-7000-8000-000000000001'",
            number = new.number,
            track = new.track,
            weight = new.weight,
            state = new.state,
            baseline = date(new.baseline_on),
            forecast = new.forecast_on,
            submitted = date(new.submitted_on),
        ),
    );
    id
}

impl World {
    /// Lays a milestone in ASN's project.
    pub async fn milestone(&self, new: &NewMilestone<'_>) -> Uuid {
        let mut lay = Laying::default();
        let id = lay_milestone(&mut lay, self.asn_project, "AMI-T-ASN", new);
        self.app.sql(&lay.transaction()).await;
        id
    }
}
