"""What a class handed in, read: bytes, their keys, and who handed in the same."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass

from grader.classroom.store import key_of
from grader.course.catalogue import catalogue, folder_of
from grader.course.late import Late
from grader.course.lessons import Lesson
from grader.engine.orders import Order, Work
from grader.engine.preload import needed_imports
from grader.engine.scoring import environment
from grader.errors import SubmissionError
from grader.intake.discover import Found
from grader.intake.names import clean, file_stems
from grader.intake.submission import Submission, read_submission
from grader.intake.worth_reading import worth_reading
from grader.sentences import Line, Text, text

__all__ = ["Entry", "basis_of", "order_for", "past_due", "read_all", "read_found"]


@dataclass(frozen=True)
class Entry:
    """A student's submission as it was when the run began. stem: their scorecard's file name. content: names what was handed in.

    own: there is a file, and it is not the stub; only then does it mean something that two are the same. problem: why it cannot be
    graded at all. worth_reading: names in it that an instructor should see.
    """

    found: Found
    stem: str
    content: str
    own: bool
    problem: Line = ""
    worth_reading: tuple[Line, ...] = ()

    def key(self, basis: str, seed: int) -> str:
        """Names all that this submission's scorecard depends on, times aside. basis: of `basis_of`."""
        return key_of(self.content, seed, basis)


def basis_of(lesson: Lesson, work: Work) -> str:
    """Names what all scorecards of a class depend on, besides submission and seed."""
    drawn = hashlib.sha256(work.secret_key).hexdigest()
    parts = (lesson.content_sha256, _data_of(lesson), work.limits, work.sandbox, work.device)
    return key_of(*parts, environment(), drawn, *([] if work.after_due else ["before the deadline"]))


def past_due(lesson: Lesson, late: Late) -> bool:
    """Whether all tests of the lesson may run now: none waits for the deadline, or there is none, or it is past."""
    due = late.due_of(lesson.name)
    waits = any(b"after_due" in path.read_bytes() for path in lesson.suite_files if path.is_file())
    return not waits or due is None or datetime.datetime.now(datetime.UTC) >= due


def _data_of(lesson: Lesson) -> list[tuple[str, ...]]:
    """Which data sets are here and of which content, and the course's own files of data that the suite names."""
    sets = [(name, *each.files.values()) for name, each in catalogue(lesson.root).items() if folder_of(each)]
    suite = b"\n".join(path.read_bytes() for path in lesson.suite_files if path.is_file())
    own = [path for path in sorted((lesson.root / "datasets").rglob("*")) if path.is_file()]
    named = [path for path in own if path.name.encode() in suite]
    return [*sets, *((path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in named)]


def read_all(found: Iterable[Found], lesson: Lesson) -> tuple[list[Entry], list[str], list[Line]]:
    """One entry a student, what their files seem to import, and whose file is gone since it was found.

    The bytes are not kept: classes are large.
    """
    found = list(found)
    stems = file_stems(each.student for each in found)
    stub = lesson.stub.read_bytes() if lesson.stub.is_file() else b""
    entries, imports = [], {"torch"}
    gone: list[Line] = []
    for each in found:
        submission = read_found(each, lesson)
        if each.path and not os.path.lexists(each.path):
            gone.append(text("class.whose", student=each.student, what=text("class.removed")))
            continue
        imports |= set(needed_imports(lesson, submission))
        own = bool(submission.files) and stub not in submission.files.values()
        names = tuple(worth_reading(lesson, submission))
        entries.append(Entry(each, stems[each.student], content_of(submission), own, submission.problem, names))
    return entries, ["torch", *sorted(imports - {"torch"})], gone


def read_found(found: Found, lesson: Lesson) -> Submission:
    """The submission; what stands in its way is its `problem`, in a sentence for the student."""
    if found.problem or found.path is None:
        return Submission(problem=found.problem)
    try:
        return read_submission(found.path, lesson)
    except SubmissionError:  # its text names folders that are no student's business
        return Submission(problem=f"{clean(found.path.name)} cannot be read.")


def order_for(entry: Entry, lesson: Lesson, work: Work, key: str, seed: int) -> Order | Text:
    """Read again and ask for its grading; or why not, where it is no longer what it was."""
    submission = read_found(entry.found, lesson)
    if content_of(submission) != entry.content:
        there = entry.found.path and os.path.lexists(entry.found.path)
        return text("class.changed_meanwhile") if there else text("class.removed")
    files = {} if submission.problem else submission.files
    return Order(work, key, seed, files, submission.problem, list(submission.notes))


def content_of(submission: Submission) -> str:
    return key_of(submission.sha256, submission.problem, submission.notes)
