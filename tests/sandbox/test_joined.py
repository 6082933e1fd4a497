"""A worker's parent that was forked elsewhere comes into its sandbox whole, brings nothing along, and leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.course.lessons import Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.judge.remote.calls import Link
from grader.judge.remote.student import Desk, Student
from grader.sandbox import BACKENDS, Sandbox, base
from grader.wire.channel import WireError
from grader.wire.messages import Limits
from tests.attacks.corpus import ROOT
from tests.attacks.others import run_as
from tests.test_zygote import memory
from tests.waiting import wait_until

BUBBLEWRAP = BACKENDS[0]
CANARY = "canary-90ce"
SOURCE = """
    import os, subprocess, sys
    def ids(): return [os.getpid(), os.getppid(), os.getuid()]
    def status(): return open("/proc/self/status").read()
    def descriptors(): return [number for number in range(1 << 12) if opened(number)]
    def opened(number):
        try:
            return bool(os.fstat(number))
        except OSError:
            return False
    def namespaces(): return {name: os.readlink(f"/proc/self/ns/{name}") for name in os.listdir("/proc/self/ns")}
    def touch(path): os.utime(path)
    def open_up(path): os.chmod(path, 0o777)
    def signal_first(number):
        try:
            os.kill(1, number)
        except PermissionError:
            pass
    def another(): return subprocess.run([sys.executable, "-c", "print(7)"], capture_output=True, text=True).stdout
    def leave(count):
        for _ in range(count):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    import time
                    time.sleep(600)
                os._exit(0)
        return count
"""


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A sandbox that a fork has joined, asked for by a process with a secret."""
    monkeypatch.setenv("DLGRADE_TEST_SECRET", CANARY)
    sandbox = Sandbox(BUBBLEWRAP, Limits(), preload=())
    sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


@contextmanager
def student_in(sandbox: Sandbox) -> Iterator[Student]:
    link = Link(sandbox.channel, {"answer.py": textwrap.dedent(SOURCE).encode()}, "answer.py", Limits())
    desk = Desk(link, {})
    desk.begin(1, frozenset())
    try:
        yield Student(desk)
    finally:
        link.stop()
    assert not link.broken


def parent(sandbox: Sandbox) -> int:
    assert sandbox._parent, base.NOT_JOINED
    return sandbox._parent.pid


def namespace(pid: int, kind: str) -> str:
    return os.readlink(f"/proc/{pid}/ns/{kind}")


def test_a_worker_is_within_every_namespace_and_its_parent_beside_its_processes(joined: Sandbox) -> None:
    with student_in(joined) as student:
        pid, above, uid = student.ids()
        within = student.namespaces()

    assert above == 0  # not to be named, and so not to be signalled
    assert pid > 1
    for kind in ("ipc", "mnt", "net", "pid", "uts"):
        assert within[kind] != namespace(os.getpid(), kind)
    assert uid != 0
    if os.getuid() == 0:  # nobody else looks at a process that hides its memory
        assert namespace(parent(joined), "pid") == namespace(os.getpid(), "pid")
        assert namespace(parent(joined), "mnt") == within["mnt"]


def test_a_joiner_keeps_no_capability_and_no_descriptor(joined: Sandbox) -> None:
    with student_in(joined) as student:
        fields = dict(line.split(":\t", 1) for line in student.status().splitlines() if ":\t" in line)
        opened = student.descriptors()

    assert {int(fields[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {0}
    assert (fields["NoNewPrivs"].strip(), fields["Seccomp"].strip()) == ("1", "2")
    assert opened == [0, 1, 2, 3]  # nothing, and the line to the judge


as_root = pytest.mark.skipif(os.getuid() != 0, reason="nobody else looks into a process that hides its memory")


@as_root
def test_neither_the_parent_nor_its_zygotes_hold_what_the_grader_knows(joined: Sandbox) -> None:
    pid = parent(joined)
    while pid != os.getpid():
        assert CANARY.encode() not in memory(pid)
        assert CANARY.encode() not in Path(f"/proc/{pid}/environ").read_bytes()
        assert CANARY.encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_orphans_end_with_their_submission(joined: Sandbox) -> None:
    with student_in(joined) as student:
        assert student.leave(20) == 20
    held = joined._holder
    assert held
    children = Path(f"/proc/{held.process.pid}/task/{held.process.pid}/children").read_text().split()
    wait_until(lambda: Path(f"/proc/{children[0]}/task/{children[0]}/children").read_text() == "")


def test_the_first_process_takes_no_signal_of_a_student_s(joined: Sandbox) -> None:
    for number in (2, 9, 15, 17, 19):
        with student_in(joined) as student:
            student.signal_first(number)
    assert joined.alive


def test_a_program_that_a_submission_starts_runs(joined: Sandbox) -> None:
    with student_in(joined) as student:
        assert student.another() == "7\n"


@as_root
def test_submission_after_submission_leaves_nothing(joined: Sandbox) -> None:
    """Descriptors, mounts and processes are as many after thirty as after three."""

    def held() -> tuple[int, int, int]:
        pid = parent(joined)
        mounts = Path(f"/proc/{pid}/mountinfo").read_bytes().count(b"\n")
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return len(os.listdir(f"/proc/{pid}/fd")), mounts, len(children)

    for count in range(30):
        with student_in(joined) as student:
            assert student.ids()[1] == 0
        if count == 2:
            before = held()
    assert held() == before


def test_one_who_did_not_come_in_says_so_and_serves_nobody() -> None:
    """The holder is a process of the machine itself: nothing is joined."""
    code = "import os; from grader.worker import namespaces; namespaces.enter(os.open('/proc/1', os.O_PATH), 12345)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert "not in the sandbox" in done.stderr or "Permission denied" in done.stderr


TOUCH = """
import sys
sys.path.insert(0, {root!r})
from grader.judge.remote.errors import StudentError
from tests.sandbox import test_joined as here
sandbox = here.Sandbox(here.BUBBLEWRAP, here.Limits(), preload=())
sandbox.wait_until_ready()
here.parent(sandbox)
with here.student_in(sandbox) as student:
    for ask in (student.touch, student.open_up):
        try:
            ask("/proc/self/exe")
            print("changed")
        except StudentError as error:
            print(error.raised.type, error.raised.message)
sandbox.close()
"""


def test_the_interpreter_cannot_be_changed_by_its_owner(tmp_path: Path) -> None:
    """Python belongs to the user who grades, as pyenv's and conda's do: a forked worker runs from the machine's own file."""
    own = tmp_path / "bin" / "python"
    own.parent.mkdir()
    shutil.copy(os.path.realpath(sys.executable), own)
    (tmp_path / "pyvenv.cfg").write_text(f"home = {Path(os.path.realpath(sys.executable)).parent}\n")
    packages = Path(sysconfig.get_path("purelib"))
    (tmp_path / packages.relative_to(sys.prefix)).parent.mkdir(parents=True)
    (tmp_path / packages.relative_to(sys.prefix)).symlink_to(packages)
    done = subprocess.run([own, "-c", TOUCH.format(root=str(ROOT))], capture_output=True, text=True, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2
    assert "changed" not in done.stdout


def test_folders_bring_nothing_to_the_next_submission(add: Lesson) -> None:
    """Neither a note in their attributes, which would earn points, nor a mode that would cost an honest neighbour some."""
    note = """
        import contextlib, os
        for folder in ("/scratch", "/dev/shm"):
            with contextlib.suppress(OSError):
                os.setxattr(folder, "user.note", b"def add(a, b): return a + b")
        with contextlib.suppress(OSError):
            os.chmod("/dev/shm", 0o555)
        def add(a, b): return 0
    """
    reads = """
        import os
        def add(a, b): return 0
        for folder in ("/scratch", "/dev/shm"):
            for name in os.listxattr(folder):
                exec(os.getxattr(folder, name))
    """
    honest = """
        from multiprocessing import shared_memory
        def add(a, b):
            made = shared_memory.SharedMemory(create=True, size=64)
            made.close()
            made.unlink()
            return a + b
    """
    with Session(BUBBLEWRAP, add.limits, preload=()) as session:
        cards = [
            session.grade(add, Submission({add.main: textwrap.dedent(source).encode()}), Options(1, explain=False))
            for source in (note, reads, honest)
        ]
    assert [card.score for card in cards] == [0, 0, 3]
    assert {card.outcome for card in cards} == {"graded"}


def test_all_this_holds_for_an_ordinary_user() -> None:
    if os.getuid() == 0:
        said = run_as("ordinary", "pytest", "-q", "-p", "no:xdist", "tests/sandbox/test_joined.py")
        assert " passed" in said or "[100%]" in said


def test_where_nothing_can_be_joined_a_sandbox_imports_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise WireError("no way in")

    monkeypatch.setattr(base, "NOT_JOINED", {})
    monkeypatch.setattr("grader.sandbox.holder.Holder.let_in", refuse)
    sandbox = Sandbox(BUBBLEWRAP, Limits(), preload=())
    sandbox.wait_until_ready()
    with student_in(sandbox) as student:
        assert student.ids()[0] > 1
    sandbox.close()
    assert sandbox.not_forked == "no way in"
