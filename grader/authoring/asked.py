"""Proves the questions of `ask.toml`: each has its words in every language, and the solution gives its answer."""

from __future__ import annotations

from collections.abc import Iterator

from grader.authoring.handout import in_solution
from grader.course.lessons import Lesson
from grader.course.questions import questions_of

__all__ = ["question_findings"]


def question_findings(lesson: Lesson) -> Iterator[str]:
    """What is wrong with the lesson's questions, a sentence each."""
    names = in_solution(lesson)
    for number, question in enumerate(questions_of(lesson), start=1):
        where = f"ask.toml: question {number}"
        lesson.task(question.task)
        lacking = [
            language for language in lesson.languages if not (question.ask.get(language) and question.why.get(language))
        ]
        yield from (f"{where} lacks ask.{language} or why.{language}" for language in lacking)
        try:
            found = float(eval(question.proof, dict(names)))
        except Exception as error:
            yield f"{where}: its proof raises {type(error).__name__}: {error}"
            continue
        if not question.is_right(found):
            yield f"{where}: its answer is {question.answer:g}, the solution gives {found:g}"
