"""Proves what `dlgrade show` draws of a lesson: everything of the solution, nothing of the stub, and a title in every language."""

from __future__ import annotations

from collections.abc import Iterator

from grader.authoring.stub import make_stubs
from grader.course.lessons import Lesson
from grader.engine.session import Session
from grader.errors import GraderFault
from grader.intake.submission import Submission
from grader.judge.messages import Section
from grader.sentences import render

__all__ = ["show_findings"]


def show_findings(lesson: Lesson, session: Session) -> Iterator[str]:
    """What is wrong with the lesson's show.py, a sentence each; nothing where it has none."""
    if not lesson.show.is_file():
        return
    try:
        solved = _drawn(lesson, session, lesson.solved())
        unwritten = _drawn(lesson, session, make_stubs(lesson))
    except GraderFault as error:
        yield f"show.py: {error}"
        return
    if not solved:
        yield "show.py has no function show_...: write one, or remove the file"
    for section in solved:
        yield from (
            f"show.py: {section.name}: its docstring has no `{language}:` line, the title in that language"
            for language in lesson.languages
            if not section.title.said.get(language)
        )
        if section.problem or not section.drawn:
            why = " ".join(map(render, section.problem)) or "it draws nothing"
            yield f"show.py: {section.name}: the solution must be drawn: {why}"
    for section in unwritten:
        if section.drawn or not section.problem:
            yield f"show.py: {section.name} draws something of the stub: a picture is of the student's own work"


def _drawn(lesson: Lesson, session: Session, files: dict[str, bytes]) -> list[Section]:
    return session.show(lesson, Submission(files)).sections
