"""What a class handed in, read: bytes, their keys, and who handed in the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from grader.classroom.store import key_of
from grader.course.catalogue import catalogue, folder_of
from grader.course.lessons import Lesson
from grader.engine.orders import Order, Work
from grader.engine.preload import needed_imports
from grader.engine.scoring import environment
from grader.errors import GraderFault, UsageError
from grader.intake.handins import Found, read_found
from grader.intake.names import clean, file_stems
from grader.intake.submission import Submission, source_lines, text_of
from grader.intake.worth_reading import worth_reading

__all__ = ["Entry", "basis_of", "order_for", "read_all", "same_work"]


@dataclass(frozen=True)
class Entry:
    """A student's submission as it was when the run began. stem: their scorecard's file name. content: names what was handed in.

    text: names its text, whatever ends its lines have; empty where there is none of the student's own, and only otherwise does it mean
    something that two are the same. problem: why it cannot be graded at all. fault: the problem is not the student's.
    worth_reading: names in it that an instructor should see.
    """

    found: Found
    stem: str
    content: str
    text: str
    problem: str = ""
    fault: bool = False
    worth_reading: tuple[str, ...] = ()

    def key(self, basis: str, seed: int) -> str:
        """Names all that this submission's scorecard depends on, times aside. basis: of `basis_of`."""
        return key_of(self.content, seed, basis)


def basis_of(lesson: Lesson, work: Work) -> str:
    """Names what all scorecards of a class depend on, besides submission and seed."""
    misconceptions = hashlib.sha256(b"\0".join(each.written for each in lesson.misconceptions)).hexdigest()
    real = [name for name, each in catalogue(lesson.root).items() if folder_of(each)]
    return key_of(lesson.suite_sha256, misconceptions, real, work.limits, work.sandbox, work.device, environment())


def read_all(found: Iterable[Found], lesson: Lesson) -> tuple[list[Entry], list[str]]:
    """One entry per student, and what their files seem to import. The bytes are not kept: classes are large.

    What the machine refuses is a fault of that entry alone.
    """
    found = list(found)
    stems = file_stems(each.student for each in found)
    stub = _text(Submission({"": lesson.stub.read_bytes()})) if lesson.stub.is_file() else ""
    entries, imports = [], {"torch"}
    for each in found:
        stem = stems[each.student]
        try:
            submission = read_found(each, lesson)
        except GraderFault as fault:
            entries.append(Entry(each, stem, "", "", str(fault), fault=True))
            continue
        imports |= set(needed_imports(lesson, submission))
        text = _text(submission)
        own = "" if submission.problem or text in ("", stub) else hashlib.sha256(text.encode()).hexdigest()
        names = tuple(worth_reading(lesson, submission))
        entries.append(Entry(each, stem, content_of(submission), own, str(submission.problem), worth_reading=names))
    return entries, ["torch", *sorted(imports - {"torch"})]


def same_work(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """By the stem of each entry the others of the same text. Those whom the platform knows as one group are not told."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.text:
            groups.setdefault(entry.text, []).append(entry)
    return {
        entry.stem: [each for each in group if each is not entry and each.found.given != entry.found.given]
        for group in groups.values()
        for entry in group
    }


def _text(submission: Submission) -> str:
    """The whole text, with line ends of one kind and none at its end."""
    texts = (text_of(data).removeprefix("\ufeff") for data in submission.files.values())
    return "\n".join("\n".join(source_lines(text)) for text in texts).strip()


def order_for(entry: Entry, lesson: Lesson, work: Work, key: str, seed: int) -> Order:
    """Read again and ask for its grading. Raises UsageError when it is no longer what it was."""
    submission = read_found(entry.found, lesson)
    if content_of(submission) != entry.content:
        path = clean(str(entry.found.path))
        raise UsageError(f"{path} was changed while the class was graded. Type the same command again.")
    return Order(
        work,
        key,
        seed,
        submission.files,
        submission.problem,
        list(submission.notes),
        list(submission.cells),
        submission.reasons,
    )


def content_of(submission: Submission) -> str:
    return key_of(submission.sha256, submission.problem, submission.notes, submission.reasons)
