#!/bin/sh
# Creates an environment, installs Vårdlots into it and opens the app; run again, it opens the app at once. Words after it go to
# `vardlots`, as: start.sh ask topic=dental
set -eu
cd "$(dirname "$0")/.."
. tools/environment.sh
install_project program
exec "$venv/bin/vardlots" "$@"
