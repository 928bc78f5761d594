//! A bucket behind the S3 protocol: how it is reached, and for how long.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use object_store::aws::AmazonS3Builder;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, ObjectStore, RetryConfig};
use secrecy::ExposeSecret;

use crate::settings::Bucket;

/// How long a silent service is waited for. There is no bound on a whole answer: it lasts as long
/// as a client takes to read a file.
const SILENCE: Duration = Duration::from_secs(15);

/// The bucket of the settings. It is not asked for anything yet.
pub fn open(bucket: &Bucket) -> anyhow::Result<Arc<dyn ObjectStore>> {
    let patience = RetryConfig {
        max_retries: 3,
        retry_timeout: SILENCE,
        ..RetryConfig::default()
    };
    let client = ClientOptions::new()
        .with_allow_http(bucket.allow_http)
        .with_timeout_disabled()
        .with_read_timeout(SILENCE);
    let mut builder = AmazonS3Builder::new()
        .with_client_options(client)
        .with_retry(patience)
        .with_bucket_name(&bucket.name)
        .with_region(&bucket.region);
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    if let Some((id, secret)) = &bucket.access_key {
        builder = builder
            .with_access_key_id(id)
            .with_secret_access_key(secret.expose_secret());
    }
    let objects = builder.build().context("the bucket's settings do not fit")?;
    Ok(match &bucket.prefix {
        Some(prefix) => Arc::new(PrefixStore::new(objects, prefix.as_str())),
        None => Arc::new(objects),
    })
}
