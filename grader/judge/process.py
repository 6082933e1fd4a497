"""The judge's warm parent, as the coordinator sees it. Imports no torch."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from grader.children import CHANNEL, kill_group, last_words, start_child
from grader.errors import GraderFault
from grader.judge.messages import Graded, Job, ProgramSandbox
from grader.sentences import text
from grader.wire.channel import SUBMISSION_BYTES, Channel, WireError
from grader.wire.messages import Ready
from grader.zygote import client as zygote

__all__ = ["Judge"]

# What the judge may take beyond the submission's own time: start, turns, references, diagnosis, all of which have bounds of their own. Only a
# judge that hangs by a fault of ours takes so long.
JUDGE_SECONDS = 1800
START_SECONDS = 300
RUN = "from grader.judge.forkserver import main; main()"
MODULE = "grader.judge.forkserver"
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",  # as in the worker's
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # plugins that happen to be installed have no business in a grading
}


class Judge:
    """Start it and return at once; `wait_until_ready` waits for its imports."""

    process: subprocess.Popen[bytes] | zygote.Child

    def __init__(self, *, with_torch: bool = True, many: bool = False) -> None:
        """many: it will have many submissions to judge."""
        self.log = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the process)
        self.ready = False
        self._with_torch = with_torch
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHON"))}
        self._environment = environment | ENVIRONMENT
        steps = [*([["torch"]] if with_torch else []), [MODULE], *([zygote.HUGE_PAGES] if many else [])]
        if forked := zygote.ask(steps, f"{MODULE}:serve", self._environment, self.log.fileno()):
            channel, self.process = forked
            self.channel = Channel(channel.sock, head_bytes=SUBMISSION_BYTES)
        else:
            self._start()

    def _start(self) -> None:
        """As a process that imports all by itself."""
        command = [sys.executable, "-P", "-c", RUN, CHANNEL, "torch" if self._with_torch else "numpy"]
        self.channel, self.process = start_child(
            command, environment=self._environment, log=self.log, head_bytes=SUBMISSION_BYTES
        )

    @property
    def is_forked(self) -> bool:
        """Whether nobody has to wait for its imports any more."""
        return not isinstance(self.process, zygote.Child) or self.process.is_forked

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def wait_until_ready(self) -> None:
        if self.ready:
            return
        deadline = time.monotonic() + START_SECONDS
        try:
            if isinstance(self.process, zygote.Child):
                self.process.wait_until_forked(deadline)
            self.channel.receive(Ready, deadline=deadline)
            self.ready = True
        except WireError as error:
            if not isinstance(self.process, zygote.Child):
                raise GraderFault(text("fault.judge", error=last_words(self.said(), error))) from None
            self._end()
            zygote.renew()
            self._start()
            self.wait_until_ready()

    def grade(self, job: Job, worker_control: Channel, programs: Channel | None = None) -> Graded | None:
        """The judge's findings; None when it did not answer in time. programs: the second sandbox of a job with `own_tests`."""
        deadline = time.monotonic() + job.limits.submission_seconds + JUDGE_SECONDS
        try:
            self.channel.send(job, deadline=deadline, fd=worker_control.sock.fileno())
            if programs:
                self.channel.send(ProgramSandbox(), deadline=deadline, fd=programs.sock.fileno())
            graded: Graded = self.channel.receive(Graded, deadline=deadline)[0]
        except WireError:
            return None
        return graded

    def said(self) -> str:
        """The end of what it wrote to stderr."""
        self.log.seek(0)
        return self.log.read()[-3000:].decode(errors="replace").strip()

    def close(self) -> None:
        self._end()
        self.log.close()

    def _end(self) -> None:
        if isinstance(self.process, zygote.Child):
            self.process.close()
        else:
            kill_group(self.process)
        self.channel.close()
