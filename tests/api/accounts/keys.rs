//! Rotation of the signing keys: announced, signing, verifying, retired; by command.

use std::path::{Path, PathBuf};

use chrono::{TimeDelta, Utc};
use jalon::access::{KeyState, SigningKeys, TokenIssuer, key_folder};
use serde_json::Value;
use uuid::Uuid;

use super::{PASSWORD, bearing, camille, sign_in};
use crate::support::{Client, Program, World, eventually, signing_keys};

fn name(minutes: i64) -> String {
    (Utc::now() + TimeDelta::minutes(minutes))
        .format("%Y%m%dT%H%M%S.pem")
        .to_string()
}

/// A folder in which each key signs from so many minutes after now.
fn folder(keys: &[(&Path, i64)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("jalon-keys-{}", Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    for (key, minutes) in keys {
        std::fs::copy(key, folder.join(name(*minutes))).unwrap();
    }
    folder
}

fn issuer(keys: &[(&Path, i64)]) -> TokenIssuer {
    let folder = folder(keys);
    let issuer = TokenIssuer::new(SigningKeys::load(&folder).unwrap(), TimeDelta::minutes(15)).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    issuer
}

async fn kids(world: &World) -> Vec<String> {
    let set = world.app.stranger().get("/.well-known/jwks.json").await.expect(200);
    let keys = set["keys"].as_array().unwrap().clone();
    keys.iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

fn kid(token: &str) -> String {
    use base64::Engine;
    let header = token.split('.').next().unwrap();
    let header = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(header).unwrap();
    let header: Value = serde_json::from_slice(&header).unwrap();
    header["kid"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_rotated_key_verifies_as_long_as_its_tokens_live() {
    let world = World::new().await;
    let old = key_folder::files(signing_keys()).unwrap().remove(0).1;
    let made = std::env::temp_dir().join(format!("jalon-new-key-{}", Uuid::now_v7()));
    let new = key_folder::make(&made, Utc::now()).unwrap();
    let token = world.administrator.token().to_owned();
    let session: Value = serde_json::from_slice(&{
        use base64::Engine;
        base64::engine::general_purpose::URL_SAFE_NO_PAD
            .decode(token.split('.').nth(1).unwrap())
            .unwrap()
    })
    .unwrap();
    let session = session["sid"].as_str().unwrap().parse().unwrap();
    let account = world.administrator.account();
    let status = async |token: &str| bearing(&world, token).get("/v1/me").await.status.as_u16();
    let go_on_with = |keys: &[(&Path, i64)]| {
        let folder = folder(keys);
        world
            .app
            .services
            .tokens
            .replace_keys(SigningKeys::load(&folder).unwrap());
        std::fs::remove_dir_all(&folder).unwrap();
    };
    let new_kid = kid(&issuer(&[(&new, -1)]).issue(account, session, Utc::now()).unwrap());

    // Announced: what another service signs with it already is taken; this one does not yet.
    go_on_with(&[(&old, -60), (&new, 5)]);
    let ahead = issuer(&[(&new, -1)]).issue(account, session, Utc::now()).unwrap();
    assert_eq!((status(&token).await, status(&ahead).await), (200, 200));
    assert_eq!(kids(&world).await, [kid(&token), new_kid.clone()]);
    let fresh = world.app.services.tokens.issue(account, session, Utc::now()).unwrap();
    assert_eq!(kid(&fresh), kid(&token));
    // Signing: the one before verifies.
    go_on_with(&[(&old, -60), (&new, -14)]);
    let fresh = world.app.services.tokens.issue(account, session, Utc::now()).unwrap();
    assert_eq!(kid(&fresh), new_kid);
    assert_eq!((status(&token).await, status(&fresh).await), (200, 200));
    // Retired: no token of it can be in its time any more; one that claims to be is refused.
    go_on_with(&[(&old, -60), (&new, -16)]);
    assert_eq!((status(&token).await, status(&fresh).await), (401, 200));
    assert_eq!(kids(&world).await, [new_kid]);
    // Removed.
    go_on_with(&[(&new, -1)]);
    assert_eq!((status(&token).await, status(&fresh).await), (401, 200));
    std::fs::remove_dir_all(&made).unwrap();
}

fn keys(folder: &Path, words: &[&str], settings: &[(&str, &str)]) -> (bool, String) {
    let mut command = Program::command(folder, &["keys"]);
    command.args(words).envs(settings.iter().copied());
    let done = Program::run(command, "");
    let said = String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap();
    (done.status.success(), said)
}

fn states(folder: &Path) -> Vec<KeyState> {
    let keys = SigningKeys::load(&folder.join("keys")).unwrap();
    keys.at(Utc::now(), TimeDelta::minutes(15))
        .map(|(_, state)| state)
        .collect()
}

#[test]
fn keys_are_made_listed_and_removed_by_command() {
    let home = Program::folder("keys-command");
    SigningKeys::load_or_make(&home.join("keys")).unwrap();
    std::fs::rename(
        key_folder::files(&home.join("keys")).unwrap().remove(0).1,
        home.join("keys").join(name(-90)),
    )
    .unwrap();
    let (done, said) = keys(&home, &["rotate"], &[]);
    assert!(done && said.starts_with("made "), "{said}");
    assert_eq!(states(&home), [KeyState::Signing, KeyState::Announced]);
    let (_, said) = keys(&home, &["list"], &[]);
    let words: Vec<_> = said.lines().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(words, ["signing", "announced"], "{said}");
    assert!(!said.contains("PRIVATE"));
    use std::os::unix::fs::PermissionsExt;
    for (_, file) in key_folder::files(&home.join("keys")).unwrap() {
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o077,
            0,
            "{}",
            file.display()
        );
    }
    // Later: the second signs since an hour, so the first has nothing left to verify.
    let second = key_folder::files(&home.join("keys")).unwrap().remove(1).1;
    std::fs::rename(second, home.join("keys").join(name(-60))).unwrap();
    assert_eq!(states(&home), [KeyState::Retired, KeyState::Signing]);
    let (done, said) = keys(&home, &["prune"], &[]);
    assert!(done && said.starts_with("removed "), "{said}");
    assert_eq!(states(&home), [KeyState::Signing]);
    let (done, said) = keys(&home, &["rotate", "--compromised"], &[]);
    assert!(done, "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("removed ")).count(), 1);
    assert_eq!(states(&home), [KeyState::Signing]);
    std::fs::remove_dir_all(&home).unwrap();
}

#[test]
fn keys_that_are_given_are_rotated_where_they_are_kept() {
    let home = Program::folder("keys-given");
    let (one, two) = (home.join("one"), home.join("two"));
    let files = [
        key_folder::make(&one, Utc::now()).unwrap(),
        key_folder::make(&two, Utc::now()).unwrap(),
    ];
    let given = format!("{},{}", files[0].display(), files[1].display());
    let settings = [("JALON_SIGNING_KEY_FILE", given.as_str())];
    let (done, said) = keys(&home, &["list"], &settings);
    let words: Vec<_> = said.lines().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert!(done && words == ["signing", "verifying"], "{said}");
    let (done, said) = keys(&home, &["rotate"], &settings);
    assert!(!done && said.contains("JALON_SIGNING_KEY_FILE"), "{said}");
    let lifetime = TimeDelta::minutes(15);
    let former = TokenIssuer::new(SigningKeys::from_files(&files[1..]).unwrap(), lifetime).unwrap();
    let both = TokenIssuer::new(SigningKeys::from_files(&files).unwrap(), lifetime).unwrap();
    let token = former.issue(Uuid::nil(), Uuid::nil(), Utc::now()).unwrap();
    assert!(both.verify(&token).is_some(), "the second verifies");
    assert!(
        former
            .verify(&both.issue(Uuid::nil(), Uuid::nil(), Utc::now()).unwrap())
            .is_none(),
        "the first signs"
    );
    std::fs::remove_dir_all(&home).unwrap();
}

#[actix_web::test]
async fn a_service_that_runs_follows_the_rotation() {
    let world = World::new().await;
    camille(&world).await;
    let home = Program::folder("keys-running");
    let settings = [("DATABASE_URL", world.app.database.url())];
    let service = Program::serve(&home, &settings);
    let at_program = Client::new(&service.base_url, None);
    let body = serde_json::json!({"email": "camille@example.test", "password": PASSWORD});
    let tokens = at_program.post("/v1/auth/token", body.clone()).await.expect(200);
    let access = tokens["access_token"].as_str().unwrap().to_owned();
    let client = Client::new(&service.base_url, Some(access.clone()));
    client.get("/v1/me").await.expect(200);
    let (done, said) = keys(&home, &["rotate", "--compromised"], &[]);
    assert!(done, "{said}");
    eventually("the service looks", async || client.get("/v1/me").await.status != 200).await;
    client.get("/v1/me").await.refused(401, "unauthenticated");
    // The sign-in goes on: a refresh token is no JWT.
    let refreshing = serde_json::json!({"refresh_token": tokens["refresh_token"]});
    let next = at_program.post("/v1/auth/refresh", refreshing).await.expect(200);
    let next = next["access_token"].as_str().unwrap().to_owned();
    assert_ne!(kid(&next), kid(&access));
    Client::new(&service.base_url, Some(next))
        .get("/v1/me")
        .await
        .expect(200);
    drop(sign_in(&world, "camille@example.test", PASSWORD).await);
    drop(service);
    std::fs::remove_dir_all(&home).unwrap();
}
