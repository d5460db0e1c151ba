#!/bin/sh
# Creates an environment, installs Vårdlots into it and opens the app; run again, it opens the app at once. Words after it go to
# `vardlots`, as: start.sh ask topic=dental. With `serve` what that needs is installed too.
set -eu
cd "$(dirname "$0")/.."
. tools/environment.sh
case "${1:-}" in
    serve) install_project serve ;;
    *) install_project program ;;
esac
exec "$venv/bin/vardlots" "$@"
