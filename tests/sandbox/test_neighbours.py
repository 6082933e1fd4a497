"""Two submissions that run at the same time cannot speak to each other, by anything that the sandbox could close."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pytest

from grader.judge.remote.calls import Link
from grader.judge.remote.student import Desk, Student
from grader.sandbox import BACKENDS, Sandbox
from grader.wire.messages import Limits

CONFINING = [backend for backend in BACKENDS if backend.name != "process" and not backend.why_not()]
SOURCE = """
    import contextlib, fcntl, mmap, multiprocessing, os, select, socket, sys
    from multiprocessing import shared_memory

    NAME = "left_for_a_friend"
    FOLDERS = ["/dev/shm", "/tmp", "/var/tmp", "/run", "/dev", "/dev/mqueue", "/run/lock"]
    COMMON = [os.__file__, sys.executable, "/usr/bin/env"]
    held = []

    def try_all(ways):
        worked = []
        for name, act in ways.items():
            with contextlib.suppress(OSError, ValueError):
                if act():
                    worked.append(name)
        return worked

    def leave(path):
        held.append(os.open(path, os.O_RDWR | os.O_CREAT, 0o666))
        os.fchmod(held[-1], 0o666)
        os.write(held[-1], b"the answers")
        return True

    def serve(address, kind):
        held.append(socket.socket(socket.AF_UNIX, kind))
        held[-1].bind(address)
        if kind == socket.SOCK_STREAM:
            held[-1].listen()
        return True

    def lock(call, path):
        held.append(os.open(path, os.O_RDONLY))
        call(held[-1], fcntl.LOCK_EX)
        return True

    def offer():
        ways = {f"file in {folder}": lambda folder=folder: leave(f"{folder}/{NAME}") for folder in FOLDERS}
        ways |= {f"pipe in {folder}": lambda folder=folder: os.mkfifo(f"{folder}/{NAME}.pipe", 0o666) is None for folder in FOLDERS}
        ways["named memory"] = lambda: held.append(shared_memory.SharedMemory(NAME, create=True, size=4096)) is None
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            ways[f"abstract socket {kind}"] = lambda kind=kind: serve("\\0" + NAME + str(kind), kind)
            ways |= {f"socket {kind} in {folder}": lambda folder=folder, kind=kind: serve(f"{folder}/{NAME}{kind}", kind) for folder in FOLDERS}
        ways |= {f"lock of {path}": lambda path=path: lock(fcntl.flock, path) for path in COMMON}
        return try_all(ways)

    def connect(address, kind):
        with socket.socket(socket.AF_UNIX, kind) as line:
            line.connect(address)
            return True

    def is_locked(path):
        with open(path, "rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def take():
        ways = {f"file in {folder}": lambda folder=folder: os.path.exists(f"{folder}/{NAME}") for folder in FOLDERS}
        ways |= {f"pipe in {folder}": lambda folder=folder: os.path.exists(f"{folder}/{NAME}.pipe") for folder in FOLDERS}
        ways["named memory"] = lambda: shared_memory.SharedMemory(NAME).buf is not None
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            ways[f"abstract socket {kind}"] = lambda kind=kind: connect("\\0" + NAME + str(kind), kind)
            ways |= {f"socket {kind} in {folder}": lambda folder=folder, kind=kind: connect(f"{folder}/{NAME}{kind}", kind) for folder in FOLDERS}
        ways |= {f"lock of {path}": lambda path=path: is_locked(path) for path in COMMON}
        return try_all(ways)
    """


@pytest.fixture(scope="module", params=CONFINING, ids=lambda backend: backend.name)
def pair(request: pytest.FixtureRequest) -> Iterator[tuple[Student, Student]]:
    """The same submission in two sandboxes at once."""
    sandboxes = [Sandbox(request.param, Limits()) for _ in range(2)]
    students, links = [], []
    for sandbox in sandboxes:
        sandbox.wait_until_ready()
        links.append(Link(sandbox.channel, {"answer.py": textwrap.dedent(SOURCE).encode()}, "answer.py", Limits()))
        desk = Desk(links[-1], {})
        desk.begin(1, frozenset())
        students.append(Student(desk))
    yield students[0], students[1]
    for link in links:
        link.stop()
    for sandbox in sandboxes:
        sandbox.close()


def test_nothing_that_one_leaves_is_found_by_the_other(pair: tuple[Student, Student]) -> None:
    """Files, pipes, memory, sockets and locks by names that both know."""
    giver, taker = pair
    giver.offer()

    assert taker.take() == []


def test_what_is_left_is_found_by_the_one_who_left_it(
    pair: tuple[Student, Student], request: pytest.FixtureRequest
) -> None:
    """The search is no empty one: in a sandbox of its own file system, its own things are there."""
    giver, _ = pair
    offered = giver.offer()

    if "bubblewrap" in request.node.name:
        assert "file in /dev/shm" in offered
        assert {"file in /dev/shm", "named memory"} <= set(giver.take())
    else:
        assert "file in /dev/shm" not in offered
