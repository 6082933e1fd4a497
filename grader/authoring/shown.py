"""Proves what `dlgrade show` draws of a lesson: everything of the solution, nothing of the stub, and a title in every language."""

from __future__ import annotations

from collections.abc import Iterator

from grader.authoring.findings import finding, in_own_words
from grader.authoring.stub import make_stubs
from grader.course.lessons import Lesson
from grader.engine.session import Session
from grader.errors import GraderFault
from grader.intake.submission import Submission
from grader.judge.messages import Section

__all__ = ["show_findings"]


def show_findings(lesson: Lesson, session: Session) -> Iterator[str]:
    """What is wrong with the lesson's show.py, a sentence each; nothing where it has none."""
    if not lesson.show.is_file():
        return
    try:
        solved = _drawn(lesson, session, lesson.solved())
        unwritten = _drawn(lesson, session, make_stubs(lesson))
    except GraderFault as error:
        yield f"show.py: {in_own_words(error)}"
        return
    if not solved:
        yield finding("lint.show_none")
    for section in solved:
        yield from (
            finding("lint.show_title", name=section.name, language=language)
            for language in lesson.languages
            if not section.title.said.get(language)
        )
        if section.problem or not section.drawn:
            why = " ".join(map(in_own_words, section.problem)) or finding("lint.draws_nothing")
            yield finding("lint.show_solution", name=section.name, why=why)
    for section in unwritten:
        if section.drawn or not section.problem:
            yield finding("lint.show_stub", name=section.name)


def _drawn(lesson: Lesson, session: Session, files: dict[str, bytes]) -> list[Section]:
    return session.show(lesson, Submission(files)).sections
