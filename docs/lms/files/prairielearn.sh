#!/bin/sh
# PrairieLearn's entry point: grades /grade/student for the lesson named, as root, student code as another user.
set -eu
lesson=$1
cd /course
chmod 700 /grade/student
[ ! -d /grade/tests ] || chmod 700 /grade/tests
dlgrade check "$lesson" /grade/student --sandbox uid --json > /tmp/card.json || [ $? = 1 ]
mkdir -p /grade/results
chmod 700 /grade/results
dlgrade export prairielearn /tmp/card.json --out /grade/results/results.json
