//! The table of routes, read from the OpenAPI document, which is generated from the registration that
//! serves: what the gate decides from it can never differ from what is published.

use std::collections::BTreeMap;

use actix_web::http::Method;
use matchit::Params;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{OpenApi, RefOr};

use super::as_of;
use super::code::ProblemCode;
use super::error::{ApiError, Refusal};
use super::named::Finder;
use super::negotiation::Representation;

/// Every route of the service.
#[derive(Debug, Default)]
pub struct Routes {
    paths: matchit::Router<Methods>,
}

type Methods = BTreeMap<&'static str, Route>;

/// What the gate knows of an operation.
#[derive(Clone, Debug)]
pub(super) struct Route {
    /// The path as the document writes it.
    pub(super) pattern: String,
    /// Without `security: []`, an operation asks who is there.
    pub(super) public: bool,
    /// The scope a service account needs: `{tag}:read` or `{tag}:write`.
    pub(super) scope: Option<String>,
    /// In which forms it is answered, the usual one first.
    pub(super) representations: Vec<Representation>,
    /// Whether the answer is a page of a list.
    pub(super) list: bool,
    /// Whether it can be asked for as of an instant.
    pub(super) past: bool,
    /// What finds what the path names, and the name of its place in the path.
    pub(super) finder: Option<(&'static str, Finder)>,
}

impl Routes {
    /// The routes of a document. What a path names is found by the finder of that very path, or of the
    /// one it continues (which ends with `/`).
    pub fn of(document: &OpenApi, finders: &[(&'static str, Finder)]) -> anyhow::Result<Self> {
        let mut paths = matchit::Router::new();
        for (path, item) in &document.paths.paths {
            let methods: Methods = operations(item)
                .map(|(method, operation)| (method, Route::of(path, method, operation, finders)))
                .collect();
            paths.insert(path.clone(), methods)?;
        }
        Ok(Self { paths })
    }

    /// Whether there is an operation.
    pub fn has(&self, method: &Method, path: &str) -> bool {
        let methods = self.paths.at(path);
        methods.is_ok_and(|found| found.value.contains_key(method.as_str()))
    }

    /// What serves a request, and what stands in the places of its path; 404, and 405 with what is allowed.
    pub(super) fn find<'a>(&'a self, method: &Method, path: &'a str) -> Result<(&'a Route, Params<'a, 'a>), ApiError> {
        let found = self.paths.at(path).map_err(|_| ApiError::not_found())?;
        let route = found.value.get(method.as_str()).ok_or_else(|| {
            ApiError::Refused(Box::new(Refusal {
                allow: Some(allow(found.value)),
                ..Refusal::of(ProblemCode::MethodNotAllowed)
            }))
        })?;
        Ok((route, found.params))
    }
}

/// `HEAD` goes wherever `GET` goes (RFC 9110, 9.3.2).
fn allow(methods: &Methods) -> String {
    let mut names: Vec<&str> = methods.keys().copied().collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.push("OPTIONS");
    names.join(", ")
}

/// The operations of a path, by method.
pub fn operations(item: &PathItem) -> impl Iterator<Item = (&'static str, &Operation)> {
    [
        ("GET", item.get.as_ref()),
        ("POST", item.post.as_ref()),
        ("PUT", item.put.as_ref()),
        ("PATCH", item.patch.as_ref()),
        ("DELETE", item.delete.as_ref()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.map(|operation| (method, operation)))
}

/// Whether an operation asks nobody who they are: it says `security: []`.
pub fn is_public(operation: &Operation) -> bool {
    operation.security.as_ref().is_some_and(|requirements| {
        requirements
            .iter()
            .all(|requirement| serde_json::to_value(requirement).is_ok_and(|it| it == serde_json::json!({})))
    })
}

/// In which forms an operation answers, of those among which clients choose: JSON among them, or none. What has nothing to say
/// refuses in JSON.
pub fn representations(operation: &Operation) -> Vec<Representation> {
    let answers = operation
        .responses
        .responses
        .iter()
        .filter(|(status, _)| status.starts_with('2'));
    let media_types = answers.flat_map(|(_, answer)| match answer {
        RefOr::T(answer) => answer.content.keys().collect(),
        RefOr::Ref(_) => Vec::new(),
    });
    let mut media_types = media_types.peekable();
    if media_types.peek().is_none() {
        return vec![Representation::Json];
    }
    let forms: Vec<Representation> = media_types.filter_map(|it| Representation::of(it)).collect();
    match forms.contains(&Representation::Json) {
        true => forms,
        false => Vec::new(),
    }
}

fn has_parameter(operation: &Operation, name: &str) -> bool {
    let mut parameters = operation.parameters.iter().flatten();
    parameters.any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == name))
}

impl Route {
    fn of(path: &str, method: &str, operation: &Operation, finders: &[(&'static str, Finder)]) -> Self {
        let verb = if method == "GET" { "read" } else { "write" };
        let tag = operation.tags.as_ref().and_then(|tags| tags.first());
        Self {
            pattern: path.to_owned(),
            public: is_public(operation),
            scope: tag.map(|tag| format!("{tag}:{verb}")),
            representations: representations(operation),
            list: has_parameter(operation, "cursor"),
            past: has_parameter(operation, as_of::PARAMETER),
            finder: finder_of(path, finders),
        }
    }
}

/// The finder of a path, and the place in it that it reads.
fn finder_of(path: &str, finders: &[(&'static str, Finder)]) -> Option<(&'static str, Finder)> {
    let exact = finders.iter().find(|(of, _)| *of == path);
    let continued = || finders.iter().find(|(of, _)| of.ends_with('/') && path.starts_with(of));
    let (of, finder) = exact.or_else(continued)?;
    let (_, place) = of.rsplit_once('{')?;
    Some((place.trim_end_matches(['/', '}']), *finder))
}
