"""Takes a draft into the lesson, once the teacher has written its sentence, and proves it there."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.authoring.ideas import findings_of
from grader.classroom.classes import lesson_of
from grader.classroom.store import Store
from grader.course.lessons import Course
from grader.course.misconceptions import read_misconception
from grader.engine.preload import needed_imports
from grader.engine.session import Session
from grader.errors import UsageError
from grader.harvest.drafts import TODO
from grader.intake.submission import Submission
from grader.sandbox import choose
from grader.sentences import text

__all__ = ["add_draft"]


def add_draft(folder: Path, course: Course, draft: Path) -> tuple[Path, list[str]]:
    """Where the lesson has it now, and what `dlgrade lint` has to say of it. It runs confined as what strangers hand in.

    Raises UsageError where a sentence is missing or the lesson has a misconception of that name, LessonError for what is no misconception.
    """
    settings = Store(folder).settings
    if settings is None:
        raise UsageError(text("wrong.no_class", folder=str(folder)))
    lesson = lesson_of(settings.lesson, folder, course)
    read = read_misconception(draft, lesson.solution, lesson.known_languages)
    if TODO in read.belief or any(TODO in said for said in read.says.values()):
        raise UsageError(text("wrong.draft_todo", draft=str(draft), todo=TODO))
    path = lesson.instructor / "misconceptions" / draft.name
    if path.exists():
        raise UsageError(text("wrong.draft_there", path=str(path)))
    path.parent.mkdir(exist_ok=True)
    shutil.copyfile(draft, path)
    lesson = course.lesson(settings.lesson)
    added = next(each for each in lesson.misconceptions if each.path == path)
    imports = needed_imports(lesson, Submission(lesson.solved()))
    with Session(choose(settings.sandbox), lesson.limits, hidden=(course.root,), preload=imports) as session:
        return path, list(findings_of(added, lesson, session))
