//! What hangs from a programme itself: exchanges, who signed up for them, what a committee decided; its call.

mod call;

use uuid::Uuid;

use super::{Stage, TEXT};
use crate::access::caller::Caller;
use crate::access::cast::{Cast, SYSTEM};
use crate::access::place::Target;
use crate::support::Laying;

/// What an exchange says to everybody in the programme, observers and jurors too.
const PUBLISHED: &str = "Lettres annotées";

/// Columns that rows with a version share.
const EDITS: &str = "version, created_at, created_by, updated_at, updated_by";

/// What is being laid, and where.
pub struct Laid<'a> {
    cast: &'a Cast,
    stage: &'a mut Stage,
    lay: &'a mut Laying,
    target: Target,
    caller: Option<Caller>,
}

impl<'a> Laid<'a> {
    pub fn on(
        cast: &'a Cast,
        stage: &'a mut Stage,
        lay: &'a mut Laying,
        target: Target,
        caller: Option<Caller>,
    ) -> Self {
        Self {
            cast,
            stage,
            lay,
            target,
            caller,
        }
    }

    /// Lays everything that goes by these names and is not there yet.
    pub fn all(mut self, names: &[&'static str]) {
        let guest = self.guest();
        self.stage.put("guest", guest);
        names.iter().for_each(|name| _ = self.one(name));
    }

    /// An organisation that none of the callers is of.
    fn guest(&self) -> Uuid {
        match self.target {
            Target::Foreign => self.cast.side(self.target).laureate,
            _ => self.cast.world.chu,
        }
    }

    /// Lays one thing, unless it is there; gives its id.
    fn one(&mut self, name: &'static str) -> Uuid {
        if let Some(there) = self.stage.ids.get(name) {
            return there.parse().unwrap();
        }
        let id = match name {
            "exchange" => self.exchange("workshop", "planned"),
            "held exchange" => self.exchange("workshop", "held"),
            "committee" => self.exchange("steering_committee", "planned"),
            "own sign-up" | "another's sign-up" => self.sign_up(name),
            "committee decision" => self.decision(),
            other => self
                .of_the_call(other)
                .unwrap_or_else(|| panic!("a programme has no {other:?}")),
        };
        self.stage.put(name, id);
        id
    }

    /// One of the day on which everything is tried: it can be held by then, and signed up for still. It names a project that
    /// the callers see, and one that few of them do.
    fn exchange(&mut self, kind: &str, state: &str) -> Uuid {
        let (id, side) = (Uuid::now_v7(), self.cast.side(self.target));
        let another = match self.target {
            Target::Foreign => Target::Foreign,
            _ => Target::Anothers,
        };
        let (home, another) = (side.home.0, self.cast.side(another).home.0);
        let projects = if home == another {
            home.to_string()
        } else {
            format!("{home},{another}")
        };
        let organisation = side.provider.organisation;
        let (attendance, outcomes) = match state {
            "held" => (
                serde_json::json!([{"organisation": organisation, "people": 3}]),
                format!("'{TEXT}'"),
            ),
            _ => (serde_json::json!([]), "null".to_owned()),
        };
        self.lay.row(
            "exchange",
            id,
            "exchanges",
            &format!(
                "id, programme_id, kind, title, starts_at, ends_at, place, link, projects, organisations, attendance, outcomes, \
                 state, {EDITS}"
            ),
            &format!(
                "'{id}', '{}', '{kind}', '{PUBLISHED}', '2019-03-04T09:00:00Z', '2019-03-04T16:00:00Z', '{PUBLISHED}', \
                 'https://example.test/reunion', '{{{projects}}}', '{{{organisation}}}', '{attendance}', {outcomes}, '{state}', \
                 1, now(), '{SYSTEM}', now(), '{SYSTEM}'",
                side.programme
            ),
        );
        id
    }

    /// A place of the caller's organisation, or of one that is none of the callers'.
    fn sign_up(&mut self, name: &str) -> Uuid {
        let (id, exchange) = (Uuid::now_v7(), self.one("exchange"));
        let programme = self.cast.side(self.target).programme;
        let caller = self.cast.party_of(self.caller, self.target);
        let (organisation, account) = match name {
            "own sign-up" => (caller.organisation, caller.account.to_string()),
            _ => (self.guest(), SYSTEM.to_owned()),
        };
        self.lay.row(
            "sign_up",
            id,
            "sign_ups",
            &format!("id, programme_id, exchange_id, organisation_id, people, state, {EDITS}"),
            &format!(
                "'{id}', '{programme}', '{exchange}', '{organisation}', 2, 'confirmed', 1, now(), '{account}', now(), '{account}'"
            ),
        );
        id
    }

    /// One that is open, with the next number of its programme.
    fn decision(&mut self) -> Uuid {
        let (id, committee) = (Uuid::now_v7(), self.one("committee"));
        let side = self.cast.side(self.target);
        let (programme, owner) = (side.programme, side.provider.account);
        let number = format!(
            "(select coalesce(max(number), 0) + 1 from committee_decisions where programme_id = '{programme}')"
        );
        self.lay.row(
            "committee_decision",
            id,
            "committee_decisions",
            &format!("id, programme_id, exchange_id, number, text, owner_id, state, {EDITS}"),
            &format!(
                "'{id}', '{programme}', '{committee}', {number}, '{TEXT}', '{owner}', 'open', 1, now(), '{SYSTEM}', now(), '{SYSTEM}'"
            ),
        );
        id
    }
}
