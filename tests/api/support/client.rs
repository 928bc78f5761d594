//! An HTTP client that reads like the requests it sends.

use reqwest::{Method, StatusCode};
use serde_json::Value;
use uuid::Uuid;

/// A caller with or without a token, and the headers of its next request.
#[derive(Clone)]
pub struct Client {
    base_url: String,
    token: Option<String>,
    account: Option<Uuid>,
    headers: Vec<(String, String)>,
    from: Option<std::net::IpAddr>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Client {
    pub fn new(base_url: &str, token: Option<String>) -> Self {
        Self {
            base_url: base_url.to_owned(),
            token,
            account: None,
            headers: Vec::new(),
            from: None,
        }
    }

    /// The same client of another service.
    pub fn at(&self, base_url: &str) -> Self {
        Self {
            base_url: base_url.to_owned(),
            ..self.clone()
        }
    }

    pub fn of_account(mut self, account: Uuid) -> Self {
        self.account = Some(account);
        self
    }

    /// The account of the token.
    pub fn account(&self) -> Uuid {
        self.account.expect("a client without account")
    }

    /// The bearer token.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("a client without token")
    }

    /// The same client, sending one more header.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.push((name.to_owned(), value.to_owned()));
        client
    }

    /// The same client, calling from another local address.
    pub fn from(&self, address: &str) -> Self {
        let mut client = self.clone();
        client.from = Some(address.parse().unwrap());
        client
    }

    /// The same client, sending `If-Match` of a reply's tag.
    pub fn matching(&self, reply: &Reply) -> Self {
        self.with("If-Match", reply.etag())
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Some(body)).await
    }

    /// The same, for a service that may die: nothing when no answer came.
    pub async fn try_post(&self, path: &str, body: Value) -> Option<Reply> {
        let body = (body.to_string().into_bytes(), "application/json");
        Reply::read(self.request(Method::POST, path, Some(body))).await.ok()
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, None).await
    }

    /// Reads the resource for its tag, then acts on it: what a front-end does.
    pub async fn act(&self, resource: &str, action: &str, body: Value) -> Reply {
        let current = self.get(resource).await;
        self.matching(&current)
            .post(&format!("{resource}/{action}"), body)
            .await
    }

    /// Sends any request.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let body = body.map(|body| (body.to_string(), "application/json"));
        self.send_raw(
            method,
            path,
            body.as_ref().map(|(text, media)| (text.as_bytes().to_vec(), *media)),
        )
        .await
    }

    /// Sends any bytes as any type.
    pub async fn send_raw(&self, method: Method, path: &str, body: Option<(Vec<u8>, &str)>) -> Reply {
        Reply::read(self.request(method, path, body)).await.unwrap()
    }

    fn request(&self, method: Method, path: &str, body: Option<(Vec<u8>, &str)>) -> reqwest::RequestBuilder {
        let mut request = http(self.from).request(method, format!("{}{path}", self.base_url));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        match body {
            Some((bytes, media)) => request.header("Content-Type", media).body(bytes),
            None => request,
        }
    }
}

/// No answer takes so long on any machine: a test that waits for ever tells nothing.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(120);

/// Connections are not pooled: each test has its own runtime. Nothing here is encrypted: no authorities are read, which takes
/// longer than most requests do.
fn http(from: Option<std::net::IpAddr>) -> reqwest::Client {
    reqwest::Client::builder()
        .local_address(from)
        .tls_certs_only([])
        .redirect(reqwest::redirect::Policy::none())
        .pool_max_idle_per_host(0)
        .timeout(LONGEST)
        .build()
        .unwrap()
}

impl Reply {
    async fn read(request: reqwest::RequestBuilder) -> reqwest::Result<Self> {
        let response = request.send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        Ok(Self {
            status,
            headers,
            text: response.text().await?,
        })
    }

    /// The body.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON in {self:?}"))
    }

    /// The body of a success; fails the test with the whole reply otherwise.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        if self.text.is_empty() { Value::Null } else { self.json() }
    }

    /// A refusal of that status and problem code, as problem+json; gives its `errors`.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Vec<Value> {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        assert_eq!(self.header("Content-Type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["code"], code, "{}", self.text);
        assert_eq!(problem["status"], status);
        problem["errors"].as_array().unwrap().clone()
    }

    /// The same, as sorted `(pointer, code)` pairs.
    #[track_caller]
    pub fn faults(&self, status: u16, code: &str) -> Vec<(String, String)> {
        let mut faults: Vec<_> = self
            .refused(status, code)
            .iter()
            .map(|error| {
                (
                    error["pointer"].as_str().unwrap().to_owned(),
                    error["code"].as_str().unwrap().to_owned(),
                )
            })
            .collect();
        faults.sort();
        faults
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn etag(&self) -> &str {
        self.header("ETag")
    }

    /// The `id` of the body.
    #[track_caller]
    pub fn id(&self) -> String {
        self.json()["id"]
            .as_str()
            .unwrap_or_else(|| panic!("no id in {}", self.text))
            .to_owned()
    }
}

/// Pointers and codes, as [`Reply::faults`] tells them.
pub fn faults(told: &[(&str, &str)]) -> Vec<(String, String)> {
    let told = told.iter().map(|(at, code)| ((*at).to_owned(), (*code).to_owned()));
    told.collect()
}
