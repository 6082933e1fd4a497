"""What of a misconception's file could be left out, and the names of its tests as they are written into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.overlays import overlay_findings, write_expect
from grader.course.misconceptions import read_misconception
from grader.errors import LessonError

SOLUTION = '''"""Lesson."""

from dataclasses import dataclass

import torch
from torch import Tensor

ROWS = 3


@dataclass
class Point:
    x: int = 0


def double(x: Tensor) -> Tensor:
    """Twice x."""
    factor: int = 2
    return factor * x


def half(x: Tensor) -> Tensor:
    """Half of x."""
    return x / 2
'''
CONTRACT = '"""Believes in nothing.\n\nexpect: test_a\n{whole}says: Nothing.\nsays_zh: 无。\n"""\n\n'
WRONG = "def half(x):\n    return x\n"


def findings(folder: Path, text: str, whole: bool = False) -> list[str]:
    (folder / "solution.py").write_text(SOLUTION)
    (folder / "wrong.py").write_text(CONTRACT.format(whole="whole: true\n" if whole else "") + text)
    return list(overlay_findings(read_misconception(folder / "wrong.py", folder / "solution.py")))


SHORT = {
    "a function": WRONG,
    "an import that it needs": f"import math\n\n\n{WRONG.replace('return x', 'return math.pi')}",
    "an import for an annotation": "from typing import Any\n\n\ndef half(x: Any) -> Any:\n    return x\n",
    "an import that binds another thing": f"from math import tau as ROWS\n\n\n{WRONG}",
    "a helper": "_HALF = 0.4\n\n\ndef half(x):\n    return _HALF * x\n",
    "a field of a dataclass": "@dataclass\nclass Point:\n    y: int = 0\n",
    "a field that is no longer one": "@dataclass\nclass Point:\n    x = 0\n",
    "another default": "def double(x, factor=3):\n    return factor * x\n",
}


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_what_differs_alone_is_as_short_as_it_can_be(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, text) == []


LONG = {
    "a function of the solution": (
        f"def double(x):\n    factor = 2\n    return factor * x\n\n\n{WRONG}",
        "`double` is the solution's own (but for docstrings and annotations): leave it out",
    ),
    "a constant of the solution": (f"ROWS: int = 3\n\n\n{WRONG}", "`ROWS` is the solution's own"),
    "an import that nothing uses": (f"import math\n\n\n{WRONG}", "nothing uses `import math`: leave it out"),
    "an import for what is left out": (
        f"import math\n\n\ndef double(x: math.nan):\n    factor = 2\n    return factor * x\n\n\n{WRONG}",
        "nothing uses `import math`: leave it out",
    ),
    "an import that the solution has": (
        f"import torch\n\n\n{WRONG.replace('return x', 'return torch.ones(3)')}",
        "the solution has `import torch` already: leave it out",
    ),
}


@pytest.mark.parametrize(("text", "says"), LONG.values(), ids=LONG)
def test_what_could_be_left_out_is_named(tmp_path: Path, text: str, says: str) -> None:
    (found,) = (finding for finding in findings(tmp_path, text) if says in finding)
    assert found.endswith("leave it out")


def test_what_has_no_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match="the solution has no `halve`"):
        findings(tmp_path, "def halve(x):\n    return x\n")


PROGRAM = SOLUTION.split('"""\n', 1)[1].replace("return x / 2", "return x")


def test_whole_program_that_could_be_one_function_is_named(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, PROGRAM, whole=True)
    assert found.startswith("needs not be whole: write `half` alone")


@pytest.mark.parametrize("helper", ["halving = 1\n", "_halving = 1\n"])
def test_new_name_is_no_reason_for_a_whole_program(tmp_path: Path, helper: str) -> None:
    """It can be called `_halving`."""
    text = PROGRAM.replace("def half", f"{helper}\n\ndef half").replace(
        "return x\n", f"return {helper.split()[0]} * x\n"
    )
    assert "needs not be whole" in findings(tmp_path, text, whole=True)[0]


WHOLE = {
    "it runs something on import": f"{PROGRAM}\n\ntorch.set_num_threads(1)\n",
    "it lacks a function": PROGRAM[: PROGRAM.index("def half")],
    "its order is another one": f"{WRONG}\n\n{PROGRAM[: PROGRAM.index('def half')]}",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_whole_program_may_be_needed(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, text, whole=True) == []


def expecting(path: Path, docstring: str, tests: list[str]) -> tuple[str, ...]:
    path.write_text(f'"""{docstring}"""\n\n\n{WRONG}', encoding="utf-8")
    write_expect(path, tests)
    return read_misconception(path, path).expect


DOCSTRINGS = {
    "in place of others": "Believes.\n\nexpect: test_b,\n    test_a\nsays: It.\nsays_zh: 它。\n",
    "where there are none": "Believes.\n\nsays: It.\nsays_zh: 它。\n",
    "where the word stands alone": "Believes.\n\nexpect:\nsays: It.\nsays_zh: 它。\n",
    "at the end": "Believes.\n\nsays: It.\nsays_zh: 它。\nexpect: test_b",
    "above the word family": "Believes.\n\nexpect: test_b\nfamily: _EPS from 1e-12 to 1e-3\nsays: It.\nsays_zh: 它。\n",
    "above the word whole": "Believes.\n\nexpect: test_b\nwhole: true\nsays: It.\nsays_zh: 它。\n",
}


@pytest.mark.parametrize("docstring", DOCSTRINGS.values(), ids=DOCSTRINGS)
def test_names_are_written_and_the_rest_stays(tmp_path: Path, docstring: str) -> None:
    path = tmp_path / "wrong.py"
    names = [f"test_of_something_{number}" for number in range(12)]

    assert expecting(path, docstring, names) == tuple(sorted(names))

    text = path.read_text(encoding="utf-8")
    misconception = read_misconception(path, path)
    assert (misconception.belief, misconception.says) == ("Believes.", {"en": "It.", "zh": "它。"})
    assert misconception.whole == ("whole" in docstring)
    assert text.endswith(WRONG)
    assert text.count("expect:") == 1
    assert max(map(len, text.splitlines())) <= 120
