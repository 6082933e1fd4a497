"""Writes what was brought as a lesson of a course, which is begun where there is none."""

from __future__ import annotations

import ast
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from grader.authoring.handout import write_claims
from grader.authoring.importing.assignment import Assignment, Fate, fate_of
from grader.authoring.importing.bring import Brought, bring
from grader.authoring.importing.names import modules_of
from grader.authoring.importing.student_names import StudentNames
from grader.authoring.scaffold import module_exists
from grader.authoring.stub import make_stub, make_stub_of
from grader.course.facts import Runtime
from grader.course.lessons import Course, Lesson
from grader.errors import UsageError
from grader.sentences import text

__all__ = ["Imported", "write_lesson"]

TORCH, NUMPY = {"torch", "torchvision"}, {"numpy", "scipy", "pandas", "sklearn", "matplotlib"}
HEADING = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)


class Imported(Struct, frozen=True):
    """lesson: its folder's name. fates: of each part of the source. files: that were written."""

    lesson: str
    fates: list[Fate]
    files: list[str]

    @property
    def left(self) -> list[Fate]:
        """What could not be brought."""
        return [fate for fate in self.fates if not fate.brought]


def write_lesson(assignment: Assignment, out: Path) -> Imported:
    """Write the assignment as the next lesson of the course at `out`. Raises UsageError where nothing of it can be graded."""
    make_stub_of(assignment.solution, "the solution")
    asked = [name for task in assignment.tasks for name in task.names]
    student = StudentNames(assignment.solution, asked)
    brought = bring(assignment, student)
    tasks = _tasks(assignment, brought)
    if not tasks:
        why = "; ".join(f"{fate.part}: {fate.why}" for fate in brought.fates if not fate.brought)
        raise UsageError(text("wrong.nothing_graded", why=why or text("wrong.no_test_in_it")))
    course = _course(out)
    number = 1 + max((lesson.facts.number for lesson in course.lessons()), default=0)
    stem = f"{assignment.stem}_work" if module_exists(assignment.stem) else assignment.stem
    name = f"lesson{number:02d}_{stem}"
    handout, instructor = out / "exercises" / name, out / "solutions" / name
    texts = {
        handout / "lesson.toml": _facts(assignment, number, f"{stem}.py", tasks, _runtime(assignment, brought)),
        handout / "README.md": _readme(assignment, number, f"{stem}.py", tasks),
        handout / "test_public.py": brought.public,
        instructor / f"{stem}.py": assignment.solution,
        instructor / "suite" / f"test_{stem}.py": brought.suite,
    }
    for path, content in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (instructor / "misconceptions").mkdir()
    (handout / f"{stem}.py").write_text(make_stub(instructor / f"{stem}.py"), encoding="utf-8")
    lesson = Lesson(handout, instructor, course.facts.limits)
    list(write_claims(lesson))
    copied = [_copied(path, handout / "data" / name) for name, path in assignment.files.items()]
    files = [str(path.relative_to(out)) for path in [*texts, lesson.stub, *copied]]
    return Imported(name, brought.fates, sorted(files))


class _Task(Struct):
    title: str
    text: str
    points: Decimal
    names: list[str]
    by_hand: bool


def _tasks(assignment: Assignment, brought: Brought) -> list[_Task]:
    """One of which no test could be brought is graded by hand, so that its points stay."""
    tasks = []
    for place, (task, points, names) in enumerate(zip(assignment.tasks, brought.points, brought.names, strict=True)):
        lost = sum((test.points for test in task.tests), Decimal(0))
        by_hand = task.by_hand or not points
        if by_hand and not task.by_hand:
            brought.fates.append(
                fate_of(
                    task.title,
                    text("fate.by_hand", number=place + 1, points=text("fate.points", n=_number(lost))),
                    text("fate.none_brought"),
                )
            )
        tasks.append(_Task(task.title, task.text, (task.points or lost) if by_hand else points, names, by_hand))
    return tasks if any(task.points for task in tasks) else []


def _course(out: Path) -> Course:
    if not out.is_dir() or not any(out.iterdir()):
        (out / "exercises").mkdir(parents=True)
        (out / "course.toml").write_text(f"title = {json.dumps(out.resolve().name)}\n", encoding="utf-8")
    if not (out / "exercises").is_dir():
        raise UsageError(text("wrong.no_course_there", path=str(out)))
    return Course(out)


def _runtime(assignment: Assignment, brought: Brought) -> Runtime:
    """What the lesson works with, by what its solution and its tests import."""
    nodes = [node for source in (assignment.solution, brought.suite) for node in ast.walk(ast.parse(source))]
    names = {name.split(".")[0] for node in nodes if isinstance(node, ast.stmt) for name in modules_of(node)}
    if names & TORCH:
        return "torch"
    return "numpy" if names & NUMPY else "python"


def _facts(assignment: Assignment, number: int, file: str, tasks: list[_Task], runtime: Runtime) -> str:
    lines = [
        f"number = {number}",
        f"title = {_toml(assignment.title)}",
        f"file = {_toml(file)}",
        f"runtime = {_toml(runtime)}",
    ]
    for place, task in enumerate(tasks, 1):
        lines += [
            "",
            "[[tasks]]",
            f"number = {place}",
            f"title = {_toml(task.title)}",
            f"points = {_number(task.points)}",
        ]
        lines += [f"functions = [{', '.join(map(_toml, task.names))}]"] if task.names else []
        lines += ['graded = "by hand"', 'rubric = ["TODO: what the points are given for."]'] if task.by_hand else []
    return "\n".join(lines) + "\n"


def _readme(assignment: Assignment, number: int, file: str, tasks: list[_Task]) -> str:
    blocks = [
        f"# Lesson {number:02d}: {assignment.title}",
        "## Goal",
        _below(assignment.text) or "TODO: what a student can do afterwards.",
    ]
    blocks += ["## What you write", f"All of it goes into `{file}`."]
    for place, task in enumerate(tasks, 1):
        blocks += [f"### Task {place}: {task.title}", _below(task.text) or "TODO: what is asked."]
    return "\n\n".join([*blocks, "## What is checked", ""])


def _below(text: str) -> str:
    """Text whose headings lie below those of the handout."""
    return HEADING.sub(lambda found: "#" * min(6, len(found[1]) + 3), text.strip())


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(points: Decimal) -> str:
    return f"{points.normalize():f}"


def _copied(path: Path, copy: Path) -> Path:
    copy.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copyfile(path, copy))
