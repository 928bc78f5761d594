//! Access tokens that are not ours.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{TimeDelta, Utc};
use jalon::access::{SigningKeys, TokenIssuer};
use serde_json::{Value, json};
use uuid::Uuid;

use super::bearing;
use crate::support::World;

fn encoded(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

fn decoded(part: &str) -> Value {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

#[actix_web::test]
async fn a_token_that_was_touched_is_nobodys() {
    let world = World::new().await;
    let token = world.nobody.token();
    let parts: Vec<&str> = token.split('.').collect();
    let (header, claims, signature) = (decoded(parts[0]), decoded(parts[1]), parts[2]);
    bearing(&world, token).get("/v1/me").await.expect(200);

    let mut promoted = claims.clone();
    promoted["sub"] = json!(world.administrator.account());
    let unsigned = json!({"typ": "JWT", "alg": "none", "kid": header["kid"]});
    let shared = json!({"typ": "JWT", "alg": "HS256", "kid": header["kid"]});
    let foreign = json!({"typ": "JWT", "alg": "EdDSA", "kid": "another"});
    let forged = [
        format!("{}.{}.{signature}", parts[0], encoded(&promoted)),
        format!("{}.{}.", encoded(&unsigned), encoded(&promoted)),
        format!("{}.{}.", encoded(&unsigned), parts[1]),
        format!("{}.{}.{signature}", encoded(&shared), parts[1]),
        format!("{}.{}.{signature}", encoded(&foreign), parts[1]),
        format!("{}.{}", parts[0], parts[1]),
        format!("{}.{}.{}", parts[0], parts[1], "A".repeat(signature.len())),
        "jalon_".to_owned(),
        String::new(),
    ];
    for token in forged {
        let reply = bearing(&world, &token).get("/v1/me").await;
        reply.refused(401, "unauthenticated");
        assert_eq!(reply.header("WWW-Authenticate"), r#"Bearer realm="jalon""#);
    }
}

#[actix_web::test]
async fn a_token_serves_in_its_time_its_sign_in_and_this_service() {
    let world = World::new().await;
    let account = world.nobody.account();
    let session: Uuid = world
        .app
        .text(&format!("select id from sessions where account_id = '{account}'"))
        .await
        .parse()
        .unwrap();
    let tokens = &world.app.services.tokens;
    let now = Utc::now();
    let refused = [
        (
            "expired",
            tokens.issue(account, session, now - TimeDelta::hours(2)).unwrap(),
        ),
        (
            "not yet",
            tokens.issue(account, session, now + TimeDelta::hours(2)).unwrap(),
        ),
        ("of no sign-in", tokens.issue(account, Uuid::now_v7(), now).unwrap()),
        (
            "of another's sign-in",
            tokens.issue(world.administrator.account(), session, now).unwrap(),
        ),
    ];
    for (why, token) in refused {
        let reply = bearing(&world, &token).get("/v1/me").await;
        assert_eq!(reply.status, 401, "{why}");
    }
    let folder = std::env::temp_dir().join(format!("jalon-foreign-keys-{}", Uuid::now_v7()));
    let foreign = TokenIssuer::new(SigningKeys::load_or_make(&folder).unwrap(), TimeDelta::minutes(15)).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let stranger = foreign.issue(account, session, now).unwrap();
    bearing(&world, &stranger)
        .get("/v1/me")
        .await
        .refused(401, "unauthenticated");
    let own = tokens.issue(account, session, now).unwrap();
    bearing(&world, &own).get("/v1/me").await.expect(200);
}
