"""dlgrade from Python, as docs/api.md has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import grader
from grader.errors import SubmissionError
from scripts.api_page import PAGE, page

RIGHT, WRONG = "def add(a, b):\n    return a + b\n", "def add(a, b):\n    return a - b\n"


def test_files_texts_and_classes_are_graded(tmp_path: Path, toy_course: grader.Course) -> None:
    """One grader for several submissions; what cannot be read is an error, what is wrong a scorecard."""
    lesson = grader.Course(str(toy_course.root)).lesson("lesson01")
    hand_ins = tmp_path / "hand-ins"
    hand_ins.mkdir()
    (hand_ins / "ana.py").write_text(RIGHT)
    (hand_ins / "ben.py").write_text(WRONG)

    with grader.Grader() as warm:
        ana = warm.grade(lesson, hand_ins / "ana.py", seed=5)
        ben = warm.grade(lesson, source=WRONG, tasks=(1,), language="zh")
        with pytest.raises(SubmissionError, match="does not exist"):
            warm.grade(lesson, hand_ins / "cem.py")
        with pytest.raises(TypeError, match="one of the two"):
            warm.grade(lesson)
    assert (ana.score, ana.exit_code, ana.seed) == (ana.max_score, 0, 5)
    assert ben.score == 0
    assert any("减去" in str(test.hint) for test in ben.tests)

    graded = grader.grade_class(lesson, hand_ins, tmp_path / "out", jobs=1)
    assert [student.student for student in graded.students] == ["ana", "ben"]
    assert {name: card.score for name, card in grader.read_cards(tmp_path / "out").items()} == {"ana": 3, "ben": 0}


def test_page_is_made_from_the_docstrings() -> None:
    """`python scripts/api_page.py` writes it."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_package_imports_nothing_before_it_is_asked() -> None:
    """A worker has its first file, too."""
    code = "import sys, grader; assert 'grader.api' not in sys.modules; assert 'msgspec' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
