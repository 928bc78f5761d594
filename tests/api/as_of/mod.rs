//! Reads as of a past instant: the same answers as were given then, with the rights of today.

mod asked;
mod beside_writers;
mod days;
mod replayed;
mod rights;

use crate::support::{Client, Reply};

/// The header that says as of when an answer is.
const AS_OF: &str = "Jalon-As-Of";

/// An address with one more parameter.
fn with(path: &str, name: &str, value: &str) -> String {
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}{name}={value}")
}

/// What was answered, to whom, as of when.
struct Kept {
    client: Client,
    path: String,
    as_of: String,
    text: String,
}

impl Kept {
    /// A success that says as of when it is.
    fn of(client: &Client, path: &str, reply: Reply) -> Option<Self> {
        let as_of = reply.header(AS_OF).to_owned();
        (reply.status == 200 && !as_of.is_empty()).then(|| Self {
            client: client.clone(),
            path: path.to_owned(),
            as_of,
            text: reply.text,
        })
    }

    /// Its address as of its instant.
    fn past(&self) -> String {
        with(&self.path, "as_of", &self.as_of)
    }

    /// What is answered of that instant now, where it is something else.
    async fn differs(&self) -> Option<String> {
        let reply = self.client.get(&self.past()).await;
        let same = reply.status == 200 && reply.text == self.text && reply.header(AS_OF) == self.as_of;
        (!same).then(|| {
            let (was, status) = (&self.text, reply.status);
            format!("{}\n  was {was}\n  is  {status} {}", self.past(), reply.text)
        })
    }
}
