"""Find the bug: a function with one wrong idea of the course's own, the claim that it fails, and whether a correction holds."""

from __future__ import annotations

from importlib.util import decode_source
from pathlib import Path

from msgspec import Struct

from grader.authoring.handout import suite_claims, task_of_test
from grader.course.lessons import Lesson
from grader.course.misconceptions import Misconception
from grader.course.overlay import compose, parsed
from grader.engine.session import Options, new_seed
from grader.errors import SubmissionError, UsageError, said_by
from grader.intake.submission import Submission, submission_of
from grader.learner.checking import open_session
from grader.scorecard import Scorecard
from grader.sentences import render, speaker, text

__all__ = ["Bug", "bug_of", "check_correction"]


class Bug(Struct, frozen=True):
    """One of a lesson's bugs. number: from 1. task: whose tests a correction must pass. failing: the hidden test that finds it."""

    number: int
    idea: Misconception
    task: int
    failing: str

    def file_name(self, lesson: Lesson) -> str:
        return f"bug_{lesson.id}_{self.number}.py"

    def text(self, lesson: Lesson, language: str) -> str:
        """What the student corrects: the definitions that are wrong, below what is said of them."""
        program = parsed(decode_source(self.idea.written))
        claim = render(suite_claims(lesson)[self.failing], language)
        said = speaker(language)("bug.find", lesson=lesson.id, number=self.number, claim=claim)
        return f'"""{said}"""\n\n' + "\n".join(program.lines[program.start :]).lstrip("\n")


def bug_of(lesson: Lesson, number: int) -> Bug:
    """The lesson's bug of that number. Raises UsageError where there is none, or the course has no solutions."""
    if not lesson.solution.is_file():
        raise UsageError(text("bug.none", lesson=lesson.id))
    if not 1 <= number <= len(lesson.facts.bugs):
        raise UsageError(text("bug.no_number", lesson=lesson.id, number=number, n=len(lesson.facts.bugs)))
    ideas = {idea.name: idea for idea in lesson.misconceptions}
    idea = ideas[lesson.facts.bugs[number - 1]]
    tasks = task_of_test(lesson)
    failing = next(name for name in tasks if name in idea.expect)
    return Bug(number, idea, tasks[failing], failing)


def check_correction(lesson: Lesson, bug: Bug, path: Path, *, sandbox: str = "auto", language: str = "en") -> Scorecard:
    """The bug's task, graded with the definitions in the file at `path` in the place of the solution's own.

    Raises SubmissionError for a file that cannot be read, or that defines what has no place in the lesson.
    """
    if path.is_symlink() or not path.is_file():
        raise SubmissionError(
            text("bug.no_file", path=str(path), lesson=lesson.id, number=bug.number, file=bug.file_name(lesson))
        )
    handed = submission_of(path.name, path.read_bytes(), lesson)
    if handed.problem:
        raise SubmissionError(text("bug.unread", path=str(path), why=handed.problem))
    try:
        whole = compose(decode_source(lesson.solution.read_bytes()), decode_source(handed.files[lesson.main]))
    except (SyntaxError, ValueError) as error:
        raise SubmissionError(text("bug.not_the_names", path=str(path), error=said_by(error))) from None
    submission = Submission(lesson.with_others(whole.encode()))
    with open_session(lesson, submission, sandbox) as session:
        return session.grade(lesson, submission, Options(new_seed(), (bug.task,), language))
