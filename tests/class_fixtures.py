"""A course on disk of one lesson, and folders of submissions made from a few words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson
from grader.engine.session import Session
from grader.intake.discover import Discovery, discover
from tests.class_folder import RIGHT, WRONG, Classroom


@pytest.fixture
def add(toy_course: Course) -> Lesson:
    """The toy course's first lesson; its file is add.py."""
    return toy_course.lesson("lesson01")


@pytest.fixture
def lay(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder that holds these files, of these texts or all alike."""

    def lay(*names: str, text: str = RIGHT, **texts: str) -> Path:
        root = tmp_path / "class"
        root.mkdir(exist_ok=True)
        for name, content in {**dict.fromkeys(names, text), **texts}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return root

    return lay


@pytest.fixture
def find(add: Lesson, tmp_path: Path) -> Callable[[Path], Discovery]:
    """Discovers with an empty room to unpack into."""

    def find(path: Path) -> Discovery:
        room = tmp_path / "room"
        room.mkdir()
        return discover(path, add, room)

    return find


@pytest.fixture
def classroom(toy_course: Course, tmp_path: Path, lay: Callable[..., Path], session: Session) -> Classroom:
    """ana and ben are right, cho subtracts; the course is a copy that a test may change."""
    root = tmp_path / "course"
    shutil.copytree(toy_course.root, root, ignore=shutil.ignore_patterns("lesson0[2-9]_*", "golden", "submissions"))
    folder = lay("ana.py", **{"ben.py": RIGHT + "# mine\n", "cho.py": WRONG})
    return Classroom(Course(root), folder, tmp_path / "out", session)
