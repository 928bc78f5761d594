//! The cast: one account for each caller, and the projects on which they have, or lack, a part.
//!
//! It stands on [`World`]: programme A is `AMI-T`, with DITP, DINSIC, ASN, Alpha and the others. On
//! ASN's project work, besides Alpha: Gamma on another track, Delta and Epsilon whose missions are
//! over, Zeta whose expert's grant is. Programme B is `AMI-U`, with nobody in common.

use std::collections::HashMap;

use diesel::QueryableByName;
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use jalon::access::{Scope, hash_key, secret};
use jalon::vocabulary::CodeList;
use uuid::Uuid;

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

/// The dates of a mission that runs on 4 March 2019.
const ALWAYS: (&str, &str) = ("2018-11-21", "2019-12-01");

impl Cast {
    /// Everyone in place, on 4 March 2019.
    pub async fn assembled() -> Self {
        let world = World::new().await;
        let mut lay = Laying::default();
        let gamma = lay.organisation("Gamma Stratégie", "Gamma", "private_firm");
        let delta = lay.organisation("Delta Données", "Delta", "private_firm");
        let epsilon = lay.organisation("Epsilon Calcul", "Epsilon", "private_firm");
        let zeta = lay.organisation("Zeta Modèles", "Zeta", "association");
        let dge = lay.organisation("Direction des entreprises", "DGE", "ministry");
        let omega = lay.organisation("Office Omega", "Omega", "national_operator");
        let psi = lay.organisation("Psi Apprentissage", "Psi", "private_firm");
        let jury = lay.organisation("Institut du jury", "Jury", "research_institute");
        let second = lay.programme("AMI-U", dge, dge);
        let on = Some(world.programme);
        let provider = Some(("provider", on));
        let coordinator = Some(("coordinator", on));
        let psi_account = lay.account("Expert Psi", psi, Some(("provider", Some(second))));
        let more = [
            (
                Caller::Elsewhere,
                lay.account("Coordination DGE", dge, Some(("coordinator", Some(second)))),
            ),
            (Caller::OtherTrack, lay.account("Experte Gamma", gamma, provider)),
            (Caller::InGrace, lay.account("Expert Delta", delta, provider)),
            (Caller::PastGrace, lay.account("Experte Epsilon", epsilon, provider)),
            (Caller::GrantOver, lay.account("Expert Zeta", zeta, None)),
            (Caller::Juror, lay.account("Jurée", jury, Some(("juror", on)))),
            (
                Caller::Deactivated,
                lay.account("Partie DINSIC", world.dinsic, coordinator),
            ),
            (Caller::Revoked, lay.account("Sortie DINSIC", world.dinsic, coordinator)),
        ];
        let of = |wanted: Caller| more.iter().find(|(caller, _)| *caller == wanted).unwrap().1;
        let (zeta_account, dge_account) = (of(Caller::GrantOver), of(Caller::Elsewhere));
        grant(&mut lay, zeta_account, "provider", world.programme, Some("2019-02-01"));
        let services = [
            (Caller::Service, service(&mut lay, world.dinsic, Scope::CODES)),
            (Caller::Unscoped, service(&mut lay, world.dinsic, &[])),
        ];
        for (_, (account, _)) in &services {
            grant(&mut lay, *account, "coordinator", world.programme, None);
        }
        world.app.sql(&lay.transaction()).await;

        let alpha = (world.alpha, "technical_support,prototype", ALWAYS.0, ALWAYS.1);
        let technical = |provider, until| (provider, "technical_support", ALWAYS.0, until);
        let authority = Party {
            organisation: world.dinsic,
            account: world.technical_coordinator.account(),
        };
        let own = Side {
            programme: world.programme,
            code: "AMI-T",
            laureate: world.asn,
            provider: Party {
                organisation: world.alpha,
                account: world.alpha_expert.account(),
            },
            decider: authority,
            missions: vec![
                alpha,
                (gamma, "strategic_support", ALWAYS.0, ALWAYS.1),
                technical(delta, "2019-02-22"),
                technical(epsilon, "2019-01-01"),
                technical(zeta, ALWAYS.1),
            ],
            home: Default::default(),
        };
        let anothers = Side {
            laureate: world.chu,
            provider: Party {
                organisation: world.beta,
                account: world.beta_expert.account(),
            },
            missions: vec![technical(world.beta, ALWAYS.1)],
            ..own.clone()
        };
        let foreign = Side {
            programme: second,
            code: "AMI-U",
            laureate: omega,
            provider: Party {
                organisation: psi,
                account: psi_account,
            },
            decider: Party {
                organisation: dge,
                account: dge_account,
            },
            missions: vec![technical(psi, ALWAYS.1)],
            home: Default::default(),
        };
        let mut clients = vec![
            (Caller::Authority, world.technical_coordinator.clone()),
            (Caller::Coordinator, world.coordinator.clone()),
            (Caller::Laureate, world.asn_laureate.clone()),
            (Caller::Provider, world.alpha_expert.clone()),
            (Caller::Observer, world.observer.clone()),
            (Caller::Administrator, world.administrator.clone()),
            (Caller::Nobody, world.nobody.clone()),
            (Caller::Anonymous, world.app.stranger()),
        ];
        for (caller, account) in more {
            clients.push((caller, world.app.client_of(account).await));
        }
        for (caller, (account, key)) in services {
            clients.push((caller, Client::new(&world.app.base_url, Some(key)).of_account(account)));
        }
        let [deactivated, revoked] = [Caller::Deactivated, Caller::Revoked].map(of);
        let mut conn = world.app.connection().await;
        let members = "select id, organisation_id from accounts where organisation_id is not null";
        let members: Vec<Member> = diesel::sql_query(members).load(&mut conn).await.unwrap();
        let mut cast = Self {
            conn,
            organisations: members
                .into_iter()
                .map(|member| (member.id, member.organisation_id))
                .collect(),
            former: Party {
                organisation: zeta,
                account: zeta_account,
            },
            world,
            clients,
            own,
            anothers,
            foreign,
            number: 1,
        };
        cast.close(deactivated, revoked).await;
        for target in [Target::Own, Target::Anothers, Target::Foreign] {
            let mut lay = Laying::default();
            let home = cast.lay_project(&mut lay, target, "running");
            cast.run(&lay.transaction()).await;
            cast.side_mut(target).home = home;
        }
        cast
    }

    /// Ends one account and one sign-in, under a journal entry as the service would.
    async fn close(&mut self, deactivated: Uuid, revoked: Uuid) {
        let id = Uuid::now_v7();
        self.run(&format!(
            "begin;
             insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
               values ('{id}', 0, '{id}', '{SYSTEM}', 'deactivated', 'account', '{deactivated}', '{{}}');
             update accounts set deactivated_at = now() where id = '{deactivated}';
             commit;
             update sessions set ended_at = now() where account_id = '{revoked}';"
        ))
        .await;
    }

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

/// A grant that began long ago, and ended or did not.
pub fn grant(lay: &mut Laying, account: Uuid, role: &str, programme: Uuid, until: Option<&str>) -> Uuid {
    let id = Uuid::now_v7();
    let until = until.map_or("null".to_owned(), |until| format!("'{until}'"));
    lay.row(
        "grant",
        id,
        "grants",
        "id, account_id, role, programme_id, until_on, created_at, updated_at, updated_by",
        &format!("'{id}', '{account}', '{role}', '{programme}', {until}, now(), now(), '{SYSTEM}'"),
    );
    id
}

/// A service account: its id and its key.
pub fn service(lay: &mut Laying, organisation: Uuid, scopes: &[&str]) -> (Uuid, String) {
    let id = Uuid::now_v7();
    let key = secret::make_key(id).unwrap();
    lay.row(
        "account",
        id,
        "accounts",
        "id, kind, organisation_id, scopes, created_at, updated_at, updated_by",
        &format!(
            "'{id}', 'service', '{organisation}', '{{{}}}', now(), now(), '{SYSTEM}'",
            scopes.join(",")
        ),
    );
    lay.more(&format!(
        "insert into identities (account_id, name, secret_hash) values ('{id}', 'Service', '{}');",
        hash_key(&key)
    ));
    (id, key)
}
