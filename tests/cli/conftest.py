"""A small course to type commands in, and a session that is warm already."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from grader.course.lessons import Course
from grader.engine.session import Session


@pytest.fixture
def course(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the toy course with its first lesson alone, which is the working directory."""
    root = tmp_path / "course"
    shutil.copytree(toy_course.root, root, ignore=shutil.ignore_patterns("lesson0[2-9]_*", "golden", "submissions"))
    monkeypatch.chdir(root)
    monkeypatch.delenv("DLGRADE_COURSE", raising=False)
    return root


@pytest.fixture
def warm(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` and `show` borrow the session that all tests share instead of starting one."""

    class Borrowed:
        def __init__(self, *_: Any, **__: Any) -> None:
            pass

        def __enter__(self) -> Session:
            return session

        def __exit__(self, *_: object) -> None:
            pass

    for command in ("checking", "showing"):
        monkeypatch.setattr(f"grader.learner.{command}.Session", Borrowed)
