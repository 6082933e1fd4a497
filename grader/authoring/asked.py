"""Proves the questions of `ask.toml`: each has its words in every language, and the solution gives its answer."""

from __future__ import annotations

from collections.abc import Iterator

from grader.authoring.findings import finding
from grader.authoring.handout import in_solution
from grader.course.lessons import Lesson
from grader.course.questions import questions_of

__all__ = ["question_findings"]


def question_findings(lesson: Lesson) -> Iterator[str]:
    """What is wrong with the lesson's questions, a sentence each."""
    names = in_solution(lesson)
    for number, question in enumerate(questions_of(lesson), start=1):
        where = finding("lint.question", number=number)
        lesson.task(question.task)
        lacking = [
            language for language in lesson.languages if not (question.ask.get(language) and question.why.get(language))
        ]
        yield from (finding("lint.ask_lacks", where=where, language=language) for language in lacking)
        try:
            found = float(eval(question.proof, dict(names)))
        except Exception as error:
            yield finding("lint.proof_raises", where=where, kind=type(error).__name__, error=str(error))
            continue
        if not question.is_right(found):
            yield finding("lint.answer", where=where, answer=f"{question.answer:g}", found=f"{found:g}")
