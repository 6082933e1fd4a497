"""Each form in which teachers store submissions is understood: files, folders, archives, and what each platform gives."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path

import pytest

from grader.errors import UsageError
from tests.class_folder import Find, Lay, problems, students

GRADESCOPE = """submission_101:
  :submitters:
  - :name: Ana Lee
    :sid: '7001'
    :email: ana@x.edu
  :created_at: 2026-10-01 20:04:58.480519000 Z
submission_102:
  :submitters:
  - :name: Ben Wu
    :sid: '7002'
    :email: ben@x.edu
  - :name: 陈晨
    :sid: '7003'
    :email: chen@x.edu
  :created_at: 2026-10-02 08:00:00.000000000 Z
submission_103:
  :submitters:
  - :name: Ana Lee
    :sid: '7001'
    :email: ana@x.edu
  :created_at: 2026-10-03 20:04:58.480519000 Z
"""


def test_one_file_a_student(lay: Lay, find: Find) -> None:
    """The file's name is the student's, in any script."""
    found = find(lay("ana.py", "王小明.py", "Łukasz Żak.ipynb", "o'neil.py.txt"))
    assert students(found) == ["ana", "o'neil", "Łukasz Żak", "王小明"]
    assert problems(found) == {}


def test_one_folder_a_student(lay: Lay, find: Find) -> None:
    """The lesson's file is found below the folder, whatever lies beside it."""
    found = find(lay("ana/src/add.py", "ana/notes.py", "ana/test_public.py", "ben/homework.py", "cho/add.ipynb"))
    assert [(each.student, each.path.name if each.path else "") for each in found.found] == [
        ("ana", "add.py"),
        ("ben", "homework.py"),
        ("cho", "add.ipynb"),
    ]


def test_one_archive_a_student(lay: Lay, find: Find) -> None:
    found = find(lay("ana.zip", "ben.tar.gz", "cho.tgz"))
    assert students(found) == ["ana", "ben", "cho"]


def test_folders_files_and_archives_side_by_side(lay: Lay, find: Find) -> None:
    found = find(lay("ana.py", "ben/add.py", "cho.zip"))
    assert students(found) == ["ana", "ben", "cho"]


@pytest.mark.parametrize("place", ["submitted", "course/submitted"])
def test_nbgrader(lay: Lay, find: Find, place: str) -> None:
    """submitted/<student>/<assignment>/: the lesson's assignment is taken, the others are named."""
    files = [f"{place}/{who}/{what}/add.ipynb" for who in ("ana", "ben") for what in ("lesson01", "lesson02")]
    found = find(lay(*files, f"{place}/ana/lesson01/timestamp.txt", text="2026-10-01 10:00:00.5 UTC"))
    assert students(found) == ["ana", "ben"]
    assert [each.handed_in and each.handed_in.year for each in found.found] == [2026, None]
    assert any("lesson02: another assignment" in str(line) for line in found.ignored)


def test_nbgrader_with_two_possible_assignments_asks(lay: Lay, find: Find) -> None:
    with pytest.raises(UsageError, match=r"Which assignment.*ps1, ps2"):
        find(lay("submitted/ana/ps1/add.py", "submitted/ben/ps2/add.py"))


def test_gradescope(lay: Lay, find: Find) -> None:
    """Names come from the metadata; each of a group has the group's work; of two submissions the later counts."""
    root = lay("a/submission_101/add.py", "a/submission_102/add.py", "a/submission_103/add.py")
    (root / "a" / "submission_metadata.yml").write_text(GRADESCOPE, encoding="utf-8")
    found = find(root)
    assert [(each.student, each.path and each.path.parent.name) for each in found.found] == [
        ("ana@x.edu", "submission_103"),
        ("ben@x.edu", "submission_102"),
        ("chen@x.edu", "submission_102"),
    ]
    assert found.found[2].also == ("7003", "陈晨")


def test_gradescope_folder_that_is_missing_is_told(lay: Lay, find: Find) -> None:
    root = lay("submission_101/add.py", "submission_103/add.py", "submission_999/add.py")
    (root / "submission_metadata.yml").write_text(GRADESCOPE, encoding="utf-8")
    found = find(root)
    assert "is not there" in problems(found)["ben@x.edu"]
    assert any("submission_999" in str(line) for line in found.ignored)


@pytest.mark.parametrize("text", ["- 1", "a: [", "!!python/object/apply:os.system ['touch x']", "{}: *a"])
def test_damaged_gradescope_metadata_is_wrong_use(lay: Lay, find: Find, text: str) -> None:
    """Nothing in it is ever run."""
    root = lay("submission_101/add.py")
    (root / "submission_metadata.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="Download the submissions again"):
        find(root)
    assert not Path("x").exists()


def test_canvas(lay: Lay, find: Find) -> None:
    """The number keeps two students of one name apart; LATE is seen; of a file handed in again the last counts."""
    found = find(
        lay(
            "leeana_11_501_add.py",
            "leeana_12_502_add.py",
            "wu_LATE_13_503_add.py",
            "wu_13_507_add-1.py",
            "wu_13_504_x.pdf",
        )
    )
    assert students(found) == ["leeana_11", "leeana_12", "wu_13"]
    assert [each.late for each in found.found] == [False, False, True]
    assert "507" in str(found.found[2].path)
    assert any("503" in str(line) for line in found.ignored)


def test_canvas_with_anonymous_students(lay: Lay, find: Find) -> None:
    found = find(lay("anon_x7Kq2_501_add.py", "anon_LATE_b3Tz9_502_add.py"))
    assert students(found) == ["anon_b3Tz9", "anon_x7Kq2"]


@pytest.mark.parametrize(
    "file", ["_assignsubmission_file/add.py", "_assignsubmission_file_/add.py", "_assignsubmission_file_add.py"]
)
def test_moodle(lay: Lay, find: Find, file: str) -> None:
    """With folders and without; an online text alone is a problem of that student's."""
    found = find(lay(f"Ana Lee_101{file}", f"王小明_102{file}", "Bo_103_assignsubmission_onlinetext/onlinetext.html"))
    assert students(found) == ["Ana Lee_101", "Bo_103", "王小明_102"]
    assert list(problems(found)) == ["Bo_103"]
    assert found.found[0].also == ("Ana Lee", "101")


def test_archive_of_the_class(lay: Lay, find: Find, tmp_path: Path) -> None:
    """A zip with one folder around the submissions, and what macOS adds to it."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("week1/ana.py", "week1/王.py", "week1/.DS_Store", "__MACOSX/week1/._ana.py"):
            archive.writestr(name, "x = 1")
    found = find(tmp_path / "class.zip")
    assert students(found) == ["ana", "王"]
    assert any(".DS_Store" in str(line) for line in found.ignored)


def test_zip_of_chinese_windows(find: Find, tmp_path: Path) -> None:
    """GBK names that do not say so are read as they were meant."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("AAAA.py", "x = 1")
        archive.writestr("ben.py", "x = 2")
    data = (tmp_path / "class.zip").read_bytes().replace(b"AAAA.py", "王明".encode("gbk") + b".py")
    (tmp_path / "class.zip").write_bytes(data)
    assert students(find(tmp_path / "class.zip")) == ["ben", "王明"]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-10-04 12:00:00.948203 America/Los_Angeles", "2026-10-04 19:00"),
        ("2026-10-04 12:00:00 UTC", "2026-10-04 12:00"),
        ("2026-10-04 12:00:00 +08:00", "2026-10-04 04:00"),
        ("2026-10-04 12:00:00 PDT", ""),
        ("yesterday", ""),
    ],
)
def test_time_of_nbgrader_is_read_or_named(lay: Lay, find: Find, written: str, utc: str) -> None:
    """A zone by its name, which is nbgrader's setting; what is no time is never taken for on time in silence."""
    discovery = find(lay("submitted/ana/lesson01/add.py", **{"submitted/ana/lesson01/timestamp.txt": written}))
    (ana,) = discovery.found
    told = [str(line) for line in discovery.ignored if "timestamp.txt says" in str(line)]
    if utc:
        assert ana.handed_in
        assert f"{ana.handed_in.astimezone(datetime.UTC):%Y-%m-%d %H:%M}" == utc
        assert told == []
    else:
        assert ana.handed_in is None
        assert told == [
            f"ana: timestamp.txt says '{written}', which is no time that is read: nothing is taken off for lateness."
        ]
