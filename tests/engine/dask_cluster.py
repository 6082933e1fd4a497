"""A Dask cluster on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["Cluster"]

QUIET = os.environ | {"OMP_NUM_THREADS": "1", "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}


class Cluster:
    """A scheduler and workers, each a process of its own, without the course's folder as their own."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
        self.start(*dask, "--no-dashboard", "--scheduler-file", str(self.file))

    @property
    def file(self) -> Path:
        return self.folder / "scheduler.json"

    def start(self, *command: str) -> None:
        self.processes.append(
            subprocess.Popen(command, cwd=self.folder, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )

    def add_worker(self, version: str = "") -> None:
        """version: of a dlgrade that is another one than ours."""
        if version:
            code = (
                f"import grader; grader.__version__ = {version!r}; from distributed.cli.dask_worker import main; main()"
            )
            here = ["--scheduler-file", str(self.file), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
            self.start(sys.executable, "-c", code, *here, "--local-directory", str(self.folder))
            return
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(self.file)]
        self.start(*worker, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.folder))

    def close(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
            process.wait(60)
