"""A student's own tests, tried on right and wrong programs: what they are worth, and what hostile ones do not reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from grader.course.lessons import Course, Lesson
from grader.engine.session import Session
from grader.errors import SubmissionError, UsageError
from grader.learner.checking import Warm
from grader.learner.own_tests import OwnTests, check_tests

TOML = """number = 1
title = "Scale"
file = "scale.py"

[limits]
call_seconds = 2

[[tasks]]
number = 1
title = "Scale"
points = 1
functions = ["scale", "shift", "Memory"]
"""
SOLUTION = """import torch

FACTOR = 2


def scale(x, k=FACTOR):
    return x * k


def shift(params, by):
    with torch.no_grad():
        for param in params:
            param += by


def stream():
    yield 1


class Memory:
    def __init__(self):
        self.items = []

    def add(self, x):
        self.items.append(x)

    def total(self):
        return sum(self.items)

    def __len__(self):
        return len(self.items)
"""
OTHER = SOLUTION.replace("return x * k", "return torch.as_tensor(x, dtype=torch.float64) * k")
SUITE = '''import pytest


@pytest.mark.task(1)
def test_scale(student):
    """scale scales"""
    assert student.scale(2.0) == 4.0
'''
WRONG = {
    "writes_into_x": "def scale(x, k=FACTOR):\n    x *= k\n    return x\n",
    "has_another_factor": "def scale(x, k=3):\n    return x * k\n",
    "makes_new_params": "def shift(params, by):\n    params = [param + by for param in params]\n",
    "forgets_the_first": "class Memory(Memory):\n    def total(self):\n        return sum(self.items[1:])\n",
}
GOOD = """import scale as program
import torch
from scale import Memory, scale, shift

def test_scale_by_default():
    assert scale(torch.tensor([1.5])).tolist() == [3.0]
    assert program.scale(3.0) == 6.0

def test_scale_leaves_x_alone():
    x = torch.tensor([1.0, 2.0])
    scale(x, 2.0)
    assert x.tolist() == [1.0, 2.0]

def test_shift_moves_the_very_tensor():
    p = torch.tensor([1.0], requires_grad=True)
    shift([p], 2.0)
    assert p.tolist() == [3.0]

def test_memory():
    memory = Memory()
    memory.add(1); memory.add(2)
    assert memory.total() == 3 and len(memory) == 2
"""


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Lesson:
    root = tmp_path_factory.mktemp("course")
    files = {
        "exercises/lesson01_scale/lesson.toml": TOML,
        "exercises/lesson01_scale/scale.py": "",
        "solutions/lesson01_scale/scale.py": SOLUTION,
        "solutions/lesson01_scale/suite/test_scale.py": SUITE,
        "tests/accepted/lesson01_scale/other.py": OTHER,
    }
    for name, text in WRONG.items():
        contract = f'"""Believes.\n\nexpect: test_scale\nsays: You {name}.\nsays_zh: 你{name}。\nwhole: true\n"""\n'
        files[f"solutions/lesson01_scale/misconceptions/{name}.py"] = contract + SOLUTION + "\n\n" + text
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Course(root).lesson("1")


def tried(lesson: Lesson, session: Session, tmp_path: Path, source: str, **options: Any) -> OwnTests:
    """What these tests are worth, in the session that all tests share."""
    path = tmp_path / "whatever.py"
    path.write_text(source)

    class Shared:
        def session(self, *_: object) -> Session:
            return session

    return check_tests(lesson, path, warm=cast(Warm, Shared()), seed=3, **options)


def test_good_tests_catch_every_wrong_program(lesson: Lesson, session: Session, tmp_path: Path) -> None:
    found = tried(lesson, session, tmp_path, GOOD)
    assert [(test.name, test.sound, test.caught) for test in found.tests] == [
        ("test_scale_by_default", True, 1),
        ("test_scale_leaves_x_alone", True, 1),
        ("test_shift_moves_the_very_tensor", True, 1),
        ("test_memory", True, 1),
    ]
    assert (found.caught, found.wrong, found.right, found.missed, found.exit_code) == (4, 4, 2, [], 0)


def test_what_slips_through_is_told_by_its_sentence(lesson: Lesson, session: Session, tmp_path: Path) -> None:
    found = tried(lesson, session, tmp_path, GOOD[: GOOD.index("def test_scale_leaves_x_alone")], language="zh")
    assert found.exit_code == 1
    assert sorted(found.missed) == ["你forgets_the_first。", "你makes_new_params。", "你writes_into_x。"]
    assert any("4 个错误程序抓住了 1 个" in line for line in found.lines("zh"))


def test_tests_that_refuse_a_right_program_are_worth_nothing(lesson: Lesson, session: Session, tmp_path: Path) -> None:
    """One that asks for float32 refuses the program in another style, and one is wrong by itself."""
    strict = "\ndef test_dtype():\n    assert scale(torch.ones(1)).dtype == torch.float32\n\ndef test_wrong():\n    assert scale(1.0) == 1.0\n"
    found = tried(lesson, session, tmp_path, GOOD + strict)
    refused = {test.name: (test.message, test.line) for test in found.tests if not test.sound}
    assert set(refused) == {"test_dtype", "test_wrong"}
    assert "another style" in refused["test_dtype"][0]
    assert "reference solution" in refused["test_wrong"][0]
    assert refused["test_wrong"][1] == len((GOOD + strict).splitlines())
    assert (found.caught, found.missed, found.exit_code) == (0, [], 1)


HOSTILE = """import os, sys, types
import pytest
import scale
import _dlgrade

def test_no_way_to_the_text_of_the_program():
    for way in (
        lambda: scale.torch,
        lambda: scale.stream().gi_frame,
        lambda: scale.scale.func_globals,
        lambda: scale.Memory()._Memory__class,
        lambda: scale.Memory().add.__globals__,
        lambda: _dlgrade.ask("getattr", scale.Memory(), "__class__"),
        lambda: _dlgrade.ask("getattr", scale.Memory(), "__init__"),
        lambda: _dlgrade.ProgramObject("torch")(),
        lambda: _dlgrade.ProgramObject(99)(),
        lambda: _dlgrade.ProgramObject("os")(),
    ):
        with pytest.raises((AttributeError, TypeError)):
            way()
    with pytest.raises(TypeError):
        scale.scale(lambda: 0)

def test_ends_python():
    os._exit(0)

def test_never_ends():
    while True:
        pass

def test_answers_what_is_none():
    _dlgrade.running[0].asked.put(["ask", "exec", "x", [], {}, []])
    _dlgrade.running[0].answers.get()
    _dlgrade.running[0].asked.put({"passed": 1})
    _dlgrade.running[0].answers.get()

def test_says_that_all_is_well():
    _dlgrade.running[0].asked.put(["passed"])
"""


def test_hostile_tests_reach_nothing_and_cost_themselves_alone(
    lesson: Lesson, session: Session, tmp_path: Path
) -> None:
    found = tried(lesson, session, tmp_path, HOSTILE)
    sound = {test.name: test.sound for test in found.tests}
    assert sound == {
        "test_no_way_to_the_text_of_the_program": True,
        "test_ends_python": False,
        "test_never_ends": False,
        "test_answers_what_is_none": False,
        "test_says_that_all_is_well": True,
    }
    assert [test.caught for test in found.tests if test.sound] == [0, 0]
    assert found.caught == 0


def test_a_file_without_tests_and_one_that_cannot_be_read(lesson: Lesson, session: Session, tmp_path: Path) -> None:
    assert "no test in your file" in tried(lesson, session, tmp_path, "x = 1\n").problem
    assert "SyntaxError" in tried(lesson, session, tmp_path, "def test_it(:\n").problem
    with pytest.raises(SubmissionError, match="no Python file"):
        check_tests(lesson, tmp_path)


def test_a_copy_without_solutions_says_so(lesson: Lesson, tmp_path: Path, toy_course: Course) -> None:
    released = Lesson(lesson.handout, tmp_path / "none", lesson.limits)
    with pytest.raises(UsageError, match="no right and wrong programs"):
        check_tests(released, tmp_path / "my_tests.py")
