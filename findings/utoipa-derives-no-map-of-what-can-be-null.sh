#!/usr/bin/env bash
# `#[derive(ToSchema)]` of a map whose values are optional components (`BTreeMap<String, Option<Weather>>`) does not compile:
# the derived code makes `oneOf` of the reference and null, and hands it to `additionalProperties`, which takes no such
# builder. Optional texts as values compile, and so do optional components as plain fields. A merge patch of a map (RFC 7396:
# null takes an entry out) is just such a type; its schema has to be written by hand.
#
# Shown with: utoipa 6.0.0 (utoipa-gen 6.0.1).
# Seen: values that are texts or null compile; values that are a component or null are refused (E0277, `From<OneOfBuilder>`).
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
utoipa = "=6.0.0"
utoipa-gen = "=6.0.1"
TOML
map_of() {
    cat <<RS
#![allow(dead_code)]
use std::collections::BTreeMap;
use utoipa::ToSchema;

#[derive(ToSchema)]
enum Weather { Sunny, Stormy }

#[derive(ToSchema)]
struct Days { days: BTreeMap<String, Option<$1>>, today: Option<Weather> }

fn main() {}
RS
}
map_of String >src/main.rs
if cargo check --quiet 2>said; then texts=compiles; else texts=refused; fi
map_of Weather >src/main.rs
if cargo check --quiet 2>said; then components=compiles; else components="$(grep -o 'From<OneOfBuilder>' said | head -1)"; fi
echo "texts or null: $texts; a component or null: $components"
[ "$texts" = compiles ]
[ "$components" = "From<OneOfBuilder>" ]
