"""What a hidden suite says to a student in its own words, and whether it is said in Chinese too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.course.lessons import Lesson
from grader.course.translations import in_chinese

__all__ = ["suite_texts", "text_findings"]

SPOKEN = {"hint", "what"}
ALSO = {"expected", "yours"}  # of `check.that`, where they are texts
PROSE = re.compile(r"\b[a-z]{2,} [a-z]{2,}\b")  # two words of a language, not `(dw, db)`


def text_findings(lesson: Lesson) -> Iterator[str]:
    """Each text without a Chinese one, and each Chinese one that cannot be said."""
    said = suite_texts(lesson)
    unknown = (text for text in said - set(lesson.chinese) if in_chinese(text) == text)
    yield from (f"chinese.toml lacks {text!r}" for text in sorted(unknown) if PROSE.search(text))
    written = _all_texts(lesson)
    for english, chinese in lesson.chinese.items():
        if english not in written:
            yield f"chinese.toml has {english!r}, which the suite does not say: remove it"
        elif "{}" in english:
            try:
                chinese.format(*["x"] * english.count("{}"))
            except (IndexError, KeyError, ValueError):
                yield f"chinese.toml: {chinese!r} has other places than {english!r}; name them {{0}}, {{1}}"


def suite_texts(lesson: Lesson) -> set[str]:
    """Sentences and noun phrases, `{}` where an f-string puts something in."""
    found: set[str] = set()
    for node in _nodes(lesson):
        if isinstance(node, ast.Call):
            found |= {text for part in _spoken(node) for text in _texts(part)}
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("test_"):
            returned = (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)
            found |= {text for part in returned for text in _texts(part)}
    return found - {""}


def _all_texts(lesson: Lesson) -> set[str]:
    """Those too that come to a check by way of a variable."""
    return {text for node in _nodes(lesson) if isinstance(node, ast.expr) for text in _texts(node)}


def _nodes(lesson: Lesson) -> Iterator[ast.AST]:
    for path in lesson.suite_files:
        yield from ast.walk(ast.parse(path.read_bytes()))


def _spoken(call: ast.Call) -> Iterator[ast.expr]:
    that = ast.unparse(call.func) == "check.that"
    if that and len(call.args) > 1:
        yield call.args[1]
    yield from (each.value for each in call.keywords if each.arg in SPOKEN or (that and each.arg in ALSO))


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
