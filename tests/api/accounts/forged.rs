//! Access tokens under attack: each way that tokens are forged, and the answer to it.

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;

use super::bearing;
use crate::support::{World, signing_keys};

/// The service's own key, as whoever stole it would hold it.
fn own_key() -> Ed25519KeyPair {
    let file = std::fs::read_dir(signing_keys())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let pem = std::fs::read_to_string(file).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(&STANDARD.decode(body).unwrap()).unwrap()
}

fn encoded(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

fn signed(key: &Ed25519KeyPair, header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let signature = URL_SAFE_NO_PAD.encode(key.sign(message.as_bytes()));
    format!("{message}.{signature}")
}

fn mac(secret: &[u8], algorithm: hmac::Algorithm, header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let tag = hmac::sign(&hmac::Key::new(algorithm, secret), message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag))
}

/// The header and claims of a token of the administrator that would be right.
async fn right(world: &World) -> (Value, Value) {
    let token = world.administrator.token();
    let parts: Vec<&str> = token.split('.').collect();
    let part = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    (part(parts[0]), part(parts[1]))
}

fn with(value: &Value, name: &str, member: Value) -> Value {
    let mut value = value.clone();
    value[name] = member;
    value
}

fn without(value: &Value, name: &str) -> Value {
    let mut value = value.clone();
    value.as_object_mut().unwrap().remove(name);
    value
}

async fn all_refused(world: &World, forged: Vec<(String, String)>) {
    for (why, token) in forged {
        let reply = bearing(world, &token).get("/v1/me").await;
        assert_eq!(reply.status, 401, "{why}: {}", reply.text);
        reply.refused(401, "unauthenticated");
        assert_eq!(reply.header("WWW-Authenticate"), r#"Bearer realm="jalon""#, "{why}");
    }
}

#[actix_web::test]
async fn another_algorithm_or_key_signs_for_nobody() {
    let world = World::new().await;
    let (header, claims) = right(&world).await;
    let own = own_key();
    bearing(&world, &signed(&own, &header, &claims))
        .get("/v1/me")
        .await
        .expect(200);

    let mut forged = Vec::new();
    for none in ["none", "None", "NONE", "nOnE", ""] {
        let message = format!("{}.{}", encoded(&with(&header, "alg", json!(none))), encoded(&claims));
        forged.push((format!("alg {none:?}"), format!("{message}.")));
        forged.push((format!("alg {none:?}, unsealed"), message));
    }
    // "Key confusion": the public key, which everybody has, as the secret of a symmetric algorithm.
    let public = own.public_key().as_ref();
    let der = [&hex("302a300506032b6570032100"), public].concat();
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        STANDARD.encode(&der)
    );
    let x = URL_SAFE_NO_PAD.encode(public);
    for (name, algorithm) in [
        ("HS256", hmac::HMAC_SHA256),
        ("HS384", hmac::HMAC_SHA384),
        ("HS512", hmac::HMAC_SHA512),
    ] {
        let header = with(&header, "alg", json!(name));
        for secret in [public, &der, pem.as_bytes(), pem.trim().as_bytes(), x.as_bytes(), b""] {
            forged.push((
                format!("{name} with the public key"),
                mac(secret, algorithm, &header, &claims),
            ));
        }
    }
    for name in ["HS256", "RS256", "ES256", "PS256", "Ed25519", "EdDSA "] {
        forged.push((
            format!("an Ed25519 signature called {name}"),
            signed(&own, &with(&header, "alg", json!(name)), &claims),
        ));
    }
    let attacker = Ed25519KeyPair::generate().unwrap();
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "kid": header["kid"], "x": URL_SAFE_NO_PAD.encode(attacker.public_key())});
    forged.push((
        "another key under our kid".to_owned(),
        signed(&attacker, &header, &claims),
    ));
    forged.push((
        "a key brought along".to_owned(),
        signed(&attacker, &with(&header, "jwk", jwk), &claims),
    ));
    for name in ["jku", "x5u"] {
        let header = with(&header, name, json!("https://attaquant.example/jwks.json"));
        forged.push((format!("a key to fetch: {name}"), signed(&attacker, &header, &claims)));
    }
    for kid in [
        json!("../../../../../../dev/null"),
        json!("/etc/passwd"),
        json!("keys/20260101T000000.pem"),
        json!("' union select 'x' --"),
        json!("|cat /etc/passwd"),
        json!(""),
        json!("\u{0}"),
        json!(7),
        json!(["a"]),
        json!({"a": 1}),
        Value::Null,
        json!("k".repeat(1500)),
    ] {
        forged.push((
            format!("kid {kid}"),
            signed(&attacker, &with(&header, "kid", kid.clone()), &claims),
        ));
        forged.push((
            format!("kid {kid}, our key"),
            signed(&own, &with(&header, "kid", kid), &claims),
        ));
    }
    // Extensions that must be understood, and are not (RFC 7515, 4.1.11).
    let critical = with(&header, "crit", json!(["exp"]));
    forged.push(("crit".to_owned(), signed(&own, &critical, &claims)));
    forged.push(("no kid".to_owned(), signed(&own, &without(&header, "kid"), &claims)));
    forged.push(("no alg".to_owned(), signed(&own, &without(&header, "alg"), &claims)));
    all_refused(&world, forged).await;
}

#[actix_web::test]
async fn claims_that_are_missing_wrong_or_out_of_time_are_nobodys() {
    let world = World::new().await;
    let (header, claims) = right(&world).await;
    let own = own_key();
    let now = Utc::now().timestamp();
    let mut forged: Vec<(String, Value)> = ["iss", "aud", "sub", "sid", "exp", "nbf"]
        .iter()
        .map(|name| (format!("without {name}"), without(&claims, name)))
        .collect();
    for (name, member) in [
        ("exp", json!(now - 60)),
        ("exp", json!(0)),
        ("exp", json!(-1)),
        ("exp", json!("demain")),
        ("exp", Value::Null),
        ("nbf", json!(now + 60)),
        ("nbf", json!("hier")),
        ("iss", json!("un-autre")),
        ("iss", json!("jalon ")),
        ("aud", json!("une-autre-api")),
        ("aud", json!("")),
        ("aud", json!(["une-autre-api"])),
        ("sub", json!("administration")),
        ("sub", json!(Uuid::now_v7())),
        ("sub", json!(world.coordinator.account())),
        ("sid", json!(Uuid::now_v7())),
        ("sid", json!("'; drop table sessions; --")),
    ] {
        forged.push((format!("{name} = {member}"), with(&claims, name, member)));
    }
    forged.push(("no object".to_owned(), json!([])));
    forged.push(("nothing".to_owned(), json!({})));
    let forged = forged
        .into_iter()
        .map(|(why, claims)| (why, signed(&own, &header, &claims)));
    all_refused(&world, forged.collect()).await;
}

#[actix_web::test]
async fn what_is_no_token_is_nobodys() {
    let world = World::new().await;
    let token = world.administrator.token().to_owned();
    let [head, body, seal] = token.split('.').collect::<Vec<_>>()[..] else {
        panic!("three parts")
    };
    let (_, claims) = right(&world).await;
    let promoted = encoded(&with(&claims, "sub", json!(world.coordinator.account())));
    let tokens = [
        format!("{head}.{promoted}.{seal}"),
        format!("{head}.{body}.{}", &seal[..seal.len() - 4]),
        format!("{head}.{body}.{seal}A"),
        format!("{head}.{body}.{seal}="),
        format!("{head}.{body}.{seal}.{seal}"),
        format!("{head}.{body}"),
        format!("{head}..{seal}"),
        format!(".{body}.{seal}"),
        "..".to_owned(),
        "...".to_owned(),
        "e30.e30.e30".to_owned(),
        "%00%00".to_owned(),
        "null".to_owned(),
        format!("jalon_{}_", world.administrator.account()),
        format!("jalon_{}_{seal}", world.administrator.account()),
        "jalon_".to_owned(),
        "jalon__".to_owned(),
        format!("{head}.{}.{seal}", "A".repeat(6000)),
    ];
    let tokens = tokens
        .into_iter()
        .map(|token| (token.chars().take(80).collect(), token));
    all_refused(&world, tokens.collect()).await;
    // Larger than a server takes headers at all: refused before anybody looks, and no failure.
    let huge = bearing(&world, &"A".repeat(200_000)).get("/v1/me").await;
    assert!(huge.status.is_client_error(), "{}", huge.status);
    bearing(&world, &token).get("/v1/me").await.expect(200);
}

#[actix_web::test]
async fn other_secrets_are_no_access_tokens() {
    let world = World::new().await;
    let made = super::invite(&world, "camille@example.test").await;
    let secret = made["invitation"]["secret"].as_str().unwrap().to_owned();
    super::accept(&world, &secret, super::PASSWORD).await;
    let tokens = super::sign_in(&world, "camille@example.test", super::PASSWORD).await;
    let refresh = tokens["refresh_token"].as_str().unwrap().to_owned();
    let forged = vec![
        ("a one-time secret".to_owned(), secret),
        ("a refresh token".to_owned(), refresh),
    ];
    all_refused(&world, forged).await;
    let access = json!({"refresh_token": tokens["access_token"]});
    let stranger = world.app.stranger();
    assert_eq!(
        stranger.post("/v1/auth/refresh", access).await.status.as_u16() / 100,
        4,
        "an access token refreshes nothing"
    );
}

fn hex(digits: &str) -> Vec<u8> {
    let pairs = digits
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap());
    pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect()
}
