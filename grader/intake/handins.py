"""From what one student handed in, what is known of it before it is read: which file is graded, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import ChoiceError, GraderFault, machine_fault
from grader.intake.archive import ArchiveProblem
from grader.intake.choose import choose
from grader.intake.file_names import listed
from grader.intake.members import Given, Levels, opened
from grader.intake.submission import Submission, take_in
from grader.sentences import Part, Text, text

__all__ = ["Found", "HandIn", "read_found", "settle"]


@dataclass(frozen=True)
class Found:
    """One student's submission, or why there is none that can be graded (a sentence for the student).

    path: the file that is graded, or the archive that it lies in. fault: the problem is not the student's, and costs no
    point. also: other names of the student, such as an id and an address. given: all that was handed
    in. attempts: all that this student handed in at different times, where several count for the choice. uncounted: when the others came
    in. named: the file of it that counts, where the teacher has said so. notes: what is said on the scorecard besides.
    """

    student: str
    path: Path | None
    problem: Part = ""
    late: bool = False
    handed_in: datetime | None = None
    also: tuple[str, ...] = ()
    given: tuple[tuple[str, Path], ...] = ()
    named: str = ""
    notes: tuple[Text, ...] = ()
    fault: bool = False
    attempts: tuple[Found, ...] = ()
    uncounted: str = ""


@dataclass
class HandIn:
    """One act of handing in, before it is known which file counts. `paths`: files and folders, by the names that the student gave.

    refused: what of it could not be unpacked, with the reason. before: files that others of the same name came after. named: the file
    that counts, where the teacher has said so; place: where. not_chosen: what does not count for that reason. late_files: those that the
    platform calls late, where it says so of each.
    """

    student: str
    paths: Given
    problem: Part = ""
    late: bool = False
    handed_in: datetime | None = None
    also: tuple[str, ...] = field(default_factory=tuple)
    notes: tuple[Text, ...] = ()
    refused: list[tuple[str, Text]] = field(default_factory=list)
    before: Given = field(default_factory=list)
    not_chosen: Given = field(default_factory=list)
    named: str = ""
    place: str = ""
    late_files: list[Path] = field(default_factory=list)


def settle(handin: HandIn, lesson: Lesson) -> Found:
    """The student's submission. What the machine refuses is its fault, not the student's problem."""
    found = Found(
        handin.student,
        None,
        handin.problem,
        handin.late,
        handin.handed_in,
        handin.also,
        tuple(handin.paths),
        handin.named,
        (*handin.notes, *_refused(handin.refused)),
    )
    if handin.problem and not handin.named:
        return found
    try:
        choice = choose(Levels(handin.paths), lesson, handin.named)
    except ArchiveProblem as reason:
        return replace(found, problem=reason.said)
    except GraderFault as fault:
        return replace(found, problem=str(fault), fault=True)
    except MemoryError as error:
        return replace(found, problem=str(machine_fault(error, handin.student)), fault=True)
    if choice.main is None and handin.named:
        raise ChoiceError(text("wrong.choice_problem", place=handin.place, student=handin.student, why=choice.problem))
    if choice.main is None:
        problem = _refused(handin.refused[:1])[0] if handin.refused else choice.problem
        return replace(found, problem=problem)
    return replace(found, path=_on_disk(choice.main.name, handin.paths))


def read_found(found: Found, lesson: Lesson) -> Submission:
    """The submission; what stands in its way is its `problem`, in a sentence for the student. Raises GraderFault where that is not
    the student's."""
    if found.fault:
        raise GraderFault(found.problem)
    if found.problem or not found.given:
        return Submission(problem=found.problem, notes=found.notes)
    submission = take_in(list(found.given), lesson, found.named)
    return replace(submission, notes=(*submission.notes, *found.notes))


def _refused(refused: Iterable[tuple[str, Text]]) -> list[Text]:
    """What could not be unpacked, the first few."""
    few = list(refused)[:5]
    return [text("intake.not_unpacked", name=listed([name]), why=reason) for name, reason in few]


def _on_disk(name: str, given: Given) -> Path:
    """The file, or the archive in which it lies."""
    for shown, path in opened(given):
        if name == shown or name.startswith(f"{shown}/"):
            for part in filter(None, name.removeprefix(shown).split("/")):
                if not path.is_dir():
                    break
                path = path / part
            return path
    raise ValueError(f"{name!r} is not of what was handed in")
