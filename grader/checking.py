"""Grades one submission: what `dlgrade check` does."""

from __future__ import annotations

import re
from pathlib import Path

from grader.course import Lesson
from grader.devices import choose_device
from grader.errors import LessonError
from grader.sandbox import choose
from grader.scorecard import Scorecard
from grader.session import Options, Session, new_seed
from grader.submission import Submission, read_submission

__all__ = ["check_submission"]

# What students may import beyond torch and NumPy; each costs part of a second, so only what a file names is made ready.
HEAVY = {"torchvision": "torchvision", "pandas": "pandas", "sklearn": "sklearn", "matplotlib": "matplotlib.pyplot"}


def check_submission(
    lesson: Lesson,
    path: Path | None = None,
    *,
    tasks: tuple[int, ...] = (),
    seed: int | None = None,
    sandbox: str = "auto",
    device: str = "auto",
    language: str = "en",
) -> Scorecard:
    """The scorecard of the submission at `path`, by default the lesson's own file in exercises/."""
    if not lesson.suite_files or not all(file.is_file() for file in lesson.suite_files):
        raise LessonError(
            f"{lesson.id} has no tests: neither {lesson.instructor / 'suite'} nor {lesson.suite} is there."
        )
    submission = read_submission(path or lesson.stub, lesson)
    backend = choose(sandbox, own_code=True)
    chosen = choose_device(device, wanted=lesson.facts.gpu)
    options = Options(new_seed() if seed is None else seed, tasks, language)
    hidden = (lesson.instructor.parent.parent,)
    with Session(backend, lesson.limits, hidden=hidden, preload=needed_imports(submission), device=chosen) as session:
        return session.grade(lesson, submission, options)


def needed_imports(submission: Submission) -> tuple[str, ...]:
    """torch, and the heavy packages that the source seems to import. A wrong guess costs time only."""
    text = b"\n".join(submission.files.values())

    def named(name: str) -> bool:
        return bool(re.search(rb"^\s*(import|from)\s+%b\b" % name.encode(), text, re.MULTILINE))

    return ("torch", *(module for name, module in HEAVY.items() if named(name)))
