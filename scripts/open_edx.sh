#!/bin/sh
# Makes the virtual environment in which a test runs Open edX's LTI platform; done already, it does nothing.
set -eu
cd "$(dirname "$0")/.."
venv=.envs/open-edx
pins=tests/lms/open_edx/requirements.txt
if cmp -s "$pins" "$venv/installed.txt"; then exit 0; fi
"${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$pins"
cp "$pins" "$venv/installed.txt"
