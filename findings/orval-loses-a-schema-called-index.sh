#!/usr/bin/env bash
# orval writes each schema into a file named for it, and their list into index.ts. A schema that is called Index has
# the same file, so its type is written and lost: what it generated does not compile, and nothing is told.
#
# Shown with: orval 8.38.0, typescript 5.9.3, on Node.js 22.23.3 (all from npm).
# Seen: orval ends with 0; model/ has index.ts alone; tsc: TS2305, './model' has no exported member 'Index'.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund node@22.23.3 orval@8.38.0 typescript@5.9.3 >/dev/null
export PATH="$work/node_modules/.bin:$PATH"
node --version
cat >document.json <<'JSON'
{
  "openapi": "3.1.0",
  "info": {"title": "Books", "version": "1"},
  "paths": {
    "/index": {"get": {"operationId": "getIndex", "responses": {"200": {"description": "The index.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Index"}}}}}}}
  },
  "components": {"schemas": {"Index": {"type": "object", "required": ["entries"], "properties": {"entries": {"type": "array", "items": {"type": "string"}}}}}}
}
JSON
cat >orval.config.mjs <<'JS'
export default { books: { input: "document.json", output: { target: "books.ts", schemas: "model", client: "fetch" } } };
JS
orval --config orval.config.mjs >orval.log 2>&1 || { cat orval.log; exit 1; }
echo "model: $(ls model)"
tsc --noEmit --strict --skipLibCheck --target es2022 --lib es2022,dom --module esnext --moduleResolution bundler books.ts >tsc.log || true
cat tsc.log
[ "$(ls model)" = index.ts ]
grep -q "TS2305.*has no exported member 'Index'" tsc.log
echo "as described"
