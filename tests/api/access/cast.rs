//! The cast: one account for each caller, and the projects on which they have, or lack, a part.
//!
//! It stands on [`World`]: programme A is `AMI-T`, with DITP, DINSIC, ASN, Alpha and the others. On
//! ASN's project work, besides Alpha: Gamma on another track, Delta and Epsilon whose missions are
//! over, Zeta whose expert's grant is. Programme B is `AMI-U`, with nobody in common.

mod assembly;
mod laying;

use std::collections::HashMap;

use diesel::QueryableByName;
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use uuid::Uuid;

pub use laying::{grant, service};

use super::caller::Caller;
use super::place::Target;
use crate::support::{Client, Laying, World};

/// The account of the service itself.
pub const SYSTEM: &str = "00000000-0000-7000-8000-000000000001";

/// An organisation and one account of it.
#[derive(Clone, Copy)]
pub struct Party {
    pub organisation: Uuid,
    pub account: Uuid,
}

/// Those who have a part in the projects of one target.
#[derive(Clone)]
pub struct Side {
    pub programme: Uuid,
    pub code: &'static str,
    pub laureate: Uuid,
    /// Who submits, logs and comments.
    pub provider: Party,
    /// Who decides on its technical tracks.
    pub decider: Party,
    /// Providers, their tracks, from when to when.
    missions: Vec<(Uuid, &'static str, &'static str, &'static str)>,
    /// A project that stays: id and code.
    pub home: (Uuid, String),
}

/// Everyone, and where they stand.
pub struct Cast {
    pub world: World,
    pub conn: AsyncPgConnection,
    clients: Vec<(Caller, Client)>,
    own: Side,
    anothers: Side,
    foreign: Side,
    /// Someone who has no part in anything any more.
    pub former: Party,
    /// The accounts' organisations.
    organisations: HashMap<Uuid, Uuid>,
    number: u32,
}

/// The password of everyone who has one.
pub const PASSWORD: &str = "une phrase assez longue";

impl Cast {
    /// The caller's client.
    pub fn client(&self, wanted: Caller) -> &Client {
        let found = self.clients.iter().find(|(caller, _)| *caller == wanted);
        &found.unwrap_or_else(|| panic!("{wanted:?} is not in the cast")).1
    }

    /// The projects of a target and who has a part in them.
    pub fn side(&self, target: Target) -> &Side {
        match target {
            Target::Anothers => &self.anothers,
            Target::Foreign => &self.foreign,
            Target::Only | Target::Own | Target::Named => &self.own,
        }
    }

    fn side_mut(&mut self, target: Target) -> &mut Side {
        match target {
            Target::Anothers => &mut self.anothers,
            Target::Foreign => &mut self.foreign,
            Target::Only | Target::Own | Target::Named => &mut self.own,
        }
    }

    /// The caller's organisation; of a stranger, any.
    pub fn organisation_of(&self, caller: Caller) -> Uuid {
        match caller {
            Caller::Anonymous => self.former.organisation,
            caller => self.organisations[&self.client(caller).account()],
        }
    }

    /// Who makes the caller's own things: the caller; where nobody asks, or a stranger, the target's provider.
    pub fn party_of(&self, caller: Option<Caller>, target: Target) -> Party {
        match caller {
            Some(caller) if caller != Caller::Anonymous => Party {
                organisation: self.organisation_of(caller),
                account: self.client(caller).account(),
            },
            _ => self.side(target).provider,
        }
    }

    /// The hash of [`PASSWORD`], made once.
    pub async fn password_hash(&self) -> &'static str {
        static HASH: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
        let passwords = &self.world.app.services.passwords;
        HASH.get_or_init(async || passwords.hash(PASSWORD.into()).await.unwrap())
            .await
    }

    /// Gives everyone that password.
    pub async fn give_passwords(&mut self) {
        let hash = self.password_hash().await;
        self.run(&format!(
            "update identities set secret_hash = '{hash}' where email is not null"
        ))
        .await;
    }

    /// Every account that has a name, and the name.
    pub async fn identities(&mut self) -> Vec<(Uuid, String)> {
        let named: Vec<Named> = diesel::sql_query("select account_id, name from identities")
            .load(&mut self.conn)
            .await
            .unwrap();
        named.into_iter().map(|named| (named.account_id, named.name)).collect()
    }

    /// How much the journal tells.
    pub async fn told(&mut self) -> i64 {
        diesel::sql_query("select count(*) as number from journal")
            .get_result::<Number>(&mut self.conn)
            .await
            .unwrap()
            .number
    }

    /// The programme where the caller has its part.
    pub fn programme_of(&self, caller: Caller) -> Uuid {
        match caller {
            Caller::Elsewhere => self.foreign.programme,
            _ => self.own.programme,
        }
    }

    /// A number that was not given before.
    pub fn number(&mut self) -> u32 {
        self.number += 1;
        self.number
    }

    /// Runs statements.
    pub async fn run(&mut self, sql: &str) {
        self.conn.batch_execute(sql).await.unwrap();
    }

    /// A project of the target with its missions, in that state: its id and code.
    pub fn lay_project(&mut self, lay: &mut Laying, target: Target, state: &str) -> (Uuid, String) {
        let number = self.number();
        let side = self.side(target);
        let code = format!("{}-P{number}", side.code);
        let started = (state != "selected").then_some("2018-11-21");
        let project = lay.project(side.programme, &code, side.laureate, started);
        for (provider, tracks, from, until) in &side.missions {
            lay.mission(project, *provider, tracks, from, until);
        }
        if state == "withdrawn" {
            lay.more(&format!(
                "update projects set state = 'withdrawn', ended_on = '2019-03-01' where id = '{project}';"
            ));
        }
        (project, code)
    }
}

#[derive(QueryableByName)]
struct Member {
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    id: Uuid,
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    organisation_id: Uuid,
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    account_id: Uuid,
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}
