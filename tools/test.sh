#!/bin/sh
# Installs what the tests need and runs them. Words after it go to pytest, as: test.sh -k medicines
set -eu
cd "$(dirname "$0")/.."
. tools/environment.sh
install_project -e '.[test]'
exec "$venv/bin/python" -m pytest -n auto "$@"
