#!/bin/sh
# Sends requests made from our own OpenAPI description to a server of this checkout, right ones and wrong ones, and says where answer and
# description disagree. Schemathesis stays out of the tests: it needs fifty packages. Words after it go to it, as: fuzz.sh --seed 7
set -eu
cd "$(dirname "$0")/.."
. tools/environment.sh
install_project tests
[ -x build/fuzz/bin/schemathesis ] || { "$venv/bin/python" -m venv build/fuzz && build/fuzz/bin/python -m pip install --quiet 'schemathesis>=4,<5'; }
port=${PORT:-8179}
"$venv/bin/vardlots" serve --port "$port" &
server=$!
trap 'kill $server' EXIT
"$venv/bin/python" - "$port" <<'READY'
import sys, time, urllib.request
for _ in range(100):
    try:
        raise SystemExit(urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/ready").status != 200)
    except OSError:
        time.sleep(0.1)
raise SystemExit("The server does not answer.")
READY
build/fuzz/bin/schemathesis run "http://127.0.0.1:$port/api/openapi.json" --max-examples 500 "$@"
