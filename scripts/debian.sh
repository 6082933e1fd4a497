#!/bin/sh
# Makes a fresh Debian for slow tests: debian.sh [SUITE], bookworm where none is named, in .envs/debian-SUITE. Done already, it does nothing. Needs root.
set -eu
cd "$(dirname "$0")/.."
suite=${1:-bookworm}
root=.envs/debian-$suite
[ ! -e "$root/complete" ] || exit 0
command -v debootstrap >/dev/null || { echo "debootstrap is missing. Type: apt-get install debootstrap" >&2; exit 1; }
rm -rf "$root"
mkdir -p "$root"
debootstrap --variant=minbase "$suite" "$root" "${MIRROR:-http://deb.debian.org/debian}" >"$root.log" 2>&1 || { tail -n 5 "$root.log" >&2; exit 1; }
touch "$root/complete"
