//! Access tokens: JWTs (RFC 7519) signed with Ed25519, and the keys they are signed with.
//!
//! The algorithm is pinned: a token's header chooses the key by `kid`, never the algorithm.

use std::fs;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::Context;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const ISSUER: &str = "jalon";
const AUDIENCE: &str = "jalon-api";

/// The keys: the newest signs, all verify.
pub struct SigningKeys {
    keys: Vec<Key>,
}

struct Key {
    kid: String,
    public: String,
    signs: EncodingKey,
    verifies: DecodingKey,
}

/// Makes and checks access tokens.
pub struct TokenIssuer {
    keys: SigningKeys,
    lifetime: TimeDelta,
    validation: Validation,
}

/// What an access token says.
#[derive(Debug, Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    /// The account.
    pub sub: Uuid,
    /// The sign-in that the token came from.
    pub sid: Uuid,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: Uuid,
}

impl SigningKeys {
    /// The keys in a folder, one PEM file (PKCS#8) each, the last by name signing; a first key is
    /// made where there is none.
    pub fn load_or_make(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder)
            .with_context(|| format!("the folder of keys {} cannot be made", folder.display()))?;
        let mut files: Vec<_> = fs::read_dir(folder)?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "pem"))
            .collect();
        files.sort();
        if files.is_empty() {
            let path = folder.join(format!("{}.pem", Utc::now().format("%Y%m%dT%H%M%S")));
            let mut file = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&path)?;
            file.write_all(make_pem()?.as_bytes())?;
            files.push(path);
        }
        let keys = files
            .iter()
            .map(|path| Key::read(&fs::read_to_string(path)?))
            .collect::<anyhow::Result<_>>()?;
        Ok(Self { keys })
    }

    /// The one key in a file.
    pub fn from_file(path: &Path) -> anyhow::Result<Self> {
        let pem =
            fs::read_to_string(path).with_context(|| format!("the signing key {} cannot be read", path.display()))?;
        Ok(Self {
            keys: vec![Key::read(&pem)?],
        })
    }

    /// The public keys, as a JSON Web Key Set (RFC 7517, RFC 8037).
    pub fn jwks(&self) -> serde_json::Value {
        let keys: Vec<_> = self
            .keys
            .iter()
            .map(|key| {
                serde_json::json!({"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": key.kid, "x": key.public})
            })
            .collect();
        serde_json::json!({ "keys": keys })
    }
}

fn make_pem() -> anyhow::Result<String> {
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new())
        .map_err(|_| anyhow::anyhow!("a signing key cannot be made"))?;
    let text = STANDARD.encode(pkcs8.as_ref());
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .filter_map(|line| std::str::from_utf8(line).ok())
        .collect();
    Ok(format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        lines.join("\n")
    ))
}

impl Key {
    fn read(pem: &str) -> anyhow::Result<Self> {
        let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        let der = STANDARD.decode(body.trim()).context("the signing key is not PEM")?;
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der)
            .map_err(|error| anyhow::anyhow!("the signing key is no Ed25519 key in PKCS#8: {error}"))?;
        let public = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
        Ok(Self {
            kid: URL_SAFE_NO_PAD.encode(&Sha256::digest(pair.public_key().as_ref())[..9]),
            signs: EncodingKey::from_ed_der(&der),
            verifies: DecodingKey::from_ed_components(&public)?,
            public,
        })
    }
}

impl TokenIssuer {
    /// An issuer whose tokens live for `lifetime`.
    pub fn new(keys: SigningKeys, lifetime: TimeDelta) -> anyhow::Result<Self> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
        validation.validate_nbf = true;
        validation.leeway = 5;
        let issuer = Self {
            keys,
            lifetime,
            validation,
        };
        // jsonwebtoken fails at the first use where no cryptography is compiled in: use it now.
        let trial = issuer.issue(Uuid::nil(), Uuid::nil(), Utc::now())?;
        issuer
            .verify(&trial)
            .context("the signing key does not verify its own tokens")?;
        Ok(issuer)
    }

    /// How long a token lives, in seconds.
    pub fn lifetime_seconds(&self) -> i64 {
        self.lifetime.num_seconds()
    }

    /// The public keys.
    pub fn jwks(&self) -> serde_json::Value {
        self.keys.jwks()
    }

    /// A token for an account that has just shown who it is.
    pub fn issue(&self, account: Uuid, session: Uuid, now: DateTime<Utc>) -> anyhow::Result<String> {
        let key = self.keys.keys.last().context("there is no signing key")?;
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(key.kid.clone());
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sub: account,
            sid: session,
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + self.lifetime).timestamp(),
            jti: Uuid::now_v7(),
        };
        Ok(jsonwebtoken::encode(&header, &claims, &key.signs)?)
    }

    /// What a token says, if one of our keys signed it for us and it is in its time.
    pub fn verify(&self, token: &str) -> Option<Claims> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let key = self.keys.keys.iter().find(|key| key.kid == kid)?;
        jsonwebtoken::decode::<Claims>(token, &key.verifies, &self.validation)
            .ok()
            .map(|token| token.claims)
    }
}
