//! Everyone, put in place.

use diesel_async::RunQueryDsl;
use jalon::access::Scope;
use jalon::vocabulary::CodeList;
use uuid::Uuid;

use super::{Cast, Member, Party, SYSTEM, Side, grant, service};
use crate::access::caller::Caller;
use crate::access::place::Target;
use crate::support::{Client, Laying, World};

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
}
