//! A programme whole: the row and all that defines it.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewBody, NewProgramme, NewTemplateMilestone, NewTrack, ProgrammePatch};
use super::model::{Body, Programme, TemplateMilestone, Track};
use super::queries::parts;
use crate::http::merge_patch::Patch;
use crate::journal::{Edited, Entity, Journaled, Place, Record, Versioned};
use crate::vocabulary::{CodeList, HandOverKind};

/// Calendar days to verify a submission in, where a programme says nothing.
const VERIFICATION_DAYS: i32 = 15;
/// Days between two reports, where a programme says nothing.
const REPORTING_CADENCE_DAYS: i32 = 30;

/// A programme, its bodies, tracks and plan template: one resource, whose edits are told whole.
#[derive(Clone, Debug, Serialize)]
pub struct Definition {
    /// The programme.
    #[serde(flatten)]
    pub programme: Programme,
    /// Who steers and funds it.
    pub bodies: Vec<Body>,
    /// Its tracks.
    pub tracks: Vec<Track>,
    /// Its plan template.
    pub template: Vec<TemplateMilestone>,
}

impl Definition {
    /// A new programme, of a body that breaks no rule.
    pub fn opened(body: NewProgramme, now: DateTime<Utc>, account: Uuid) -> Self {
        let zone = body.time_zone.map_or(chrono_tz::Tz::Europe__Paris, Into::into);
        let programme = Programme {
            id: Uuid::now_v7(),
            code: body.code.into(),
            title: body.title.into(),
            useful_months: body.useful_months.into(),
            time_zone: zone.name().to_owned(),
            call_opens_at: body.call_opens_at.map(Into::into),
            call_closes_at: body.call_closes_at.map(Into::into),
            ends_on: body.ends_on.map(Into::into),
            verification_days: body.verification_days.map_or(VERIFICATION_DAYS, Into::into),
            tacit_acceptance: body.tacit_acceptance.unwrap_or(false),
            reporting_cadence_days: body.reporting_cadence_days.map_or(REPORTING_CADENCE_DAYS, Into::into),
            requires_trial: body.requires_trial.unwrap_or(true),
            hand_over_items: body.hand_over_items.unwrap_or_else(|| HandOverKind::LISTED.to_vec()),
            gates_off: body.gates_off.unwrap_or_default(),
            gates_advisory: body.gates_advisory.unwrap_or_default(),
            version: 1,
            created_at: now,
            updated_at: now,
            updated_by: account,
        };
        let id = programme.id;
        Self {
            programme,
            bodies: bodies(body.bodies.unwrap_or_default(), id, &[]),
            tracks: tracks(body.tracks, id, &[]),
            template: template(body.template, id, &[]),
        }
    }

    /// The programme after a patch that breaks no rule. What keeps its code or key keeps its id.
    pub fn patched(&self, patch: ProgrammePatch) -> Self {
        let before = self.programme.clone();
        let id = before.id;
        let zone = patch.time_zone.into_option().map(|zone| zone.name().to_owned());
        let programme = Programme {
            title: patch.title.apply(before.title),
            useful_months: patch.useful_months.apply(before.useful_months),
            time_zone: zone.unwrap_or(before.time_zone),
            call_opens_at: patch.call_opens_at.apply(before.call_opens_at),
            call_closes_at: patch.call_closes_at.apply(before.call_closes_at),
            ends_on: patch.ends_on.apply(before.ends_on),
            verification_days: patch.verification_days.apply(before.verification_days),
            tacit_acceptance: patch.tacit_acceptance.apply(before.tacit_acceptance),
            reporting_cadence_days: patch.reporting_cadence_days.apply(before.reporting_cadence_days),
            requires_trial: patch.requires_trial.apply(before.requires_trial),
            hand_over_items: patch.hand_over_items.apply(before.hand_over_items),
            gates_off: patch.gates_off.apply(before.gates_off),
            gates_advisory: patch.gates_advisory.apply(before.gates_advisory),
            ..before
        };
        let sent_tracks = patch.tracks.into_option();
        let sent_template = patch.template.into_option();
        Self {
            programme,
            bodies: match patch.bodies {
                Patch::Keep => self.bodies.clone(),
                Patch::Clear => Vec::new(),
                Patch::Set(sent) => bodies(sent, id, &self.bodies),
            },
            tracks: sent_tracks.map_or_else(|| self.tracks.clone(), |sent| tracks(sent, id, &self.tracks)),
            template: sent_template.map_or_else(|| self.template.clone(), |sent| template(sent, id, &self.template)),
        }
    }
}

fn bodies(sent: Vec<NewBody>, programme_id: Uuid, before: &[Body]) -> Vec<Body> {
    let rows = sent.into_iter().zip(0..).map(|(body, position)| {
        let known = before
            .iter()
            .find(|known| known.organisation_id == body.organisation.0 && known.role == body.role.0);
        Body {
            id: known.map_or_else(Uuid::now_v7, |known| known.id),
            programme_id,
            organisation_id: body.organisation.into(),
            role: body.role.into(),
            position,
        }
    });
    rows.collect()
}

fn tracks(sent: Vec<NewTrack>, programme_id: Uuid, before: &[Track]) -> Vec<Track> {
    let rows = sent.into_iter().zip(0..).map(|(track, position)| {
        let known = before.iter().find(|known| known.code == track.code.0);
        Track {
            id: known.map_or_else(Uuid::now_v7, |known| known.id),
            programme_id,
            code: track.code.into(),
            label_fr: track.label.fr.into(),
            label_en: track.label.en.into(),
            authority_id: track.authority.into(),
            position,
        }
    });
    rows.collect()
}

fn template(
    sent: Vec<NewTemplateMilestone>,
    programme_id: Uuid,
    before: &[TemplateMilestone],
) -> Vec<TemplateMilestone> {
    let rows = sent.into_iter().zip(0..).map(|(milestone, position)| {
        let known = before.iter().find(|known| known.key == milestone.key.0);
        let evidence = milestone.required_evidence.unwrap_or_default();
        let depends_on = milestone.depends_on.unwrap_or_default();
        TemplateMilestone {
            id: known.map_or_else(Uuid::now_v7, |known| known.id),
            programme_id,
            key: milestone.key.into(),
            track: milestone.track.into(),
            title: milestone.title.into(),
            after_useful_days: milestone.after_useful_days.into(),
            weight: milestone.weight.into(),
            required_evidence: evidence.into_iter().map(|kind| kind.code().to_owned()).collect(),
            depends_on: depends_on.into_iter().map(Into::into).collect(),
            position,
        }
    });
    rows.collect()
}

impl Record for Definition {
    async fn insert(&self, conn: &AsyncPgConnection) -> QueryResult<()> {
        parts::insert(conn, self).await
    }
}

impl Versioned for Definition {
    fn edited(&self) -> Edited {
        let programme = &self.programme;
        Edited {
            version: programme.version,
            at: programme.updated_at,
            by: programme.updated_by,
        }
    }

    fn edit(&mut self, version: i32, at: DateTime<Utc>, by: Uuid) {
        let programme = &mut self.programme;
        (programme.version, programme.updated_at, programme.updated_by) = (version, at, by);
    }

    async fn update(&self, before: &Self, conn: &AsyncPgConnection) -> QueryResult<()> {
        parts::update(conn, before, self).await
    }
}

impl Journaled for Definition {
    const ENTITY: Entity = Entity::Programme;
    fn id(&self) -> Uuid {
        self.programme.id
    }
    fn place(&self) -> Place {
        Place {
            programme: Some(self.programme.id),
            ..Place::default()
        }
    }
}
