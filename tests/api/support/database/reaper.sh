# Stops the test server in the folder $1 once no process has used it for a few seconds.
# Each process starts one; all but the first leave at once.
cd "$1" || exit
command -v flock >/dev/null || exit
exec 9>reaper.lock
flock -n 9 || exit
while :; do
  flock -x users.lock true # waits for the last user to go
  sleep 5
  exec 8>setup.lock
  flock 8 # nobody starts it meanwhile
  if flock -n -x users.lock true; then break; fi
  exec 8>&-
done
data=$PWD/server/postgres/data
pid=$(head -n 1 "$data/postmaster.pid" 2>/dev/null)
# The number may be another's by now: its folder tells.
if [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$data" ]; then
  kill -INT "$pid"
  while [ -e "$data/postmaster.pid" ] && [ -e "/proc/$pid" ]; do sleep 0.05; done
fi
exec 9>&- # before the next may start one
exec 8>&-
