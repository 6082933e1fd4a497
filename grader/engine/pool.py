"""The warm jobs of this process, each a process of its own."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec

from grader.children import CHANNEL, kill_group, last_words, start_child
from grader.devices import Device, choose_device
from grader.engine.cores import cores
from grader.engine.job import ORDER_BYTES
from grader.engine.orders import Done, Order, OrderSettings
from grader.engine.schedule import Crew
from grader.errors import GraderFault, said_by
from grader.judge.process import JUDGE_SECONDS
from grader.sandbox import choose
from grader.sentences import Line, text
from grader.temporary import HeldFolder
from grader.wire.channel import WireError
from grader.zygote import client as zygote

__all__ = ["JobProcess", "Pool", "local", "surroundings"]

RUN = "from grader.engine.job import main; main()"
SPARE_SECONDS = 3 * JUDGE_SECONDS  # beyond the submission's own time, for three tries
CLOSE_SECONDS = 10


class JobProcess:
    """Starts the process and returns at once. room: where it keeps its temporary files. nice: how much it leaves to others, all that it
    starts included."""

    def __init__(self, room: str, nice: int = 0) -> None:
        self.log = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the process)
        command = [sys.executable, "-P", "-c", RUN, room, CHANNEL]
        with zygote.line() or contextlib.nullcontext() as line:
            also = [line] if line else []
            self.channel, self.process = start_child(command, log=self.log, head_bytes=ORDER_BYTES, also=also)
        if nice:
            with contextlib.suppress(OSError):  # it has ended, as `_ask` will say, or is below that already
                os.setpriority(os.PRIO_PROCESS, self.process.pid, nice)

    def prepare(self, work: OrderSettings) -> None:
        """Wait until it is warm. Raises GraderFault when it cannot be."""
        if fault := self._ask(work, SPARE_SECONDS).fault:
            raise GraderFault(fault)

    def grade(self, order: Order) -> Done:
        """Raises GraderFault when the process ends or falls silent."""
        return self._ask(order, 3 * order.work.limits.submission_seconds + SPARE_SECONDS)

    def _ask(self, message: OrderSettings | Order, seconds: float) -> Done:
        deadline = time.monotonic() + seconds
        try:
            self.channel.send(message, deadline=deadline)
            done: Done = self.channel.receive(Done, deadline=deadline)[0]
        except WireError as error:
            self.log.seek(0)
            said = self.log.read()[-2000:].decode(errors="replace").strip()
            raise GraderFault(text("fault.job", error=last_words(said, error))) from None
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
            kill_group(self.process)
        self.channel.close()
        self.log.close()


class Pool:
    """As many jobs as threads ask at the same time. A job that ended is replaced.

    Where no zygote can be had, a start imports torch twice, side by side, and takes two cores: more starts at a time would only delay the
    first job. While one starts, the orders go to those that are warm.
    """

    def __init__(self, nice: int = 0) -> None:
        self._nice = nice
        self._starts = cores() if zygote.POSSIBLE else max(1, cores() // 2)
        self._changed = threading.Condition()
        self._waiting = 0
        self._starting = 0
        self._faults: list[Line] = []  # of starts that failed: each for one who waits
        self._idle: list[JobProcess] = []
        self._all: set[JobProcess] = set()
        self._closed = False
        self._room: HeldFolder | None = None  # so that what a killed job leaves is removed with the others'

    def grade(self, order: Order) -> Done:
        job = self._take(order.work)
        try:
            done = job.grade(order)
        except BaseException:
            self._drop(job)
            raise
        self._put(job)
        return done

    def run(self, order: bytes) -> bytes:
        """`grade` for an executor: the messages as bytes."""
        return msgspec.msgpack.encode(self.grade(msgspec.msgpack.decode(order, type=Order)))

    def close(self) -> None:
        """End all jobs; orders that run meanwhile, and later ones, raise GraderFault."""
        with self._changed:
            self._closed = True
            jobs, self._all, self._idle = self._all, set(), []
            self._changed.notify_all()
        for job in jobs:
            job.let_go()
        for job in jobs:
            job.close()
        if self._room:
            self._room.close()

    def pids(self) -> list[int]:
        with self._changed:
            return [job.process.pid for job in self._all]

    def _take(self, work: OrderSettings) -> JobProcess:
        """The first job that is warm and free."""
        with self._changed:
            self._waiting += 1
            try:
                while True:
                    if self._closed:
                        raise GraderFault(text("fault.ended"))
                    if self._idle:
                        return self._idle.pop()
                    if self._faults:
                        raise GraderFault(self._faults.pop())
                    if self._starting < min(self._waiting, self._starts):
                        self._start(work)
                    self._changed.wait()
            finally:
                self._waiting -= 1

    def _start(self, work: OrderSettings) -> None:
        if not self._room:
            self._room = HeldFolder("dlgrade-jobs-")
            self._room.path.chmod(0o711)  # a sandbox of another user's must get to its own folder in it
        job = JobProcess(str(self._room.path), self._nice)
        self._all.add(job)
        self._starting += 1
        threading.Thread(target=self._warm, args=(job, work), daemon=True).start()

    def _warm(self, job: JobProcess, work: OrderSettings) -> None:
        fault: Line = ""
        try:
            job.prepare(work)
        except Exception as error:  # of any kind: somebody waits for this job
            self._drop(job)
            fault = said_by(error) if isinstance(error, GraderFault) else f"{type(error).__name__}: {error}"
        with self._changed:
            self._starting -= 1
            if fault and self._waiting:
                self._faults.append(fault)
        self._put(job)

    def _put(self, job: JobProcess) -> None:
        with self._changed:
            if job in self._all:
                self._idle.append(job)
            self._changed.notify_all()

    def _drop(self, job: JobProcess) -> None:
        with self._changed:
            mine = job in self._all  # else `close` has it
            self._all.discard(job)
        if mine:
            job.close()


def surroundings(sandbox: str, device: str, wants_gpu: bool) -> tuple[str, Device]:
    """What a job on this machine would use."""
    return choose(sandbox).name, choose_device(device, wanted=wants_gpu)


@contextlib.contextmanager
def local(jobs: int, nice: int = 0) -> Iterator[Crew]:
    """So many jobs on this machine. They end with the context, in the middle of a submission if need be."""
    pool = Pool(nice)
    with ThreadPoolExecutor(jobs) as threads:
        try:
            yield Crew(threads, pool.run, lambda: jobs, surroundings)
        finally:
            pool.close()
            threads.shutdown(cancel_futures=True)
