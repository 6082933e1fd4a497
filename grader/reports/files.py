"""The files that `dlgrade check` leaves besides what it prints."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from grader.course.lessons import Lesson
from grader.errors import UsageError
from grader.scorecard import Scorecard
from grader.sentences import text

__all__ = ["ReportFiles"]


@dataclass(frozen=True)
class ReportFiles:
    """Where each report goes; None where nobody asked for it. Raises UsageError at once where a file cannot be made."""

    html: Path | None = None
    junit: Path | None = None

    def __post_init__(self) -> None:
        for option, path in (("--html", self.html), ("--junit", self.junit)):
            if path and (path.is_dir() or not path.absolute().parent.is_dir()):
                raise UsageError(text("wrong.no_folder", option=option, path=str(path)))

    def write(self, card: Scorecard, lesson: Lesson, submission: Path | None, *, language: str) -> None:
        """Write what was asked for, and the summary where a GitHub job wants one."""
        title = lesson.heading(language)
        if self.html:
            from grader.reports.html import scorecard_page

            sources = handed_in(card, lesson, submission)
            page = scorecard_page(card, language=language, title=title, sources=sources)
            self.html.write_text(page, encoding="utf-8")
        if self.junit:
            from grader.reports.junit import junit_xml

            self.junit.write_bytes(junit_xml([card], language=language))
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            from grader.reports.github import append_summary

            try:
                append_summary(card, Path(summary), language=language, title=title)
            except OSError as error:  # the job's environment may come through to where its files do not
                print(f"dlgrade: no job summary: {error.strerror} ({summary}).", file=sys.stderr)


def handed_in(card: Scorecard, lesson: Lesson, path: Path | None) -> dict[str, str]:
    """The files that the scorecard is about, as text; none where they are others by now."""
    from grader.intake.submission import read_submission
    from grader.reports.source import source_texts

    submission = read_submission(path or lesson.stub, lesson)
    return source_texts(submission.code) if submission.sha256 == card.submission.sha256 else {}
