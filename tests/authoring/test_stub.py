"""The stub is the solution without its marked regions."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.stub import make_stub, without_markers
from grader.course.lessons import Course
from grader.errors import LessonError

SOLUTION = '''"""A lesson."""

import torch

# BEGIN SOLUTION
SECRET = 42
# END SOLUTION


def softmax(x, dim):
    """Spec."""
    # BEGIN SOLUTION task 2: shift, exponentiate, divide
    shifted = x - x.max()
    return shifted.exp()
    # END SOLUTION


class Net(torch.nn.Module):
    """A net."""

    def __init__(self):
        super().__init__()
        # BEGIN SOLUTION task 3: make the layers
        self.layer = None
        # END SOLUTION

    def forward(self, x):
        # BEGIN SOLUTION task 3: call them
        return self.layer(x)
        # END SOLUTION
'''
STUB = '''"""A lesson."""

import torch


def softmax(x, dim):
    """Spec."""
    # TODO (task 2): shift, exponentiate, divide
    raise NotImplementedError("softmax: start with task 2")


class Net(torch.nn.Module):
    """A net."""

    def __init__(self):
        super().__init__()
        # TODO (task 3): make the layers
        raise NotImplementedError("Net: start with task 3")

    def forward(self, x):
        # TODO (task 3): call them
        raise NotImplementedError("Net.forward: start with task 3")
'''


def stub_of(tmp_path: Path, source: str) -> str:
    (tmp_path / "solution.py").write_text(source, encoding="utf-8")
    return make_stub(tmp_path / "solution.py")


def test_regions_become_a_todo_and_one_raise(tmp_path: Path) -> None:
    assert stub_of(tmp_path, SOLUTION) == STUB


def test_the_stub_of_a_stub_is_itself(tmp_path: Path) -> None:
    assert stub_of(tmp_path, STUB) == STUB


def test_without_markers_the_solution_is_whole() -> None:
    plain = without_markers(SOLUTION)
    assert "SOLUTION" not in plain
    assert "return self.layer(x)" in plain


def test_the_toy_stub_is_what_its_solution_gives(toy_course: Course) -> None:
    lesson = toy_course.lesson("lesson01")
    assert make_stub(lesson.solution) == lesson.stub.read_text()


REGION = "def f():\n    # BEGIN SOLUTION task 1: do it\n    return 1\n"
BROKEN = {
    "no end": (REGION, "solution.py:2: this region never ends; write `# END SOLUTION` below it."),
    "no beginning": ("    # END SOLUTION\n", "solution.py:1: a region ends that never began."),
    "one within another": (REGION * 2, "solution.py:5: a region begins within the one that began at line 2."),
    "no task": (
        "def f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION\n",
        "solution.py:2: write `# BEGIN SOLUTION task N: what to do` within a function.",
    ),
    "no function": (
        "if True:\n    # BEGIN SOLUTION task 1: do it\n    x = 1\n    # END SOLUTION\n",
        "solution.py:2: this region is in no function.",
    ),
    "no Python": ("def f(:\n", "solution.py"),
}


@pytest.mark.parametrize(("source", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_region_names_its_line(tmp_path: Path, source: str, says: str) -> None:
    with pytest.raises(LessonError) as caught:
        stub_of(tmp_path, source)
    assert says in str(caught.value)
