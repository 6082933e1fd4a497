"""What a class handed in, read: bytes, their keys, and who handed in the same."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from grader.classroom.data_sets import data_of
from grader.classroom.store import key_of
from grader.course.late import Late
from grader.course.lessons import Lesson
from grader.engine.orders import Order, OrderSettings
from grader.engine.preload import STARTS_WITH, needed_imports
from grader.engine.scoring import environment
from grader.errors import GraderFault
from grader.intake.handins import Found, read_found
from grader.intake.names import file_stems
from grader.intake.submission import Submission, source_lines, text_of
from grader.intake.worth_reading import worth_reading
from grader.sentences import Line, Part, text

__all__ = ["Entry", "basis_of", "order_for", "past_due", "read_all", "same_work", "waits_for_due"]


@dataclass(frozen=True)
class Entry:
    """A student's submission as it was when the run began. stem: their scorecard's file name. content: names what was handed in.

    text: names its text, whatever ends its lines have; empty where there is none of the student's own, and only otherwise does it mean
    something that two are the same. problem: why it cannot be graded at all. fault: the problem is not the student's.
    worth_reading: names in it that an instructor should see. waits: the student's own deadline is still to come.
    """

    found: Found
    stem: str
    content: str
    text: str
    problem: Part = ""
    fault: bool = False
    worth_reading: tuple[Line, ...] = ()
    waits: bool = False

    def key(self, basis: str, seed: int) -> str:
        """Names all that this submission's scorecard depends on, times aside. basis: of `basis_of`."""
        return key_of(self.content, seed, basis, *(["before their own deadline"] if self.waits else []))


def basis_of(lesson: Lesson, work: OrderSettings) -> str:
    """Names what all scorecards of a class depend on, besides submission and seed."""
    drawn = hashlib.sha256(work.secret_key).hexdigest()
    parts = (lesson.content_sha256, data_of(lesson), work.limits, work.sandbox, work.device)
    return key_of(*parts, environment(lesson.runtime), drawn, *([] if work.after_due else ["before the deadline"]))


def past_due(lesson: Lesson, late: Late) -> bool:
    """Whether all tests of the lesson may run now: none waits for the deadline, or there is none, or it is past."""
    due = late.due_of(lesson.name)
    return due is None or datetime.datetime.now(datetime.UTC) >= due or not waits_for_due(lesson)


def waits_for_due(lesson: Lesson) -> bool:
    """Whether a test of the lesson runs only after the deadline."""
    return any(b"after_due" in path.read_bytes() for path in lesson.suite_files if path.is_file())


def read_all(found: Iterable[Found], lesson: Lesson) -> tuple[list[Entry], list[str], list[Line]]:
    """One entry per student, what their files seem to import, and whose file is gone since it was found.

    The bytes are not kept: classes are large. What the machine refuses is a fault of that entry alone.
    """
    found = list(found)
    stems = file_stems(each.student for each in found)
    stub = _text(Submission({"": lesson.stub.read_bytes()})) if lesson.stub.is_file() else ""
    entries, imports = [], set(STARTS_WITH[lesson.runtime])
    gone: list[Line] = []
    for each in found:
        if each.path and not os.path.lexists(each.path):
            gone.append(text("class.whose", student=each.student, what=text("class.removed")))
            continue
        stem = stems[each.student]
        try:
            submission = read_found(each, lesson)
        except GraderFault as fault:
            entries.append(Entry(each, stem, "", "", each.problem if each.fault else str(fault), fault=True))
            continue
        imports |= set(needed_imports(lesson, submission))
        own = "" if submission.problem else _own_text(submission, stub)
        names = tuple(worth_reading(lesson, submission))
        entries.append(Entry(each, stem, content_of(submission), own, submission.problem, worth_reading=names))
    return entries, sorted(imports, key=lambda name: (name != "torch", name)), gone


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


def _own_text(submission: Submission, stub: str) -> str:
    """Names what is the student's own: the text, and the files that are no programs; empty where both are what everybody was given."""
    source = _text(submission)
    others = [data for name, data in sorted(submission.files.items()) if name not in submission.code]
    if source in ("", stub) and not others:
        return ""
    return hashlib.sha256(b"".join(hashlib.sha256(data).digest() for data in (source.encode(), *others))).hexdigest()


def _text(submission: Submission) -> str:
    """The whole text, with line ends of one kind and none at its end."""
    texts = (text_of(data).removeprefix("\ufeff") for data in submission.code.values())
    return "\n".join("\n".join(source_lines(each)) for each in texts).strip()


def order_for(entry: Entry, lesson: Lesson, work: OrderSettings, key: str, seed: int) -> Order | Line:
    """Read again and ask for its grading; or why not, where it cannot be read or is no longer what it was."""
    if entry.found.path and not os.path.lexists(entry.found.path):
        return text("class.removed")
    try:
        submission = read_found(entry.found, lesson)
    except GraderFault as fault:
        return str(fault)
    if content_of(submission) != entry.content:
        return text("class.changed_meanwhile")
    return Order(
        msgspec.structs.replace(work, after_due=False) if entry.waits else work,
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
