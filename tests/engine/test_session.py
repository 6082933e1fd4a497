"""A warm session: the same again from the same seed, and every death survived."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from decimal import Decimal
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson
from grader.engine.session import Options, Session, new_seed
from grader.intake.submission import Submission
from grader.scorecard import Scorecard
from grader.wire.messages import Limits

RIGHT = "def add(a, b): return a + b"
SLOW = "import time\ndef add(a, b): time.sleep(0.5); return a + b"
LUCKY = "import random\nlucky = random.random()\ndef add(a, b): return random.choice([a, b]) + lucky + id(random) % 1"


@pytest.fixture
def add(toy_course: Course) -> Lesson:
    return toy_course.lesson("lesson01")


def grade(session: Session, lesson: Lesson, source: str, seed: int = 3, **options: object) -> Scorecard:
    return session.grade(lesson, Submission({lesson.facts.file: source.encode()}), Options(seed, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("source", [RIGHT, LUCKY, "def add(a, b): return a - b", "def add(a, b): return 1 / 0"])
def test_the_same_seed_gives_the_same_document(session: Session, add: Lesson, source: str) -> None:
    first, second = (grade(session, add, source).without_times() for _ in range(2))
    assert first == second


def test_another_seed_draws_other_inputs(session: Session, add: Lesson) -> None:
    first, second = (grade(session, add, "def add(a, b): return 0", seed) for seed in (1, 2))
    assert first.tests[1].expected != second.tests[1].expected


def test_another_session_gives_the_same_document(session: Session, add: Lesson) -> None:
    with Session(session.backend, Limits()) as other:
        assert grade(other, add, LUCKY).without_times() == grade(session, add, LUCKY).without_times()


def test_a_task_is_graded_alone(session: Session, add: Lesson) -> None:
    card = grade(session, add, RIGHT, tasks=(1,))
    assert [task.number for task in card.tasks] == [1]
    assert (card.score, card.max_score, card.exit_code) == (Decimal(3), Decimal(3), 0)


def test_the_scorecard_says_who_what_and_how(session: Session, add: Lesson) -> None:
    submission = Submission({"add.py": RIGHT.encode()})
    card = session.grade(add, submission, Options(5), student="Ana")
    assert (card.student, card.seed, card.suite, card.lesson) == ("Ana", 5, "hidden", "lesson01_add")
    assert card.submission.sha256 == submission.sha256
    assert card.suite_sha256 == add.suite_sha256
    assert card.sandbox.backend == session.backend.name
    assert card.seconds > 0


def test_without_solutions_the_public_suite_is_run(session: Session, toy_course: Course) -> None:
    released = Lesson(toy_course.root / "exercises" / "lesson01_add", toy_course.root / "nowhere", Limits())
    card = grade(session, released, RIGHT)
    assert card.suite == "public"
    assert [test.id for test in card.tests] == ["test_one_and_one"]


def test_nothing_of_the_suite_s_source_comes_into_the_scorecard(session: Session, add: Lesson, tmp_path: Path) -> None:
    shutil.copytree(add.instructor, tmp_path / add.name)
    test = "import pytest\n@pytest.mark.task(1)\ndef test_it(student):\n    'claim'\n    secret = 4711; assert student.add(1, 2) == secret\n"
    (tmp_path / add.name / "suite" / "test_add.py").write_text(test)
    card = grade(session, Lesson(add.handout, tmp_path / add.name, Limits()), RIGHT)
    assert [(test.outcome, test.expected, test.yours) for test in card.tests] == [("failed", "4711", "3")]
    assert "secret" not in repr(card)
    assert "assert" not in repr(card)


def test_a_strange_value_is_the_student_s_and_not_a_fault_of_the_suite(
    session: Session, add: Lesson, tmp_path: Path
) -> None:
    """The suite trips over it, but not over the reference solution's."""
    shutil.copytree(add.instructor, tmp_path / add.name)
    test = "import pytest\n@pytest.mark.task(1)\ndef test_it(student):\n    'claim'\n    assert student.add(1, 2) - 1 == 2\n"
    (tmp_path / add.name / "suite" / "test_add.py").write_text(test)
    card = grade(session, Lesson(add.handout, tmp_path / add.name, Limits()), "def add(a, b): return 'three'")
    assert card.outcome == "graded"
    assert [test.outcome for test in card.tests] == ["failed"]
    assert "could not use what your code returned" in str(card.tests[0].message)


KILLERS = {
    "a worker that kills itself": "import os\ndef add(a, b): os.kill(os.getpid(), 9)",
    "a worker that kills all it can": "import os\ndef add(a, b): os.kill(-1, 9)",
    "a worker that closes its line": "import os, time\ndef add(a, b): os.close(3); time.sleep(9)",
}


@pytest.mark.parametrize("source", KILLERS.values(), ids=KILLERS)
def test_a_session_survives(session: Session, add: Lesson, source: str) -> None:
    if session.backend.name == "process" and "-1" in source:
        source = source.replace("-1", "os.getpid()")  # without a sandbox it would reach the tests themselves
    card = grade(session, add, source)
    assert [test.outcome for test in card.tests] == ["crashed", "crashed"]
    assert grade(session, add, RIGHT).score == 3


def kill_sandbox(session: Session) -> None:
    assert session._sandbox
    os.killpg(session._sandbox.process.pid, signal.SIGKILL)
    session._sandbox.process.wait()


def kill_judge(session: Session) -> None:
    assert session._judge
    os.killpg(session._judge.process.pid, signal.SIGKILL)
    session._judge.process.wait()


@pytest.mark.parametrize("kill", [kill_sandbox, kill_judge])
def test_a_death_between_two_submissions_costs_nobody_anything(session: Session, add: Lesson, kill: object) -> None:
    grade(session, add, RIGHT)
    kill(session)  # type: ignore[operator]
    assert grade(session, add, RIGHT).score == 3


def test_a_sandbox_that_dies_during_a_submission_is_replaced(session: Session, add: Lesson) -> None:
    grade(session, add, RIGHT)
    timer = threading.Timer(0.3, kill_sandbox, [session])
    timer.start()
    card = grade(session, add, SLOW)
    timer.join()
    assert (card.outcome, card.score) == ("graded", 3)


def test_a_judge_that_dies_during_a_submission_is_a_fault_and_is_replaced(session: Session, add: Lesson) -> None:
    grade(session, add, RIGHT)
    timer = threading.Timer(0.3, kill_judge, [session])
    timer.start()
    card = grade(session, add, SLOW)
    timer.join()
    assert (card.outcome, card.exit_code) == ("grader_fault", 3)
    assert grade(session, add, RIGHT).score == 3


def test_a_new_seed_is_a_number_that_json_keeps_exact() -> None:
    seeds = {new_seed() for _ in range(50)}
    assert len(seeds) == 50
    assert all(0 <= seed < 1 << 48 for seed in seeds)
