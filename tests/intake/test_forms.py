"""Names of files are the student's too: none of them decides how a class is read, or speaks for another student."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.lessons import Lesson
from grader.intake.discover import Discovery, discover
from tests.class_folder import WRONG, Find, Lay, problems, students
from tests.intake.doors import cells


@pytest.mark.parametrize(
    "names",
    [
        ["hw5_group_12_ana.py", "hw5_group_13_bo.py", "hw5_group_14_cy.py"],
        ["hw5_1_12_ana.py", "hw5_1_13_bo.py"],
        ["hw5_1_12_ana.py", "hw5_2_13_bo.py", "hw5_3_14_cy.py"],
        ["lesson_a1b2c_1_x.py", "lesson_d3e4f_2_y.py"],
        ["ana_11_501_add.py", "ben.py"],
    ],
)
def test_students_own_names_are_no_download_of_canvas_s(lay: Lay, find: Find, names: list[str]) -> None:
    assert students(find(lay(*names))) == sorted(name.removesuffix(".py") for name in names)


def test_name_like_moodle_s_is_still_its_student_s(lay: Lay, find: Find) -> None:
    """Moodle's own part of a file's name comes first, whatever the student's part looks like."""
    mine = "Eve_333_assignsubmission_file_Ben Wu_222_assignsubmission_file_add.py"
    found = find(lay(mine, "Ben Wu_222_assignsubmission_file_add.py", text="x = 1", **{mine: "x = 2"}))
    assert {each.student: each.path and each.path.read_text() for each in found.found} == {
        "Ben Wu_222": "x = 1", "Eve_333": "x = 2",
    }  # fmt: skip


def test_folder_s_name_is_moodle_s_to_its_end(lay: Lay, find: Find) -> None:
    """A person may be called anything."""
    found = find(
        lay("Ben_222_assignsubmission_file__333_assignsubmission_file_/add.py", "Ana_1_assignsubmission_file_/add.py")
    )
    assert students(found) == ["Ana_1", "Ben_222_assignsubmission_file__333"]


@pytest.mark.parametrize(
    "stray",
    [
        "submission_metadata.yml",
        "submitted/eve/lesson01/add.py",
        "x_222_assignsubmission_file_a.py",
        "submission_7/add.py",
        "eve_11_501_add.py",
    ],
)
def test_one_entry_does_not_decide_how_the_class_is_read(lay: Lay, find: Find, stray: str) -> None:
    found = find(lay("ana.py", "ben.py", stray))
    assert {"ana", "ben"} <= set(students(found))
    assert str(found.form).startswith("one f")


def test_form_that_most_entries_fit_is_named(lay: Lay, find: Find) -> None:
    found = find(lay("leeana_11_501_add.py", "wuben_12_502_add.py", "solution.py"))
    assert "solution" in students(found)
    assert any("--form canvas" in str(line) for line in found.ignored)


def as_form(form: str, root: Path, lesson: Lesson, tmp_path: Path) -> Discovery:
    (tmp_path / "room").mkdir()
    return discover(root, lesson, tmp_path / "room", form=form)


def test_instructor_can_say_the_form(lay: Lay, add: Lesson, tmp_path: Path) -> None:
    """Then what does not fit it is named and left out."""
    found = as_form("canvas", lay("leeana_11_501_add.py", "solution.py"), add, tmp_path)
    assert students(found) == ["leeana_11"]
    assert any("solution.py" in str(line) for line in found.ignored)


def test_instructor_can_say_that_it_is_plain(lay: Lay, add: Lesson, tmp_path: Path) -> None:
    found = as_form("plain", lay("leeana_11_501_add.py", "wuben_12_502_add.py"), add, tmp_path)
    assert students(found) == ["leeana_11_501_add", "wuben_12_502_add"]


def test_canvas_student_of_several_files(lay: Lay, find: Find) -> None:
    """The lesson's file is graded; what lies beside it, and what was handed in again, is named."""
    found = find(
        lay("leeana_11_501_add.py", "leeana_11_502_add (1).py", "leeana_11_503_add-1.py", "wuben_12_600_add.py")
    )
    assert students(found) == ["leeana_11", "wuben_12"]
    assert "503" in str(found.found[0].path)
    assert any("501" in str(line) and "handed in again later" in str(line) for line in found.ignored)


def test_folder_that_may_be_several_students_is_named(lay: Lay, find: Find) -> None:
    root = lay("ana.py", "late/finn.py", "late/gus.py")
    (root / "late" / "gus.py").write_text(WRONG)
    found = find(root)
    assert "several files" in problems(found)["late"]
    assert any(str(line).startswith("late: it holds 2 Python files") for line in found.ignored)


def test_folder_of_which_one_file_is_graded_is_not_said_to_be_left_out(lay: Lay, find: Find) -> None:
    root = lay("ana/add (1).py", "ana/tools.py", "ben/hw.ipynb", "ben/test_mine.py", "cho.py")
    (root / "ben" / "hw.ipynb").write_bytes(cells(WRONG))
    found = find(root)
    assert (problems(found), found.ignored) == ({}, ())


def test_earlier_submission_is_named(lay: Lay, find: Find) -> None:
    root = lay("submission_1/add.py", "submission_2/add.py")
    each = "submission_{}:\n  :submitters:\n  - :email: ana@x.edu\n  :created_at: 2026-10-0{} 20:04:58 Z\n"
    (root / "submission_metadata.yml").write_text(each.format(1, 1) + each.format(2, 3))
    (ana,) = find(root).found
    assert [str(note) for note in ana.notes] == [
        "Of several submissions the last counts. Not counted: 2026-10-01 20:04 UTC."
    ]
