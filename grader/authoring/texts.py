"""What the suites of a lesson say to a student in their own words, and whether it is said in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from grader.authoring.findings import finding
from grader.course.lessons import Lesson, read_texts, texts_file
from grader.sentences import PLACE

__all__ = ["suite_texts", "text_findings"]

SPOKEN = {"hint", "what"}
ALSO = {"expected", "yours"}  # of `check.that`, where they are texts
PROSE = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")  # two words of a language, not `(dw, db)`


def text_findings(lesson: Lesson) -> Iterator[str]:
    """Each text that a language lacks, and each that cannot be said: of the hidden suite, and of the public one."""
    sides = {lesson.handout: [lesson.handout / "test_public.py"]}
    if lesson.has_hidden_suite:
        sides[lesson.instructor] = lesson.suite_modules
    for folder, files in sides.items():
        nodes = [node for path in files if path.is_file() for node in ast.walk(ast.parse(path.read_bytes()))]
        if lesson.languages[1:]:
            yield from _unfit(nodes)
        for language in lesson.languages[1:]:
            yield from _lacking(nodes, read_texts(folder, language), texts_file(folder, language))


def _unfit(nodes: list[ast.AST]) -> Iterator[str]:
    """Texts whose parts are not what `check.text` is given."""
    for node in nodes:
        if not isinstance(node, ast.Call) or (english := _english(node)) is None:
            continue
        if set(PLACE.findall(english)) != {each.arg for each in node.keywords}:
            yield finding("lint.text_parts", text=repr(english))
    for part in _said(nodes):
        for joined in (each for each in _leaves(part) if isinstance(each, ast.JoinedStr)):
            if PROSE.search(text := _as_text(joined)):
                yield finding("lint.text_joined", text=repr(text))


def _lacking(nodes: list[ast.AST], known: dict[str, str], path: Path) -> Iterator[str]:
    unknown = suite_texts(nodes) - set(known)
    yield from (
        finding("lint.lacks", where=str(path), key=repr(text))
        for text in sorted(unknown)
        if PROSE.search(text) or PLACE.search(text)
    )
    written = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for english, other in known.items():
        if english not in written:
            yield finding("lint.text_idle", path=str(path), text=repr(english))
        elif set(PLACE.findall(english)) != set(PLACE.findall(other)):
            yield finding("lint.text_places", path=str(path), other=repr(other), text=repr(english))


def suite_texts(nodes: list[ast.AST]) -> set[str]:
    """The sentences and noun phrases that a suite says, `{name}` where something is put in."""
    found = {english for node in nodes if isinstance(node, ast.Call) and (english := _english(node))}
    for part in _said(nodes):
        found |= {
            each.value for each in _leaves(part) if isinstance(each, ast.Constant) and isinstance(each.value, str)
        }
    return found - {""}


def _said(nodes: list[ast.AST]) -> Iterator[ast.expr]:
    """What a check is given to say, and what the suite's own functions return."""
    for node in nodes:
        if isinstance(node, ast.Call):
            yield from _spoken(node)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("test_"):
            yield from (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)


def _spoken(call: ast.Call) -> Iterator[ast.expr]:
    that = ast.unparse(call.func) == "check.that"
    if that and len(call.args) > 1:
        yield call.args[1]
    if _english(call) is None:
        yield from (each.value for each in call.keywords if each.arg in SPOKEN or (that and each.arg in ALSO))


def _english(call: ast.Call) -> str | None:
    """The text of `check.text`."""
    first = call.args[0] if call.args and ast.unparse(call.func) == "check.text" else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def _leaves(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _leaves(node.body)
        yield from _leaves(node.orelse)
    else:
        yield node


def _as_text(joined: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in joined.values)
