"""Each way in which teachers store submissions is understood, and nothing that lies there is silently left out."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.batch import discover as discover_module
from grader.batch.discover import Discovery
from grader.batch.names import clean, file_stems
from grader.errors import UsageError

Lay = Callable[..., Path]
Find = Callable[[Path], Discovery]

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


def students(discovery: Discovery) -> list[str]:
    return [found.student for found in discovery.found]


def problems(discovery: Discovery) -> dict[str, str]:
    return {found.student: found.problem for found in discovery.found if found.problem}


# The forms.


def test_one_file_a_student(lay: Lay, find: Find) -> None:
    """The file's name is the student's, in any script."""
    found = find(lay("ana.py", "王小明.py", "Łukasz Żak.ipynb", "o'neil.tar.gz"))
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
    assert any("lesson02: another assignment" in line for line in found.ignored)


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
    assert any("submission_999" in line for line in found.ignored)


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
    assert any("503" in line for line in found.ignored)


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
    assert any(".DS_Store" in line for line in found.ignored)


def test_zip_of_chinese_windows(find: Find, tmp_path: Path) -> None:
    """GBK names that do not say so are read as they were meant."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr("AAAA.py", "x = 1")
        archive.writestr("ben.py", "x = 2")
    data = (tmp_path / "class.zip").read_bytes().replace(b"AAAA.py", "王明".encode("gbk") + b".py")
    (tmp_path / "class.zip").write_bytes(data)
    assert students(find(tmp_path / "class.zip")) == ["ben", "王明"]


# What cannot be graded, and what is in doubt.


def test_what_cannot_be_read_is_found_with_the_reason(lay: Lay, find: Find) -> None:
    """Each of these students has a submission of their own, with a sentence."""
    root = lay("ana.py", "ben.pdf", "dan/notes.txt", "eve/a.py", "eve/b.py", "fay/x/add.py", "fay/y/add.py")
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


def test_two_submissions_of_one_student_are_both_named(lay: Lay, find: Find) -> None:
    """Where nothing says which is the later, no choice is made."""
    with pytest.raises(UsageError) as raised:
        find(lay("ana.py", "ana.zip", "ben.py", "ben/add.py", "cho.py"))
    assert {name in str(raised.value) for name in ("ana.py", "ana.zip", "ben.py", "class/ben")} == {True}
    assert "cho" not in str(raised.value)


def test_composed_and_decomposed_names_are_one_student(lay: Lay, find: Find) -> None:
    with pytest.raises(UsageError, match="Two submissions of one student"):
        find(lay("ren\u00e9.py", "rene\u0301.zip"))


@pytest.mark.parametrize("name", ["nowhere", "a.txt"])
def test_what_is_no_folder_is_wrong_use(lay: Lay, find: Find, name: str) -> None:
    with pytest.raises(UsageError, match="folder"):
        find(lay("a.txt") / name)


def test_folder_without_submissions_is_wrong_use(lay: Lay, find: Find) -> None:
    with pytest.raises(UsageError, match="holds no submissions"):
        find(lay(".DS_Store", "README.md"))


# Hostile trees.


@pytest.mark.parametrize("name", ["../out.py", "/out.py", "a/../../out.py", "C:out.py", "..\\out.py"])
def test_name_that_leads_out_is_not_unpacked(find: Find, tmp_path: Path, name: str) -> None:
    """It is told of as a submission that cannot be graded, and the others are graded."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for each in ("ana.py", "ben.py", name):
            archive.writestr(each, "x = 1")
    found = find(tmp_path / "class.zip")
    assert [problem for problem in problems(found).values() if "leads out" in problem]
    assert {"ana", "ben"} < set(students(found))
    assert not list(tmp_path.rglob("out.py"))


def test_links_in_an_archive_lead_nowhere(find: Find, tmp_path: Path) -> None:
    """A link to a folder and a file below it: nothing is written or read through it."""
    (tmp_path / "secret.py").write_text("x = 1")
    with tarfile.open(tmp_path / "class.tar", "w") as archive:
        for name, target in (("ana", str(tmp_path)), ("ben.py", str(tmp_path / "secret.py"))):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
        for name in ("ana/add.py", "cho.py"):
            member = tarfile.TarInfo(name)
            member.size = 5
            archive.addfile(member, io.BytesIO(b"x = 1"))
    found = find(tmp_path / "class.tar")
    assert not (tmp_path / "add.py").exists()
    assert set(problems(found)) == {"ana", "ana/add.py", "ben"}


def test_damaged_archive_is_wrong_use(lay: Lay, find: Find) -> None:
    with pytest.raises(UsageError, match="Unpack it yourself"):
        find(lay("class.zip", text="PK no zip") / "class.zip")


def test_too_many_entries_are_refused(lay: Lay, find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discover_module, "ENTRIES", 3)
    with pytest.raises(UsageError, match="more than 3 entries"):
        find(lay("a.py", "b.py", "c.py", "d.py"))


def test_one_student_s_flood_of_files_is_theirs_alone(lay: Lay, find: Find) -> None:
    root = lay("ana.py", *(f"flood/{number}.py" for number in range(2100)))
    deep = root / "deep" / "/".join("d" * 60)
    deep.mkdir(parents=True)
    (deep / "add.py").write_text("")
    told = problems(find(root))
    assert set(told) == {"deep", "flood"}
    assert "more than 2,000 files" in told["flood"]


def test_name_that_steers_a_terminal_is_shown_harmless(lay: Lay, find: Find) -> None:
    root = lay("a.py")
    (root / "b\x1b[2J\u202e.py").write_text("")
    with open(os.fsencode(root) + b"/c\xff.py", "w"):
        pass
    assert students(find(root)) == ["a", "b\\x1b[2J\\x202e", "c\\xdcff"]


def test_no_two_students_share_a_file() -> None:
    """Names that collide once made safe, that differ by case, that are long, empty, or a device of Windows."""
    names = [
        "a/b",
        "a_b",
        "a:b",
        "Ana",
        "ana",
        "x" * 300,
        "x" * 301,
        "..",
        ".",
        "",
        "con",
        "a ",
        "a",
        "王",
        "a~b",
        "é" * 90,
    ]
    stems = file_stems(names)
    assert len({stem.casefold() for stem in stems.values()}) == len(names)
    assert all("/" not in stem and not stem.startswith(".") and 0 < len(stem.encode()) < 200 for stem in stems.values())
    assert stems["王"] == "王"


def test_clean_leaves_ordinary_names_alone() -> None:
    assert [clean(name) for name in ("Zoë O'Hara-Şen", "王小明", "名前 なまえ", "أحمد")] == [
        "Zoë O'Hara-Şen",
        "王小明",
        "名前 なまえ",
        "أحمد",
    ]
