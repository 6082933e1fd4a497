"""Whatever a submission does to use its time up, its limit ends it. How late is measured by benchmarks/limits.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.lessons import Course
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.scorecard import Scorecard
from grader.wire.messages import Limits

from .bench import working_backends

LIMITS = Limits(call_seconds=0.5, test_seconds=0.8, import_seconds=1, submission_seconds=1.5)
ONE_CALL = ["test_one", "test_two", "test_three", "test_four", "test_five", "test_six"]
LESSON = f"""
number = 1
title = "Time"
title_zh = "时间"
file = "echo.py"

[limits]
call_seconds = {LIMITS.call_seconds}
test_seconds = {LIMITS.test_seconds}
import_seconds = {LIMITS.import_seconds}
submission_seconds = {LIMITS.submission_seconds}

[[tasks]]
number = 1
title = "Echo"
title_zh = "回声"
points = {1 + len(ONE_CALL)}
functions = ["echo"]
"""
SUITE = """
import pytest

from grader.judge import check


@pytest.mark.task(1)
def test_many(student):
    \"\"\"echo gives back each number\"\"\"
    for number in range(20):
        check.equal(student.echo(number), number)
"""
ONE = """

@pytest.mark.task(1)
def {name}(student):
    \"\"\"echo gives back 1\"\"\"
    check.equal(student.echo(1), 1)
"""
HEAD = "import atexit, os, signal, sys, threading, time\n"
DEAF = """
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
"""
CALLS = {
    "sleeps": "def echo(n): time.sleep(60)",
    "spins with the lock held": "def echo(n): return sum(range(10**12))",
    "is deaf to signals": f"{DEAF}\ndef echo(n): time.sleep(60)",
    "stops itself": "def echo(n): os.kill(os.getpid(), signal.SIGSTOP)",
    "forks deaf children": f"{DEAF}\ndef echo(n): os.fork(), os.fork(), os.setsid, time.sleep(60)",
    "ends slowly": "atexit.register(time.sleep, 60)\ndef echo(n): threading.Thread(target=time.sleep, args=(60,)).start(); sys.exit()",
    "hangs up and stays": "def echo(n): os.close(3), time.sleep(60)",
}
SHORT = {"ends slowly", "hangs up and stays"}  # these lose their worker at once, and must not be waited for
HOGS = CALLS | {
    "is slow in every call": "def echo(n): time.sleep(0.2); return n",
    "sleeps at import": f"{DEAF}\ntime.sleep(60)\ndef echo(n): return n",
}


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Scorecard]]:
    """The scorecard of each hog."""
    course = a_course(tmp_path_factory.mktemp("time"))
    with Session(working_backends()[0], LIMITS, preload=("torch",)) as session:
        yield {name: grade(session, course, source) for name, source in HOGS.items()}


def a_course(root: Path) -> Course:
    handout, instructor = root / "exercises" / "lesson01_time", root / "solutions" / "lesson01_time"
    (instructor / "suite").mkdir(parents=True)
    handout.mkdir(parents=True)
    (root / "course.toml").write_text('title = "Time"\n')
    (handout / "lesson.toml").write_text(LESSON)
    (handout / "echo.py").write_text("")
    (instructor / "echo.py").write_text("def echo(n): return n\n")
    suite = SUITE + "".join(ONE.format(name=name) for name in ONE_CALL)
    (instructor / "suite" / "test_echo.py").write_text(suite)
    return Course(root)


def grade(session: Session, course: Course, source: str) -> Scorecard:
    return session.grade(course.lesson("lesson01"), Submission({"echo.py": f"{HEAD}{source}\n".encode()}), Options(1))


@pytest.mark.parametrize("name", HOGS)
def test_a_submission_that_does_not_end_is_graded(cards: dict[str, Scorecard], name: str) -> None:
    assert cards[name].outcome == "graded"
    assert cards[name].score < cards[name].max_score


def test_hogs_used_their_limits_up(cards: dict[str, Scorecard]) -> None:
    """Calls, tests, imports and submissions were each ended by their limit, and not by something else."""
    said = {name: " ".join(str(test.message) for test in card.tests) for name, card in cards.items()}

    assert [name for name in CALLS if name not in SHORT and "The call took longer than 0.5" not in said[name]] == []
    assert "The test took longer than 0.8" in said["is slow in every call"]
    assert "Importing your file took longer than 1 " in said["sleeps at import"]
    assert "Your submission took longer than 1.5" in said["sleeps"]
