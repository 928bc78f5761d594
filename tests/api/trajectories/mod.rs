//! How projects moved and where they head: in data, from what was known day by day, and drawn.

mod curve;
mod negotiated;
mod pictures;
mod programme;
mod timeline;
mod trend;

use serde_json::Value;

use crate::support::Client;

const ASN: &str = "/v1/projects/AMI-T-ASN";
const SVG: &str = "image/svg+xml";

async fn shown(client: &Client, path: &str) -> Value {
    client.get(path).await.expect(200)
}

async fn drawn(client: &Client, path: &str) -> String {
    let reply = client.with("Accept", SVG).get(path).await;
    assert_eq!(
        (reply.status.as_u16(), reply.header("content-type")),
        (200, SVG),
        "{path}: {}",
        reply.text
    );
    reply.text
}
