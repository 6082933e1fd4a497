"""The texts that a scorecard's page shows beside its failures, kept as they were when it was graded: a page unpacks nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from grader.course.lessons import Lesson
from grader.files import write_whole
from grader.intake.submission import Submission, take_in
from grader.reports.source import source_texts
from grader.scorecard import Scorecard
from grader.serve.handins import Attempt, given_of
from grader.serve.settings import DataFolder
from grader.serve.tool import Tool

__all__ = ["keep_sources", "sources_of"]


class KeptSources(Struct, frozen=True):
    """sha256: of the submission that they are of."""

    sha256: str
    texts: dict[str, str]


def keep_sources(folder: DataFolder, attempt: Attempt, submission: Submission) -> KeptSources:
    """Write them beside the scorecard."""
    kept = KeptSources(submission.sha256, dict(source_texts(submission.files)))
    write_whole(folder.sources(attempt.id), msgspec.json.encode(kept))
    return kept


def sources_of(tool: Tool, attempt: Attempt, lesson: Lesson, card: Scorecard) -> Mapping[str, str] | None:
    """By name; None where what was handed in is not what this scorecard is of, as when another lesson was picked since."""
    kept = None
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        kept = msgspec.json.decode(tool.folder.sources(attempt.id).read_bytes(), type=KeptSources)
    if kept is None or kept.sha256 != card.submission.sha256:  # graded by a program that kept none
        kept = keep_sources(tool.folder, attempt, take_in(given_of(tool.folder, attempt), lesson))
    return kept.texts if kept.sha256 == card.submission.sha256 else None
