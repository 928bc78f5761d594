//! The closed list of problems: RFC 9457's `type`, its title, its status.

use actix_web::http::StatusCode;
use serde::Serialize;

use crate::vocabulary::Label;

macro_rules! problem_codes {
    ($( $variant:ident $code:tt $status:ident $fr:literal $en:literal; )*) => {
        /// What kind of refusal an answer is. Each has a public page at `/problems/{code}`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, strum::EnumIter, utoipa::ToSchema)]
        pub enum ProblemCode {
            $( #[doc = $en] #[serde(rename = $code)] $variant, )*
        }

        impl ProblemCode {
            /// The code as programs read it.
            pub fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )* }
            }
            /// The status it is sent with.
            pub fn status(self) -> StatusCode {
                match self { $( Self::$variant => StatusCode::$status, )* }
            }
            /// Its title.
            pub fn label(self) -> Label {
                match self { $( Self::$variant => Label { fr: $fr, en: $en }, )* }
            }
        }
    };
}

problem_codes! {
    MalformedRequest "malformed_request" BAD_REQUEST "La demande ne se lit pas." "The request cannot be read.";
    InvalidParameters "invalid_parameters" BAD_REQUEST "Un paramètre de la demande est refusé." "A parameter of the request is refused.";
    InvalidCursor "invalid_cursor" BAD_REQUEST "Le curseur n'est pas de cette liste." "The cursor does not belong to this list.";
    Unauthenticated "unauthenticated" UNAUTHORIZED "Il faut s'identifier." "Authentication is required.";
    InvalidCredentials "invalid_credentials" UNAUTHORIZED "Identifiants refusés." "The credentials are refused.";
    Forbidden "forbidden" FORBIDDEN "Ce compte n'y est pas autorisé." "This account may not do that.";
    NotFound "not_found" NOT_FOUND "Rien de tel ici." "There is no such thing here.";
    MethodNotAllowed "method_not_allowed" METHOD_NOT_ALLOWED "Méthode non admise pour cette ressource." "This resource does not take that method.";
    NotAcceptable "not_acceptable" NOT_ACCEPTABLE "Aucun format demandé n'est disponible." "None of the formats asked for is available.";
    RequestTimeout "request_timeout" REQUEST_TIMEOUT "Le corps de la demande tarde trop." "The request body takes too long.";
    Conflict "conflict" CONFLICT "L'état présent ne le permet pas." "The present state forbids it.";
    RequestInProgress "request_in_progress" CONFLICT "La même demande est encore en cours." "The same request is still running.";
    Stale "stale" PRECONDITION_FAILED "La ressource a changé entre-temps." "The resource has changed in the meantime.";
    PayloadTooLarge "payload_too_large" PAYLOAD_TOO_LARGE "Le corps de la demande est trop grand." "The request body is too large.";
    UnsupportedMediaType "unsupported_media_type" UNSUPPORTED_MEDIA_TYPE "Type de contenu non pris en charge." "This content type is not supported.";
    InvalidBody "invalid_body" UNPROCESSABLE_ENTITY "Le corps de la demande contient des erreurs." "The request body has faults.";
    IdempotencyKeyReused "idempotency_key_reused" UNPROCESSABLE_ENTITY "Cette clé d'idempotence a déjà servi à une autre demande." "This idempotency key was already used for another request.";
    PreconditionRequired "precondition_required" PRECONDITION_REQUIRED "L'en-tête If-Match est obligatoire." "The If-Match header is required.";
    TooManyRequests "too_many_requests" TOO_MANY_REQUESTS "Trop de demandes." "Too many requests.";
    Internal "internal" INTERNAL_SERVER_ERROR "Une erreur interne est survenue." "An internal error occurred.";
    Unavailable "unavailable" SERVICE_UNAVAILABLE "Le service est momentanément indisponible." "The service is unavailable for the moment.";
}
