"""What an instructor is told to read: names by which a forbidden function can be kept from the trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson, find_course
from grader.intake.submission import Submission, read_submission
from grader.intake.worth_reading import worth_reading

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def course() -> Course:
    return find_course(ROOT)


@pytest.fixture(scope="module")
def sigmoid(course: Course) -> Lesson:
    """Its first task forbids PyTorch's sigmoid."""
    return course.lesson("lesson05")


def read(lesson: Lesson, source: str | bytes) -> list[str]:
    data = source.encode() if isinstance(source, str) else source
    return list(map(str, worth_reading(lesson, Submission({lesson.facts.file: data}))))


@pytest.mark.parametrize("name", ["untraced", "by_ctypes", "from_scipy", "at_import"])
def test_every_attack_that_hides_a_function_is_named(sigmoid: Lesson, name: str) -> None:
    """These gain their task's points, as SECURITY.md says: this is how they are found."""
    path = ROOT / "tests" / "attacks" / "files" / f"score_forbidden_{name}.py"
    _, docstring, code = path.read_text().split('"""', 2)
    assert read(sigmoid, code)
    assert docstring


def programs(lesson: Lesson) -> Iterator[tuple[str, bytes]]:
    """The lesson's misconceptions, and its correct programs of other styles."""
    yield from ((each.name, each.source) for each in lesson.misconceptions)
    yield from ((path.name, path.read_bytes()) for path in (ROOT / "tests" / "accepted" / lesson.name).glob("*.py"))


def test_almost_no_honest_program_is_named(course: Course) -> None:
    """Of the right and wrong programs that the course knows, one in thirty at most: a list that is long is not read."""
    honest = [
        (lesson, name, source)
        for lesson in course.lessons()
        if any(task.forbidden for task in lesson.facts.tasks)
        for name, source in programs(lesson)
    ]
    named = [name for lesson, name, source in honest if read(lesson, source)]
    assert len(honest) > 300
    assert len(named) <= len(honest) // 30, named


def test_a_lesson_that_forbids_nothing_names_nothing(course: Course) -> None:
    assert read(course.lesson("lesson01"), "import ctypes\n") == []


def test_what_the_lesson_uses_itself_is_not_named(course: Course) -> None:
    """Handed in as they are, stub and solution are above suspicion."""
    for lesson in course.lessons():
        assert worth_reading(lesson, read_submission(lesson.stub, lesson)) == []
        assert worth_reading(lesson, read_submission(lesson.solution, lesson)) == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("x = 1\nimport ctypes, os\nimport os\n", ["line 2: ctypes", "line 2: os"]),
        ("import torch\nx = torch . _C\n", ["line 2: _C"]),
        ("x = (torch.\n _C)\n", ["line 2: _C"]),
        ("x = torch.sys\r\ry = torch._dynamo\r", ["line 1: sys", "line 3: _dynamo"]),
        ("import \N{FULLWIDTH LATIN SMALL LETTER C}types\n", ["line 1: ctypes"]),
        ("from a import _disable\N{FULLWIDTH LOW LINE}current_modes as b\n", ["line 1: _disable_current_modes"]),
        ("f = getattr\n", ["line 1: getattr"]),
        ("def f(z):\n    return torch.ops.aten.elu_backward(z)\n", ["line 2: ops", "line 2: elu_backward"]),
        ("def elu_backward(ops):\n    return C.step.__wrapped__\n", ["line 2: __wrapped__"]),
        ("TABLE = torch.sigmoid(x)\n", ["line 1: sigmoid"]),
        ("from torch import sigmoid as s\n", ["line 1: sigmoid"]),
        (
            "# torch.sigmoid\ndef sigmoid(z):\n    return torch.sigmoid(z)\ny = sigmoid(x)\n",
            [],
        ),  # recorded where it is called
        ("net.eval()\nself._weights = 1\nsuper().__init__()\n_own = 3\n", []),
        (b"# coding: gbk\n# \xc4\xe3\nimport gc\n", ["line 3: gc"]),
        ("# coding: utf-7\nimport gc\n", []),  # is not run either: no encoding that we take
    ],
)
def test_names_are_found_as_python_reads_them(sigmoid: Lesson, source: str | bytes, told: list[str]) -> None:
    assert read(sigmoid, source) == told


def test_nothing_can_be_buried(sigmoid: Lesson) -> None:
    """Names of the student's own come last, few and short."""
    many = "\n".join(f"x._{number}{'y' * 100}" for number in range(1000))
    told = read(sigmoid, f"{many.replace('._', '._a')}\nimport ctypes\n")
    assert told[0] == "line 1001: ctypes"
    assert told[-1] == "and 991 more"
    assert max(map(len, told)) < 60


@pytest.mark.parametrize(
    "unit", ["a", "_", ". ", "._", ".\t", "a.", " ", "import ", "\u0301", "\u0345\u0316", "\uff43", "\ufdfa"]
)
def test_every_file_is_read_in_one_pass(sigmoid: Lesson, unit: str) -> None:
    """Half a megabyte of anything: a search that goes back would not end within the hour."""
    told = read(sigmoid, unit * (500_000 // len(unit)) + "\nimport ctypes\n")
    assert "line 2: ctypes" in told
