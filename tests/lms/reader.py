"""A reader of docs/lms: a copy of the course in a folder of their own, a home, a terminal.

With DLGRADE_DOCS_BIN, the programs are those of that folder instead of this environment's (`make docs-fresh`).
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from tests.lms.follow import Shell, follow

__all__ = ["FILE", "PAGES", "PROGRAMS", "RIGHT", "WRONG", "Reader"]

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "lms"
FRESH = os.environ.get("DLGRADE_DOCS_BIN", "")
PROGRAMS = FRESH or f"{sys.prefix}/bin"
FILE = "logistic_regression.py"
RIGHT, WRONG = (ROOT / "grader" / "demo" / "submissions" / name for name in ("ada.py", "hana.py"))


class Reader:
    """Someone who has the course's folder and a home of their own, and types what a page says."""

    def __init__(self, room: Path) -> None:
        self.folder = room / "course"
        leave = shutil.ignore_patterns("__pycache__", "misconceptions", "images")
        for name in ("exercises", "solutions", "datasets", "docs"):
            shutil.copytree(ROOT / name, self.folder / name, ignore=leave)
        for path in ("course.toml", "pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / path, self.folder / path)
        shutil.copytree(ROOT / "grader", self.folder / "grader", ignore=leave)
        # A page that needs a package says so, and the tests' environment has it: pip must find nothing to do there.
        pip = {"PIP_CONSTRAINT": str(ROOT / "constraints.txt")} if FRESH else {"PIP_NO_INDEX": "1"}
        own = {"HOME": str(room), "PATH": f"{PROGRAMS}:{os.environ['PATH']}", "LANG": "C.UTF-8"}
        self.environment = os.environ | own | pip
        self.shell = Shell(self.folder, self.environment)

    def put(self, path: str, source: Path) -> None:
        """A file of the reader's own."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, self.folder / path)

    def collect(self) -> None:
        """What nbgrader has collected: ana's answer is the solution's, ben has written nothing."""
        for student, step in (("ana", "source"), ("ben", "release")):
            notebook = self.folder / "deep-learning" / step / "lesson05" / "logistic_regression.ipynb"
            self.put(f"deep-learning/submitted/{student}/lesson05/{notebook.name}", notebook)

    def follow(
        self, name: str, world: dict[str, Callable[[], None]] | None = None, written: Callable[[str], str] = str
    ) -> None:
        follow(PAGES / f"{name}.md", self.shell, self.folder, world or {}, written)
