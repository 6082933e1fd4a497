"""What no process holds is counted: names of files in memory, and sockets wherever they are."""

from __future__ import annotations

import os
import socket
from collections import namedtuple
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.sandbox.base import free_uid
from grader.wire.messages import Confinement
from grader.worker import confine, kernel_memory
from grader.worker.kernel_memory import NAME_BYTES, kernel_bytes

Files = namedtuple("Files", "f_files f_ffree")
PAIRS = 50


def grown_by(act: Callable[[], object]) -> float:
    """By how many sockets the count of a user grows, of one whom nobody else is where we may become one."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        if os.getuid() == 0:
            confine.become(free_uid())
        ours = Confinement("/tmp", [], "uid", worker_uid=os.getuid())
        before = kernel_bytes(ours)
        kept = act()
        grown = kernel_bytes(ours) - before
        del kept
        os.write(writing, str(grown / kernel_memory._queue_bytes()).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as said:
        return float(said.read())


def test_sockets_are_counted() -> None:
    assert grown_by(lambda: [socket.socketpair() for _ in range(PAIRS)]) == 2 * PAIRS


def test_sockets_that_are_closed_are_not_counted() -> None:
    assert grown_by(lambda: [end.close() for _ in range(PAIRS) for end in socket.socketpair()]) == 0


def test_sockets_on_their_way_through_another_are_counted() -> None:
    """They are open in no process."""

    def send() -> object:
        shelf = socket.socketpair()
        for _ in range(PAIRS):
            one, two = socket.socketpair()
            with one, two:
                socket.send_fds(shelf[0], [b"x"], [one.fileno(), two.fileno()])
        return shelf

    assert grown_by(send) == 2 * PAIRS + 2


def test_connections_that_nobody_accepts_are_counted_in_a_namespace(tmp_path: Path) -> None:
    """Many, for other programs of this machine open sockets too."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "listener"))
        listener.listen(1000)
        before = kernel_memory._sockets_here()
        for _ in range(1000):
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(str(tmp_path / "listener"))

        assert kernel_memory._sockets_here() - before > 800


def test_sockets_of_others_are_not_counted() -> None:
    assert kernel_bytes(Confinement("/tmp", [], "uid", worker_uid=0x7FFF_FFF0)) == 0
    assert kernel_bytes(Confinement("/tmp", [], "descendants")) == 0


def test_names_of_files_in_memory_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "statvfs", {"/a": Files(1000, 400), "/b": Files(0, 0)}.get)
    monkeypatch.setattr(kernel_memory, "_sockets_here", lambda: 0)

    assert kernel_bytes(Confinement("/a", ["/a", "/b"], "namespace")) == 600 * NAME_BYTES


def test_kernel_that_does_not_tell_of_sockets_counts_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that refuses the question, and one that never answers it."""
    monkeypatch.setattr(kernel_memory, "ANSWER_SECONDS", 0.05)
    monkeypatch.setattr(kernel_memory, "REQUEST", kernel_memory.REQUEST.replace(b"\x14\x00", b"\x63\x00"))
    assert kernel_memory._sockets_of(os.getuid()) == 0
    monkeypatch.setattr(kernel_memory, "REQUEST", bytes(40))
    assert kernel_memory._sockets_of(os.getuid()) == 0
