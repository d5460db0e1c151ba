#!/bin/sh
# Builds Vårdlots as one file that needs nothing on the machine it is carried to, dist/vardlots-VERSION-SYSTEM-MACHINE, and tries it.
set -eu
cd "$(dirname "$0")/.."
. tools/environment.sh
venv=build/bundle/environment
mkdir -p build/bundle
make_environment
install_packages program
in_venv_pip install --require-hashes -r "$constraints/bundle.txt"
in_venv_pip install --no-index --no-deps --no-build-isolation --force-reinstall .
exec "$venv/bin/python" tools/bundle.py "$@"
