//! The closed list of problems: RFC 9457's `type`, its title, its status.

use actix_web::http::StatusCode;
use serde::Serialize;

use crate::vocabulary::Label;

macro_rules! problem_codes {
    ($( $variant:ident $code:tt $status:ident $fr:literal $en:literal, $detail_fr:literal $detail_en:literal; )*) => {
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
            /// What there is to say where no reason is told.
            pub fn detail(self) -> Label {
                match self { $( Self::$variant => Label { fr: $detail_fr, en: $detail_en }, )* }
            }
            /// Its title.
            pub fn label(self) -> Label {
                match self { $( Self::$variant => Label { fr: $fr, en: $en }, )* }
            }
        }
    };
}

problem_codes! {
    MalformedRequest "malformed_request" BAD_REQUEST "La demande ne se lit pas." "The request cannot be read.",
        "Le corps ou un en-tête de la demande est illisible." "The body or a header of the request is unreadable.";
    InvalidParameters "invalid_parameters" BAD_REQUEST "Un paramètre de la demande est refusé." "A parameter of the request is refused.",
        "Voyez les paramètres que le document admet." "See which parameters the document accepts.";
    InvalidCursor "invalid_cursor" BAD_REQUEST "Le curseur n'est pas de cette liste." "The cursor does not belong to this list.",
        "Reprenez la liste depuis le début, avec les mêmes filtres et le même ordre." "Start the list again, with the same filters and order.";
    Unauthenticated "unauthenticated" UNAUTHORIZED "Il faut s'identifier." "Authentication is required.",
        "Envoyez un jeton valable : Authorization: Bearer …" "Send a valid token: Authorization: Bearer …";
    InvalidCredentials "invalid_credentials" UNAUTHORIZED "Identifiants refusés." "The credentials are refused.",
        "L'adresse, le mot de passe ou le secret ne convient pas." "The address, the password or the secret is not right.";
    Forbidden "forbidden" FORBIDDEN "Ce compte n'y est pas autorisé." "This account may not do that.",
        "Ce compte voit la ressource, mais son rôle ne permet pas cette action." "This account sees the resource, but its role does not allow this action.";
    NotFound "not_found" NOT_FOUND "Rien de tel ici." "There is no such thing here.",
        "Rien n'existe à cette adresse, ou ce compte ne peut pas le savoir." "Nothing exists at this address, or this account may not know of it.";
    MethodNotAllowed "method_not_allowed" METHOD_NOT_ALLOWED "Méthode non admise pour cette ressource." "This resource does not take that method.",
        "L'en-tête Allow dit lesquelles le sont." "The Allow header says which it takes.";
    NotAcceptable "not_acceptable" NOT_ACCEPTABLE "Aucun format demandé n'est disponible." "None of the formats asked for is available.",
        "Les réponses sont en application/json, les refus en application/problem+json." "Answers are application/json, refusals application/problem+json.";
    Conflict "conflict" CONFLICT "L'état présent ne le permet pas." "The present state forbids it.",
        "La ressource n'est pas dans un état qui le permette." "The resource is not in a state that allows it.";
    RequestInProgress "request_in_progress" CONFLICT "La même demande est encore en cours." "The same request is still running.",
        "Attendez sa réponse, puis renvoyez la demande avec la même clé." "Wait for its answer, then send the request again with the same key.";
    Stale "stale" PRECONDITION_FAILED "La ressource a changé entre-temps." "The resource has changed in the meantime.",
        "Relisez la ressource : « current » dit qui l'a modifiée, quand, et sa version présente." "Read the resource again: \"current\" says who changed it, when, and its present version.";
    PayloadTooLarge "payload_too_large" PAYLOAD_TOO_LARGE "Le corps de la demande est trop grand." "The request body is too large.",
        "La limite est dans le document et les réglages du service." "The limit is in the document and the settings of the service.";
    UnsupportedMediaType "unsupported_media_type" UNSUPPORTED_MEDIA_TYPE "Type de contenu non pris en charge." "This content type is not supported.",
        "Le document dit quels types de contenu l'opération accepte." "The document says which content types the operation takes.";
    InvalidBody "invalid_body" UNPROCESSABLE_ENTITY "Le corps de la demande contient des erreurs." "The request body has faults.",
        "Voyez chaque erreur dans « errors »." "See every fault in \"errors\".";
    IdempotencyKeyReused "idempotency_key_reused" UNPROCESSABLE_ENTITY "Cette clé d'idempotence a déjà servi à une autre demande." "This idempotency key was already used for another request.",
        "Prenez une nouvelle clé pour une nouvelle demande." "Take a new key for a new request.";
    PreconditionRequired "precondition_required" PRECONDITION_REQUIRED "L'en-tête If-Match est obligatoire." "The If-Match header is required.",
        "Lisez la ressource et renvoyez son ETag dans If-Match." "Read the resource and send its ETag as If-Match.";
    TooManyRequests "too_many_requests" TOO_MANY_REQUESTS "Trop de demandes." "Too many requests.",
        "L'en-tête Retry-After dit quand revenir." "The Retry-After header says when to come back.";
    Internal "internal" INTERNAL_SERVER_ERROR "Une erreur interne est survenue." "An internal error occurred.",
        "L'erreur est consignée sous request_id." "The error is logged under request_id.";
    Unavailable "unavailable" SERVICE_UNAVAILABLE "Le service est momentanément indisponible." "The service is unavailable for the moment.",
        "L'en-tête Retry-After dit quand revenir." "The Retry-After header says when to come back.";
}
