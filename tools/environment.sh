# Sourced by start.sh and test.sh: makes the environment .venv and installs what is asked for into it.
#
# Nothing but python3 (3.11 to 3.14) and pip is needed. The engine durable-rules is compiled from source; where that is not
# possible, everything else is installed and CLIPS runs the same rules (`vardlots doctor` says which one runs).

python=${PYTHON:-python3}
venv=.venv

in_venv_pip() {
    # The environment is made without its own pip, because Debian ships `venv` without the part that would put it there.
    "$python" -m pip --python "$venv/bin/python" --disable-pip-version-check "$@" --quiet
}

# install_project TARGET...: what `pip install TARGET...` does, with or without a C compiler.
install_project() {
    [ -x "$venv/bin/python" ] || "$python" -m venv --without-pip "$venv"
    if ! in_venv_pip install "$@"; then
        echo "durable-rules could not be built here; installing without it." >&2
        # shellcheck disable=SC2046 # one word for each requirement
        in_venv_pip install $("$venv/bin/python" tools/requirements.py "$@")
        in_venv_pip install --no-deps "$@"
    fi
    # Python 3.13 and later: durable-rules still uses a name that was removed; the compiler can be told the new one. Without
    # pip's cache, which may hold a build that was made without it.
    if "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 13))' && command -v cc >/dev/null; then
        CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject in_venv_pip install --no-cache-dir "durable-rules>=2.0.28,<3" ||
            echo "durable-rules could not be built here; CLIPS runs the rules." >&2
    fi
}
