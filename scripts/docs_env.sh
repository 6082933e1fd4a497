#!/bin/sh
# Makes the virtual environment in which docs/lms is followed as by a new reader: dlgrade with PyTorch and no other extra. Prints where its programs are.
# It is made once for each constraints.txt and pyproject.toml; the grader itself is put in anew each time.
set -eu
cd "$(dirname "$0")/.."
key=$(cat constraints.txt pyproject.toml | sha256sum | cut -c 1-12)
venv=.envs/docs-$key
pip="$venv/bin/python -m pip --quiet --disable-pip-version-check"
if [ ! -e "$venv/complete" ]; then
    rm -rf .envs/docs-*
    "${PYTHON:-python3}" -m venv "$venv"
    $pip install --constraint constraints.txt '.[torch]' >&2
    touch "$venv/complete"
fi
$pip install --no-deps --force-reinstall . >&2
echo "$PWD/$venv/bin"
