#!/usr/bin/env bash
# actix-http answers 400 to a POST in HTTP/1.0 that has no body and no Content-Length, before any handler or
# middleware, so nothing of the application (its problem details, its log) says why; in HTTP/1.1 the same request is
# served. nginx 1.22 speaks HTTP/1.0 to what it proxies unless it is told `proxy_http_version 1.1`, and hands on
# a POST without a length as it came: an action without a body works directly and fails behind the proxy.
#
# Shown with: actix-web 4.18.1 (actix-http 3.20.0).
# Seen: POST HTTP/1.1 200; POST HTTP/1.0 400 with no body; POST HTTP/1.0 with Content-Length: 0 200; GET HTTP/1.0 200.
set -euo pipefail
work="$(mktemp -d)"
service=
finish() { [ -z "$service" ] || kill "$service" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT
cd "$work"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "shown"
version = "0.0.0"
edition = "2021"
[dependencies]
actix-web = { version = "=4.18.1", default-features = false, features = ["macros"] }
actix-http = "=3.20.0"
TOML
cat >src/main.rs <<'RS'
use actix_web::{web, App, HttpServer};

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let server = HttpServer::new(|| App::new().default_service(web::to(|| async { "served" }))).workers(1).bind("127.0.0.1:0")?;
    println!("{}", server.addrs()[0].port());
    server.run().await
}
RS
cargo build --quiet
target/debug/shown >port &
service=$!
until [ -s port ]; do sleep 0.1; done
cat >ask.py <<'PY'
import socket, sys

def ask(head):
    with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode())
        answer = b""
        while part := connection.recv(4096):
            answer += part
    head, body = answer.decode().split("\r\n\r\n", 1)
    return int(head.split()[1]), "served" in body

rest = "Host: x\nConnection: close\n\n"
seen = {
    "POST 1.1": ask("POST / HTTP/1.1\n" + rest),
    "POST 1.0": ask("POST / HTTP/1.0\n" + rest),
    "POST 1.0, length 0": ask("POST / HTTP/1.0\nContent-Length: 0\n" + rest),
    "GET 1.0": ask("GET / HTTP/1.0\n" + rest),
}
print(seen)
assert seen == {"POST 1.1": (200, True), "POST 1.0": (400, False), "POST 1.0, length 0": (200, True), "GET 1.0": (200, True)}, seen
PY
python3 ask.py "$(cat port)"
echo "as described"
