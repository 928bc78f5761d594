//! Accounts, grants, services, and the ways to sign in.

use jalon::access::secret;
use uuid::Uuid;

use super::Stage;
use crate::access::caller::Caller;
use crate::access::cast::{Cast, grant, service};
use crate::access::place::Target;
use crate::support::Laying;

/// An account to look at or to change, with what rows name of it; one's own is the caller's.
pub fn lay_account(
    cast: &Cast,
    stage: &mut Stage,
    lay: &mut Laying,
    names: &[&'static str],
    target: Target,
    caller: Option<Caller>,
) {
    if let (Target::Own, Some(caller)) = (target, caller) {
        stage.put("account", account_of(cast, caller));
        stage.put("programme", cast.programme_of(caller));
        return;
    }
    let side = cast.side(target);
    let name = format!("Sujet {}", stage.number);
    let account = lay.account(&name, side.laureate, None);
    stage.put("account", account);
    for name in names {
        match *name {
            "account" => {}
            "grant" => stage.put(name, grant(lay, account, "observer", side.programme, None)),
            "coordinator's grant" => stage.put(name, grant(lay, account, "coordinator", side.programme, None)),
            "service" => stage.put("service", service(lay, side.laureate, &[]).0),
            other => panic!("an account has no {other:?}"),
        }
    }
}

/// Someone who may sign in by a password, a refresh token or an invitation.
pub async fn lay_door(cast: &mut Cast, stage: &mut Stage, lay: &mut Laying) {
    let name = format!("Porte {}", stage.number);
    let account = lay.account(&name, cast.world.asn, None);
    stage.put("email", format!("porte.{}@example.test", stage.number));
    let (session, invitation, refresh) = (Uuid::now_v7(), secret::make().unwrap(), secret::make().unwrap());
    let hex = |secret: &str| -> String {
        let digest = secret::digest(secret);
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    };
    lay.more(&format!(
        "update identities set secret_hash = '{}' where account_id = '{account}';
         insert into one_time_secrets (id, account_id, secret_hash, created_at, expires_at)
           values ('{}', '{account}', '\\x{}', now(), now() + interval '1 hour');
         insert into sessions (id, account_id, created_at) values ('{session}', '{account}', now());
         insert into refresh_tokens (token_hash, session_id, created_at, expires_at)
           values ('\\x{}', '{session}', now(), now() + interval '1 hour');",
        cast.password_hash().await,
        Uuid::now_v7(),
        hex(&invitation),
        hex(&refresh),
    ));
    stage.put("invitation", invitation);
    stage.put("refresh", refresh);
}

/// The caller's account; of a stranger, anyone's.
fn account_of(cast: &Cast, caller: Caller) -> Uuid {
    match caller {
        Caller::Anonymous => cast.former.account,
        caller => cast.client(caller).account(),
    }
}
