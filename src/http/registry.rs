//! Where rooms register their operations.

use actix_web::dev::HttpServiceFactory;
use actix_web::web::ServiceConfig;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::OpenApiFactory;

/// What a room registers its operations with: one registration serves, and describes. An application is made for each
/// thread, the document once: so each is given what it needs alone.
pub enum Registry<'a> {
    Application(&'a mut ServiceConfig),
    Document(&'a mut OpenApi),
}

impl Registry<'_> {
    /// Adds an operation.
    pub fn service(&mut self, operation: impl HttpServiceFactory + OpenApiFactory + 'static) -> &mut Self {
        match self {
            Self::Application(application) => {
                application.service(operation);
            }
            Self::Document(document) => {
                let mut schemas = Vec::new();
                operation.schemas(&mut schemas);
                document.components.get_or_insert_default().schemas.extend(schemas);
                document.paths.merge(operation.paths());
            }
        }
        self
    }
}
