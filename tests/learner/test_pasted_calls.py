"""What a card prints as a call can be pasted: it is put into a plain Python after `from FILE import *`, and gives what the card says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.authoring.handout import task_of_test, trained_tests
from grader.course.lessons import Course, Lesson
from grader.course.misconceptions import Misconception
from grader.engine.keys import AUTHOR_KEY
from grader.engine.session import Options, Session
from grader.intake.submission import Submission
from grader.scorecard import TestResult

COURSE = Course(Path(__file__).parents[2])
LESSONS = COURSE.lessons()
EACH = 1  # misconception per lesson
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|nan|-?inf")
PASTED = """
import ast, contextlib, io, json, sys
import torch
import numpy as np

def numbers(value):
    if isinstance(value, (torch.Tensor, np.ndarray)):
        return numbers(value.tolist())
    if isinstance(value, dict):
        return numbers(list(value.values()))
    if isinstance(value, (list, tuple)):
        return [number for item in value for number in numbers(item)]
    return [float(value)] if isinstance(value, (bool, int, float)) else []

found = []
for call in json.loads(sys.argv[2]):
    names = {"torch": torch, "np": np}
    exec(f"from {sys.argv[1]} import *", names)
    try:
        *before, last = ast.parse(call).body
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(ast.Module(before, []), "call", "exec"), names)
            found.append(["", numbers(eval(compile(ast.Expression(last.value), "call", "eval"), names))])
    except Exception as error:
        found.append([type(error).__name__, []])
print(json.dumps(found))
"""


def chosen(lesson: Lesson) -> list[Misconception]:
    """The first and the last of those that fail tests which train nothing."""
    quick = [
        each for each in lesson.misconceptions if each.expect and not set(each.expect) & set(trained_tests(lesson))
    ]
    return [quick[0], quick[-1]][:EACH]


def failed(lesson: Lesson, wrong: Misconception, session: Session) -> list[TestResult]:
    task_of = task_of_test(lesson)
    tasks = tuple(sorted({task_of[name] for name in wrong.expect}))
    options = Options(1, tasks, secret_key=AUTHOR_KEY, explain=False, without=tuple(sorted(trained_tests(lesson))))
    card = session.grade(lesson, Submission(lesson.with_others(wrong.source)), options)
    return [test for test in card.tests if test.outcome in ("failed", "crashed") and test.call]


def gives(lesson: Lesson, wrong: Misconception, calls: list[str], folder: Path) -> list[tuple[str, list[float]]]:
    """What each call raises or gives, where the student's file lies."""
    for name, data in lesson.with_others(wrong.source).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    module = lesson.main.removesuffix(".py").replace("/", ".")
    done = subprocess.run(
        [sys.executable, "-c", PASTED, module, json.dumps(calls)], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return [tuple(each) for each in json.loads(done.stdout)]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)
def test_a_printed_call_can_be_pasted(lesson: Lesson, session: Session, tmp_path: Path) -> None:
    """A line with `#` above it says what the student does not have; all else must run, and give the card's numbers."""
    for wrong in chosen(lesson):
        tests = [test for test in failed(lesson, wrong, session) if "#" not in str(test.call)]
        for test, (raised, numbers) in zip(
            tests, gives(lesson, wrong, [str(test.call) for test in tests], tmp_path / wrong.name), strict=True
        ):
            told = f"{wrong.name}, {test.id}:\n{test.call}\nyours {test.yours}\n{test.message}\n{raised} {numbers}"
            if test.outcome == "crashed":
                assert raised, told
                assert raised in str(test.message), told
                continue
            assert not raised, told
            if test.yours and re.fullmatch(r"[\[\](),.\d\se+-]+", test.yours):
                yours = [float(number) for number in NUMBER.findall(test.yours)]
                assert all(any(abs(one - other) <= 1e-3 * max(1, abs(one)) for other in numbers) for one in yours), told
