"""What people correct: void tests, points with their reasons, tasks that a person grades, comments, requests, what is shown when."""

from __future__ import annotations

import datetime
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.classroom.classes import read_class
from grader.classroom.grade_book import Book, grade_book
from grader.classroom.undo import undo_round
from grader.cli import main
from grader.course.late import Late
from grader.course.lessons import Course
from grader.errors import LessonError, UsageError
from grader.lms.results import read_results
from grader.reports.class_summary import lines
from grader.reports.site import write_site
from grader.sentences import render
from tests.class_folder import RIGHT, WRONG, Classroom

HEAD = "student,lesson,task,points,days,reason,test,until,bonus,by,date\n"
BY_HAND = """
[[tasks]]
number = 2
title = "Say why"
title_zh = "说明理由"
points = 4
graded = "by hand"
rubric = ["Two reasons: 2 points each."]
rubric_zh = ["两个理由，每个 2 分。"]
"""


def write(classroom: Classroom, name: str, text: str) -> None:
    classroom.out.mkdir(exist_ok=True)
    (classroom.out / name).write_text(text, encoding="utf-8")


def grade_book_of(classroom: Classroom) -> Book:
    return grade_book(read_class(classroom.out), classroom.course, classroom.out)


def adjust(classroom: Classroom, *lines: str) -> None:
    write(classroom, "adjustments.csv", HEAD + "\n".join(lines) + "\n")


def scores(classroom: Classroom, column: str = "score") -> dict[str, str]:
    return {name: row[column] for name, row in classroom.grades().items()}


def grades_now(classroom: Classroom) -> dict[str, Any]:
    """As every output reads them, without a grading."""
    book = grade_book(read_class(classroom.out), Course(classroom.course.root), classroom.out)
    return {grade.student: grade for grade in book.grades}


def page(classroom: Classroom, student: str, language: str = "en") -> str:
    write_site(classroom.out, Course(classroom.course.root), language)
    return (classroom.out / "students" / f"{student}.html").read_text(encoding="utf-8")


def mark(classroom: Classroom, old: str, new: str) -> None:
    text = classroom.suite.read_text()
    assert old in text
    classroom.suite.write_text(text.replace(old, new))


def lesson_toml(classroom: Classroom, change: str) -> None:
    path = classroom.course.root / "exercises" / "lesson01_add" / "lesson.toml"
    path.write_text(path.read_text() + change)


def course_toml(classroom: Classroom, late: str) -> None:
    (classroom.course.root / "course.toml").write_text(f'title = "t"\n{late}')
    classroom.course = Course(classroom.course.root)


# Tests that are taken back.


@pytest.mark.parametrize("how", ["points=0", "points=2, void=True"])
def test_void_test_is_out_of_the_maximum(classroom: Classroom, how: str) -> None:
    """For who passed it and for who did not; each card and page says so."""
    mark(classroom, "points=2", how)
    classroom.grade()
    assert scores(classroom) == {"ana": "1", "ben": "1", "cho": "0"}
    assert scores(classroom, "max_score") == {"ana": "1", "ben": "1", "cho": "1"}
    assert [test.void for test in classroom.card("cho").tests[1:]] == ["out"]
    assert "not counted" in page(classroom, "cho")
    assert "不计入" in page(classroom, "cho", "zh")


def test_test_may_be_given_to_everybody(classroom: Classroom) -> None:
    mark(classroom, "points=2", 'points=2, void="given"')
    classroom.grade()
    assert scores(classroom) == {"ana": "3", "ben": "3", "cho": "2"}
    assert "counted as passed" in page(classroom, "cho")


def test_every_output_says_the_claim(classroom: Classroom) -> None:
    """The only name that the pages show; every output then says that claim, and a second line about the test is found."""
    classroom.grade()
    adjust(classroom, "*,lesson01,,void,,asked twice,add(2, 3) is 5".replace("add(2, 3) is 5", '"add(2, 3) is 5"'))
    told = "\n".join(lines(classroom.grade(), grade_book_of(classroom), classroom.out))
    assert "*: Not counted: add(2, 3) is 5 (asked twice)" in told
    assert "Not counted: add(2, 3) is 5" in page(classroom, "cho")
    adjust(classroom, 'ana,lesson01,,void,,x,"add(2, 3) is 5"', "ana,lesson01,,given,,x,test_two_and_three")
    with pytest.raises(UsageError, match="line 3: 'given' for test_two_and_three, of which line 2 says 'void'"):
        grades_now(classroom)
    adjust(classroom, "ana,lesson01,,void,,x,something else")
    with pytest.raises(UsageError, match="Its tests are: test_two_and_three, test_any_numbers"):
        grades_now(classroom)


@pytest.mark.parametrize(("word", "got", "most"), [("void", ["1", "0"], "1"), ("given", ["3", "2"], "3")])
def test_everybody_in_adjustments(classroom: Classroom, word: str, got: list[str], most: str) -> None:
    """The same without a grading, for a test by its name."""
    classroom.grade()
    adjust(classroom, f"*,lesson01,,{word},,the claim was unclear,test_any_numbers,,,Dr. Li,2026-10-03")
    classroom.grade()
    assert classroom.asked == []
    assert [scores(classroom)[name] for name in ("ana", "cho")] == got
    assert set(scores(classroom, "max_score").values()) == {most}
    for name in ("ana", "cho"):
        assert "the claim was unclear (Dr. Li, 2026-10-03)" in page(classroom, name)


def test_what_everybody_gets_is_told_once(classroom: Classroom) -> None:
    """On the terminal; beside it stands who has something of their own."""
    classroom.grade()
    adjust(classroom, "*,lesson01,,void,,it was unclear,test_any_numbers", "ana,lesson01,1,-1,,copied")
    told = "\n".join(lines(classroom.grade(), grade_book_of(classroom), classroom.out))
    changed = told[told.index("Changed by hand") :].split("\n\n")[0].splitlines()
    assert [line.split(":")[0].strip() for line in changed] == ["Changed by hand, or late (2)", "*", "ana"]
    assert "it was unclear" in changed[1]


def test_full_marks_with_a_bonus_count(classroom: Classroom) -> None:
    classroom.grade()
    adjust(classroom, "ana,lesson01,1,2,,a prize,,,bonus")
    told = "\n".join(lines(classroom.grade(), grade_book_of(classroom), classroom.out))
    assert "2 have full marks of 3" in told


def test_points_for_everybody_end_at_the_maximum(classroom: Classroom) -> None:
    """Who has them all is not lifted above; for one student it would be an error."""
    classroom.grade()
    adjust(classroom, "*,lesson01,1,2,,the room was loud")
    classroom.grade()
    assert scores(classroom) == {"ana": "3", "ben": "3", "cho": "2"}


def test_where_no_test_counts_there_is_no_score(classroom: Classroom) -> None:
    """And no 0, in no gradebook; one warning says it, and nobody is told to grade again."""
    classroom.grade()
    adjust(classroom, *(f"*,lesson01,,void,,x,{test}" for test in ("test_two_and_three", "test_any_numbers")))
    graded = classroom.grade()
    assert set(scores(classroom).values()) == {""}
    book = grade_book(graded, Course(classroom.course.root), classroom.out)
    assert list(map(str, book.warnings)) == ["No test is left that counts, so there is no score."]
    assert "0 / 0 points" not in page(classroom, "ana")
    assert "No test is left that counts" in (classroom.out / "index.html").read_text()

    sheet = classroom.out.parent / "gradebook.csv"
    sheet.write_text("Student,ID,SIS User ID,SIS Login ID,Section,Add (7)\nAna,1,ana,ana,1,\n")
    out = classroom.out.parent / "exported"
    for words in (["canvas", "--into", str(sheet)], ["prairielearn"], ["junit"]):
        result = typed(classroom, "export", words[0], str(classroom.out), *words[1:], "--out", str(out / words[0]))
        assert result.exit_code == 1, result.output
        assert "\nNo test is left that counts" in f"\n{result.stderr}"
        assert "ana is left out: No test is left that counts" in result.stderr
    assert "Ana" not in (out / "canvas").read_text()
    assert list((out / "prairielearn").iterdir()) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ana,lesson01,1,+200,,x", "line 2: .*makes 203 of the 3 points of task 1 for ana. It has them all already"),
        ("cho,lesson01,,4,,x", "line 2: .*makes 4 of the 3 points of the lesson for cho. At most 3 fit"),
        ("cho,lesson01,9,1,,x", "line 2: there is no task 9: the lesson has task 1"),
        (
            "cho,lesson01,,void,,x,test_any_number",
            r"line 2: there is no test 'test_any_number'. Did you mean 'test_any_numbers'\?",
        ),
        ("cho,lesson01,,1,,x,test_any_numbers", "line 2: of a test, the points are 'void'"),
        ("cho,lesson01,,void,,x", "line 2: 'void' is for a test"),
        ("cho,lesson01,,1,,x,,tomorrow", "line 2: 'tomorrow' in the column until is no date"),
        ("cho,lesson01,,1,,x,,,maybe", "line 2: 'maybe' in the column bonus"),
        (
            "*,lesson01,,void,,x,test_any_numbers\n*,lesson01,,given,,x,any_numbers",
            "line 3: 'given' for any_numbers, of which line 2 says 'void' for everybody: remove one",
        ),
        (
            "cho,lesson01,,void,,x,test_any_numbers\ncho,lesson01,,void,,x,test_any_numbers",
            "line 3: 'void' for test_any_numbers, of which line 2 says 'void' for cho: remove one",
        ),
        ("cho,lesson02,,1,,x", "line 2: the course has no lesson 'lesson02'. Did you mean 'lesson01'"),
    ],
)
def test_what_cannot_be_meant_so_is_an_error(classroom: Classroom, line: str, said: str) -> None:
    """With the file, the line and a guess; nothing of the class is lost by it."""
    classroom.grade()
    adjust(classroom, line)
    with pytest.raises(UsageError, match=said) as raised:
        classroom.grade()
    assert "adjustments.csv" in str(raised.value)
    (classroom.out / "adjustments.csv").unlink()
    classroom.grade()
    assert classroom.asked == []
    assert scores(classroom) == {"ana": "3", "ben": "3", "cho": "0"}


@pytest.mark.parametrize(
    "claim", ["add(a, b) is a + b for any numbers", "对任意数 add(a, b) 等于 a + b", "any_numbers"]
)
def test_test_may_be_named_by_its_claim(classroom: Classroom, claim: str) -> None:
    """The only name of it that a page shows, in either language."""
    classroom.grade()
    adjust(classroom, f'*,lesson01,,void,,unclear,"{claim}"')
    classroom.grade()
    assert scores(classroom, "max_score") == {"ana": "1", "ben": "1", "cho": "1"}


def test_claim_that_is_nearly_right_is_guessed(classroom: Classroom) -> None:
    classroom.grade()
    adjust(classroom, '*,lesson01,,void,,unclear,"add(a, b) is a + b for all numbers"')
    with pytest.raises(UsageError, match=r"Did you mean 'add\(a, b\) is a \+ b for any numbers'"):
        classroom.grade()


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("cho,lesson01,1,1,,x\ncho,lesson01,1,1,,x", "line 3: the same as line 2; both count"),
        (
            "cho,lesson01,,,,ill,,2026-10-05\ncho,lesson01,,,,ill,,2026-10-09",
            "line 3: line 2 gives cho a deadline, too",
        ),
        ("cho,lesson01,1,1,,x\nana,lesson01,1,-1,,x", ""),
        ("cho,lesson01,1,1,,x\ncho,lesson01,1,1,,y", ""),
    ],
)
def test_pasted_line_is_a_warning(classroom: Classroom, lines: str, said: str) -> None:
    classroom.grade()
    adjust(classroom, lines)
    warnings = grade_book(read_class(classroom.out), classroom.course, classroom.out).warnings
    assert len(warnings) == bool(said)
    assert all(said in str(each) for each in warnings)


def test_bonus_goes_beyond_the_maximum(classroom: Classroom) -> None:
    classroom.grade()
    adjust(classroom, "ana,lesson01,1,+2,,found a mistake in the handout,,,bonus")
    classroom.grade()
    assert (scores(classroom)["ana"], classroom.grades()["ana"]["max_score"]) == ("5", "3")
    assert "Task 1, bonus" in page(classroom, "ana")


def test_who_has_left_the_class_is_a_warning(classroom: Classroom) -> None:
    """A name that was never there is an error."""
    classroom.grade()
    adjust(classroom, "cho,lesson01,1,1,,x")
    (classroom.submissions / "cho.py").unlink()
    classroom.grade()
    for _ in range(2):
        book = grade_book(read_class(classroom.out), classroom.course, classroom.out)
        assert list(map(str, book.warnings)) == ["adjustments.csv, line 2: cho is no longer in the class."]
        classroom.grade()
    adjust(classroom, "eva,lesson01,1,1,,x")
    with pytest.raises(UsageError, match="no student is called 'eva'"):
        classroom.grade()


def test_lines_about_another_lesson_are_told_once(classroom: Classroom) -> None:
    """They change nothing, and may be a slip."""
    exercises = classroom.course.root / "exercises"
    shutil.copytree(exercises / "lesson01_add", exercises / "lesson02_more")
    classroom.grade()
    adjust(classroom, "cho,lesson02,1,1,,x", "cho,lesson01,1,1,,x", "ana,lesson02,1,-1,,x")
    book = grade_book(read_class(classroom.out), classroom.course, classroom.out)
    said = "adjustments.csv, lines 2, 4: 2 lines are about another lesson (lesson02) and change nothing here."
    assert list(map(str, book.warnings)) == [said]
    assert [str(each.score) for each in book.grades] == ["3", "3", "1"]


def test_grade_that_moved_by_hand_is_told(classroom: Classroom) -> None:
    """With the reason, once."""
    classroom.grade()
    adjust(classroom, "cho,lesson01,1,1,,the test was unclear")
    assert classroom.grade().changed == ["cho: 0 -> 1 (the test was unclear)"]
    assert classroom.grade().changed == []


def test_what_is_new_is_the_reason_of_a_change(classroom: Classroom) -> None:
    """And not what moved the grade before; a maximum that alone is another is told too."""
    adjust(classroom, "cho,lesson01,1,1,,the test was unclear,,,,Li,")
    classroom.grade()
    write(classroom, "comments.csv", "student,file,line,text,points\ncho,add.py,1,no types,-0.5\n")
    assert classroom.grade().changed == ["cho: 1 -> 0.5 (add.py, 1: no types)"]
    assert "no types" in classroom.grades()["cho"]["reasons"]
    (classroom.out / "comments.csv").unlink()
    assert classroom.grade().changed == ["cho: 0.5 -> 1"]
    adjust(
        classroom, "cho,lesson01,1,1,,the test was unclear,,,,Li,", "*,lesson01,,void,,asked twice,test_any_numbers,,,,"
    )
    assert "cho: 1 of 3 -> 1 of 1 (asked twice)" in classroom.grade().changed


def test_export_says_that_the_pages_are_older(classroom: Classroom) -> None:
    classroom.grade()
    assert read_results(classroom.out, classroom.course).notes == []
    adjust(classroom, "cho,lesson01,1,1,,the test was unclear")
    (note,) = read_results(classroom.out, classroom.course).notes
    assert f"`dlgrade report {classroom.out}`" in note
    write_site(classroom.out, classroom.course)
    assert read_results(classroom.out, classroom.course).notes == []


def test_correction_of_a_renamed_lesson_still_counts(classroom: Classroom) -> None:
    """Its lines have the name of before."""
    from grader.classroom.repair import rename_lesson

    classroom.grade()
    adjust(classroom, "cho,lesson01_add,1,1,,x")
    for folder in ("exercises", "solutions"):
        (classroom.course.root / folder / "lesson01_add").rename(classroom.course.root / folder / "lesson04_sum")
    rename_lesson(classroom.out, classroom.course, "lesson04")
    assert grades_now(classroom)["cho"].score == 1


# Lateness.


def late_by(course: str, due: str, handed_in: str, **fields: object) -> int:
    late = Late(zone=course, due={"l": datetime.datetime.fromisoformat(due)})
    return int(late.days("l", datetime.datetime.fromisoformat(handed_in).astimezone(datetime.UTC), **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zone", "due", "handed_in", "days"),
    [
        ("Europe/Berlin", "2026-10-24T23:59", "2026-10-25T23:58+01:00", 1),  # 25 hours on the clock's longest day
        ("Europe/Berlin", "2026-10-24T23:59", "2026-10-26T00:00+01:00", 2),
        ("Europe/Berlin", "2026-03-28T23:59", "2026-03-30T00:00+02:00", 2),  # 23 hours later
        ("Europe/Berlin", "2026-03-28T23:59", "2026-03-29T23:59+02:00", 1),
        ("Asia/Shanghai", "2026-10-01T23:59", "2026-10-01T16:00+00:00", 1),
        ("Asia/Shanghai", "2026-10-01T23:59", "2026-10-02T15:59+00:00", 1),
        ("Asia/Shanghai", "2026-10-01T23:59", "2026-10-02T16:00+00:00", 2),
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:10+01:00", 1),  # in the hour that comes twice
        ("", "2026-10-01T23:59+08:00", "2026-10-02T16:00+00:00", 2),
    ],
)
def test_days_are_those_of_the_courses_calendar(zone: str, due: str, handed_in: str, days: int) -> None:
    assert late_by(zone, due, handed_in) == days


@pytest.mark.parametrize(
    ("late", "said"),
    [
        ('[late]\nzone = "Mars/Olympus"\n', "there is no time zone 'Mars/Olympus'"),
        ("[late.due]\nlesson01 = 2026-10-01T23:59:00\n", r"write the offset, as in 2026-10-01T23:59:00\+08:00"),
        ('[late]\ncounts = "first"\n', "'first' is no word for counts: write one of best, last, last on time"),
    ],
)
def test_rule_that_cannot_be_meant_so_is_an_error(classroom: Classroom, late: str, said: str) -> None:
    with pytest.raises(LessonError, match=said):
        course_toml(classroom, late)


def late_class(classroom: Classroom, when: str) -> None:
    """cho hands in through nbgrader's folders, at this time."""
    for path in classroom.submissions.iterdir():
        path.unlink()
    for name in ("ana", "ben", "cho"):
        folder = classroom.submissions / "submitted" / name / "lesson01"
        folder.mkdir(parents=True)
        (folder / "add.py").write_text(RIGHT + f"# {name}\n")
        if name == "cho":
            (folder / "timestamp.txt").write_text(when)
    late = '[late]\nzone = "Asia/Shanghai"\npercent_per_day = 10\nlast_day = 3\n[late.due]\nlesson01 = 2026-10-01T23:59:00\n'
    course_toml(classroom, late)


def test_extension_of_one_student(classroom: Classroom) -> None:
    """`until` is the student's own deadline, days are forgiven, and the page has both times in the course's zone."""
    late_class(classroom, "2026-10-03 16:30:00 UTC")
    classroom.grade()
    assert (scores(classroom)["cho"], classroom.grades()["cho"]["days_late"]) == ("2.1", "3")
    assert "handed in 2026-10-04 00:30 CST, due 2026-10-01 23:59 CST" in page(classroom, "cho")
    adjust(classroom, "cho,lesson01,,,,was ill,,2026-10-02")
    assert (grades_now(classroom)["cho"].score, grades_now(classroom)["cho"].days_late) == (Decimal("2.4"), 2)
    adjust(classroom, "cho,lesson01,,,-2,was ill")
    assert (grades_now(classroom)["cho"].days_late, grades_now(classroom)["cho"].forgiven) == (1, 2)
    assert "2 days are not counted" in page(classroom, "cho")


@pytest.mark.parametrize(
    "until", ["2026-10-02", "2026/10/2", "2026.10.02", "2026年10月2日", "2026-10-02 23:59:59", "2026-10-2T23:59+08:00"]
)
def test_dates_as_tables_write_them_are_read(classroom: Classroom, until: str) -> None:
    late_class(classroom, "2026-10-03 16:30:00 UTC")
    classroom.grade()
    adjust(classroom, f"cho,lesson01,,,,was ill,,{until}")
    assert (grades_now(classroom)["cho"].score, grades_now(classroom)["cho"].days_late) == (Decimal("2.4"), 2)


@pytest.mark.parametrize(
    "until", ["2.10.2026", "10/2/2026", "2 Oct 2026", "2026-13-02", "20261002", "2026-10-02 25:00", "2026-10/02"]
)
def test_date_that_may_be_two_is_refused_with_its_line(classroom: Classroom, until: str) -> None:
    late_class(classroom, "2026-10-03 16:30:00 UTC")
    classroom.grade()
    adjust(classroom, "ana,lesson01,,-1,,x", f"cho,lesson01,,,,was ill,,{until}")
    with pytest.raises(UsageError, match=rf"adjustments.csv, line 3: '{until}' in the column until .*write 2026-10-05"):
        grades_now(classroom)


def test_extension_takes_nobody_a_day(classroom: Classroom) -> None:
    """One that ends before the deadline is a slip of the month: it is told, and changes nothing."""
    late_class(classroom, "2026-10-01 10:30:00 UTC")
    classroom.grade()
    adjust(classroom, "cho,lesson01,,,,was ill,,2026-09-20")
    assert (grades_now(classroom)["cho"].score, grades_now(classroom)["cho"].days_late) == (3, 0)
    (warning,) = grade_book_of(classroom).warnings
    assert "line 2: 2026-09-20 is before 2026-10-01 23:59" in str(render(warning, "en"))


def test_late_by_an_unknown_time_is_listed(classroom: Classroom) -> None:
    """Canvas says LATE in the file's name: nothing is taken off in silence, and 0 days in the table settles it."""
    for path in classroom.submissions.iterdir():
        late = "LATE_" if path.stem == "cho" else ""
        path.rename(path.with_name(f"{path.stem}_{late}{len(path.stem)}1_77_add.py"))
    course_toml(classroom, '[late]\nzone = "UTC"\n[late.due]\nlesson01 = 2026-10-01\n')
    classroom.grade()
    warning = "The platform says late, and not by how much, of 1 (cho_31)"
    book = grade_book(read_class(classroom.out), classroom.course, classroom.out)
    assert warning in str(book.warnings[0])
    assert classroom.grades()["cho_31"]["late"] == "yes"
    adjust(classroom, "cho_31,lesson01,,,0,came to my office")
    assert not grade_book(read_class(classroom.out), classroom.course, classroom.out).warnings


# A person grades.


def test_task_that_a_person_grades(classroom: Classroom) -> None:
    """A line for each student, no score until it is filled in, then the sum; nothing that stands there is written over."""
    lesson_toml(classroom, BY_HAND)
    classroom.grade()
    table = (classroom.out / "manual.csv").read_text(encoding="utf-8-sig")
    assert table.splitlines() == [
        "student,task,points,max_points,comment,by,date",
        *(f"{n},2,,4,,," for n in ("ana", "ben", "cho")),
    ]
    assert (scores(classroom)["ana"], classroom.grades()["ana"]["unfinished"]) == ("", "task 2")
    assert "has not yet: 4 points" in page(classroom, "ana")
    assert "3 / 7" in page(classroom, "ana")
    assert "0 / 4" not in page(classroom, "ana")
    adjust(classroom, "ana,lesson01,2,1,,for the drawing")
    assert "1 / 4" not in page(classroom, "ana")
    adjust(classroom)
    index = (classroom.out / "index.html").read_text()
    assert "3 wait for a person" in index
    assert "3 + ?" in index
    write(classroom, "manual.csv", table.replace("ana,2,,4,,,", 'ana,2,3.5,4,"one reason, well put",Li,2026-10-03'))
    (classroom.submissions / "dan.py").write_text(RIGHT + "# dan\n")
    classroom.grade()
    assert (scores(classroom)["ana"], scores(classroom, "max_score")["ana"]) == ("6.5", "7")
    assert "one reason, well put (Li, 2026-10-03)" in page(classroom, "ana")
    lines = (classroom.out / "manual.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == 'ana,2,3.5,4,"one reason, well put",Li,2026-10-03'
    assert lines[-1] == "dan,2,,4,,,"
    index = (classroom.out / "index.html").read_text()
    assert "0 of 1 in full" in index
    assert "88 %" in index


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ana,2,5,4,,,", r"manual.csv, line 2: '5' is not from 0 to 4"),
        ("ana,1,1,4,,,", "line 2: task 1 is not graded by hand; in lesson.toml these are: 2"),
        ("anna,2,1,4,,,", r"line 2: no student is called 'anna'. Did you mean 'ana'\?"),
        ("ana,2,1,4,,,\nana,2,1,4,,,", "line 3: a second line for task 2"),
    ],
)
def test_manual_points_that_cannot_be(classroom: Classroom, line: str, said: str) -> None:
    lesson_toml(classroom, BY_HAND)
    classroom.grade()
    write(classroom, "manual.csv", f"student,task,points,max_points,comment,by,date\n{line}\n")
    with pytest.raises(UsageError, match=said):
        grades_now(classroom)


def test_points_given_for_another_file_are_told(classroom: Classroom) -> None:
    """By name, on the terminal and the class's page, until somebody has looked again; filled in just before the grading, too."""
    lesson_toml(classroom, BY_HAND)
    classroom.grade()
    head = "student,task,points,max_points,comment,by,date\n"
    write(classroom, "manual.csv", f"{head}ana,2,3,4,well put,Li,2026-10-03\nben,2,2,4,,Li,\n")
    write(classroom, "comments.csv", "student,file,line,text,points\nana,add.py,1,good,\ncho,add.py,2,why?,\n")
    (classroom.submissions / "ana.py").write_text("# later\n" + RIGHT)
    graded = classroom.grade()
    told = "\n".join(lines(graded, grade_book_of(classroom), classroom.out))
    assert "manual.csv, line 2: ana has handed in another file since these points for task 2 were given." in told
    assert "comments.csv, line 2: ana has handed in another file since this comment was written." in told
    assert told.count("handed in another file") == 2
    page(classroom, "ana")
    assert (classroom.out / "index.html").read_text().count("ana has handed in another file") == 2
    assert read_results(classroom.out, classroom.course).notes[0].endswith("into its column date.")
    assert grades_now(classroom)["ana"].score == 6

    write(classroom, "manual.csv", f"{head}ana,2,3,4,well put,Li,2026-10-04\nben,2,2,4,,Li,\n")
    (classroom.out / "comments.csv").unlink()
    classroom.grade()
    assert grade_book_of(classroom).warnings == []
    undo_round(classroom.out, classroom.course)
    assert "ana has handed in another file" in str(render(grade_book_of(classroom).warnings[0], "en"))


def test_line_of_manual_csv_is_the_one_that_the_teacher_wrote(classroom: Classroom) -> None:
    lesson_toml(classroom, BY_HAND)
    classroom.grade()
    write(classroom, "manual.csv", "student,task,points,max_points,comment,by,date\n\n\nanna,2,3,4,,,\n")
    with pytest.raises(UsageError, match=r"manual.csv, line 4: no student is called 'anna'"):
        page(classroom, "ana")


def test_slip_in_lesson_toml_is_no_renamed_folder(classroom: Classroom) -> None:
    """The hint at a new name stands where the folder is gone alone."""
    classroom.grade()
    folder = classroom.course.root / "exercises" / "lesson01_add"
    lesson_toml(classroom, BY_HAND.replace('["Two reasons: 2 points each."]', '"Two reasons"'))
    with pytest.raises(UsageError, match="rubric") as raised:
        page(classroom, "ana")
    assert "--lesson" not in str(raised.value)
    shutil.move(folder, folder.with_name("lesson04_sum"))
    with pytest.raises(UsageError, match=r"was its folder renamed\? .* --lesson NEW_NAME"):
        page(classroom, "ana")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('shown = "scores"\n', "'scores' is no word for shown: write one of all, claim, score"),
        ('rubric = "Two reasons"\n', r'rubric is a list of texts: write rubric = \["..."\]'),
    ],
)
def test_slip_in_lesson_toml_says_what_to_type(classroom: Classroom, change: str, said: str) -> None:
    path = classroom.course.root / "exercises" / "lesson01_add" / "lesson.toml"
    lesson_toml(classroom, BY_HAND.replace('rubric = ["Two reasons: 2 points each."]\n', ""))
    path.write_text(path.read_text() + change if "rubric" in change else change + path.read_text())
    with pytest.raises(LessonError, match=said):
        _ = Course(classroom.course.root).lesson("lesson01").facts


def test_comment_stands_at_its_line(classroom: Classroom) -> None:
    """With what it costs, in the sum, and harmless whatever it says."""
    classroom.grade()
    write(
        classroom,
        "comments.csv",
        "student,file,line,text,points\nana,add.py,2,<b>Say why</b>,-0.5\nana,add.py,1,good,\n",
    )
    assert grades_now(classroom)["ana"].score == pytest.approx(2.5)
    text = page(classroom, "ana")
    place = text.index('id="L2"')
    assert "&lt;b&gt;Say why&lt;/b&gt; (-0.5)" in text[place : place + 300]
    assert "add.py, 2: &lt;b&gt;Say why" in text
    write(classroom, "comments.csv", "student,file,line,text,points\nana,add.py,0,x,\n")
    with pytest.raises(UsageError, match="'0' is no line"):
        grades_now(classroom)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ana,add.py,99,LOST,", "comments.csv, line 2: add.py of ana has 2 lines, and no line 99"),
        (
            "ana,ad.py,1,x,-1",
            "comments.csv, line 2: no file of ana is called 'ad.py': there is add.py. Did you mean 'add.py'",
        ),
    ],
)
def test_comment_on_a_line_that_is_not_there_is_an_error(classroom: Classroom, line: str, said: str) -> None:
    """It would stand on no page, or at another file's line."""
    classroom.grade()
    write(classroom, "comments.csv", f"student,file,line,text,points\n{line}\n")
    with pytest.raises(UsageError, match=said):
        page(classroom, "ana")


def test_request_stands_until_it_is_answered(classroom: Classroom) -> None:
    """On the class's page and the student's own; no other student's."""
    classroom.grade()
    head = "student,lesson,test,text,date,answer,by\n"
    write(classroom, "requests.csv", head + "cho,lesson01,test_any_numbers,I do add,2026-10-03,,\n")
    assert "I do add" in page(classroom, "cho")
    assert "It is not answered yet" in page(classroom, "cho")
    assert "I do add" not in page(classroom, "ana")
    assert "<summary>1 request</summary>" in (classroom.out / "index.html").read_text()
    write(classroom, "requests.csv", head + "cho,lesson01,test_any_numbers,I do add,2026-10-03,you subtract,Li\n")
    assert "Answer of Li: you subtract" in page(classroom, "cho")
    assert "request</summary>" not in (classroom.out / "index.html").read_text()


def test_request_about_a_test_that_is_not_there_is_an_error(classroom: Classroom) -> None:
    classroom.grade()
    write(classroom, "requests.csv", "student,lesson,test,text\ncho,lesson01,test_any_number,I do add\n")
    said = r"requests.csv, line 2: there is no test 'test_any_number'. Did you mean 'test_any_numbers'\?"
    with pytest.raises(UsageError, match=said):
        grades_now(classroom)


def test_request_without_a_date_or_a_name_shows_neither(classroom: Classroom) -> None:
    classroom.grade()
    write(
        classroom, "requests.csv", "student,lesson,test,text,answer\ncho,lesson01,any_numbers,I do add,you subtract\n"
    )
    text = page(classroom, "cho")
    assert "You asked: any_numbers: I do add Answer: you subtract" in text


# What is shown, and when.

PAST, FUTURE = "2020-01-01T00:00:00Z", "2090-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("shown", "claim", "answer"),
    [
        ('"all"', True, True),
        ('"claim"', True, False),
        ('"score"', False, False),
        (f'{{before = "score", after = "all", date = {FUTURE}}}', False, False),
        (f'{{before = "score", after = "all", date = {PAST}}}', True, True),
        ('{before = "claim", after = "all"}', True, False),  # until the lesson is due
    ],
)
def test_student_sees_as_much_as_the_lesson_says(classroom: Classroom, shown: str, claim: bool, answer: bool) -> None:
    """On the page and in an export; the teacher's scorecard has it all."""
    path = classroom.course.root / "exercises" / "lesson01_add" / "lesson.toml"
    path.write_text(f"shown = {shown}\n" + path.read_text())
    course_toml(classroom, f"[late.due]\nlesson01 = {FUTURE}\n")
    classroom.grade()
    text = page(classroom, "cho")
    out = classroom.out.parent / "gradescope"
    exported = typed(classroom, "export", "gradescope", str(classroom.out), "--out", str(out))
    assert exported.exit_code == 0, exported.output
    document = (out / "cho.json").read_text()
    for shown_there in (text, document):
        assert ("add(2, 3) is 5" in shown_there) == claim
        assert ("You subtracted" in shown_there) == answer
    assert "0 / 3" in text
    assert "You subtracted" in (classroom.out / "scorecards" / "cho.json").read_text()


@pytest.mark.parametrize(("due", "most"), [(FUTURE, "1"), (PAST, "3")])
def test_tests_that_wait_for_the_deadline(classroom: Classroom, due: str, most: str) -> None:
    """They are not run before it, which the card says; when it is past, the next run grades everybody."""
    mark(classroom, "points=2", "points=2, after_due=True")
    course_toml(classroom, f"[late.due]\nlesson01 = {due}\n")
    classroom.grade()
    assert set(scores(classroom, "max_score").values()) == {most}
    assert ("1 more test runs only after the deadline." in classroom.card("ana").notes) == (most == "1")
    write(classroom, "requests.csv", "student,lesson,test,text,date,answer,by\nana,lesson01,test_any_numbers,why?,,,\n")
    warned = grade_book(read_class(classroom.out), classroom.course, classroom.out).warnings
    course_toml(classroom, f"[late.due]\nlesson01 = {PAST}\n")
    later = grade_book(read_class(classroom.out), classroom.course, classroom.out).warnings
    waits = most == "1"
    assert [
        " ".join(map(str, each)).count(said) for each, said in ((warned, "3 students wait"), (later, "still lack"))
    ] == [
        waits,
        waits,
    ]
    graded = classroom.grade()
    assert len(classroom.asked) == (3 if most == "1" else 0)
    reasons = {each.why for each in graded.moves}
    assert reasons == ({"the deadline has passed, and tests that wait for it have run"} if most == "1" else set())
    assert set(scores(classroom, "max_score").values()) == {"3"}


def test_own_deadline_holds_for_what_waits_and_what_is_shown(classroom: Classroom) -> None:
    """Who may still hand in gets neither the tests of after the deadline nor their answers, and nobody says that they lack them."""
    mark(classroom, "points=2", "points=2, after_due=True")
    path = classroom.course.root / "exercises" / "lesson01_add" / "lesson.toml"
    path.write_text('shown = {before = "claim", after = "all"}\n' + path.read_text())
    course_toml(classroom, f"[late.due]\nlesson01 = {FUTURE}\n")
    classroom.grade()
    adjust(classroom, "cho,lesson01,,,,was ill,,2089-12-31T23:59:00Z")
    course_toml(classroom, f"[late.due]\nlesson01 = {PAST}\n")
    classroom.grade()
    assert scores(classroom, "max_score") == {"ana": "3", "ben": "3", "cho": "1"}
    assert "You subtracted" not in page(classroom, "cho")
    (warning,) = grade_book_of(classroom).warnings
    assert "1 student waits for tests that run only after the deadline" in render(warning, "en")
    (classroom.out / "adjustments.csv").unlink()
    classroom.grade()
    assert len(classroom.asked) == 1
    assert scores(classroom, "max_score")["cho"] == "3"
    assert "You subtracted" in page(classroom, "cho")


def typed(classroom: Classroom, *words: str) -> Result:
    result = CliRunner().invoke(main, list(words), env={"DLGRADE_COURSE": str(classroom.course.root)})
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def test_report_reads_the_tables_again(classroom: Classroom, tmp_path: Path) -> None:
    """Without a grading; what changed is told."""
    classroom.grade()
    (classroom.submissions / "cho.py").write_text(WRONG + "# touched\n")
    adjust(classroom, "cho,lesson01,1,1,,x")
    result = typed(classroom, "report", str(classroom.out))
    assert "changed: cho: 0 -> 1 (x)" in result.stderr
    assert scores(classroom)["cho"] == "1"


def test_points_of_another_maximum_are_named(classroom: Classroom) -> None:
    """The task is worth 4 now; who wrote 2 of 10 meant less than half of what it gives."""
    lesson_toml(classroom, BY_HAND)
    classroom.grade()
    write(classroom, "manual.csv", "student,task,points,max_points,comment,by,date\nana,2,2,10,,,\nben,2,2,4,,,\n")
    said = list(map(str, grade_book(classroom.grade(), Course(classroom.course.root), classroom.out).warnings))
    assert "manual.csv, line 2: max_points is 10, and task 2 has 4 points. Look at the points again." in said
    assert not any("line 3" in line for line in said)


def test_namesakes_are_both_named(classroom: Classroom) -> None:
    """A guess at one of them would lead to the other's grade."""
    for number in (104, 105):
        (classroom.submissions / f"Smith, Jo ({number}).py").write_text(RIGHT)
    classroom.grade()
    adjust(classroom, "Smith Jo,lesson01,1,-1,,copied,")
    with pytest.raises(UsageError, match=r"Did you mean one of these: 'Smith, Jo \(104\)', 'Smith, Jo \(105\)'\?"):
        classroom.grade()
