"""Each backend that works here runs student code, holds it, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import os
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.errors import SandboxError, UsageError
from grader.judge.remote.calls import Link
from grader.judge.remote.errors import StudentError
from grader.judge.remote.student import Desk, Student
from grader.sandbox import BACKENDS, Backend, Sandbox, bubblewrap, choose
from grader.sandbox import uid as uid_backend
from grader.sandbox.base import ENVIRONMENT, PACKAGE, Kit, free_uid
from grader.sentences import Text
from grader.wire.messages import Confinement, Limits
from tests.waiting import wait_until

WORKING = [backend for backend in BACKENDS if not backend.why_not()]
CANARY = "canary-5f1c"
ENDLESS = "import sys, time\nprint('imports', file=sys.stderr, flush=True)\ntime.sleep(600)\n"
# A process alone promises nothing of what the tests with this mark try.
confining = pytest.mark.parametrize(
    "warm",
    [backend for backend in WORKING if backend.name != "process"],
    indirect=True,
    ids=lambda backend: backend.name,
)
SOURCE = """
    import os, socket
    def environment(): return dict(os.environ)
    def own_environment(): return open("/proc/self/environ").read() + open("/proc/1/environ").read()
    def read(path): return open(path).read(20)
    def listed(path): return os.listdir(path)
    def write(path): open(path, "w").write("x")
    def connect(): socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    def pids(): return [int(n) for n in os.listdir("/proc") if n.isdigit()]
    def who(): return [os.getuid(), os.getgid(), os.getppid()]
    def add(a, b): return a + b
    """


@pytest.fixture(scope="module", params=WORKING, ids=lambda backend: backend.name)
def warm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A warm sandbox of each backend, with a secret in the grader's environment and a folder to hide."""
    secret = tmp_path_factory.mktemp("solutions")
    (secret / "answers.txt").write_text(CANARY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DLGRADE_TEST_SECRET", CANARY)
        sandbox = Sandbox(request.param, Limits(), hidden=(secret,))
        sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


@pytest.fixture
def student(warm: Sandbox) -> Iterator[Student]:
    link = Link(warm.channel, {"answer.py": textwrap.dedent(SOURCE).encode()}, "answer.py", Limits())
    desk = Desk(link, {})
    desk.begin(1, frozenset())
    yield Student(desk)
    link.stop()
    assert not link.broken


def test_student_code_runs(student: Student) -> None:
    assert student.add(2, 3) == 5


def test_the_grader_s_environment_does_not_reach_the_worker(student: Student) -> None:
    environment = student.environment()
    assert CANARY not in repr(environment)
    own = {"PYTHONPATH", "HOME", "TMPDIR", "MPLCONFIGDIR", "PWD", "LC_CTYPE", "CUDA_VISIBLE_DEVICES"}
    assert {name for name in environment if not name.startswith("TORCH")} <= set(ENVIRONMENT) | own


def refused(function: Callable[..., Any], *args: Any) -> str:
    with pytest.raises(StudentError) as caught:
        function(*args)
    assert CANARY not in caught.value.raised.message
    return caught.value.raised.type


@confining
def test_no_process_within_reach_has_the_grader_s_environment(student: Student) -> None:
    try:
        assert CANARY not in student.own_environment()
    except StudentError as error:
        assert error.raised.type == "PermissionError"  # noqa: PT017  (either will do)


@confining
def test_the_judge_s_modules_cannot_be_read(student: Student) -> None:
    assert refused(student.read, str(PACKAGE / "judge" / "checks" / "check.py")) in (
        "FileNotFoundError",
        "PermissionError",
    )


@confining
def test_a_hidden_folder_cannot_be_read(student: Student, warm: Sandbox) -> None:
    hidden = warm.kit.hidden[1] / "answers.txt"
    assert refused(student.read, str(hidden)) in ("FileNotFoundError", "PermissionError")


@confining
@pytest.mark.parametrize("path", ["/etc/evil", "/usr/evil", f"{PACKAGE}/evil", "/evil"])
def test_nothing_outside_the_scratch_folder_can_be_written(student: Student, path: str) -> None:
    assert refused(student.write, path) in ("OSError", "PermissionError", "FileNotFoundError")
    assert not Path(path).exists()


@confining
def test_there_is_no_network(student: Student) -> None:
    assert refused(student.connect) == "PermissionError"


@confining
def test_student_code_is_no_root(student: Student) -> None:
    uid, gid, _ = student.who()
    assert uid != 0
    assert gid != 0


def test_a_closed_sandbox_leaves_no_process_and_no_folder() -> None:
    sandbox = Sandbox(WORKING[0], Limits())
    sandbox.wait_until_ready()
    sandbox.close()
    assert not sandbox.alive
    assert not sandbox.kit.root.exists()


class Broken(Backend):
    name = "broken"

    def guarantees(self) -> tuple[Text, ...]:
        return ()

    def why_not(self) -> str:
        return "it is broken"

    def prepare(self, kit: Any, limits: Limits) -> tuple[list[str], Confinement]:
        return ["/bin/sh", "-c", "echo no room >&2; exit 1"], Confinement("/tmp", [], "descendants")


def test_a_sandbox_that_does_not_start_says_what_it_said() -> None:
    sandbox = Sandbox(Broken(), Limits())
    with pytest.raises(SandboxError, match="the sandbox 'broken' did not start: no room"):
        sandbox.wait_until_ready()
    assert not sandbox.kit.root.exists()


def test_the_strongest_backend_that_works_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose("auto", own_code=True) is WORKING[0]
    monkeypatch.setattr("grader.sandbox.BACKENDS", (Broken(), BACKENDS[-1]))
    assert choose("auto", own_code=True).name == "process"


def test_other_people_s_code_never_runs_as_a_mere_process_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.sandbox.BACKENDS", (Broken(), BACKENDS[-1]))
    with pytest.raises(UsageError) as caught:
        choose("auto")
    assert str(caught.value) == (
        "No sandbox works on this machine, and other people's code must not run without one:\n"
        "  broken: it is broken\n"
        "Install one, or if you trust every submission, say --sandbox process."
    )


def test_a_backend_can_be_named_and_says_why_it_will_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choose("process").name == "process"
    monkeypatch.setattr("grader.sandbox.BACKENDS", (Broken(), BACKENDS[-1]))
    with pytest.raises(UsageError, match="The sandbox 'broken' does not work here: it is broken"):
        choose("broken")
    with pytest.raises(UsageError, match=r"No sandbox is called 'jail'\. There are: auto, broken, process\."):
        choose("jail")


def test_a_bubblewrap_that_hangs_is_no_backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, and the next backend tried: a machine that stalls costs time, not a traceback."""
    (tmp_path / "bwrap").write_text("#!/bin/sh\nexec sleep 1000\n")
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(bubblewrap, "PROBE_SECONDS", 0.2)
    with pytest.raises(UsageError, match="did not start a program"):
        choose("bubblewrap")


@pytest.mark.parametrize("backend", BACKENDS, ids=lambda backend: backend.name)
def test_each_backend_says_what_it_guarantees(backend: Backend) -> None:
    sentences = backend.guarantees()
    assert [str(sentence).split(":")[0] for sentence in sentences][:2] == ["network", "file system"]


def test_each_sandbox_gets_a_uid_of_its_own() -> None:
    uids = [free_uid() for _ in range(60)]
    assert len(set(uids)) == 60
    assert os.getuid() not in uids
    assert min(uids) >= 1000


def test_hidden_folder_is_not_readable_by_another_name(tmp_path: Path) -> None:
    """A link beside it, as `lib64` is to `lib`, must not open again what is hidden; what lies around it stays readable."""
    hidden = tmp_path / "lib" / "packages" / "grader"
    hidden.mkdir(parents=True)
    (hidden.parent / "torch").mkdir()
    (tmp_path / "lib64").symlink_to("lib")

    readable, listable = uid_backend._around([tmp_path], (hidden,))

    assert readable == [str(hidden.parent / "torch")]
    assert listable == [str(tmp_path), str(tmp_path / "lib"), str(hidden.parent)]


@pytest.mark.parametrize("backend", WORKING, ids=lambda backend: backend.name)
def test_a_sandbox_that_is_closed_while_it_starts_is_gone(backend: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    """A class that ends early leaves nothing that goes on importing, though it runs as another user than the grader."""
    module = f"endless_{os.getpid()}_{backend.name}"
    fill = Kit._fill

    def with_an_endless_import(kit: Kit, package: Path) -> None:
        fill(kit, package)
        (kit.code / f"{module}.py").write_text(ENDLESS)

    monkeypatch.setattr(Kit, "_fill", with_an_endless_import)
    sandbox = Sandbox(backend, Limits(), preload=(module,))
    sandbox.let_in(time.monotonic() + 300)
    wait_until(lambda: b"imports" in os.pread(sandbox.log.fileno(), 1000, 0))
    assert written_by(sandbox.log.fileno())
    log = os.dup(sandbox.log.fileno())
    sandbox.close()
    wait_until(lambda: not written_by(log))
    os.close(log)


def written_by(log: int) -> list[str]:
    """Other processes whose standard error is this file."""
    found = []
    for path in Path("/proc").glob("[0-9]*/fd/2"):
        with contextlib.suppress(OSError):
            if os.path.samestat(path.stat(), os.fstat(log)):
                found.append(path.parts[2])
    return found
