"""Checks a lesson's handouts: the sections, the claims of the hidden suite, the worked examples."""

from __future__ import annotations

import ast
import contextlib
import doctest
import functools
import importlib
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from grader.authoring.findings import finding
from grader.course.lessons import Lesson
from grader.errors import LessonError
from grader.judge.claims import claim_of
from grader.sentences import Text, render, speaker, text

__all__ = [
    "data_tests",
    "handout_findings",
    "in_solution",
    "quick_tasks",
    "suite_claims",
    "task_of_test",
    "trained_tests",
    "training_tasks",
    "with_claims",
    "write_claims",
]

CLAIM_LINE = re.compile(r"- |\*\*\S+ \d+\*\*$|  ")  # the last one is a claim's second line
CLAIM_CHARS = 80
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def suite_claims(lesson: Lesson) -> dict[str, Text]:
    """The claim of each hidden test by its name."""
    return {node.name: claim_of(ast.get_docstring(node), lesson.known_languages) for node in _tests(lesson)}


def trained_tests(lesson: Lesson) -> set[str]:
    """The hidden tests that train a network under the judge's clock."""
    return {node.name for node in _tests(lesson) if any(map(_trains, ast.walk(node)))}


def data_tests(lesson: Lesson) -> set[str]:
    """The hidden tests that ask for a data set or train on one: how a wrong program does there hangs on which data serve."""
    return {node.name for node in _tests(lesson) if {"data", "training"} & {each.arg for each in node.args.args}}


def task_of_test(lesson: Lesson) -> dict[str, int]:
    """The number of the task of each hidden test, by the test's name; a test without one is left out."""
    marks = ((node.name, mark) for node in _tests(lesson) for mark in node.decorator_list)
    return {
        name: ast.literal_eval(mark.args[0])
        for name, mark in marks
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.task" and mark.args
    }


def training_tasks(lesson: Lesson) -> dict[int, set[str]]:
    """The tests of each task that trains a network."""
    task_of, trained = task_of_test(lesson), trained_tests(lesson)
    trains = {task_of[name] for name in trained if name in task_of}
    return {task: {name for name, number in task_of.items() if number == task} for task in trains}


def quick_tasks(lesson: Lesson) -> tuple[int, ...]:
    """The numbers of the tasks that train no network."""
    training = training_tasks(lesson)
    return tuple(task.number for task in lesson.facts.tasks if task.number not in training)


def _trains(node: ast.AST) -> bool:
    """Whether it is `training.run`."""
    return isinstance(node, ast.Attribute) and node.attr == "run" and ast.unparse(node.value) == "training"


def _tests(lesson: Lesson) -> Iterator[ast.FunctionDef]:
    for path in lesson.suite_files:
        try:
            yield from _tests_in(path.read_bytes())
        except (SyntaxError, ValueError) as error:
            raise LessonError(text("wrong.no_python", path=str(path), error=str(error))) from None


@functools.lru_cache(maxsize=8)  # a proof asks for them at each misconception
def _tests_in(source: bytes) -> list[ast.FunctionDef]:
    body = ast.parse(source).body
    nodes = [*body, *(each for found in body if isinstance(found, ast.ClassDef) for each in found.body)]
    return [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def handout_findings(lesson: Lesson, taught: bool) -> Iterator[str]:
    """What is wrong with the handouts and claims of `lesson`, a sentence each. taught: they must be there, and say all that they should."""
    _, *further = lesson.languages
    for name, claims in suite_claims(lesson).items():
        claim = render(claims)
        if taught and (not claim or claim.endswith(".") or len(claim) > CLAIM_CHARS):
            yield finding("lint.claim", name=name, most=CLAIM_CHARS)
        lacking = [language for language in further if claim and language not in claims.said]
        yield from (finding("lint.claim_lacks", name=name, language=language) for language in lacking)
    solution = _import(lesson)
    with contextlib.chdir(lesson.handout):
        examples = list(_example_findings(solution))
    yield from examples
    for language in lesson.languages:
        path = lesson.readme(language)
        file = path.name
        if not path.is_file():
            if taught or lesson.readme(lesson.languages[0]).is_file():
                yield finding("lint.missing", path=file)
            continue
        text = path.read_text(encoding="utf-8")
        if taught:
            yield from (f"{file}: {each}" for each in _section_findings(text, _headings(lesson, language)))
        if with_claims(text, language, lesson) != text:
            yield finding("lint.checked_stale", file=file, lesson=lesson.id)
        with contextlib.chdir(lesson.handout):
            found = list(_doctest_findings(text, file, vars(solution), least=len(lesson.facts.tasks) if taught else 0))
        yield from found


def write_claims(lesson: Lesson) -> Iterator[Path]:
    """Write "What is checked" of each handout from the claims of the suite; the files that were changed."""
    for language in lesson.languages:
        path = lesson.readme(language)
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        written = with_claims(text, language, lesson)
        if written != text:
            path.write_text(written, encoding="utf-8")
            yield path


def with_claims(text: str, language: str, lesson: Lesson) -> str:
    """The handout, with the claim of each hidden test under "What is checked", task by task. Its other prose stays, below them or above."""
    say = speaker(language)
    heading = say("handout.checked")
    before, found, after = f"\n{text}".partition(f"\n{heading}\n")
    if not found:
        return text
    section, next_heading, rest = after.partition("\n## ")
    task_of = task_of_test(lesson)
    claims = [(task_of.get(name), render(claim, language)) for name, claim in suite_claims(lesson).items()]
    listed = []
    for task in lesson.facts.tasks:
        lines = [f"- {claim}" for number, claim in claims if number == task.number]
        lines += [f"- {line}" for line in task.rubric_said(language)] if task.by_hand else []
        listed.append("\n".join([say("handout.claims", number=task.number), "", *lines]))
    above, below = _prose(section)
    blocks = "\n\n".join([heading, *above, *listed, *below])
    return f"{before}\n{blocks}\n{next_heading}{rest}".removeprefix("\n")


def _prose(section: str) -> tuple[list[str], list[str]]:
    """The paragraphs above the first list of claims, and those below it."""
    parts = [part for part in re.split(r"\n\s*\n", section.strip("\n")) if part.strip()]
    lists = [number for number, part in enumerate(parts) if all(map(CLAIM_LINE.match, part.splitlines()))]
    first = lists[0] if lists else len(parts)
    return parts[:first], [part for number, part in enumerate(parts) if number > first and number not in lists]


def _headings(lesson: Lesson, language: str) -> list[str]:
    """Every heading that the handout must have, in order."""
    say, facts = speaker(language), lesson.facts
    return [
        say("handout.lesson", number=f"{facts.number:02}", title=render(facts.heading, language)),
        say("handout.goal"),
        say("handout.idea"),
        say("handout.write"),
        *(say("handout.task", number=task.number, title=render(task.heading, language)) for task in facts.tasks),
        say("handout.checked"),
        say("handout.confusions"),
        say("handout.stuck"),
        say("handout.read_on"),
    ]


def _section_findings(text: str, headings: list[str]) -> Iterator[str]:
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    found = [line.strip() for line in prose.splitlines() if re.match(r"#{1,3} ", line)]
    missing = [heading for heading in headings if heading not in found]
    yield from (finding("lint.heading", heading=heading) for heading in missing)
    if not missing and [line for line in found if line in headings] != headings:
        yield finding("lint.headings")


def _example_findings(solution: ModuleType) -> Iterator[str]:
    """Runs the examples in the solution's docstrings, which the stub shows."""
    for test in doctest.DocTestFinder(recurse=True).find(solution, globs=_names(vars(solution))):
        yield from _run(test, finding("lint.docstring_of", name=test.name))


def _doctest_findings(text: str, file: str, names: dict[str, Any], least: int) -> Iterator[str]:
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    source = "\n".join(block + "\n" for block in blocks if ">>>" in block)
    if source.count(">>>") < least:
        yield finding("lint.examples", file=file)
    test = doctest.DocTestParser().get_doctest(source, _names(names), file, file, 0)
    yield from _run(test, file)


def _run(test: doctest.DocTest, where: str) -> Iterator[str]:
    printed: list[str] = []
    doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(test, out=printed.append)
    if printed:
        said = " / ".join(line.strip() for line in "".join(printed).splitlines() if line.strip() and "****" not in line)
        yield finding("lint.example_fails", where=where, said=said[:300])


def in_solution(lesson: Lesson) -> dict[str, Any]:
    """What an example finds: the names of the solution, and torch, np and math."""
    return _names(vars(_import(lesson)))


def _names(names: dict[str, Any]) -> dict[str, Any]:
    """What a worked example finds: the lesson's own names, and the usual ones of what the solution has imported."""
    loaded = {short: sys.modules[name] for short, name in (("torch", "torch"), ("np", "numpy")) if name in sys.modules}
    return {**loaded, "math": math, **names}


def _import(lesson: Lesson) -> ModuleType:
    """The reference solution, the course's own code, with its further files beside it."""
    paths = lesson.paths(lesson.instructor)
    names = [path.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in paths]
    for name in names:
        sys.modules.pop(name, None)  # of another lesson
    importlib.invalidate_caches()
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(lesson.instructor))
    try:
        with contextlib.chdir(lesson.handout):  # where data/ is, as in a worker
            return importlib.import_module(names[0])
    except Exception as error:
        raise LessonError(
            text("course.not_imported", solution=str(lesson.solution), kind=type(error).__name__, error=str(error))
        ) from None
    finally:
        sys.path.remove(str(lesson.instructor))
