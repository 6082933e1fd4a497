"""Every case of what people hand in, through every door: the same submission, and the right scorecard."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.lessons import Lesson
from grader.engine.session import Options, Session
from grader.intake.submission import Submission, take_in
from grader.reports.html import scorecard_page
from tests.intake.doors import CASES, DOORS, RIGHT, Case, Scene, cells, fits, laid


def told(submission: Submission) -> tuple[object, ...]:
    """What is graded, and what people read of it."""
    reasons = {name: str(reason) for name, reason in submission.reasons.items()}
    notes = tuple(map(str, submission.notes))
    return submission.files, submission.cells, str(submission.problem), notes, reasons


PAIRS = [(door, case) for door in DOORS for case in CASES if fits(door, CASES[case].files)]


@pytest.mark.parametrize(("door", "name"), PAIRS, ids=[f"{door}-{case}" for door, case in PAIRS])
def test_each_door_gives_the_same_submission(door: str, name: str, add: Lesson, tmp_path: Path) -> None:
    files = CASES[name].files
    folder = laid(tmp_path / "itself", files)
    expected = take_in([(folder.name, folder)], add)
    (tmp_path / "scene").mkdir()

    assert told(DOORS[door](Scene(add, tmp_path / "scene"), files)) == told(expected)


def test_plot_of_a_notebook_reaches_its_page(add: Lesson, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "work.ipynb"
    path.write_bytes(cells(RIGHT, "import matplotlib.pyplot as plt\nplt.plot([1, 3])"))
    card = session.grade(add, take_in([(path.name, path)], add), Options(7))
    page = scorecard_page(card)

    assert [plot.cell for plot in card.plots or ()] == [2]
    assert page.count('<img src="data:image/png;base64,') == 1
    assert "cell 2" in page


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_case_has_the_right_outcome(case: Case, add: Lesson, session: Session, tmp_path: Path) -> None:
    folder = laid(tmp_path / "itself", case.files)
    card = session.grade(add, take_in([(folder.name, folder)], add), Options(7))

    assert (card.outcome, card.score) == ("graded", case.points)
    assert all(case.said in str(test.message) for test in card.tests if test.outcome != "passed")
    assert len(card.notes) == len(case.notes)
    assert all(part in note for part, note in zip(case.notes, card.notes, strict=True))
