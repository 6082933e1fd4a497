#!/bin/sh
# Starts a scheduler here and one worker for each core of the hosts named, over ssh, and ends them with Ctrl-C.
# Each host has dlgrade[cluster] in the same place as this machine: ssh.sh /opt/dlgrade/bin host1 host2
set -eu
bin=$1
shift
address=tcp://$(hostname -f):8786

"$bin/dask" scheduler --port 8786 --no-dashboard &
trap 'kill $(jobs -p) 2>/dev/null; wait' INT TERM EXIT
for host in "$@"; do
    # -tt: the worker ends when the connection does
    ssh -tt -o BatchMode=yes "$host" \
        "OMP_NUM_THREADS=1 $bin/dask worker $address --nworkers \$(nproc) --nthreads 1 --no-dashboard --local-directory /tmp" </dev/null &
done
echo "dlgrade grade LESSON SUBMISSIONS --out DIR --scheduler $address"
wait
