"""A suite that is collected once for many submissions: the same records as one that each collects by itself, and nothing that outlives either."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.course.lessons import Course, Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.scorecard import Scorecard
from grader.wire.messages import Limits

RIGHT = "def add(a, b): return a + b"
WRONG = "def add(a, b): return a - b"
KEY = bytes(32)
COURSE = Course(Path(__file__).parents[2])


@pytest.fixture
def add(tmp_path: Path, toy_course: Course) -> Lesson:
    """A copy of the toy lesson that a test may change."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
    return Course(tmp_path).lesson("1")


@pytest.fixture
def fresh() -> Iterator[Session]:
    with Session(choose(), Limits()) as session:
        session.wait_until_ready()
        yield session


def grade(session: Session, lesson: Lesson, program: str | dict[str, bytes]) -> Scorecard:
    files = {lesson.main: program.encode()} if isinstance(program, str) else program
    return session.grade(lesson, Submission(files), Options(3, secret_key=KEY))


def collected(session: Session) -> list[int]:
    """The processes below the judge's parent, between two submissions: a judge ends a moment after its answer."""
    assert session._judge
    pid, quiet = session._judge.process.pid, 0
    below: list[int] = []
    while quiet < 10:
        now = _children(pid)
        quiet = quiet + 1 if now == below and not any(map(_children, now)) else 0
        below = now
        time.sleep(0.02)
    return below


def _children(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []


def write_suite(lesson: Lesson, top: str, body: str) -> None:
    suite = f'import pytest\n{top}\n@pytest.mark.task(1)\ndef test_it(student):\n    """the claim"""\n    {body}\n'
    (lesson.suite / "test_add.py").write_text(suite)


@pytest.mark.parametrize("id", ["lesson00", "lesson05", "lesson11"])
def test_the_records_are_the_same_whoever_collects(id: str) -> None:
    lesson = COURSE.lesson(id)
    programs = [lesson.solved(), *(lesson.with_others(each.source) for each in lesson.misconceptions[:2])]

    def cards(session: Session) -> list[dict[str, Any]]:
        return [grade(session, lesson, program).without_times() for program in programs]

    with Session(choose(), lesson.limits, hidden=lesson.hidden) as session:
        first = grade(session, lesson, programs[-1]).without_times()
        by_itself = [first]
        assert not collected(session)
        shared = cards(session)
        assert len(collected(session)) == 1
    for program in programs[:-1]:
        with Session(choose(), lesson.limits, hidden=lesson.hidden) as session:
            by_itself.append(grade(session, lesson, program).without_times())
    assert shared == [*by_itself[1:], by_itself[0]]


def test_a_suite_that_has_changed_is_read_anew(fresh: Session, add: Lesson) -> None:
    assert [grade(fresh, add, RIGHT).exit_code for _ in range(3)] == [0, 0, 0]
    (before,) = collected(fresh)
    write_suite(add, "", "assert student.add(1, 1) == 3")
    changed = Course(add.root).lesson("1")
    assert [test.id for task in grade(fresh, changed, RIGHT).tasks for test in task.tests] == ["test_it"]
    assert grade(fresh, changed, RIGHT).score == 0
    assert before not in collected(fresh)


def test_a_helper_of_the_suite_that_has_changed_is_read_anew(fresh: Session, add: Lesson) -> None:
    helper = add.suite / "expected.py"
    helper.write_text("TWO = 2\n")
    times = helper.stat()
    write_suite(add, "from expected import TWO", "assert student.add(1, 1) == TWO")
    assert [grade(fresh, add, RIGHT).exit_code for _ in range(3)] == [0, 0, 0]
    helper.write_text("TWO = 3\n")
    os.utime(helper, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert grade(fresh, add, RIGHT).exit_code == 1


def test_a_test_s_state_does_not_reach_the_next_submission(fresh: Session, add: Lesson) -> None:
    write_suite(add, "SEEN = []", "SEEN.append(student.add(1, 1)); assert SEEN == [2]")
    assert [grade(fresh, add, RIGHT).exit_code for _ in range(4)] == [0, 0, 0, 0]
    assert len(collected(fresh)) == 1


@pytest.mark.parametrize(
    "top",
    [
        "import tempfile, pathlib\nROOM = pathlib.Path(tempfile.mkdtemp())",
        "import tempfile\nFILE = tempfile.TemporaryFile()",
        "FILE = open(__file__)",
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
        "import subprocess\nCHILD = subprocess.Popen(['sleep', '60'])",
        "import socket\nLINE = socket.socketpair()",
    ],
)
def test_a_suite_that_would_share_more_than_memory_is_collected_by_each_for_itself(
    fresh: Session, add: Lesson, top: str
) -> None:
    write_suite(add, top, "assert student.add(1, 1) == 2")
    assert [grade(fresh, add, RIGHT).exit_code for _ in range(3)] == [0, 0, 0]
    assert not collected(fresh)


def test_what_one_suite_does_to_the_process_does_not_reach_another_lesson(fresh: Session, add: Lesson) -> None:
    other = add.root / "solutions" / "lesson02_add"
    shutil.copytree(add.instructor, other)
    shutil.copytree(add.handout, add.root / "exercises" / "lesson02_add")
    second = Course(add.root).lesson("2")
    write_suite(add, "import sys, pytest\nsys.left = 1\npytest.left = 1", "assert student.add(1, 1) == 2")
    write_suite(
        second,
        "import sys",
        "assert not hasattr(sys, 'left') and not hasattr(pytest, 'left') and student.add(1, 1) == 2",
    )
    assert [grade(fresh, add, RIGHT).exit_code for _ in range(3)] == [0, 0, 0]
    assert [grade(fresh, second, RIGHT).exit_code for _ in range(3)] == [0, 0, 0]
    assert [grade(fresh, add, RIGHT).exit_code for _ in range(2)] == [0, 0]


def test_a_suite_that_ends_python_while_it_is_read_is_a_fault(fresh: Session, add: Lesson) -> None:
    write_suite(add, "import sys\nsys.exit()", "pass")
    assert [grade(fresh, add, RIGHT).exit_code for _ in range(3)] == [3, 3, 3]


def test_a_collected_suite_that_is_killed_costs_at_most_one_answer(fresh: Session, add: Lesson) -> None:
    assert [grade(fresh, add, RIGHT).exit_code for _ in range(3)] == [0, 0, 0]
    (pid,) = collected(fresh)
    os.kill(pid, signal.SIGKILL)
    assert grade(fresh, add, RIGHT).exit_code in (0, 3)
    assert grade(fresh, add, RIGHT).exit_code == 0


def test_it_ends_with_the_session(toy_course: Course) -> None:
    with Session(choose(), Limits()) as session:
        assert [grade(session, toy_course.lesson("1"), WRONG).exit_code for _ in range(3)] == [1, 1, 1]
        (pid,) = collected(session)
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
