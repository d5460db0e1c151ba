# Sourced by test.sh: a browser for the tests of the page.

has_browser() {
    [ -z "${VARDLOTS_CHROMIUM:-}" ] || return 0
    command -v chromium >/dev/null || command -v google-chrome >/dev/null && return 0
    for found in "${PLAYWRIGHT_BROWSERS_PATH:-${HOME:-}/.cache/ms-playwright}"/chromium*; do
        [ ! -e "$found" ] || return 0
    done
    return 1
}

# apt_get WORDS: as root or by a sudo that asks for no password; gives up soon where there is no network.
apt_get() {
    set -- apt-get -qq -o Acquire::Retries=0 -o Acquire::http::Timeout=10 -o Dpkg::Use-Pty=0 "$@"
    [ "$(id -u)" = 0 ] || set -- sudo -n "$@"
    DEBIAN_FRONTEND=noninteractive "$@" >/dev/null 2>&1 </dev/null
}

# install_browser: Debian's Chromium, where apt is there; elsewhere one line that says what is missing.
install_browser() {
    if has_browser; then return 0; fi
    if command -v apt-get >/dev/null; then
        apt_get install -y --no-install-recommends chromium ||
            { apt_get update && apt_get install -y --no-install-recommends chromium; } || :
    fi
    has_browser || echo "There is no Chromium: the tests in a browser are skipped. “sudo apt install chromium” brings one." >&2
}
