//! A token's signature is checked once and remembered: what that must not change.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jalon::access::{SigningKeys, TokenIssuer, key_folder};
use uuid::Uuid;

use super::bearing;
use crate::support::World;

const QUARTER: TimeDelta = TimeDelta::minutes(15);

/// Keys that sign from these instants, in a folder that is gone with this value.
struct Keys(PathBuf);

impl Keys {
    fn new(signing_from: &[DateTime<Utc>]) -> Self {
        let folder = std::env::temp_dir().join(format!("jalon-remembered-{}", Uuid::now_v7()));
        for at in signing_from {
            key_folder::make(&folder, *at).unwrap();
        }
        Self(folder)
    }

    fn all(&self) -> SigningKeys {
        SigningKeys::load(&self.0).unwrap()
    }

    fn file(&self, place: usize) -> PathBuf {
        key_folder::files(&self.0).unwrap().remove(place).1
    }

    fn issuer(&self, lifetime: TimeDelta) -> TokenIssuer {
        TokenIssuer::new(self.all(), lifetime).unwrap()
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(Path::new(&self.0));
    }
}

fn issue(tokens: &TokenIssuer, now: DateTime<Utc>) -> String {
    tokens.issue(Uuid::from_u128(1), Uuid::from_u128(2), now).unwrap()
}

#[actix_web::test]
async fn nothing_that_looks_like_a_remembered_token_passes_for_it() {
    let world = World::new().await;
    let token = world.administrator.token().to_owned();
    for _ in 0..2 {
        bearing(&world, &token).get("/v1/me").await.expect(200);
    }
    let other = world.coordinator.token().to_owned();
    bearing(&world, &other).get("/v1/me").await.expect(200);
    let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
    let ([head, body, seal], [_, others_body, others_seal]) = (&parts(&token)[..], &parts(&other)[..]) else {
        panic!("three parts")
    };
    let another = |letter: char| if letter == 'A' { 'B' } else { 'A' };
    let changed = another(seal.chars().next().unwrap());
    for forged in [
        format!("{head}.{body}.{changed}{}", &seal[1..]),
        format!("{head}.{body}.{}", &seal[..seal.len() - 1]),
        format!("{head}.{body}.{others_seal}"),
        format!("{head}.{others_body}.{seal}"),
        format!("{head}.{body}."),
        format!("{head}.{body}"),
        format!("{token}A"),
    ] {
        for _ in 0..2 {
            bearing(&world, &forged)
                .get("/v1/me")
                .await
                .refused(401, "unauthenticated");
        }
    }
    bearing(&world, &token).get("/v1/me").await.expect(200);
}

#[test]
fn a_key_that_is_taken_out_ends_its_tokens() {
    let now = Utc::now();
    let keys = Keys::new(&[now - TimeDelta::hours(1), now - TimeDelta::minutes(1)]);
    let tokens = keys.issuer(QUARTER);
    let former = Keys::new(&[]);
    std::fs::create_dir_all(&former.0).unwrap();
    std::fs::copy(keys.file(0), former.0.join("20200101T000000.pem")).unwrap();
    let (old, new) = (issue(&former.issuer(QUARTER), now), issue(&tokens, now));
    let both = || (tokens.verify(&old).is_some(), tokens.verify(&new).is_some());
    assert_eq!((both(), both()), ((true, true), (true, true)));
    // The folder is looked at again and again: the same keys change nothing.
    tokens.replace_keys(keys.all());
    assert_eq!(both(), (true, true));
    std::fs::remove_file(keys.file(0)).unwrap();
    tokens.replace_keys(keys.all());
    assert_eq!(both(), (false, true));
    // Keys of which none signed anything that is remembered.
    tokens.replace_keys(Keys::new(&[now]).all());
    assert_eq!(both(), (false, false));
}

#[test]
fn a_remembered_token_ends_in_its_time() {
    let tokens = Keys::new(&[Utc::now()]).issuer(TimeDelta::seconds(1));
    // Its end is four seconds ago, of the five that clocks may differ by.
    let token = issue(&tokens, Utc::now() - TimeDelta::seconds(5));
    assert!(tokens.verify(&token).is_some());
    assert!(tokens.verify(&token).is_some());
    std::thread::sleep(Duration::from_millis(2500));
    assert!(tokens.verify(&token).is_none());
}

#[test]
fn a_remembered_token_ends_with_its_key() {
    let now = Utc::now();
    // With tokens of a second, the first key verifies for six seconds from when the second signs.
    let keys = Keys::new(&[now - TimeDelta::hours(1), now - TimeDelta::seconds(4)]);
    let tokens = keys.issuer(TimeDelta::seconds(1));
    let former = Keys::new(&[]);
    std::fs::create_dir_all(&former.0).unwrap();
    std::fs::copy(keys.file(0), former.0.join("20200101T000000.pem")).unwrap();
    let former = former.issuer(TimeDelta::seconds(1));
    // By its own time it is good for nine seconds from now.
    let token = issue(&former, now + TimeDelta::seconds(3));
    assert!(tokens.verify(&token).is_some());
    std::thread::sleep(Duration::from_millis(2500));
    assert!(tokens.verify(&token).is_none(), "its key is retired");
    assert!(former.verify(&token).is_some(), "its time is not over");
}
