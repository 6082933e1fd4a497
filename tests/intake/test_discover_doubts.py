"""What lies in a class's folder and cannot be graded, or is in doubt, is named: nothing is silently left out."""

from __future__ import annotations

import os

import pytest

from grader.errors import UsageError
from tests.class_folder import Find, Lay, problems, students


def test_what_cannot_be_read_is_found_with_the_reason(lay: Lay, find: Find) -> None:
    """Each of these students has a submission of their own, with a sentence."""
    root = lay("ana.py", "ben.pdf", "dan/notes.txt", "eve/a.py", "eve/b.py", "fay/x/add.py", "fay/y/add.py")
    for name in ("eve/b.py", "fay/y/add.py"):
        (root / name).write_text("add = None\n")
    (root / "cho").mkdir()
    os.mkfifo(root / "gil.py")
    (root / "hal.py").symlink_to("/etc/passwd")
    (root / "ida").mkdir()
    (root / "ida" / "add.py").symlink_to(root / "ana.py")
    (root / "jan").symlink_to(root / "dan")
    told = problems(find(root))
    assert sorted(told) == ["ben", "cho", "dan", "eve", "fay", "gil", "hal", "ida", "jan"]
    assert "no kind" in told["ben"]
    assert "empty folder" in told["cho"]
    assert "notes.txt" in told["dan"]
    assert "several files" in told["eve"]
    assert "2 times" in told["fay"]
    assert "a named pipe" in told["gil"]
    assert {"a link" in told[name] for name in ("hal", "ida", "jan")} == {True}


def test_stray_files_are_named(lay: Lay, find: Find) -> None:
    found = find(lay("ana.py", ".DS_Store", "Thumbs.db", "grades.csv", "README.md", "__MACOSX/._ana.py"))
    assert students(found) == ["ana"]
    assert len(found.ignored) == 5


def test_two_submissions_of_one_student_stop_that_student_alone(lay: Lay, find: Find) -> None:
    """Where nothing says which is the later, no choice is made, and it costs nobody a point: another may have taken the name."""
    found = find(lay("ana.py", "ana.md", "ben.py", "ben/add.py", "cho.py")).found
    stopped = {each.student: str(each.problem) for each in found if each.fault}
    assert set(stopped) == {"ana", "ben"}
    assert {name in stopped["ana"] for name in ("ana.py", "ana.md")} == {True}
    assert [each.student for each in found if not each.problem] == ["cho"]


def test_composed_and_decomposed_names_are_one_student(lay: Lay, find: Find) -> None:
    (found,) = find(lay("ren\u00e9.py", "rene\u0301.ipynb")).found
    assert found.fault
    assert "Two submissions of one student" in str(found.problem)


@pytest.mark.parametrize("name", ["nowhere", "a.txt"])
def test_what_is_no_folder_is_wrong_use(lay: Lay, find: Find, name: str) -> None:
    with pytest.raises(UsageError, match="folder"):
        find(lay("a.txt") / name)


def test_folder_without_submissions_is_wrong_use(lay: Lay, find: Find) -> None:
    with pytest.raises(UsageError, match="holds no submissions"):
        find(lay(".DS_Store", "README.md"))
