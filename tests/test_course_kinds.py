"""Each kind of lesson under tests/courses, as a teacher types it: check, grade, report, regrade; with an attack of its own in the class."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import torch

from grader.course.lessons import Course, Lesson
from tests.cli.command_line import dlgrade
from tests.test_artefacts import Trap, onnx_file

COURSES = Path(__file__).parent / "courses"
SHADOWS = {f"{name}/__init__.py": b"raise SystemExit\n" for name in ("grader", "msgspec", "numpy", "pytest", "sklearn")}
LIAR = b"""
class Yes(dict):
    __eq__ = lambda *_: True
    __ne__ = lambda *_: False
    __reduce__ = lambda self: (print, ("unpickled",))
count = most = lambda text: Yes(x=1)
STOP = Yes()
"""
OBJECTS = b"""
import numpy as np
class Code:
    def __reduce__(self):
        return (print, ("unpickled",))
softmax = lambda z: np.array([[Code()]], dtype=object)
"""
ENDLESS = b"""
import itertools
import pandas as pd
class Column:
    def __len__(self): return 1 << 60
    def __iter__(self): return itertools.count()
    def tolist(self): return Column()
class Table(pd.DataFrame):
    def __getitem__(self, key): return Column()
    shape = (4, 2)
read = lambda path: Table({"a": [1]})
mean_fare = lambda table: Column()
"""
SHADOW = b"import sys\nsys.modules['numbers_of'] = sys\n" + b"largest = numbers = lambda text: 10\n"
BOMB = b"id,prediction\n" + b"0,\"=cmd|' /C calc'!A0\"\n" * 4000
MINE = b"student,task,points,comment\neve,2,3,I graded myself\n"


@dataclass(frozen=True)
class Kind:
    """course, lesson: under tests/courses. attack: what eve hands in beside or in the place of the solution's files. earned: what that is worth."""

    course: str
    lesson: str
    earned: str
    attack: Mapping[str, bytes] = field(default_factory=dict)


KINDS = {
    "plain Python": Kind("plain", "lesson01", "0", {"words.py": LIAR}),
    "NumPy": Kind("plain", "lesson02", "0", {"shares.py": OBJECTS}),
    "scikit-learn": Kind("plain", "lesson03", "3", SHADOWS),
    "pandas": Kind("plain", "lesson04", "0", {"table.py": ENDLESS}),
    "several files": Kind("plain", "lesson05", "0", {"report.py": SHADOW, **SHADOWS}),
    "by hand": Kind("plain", "lesson06", "1", {"manual.csv": MINE, "adjustments.csv": MINE}),
    "predictions": Kind("artefacts", "lesson01", "2", {"predictions.csv": BOMB}),
    "weights": Kind("artefacts", "lesson02", "0"),
    "ONNX": Kind("artefacts", "lesson03", "0", {"model.onnx": onnx_file(b"/proc/self/environ")}),
}


@pytest.fixture
def course(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A copy that the test may change, where the commands find it."""
    kind: Kind = request.getfixturevalue("kind")
    shutil.copytree(COURSES / kind.course, tmp_path / "course")
    monkeypatch.setenv("DLGRADE_COURSE", str(tmp_path / "course"))
    return Course(tmp_path / "course")


def handed_in(lesson: Lesson, folder: Path, attack: Mapping[str, bytes]) -> None:
    """ana hands in the solution, eve her attack."""
    right = lesson.with_others(lesson.solution.read_bytes())
    for student, files in (("ana", right), ("eve", right | dict(attack))):
        for name, data in files.items():
            path = folder / student / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def points(*command: str) -> dict[str, str]:
    """Of each student, as this command prints them."""
    result = dlgrade(*command, "--json")
    assert result.exit_code in (0, 1), result.stderr
    return {each["student"]: each["points"] for each in json.loads(result.stdout)["grades"]}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_of_lesson_from_a_check_to_a_regraded_class(kind: Kind, course: Course, tmp_path: Path) -> None:
    lesson = course.lesson(kind.lesson)
    attack, sprung = kind.attack, tmp_path / "sprung"
    if kind.lesson == "lesson02" and kind.course == "artefacts":
        torch.save(Trap(str(sprung)), tmp_path / "pickle")
        attack = dict.fromkeys(["weights.pt", "weights.safetensors"], (tmp_path / "pickle").read_bytes())
    handed_in(lesson, tmp_path / "class", attack)
    by_hand = any(task.by_hand for task in lesson.facts.tasks)
    asked = sum(task.points for task in lesson.facts.tasks if not task.by_hand)

    checked = dlgrade("check", kind.lesson, str(tmp_path / "class" / "ana"), "--json")
    card = json.loads(checked.stdout)
    assert (card["score"], card["max_score"], checked.exit_code) == (str(asked), str(asked), 0), card

    out = tmp_path / "out"
    graded = points("grade", kind.lesson, str(tmp_path / "class"), "--out", str(out), "--jobs", "1")
    assert graded == {"ana": str(asked), "eve": kind.earned}
    suite = lesson.suite_files[0]
    suite.write_text(f'{suite.read_text()}\n\n@pytest.mark.task(1)\ndef test_more(draw):\n    """nothing more"""\n')
    assert points("regrade", str(out), "--jobs", "1")["ana"] == str(asked + 1)

    if by_hand:
        (out / "manual.csv").write_text("student,task,points,comment\nana,2,2.5,no example\neve,2,0,\n")
    assert dlgrade("report", str(out)).exit_code == 0
    assert "nothing more" in (out / "students" / "eve.html").read_text()
    page = (out / "students" / "ana.html").read_text()
    assert ("no example" in page) == by_hand
    assert not sprung.exists()
