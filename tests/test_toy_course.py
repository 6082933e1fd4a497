"""The toy course, one submission for each way to end: the scorecard and what a student reads of it, word for word."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from grader.course.lessons import Course
from grader.engine.session import Options, Session
from grader.intake.submission import submission_of
from grader.reports.html import scorecard_page
from grader.reports.terminal import print_scorecard
from grader.scorecard import SandboxFacts, Scorecard

GOLDEN = Path(__file__).parent / "toy_course" / "golden"
SEED = 20

# The golden file's name: lesson, submission (the stub where there is none; no .py where it is no Python), language.
CASES = {
    "passed": ("lesson01", "right.py", "en"),
    "failed": ("lesson01", "five.py", "en"),
    "failed_and_explained": ("lesson01", "subtracts.py", "en"),
    "failed_and_explained_in_chinese": ("lesson01", "subtracts.py", "zh"),
    "failed_with_an_object": ("lesson01", "object.py", "en"),
    "crashed": ("lesson01", "raises.py", "en"),
    "crashed_on_import": ("lesson01", "does_not_parse.txt", "en"),
    "crashed_for_good": ("lesson01", "exits.py", "en"),
    "timed_out": ("lesson02", "sleeps.py", "en"),
    "not_run_stub": ("lesson01", "", "en"),
    "not_run_stub_in_chinese": ("lesson01", "", "zh"),
    "not_run_misspelt": ("lesson01", "misspelt.py", "en"),
    "not_run_unreadable": ("lesson01", "gbk.txt", "en"),
    "grader_fault_error": ("lesson03", "right.py", "en"),
    "grader_fault_no_test": ("lesson04", "right.py", "en"),
    "grader_fault_skip": ("lesson05", "right.py", "en"),
}


def graded(session: Session, course: Course, name: str, submission: str, language: str) -> Scorecard:
    """The scorecard without what depends on the machine."""
    lesson = course.lesson(name)
    path = course.root / "submissions" / submission if submission else lesson.stub
    handed_in = submission_of("ana.py", path.read_bytes(), lesson)
    card = session.grade(lesson, handed_in, Options(SEED, language=language))
    return msgspec.structs.replace(card, seconds=0.0, environment={}, sandbox=SandboxFacts("any", []))


def as_document(card: Scorecard, root: Path) -> str:
    text = json.dumps(card.without_times(), indent=2, ensure_ascii=False) + "\n"
    return text.replace(str(root), "COURSE")


def as_text(card: Scorecard, root: Path, language: str) -> str:
    file = io.StringIO()
    console = Console(file=file, width=100, color_system=None, highlight=False, emoji=False, markup=False)
    print_scorecard(card, console, language=language)
    lines = [line.rstrip() for line in file.getvalue().replace(str(root), "COURSE").splitlines()]
    return "\n".join(lines) + "\n"


def as_page(card: Scorecard, root: Path, language: str) -> str:
    """The HTML scorecard's body, times aside; its head is the same for all."""
    card = msgspec.structs.replace(card, started="")
    page = scorecard_page(card, language=language).replace(str(root), "COURSE")
    return page[page.index("<body>") :]


@pytest.mark.parametrize("case", CASES)
def test_the_toy_course_grades_as_its_golden_files_say(session: Session, toy_course: Course, case: str) -> None:
    """`DLGRADE_GOLDEN=write pytest tests/test_toy_course.py` writes the files anew; read the difference before you commit."""
    lesson, submission, language = CASES[case]
    card = graded(session, toy_course, lesson, submission, language)
    root = toy_course.root
    texts = {
        "json": as_document(card, root),
        "txt": as_text(card, root, language),
        "html": as_page(card, root, language),
    }
    for suffix, text in texts.items():
        path = GOLDEN / f"{case}.{suffix}"
        if os.environ.get("DLGRADE_GOLDEN") == "write":
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")


def test_every_golden_file_has_its_case() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(CASES)


def test_the_golden_files_show_every_outcome() -> None:
    documents = [json.loads((GOLDEN / f"{case}.json").read_bytes()) for case in CASES]
    outcomes = {test["outcome"] for document in documents for task in document["tasks"] for test in task["tests"]}
    assert outcomes == {"passed", "failed", "crashed", "timed_out", "not_run", "grader_fault"}


@pytest.mark.parametrize("case", CASES)
def test_only_what_passed_earns_points(case: str) -> None:
    document = json.loads((GOLDEN / f"{case}.json").read_bytes())
    for test in (test for task in document["tasks"] for test in task["tests"]):
        assert test["points"] == (test["max_points"] if test["outcome"] == "passed" else "0")
