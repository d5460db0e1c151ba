#!/bin/sh
# Installs what the tests need and runs them. Words after it go to pytest, as: test.sh -k medicines
set -eu
cd "$(dirname "$0")/.."
. tools/environment.sh
. tools/browser.sh
install_browser & # while the packages are installed
install_project tests
# The rules of accessibility, where there is npm; without them that test is skipped, and says so.
[ -d "$venv/axe" ] || ! command -v npm >/dev/null || npm install --silent --prefix "$venv/axe" axe-core@4 >/dev/null 2>&1 || :
wait
# One worker more than processors: nothing but what waits for another program sleeps, and each worker reads all tests and the knowledge anew.
workers=$("$venv/bin/python" -c 'import os; print(1 + (os.cpu_count() or 1))')
# Each worker reads all tests, and rewrites what they assert: the next time they are taken as they were compiled, whatever a container says.
unset PYTHONDONTWRITEBYTECODE
exec "$venv/bin/python" -m pytest -n "$workers" --dist worksteal "$@"
