#!/bin/sh
# Installs what the tests need and runs them. Words after it go to pytest, as: test.sh -k medicines
set -eu
cd "$(dirname "$0")/.."
. tools/environment.sh
install_project tests
# Twice as many workers as processors: tests of the app spend half of their time waiting for the screen.
workers=$("$venv/bin/python" -c 'import os; print(2 * (os.cpu_count() or 1))')
exec "$venv/bin/python" -m pytest -n "$workers" --dist worksteal "$@"
