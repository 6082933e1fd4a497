"""The messy class through the night: graded, killed, resumed, corrected, reported, exported; nobody loses a point that is theirs."""

from __future__ import annotations

import csv
import io
import shutil
from decimal import Decimal

import pytest

from grader.course.lessons import Course
from grader.lms.canvas import fill_canvas
from grader.lms.moodle import fill_moodle
from grader.lms.results import read_results
from grader.lms.table import Table
from grader.reports.site import write_site
from tests.class_folder import Classroom
from tests.classroom.messy_class import SHAPES, lay_messy_class
from tests.lms.importers import MoodleAssignment


@pytest.fixture
def messy(classroom: Classroom) -> Classroom:
    shutil.rmtree(classroom.submissions)
    lay_messy_class(classroom.submissions)
    return classroom


def scores(classroom: Classroom) -> dict[str, Decimal]:
    return {name.removeprefix("'"): Decimal(row["score"]) for name, row in classroom.grades().items()}


def test_the_whole_night(messy: Classroom) -> None:
    """Killed after five, resumed, again; then pages, a correction and two gradebooks."""
    expected = {name: Decimal(shape.score) for name, shape in SHAPES.items()}

    class Killed(BaseException):
        pass

    honest, left = messy.answer, 9  # of which the trial of the suite takes some

    def dying(data: bytes) -> bytes:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        return honest(data)

    messy.answer = dying  # type: ignore[method-assign]
    with pytest.raises(Killed):
        messy.grade()
    messy.answer = honest  # type: ignore[method-assign]
    kept = len(list((messy.out / "scorecards").iterdir()))
    graded = messy.grade()

    assert 0 < kept < len(SHAPES)
    assert scores(messy) == expected
    told = {each.student: str(each.problem or messy.card(each.file).tests[0].message or "") for each in graded.students}
    assert [name for name, shape in SHAPES.items() if shape.problem not in told[name]] == []
    assert [each.student for each in graded.students if each.late] == ["late_2"]
    assert [line for line in graded.ignored if "again_3_13" in line]
    messy.grade()
    assert messy.asked == []

    (messy.out / "adjustments.csv").write_text(
        "student,lesson,task,points,days,reason\no'brien_20,lesson01,,+1.5,,by telephone\n", encoding="utf-8"
    )
    (messy.out / "choices.csv").write_text("student,file,reason\ntwo_13,a.py,by mail\n", encoding="utf-8")
    messy.grade()
    expected |= {"o'brien_20": Decimal("1.5"), "two_13": Decimal(3)}
    assert scores(messy) == expected
    course = Course(messy.course.root)
    assert write_site(messy.out, course).pages == len(SHAPES)
    page = (messy.out / "index.html").read_text(encoding="utf-8")
    assert "<b>x" not in page

    results = read_results(messy.out, course).results
    book = "Student,ID,SIS Login ID,Section,HW (5)\nPoints Possible,,,,3\n"
    book += "".join(f"X,{name.rpartition('_')[2]},u{number},1,\n" for number, name in enumerate(SHAPES))
    filled = fill_canvas(Table(book.encode(), "book.csv"), results, None)
    rows = {row["ID"]: Decimal(row["HW (5)"]) for row in list(csv.DictReader(io.StringIO(filled.data.decode())))[1:]}
    assert rows == {name.rpartition("_")[2]: score for name, score in expected.items()}

    sheet = MoodleAssignment({str(number): (f"Somebody {number}", "") for number in range(1, 30)}, maximum="3.00")
    wrong = fill_moodle(Table(sheet.worksheet(), "sheet.csv"), results, None)
    assert (sheet.upload(wrong.data), len(wrong.left_out)) == ({}, len(SHAPES))
