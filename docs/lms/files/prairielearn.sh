#!/bin/sh
# PrairieLearn's entry point: grades /grade/student for the lesson named, as root, student code as another user.
set -eu
lesson=$1
cd /course
chmod 700 /grade/student
[ ! -d /grade/tests ] || chmod 700 /grade/tests
mkdir -p /grade/results
chmod 700 /grade/results
ended=0
dlgrade check "$lesson" /grade/student --sandbox uid --for-student --json > /tmp/card.json 2> /tmp/why.txt || ended=$?
cat /tmp/why.txt >&2
if [ "$ended" = 2 ]; then
    : > /tmp/empty.py
    lesson_ended=0
    dlgrade check "$lesson" /tmp/empty.py --sandbox uid --json > /dev/null 2>&1 || lesson_ended=$?
    [ "$lesson_ended" != 2 ]  # else the lesson itself cannot be read: no word of that to a student
    # What was handed in cannot be read: no attempt is lost.
    python -I -c 'import json, sys; print(json.dumps({"gradable": False, "format_errors": [sys.stdin.read()]}))' \
        < /tmp/why.txt > /grade/results/results.json
    exit 0
fi
[ "$ended" -le 1 ]
dlgrade export prairielearn /tmp/card.json --out /grade/results/results.json
