//! Forms with a file (RFC 7578), written by hand: what a client may send, and what it should not.

use super::client::{Client, Reply};

const BOUNDARY: &str = "----jalon-test-boundary";

/// A form in the making.
#[derive(Clone, Default)]
pub struct Form {
    body: Vec<u8>,
}

impl Form {
    /// A form of type and title.
    pub fn of(kind: &str, title: &str) -> Self {
        Self::default().field("type", kind).field("title", title)
    }

    /// A report called `title.pdf` with this content.
    pub fn report(content: &[u8]) -> Self {
        Self::of("report", "Bilan").file("bilan.pdf", "application/pdf", content)
    }

    /// The same form with one more text.
    pub fn field(self, name: &str, value: &str) -> Self {
        self.part(&format!("form-data; name=\"{name}\""), None, value.as_bytes())
    }

    /// The same form with the file.
    pub fn file(self, name: &str, media_type: &str, content: &[u8]) -> Self {
        let disposition = format!("form-data; name=\"file\"; filename=\"{name}\"");
        self.part(&disposition, Some(media_type), content)
    }

    /// The same form with a part of any kind.
    pub fn part(mut self, disposition: &str, media_type: Option<&str>, content: &[u8]) -> Self {
        let media_type = media_type.map_or(String::new(), |media_type| format!("Content-Type: {media_type}\r\n"));
        self.body
            .extend(format!("--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n{media_type}\r\n").into_bytes());
        self.body.extend_from_slice(content);
        self.body.extend_from_slice(b"\r\n");
        self
    }

    /// The whole body.
    pub fn body(&self) -> Vec<u8> {
        let mut body = self.body.clone();
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        body
    }

    /// The media type of the body.
    pub fn media_type() -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }
}

impl Client {
    /// Posts a form.
    pub async fn upload(&self, path: &str, form: &Form) -> Reply {
        self.send_raw(reqwest::Method::POST, path, Some((form.body(), &Form::media_type())))
            .await
    }
}

/// A small PDF, padded to a size.
pub fn pdf(size: usize) -> Vec<u8> {
    let mut content = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    content.resize(size, b'\n');
    content
}
