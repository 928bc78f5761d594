//! The caller, as far as rights go. Pure: neither HTTP nor SQL.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{Role, Scope};
use crate::vocabulary::{CodeList, OrganisationKind};

/// After a mission's end its provider may still write what happened inside it, for so many days.
pub const GRACE_DAYS: u64 = 30;

/// An authenticated account and what it holds today. Grants not in force are not here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account: Uuid,
    /// Its organisation; the system account has none.
    pub organisation: Option<Uuid>,
    /// What kind of organisation that is.
    pub organisation_kind: Option<OrganisationKind>,
    /// The sign-in that the access token came from; an API key has none.
    pub session: Option<Uuid>,
    /// The scopes of a service account; a person has no such bounds.
    pub scopes: Option<Vec<String>>,
    /// Whether it was ever granted anything, in force or not.
    pub was_granted: bool,
    /// The grants in force.
    pub grants: Vec<HeldGrant>,
    /// The missions of its organisation that it works on, in programmes where it is a provider.
    pub missions: Vec<Assignment>,
    /// Its organisation's projects, in programmes where it is a laureate.
    pub laureate_of: Vec<OwnProject>,
}

/// A grant in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldGrant {
    /// The role.
    pub role: Role,
    /// On which programme; none for an administrator.
    pub programme: Option<Uuid>,
}

/// A mission that the account works on.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Assignment {
    /// The mission.
    pub mission: Uuid,
    /// Its project.
    pub project: Uuid,
    /// The project's programme.
    pub programme: Uuid,
    /// The tracks it covers.
    pub tracks: Vec<String>,
    /// Those of the accounts it names that are in use; empty where it names none, or none is any more: then all
    /// of the provider's work on it.
    pub accounts: Vec<Uuid>,
    /// Its first day.
    pub from: NaiveDate,
    /// The day after its last.
    pub until: NaiveDate,
}

impl Assignment {
    /// Whether it covers a track of a project.
    pub fn is_on(&self, project: Uuid, track: &str) -> bool {
        self.project == project && self.tracks.iter().any(|covered| covered == track)
    }

    /// Whether it lets its provider write on that day: begun, and not over for more than the grace
    /// days.
    pub fn allows_on(&self, day: NaiveDate) -> bool {
        let end = self.until.checked_add_days(Days::new(GRACE_DAYS));
        self.from <= day && end.is_none_or(|end| day < end)
    }

    /// Whether it let its provider write on a day of those.
    pub fn allowed_during(&self, worked: WorkPeriod) -> bool {
        self.from <= worked.until && worked.from.is_none_or(|day| self.allows_on(day.max(self.from)))
    }

    /// Whether an account works on it: where it names none in use, every account of its provider does.
    pub fn is_of(&self, account: Uuid) -> bool {
        self.accounts.is_empty() || self.accounts.contains(&account)
    }
}

/// The days on which something was worked on: since it was started, if that is known, to the day on
/// which it was submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkPeriod {
    /// The first.
    pub from: Option<NaiveDate>,
    /// The last.
    pub until: NaiveDate,
}

/// A project of the laureate's own organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct OwnProject {
    /// The project.
    pub project: Uuid,
    /// Its programme.
    pub programme: Uuid,
}

/// How much of a project the caller is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// Everything.
    Full,
    /// What an observer sees: no free text, no account's name.
    Observer,
}

/// Which rows a list may hold: whole programmes, and single projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisibleScope {
    /// Programmes all of whose projects are seen.
    pub programmes: Vec<Uuid>,
    /// Projects seen one by one.
    pub projects: Vec<Uuid>,
}

impl Actor {
    /// Whether a grant of this role on this programme is in force.
    pub fn holds(&self, role: Role, programme: Uuid) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role == role && grant.programme == Some(programme))
    }

    /// Administers accounts and grants; sees no business data by it.
    pub fn is_administrator(&self) -> bool {
        self.grants.iter().any(|grant| grant.role == Role::Administrator)
    }

    /// Coordinates this programme.
    pub fn coordinates(&self, programme: Uuid) -> bool {
        self.holds(Role::Coordinator, programme)
    }

    /// Coordinates any programme.
    pub fn is_coordinator(&self) -> bool {
        self.grants.iter().any(|grant| grant.role == Role::Coordinator)
    }

    /// The programmes it coordinates.
    pub fn coordinated_programmes(&self) -> Vec<Uuid> {
        let held = self.grants.iter().filter(|grant| grant.role == Role::Coordinator);
        held.filter_map(|grant| grant.programme).collect()
    }

    /// The programmes of which it is a juror.
    pub fn judged_programmes(&self) -> Vec<Uuid> {
        let held = self.grants.iter().filter(|grant| grant.role == Role::Juror);
        held.filter_map(|grant| grant.programme).collect()
    }

    /// May open a programme: a coordinator of a steering organisation.
    pub fn may_open_programme(&self) -> bool {
        self.organisation_kind == Some(OrganisationKind::SteeringBody)
            && (self.is_coordinator() || !self.was_granted && self.scopes.is_none())
    }

    /// How much of this project it is shown; `None`: it may not know of it.
    pub fn visibility(&self, programme: Uuid, project: Uuid) -> Option<Visibility> {
        let own = self.coordinates(programme)
            || self.missions.iter().any(|mission| mission.project == project)
            || self.is_laureate_of(project);
        match own {
            true => Some(Visibility::Full),
            false => self.holds(Role::Observer, programme).then_some(Visibility::Observer),
        }
    }

    /// The programmes that it observes and does not coordinate: what is edited in them it is not told, but for
    /// projects that it works on.
    pub fn only_observed(&self) -> Vec<Uuid> {
        let observed = self.grants.iter().filter(|grant| grant.role == Role::Observer);
        let observed = observed.filter_map(|grant| grant.programme);
        observed.filter(|programme| !self.coordinates(*programme)).collect()
    }

    /// What its lists may hold.
    pub fn visible_scope(&self) -> VisibleScope {
        let whole = [Role::Coordinator, Role::Observer];
        let programmes = self
            .grants
            .iter()
            .filter(|grant| whole.contains(&grant.role))
            .filter_map(|grant| grant.programme);
        let projects = self.missions.iter().map(|mission| mission.project);
        let own = self.laureate_of.iter().map(|own| own.project);
        VisibleScope {
            programmes: sorted(programmes),
            projects: sorted(projects.chain(own)),
        }
    }

    /// The programmes it knows of: those it holds a grant on, and those of the projects it sees.
    pub fn known_programmes(&self) -> Vec<Uuid> {
        let granted = self.grants.iter().filter_map(|grant| grant.programme);
        let worked = self.missions.iter().map(|mission| mission.programme);
        sorted(
            granted
                .chain(worked)
                .chain(self.laureate_of.iter().map(|own| own.programme)),
        )
    }

    /// Belongs to the laureate of this project.
    pub fn is_laureate_of(&self, project: Uuid) -> bool {
        self.laureate_of.iter().any(|own| own.project == project)
    }

    /// The missions that let it write on a track of a project today: begun, and not over for more
    /// than the grace days.
    pub fn missions_on<'a>(
        &'a self,
        project: Uuid,
        track: &'a str,
        today: NaiveDate,
    ) -> impl Iterator<Item = &'a Assignment> {
        let missions = self.missions.iter();
        missions.filter(move |mission| mission.is_on(project, track) && mission.allows_on(today))
    }

    /// Works on the track of the project today: as its provider, or as the laureate.
    pub fn works_on(&self, project: Uuid, track: &str, today: NaiveDate) -> bool {
        self.is_laureate_of(project) || self.missions_on(project, track, today).next().is_some()
    }

    /// Coordinates a programme, or works on one of its projects.
    pub fn works_in(&self, programme: Uuid) -> bool {
        self.coordinates(programme)
            || self.missions.iter().any(|mission| mission.programme == programme)
            || self.laureate_of.iter().any(|own| own.programme == programme)
    }

    /// Has a mission on any track of the project that lets it write today.
    pub fn serves(&self, project: Uuid, today: NaiveDate) -> bool {
        let tracks = self.missions.iter().flat_map(|mission| &mission.tracks);
        tracks
            .into_iter()
            .any(|track| self.missions_on(project, track, today).next().is_some())
    }

    /// Had a mission that let it write on the track of the project while something was worked on:
    /// what makes that its own.
    pub fn was_on(&self, project: Uuid, track: &str, worked: WorkPeriod) -> bool {
        let missions = self.missions.iter();
        missions
            .filter(|mission| mission.is_on(project, track))
            .any(|mission| mission.allowed_during(worked))
    }

    /// Whether it may read an application of a programme that these evaluate: a coordinator, a juror that is one of them.
    pub fn reads_application(&self, programme: Uuid, jurors: &[Uuid]) -> bool {
        self.coordinates(programme) || self.holds(Role::Juror, programme) && jurors.contains(&self.account)
    }

    /// Whether a service account is bound to that too; a person is bound to nothing.
    pub fn is_within(&self, scope: Scope) -> bool {
        self.has_scope(Some(scope.code()))
    }

    /// Whether a service account's scopes cover an operation; a person's always do.
    pub fn has_scope(&self, scope: Option<&str>) -> bool {
        match (&self.scopes, scope) {
            (None, _) | (_, None) => true,
            (Some(held), Some(asked)) => {
                asked == "me:read" || asked == "vocabulary:read" || held.iter().any(|scope| scope == asked)
            }
        }
    }
}

fn sorted(ids: impl Iterator<Item = Uuid>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
