//! The whole API on one page: what serves, what the tests run and what the document is made from.

use std::sync::LazyLock;

use actix_cors::Cors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::guard::{Guard, GuardContext};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{Data, ServiceConfig, scope};
use actix_web::{App, Error};
use utoipa::openapi::OpenApi;

use crate::http::gate;
use crate::http::named::Finder;
use crate::http::registry::Registry;
use crate::http::routes::Routes;
use crate::http::services::Services;
use crate::http::{chunking, guard, rendering};

/// Every operation of the service in the document, room by room.
pub fn describe(document: &mut OpenApi) {
    for room in ROOMS {
        room(&mut Registry::Document(document));
    }
}

/// The same in an application.
fn serve(application: &mut ServiceConfig) {
    for (room, routes) in ROOMS.iter().zip(&*ROUTES) {
        let register = |scope: &mut ServiceConfig| room(&mut Registry::Application(scope));
        application.service(scope("").guard(HasRoute(routes)).configure(register));
    }
}

/// How a room registers its operations.
type Room = fn(&mut Registry<'_>);

const ROOMS: &[Room] = &[
    crate::platform::register,
    crate::accounts::register,
    crate::organisations::register,
    crate::programmes::register,
    crate::missions::register,
    crate::projects::register,
    crate::project_life::register,
    crate::suspensions::register,
    crate::plans::register,
    crate::milestones::register,
    crate::progress::register,
    crate::accompaniment::register,
    crate::history::register,
    crate::redactions::register,
    crate::team::register,
    crate::hand_over::register,
    crate::readiness::register,
    crate::exchanges::register,
    crate::call::register,
    crate::portfolio::register,
    crate::trajectories::register,
    crate::committee_file::register,
];

/// The routes of each room.
static ROUTES: LazyLock<Vec<Routes>> = LazyLock::new(|| {
    let routes = |room: &Room| {
        let mut document = OpenApi::default();
        room(&mut Registry::Document(&mut document));
        // Paths that cannot stand together are found out where those of all rooms are (`Services::routes`).
        Routes::of(&document, &[]).unwrap_or_default()
    };
    ROOMS.iter().map(routes).collect()
});

/// What paths name, to be found beside who asks.
const FINDERS: &[(&str, Finder)] = &[
    (
        "/v1/evidence/{id}",
        Finder::of::<crate::milestones::evidence::NamedEvidence>(),
    ),
    (
        "/v1/evidence/{id}/",
        Finder::of::<crate::milestones::evidence::NamedEvidence>(),
    ),
    (
        "/v1/decisions/{id}/",
        Finder::of::<crate::milestones::submissions::NamedDecision>(),
    ),
    (
        "/v1/applications/{id}",
        Finder::of::<crate::call::applications::NamedApplication>(),
    ),
    (
        "/v1/applications/{application}/",
        Finder::of::<crate::call::applications::NamedApplication>(),
    ),
    (
        "/v1/evaluations/{id}",
        Finder::of::<crate::call::evaluations::NamedEvaluation>(),
    ),
    (
        "/v1/programmes/{programme}",
        Finder::of_whole::<crate::programmes::ProgrammeRow>(),
    ),
    (
        "/v1/programmes/{programme}/exchanges/{exchange}/",
        Finder::of::<crate::exchanges::NamedExchange>(),
    ),
    (
        "/v1/programmes/{programme}/",
        Finder::of::<crate::programmes::Programme>(),
    ),
    (
        "/v1/projects/{project}",
        Finder::of_whole::<crate::projects::ProjectRow>(),
    ),
    ("/v1/projects/{project}/", Finder::of::<crate::projects::NamedProject>()),
    (
        "/v1/milestones/{milestone}",
        Finder::of_whole::<crate::milestones::NamedMilestone<crate::milestones::MilestoneRow>>(),
    ),
    (
        "/v1/milestones/{milestone}/",
        Finder::of::<crate::milestones::NamedMilestone<crate::milestones::Milestone>>(),
    ),
];

/// The routes of the document.
pub fn routes(document: &OpenApi) -> anyhow::Result<Routes> {
    Routes::of(document, FINDERS)
}

/// Lets into a room what it has a route for. actix-web tries one pattern after another, and all of them are more
/// than a hundred: so it tries those of one room alone.
struct HasRoute(&'static Routes);

impl Guard for HasRoute {
    fn check(&self, request: &GuardContext<'_>) -> bool {
        let head = request.head();
        self.0.has(&head.method, head.uri.path())
    }
}

/// The application around the operations.
pub fn build(
    services: Data<Services>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .configure(serve)
        .service(crate::platform::page_files())
        .service(crate::platform::reference_page())
        .app_data(services.clone())
        .wrap(from_fn(gate::open))
        .wrap(from_fn(guard::watch))
        .wrap(cors(&services.origins))
        .wrap(Compress::default())
        .wrap(from_fn(rendering::render))
        .wrap(from_fn(chunking::chunk_large_bodies))
}

/// Browsers of the configured origins may call, and read what a client needs.
fn cors(origins: &[String]) -> Cors {
    let mut cors = Cors::default()
        .allow_any_method()
        .allow_any_header()
        .expose_headers([
            "Accept-Ranges",
            "Content-Disposition",
            "Content-Range",
            "Date",
            "ETag",
            "Link",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "Idempotency-Replayed",
            "Jalon-As-Of",
            "X-Request-Id",
        ])
        .max_age(3600);
    for origin in origins {
        cors = cors.allowed_origin(origin);
    }
    cors
}
