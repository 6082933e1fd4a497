"""Hostile trees, archives and names in a class's folder lead nowhere, and cost the other students nothing."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.intake import discover as discover_module
from grader.intake.names import clean, file_stems
from tests.class_folder import Find, Lay, problems, students


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
    assert set(problems(found)) == {"ana", "ben"}
    assert "could not be unpacked" in problems(found)["ana"]


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
    assert "more than 2,000 Python files" in told["flood"]


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
