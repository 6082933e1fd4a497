"""Runs in Gradescope's container: grades what lies in /autograder/submission and writes results.json.

As root, in this order: close everything to other users, grade in a sandbox, end it with every process of the student's,
then write the result. Whatever fails by our fault gives no score.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from grader.classroom.entries import past_due
from grader.classroom.grades import late_grade
from grader.course.fetch import fetch_what_is_needed
from grader.course.late import Aware, Late
from grader.course.lessons import Course, Lesson
from grader.engine.preload import needed_imports
from grader.engine.session import Options, Session, new_seed
from grader.errors import GraderFault
from grader.files import write_whole
from grader.intake.submission import Submission, take_in
from grader.lms.gradescope import fault_json, results_json, stopped_json
from grader.lms.package import AutograderPlan
from grader.lms.results import Result, automatic
from grader.reports.terminal import scorecard_text
from grader.sandbox import choose
from grader.scorecard import Scorecard, pretty

__all__ = ["main"]

AUTOGRADER = Path("/autograder")
SOURCE, SUBMISSION, RESULTS = (AUTOGRADER / name for name in ("source", "submission", "results"))
COURSE = SOURCE / "course"
METADATA = AUTOGRADER / "submission_metadata.json"


class GradescopeAssignment(Struct, frozen=True):
    due_date: Aware | None = None


class Metadata(Struct, frozen=True):
    """What we need of submission_metadata.json."""

    created_at: Aware | None = None
    assignment: GradescopeAssignment = GradescopeAssignment()


class OutOfTime(BaseException):
    """Raised wherever the grading is when its time is over; no `except Exception` may take it for something else."""


def main() -> None:
    """Entry point: `python -m grader.lms.autograder` for a submission, with `build` for the lesson's own solution."""
    plan = msgspec.json.decode((SOURCE / "plan.json").read_bytes(), type=AutograderPlan)
    if sys.argv[1:] == ["build"]:
        sys.exit(_build(Course(COURSE).lesson(plan.lesson), plan))
    document, code = _outcome(plan)
    write_whole(RESULTS / "results.json", pretty(document))
    (RESULTS / "results.json").chmod(0o600)
    sys.exit(code)


def _outcome(plan: AutograderPlan) -> tuple[dict[str, Any], int]:
    """The document and the exit code. What is printed is for the instructor: Gradescope shows it to nobody else."""
    try:
        _close()
        with _stopped_after(plan.seconds):
            course = Course(COURSE)
            lesson = course.lesson(plan.lesson)
            late = course.facts.late
            card = _grade(lesson, taken_in(SUBMISSION, lesson), plan.language, past_due(lesson, late))
        print(scorecard_text(card, language=plan.language))
        result = _with_lateness(card, lesson, course.facts.late, plan.language)
        if result.problem:
            raise GraderFault(result.problem)
        return results_json(result, plan.language), 0
    except OutOfTime:
        print(f"Stopped after {plan.seconds:g} s. Raise the time limit of the assignment and make the package anew.")
        return stopped_json(plan.seconds, plan.language), 0
    except Exception:
        traceback.print_exc()
        return fault_json(plan.language), GraderFault.exit_code


def _close() -> None:
    """No other user may read the suite and the classmates' names, or write a result."""
    for folder in (SOURCE, SUBMISSION, RESULTS):
        os.chown(folder, 0, 0)
        folder.chmod(0o700)
    if METADATA.exists():
        METADATA.chmod(0o600)


@contextlib.contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise OutOfTime

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def taken_in(folder: Path, lesson: Lesson) -> Submission:
    """The submission among the files that a student uploaded; what stands in its way is its `problem`."""
    return take_in([(folder.name, folder)], lesson)


def _grade(lesson: Lesson, submission: Submission, language: str, after_due: bool = True) -> Scorecard:
    """The scorecard; when it is here, no process of the submission is left."""
    options = Options(new_seed(), (), language, after_due=after_due)
    preload = needed_imports(lesson, submission)
    with Session(choose("auto"), lesson.limits, hidden=(AUTOGRADER,), preload=preload) as session:
        return session.grade(lesson, submission, options)


def _with_lateness(card: Scorecard, lesson: Lesson, late: Late, language: str) -> Result:
    """What the course's rule takes off, by the time of handing in and the assignment's own due date, else the course's."""
    result = automatic(card, language)
    metadata = _metadata(METADATA)
    if metadata.assignment.due_date:
        late = msgspec.structs.replace(late, due={lesson.name: metadata.assignment.due_date})
    grade = late_grade(result.grade, [], late, lesson.name, metadata.created_at)
    return msgspec.structs.replace(result, grade=grade)


def _metadata(path: Path) -> Metadata:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Metadata)
    except (OSError, msgspec.MsgspecError) as error:
        print(f"{path} does not say when this was handed in ({error}): graded as in time.")
        return Metadata()


def _build(lesson: Lesson, plan: AutograderPlan) -> int:
    """Fetch the data sets and grade the solution, under the same limits; 1 unless it has full marks."""
    fetch_what_is_needed(lesson)
    solution = Submission(lesson.solved())
    card = _grade(lesson, solution, plan.language)
    print(scorecard_text(card, language=plan.language))
    return int(card.exit_code != 0)


if __name__ == "__main__":
    main()
