"""Grades follow from scorecards, people's adjustments and the late policy, exactly, and open safely in a spreadsheet."""

from __future__ import annotations

import datetime
import re
import shutil
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from grader.classroom.adjustments import read_adjustments
from grader.classroom.classes import read_class
from grader.classroom.grade_book import grades_of
from grader.classroom.roster import read_csv
from grader.classroom.sheets import Known
from grader.classroom.tables import as_it_was, csv_bytes
from grader.course.late import Late
from grader.course.lessons import Course
from grader.errors import UsageError
from tests.class_folder import Classroom

HEAD = "student,lesson,task,points,days,reason\n"
DUE = datetime.datetime(2026, 10, 1, 23, 59, tzinfo=datetime.UTC)
KNOWN = Known({"cho": "cho"}, lesson=("lesson01", "lesson01_add"), others=("lesson02_sum",))
HOUR = datetime.timedelta(hours=1)


def adjust(folder: Path, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "adjustments.csv").write_text(HEAD + "\n".join(lines), encoding="utf-8")
    return folder / "adjustments.csv"


def test_adjustment_changes_the_grade_and_not_the_scorecard(classroom: Classroom) -> None:
    """With its reason in the table; the next run keeps it."""
    classroom.grade()
    before = (classroom.out / "scorecards" / "cho.json").read_bytes()
    adjust(classroom.out, "cho,lesson01,1,1.5,,the test was unclear", "ana,lesson01_add,,-0.5,,agreed")
    classroom.grade()
    rows = classroom.grades()
    assert [rows[name]["score"] for name in ("ana", "ben", "cho")] == ["2.5", "3", "1.5"]
    assert (rows["cho"]["points"], rows["cho"]["adjusted"], rows["cho"]["reasons"]) == (
        "0",
        "1.5",
        "the test was unclear",
    )
    assert (classroom.out / "scorecards" / "cho.json").read_bytes() == before


def test_nobody_falls_below_zero(classroom: Classroom) -> None:
    adjust(classroom.out, "cho,lesson01,,-2,,copied", "ana,lesson01,1,-9,,copied")
    classroom.grade()
    assert [classroom.grades()[name]["score"] for name in ("ana", "cho")] == ["0", "0"]


def test_adjustments_of_another_lesson_are_left_alone(classroom: Classroom) -> None:
    """One that the course has."""
    exercises = classroom.course.root / "exercises"
    shutil.copytree(exercises / "lesson01_add", exercises / "lesson02_sum")
    adjust(classroom.out, "nobody,lesson02,1,5,,x", "", ",,,,,")
    classroom.grade()
    assert classroom.grades()["cho"]["score"] == "0"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("chu,lesson01,1,1,,x", r"line 2: no student is called 'chu'. Did you mean 'cho'\?"),
        ("cho,lesson01,1,1,,", "line 2: the reason is missing"),
        ("cho,lesson01,1,,,x", "neither points nor days"),
        ("cho,lesson01,one,1,,x", "'one' in the column task is no number"),
        ("cho,lesson01,1.5,1,,x", "'1.5' is no task"),
        ("cho,lesson01,1,nan,,x", "is no number"),
        ("cho,lesson01,1,1e99,,x", "too large"),
        (",lesson01,1,1,,x", "the student is missing"),
        ("cho,lesson1,1,1,,x", r"line 2: the course has no lesson 'lesson1'. Did you mean 'lesson01'\?"),
        ("cho,1,1,1,,x", "line 2: the course has no lesson '1'. This class is of 'lesson01'"),
        ("cho,lesson01,1,1,,x,y", "line 2: it has more cells than the first line"),
        ("cho,,1,1,,x", "the lesson is missing"),
    ],
)
def test_adjustment_that_cannot_be_meant_so_is_told(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_adjustments(adjust(tmp_path, line), KNOWN, [])


def test_adjustments_with_other_columns_are_told(tmp_path: Path) -> None:
    (tmp_path / "adjustments.csv").write_text("name,points\ncho,1\n")
    with pytest.raises(UsageError, match="its first line must be"):
        read_adjustments(tmp_path / "adjustments.csv", KNOWN, [])


# Lateness.


@pytest.mark.parametrize(
    ("after", "days"),
    [(-HOUR, 0), (0 * HOUR, 0), (HOUR / 4, 0), (HOUR / 2, 1), (24 * HOUR, 1), (25 * HOUR, 2), (240 * HOUR, 10)],
)
def test_a_day_begun_is_a_day(after: datetime.timedelta, days: int) -> None:
    """After fifteen minutes of grace."""
    late = Late(grace_minutes=15, due={"lesson01": DUE})
    assert late.days("lesson01_add", DUE + after) == days


def test_without_a_time_or_a_date_nobody_is_late() -> None:
    assert Late(due={"lesson01": DUE}).days("lesson01_add", None) == 0
    assert Late().days("lesson01_add", DUE) == 0


@pytest.mark.parametrize(("days", "lost"), [(0, "0"), (1, "0.33"), (3, "1"), (4, "3.33"), (99, "3.33")])
def test_penalty_is_exact_and_ends_at_all(days: int, lost: str) -> None:
    """Ten percent a day, rounded to the hundredth; after three days nothing is left."""
    late = Late(percent_per_day=10, last_day=3)
    assert late.penalty(Decimal("3.33"), Decimal(days)) == Decimal(lost)


def test_late_work_costs_and_days_are_forgiven(classroom: Classroom) -> None:
    """From nbgrader's times: two days at ten percent; one of them forgiven by adjustments.csv."""
    facts = 'title = "t"\n[late]\npercent_per_day = 10\n[late.due]\nlesson01 = 2026-10-01T23:59:00Z\n'
    (classroom.course.root / "course.toml").write_text(facts)
    folder = classroom.submissions / "submitted" / "dan" / "lesson01"
    folder.mkdir(parents=True)
    (folder / "add.py").write_text("def add(a, b): return b + a")
    (folder / "timestamp.txt").write_text("2026-10-03 12:00:00.000 UTC")
    classroom.course = Course(classroom.course.root)
    classroom.submissions = classroom.submissions / "submitted"
    classroom.grade()
    assert (classroom.grades()["dan"]["score"], classroom.grades()["dan"]["days_late"]) == ("2.4", "2")
    adjust(classroom.out, "dan,lesson01,,,-1,was ill")
    classroom.grade()
    assert (classroom.grades()["dan"]["score"], classroom.grades()["dan"]["late"]) == ("2.7", "yes")


def test_grades_can_be_worked_out_from_the_folder_alone(classroom: Classroom) -> None:
    """What a report needs: the class, and its grades with today's adjustments."""
    classroom.grade()
    adjust(classroom.out, "cho,lesson01,,1,,x")
    grades = grades_of(read_class(classroom.out), classroom.course, classroom.out)
    assert {grade.student: str(grade.score) for grade in grades} == {"ana": "3", "ben": "3", "cho": "1"}
    assert msgspec.json.encode(grades)


def test_folder_without_a_class_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no graded class"):
        read_class(tmp_path)


# Tables.


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "＝1", "\r=1"])
def test_no_text_is_a_formula(text: str, tmp_path: Path) -> None:
    """A student's name or a message must not run on the teacher's machine."""
    (tmp_path / "t.csv").write_bytes(csv_bytes([["name"], [text]]))
    cell = read_csv(tmp_path / "t.csv")[1][0]
    assert cell.startswith("'")
    assert cell.removeprefix("'") == text


@pytest.mark.parametrize("text", ["x;=cmd|' /C calc", "a | +1", "a;  -1", "b\n=1", "x;'=1", "x;''@a", "'=1", "''"])
def test_no_part_of_a_text_is_a_formula_where_a_semicolon_ends_a_cell(text: str, tmp_path: Path) -> None:
    """And what was written is read back."""
    (tmp_path / "t.csv").write_bytes(csv_bytes([["name"], [text]]))
    cell = read_csv(tmp_path / "t.csv")[1][0]
    assert not any(part.lstrip().startswith(("=", "+", "-", "@")) for part in re.split(r"[;|\n]", cell))
    assert as_it_was(cell) == text


@pytest.mark.parametrize(
    "name", ["Zoë O'Hara-Şen", "王小明", "o'neil", "a-b", "x = 1", "a@x.edu", "2026-10-01", "a; b"]
)
def test_ordinary_text_is_written_as_it_is(name: str) -> None:
    assert csv_bytes([[name]]).decode("utf-8-sig").strip('\r\n"') == name


def test_table_opens_in_excel_with_every_script() -> None:
    """The byte order mark, and numbers as plain decimals."""
    data = csv_bytes([["王小明", Decimal("1E+1"), Decimal("2.50"), 3, None, "a,b\n"]])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == '王小明,10,2.5,3,,"a,b\n"\r\n'


def test_roster_that_is_no_text_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_bytes(b"\xff\xff\xff\x81")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_csv(tmp_path / "r.csv")
