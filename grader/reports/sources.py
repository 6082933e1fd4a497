"""What the students of a graded class handed in, as long as it still is what was graded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from grader.classroom.classes import ClassMember
from grader.course.late import Late
from grader.course.lessons import Lesson
from grader.errors import ChoiceError, UsageError
from grader.intake.chosen import Chosen
from grader.intake.discover import discover
from grader.intake.handins import read_found
from grader.reports.source import source_texts
from grader.scorecard import Scorecard

__all__ = ["Source", "sources_of"]

Source = Callable[[ClassMember, Scorecard], dict[str, str]]


def sources_of(
    submissions: Path, form: str, lesson: Lesson, room: Path, chosen: Mapping[str, Chosen], late: Late
) -> tuple[Source, str]:
    """A function that gives a student's files as text, none where they are others by now; and why it gives nobody's.

    room: a folder for what comes out of archives. chosen, late: as the class was graded with. Raises ChoiceError.
    """
    try:
        handed_in = discover(submissions, lesson, room, form=form, chosen=chosen, late=late).found
        found = {each.student: each for each in handed_in}
    except ChoiceError:  # one slip, of which every page would lose its code
        raise
    except UsageError as error:
        return lambda student, card: {}, str(error)

    def source(student: ClassMember, card: Scorecard) -> dict[str, str]:
        if student.student not in found or found[student.student].fault:
            return {}
        for each in found[student.student].attempts or (found[student.student],):
            submission = read_found(each, lesson)
            if submission.sha256 == card.submission.sha256:
                return source_texts(submission.code)
        return {}

    return source, ""
