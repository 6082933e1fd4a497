"""Pictures of what a student's own functions do: what `dlgrade show` does. Nothing is graded or remembered."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from grader.course.lessons import Course, Lesson
from grader.engine.preload import needed_imports
from grader.engine.session import Session
from grader.errors import SubmissionError, UsageError
from grader.intake.submission import read_submission
from grader.judge.messages import Graded, Section
from grader.reports.show_page import show_page
from grader.sandbox import choose
from grader.sentences import Text, render, speaker

__all__ = ["Pictures", "draw_pictures"]


class ShownSection(Struct, frozen=True, omit_defaults=True):
    """A section as `--json` tells it. pictures: how many were drawn. problem: why there are not more."""

    name: str
    title: str
    pictures: int
    problem: str = ""


class Pictures(Struct, frozen=True):
    """The page of one submission, and what is on it. file: the submission's."""

    lesson: str
    file: str
    html: str
    sections: list[ShownSection]
    data: dict[str, str]

    @property
    def drawn(self) -> int:
        """How many sections are whole."""
        return sum(1 for each in self.sections if each.pictures and not each.problem)


def draw_pictures(
    course: Course, lesson: Lesson, path: Path | None = None, *, sandbox: str = "auto", language: str = "en"
) -> Pictures:
    """The pictures of the submission at `path`, by default the lesson's own file in exercises/.

    Raises UsageError for a lesson without pictures, SubmissionError for a file that cannot be read.
    """
    if not lesson.show.is_file():
        listed = ", ".join(each.id for each in course.lessons() if each.show.is_file()) or "-"
        raise UsageError(speaker(language)("show.none", lesson=lesson.id, lessons=listed))
    submission = read_submission(path or lesson.stub, lesson)
    if submission.problem:
        raise SubmissionError(render(submission.problem, language))
    backend, hidden = choose(sandbox, own_code=True), lesson.hidden
    with Session(backend, lesson.limits, hidden=hidden, preload=needed_imports(lesson, submission)) as session:
        found = session.show(lesson, submission)
    if found.incomplete:
        raise SubmissionError(speaker(language)("show.busy", file=lesson.main))
    return _pictures(lesson, found, language)


def _pictures(lesson: Lesson, found: Graded, language: str) -> Pictures:
    title = lesson.heading(language)
    page = show_page(
        found.sections, title=title, file=lesson.main, data=found.data, notes=found.notes, language=language
    )
    sections = [_told(each, language) for each in found.sections]
    return Pictures(lesson.name, lesson.main, page, sections, found.data)


def _told(section: Section, language: str) -> ShownSection:
    title: Text = section.title
    problem = "\n".join(render(line, language) for line in section.problem)
    return ShownSection(section.name, render(title, language), len(section.drawn), problem)
