"""Each limit, and a submission that tries to pass it, in every backend that works here."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.course.lessons import Course
from grader.intake.submission import read_submission
from grader.judge.remote.calls import Link
from grader.judge.remote.errors import StudentError, TimedOut, WorkerLost
from grader.judge.remote.student import Desk, Student
from grader.sandbox import BACKENDS, Sandbox
from grader.wire.messages import Limits

WORKING = [backend for backend in BACKENDS if not backend.why_not()]
LIMITS = {"memory_mb": 400, "processes": 32, "file_mb": 4, "scratch_mb": 16, "open_files": 64, "reply_mb": 2}
SOURCE = """
    import os, threading, time
    import torch

    def start_processes(n):
        started = 0
        try:
            for _ in range(n):
                if os.fork() == 0:
                    time.sleep(60)
                started += 1
        except OSError:
            pass
        return started

    def start_threads(n):
        started = 0
        try:
            for _ in range(n):
                threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
                started += 1
        except RuntimeError:
            pass
        return started

    def take(mb):
        hold = []
        for _ in range(mb):
            hold.append(os.urandom(1 << 20))
            time.sleep(0.0005)
        return len(hold)

    def take_in_children(n, mb):
        for _ in range(n):
            if os.fork() == 0:
                take(mb)
                time.sleep(60)
        time.sleep(60)

    def write(name, mb):
        with open(name, "wb") as file:
            return sum(file.write(bytes(1 << 20)) for _ in range(mb)) >> 20

    def write_many(n, mb):
        for number in range(n):
            write(f"file{number}", mb)
        time.sleep(5)

    def open_files(n):
        held = []
        try:
            for _ in range(n):
                held.append(open("/dev/null"))
        except OSError:
            pass
        return len(held)

    def reply(mb): return torch.zeros(mb << 20, dtype=torch.uint8)
    def shout(mb):
        for _ in range(mb):
            print("x" * (1 << 20))
    def raise_long(n): raise ValueError("x" * n)
    def sleep(seconds): time.sleep(seconds)
    """


@pytest.fixture(scope="module", params=WORKING, ids=lambda backend: backend.name)
def warm(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A warm sandbox whose scratch space has the size that these tests ask for."""
    sandbox = Sandbox(request.param, Limits(**LIMITS))
    sandbox.wait_until_ready()
    yield sandbox
    sandbox.close()


@pytest.fixture
def hand_in(warm: Sandbox) -> Iterator[Callable[..., Student]]:
    """Start the worker with these limits; what it leaves must be clearable."""
    links = []

    def hand_in(source: str = SOURCE, **limits: Any) -> Student:
        held = Limits(**LIMITS | limits)
        links.append(Link(warm.channel, {"answer.py": textwrap.dedent(source).encode()}, "answer.py", held))
        desk = Desk(links[-1], {})
        desk.begin(1, frozenset())
        return Student(desk)

    yield hand_in
    for link in links:
        link.stop()
    assert [link.broken for link in links if link.broken] == []


def refusal(act: Callable[..., object], *args: object) -> str:
    """What the student is told when the call fails."""
    with pytest.raises((StudentError, WorkerLost)) as caught:
        act(*args)
    return caught.value.raised.message if isinstance(caught.value, StudentError) else str(caught.value)


def confined(warm: Sandbox) -> bool:
    """A process alone promises no limit of processes."""
    return warm.backend.name != "process"


def test_student_cannot_start_a_thousand_processes(hand_in: Callable[..., Student], warm: Sandbox) -> None:
    """`processes` binds the grader's root as it binds an ordinary user."""
    assert hand_in().start_processes(1000 if confined(warm) else 1) <= LIMITS["processes"]


def test_student_cannot_start_a_thousand_threads(hand_in: Callable[..., Student], warm: Sandbox) -> None:
    """A thread counts as a process."""
    assert hand_in().start_threads(1000 if confined(warm) else 1) <= LIMITS["processes"]


def test_student_cannot_take_more_memory_than_the_limit(hand_in: Callable[..., Student]) -> None:
    """`memory_mb` ends the worker, or the allocation fails."""
    assert refusal(hand_in().take, 2000) in ("", "Your code used more than 400 MB of memory and was stopped.")


def test_student_cannot_take_more_memory_in_many_processes(hand_in: Callable[..., Student]) -> None:
    """`memory_mb` is for all processes of the submission together."""
    assert refusal(hand_in().take_in_children, 6, 100) == "Your code used more than 400 MB of memory and was stopped."


def test_student_cannot_write_a_larger_file_than_the_limit(hand_in: Callable[..., Student]) -> None:
    """`file_mb` is held by the kernel: the write fails."""
    assert "File too large" in refusal(hand_in().write, "large", LIMITS["file_mb"] + 1)


def test_student_cannot_fill_more_scratch_space_than_the_limit(hand_in: Callable[..., Student]) -> None:
    """`scratch_mb` is for all files together: the write fails, or the worker is ended."""
    told = refusal(hand_in().write_many, 6, 3)

    assert "No space left" in told or told == "Your code wrote more than 16 MB of files and was stopped."


def test_student_cannot_open_a_thousand_files(hand_in: Callable[..., Student]) -> None:
    """`open_files` is held by the kernel."""
    assert hand_in().open_files(1000) < LIMITS["open_files"]


def test_student_cannot_reply_with_more_than_the_limit(hand_in: Callable[..., Student]) -> None:
    """A result beyond `reply_mb` is an exception, which says so."""
    assert "the 2,097,152 bytes that may be sent" in refusal(hand_in().reply, LIMITS["reply_mb"] + 1)


def test_student_cannot_reply_without_end(hand_in: Callable[..., Student]) -> None:
    """All results of one test together have a bound as well."""
    student = hand_in()

    told = refusal(lambda: [student.reply(1) for _ in range(20)])

    assert told == "Your code sent more than 8 MB of results in one test."


def test_student_cannot_print_without_end(hand_in: Callable[..., Student]) -> None:
    """What is printed beyond `text_chars` is dropped, and costs no memory."""
    assert hand_in().shout(100) is None


def test_student_cannot_raise_a_long_text(hand_in: Callable[..., Student]) -> None:
    """An exception's text is cut to `text_chars`."""
    with pytest.raises(StudentError) as caught:
        hand_in(text_chars=100).raise_long(10**6)

    assert len(caught.value.raised.message) == 100


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("call_seconds", "The call took longer than 0.5"),
        ("test_seconds", "The test took longer than 0.5"),
        ("submission_seconds", "Your submission took longer than 1.5"),
    ],
)
def test_student_cannot_take_longer_than(hand_in: Callable[..., Student], limit: str, sentence: str) -> None:
    """The judge's clock ends a call, a test, a submission."""
    with pytest.raises(TimedOut) as caught:
        hand_in(**{limit: 1.5 if limit == "submission_seconds" else 0.5}).sleep(60)

    assert sentence in str(caught.value)


FOR_EVER = {
    "endless": (
        "while True: pass",
        "stopped at line 1: it was still running after .* seconds, and nothing that a test calls",
    ),
    "deaf": (
        "import time\nwhile True:\n    try: time.sleep(60)\n    except BaseException: pass",
        "took longer than 0.5 seconds",
    ),
}


@pytest.mark.parametrize(("source", "said"), FOR_EVER.values(), ids=FOR_EVER)
def test_student_cannot_import_for_ever(hand_in: Callable[..., Student], source: str, said: str) -> None:
    """`import_seconds` bounds what runs at the top of the file; the worker itself ends what listens to it."""
    with pytest.raises(TimedOut, match=said):
        hand_in(source, import_seconds=0.5).anything()


def test_student_cannot_hand_in_a_larger_file_than_the_limit(tmp_path: Path) -> None:
    """`source_kb` bounds the file that is read at all."""
    lesson = Course(Path(__file__).parents[2]).lesson("lesson05")
    (tmp_path / "answer.py").write_bytes(b"#" * (lesson.limits.source_kb * 1024 + 1))

    assert str(read_submission(tmp_path / "answer.py", lesson).problem) == "Your file is larger than 512 KB."
