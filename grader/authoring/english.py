"""English that costs readers who are no native speakers, in what students read of a lesson: a list of words, and what to write instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.authoring.findings import finding
from grader.authoring.handout import suite_claims
from grader.authoring.texts import suite_texts
from grader.course.lessons import Lesson
from grader.course.questions import questions_of
from grader.sentences import render, text

__all__ = ["english_findings", "hard_words"]

EACH = "row|column|class|target|sample|number|epoch|update|task|weight|feature|channel|layer|batch|kernel|pixel|tensor|step"
HARD = {  # and the sentence of the catalogues that says what to write
    rf"\b(?:an?|one|two|three) (?!lot\b|and\b|for\b|of\b|in\b|to\b|by\b)\w+ an? (?:{EACH})\b": "per",
    r"\bwalk(?:s|ed|ing)? down\b": "minimise",
    r"\b(?:above|below) the line\b": "numerator",
    r"\bwork(?:s|ed|ing)? (?:it |them )?out\b": "compute",
    r"\bdrawn (?:tensors?|arrays?|NumPy|numbers?|values?|inputs?|data)\b|\b(?:is|are|was|were|been|has|have) drawn (?:at random|anew|afresh|before|in between|by itself)\b|\bdrawn (?:at random|anew|afresh|in between)\b": "random",
    r"\breal (?:run|pair|one)s?\b": "what_it_is",
}
HARD_WORDS = {re.compile(words, re.IGNORECASE): instead for words, instead in HARD.items()}
CODE = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$", re.DOTALL)


def english_findings(lesson: Lesson) -> Iterator[str]:
    """Each such place of the English handout, the hints, the questions, the claims, what the suites say, the sentences of misconceptions and probes,
    and the docstrings of the stub and of the pictures."""
    for where, said in _texts(lesson):
        for found, instead in hard_words(said):
            yield finding("lint.hard", where=where, found=found, instead=text(f"instead.{instead}"))


def hard_words(text: str) -> Iterator[tuple[str, str]]:
    """What costs such a reader, and the name of what to write in its place; code aside."""
    plain = " ".join(CODE.sub(" ", text).split())
    for words, instead in HARD_WORDS.items():
        yield from ((found[0], instead) for found in words.finditer(plain))


def _texts(lesson: Lesson) -> Iterator[tuple[str, str]]:
    readme = lesson.readme("en")
    if readme.is_file():
        yield readme.name, readme.read_text(encoding="utf-8")
    for task in lesson.facts.tasks:
        yield finding("lint.in_task", number=task.number), " / ".join([task.title, *task.hints, *task.rubric])
    for question in questions_of(lesson):
        yield "ask.toml", " / ".join([question.ask.get("en", ""), question.why.get("en", "")])
    for name, claim in suite_claims(lesson).items():
        yield name, render(claim)
    for known in lesson.seen.values():
        yield finding("lint.in_sentence", name=known.name), known.says.get("en", "")
    said = [path for path in (*lesson.suite_modules, lesson.handout / "test_public.py") if path.is_file()]
    yield (
        finding("lint.in_suites"),
        " / ".join(sorted(suite_texts([node for path in said for node in ast.walk(ast.parse(path.read_bytes()))]))),
    )
    seen = {"show.py": lesson.show, "test_public.py": lesson.handout / "test_public.py"}
    for name, path in (
        lesson.paths(lesson.instructor) | {name: path for name, path in seen.items() if path.is_file()}
    ).items():
        tree = ast.parse(path.read_bytes())
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
        yield name, " / ".join(ast.get_docstring(node) or "" for node in nodes)
