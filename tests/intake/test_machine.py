"""A machine's trouble is ours: it ends the command or is a fault of that entry, and is never an empty file or a student's zero."""

from __future__ import annotations

import builtins
import errno
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.classroom.entries import read_all, same_work
from grader.course.lessons import Lesson
from grader.errors import GraderFault
from grader.intake.discover import discover
from grader.intake.handins import Found
from grader.intake.submission import read_submission
from tests.class_folder import Classroom, Find, Lay, problems

TROUBLE = ["ENOSPC", "EDQUOT", "EMFILE", "ENFILE", "EIO", "EACCES", "EROFS", "ENOMEM", "ESTALE"]
Refuse = Callable[[str, BaseException], None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Have the system refuse to open every file whose path ends so."""
    opens = os.open

    def refuse(ending: str, error: BaseException) -> None:
        def refused(path: Any, *rest: Any, **named: Any) -> int:
            if str(path).endswith(ending):
                raise error
            return opens(path, *rest, **named)

        monkeypatch.setattr(os, "open", refused)

    return refuse


def system(name: str) -> OSError:
    code = getattr(errno, name)
    return OSError(code, os.strerror(code), "x")


@pytest.mark.parametrize("error", [*map(system, TROUBLE), MemoryError()], ids=[*TROUBLE, "MemoryError"])
def test_what_the_machine_does_not_read_is_a_fault(refuse: Refuse, add: Lesson, lay: Lay, error: BaseException) -> None:
    path = lay("add.py") / "add.py"
    refuse("add.py", error)
    with pytest.raises(GraderFault, match=r"the system refused to read 'add\.py'"):
        read_submission(path, add)


@pytest.mark.parametrize(
    "error", [system("EIO"), system("EMFILE"), MemoryError()], ids=["EIO", "EMFILE", "MemoryError"]
)
@pytest.mark.parametrize("name", ["ben.py", "ben/add.py", "ben.zip"])
def test_fault_is_of_that_entry_alone(
    refuse: Refuse, classroom: Classroom, name: str, error: BaseException, lay: Lay
) -> None:
    """The others are graded, and the one has no score: not a zero."""
    (classroom.submissions / "ben.py").unlink()
    lay(name)
    refuse(name.partition("/")[2] or name, error)
    if name == "ben/add.py":
        (classroom.submissions / "ben" / "add.py").rename(classroom.submissions / "ben" / "odd.py")
        refuse("odd.py", error)
    classroom.grade()
    grades = classroom.grades()
    assert [(grades[who]["score"], grades[who]["outcome"]) for who in ("ana", "ben", "cho")] == [
        ("3", "graded"), ("", "grader_fault"), ("0", "graded"),
    ]  # fmt: skip
    assert "the system refused" in grades["ben"]["problem"]
    assert classroom.card("ben").outcome == "grader_fault"


@pytest.mark.parametrize("name", ["ENOSPC", "EDQUOT", "EIO", "EMFILE", "EROFS"])
def test_full_disk_while_a_class_is_unpacked_ends_the_command(
    add: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """No stump of a file is left to be graded."""
    with zipfile.ZipFile(tmp_path / "six.zip", "w") as archive:
        for who in ("ada", "ben", "chen"):
            archive.writestr(f"{who}/add.py", "def add(a, b): return a + b")
    room = tmp_path / "room"
    room.mkdir()
    opened = builtins.open

    class Full:
        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> int:
            raise system(name)

    def full(path: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        file = opened(path, mode, *rest, **named)
        return Full(file) if "ben" in str(path) and "x" in mode else file

    monkeypatch.setattr(builtins, "open", full)
    with pytest.raises(GraderFault, match=os.strerror(getattr(errno, name))):
        discover(tmp_path / "six.zip", add, room)
    assert not (room / "ben" / "add.py").exists()


def test_name_that_the_system_cannot_bear_is_that_student_s(find: Find, tmp_path: Path) -> None:
    """It is no trouble of the machine's; the others go on."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("ana/add.py", f"ana/{'x' * 300}.txt", "ben/add.py"):
            archive.writestr(name, "x = 1")
    found = find(tmp_path / "class.zip")
    assert problems(found) == {}
    assert ["could not be unpacked" in str(note) for note in found.found[0].notes] == [True]


def test_member_that_is_damaged_is_that_student_s_problem(find: Find, tmp_path: Path) -> None:
    """Never a student of its own."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("ana/add.py", "ben/add.py"):
            archive.writestr(name, f"x = '{name}'")
    data = bytearray((tmp_path / "class.zip").read_bytes())
    data[data.index(b"x = 'ana") + 1] ^= 1
    (tmp_path / "class.zip").write_bytes(data)
    found = find(tmp_path / "class.zip")
    assert [each.student for each in found.found] == ["ana", "ben"]
    assert "could not be unpacked" in problems(found)["ana"]


# Who handed in the same.


def same(found: list[Found], lesson: Lesson) -> dict[str, list[str]]:
    others = same_work(read_all(found, lesson)[0])
    return {stem: [each.stem for each in group] for stem, group in others.items() if group}


def test_same_text_with_other_line_ends_is_the_same(lay: Lay, find: Find, add: Lesson) -> None:
    root = lay("ana.py", "ben.py")
    (root / "ben.py").write_bytes(b"\xef\xbb\xbf" + (root / "ana.py").read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert same(list(find(root).found), add) == {"ana": ["ben"], "ben": ["ana"]}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"x = '\xff'", b"x =\0 1"])
def test_what_is_nobody_s_work_is_not_the_same(lay: Lay, find: Find, add: Lesson, content: bytes) -> None:
    """Two empty files, and two that cannot be read."""
    root = lay("cho.py")
    for name in ("ana.py", "ben.py"):
        (root / name).write_bytes(content)
    assert same(list(find(root).found), add) == {}


def test_untouched_stubs_are_not_the_same(lay: Lay, find: Find, add: Lesson) -> None:
    root = lay("cho.py")
    (root / "ana.py").write_bytes(add.stub.read_bytes())
    (root / "ben.py").write_bytes(add.stub.read_bytes().replace(b"\n", b"\r\n"))
    assert same(list(find(root).found), add) == {}


def test_members_of_a_declared_group_are_not_told(lay: Lay, find: Find, add: Lesson) -> None:
    root = lay("submission_1/add.py", "submission_2/add.py")
    people = "".join(f"  - :name: {who}\n    :email: {who}@x.edu\n" for who in ("ana", "ben"))
    facts = (
        f"submission_1:\n  :submitters:\n{people}submission_2:\n  :submitters:\n  - :name: cho\n    :email: cho@x.edu\n"
    )
    (root / "submission_metadata.yml").write_text(facts)
    told = same(list(find(root).found), add)
    assert told["ana@x.edu"] == ["cho@x.edu"]
    assert sorted(told["cho@x.edu"]) == ["ana@x.edu", "ben@x.edu"]
