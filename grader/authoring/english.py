"""English that costs readers who are no native speakers, in what students read of a lesson: a list of words, and what to write instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.authoring.handout import suite_claims
from grader.course.lessons import Lesson
from grader.sentences import render

__all__ = ["english_findings"]

EACH = "row|column|class|target|sample|number|epoch|update|task|weight|feature|channel|layer|batch|kernel|pixel|tensor|step"
HARD = {
    rf"\b(?:an?|one|two|three) (?!lot\b|for\b|of\b|in\b|to\b|by\b)\w+ an? (?:{EACH})\b": "write `per` for what belongs to each: one row per sample",
    r"\bwalk(?:s|ed|ing)? down\b": "write `minimise`, or say what happens to the number",
    r"\b(?:above|below) the line\b": "write `numerator` or `denominator`",
    r"\bwork(?:s|ed) out\b": "write `compute`",
}
CODE = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$", re.DOTALL)


def english_findings(lesson: Lesson) -> Iterator[str]:
    """Each such place of the English handout, the hints, the claims, the sentences of misconceptions and probes, and the stub's docstrings."""
    for where, text in _texts(lesson):
        for words, instead in HARD.items():
            for found in re.findall(words, " ".join(CODE.sub(" ", text).split()), re.IGNORECASE):
                yield f"{where}: '{found}' is hard to read for many: {instead}"


def _texts(lesson: Lesson) -> Iterator[tuple[str, str]]:
    readme = lesson.readme("en")
    if readme.is_file():
        yield readme.name, readme.read_text(encoding="utf-8")
    for task in lesson.facts.tasks:
        yield f"lesson.toml, task {task.number}", " / ".join([task.title, *task.hints, *task.rubric])
    for name, claim in suite_claims(lesson).items():
        yield name, render(claim)
    for known in lesson.seen.values():
        yield f"the sentence of {known.name}", known.says.get("en", "")
    for name, path in lesson.paths(lesson.instructor).items():
        tree = ast.parse(path.read_bytes())
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
        yield name, " / ".join(ast.get_docstring(node) or "" for node in nodes)
