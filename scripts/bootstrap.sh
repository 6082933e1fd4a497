#!/bin/sh
# Makes the virtual environment and installs everything, on a machine that has Python 3.11 or later and nothing else.
set -eu
venv=${1:-.venv}
python=${PYTHON:-python3}

apt_install() {
    # $1: what is missing, the rest: Debian's packages
    missing=$1
    shift
    if ! command -v apt-get >/dev/null; then
        echo "dlgrade needs $missing: install it with this system's package manager, then run make again." >&2
        exit 1
    fi
    if [ "$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi
    if [ -n "$as_root" ] && ! command -v sudo >/dev/null; then
        echo "dlgrade needs $missing. As root: apt-get install $*" >&2
        exit 1
    fi
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "dlgrade needs Python 3.11 or later; '$python' is not. Name one: make PYTHON=python3.12" >&2
    exit 1
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install "Python's venv module" python3-venv
if [ "$(uname)" = Linux ] && ! command -v bwrap >/dev/null; then
    apt_install "bubblewrap, the sandbox for student code," bubblewrap
fi

# The tests of the LTI tool keep one database in PostgreSQL, started by themselves.
if [ "$(uname)" = Linux ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    apt_install "PostgreSQL, which the tests of dlgrade serve start," postgresql
fi

# They also put it behind both proxies of the documentation, and have systemd read its unit.
if [ "$(uname)" = Linux ]; then
    [ -x /usr/sbin/nginx ] || apt_install "nginx, behind which a test puts dlgrade serve," nginx-light
    command -v caddy >/dev/null || apt_install "Caddy, behind which a test puts dlgrade serve," caddy
    command -v systemd-analyze >/dev/null || apt_install "systemd, which reads the unit of dlgrade serve in a test," systemd
fi

# The tests open the reports in Chromium: Debian's, which comes while pip works, or Playwright's own build where the system has none.
browser=
if [ "$(uname)" = Linux ] && ! command -v chromium >/dev/null; then
    apt_install "Chromium, in which the tests open the reports," chromium &
    browser=$!
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
# One pip run for all of it: torch and torchvision must come as a matching pair.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'

if [ -n "$browser" ]; then wait "$browser" || browser=failed; fi
if [ "$browser" = failed ] || ! command -v chromium >/dev/null; then
    PLAYWRIGHT_BROWSERS_PATH=0 "$venv/bin/python" -m playwright install --with-deps chromium ||
        echo "No Chromium: tests/reports/test_browser.py will say so. The rest works." >&2
fi
