"""The worker's parent: forks, watches, kills, wipes; and its wiping by itself."""

from __future__ import annotations

import os
import socket
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.sandbox import Sandbox
from grader.wire.channel import Channel, Closed
from grader.wire.messages import (
    Call,
    Files,
    Limits,
    Raised,
    Ready,
    Returned,
    Sequence,
    Start,
    Started,
    Stop,
    Stopped,
    Usage,
    Used,
)
from grader.worker.wipe import attributes, wipe


def soon() -> float:
    return time.monotonic() + 30


def start(sandbox: Sandbox, source: str, **limits: float) -> Channel:
    """A worker on a line of its own, which has been told to import `source`."""
    ours, theirs = socket.socketpair()
    with theirs:
        sandbox.channel.send(Start(Limits(**limits)), deadline=soon(), fd=theirs.fileno())  # type: ignore[arg-type]
    sandbox.channel.receive(Started, deadline=soon())
    channel = Channel(ours)
    channel.send(Files({"answer.py": textwrap.dedent(source).encode()}), deadline=soon())
    channel.receive(Ready, deadline=soon())
    channel.send(Call(1, "worker.load", ["answer.py"]), deadline=soon())
    return channel


def stop(sandbox: Sandbox) -> Stopped:
    sandbox.channel.send(Stop(), deadline=soon())
    stopped: Stopped = sandbox.channel.receive(Stopped, deadline=soon())[0]
    return stopped


ENDS = {
    "import os; os._exit(3)": "exit 3",
    "import os; os.kill(os.getpid(), 9)": "signal Killed",
    "import ctypes; ctypes.string_at(0)": "signal Segmentation fault",
    "import os; os.abort()": "signal Aborted",
}


@pytest.mark.parametrize(("source", "reason"), ENDS.items(), ids=ENDS)
def test_the_parent_says_how_a_worker_ended(sandbox: Sandbox, source: str, reason: str) -> None:
    channel = start(sandbox, source)
    with pytest.raises(Closed):
        channel.receive(Returned | Raised, deadline=soon())
    channel.close()
    assert stop(sandbox) == Stopped(True, reason)


def test_a_worker_that_takes_too_much_memory_is_killed(sandbox: Sandbox) -> None:
    source = """
        import time, torch
        hold = []
        while True:
            hold.append(torch.ones(1 << 22))
            time.sleep(0.01)
        """
    channel = start(sandbox, source, memory_mb=300)
    with pytest.raises(Closed):
        channel.receive(Returned | Raised, deadline=soon())
    channel.close()
    assert stop(sandbox) == Stopped(True, "memory")


def test_a_worker_that_still_runs_is_stopped(sandbox: Sandbox) -> None:
    channel = start(sandbox, "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass")
    assert stop(sandbox).clean
    with pytest.raises(Closed):
        channel.receive(Returned | Raised, deadline=soon())
    channel.close()


def test_stopping_twice_or_without_a_worker_is_harmless(sandbox: Sandbox) -> None:
    assert stop(sandbox).clean
    assert stop(sandbox).clean


LITTER = """
    import os, tempfile
    for folder in (".", tempfile.gettempdir(), "/dev/shm"):
        inner = os.path.join(folder, "litter", "inner")
        try:
            os.makedirs(inner)
        except OSError:
            continue
        open(os.path.join(inner, "file"), "w").write("x")
        os.symlink("/etc", os.path.join(inner, "link"))
        os.chmod(inner, 0)
    def found():
        return [f for f in (".", tempfile.gettempdir(), "/dev/shm") if os.path.exists(os.path.join(f, "litter"))]
    """


BURNS = {
    "its own thread": "burn()",
    "another thread": "t = threading.Thread(target=burn); t.start(); t.join()",
    "a child that it buries": "pid = fork(); os.waitpid(pid, 0)",
    "a child that nobody has buried": "pid = fork(); os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)",
    "a child that still lives": "pid = fork(then=lambda: time.sleep(60)); time.sleep(1.5)",
    "an orphan": "pid = fork(burns=False, then=fork); os.waitpid(pid, 0); time.sleep(1.5)",
    "a child whose end it ignores": "signal.signal(signal.SIGCHLD, signal.SIG_IGN); fork(); time.sleep(1.5)",
}


@pytest.mark.parametrize("how", BURNS)
def test_processor_time_counts_whoever_uses_it(sandbox: Sandbox, how: str) -> None:
    """Three tenths of a second, in whatever process or thread; what was used before is not in the difference."""
    source = f"""
        import os, signal, threading, time
        def burn():
            end = time.thread_time() + 0.3
            while time.thread_time() < end: pass
        def fork(burns=True, then=lambda: None):
            if pid := os.fork(): return pid
            if burns: burn()
            then()
            os._exit(0)
        def use():
            {BURNS[how]}
        """
    channel = start(sandbox, source)
    loaded, _ = channel.receive(Returned | Raised, deadline=soon())
    assert isinstance(loaded, Returned), loaded
    before = used(sandbox)
    channel.send(Call(2, "student.use"), deadline=soon())
    reply, _ = channel.receive(Returned | Raised, deadline=soon())
    after = used(sandbox)
    channel.close()
    assert stop(sandbox).clean
    assert isinstance(reply, Returned), reply
    assert 0.2 < after - before < 0.6


def used(sandbox: Sandbox) -> float:
    sandbox.channel.send(Usage(), deadline=soon())
    seconds: float = sandbox.channel.receive(Used, deadline=soon())[0].seconds
    return seconds


def test_every_file_of_a_submission_is_gone_when_it_is_stopped(sandbox: Sandbox) -> None:
    start(sandbox, LITTER).close()
    assert stop(sandbox).clean
    channel = start(sandbox, LITTER[LITTER.index("    def found") :].replace("    def", "import os, tempfile\ndef", 1))
    channel.receive(Returned | Raised, deadline=soon())
    channel.send(Call(2, "student.found"), deadline=soon())
    reply, _ = channel.receive(Returned | Raised, deadline=soon())
    channel.close()
    assert stop(sandbox).clean
    assert isinstance(reply, Returned), reply
    assert isinstance(reply.value, Sequence)
    assert reply.value.items == []


def test_wiping_removes_locked_folders_and_follows_no_link(tmp_path: Path) -> None:
    folder, outside = tmp_path / "scratch", tmp_path / "outside"
    (folder / "a" / "b").mkdir(parents=True)
    outside.mkdir()
    (outside / "kept").write_text("x")
    (folder / "a" / "b" / "file").write_text("x")
    (folder / "a" / "link").symlink_to(outside)
    (folder / "dangling").symlink_to("/nowhere")
    os.mkfifo(folder / "pipe")
    (folder / "a" / "b").chmod(0)
    (folder / "a").chmod(0)
    assert wipe([folder], None, attributes([folder]))
    assert list(folder.iterdir()) == []
    assert (outside / "kept").exists()


def test_wiping_says_when_something_is_left(tmp_path: Path) -> None:
    assert not wipe([tmp_path / "not there"], None, [])


@pytest.mark.parametrize(
    "leave",
    [
        lambda folder: os.setxattr(folder, "user.note", b"hello"),
        lambda folder: folder.chmod(0o500),
        lambda folder: folder.chmod(0o000),
        lambda folder: folder.chmod(0o1777),
    ],
    ids=["attribute", "locked", "shut", "opened"],
)
def test_what_is_left_on_a_folder_itself_is_something_left(tmp_path: Path, leave: Callable[[Path], None]) -> None:
    """It outlives what is in it; its times can be put back, and are."""
    folder = tmp_path / "scratch"
    folder.mkdir(mode=0o700)
    before = attributes([folder])
    os.utime(folder, (5, 5))
    assert wipe([folder], None, before)
    assert folder.stat().st_mtime == 0
    leave(folder)
    assert not wipe([folder], None, before)


def test_wiping_leaves_the_files_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "theirs").write_text("x")
    monkeypatch.setattr("grader.worker.wipe.os.getuid", lambda: 12_345)
    assert wipe([tmp_path], None, attributes([tmp_path]))
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]
