//! Accounts: signing in, administration, grants, services.

mod abilities;
mod administration;
mod command;
mod forged;
mod grants;
mod guessing;
mod keys;
mod remembered;
mod replaced;
mod services;
mod signing_in;
mod tokens;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Client, World};

pub const PASSWORD: &str = "une phrase de passe";

/// An account of ASN that was invited and has chosen [`PASSWORD`].
pub async fn camille(world: &World) -> Uuid {
    let made = invite(world, "camille@example.test").await;
    let secret = made["invitation"]["secret"].as_str().unwrap();
    accept(world, secret, PASSWORD).await;
    made["id"].as_str().unwrap().parse().unwrap()
}

async fn invite(world: &World, email: &str) -> Value {
    let body = json!({"name": "Camille Martin", "email": email, "organisation": world.asn});
    world.administrator.post("/v1/accounts", body).await.expect(201)
}

async fn accept(world: &World, secret: &str, password: &str) {
    let body = json!({"secret": secret, "password": password});
    world.app.stranger().post("/v1/auth/invitation", body).await.expect(204);
}

async fn sign_in(world: &World, email: &str, password: &str) -> Value {
    let body = json!({"email": email, "password": password});
    world.app.stranger().post("/v1/auth/token", body).await.expect(200)
}

async fn refresh(world: &World, tokens: &Value) -> crate::support::Reply {
    let body = json!({"refresh_token": tokens["refresh_token"]});
    world.app.stranger().post("/v1/auth/refresh", body).await
}

/// A client that holds the access token of a sign-in.
fn holding(world: &World, tokens: &Value) -> Client {
    bearing(world, tokens["access_token"].as_str().unwrap())
}

/// A service account with these scopes and that role in the programme.
pub async fn service_of(world: &World, role: &str, scopes: Value) -> Client {
    let (id, key) = services::service(world, scopes).await;
    let grant = json!({"role": role, "programme": "AMI-T"});
    let grants = format!("/v1/accounts/{id}/grants");
    world.administrator.post(&grants, grant).await.expect(201);
    bearing(world, &key)
}

fn bearing(world: &World, token: &str) -> Client {
    Client::new(&world.app.base_url, Some(token.to_owned()))
}
