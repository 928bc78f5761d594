#!/usr/bin/env bash
# With `actix_extras`, #[utoipa::path] takes method and path from actix-web's attribute below it, if that is written
# `#[get("/…")]`. Written by its path, `#[actix_web::get("/…")]`, which actix-web takes as well, it is overlooked, and the
# handler does not compile ("path operation(s) is not defined"). A macro_rules macro that writes handlers cannot import
# the attribute for its caller without a name, so each module that uses it has to import `get` itself.
#
# Shown with: utoipa 6.0.0 (utoipa-gen 6.0.1), actix-web 4.18.1.
# Seen: the bare attribute compiles and gives GET /things; the same by its path is refused.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "shown"
version = "0.0.0"
edition = "2021"
[dependencies]
actix-web = { version = "=4.18.1", default-features = false, features = ["macros"] }
utoipa = { version = "=6.0.0", features = ["actix_extras"] }
utoipa-gen = "=6.0.1"
TOML
handler() {
    cat <<RS
#[allow(unused_imports)]
use actix_web::{get, HttpResponse, Responder};
use utoipa::OpenApi;

#[utoipa::path(responses((status = 200)))]
#[$1("/things")]
async fn list_things() -> impl Responder { HttpResponse::Ok() }

#[derive(OpenApi)]
#[openapi(paths(list_things))]
struct Document;

fn main() {
    let _: fn(&mut actix_web::web::ServiceConfig) = |service| { service.service(list_things); };
    print!("{:?}", Document::openapi().paths.paths["/things"].get.is_some());
}
RS
}
handler get >src/main.rs
bare="$(cargo run --quiet)"
handler actix_web::get >src/main.rs
if cargo check --quiet 2>said; then by_path=compiles; else by_path="$(grep -o 'path operation(s) is not defined for path' said | head -1)"; fi
echo "bare: $bare; by its path: $by_path"
[ "$bare" = true ]
[ "$by_path" = "path operation(s) is not defined for path" ]
echo "as described"
