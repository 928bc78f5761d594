#!/usr/bin/env bash
# Prism as a proxy (`prism proxy`) reads every body as text, also one that the document declares as
# `application/octet-stream`, `format: binary`: what is no UTF-8 is replaced by U+FFFD, on the way up and on the way
# down, and the answer is still 200, without a violation told. Put between a front-end and a service to check that
# both keep to the document, it breaks files without a word.
#
# Shown with: @stoplight/prism-cli 5.16.0 (npm), Node.js 20.
# Seen, of the bytes ff 00 80 41:
#   the service receives  ef bf bd 00 ef bf bd 41
#   the client receives   ef bf bd 00 ef bf bd 41
set -euo pipefail
work="$(mktemp -d)"
proxy=
finish() { [ -z "$proxy" ] || kill "$proxy" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @stoplight/prism-cli@5.16.0 >/dev/null
cat >document.json <<'JSON'
{
  "openapi": "3.1.0",
  "info": {"title": "Bytes", "version": "1"},
  "paths": {
    "/bytes": {
      "get": {"responses": {"200": {"description": "Bytes.", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}},
      "post": {
        "requestBody": {"required": true, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
        "responses": {"204": {"description": "Kept."}}
      }
    }
  }
}
JSON
cat >service.mjs <<'JS'
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";
const bytes = Buffer.from([0xff, 0x00, 0x80, 0x41]);
const service = createServer(async (request, response) => {
  if (request.method === "POST") {
    const parts = [];
    for await (const part of request) parts.push(part);
    writeFileSync("received", Buffer.concat(parts));
    response.writeHead(204).end();
  } else {
    response.writeHead(200, { "Content-Type": "application/octet-stream" }).end(bytes);
  }
});
service.listen(0, "127.0.0.1", () => writeFileSync("port", String(service.address().port)));
JS
node service.mjs &
service=$!
finish() { kill "$service" ${proxy:-} 2>/dev/null || true; rm -rf "$work"; }
until [ -s port ]; do sleep 0.1; done
listen="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
: >prism.log
node_modules/.bin/prism proxy --errors --port "$listen" document.json "http://127.0.0.1:$(cat port)" >prism.log 2>&1 &
proxy=$!
until grep -q "listening" prism.log; do sleep 0.2; done

printf '\xff\x00\x80\x41' >sent
up="$(curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/octet-stream' --data-binary @sent "http://127.0.0.1:$listen/bytes")"
down="$(curl -s -o given -w '%{http_code}' "http://127.0.0.1:$listen/bytes")"
hex() { od -An -tx1 "$1" | tr -d '\n'; }
echo "up $up: $(hex received); down $down: $(hex given); violations told: $(grep -c -i violation prism.log || true)"
[ "$up" = 204 ] && [ "$down" = 200 ]
[ "$(hex received)" = " ef bf bd 00 ef bf bd 41" ]
[ "$(hex given)" = " ef bf bd 00 ef bf bd 41" ]
echo "as described"
