//! Where clients reach the service: the address before a proxy, with the path under which it stands there.

use url::Url;

/// The address that clients know.
#[derive(Clone, Debug)]
pub struct PublicUrl(Url);

impl PublicUrl {
    /// Reads an address: http or https, without query, fragment or password.
    pub fn parse(text: &str) -> Result<Self, String> {
        let url = Url::parse(text.trim()).ok();
        let fits = |url: &Url| {
            let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
            matches!(url.scheme(), "http" | "https") && url.has_host() && bare && url.password().is_none()
        };
        let url = url
            .filter(fits)
            .ok_or("an address is like \"https://jalon.example/suivi\"")?;
        Ok(Self(url))
    }

    /// It, without the slash at its end.
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// The path under which the service stands, without the slash at its end: empty at the root.
    pub fn prefix(&self) -> &str {
        self.0.path().trim_end_matches('/')
    }
}
