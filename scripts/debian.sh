#!/bin/sh
# Makes a fresh Debian in .envs/debian, on which a slow test builds Gradescope's image; done already, it does nothing. Needs root.
set -eu
cd "$(dirname "$0")/.."
root=.envs/debian
[ ! -e "$root/complete" ] || exit 0
command -v debootstrap >/dev/null || { echo "debootstrap is missing. Type: apt-get install debootstrap" >&2; exit 1; }
rm -rf "$root"
mkdir -p "$root"
debootstrap --variant=minbase bookworm "$root" "${MIRROR:-http://deb.debian.org/debian}" >"$root.log" 2>&1 || { tail -n 5 "$root.log" >&2; exit 1; }
touch "$root/complete"
