//! What people learnt: the levels at the end against those at the start. Pure.

use serde::Serialize;
use utoipa::ToSchema;

use super::levels::DomainLevels;
use super::model::{Moment, SkillAssessment};
use crate::reference::Reference;
use crate::vocabulary::CodeList;

/// What the people of a project know, and learnt.
#[derive(Debug, Serialize, ToSchema)]
pub struct SkillsView {
    /// The project.
    pub project: Reference,
    /// Each domain that was assessed, in the order in which they were first.
    pub domains: Vec<DomainSkills>,
}

/// What they know of a domain.
#[derive(Debug, Serialize, ToSchema)]
pub struct DomainSkills {
    /// The domain.
    pub domain: String,
    /// At the start; null where it was not assessed.
    #[schema(required = true)]
    pub start: Option<MeanLevel>,
    /// In the middle.
    #[schema(required = true)]
    pub middle: Option<MeanLevel>,
    /// At the end.
    #[schema(required = true)]
    pub end: Option<MeanLevel>,
    /// The mean at the end less the mean at the start; null where one is missing.
    #[schema(required = true, example = 1.25)]
    pub gain: Option<f64>,
}

/// A level in the mean, and of how many people.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct MeanLevel {
    /// The level, from 0 to 4; null over nobody.
    #[schema(required = true, example = 1.1)]
    pub mean: Option<f64>,
    /// Of how many people.
    pub counted: i64,
}

impl MeanLevel {
    /// That of a domain.
    pub fn of(levels: &DomainLevels) -> Self {
        Self {
            mean: levels.mean().map(rounded),
            counted: levels.counted(),
        }
    }
}

/// What the assessments that stand say of each domain. Domains of one name in one assessment were redacted: nothing tells
/// which is which, and none is told.
pub fn skills(standing: &[SkillAssessment]) -> Vec<DomainSkills> {
    let at = |moment: Moment| standing.iter().filter(move |it| it.moment == moment);
    let is_told = |level: &&DomainLevels| {
        let of_name = |it: &SkillAssessment| it.levels.0.iter().filter(|other| other.is_of(&level.domain)).count();
        standing.iter().all(|it| of_name(it) < 2)
    };
    let all = Moment::ALL
        .iter()
        .copied()
        .flat_map(at)
        .flat_map(|it| &it.levels.0)
        .filter(is_told);
    let mut domains: Vec<&str> = Vec::new();
    for level in all {
        if !domains.iter().any(|domain| level.is_of(domain)) {
            domains.push(&level.domain);
        }
    }
    let skills = domains.into_iter().map(|domain| {
        let of = |moment| at(moment).flat_map(|it| &it.levels.0).find(|level| level.is_of(domain));
        let (start, end) = (of(Moment::Start), of(Moment::End));
        let gain = start.and_then(DomainLevels::mean).zip(end.and_then(DomainLevels::mean));
        DomainSkills {
            domain: domain.to_owned(),
            start: start.map(MeanLevel::of),
            middle: of(Moment::Middle).map(MeanLevel::of),
            end: end.map(MeanLevel::of),
            gain: gain.map(|(start, end)| rounded(end - start)),
        }
    });
    skills.collect()
}

/// To the hundredth.
fn rounded(level: f64) -> f64 {
    (level * 100.0).round() / 100.0
}
