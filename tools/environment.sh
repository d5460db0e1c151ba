# Sourced by start.sh and test.sh: makes the environment .venv and installs Vårdlots into it, if anything has changed since.
#
# Nothing but Python (3.11 or later) and pip is needed. The versions are those of tools/constraints/, by hash. The engine
# durable-rules is compiled from source; where that is not possible CLIPS runs the same rules (`vardlots doctor` says which and why).
# PYTHON names another interpreter, as: PYTHON=python3.12 sh tools/start.sh

python=${PYTHON:-python3}
venv=.venv
constraints=tools/constraints

give_up() {
    printf '%s\n' "$@" >&2
    exit 1
}

# version_of PYTHON: as "3.12", or nothing if it does not run or is too old.
version_of() {
    "$1" -c 'import sys; sys.version_info >= (3, 11) and print("%d.%d" % sys.version_info[:2])' 2>/dev/null || :
}

# An environment serves if its interpreter is there and new enough; and is the one that PYTHON asks for.
environment_serves() {
    there=$(version_of "$venv/bin/python")
    [ -n "$there" ] && { [ -z "${PYTHON:-}" ] || [ "$there" = "$(version_of "$python")" ]; }
}

# What the installed packages depend on, and what the installed program does, as one line each.
packages_wanted() {
    compiler=$(command -v cc || :)
    "$venv/bin/python" tools/stamp.py "$1 ${compiler:+with a compiler}" "$constraints"
}
program_wanted() {
    "$venv/bin/python" tools/stamp.py editable pyproject.toml hatch_build.py tools/catalogues.py assistant knowledge locales
}
recorded() {
    [ ! -f "$venv/$1.stamp" ] || cat "$venv/$1.stamp"
}

in_venv_pip() {
    # The environment is made without its own pip, because Debian ships `venv` without the part that would put it there.
    "$python" -m pip --python "$venv/bin/python" --disable-pip-version-check "$@" --quiet --quiet
}

make_environment() {
    [ -n "$(version_of "$python")" ] ||
        give_up "Vårdlots needs Python 3.11 or later; $python is $("$python" -V 2>/dev/null || echo "not there"). PYTHON=python3.12 sh $0 names another one."
    "$python" -m pip --version >/dev/null 2>&1 ||
        give_up "Vårdlots needs pip, which $python has not: “sudo apt install python3-pip” on Debian and Ubuntu, else “$python -m ensurepip”."
    "$python" -c 'import pip, sys; sys.exit([int(n) for n in pip.__version__.split(".")[:2]] < [22, 3])' ||
        give_up "Vårdlots needs pip 22.3 or later; $python has $("$python" -m pip --version | cut -d' ' -f1,2)."
    environment_serves || "$python" -m venv --clear --without-pip "$venv" ||
        give_up "The environment .venv cannot be made in $(pwd)."
}

# install_packages program|serve|tests: the packages of tools/constraints/; then durable-rules, if it can be compiled.
install_packages() {
    set -- "$1" -r "$constraints/program.txt"
    [ "$1" = program ] || set -- "$@" -r "$constraints/serve.txt"
    [ "$1" != tests ] || set -- "$@" -r "$constraints/tests.txt"
    kind=$1
    shift
    if ! said=$(in_venv_pip install --require-hashes "$@" 2>&1); then
        # An index may lack a version. A file that is not what it was is never taken, and CI takes nothing else than what is pinned.
        case "${CI:+ci}$said" in ci* | *"DO NOT MATCH"*) give_up "$said" "The packages could not be installed." ;; esac
        # shellcheck disable=SC2046 # one word for each requirement
        in_venv_pip install $("$venv/bin/python" tools/constraints.py --ranges "$kind") ||
            give_up "$said" "The packages could not be installed; pip says why above."
        echo "The index lacks a pinned version; the newest that fit are installed." >&2
    fi
    # Python 3.13 and later: durable-rules still uses a name that was removed; the compiler can be told the new one. Without
    # pip's cache, which may hold a build that was made without it.
    flags="" cache=""
    if "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 13))'; then
        flags="-DPyEval_CallObject=PyObject_CallObject" cache=--no-cache-dir
    fi
    [ -z "$(command -v cc)" ] ||
        CPPFLAGS="${CPPFLAGS:-} $flags" in_venv_pip install $cache --no-build-isolation --use-pep517 --require-hashes -r "$constraints/engine.txt" 2>/dev/null ||
        echo "durable-rules could not be built here; CLIPS runs the rules." >&2
    packages_wanted "$kind" >"$venv/packages.stamp"
}

# The project itself, from this clone. If the build refuses the knowledge, its mistakes are shown and nothing else.
install_program() {
    if ! said=$(in_venv_pip install --no-index --no-deps --no-build-isolation -e . 2>&1); then
        "$venv/bin/python" -m assistant check >/dev/null || exit 1
        give_up "$said"
    fi
    program_wanted >"$venv/program.stamp"
}

# has_more KIND: whether what is installed is all that a larger kind needs: that of the tests has what serves, which has what the program needs.
has_more() {
    case "$1" in program) larger="serve tests" ;; serve) larger="tests" ;; *) larger="" ;; esac
    for kind in $larger; do
        [ "$have" != "$(packages_wanted "$kind")" ] || return 0
    done
    return 1
}

# install_project program|serve|tests: what is missing, and nothing if nothing has changed.
install_project() {
    if environment_serves; then
        wanted=$(packages_wanted "$1") have=$(recorded packages)
        if [ "$have" = "$wanted" ] || has_more "$1"; then
            [ "$(recorded program)" != "$(program_wanted)" ] || return 0
            make_environment
            install_program
            return 0
        fi
    fi
    make_environment
    install_packages "$1"
    install_program
}
