"""The worker's parent: warm, inside the sandbox, and holding no secret. It forks a worker for each submission and clears up after it.

Where the backend has namespaces, one call of their first process kills every process of a submission: it is this one where it was started
in them, and the holder where it was forked from a zygote and has joined them. It is not dumpable, so student code of the same user can
neither trace it nor take its socket.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import importlib.machinery
import mmap
import os
import select
import signal
import socket
import sys
import time
import traceback
from pathlib import Path

import msgspec

from grader.forks import Forks, gpu_in_reach, share_objects
from grader.wire.channel import Channel, Closed, MiB
from grader.wire.messages import (
    Confinement,
    HeldBy,
    Limits,
    Place,
    Ready,
    Start,
    Started,
    Stop,
    Stopped,
    Usage,
    Used,
)
from grader.wire.torch_if_loaded import torch_is_loaded
from grader.worker import confine, namespaces, processes
from grader.worker.become import become_worker
from grader.worker.by_value import share_by_value
from grader.worker.clock import CpuClock
from grader.worker.disk import disk_bytes
from grader.worker.lines import seen_line
from grader.worker.wipe import attributes, wipe

WATCH_SECONDS = 0.05
HOLDER_SECONDS = 15
DISK_ROUNDS = 10  # looking at every file costs more than looking at memory, so it is done once in so many rounds
PR_SET_CHILD_SUBREAPER = 36
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


class Parent:
    def __init__(self, control: Channel, confinement: Confinement, held: Held | None, forks: Forks | None) -> None:
        self.control = control
        self.confinement = confinement
        self.held = held
        self.worker = 0
        self.page = mmap.mmap(-1, mmap.PAGESIZE)  # shared with the worker alone: a new one for each
        self.limits = Limits()
        self.reason = ""
        self.clock = CpuClock(confinement)
        self.forks = forks
        self.folders = [Path(folder) for folder in confinement.wipe]
        self.attributes = attributes(self.folders)

    def run(self) -> None:
        """Serve Start, Usage and Stop until the control socket closes."""
        self.control.send(Ready())
        while True:
            self._watch_until_message()
            message, fd = self.control.receive_fd(Start | Usage | Stop)
            if isinstance(message, Start):
                self._start(message, fd)
                self.control.send(Started(self.held.pid if self.held else 0))
            elif isinstance(message, Usage):
                self.control.send(Used(self.clock.read()))
            else:
                clean = self.stop()
                self.control.send(Stopped(clean, self.reason, seen_line(self.page)))
                if not clean:
                    sys.exit("something of the submission is left: this sandbox must not be used again")
                if self.forks:
                    self.forks.add()

    def _start(self, start: Start, fd: int) -> None:
        self.reason = ""
        self.limits = start.limits
        self.clock = CpuClock(self.confinement)
        self.page.close()
        self.page = mmap.mmap(-1, mmap.PAGESIZE)
        self.worker = os.fork()
        if self.worker == 0:
            try:
                become_worker(self.confinement, start, fd, self.page)
            except BaseException:
                traceback.print_exc()  # to the sandbox's log, or nowhere once student code has begun
            finally:
                os._exit(70)
        os.close(fd)

    def stop(self) -> bool:
        """End the submission, if there is one; whether nothing of it is left."""
        self._kill()
        self.worker = 0
        return wipe(self.folders, self.confinement.worker_uid, self.attributes)

    def _kill(self) -> None:
        """Returns when every process of the submission is dead and buried."""
        while True:
            self.held.kill_all() if self.held else processes.signal_all(self.confinement)
            self._reap()
            if not processes.members(self.confinement):
                return self._reap()
            time.sleep(0.001)

    def _watch_until_message(self) -> None:
        """Wait for the next order; meanwhile bury the dead and hold the submission to its memory and disk."""
        poll = select.poll()
        poll.register(self.control.sock, select.POLLIN)
        rounds = 0
        while not poll.poll(WATCH_SECONDS * 1000 if self.worker else None):
            rounds += 1
            self._reap()
            self.clock.look()
            if self.worker and (reason := self._excess(rounds)):
                self.reason = reason
                self._kill()

    def _excess(self, rounds: int) -> str:
        """Which limit that only we can hold is passed, if any."""
        memory, disk = self.limits.memory_mb * MiB, self.limits.scratch_mb * MiB
        if processes.memory_bytes(self.confinement, memory) > memory:
            return "memory"
        # In a namespace, scratch space is a file system of its own size.
        counted = self.confinement.kill != "namespace" and rounds % DISK_ROUNDS == 0
        return "disk" if counted and disk_bytes(self.confinement, disk) > disk else ""

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid == self.worker and not self.reason:
                code = os.waitstatus_to_exitcode(status)
                self.reason = f"exit {code}" if code >= 0 else f"signal {signal.strsignal(-code) or -code}"


class Held:
    """The first process of the sandbox, which holds it for us. pid: as the judge sees it."""

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self._line = line
        line.settimeout(HOLDER_SECONDS)

    def kill_all(self) -> None:
        """SIGKILL whatever is in the sandbox. Raises OSError where the holder does not answer: then the sandbox is of no use."""
        self._line.send(b".")
        if not self._line.recv(1):
            raise ConnectionError("the holder of the sandbox has ended")


def main() -> None:
    """Entry point: `python -c "from grader.worker.forkserver import main; main()" CONFINEMENT CONTROL_FD`."""
    confinement = msgspec.json.decode(sys.argv[1], type=Confinement)
    if confinement.parent_uid is not None:
        confine.become(confinement.parent_uid)
    begin(Channel(socket.socket(fileno=int(sys.argv[2]))), confinement, forks=Forks())


def serve(control: Channel) -> None:
    """Entry point of a process that was forked from a zygote: goes where its workers are to be, then takes orders."""
    place, _ = control.receive(Place)
    confinement = place.confinement
    for folder in place.groups:
        Path(folder, "cgroup.procs").write_text("0")
    held = None
    if place.held:
        _, process = control.receive_fd(HeldBy)
        holder, line = control.receive_fd(HeldBy)
        namespaces.enter(process, os.getuid() if confinement.parent_uid is None else confinement.parent_uid)
        os.close(process)
        namespaces.renounce_capabilities(confinement.parent_uid)
        held = Held(holder.pid, socket.socket(fileno=line))
    os.chdir(confinement.scratch)
    import_from(confinement.code)
    begin(control, confinement, held)


def import_from(code: str) -> None:
    """What is imported from here on comes from where a process that was started in this place would have looked."""
    named = os.environ["PYTHONPATH"].split(os.pathsep)
    sys.path[:] = [*named, *(path for path in sys.path if path not in named)]
    sys.path_importer_cache.clear()  # it remembers folders as they were outside; here they are looked at once for all workers
    importlib.machinery.PathFinder.find_spec("dlgrade_nothing")
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "grader" and hasattr(module, "__path__"):
            module.__path__ = [os.path.join(code, *name.split("."))]


def begin(control: Channel, confinement: Confinement, held: Held | None = None, forks: Forks | None = None) -> None:
    confine.die_with_parent()
    confine.hide_memory()
    if confinement.kill != "namespace":
        with contextlib.suppress(OSError):
            confine.prctl(PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the coordinator's to handle
    give_freed_memory_back()
    for name in confinement.preload:
        with contextlib.suppress(ImportError):  # some are PyTorch's own business, and not in each version
            importlib.import_module(name)
    warm_up()
    if not confinement.strangers:
        share_by_value()
    share_objects()
    parent = Parent(control, confinement, held, forks)
    try:
        with contextlib.suppress(Closed):
            parent.run()
    finally:
        parent.stop()  # whatever ended us: what we started ends too


def give_freed_memory_back() -> None:
    """Large blocks that student code frees go back to the system: else glibc may keep them, and they count against its limit.

    glibc alone has such a setting. Training is no slower for it: what is trimmed off the heap is bounded from below, too.
    """
    with contextlib.suppress(AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(M_MMAP_THRESHOLD, 8 * MiB)
        libc.mallopt(M_TRIM_THRESHOLD, 64 * MiB)


def warm_up() -> None:
    """Touch what is imported or built on first use, so that each worker does not pay for it again."""
    import numpy.random  # noqa: F401  (each worker seeds it)

    import grader.worker.serve  # noqa: F401
    from grader.worker.shell import preload_transformer

    preload_transformer()
    if not torch_is_loaded():
        return
    import torch

    from grader.worker import no_gpu, trace  # noqa: F401

    torch.set_num_threads(1)
    torch.get_default_device()
    if gpu_in_reach():
        return
    weight = torch.zeros(2, 2, requires_grad=True)
    torch.nn.functional.binary_cross_entropy_with_logits(torch.ones(1, 2) @ weight, torch.ones(1, 2)).backward()  # type: ignore[no-untyped-call]
