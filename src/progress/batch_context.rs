//! What the entries of a request stand on, locked and loaded at once, however many they are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::{try_join, try_join_all, try_join5};
use uuid::Uuid;

use super::dto::NewProgressEntry;
use super::log::EntryRequest;
use super::model::ProgressEntry;
use super::policy::{self, Work};
use super::queries::{self, PersonDay, Replaceable, WorkedMilestone};
use super::reversals::Reversals;
use super::rules::{EntryFacts, NamedMilestone, Person};
use crate::access::{Actor, WorkPeriod};
use crate::fault::FaultCode;
use crate::http::wire::{Id, Key};
use crate::http::{ApiResult, UnitOfWork};
use crate::milestones::MilestoneState;
use crate::programmes::{self, Track};
use crate::projects::{self, Project, ProjectContext, Standing};

/// The batch of some entries, kept up to date while they are recorded one after the other.
#[derive(Debug, Default)]
pub struct BatchContext {
    contexts: BTreeMap<Key, ProjectContext>,
    tracks: Vec<Track>,
    kept: HashMap<(Uuid, String), ProgressEntry>,
    milestones: Vec<WorkedMilestone>,
    /// The accounts named that belong to the author's organisation, and whether each is in use.
    members: HashMap<Uuid, bool>,
    /// Those of the entries named that nothing replaces yet.
    replaceable: HashMap<Uuid, Replaceable>,
    reversals: Reversals,
    logged: HashMap<PersonDay, f64>,
}

impl BatchContext {
    /// Locks the projects, then the days of people, each in one order, so that two requests never
    /// wait for each other; then loads what the rules ask. It stays true to the end of the change.
    pub async fn load(change: &mut UnitOfWork, asked: &[EntryRequest]) -> ApiResult<Self> {
        let actor = change.actor.clone();
        let projects = asked.iter().map(|asked| asked.project.clone()).collect();
        let people = asked.iter().filter_map(|asked| asked.entry.person.as_deref().copied());
        let (contexts, members) = try_join(
            projects::find_each_visible(change.conn(), &actor, &projects),
            queries::members(change.conn(), people.collect(), actor.organisation),
        )
        .await?;
        let mut batch = Self {
            contexts,
            members: members.into_iter().chain([(actor.account, true)]).collect(),
            ..Self::default()
        };
        let locked = change
            .locked(async |conn| batch.lock(conn, &actor, asked).await)
            .await?;
        for project in locked {
            let same = batch
                .contexts
                .values_mut()
                .filter(|context| context.project.id == project.id);
            same.for_each(|context| context.project = project.clone());
        }
        Ok(batch)
    }

    /// Locks and loads in one flight, in the order in which it is written; gives the projects. Of a
    /// stranger's day nothing is looked at.
    async fn lock(
        &mut self,
        conn: &AsyncPgConnection,
        actor: &Actor,
        asked: &[EntryRequest],
    ) -> QueryResult<Vec<Project>> {
        let ids: Vec<Uuid> = self.contexts.values().map(|context| context.project.id).collect();
        let programmes: BTreeSet<Uuid> = self.contexts.values().map(|context| context.programme.id).collect();
        let timed = asked.iter().filter(|asked| asked.entry.person_days.is_some());
        let days = timed.map(|asked| (person(actor, &asked.entry), *asked.entry.occurred_on));
        let days: BTreeSet<PersonDay> = days.filter(|(person, _)| self.members.contains_key(person)).collect();
        let corrected = asked
            .iter()
            .filter_map(|asked| asked.entry.corrects.as_deref().copied());
        let reversed = asked
            .iter()
            .filter_map(|asked| asked.entry.reverses.as_deref().copied());
        let named_entries: Vec<Uuid> = corrected.chain(reversed).collect();
        let keys = asked.iter().filter_map(|asked| {
            let project = self.context(&asked.project)?.project.id;
            Some((project, asked.key.as_deref()?))
        });
        let keys = keys.unzip();
        let named = asked
            .iter()
            .filter_map(|asked| asked.entry.milestone.as_ref())
            .collect();
        let locks = try_join(
            projects::lock_each(conn, ids.clone()),
            queries::lock_person_days(conn, &days),
        );
        let rows = try_join5(
            try_join_all(
                programmes
                    .into_iter()
                    .map(|programme| programmes::tracks(conn, programme)),
            ),
            queries::logged(conn, &days),
            try_join(
                queries::replaceable(conn, named_entries.clone()),
                Reversals::load(conn, named_entries, &ids),
            ),
            queries::milestones(conn, &ids, &named),
            queries::kept(conn, actor.account, keys),
        );
        let ((projects, ()), (tracks, logged, told, milestones, kept)) = try_join(locks, rows).await?;
        self.tracks = tracks.concat();
        self.logged = logged;
        let (replaceable, reversals) = told;
        self.replaceable = replaceable.into_iter().map(|entry| (entry.id, entry)).collect();
        self.reversals = reversals;
        self.milestones = milestones;
        kept.into_iter().for_each(|row| self.remember(row));
        Ok(projects)
    }

    /// The project that the caller names, if it may know of it.
    pub fn context(&self, key: &Key) -> Option<&ProjectContext> {
        self.contexts.get(key)
    }

    /// Whether the context's programme has the track.
    pub fn has_track(&self, context: &ProjectContext, track: &str) -> bool {
        self.track(context, track).is_some()
    }

    fn track(&self, context: &ProjectContext, track: &str) -> Option<&Track> {
        let mut tracks = self.tracks.iter();
        tracks.find(|known| known.programme_id == context.programme.id && known.code == track)
    }

    /// What the same key recorded in the project before.
    pub fn kept(&self, project: Uuid, key: Option<&str>) -> Option<&ProgressEntry> {
        self.kept.get(&(project, key?.to_owned()))
    }

    /// The milestone that an entry names, and what the rules ask.
    pub fn facts(
        &self,
        actor: &Actor,
        context: &ProjectContext,
        entry: &NewProgressEntry,
        today: NaiveDate,
    ) -> (Option<Uuid>, EntryFacts) {
        let milestone = entry.milestone.as_ref().and_then(|key| self.milestone(context, key));
        let deferred = |milestone: Option<&WorkedMilestone>, track: &str| {
            let milestone = milestone.filter(|it| it.state == MilestoneState::Deferred && it.track == track)?;
            let (from, until) = (milestone.started_on, milestone.submitted_on?);
            Some(WorkPeriod { from, until })
        };
        let reversed = entry.reverses.and_then(|Id(id)| self.named(actor, context, id));
        let person = reversed.map_or_else(|| person(actor, entry), |reversed| reversed.person_id);
        let replaced = entry.corrects.and_then(|Id(id)| self.named(actor, context, id));
        let replaced = replaced.filter(|it| self.reversals.is_untouched(it));
        let work = Work {
            track: &entry.track,
            on: *entry.occurred_on,
            person,
            deferred: deferred(milestone, &entry.track),
            mission: reversed.and_then(|reversed| reversed.mission_id),
            countersigned: &self.reversals.countersigned,
        };
        let mission = policy::mission_for(actor, context, work, today);
        let correction = replaced.ok_or(FaultCode::CorrectionElsewhere).and_then(|replaced| {
            let work = Work {
                track: &replaced.track,
                on: replaced.occurred_on,
                person: replaced.person_id,
                deferred: deferred(replaced.milestone.as_ref(), &replaced.track),
                mission: None,
                countersigned: &self.reversals.countersigned,
            };
            let covered = policy::mission_for(actor, context, work, today);
            covered.map(drop).map_err(|_| FaultCode::OutsideMission)
        });
        let mission_id = mission.as_ref().ok().copied().flatten().map(|mission| mission.mission);
        let is_reversible = |it: &&Replaceable| {
            self.reversals.is_countersigned(it)
                && self.reversals.is_untouched(it)
                && it.track == *entry.track
                && it.mission_id == mission_id
                && entry.person.is_none_or(|Id(person)| person == it.person_id)
        };
        let facts = EntryFacts {
            person_id: person,
            closed: self.reversals.closed(mission_id, *entry.occurred_on, replaced),
            reversal: reversed
                .filter(is_reversible)
                .map(drop)
                .ok_or(FaultCode::ReversalElsewhere),
            reversed_on: reversed.map(|it| it.occurred_on),
            // Of nothing 0, and not less than it.
            reversed_days: reversed.and_then(|it| it.person_days).map(|days| 0.0 - days),
            project: Standing::of(&context.project, None, today),
            track_is_known: self.has_track(context, &entry.track),
            milestone: milestone.map(|milestone| NamedMilestone {
                code: milestone.code.clone(),
                track: milestone.track.clone(),
                programme_track: self.track(context, &milestone.track).cloned(),
                state: milestone.state,
            }),
            person: match self.members.get(&person) {
                _ if reversed.is_some() => Person::Colleague,
                Some(true) => Person::Colleague,
                Some(false) => Person::Deactivated,
                None => Person::Elsewhere,
            },
            person_is_on_mission: reversed.is_some() || !matches!(mission, Ok(Some(mission)) if !mission.is_of(person)),
            mission: mission.map(|mission| mission.map(|mission| mission.mission)),
            correction,
            logged: self.logged_beside(replaced, (person, *entry.occurred_on)),
        };
        (milestone.map(|milestone| milestone.id), facts)
    }

    fn milestone(&self, context: &ProjectContext, key: &Key) -> Option<&WorkedMilestone> {
        self.milestones.iter().find(|milestone| {
            let named = match key {
                Key::Id(id) => milestone.id == *id,
                Key::Code(code) => milestone.code == *code,
            };
            named && milestone.project_id == context.project.id
        })
    }

    /// An entry that this one names: of the same project, the author's or its organisation's.
    fn named(&self, actor: &Actor, context: &ProjectContext, id: Uuid) -> Option<&Replaceable> {
        let named = self.replaceable.get(&id)?;
        let own = named.author_id == actor.account
            || actor.organisation.is_some() && named.organisation_id == actor.organisation;
        (own && named.project_id == context.project.id).then_some(named)
    }

    /// What is told of a day, the entry about to be replaced aside.
    fn logged_beside(&self, replaced: Option<&Replaceable>, day: PersonDay) -> f64 {
        let logged = self.logged.get(&day).copied().unwrap_or_default();
        match replaced {
            Some(entry) if (entry.person_id, entry.occurred_on) == day => {
                logged - entry.person_days.unwrap_or_default()
            }
            _ => logged,
        }
    }

    /// An entry was recorded: the next ones stand on it too.
    pub fn remember(&mut self, row: ProgressEntry) {
        if let Some(key) = row.key.clone() {
            self.kept.insert((row.project_id, key), row);
        }
    }

    /// A new entry was recorded.
    pub fn record(&mut self, row: &ProgressEntry) {
        if let Some(replaced) = row.corrects_id.and_then(|id| self.replaceable.remove(&id)) {
            let day = (replaced.person_id, replaced.occurred_on);
            *self.logged.entry(day).or_default() -= replaced.person_days.unwrap_or_default();
        }
        let day = (row.person_id, row.occurred_on);
        match row.reverses_id {
            Some(id) => {
                self.reversals.record(id);
                if let Some(reversed) = self.replaceable.get(&id) {
                    let day = (reversed.person_id, reversed.occurred_on);
                    *self.logged.entry(day).or_default() -= reversed.person_days.unwrap_or_default();
                }
            }
            None => *self.logged.entry(day).or_default() += row.person_days.unwrap_or_default(),
        }
        self.remember(row.clone());
    }
}

/// Whose time it is.
fn person(actor: &Actor, entry: &NewProgressEntry) -> Uuid {
    entry.person.as_deref().copied().unwrap_or(actor.account)
}
