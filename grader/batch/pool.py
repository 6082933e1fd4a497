"""The warm jobs of this process, each a process of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec

from grader.batch.job import ORDER_BYTES
from grader.batch.orders import Done, Order
from grader.batch.schedule import Crew
from grader.channel import Channel, WireError
from grader.devices import Device, choose_device
from grader.errors import GraderFault
from grader.sandbox import choose

__all__ = ["Job", "Pool", "local", "surroundings"]

RUN = "from grader.batch.job import main; main()"
SPARE_SECONDS = 600  # beyond the submission's own time: two starts, a second try, the diagnosis
CLOSE_SECONDS = 10


class Job:
    """Starts the process and returns at once. room: where it keeps its temporary files."""

    def __init__(self, room: str) -> None:
        ours, theirs = socket.socketpair()
        self.channel = Channel(ours, head_bytes=ORDER_BYTES)
        self.log = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the process)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-c", RUN, str(theirs.fileno()), room],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.log,
                start_new_session=True,  # Ctrl-C is the coordinator's to handle
            )

    def grade(self, order: Order) -> Done:
        """Raises GraderFault when the process ends or falls silent."""
        deadline = time.monotonic() + 2 * order.work.limits.submission_seconds + SPARE_SECONDS
        try:
            self.channel.send(order, deadline=deadline)
            done: Done = self.channel.receive(Done, deadline=deadline)[0]
        except WireError as error:
            self.log.seek(0)
            said = self.log.read()[-2000:].decode(errors="replace").strip()
            raise GraderFault(f"a job ended before its submission did: {said or error}") from None
        return done

    def let_go(self) -> None:
        """The process ends by itself, and everything that it started; `close` waits for that."""
        with contextlib.suppress(OSError):
            self.channel.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.let_go()
        try:
            self.process.wait(CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.channel.close()
        self.log.close()


class Pool:
    """As many jobs as threads ask at the same time. A job that ended is replaced by the next order."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Job] = []
        self._all: set[Job] = set()
        self._closed = False
        self._room = ""  # so that what a killed job leaves is removed with the others'

    def grade(self, order: Order) -> Done:
        job = self._take()
        try:
            done = job.grade(order)
        except BaseException:
            with self._lock:
                mine = job in self._all  # else `close` has it
                self._all.discard(job)
            if mine:
                job.close()
            raise
        with self._lock:
            if job in self._all:
                self._idle.append(job)
        return done

    def run(self, order: bytes) -> bytes:
        """`grade` for an executor: the messages as bytes."""
        return msgspec.msgpack.encode(self.grade(msgspec.msgpack.decode(order, type=Order)))

    def close(self) -> None:
        """End all jobs; orders that run meanwhile, and later ones, raise GraderFault."""
        with self._lock:
            self._closed = True
            jobs, self._all, self._idle = self._all, set(), []
        for job in jobs:
            job.let_go()
        for job in jobs:
            job.close()
        if self._room:
            shutil.rmtree(self._room, ignore_errors=True)

    def pids(self) -> list[int]:
        with self._lock:
            return [job.process.pid for job in self._all]

    def _take(self) -> Job:
        with self._lock:
            if self._closed:
                raise GraderFault("the grading was ended")
            if self._idle:
                return self._idle.pop()
            if not self._room:
                self._room = tempfile.mkdtemp(prefix="dlgrade-jobs-")
                os.chmod(self._room, 0o711)  # a sandbox of another user's must get to its own folder in it
            job = Job(self._room)
            self._all.add(job)
            return job


def surroundings(sandbox: str, device: str, wants_gpu: bool) -> tuple[str, Device]:
    """What a job on this machine would use."""
    return choose(sandbox).name, choose_device(device, wanted=wants_gpu)


@contextlib.contextmanager
def local(jobs: int) -> Iterator[Crew]:
    """So many jobs on this machine. They end with the context, in the middle of a submission if need be."""
    pool = Pool()
    with ThreadPoolExecutor(jobs) as threads:
        try:
            yield Crew(threads, pool.run, lambda: jobs, surroundings)
        finally:
            pool.close()
            threads.shutdown(cancel_futures=True)
