"""Tests that ask the same of every class: who knows their answers by heart passes them with nothing written."""

from __future__ import annotations

from collections.abc import Iterator

from grader.authoring.findings import finding
from grader.authoring.handout import quick_tasks
from grader.course.lessons import Lesson
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.intake.submission import Submission

__all__ = ["fixed_findings"]

KEYS = tuple(bytes([n]) * len(AUTHOR_KEY) for n in range(3))  # three: of few whole numbers two draws are often the same


def fixed_findings(lesson: Lesson, session: Session) -> Iterator[str]:
    """A sentence for each hidden test whose calls and right answers are the same under several keys. Tests of training tasks are not tried."""
    if not (quick := quick_tasks(lesson)):
        return
    solution = Submission(lesson.solved())
    runs = [session.asked(lesson, solution, Options(1, quick, secret_key=key, explain=False)) for key in KEYS]
    for name in sorted(name for name in runs[0] if len({run.get(name) for run in runs}) == 1):
        yield finding("lint.fixed", name=name)
