"""Starts a Dask scheduler here and workers as Slurm jobs, prints the scheduler's address, and waits until Ctrl-C.

On the login node or in a job of its own: `pip install 'dlgrade[cluster]' dask-jobqueue`, then `python slurm.py --jobs 20`.
"""

from __future__ import annotations

import argparse
import signal

from dask_jobqueue import SLURMCluster


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=10, help="Slurm jobs; each has --workers workers")
    parser.add_argument("--workers", type=int, default=8, help="in a job, each with one core")
    parser.add_argument("--partition", help="as for sbatch -p")
    parser.add_argument("--hours", type=int, default=4)
    parser.add_argument("--interface", help="the network between the nodes, such as ib0")
    asked = parser.parse_args()
    with SLURMCluster(
        queue=asked.partition,
        cores=asked.workers,
        processes=asked.workers,  # so that each has one thread
        memory=f"{4 * asked.workers} GiB",  # a warm judge, a warm sandbox and a submission
        walltime=f"{asked.hours:02}:00:00",
        interface=asked.interface,
        local_directory="/tmp",
        worker_extra_args=["--lifetime", f"{60 * asked.hours - 5}m", "--lifetime-stagger", "2m"],
    ) as cluster:
        cluster.scale(jobs=asked.jobs)
        print(f"dlgrade grade LESSON SUBMISSIONS --out DIR --scheduler {cluster.scheduler_address}", flush=True)
        signal.sigwait([signal.SIGINT, signal.SIGTERM])


if __name__ == "__main__":
    main()
