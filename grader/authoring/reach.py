"""Which tasks a changed solution can answer otherwise: the others need not be graded again.

Names are compared, not what they mean: a test is reached when it, or a helper that it uses, mentions a changed name, or a name whose
definition mentions one. So it errs on the side of grading too much.
"""

from __future__ import annotations

import ast
import re

from grader.authoring.handout import task_of_test
from grader.course.lessons import Lesson

__all__ = ["Reach"]

Words = dict[str, set[str]]  # a top-level name -> every word of its definition


class Reach:
    """Of one lesson: made once, asked for each changed solution."""

    def __init__(self, lesson: Lesson) -> None:
        solution = _bodies(lesson.solution.read_bytes())
        self._dumps = {name: _dump(nodes) for name, nodes in solution.items()}
        self._words: Words = {name: _words(nodes) for name, nodes in solution.items()}
        self._task_of = task_of_test(lesson)
        self._suite: Words = {}
        for path in lesson.suite_modules:
            self._suite |= {name: _words(nodes) for name, nodes in _bodies(path.read_bytes()).items()}

    def tasks(self, source: bytes) -> set[int]:
        """The numbers of the tasks with a test that may end otherwise; all where it cannot be told, as for a file that is no Python."""
        try:
            other = _bodies(source)
        except (SyntaxError, ValueError):
            return set(self._task_of.values())
        dumps = {name: _dump(nodes) for name, nodes in other.items()}
        changed = {name for name in self._dumps.keys() | dumps if self._dumps.get(name) != dumps.get(name)}
        words = self._words | {name: self._words.get(name, set()) | _words(other.get(name, [])) for name in changed}
        reached = _closure(changed, words)
        if "" in reached:  # what runs on import can change everything
            return set(self._task_of.values())
        tests = _closure(reached, self._suite)
        return {task for name, task in self._task_of.items() if name in tests}


def _closure(names: set[str], words: Words) -> set[str]:
    """These names and all whose definitions mention one of them, directly or not."""
    reached: set[str] = set()
    new = set(names)
    while new:
        reached |= new
        new = {name for name, mentioned in words.items() if name not in reached and mentioned & reached}
    return reached


def _bodies(source: bytes) -> dict[str, list[ast.stmt]]:
    """The top-level statements, without docstrings, by the name that they define; those that define none stand under ""."""
    found: dict[str, list[ast.stmt]] = {}
    for statement in WithoutDocstrings().visit(ast.parse(source)).body:
        for name in _defined(statement):
            found.setdefault(name, []).append(statement)
    return found


class WithoutDocstrings(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.Expr | None:
        return None if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str) else node


def _defined(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).split(".")[0] for alias in statement.names]
    if isinstance(statement, ast.Assign) and all(isinstance(target, ast.Name) for target in statement.targets):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return [""]


def _dump(nodes: list[ast.stmt]) -> list[str]:
    return list(map(ast.dump, nodes))


def _words(nodes: list[ast.stmt]) -> set[str]:
    found: set[str] = set()
    for part in (part for node in nodes for part in ast.walk(node)):
        if isinstance(part, ast.Name):
            found.add(part.id)
        elif isinstance(part, ast.Attribute):
            found.add(part.attr)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found |= set(re.findall(r"\w+", part.value))
    return found
