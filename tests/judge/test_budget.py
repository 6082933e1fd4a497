"""The judge's own time on a submission: over it a test crashes, the rest is not judged, and no submission ends as a fault of ours."""

from __future__ import annotations

import textwrap

import msgspec
import pytest

from grader.course.lessons import Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.scorecard import Scorecard
from tests.attacks.corpus import FILES

SUITE = '''
import pytest
from grader.judge import check

@pytest.mark.task(1)
def test_before(student):
    """the claim"""
    check.equal(student.add(1, 2), 3)

@pytest.mark.task(1)
def test_busy(student):
    """the claim"""
    got = student.many()
    {body}

@pytest.mark.task(1)
def test_after(student):
    """the claim"""
    check.equal(student.add(2, 2), 4)
'''
# What a suite may innocently do with an answer, and what is done with it beside the suite.
BUSY = {
    "a loop of Python's": "sum(a != b for a in got for b in got)",
    "one call into C": "set(map(tuple, got))",
    "a loop that forgives": "\n".join(
        ["while True:", "        try: sum(a != b for a in got for b in got)", "        except Exception: pass"]
    ),
}
COLLIDING = (FILES / "wire_full_collisions.py").read_text()
COLLIDING = COLLIDING[COLLIDING.index("M = 1") : COLLIDING.index("def sigmoid")]


@pytest.fixture
def busy(lesson: Lesson) -> Lesson:
    """The training lesson, with a suite about pairs of numbers instead."""
    lesson.limits = msgspec.structs.replace(lesson.limits, judge_seconds=1)
    for path in lesson.suite_files:
        path.unlink()
    return lesson


def graded(session: Session, lesson: Lesson, body: str, pairs: int) -> Scorecard:
    (lesson.instructor / "suite" / "test_pairs.py").write_text(SUITE.format(body=body))
    source = f"{textwrap.dedent(COLLIDING)}\ndef add(a, b): return a + b\ndef many(): return [list(p) for p in colliding({pairs})]\n"
    solution = "def add(a, b): return a + b\ndef many(): return [[1, 2]]\n"
    lesson.solution.write_text(solution)
    return session.grade(lesson, Submission({lesson.facts.file: source.encode()}), Options(3))


@pytest.mark.parametrize("body", BUSY.values(), ids=BUSY)
def test_a_judge_that_is_kept_busy_says_so_and_judges_no_more(session: Session, busy: Lesson, body: str) -> None:
    """What was judged before stands, also where the judge had to be killed."""
    card = graded(session, busy, body, 15_000)

    assert card.outcome == "graded"
    assert [test.outcome for test in card.tests] == ["passed", "crashed", "crashed"]
    assert card.tests[1].message == card.tests[2].message
    assert str(card.tests[1].message).startswith(
        "What your code returned kept the grader itself busy for more than 1 seconds"
    )


def test_the_next_submission_has_the_whole_time_again(session: Session, busy: Lesson) -> None:
    card = graded(session, busy, "assert len(set(map(tuple, got))) == 100", 100)

    assert [test.outcome for test in card.tests] == ["passed"] * 3
