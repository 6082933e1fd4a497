"""A zygote, as those see it who want processes of it. Imports no torch."""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time

from grader.children import CHANNEL, start_child
from grader.wire.channel import Channel, WireError
from grader.zygote.interpreter import read_only_interpreter
from grader.zygote.orders import Begin, Fork, Forked, Line

__all__ = ["HUGE_PAGES", "Child", "Zygote", "ask", "line", "renew", "use"]

RUN = "from grader.zygote.node import main; main()"
END_SECONDS = 5
HUGE_PAGES = ["grader.zygote.huge"]  # the step to end with, for processes that will fork often
BURY_SECONDS = 1
CLOSED = -2  # in place of a descriptor
POSSIBLE = sys.platform == "linux" and hasattr(os, "pidfd_open")
# All that a zygote finds in its environment. One thread: only that survives a fork. A fixed hash seed: the same submission and seed
# must give the same scorecard.
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}


class Child:
    """A process that a zygote forks for us, with the few words of `subprocess.Popen` that are needed of it."""

    def __init__(self, control: Channel) -> None:
        """control: our end of its socket, of which nothing has been received."""
        self._control = control
        self._pidfd = -1
        self.pid = 0

    def wait_until_forked(self, deadline: float | None) -> None:
        """Raises WireError where it is not forked by then, or never will be."""
        if self._pidfd == -1:
            forked, self._pidfd = self._control.receive_fd(Forked, deadline=deadline)
            self.pid = forked.pid

    @property
    def is_forked(self) -> bool:
        """Whether it is, or has failed to be: nobody has to wait for it."""
        return self._pidfd != -1 or _readable(self._control.sock.fileno(), 0)

    def poll(self) -> int | None:
        """None as long as it has not ended."""
        ended = self._pidfd == CLOSED or (self._pidfd >= 0 and _readable(self._pidfd, 0))
        return 0 if ended else None

    def wait(self, timeout: float | None = None) -> int:
        """Raises TimeoutExpired as Popen does."""
        if self._pidfd >= 0 and not _readable(self._pidfd, timeout):
            raise subprocess.TimeoutExpired("a forked process", timeout or 0)
        return 0

    def close(self) -> None:
        """Kill it, with its process group, and wait for its end. One that is still to be forked ends at once."""
        with contextlib.suppress(WireError, OSError):
            self._control.sock.shutdown(socket.SHUT_RD)  # whoever has not said a word by now cannot any more
            self.wait_until_forked(time.monotonic())
        if self._pidfd < 0:
            return
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        self.wait()
        self._wait_until_buried()
        os.close(self._pidfd)
        self._pidfd = CLOSED

    def _wait_until_buried(self) -> None:
        """By the zygote, which does it at once unless it is ending itself."""
        deadline = time.monotonic() + BURY_SECONDS
        with contextlib.suppress(ProcessLookupError):
            while time.monotonic() < deadline:
                signal.pidfd_send_signal(self._pidfd, 0)
                time.sleep(0.001)


class Zygote:
    """A line to a zygote: one of our own, or one that somebody else has started."""

    def __init__(self, line: socket.socket | None = None) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self.owner = os.getpid()
        self._line = Channel(line) if line else self._start()

    def _start(self) -> Channel:
        command = [os.path.abspath(sys.executable), "-P", "-c", RUN, CHANNEL]
        with read_only_interpreter() as interpreter:
            line, self._process = start_child(command, executable=interpreter, environment=ENVIRONMENT, folder="/")
        return line

    def fork(self, steps: list[list[str]], entry: str, environment: dict[str, str], log: int) -> tuple[Channel, Child]:
        """Ask for a process and return at once: our end of its socket, and what is known of it. Raises WireError where no zygote listens."""
        control = Channel(self._with_socket(Fork(steps, entry)))
        try:
            control.send(Begin(environment, _folder()), fd=log)
        except WireError:
            control.close()
            raise
        return control, Child(control)

    def new_line(self) -> socket.socket:
        """Another line to the same zygote, for another process."""
        return self._with_socket(Line())

    def _with_socket(self, message: Fork | Line) -> socket.socket:
        """Send it with one end of a new pair; our end of that."""
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                self._line.send(message, fd=theirs.fileno())
        except BaseException:
            ours.close()
            raise
        return ours

    def close(self) -> None:
        """It ends when all lines to it are closed, and with it whatever it has forked."""
        self._line.close()
        if self._process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(END_SECONDS)


_shared: Zygote | None = None
_lock = threading.Lock()


def _own() -> Zygote:
    """This process's zygote, begun when it is first asked for."""
    global _shared
    with _lock:
        if (
            _shared is None or _shared.owner != os.getpid()
        ):  # a line is one process's: another's words would come in between
            _shared = Zygote()
            atexit.register(_close)
        return _shared


def ask(steps: list[list[str]], entry: str, environment: dict[str, str], log: int) -> tuple[Channel, Child] | None:
    """`Zygote.fork` of this process's zygote; None where there can be none: it takes Linux, and descriptors of processes."""
    try:
        return _own().fork(steps, entry, environment, log) if POSSIBLE else None
    except WireError:
        renew()
        return None


def line() -> socket.socket | None:
    """`Zygote.new_line` of this process's zygote; None as for `ask`."""
    try:
        return _own().new_line() if POSSIBLE else None
    except WireError:
        renew()
        return None


def use(line: socket.socket) -> None:
    """Make the zygote at the other end of this line this process's own."""
    global _shared
    with _lock:
        _shared = Zygote(line)


def renew() -> None:
    """Forget this process's zygote, which does not answer as it should: the next one who asks begins another."""
    global _shared
    with _lock:
        broken, _shared = _shared, None
    if broken:
        broken.close()


def _close() -> None:
    if _shared and _shared.owner == os.getpid():
        _shared.close()


def _folder() -> str:
    try:
        return os.getcwd()
    except FileNotFoundError:
        return "/"


def _readable(fd: int, timeout: float | None) -> bool:
    poll = select.poll()
    poll.register(fd, select.POLLIN)
    return bool(poll.poll(None if timeout is None else max(0, timeout) * 1000))
