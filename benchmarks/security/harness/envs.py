"""An environment a grader, from PyPI, below .envs; torch is borrowed, not installed four times."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from benchmarks.security.harness import formats
from benchmarks.security.harness.lab import ENVS
from benchmarks.security.harness.peers import ASSIGNMENT, NAME, SOLUTION, python

__all__ = ["prepare", "versions"]

PACKAGES = {
    "pytest": ["pytest", "pytest-json-report", "numpy"],
    "gradescope": ["gradescope-utils", "numpy"],
    "otter": ["otter-grader", "ipykernel"],
    "nbgrader": ["nbgrader", "ipykernel", "numpy"],
}
SHOWN = {"pytest": "pytest", "gradescope": "gradescope-utils", "otter": "otter-grader", "nbgrader": "nbgrader"}
BORROWED = ENVS / "torch"


def prepare() -> None:
    """Install what is not there yet. A .pth file puts the borrowed packages behind the grader's own."""
    ENVS.mkdir(exist_ok=True)
    borrow()
    for peer, packages in PACKAGES.items():
        home = ENVS / peer
        if not list(home.glob("lib/*/site-packages/torch.pth")):
            subprocess.run([os.path.realpath(sys.executable), "-m", "venv", str(home)], check=True)
            subprocess.run([home / "bin" / "pip", "install", "-q", *packages], check=True)
            next(home.glob("lib/*/site-packages")).joinpath("torch.pth").write_text(f"{BORROWED}\n")
    prepare_nbgrader_course(ENVS / "nbgrader-course")


def borrow() -> None:
    """Links to this Python's torch and what it needs, and to nothing else of ours."""
    if BORROWED.exists():
        return
    BORROWED.mkdir()
    for package in needed("torch"):
        tops = {file.parts[0] for file in package.files or [] if file.parts[0] not in ("..", "__pycache__")}
        for top in tops - {path.name for path in BORROWED.iterdir()}:
            (BORROWED / top).symlink_to(Path(str(package.locate_file(top))))


def needed(name: str, seen: dict[str, Distribution] | None = None) -> list[Distribution]:
    """The package and all that it requires and that is installed here."""
    seen = {} if seen is None else seen
    try:
        seen[name] = distribution(name)
    except PackageNotFoundError:  # for another system
        return list(seen.values())
    for line in seen[name].requires or []:
        other = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        if "extra ==" not in line and other not in seen:
            needed(other, seen)
    return list(seen.values())


def prepare_nbgrader_course(course: Path) -> None:
    if (course / "release").exists():
        return
    shutil.rmtree(course, ignore_errors=True)
    notebook = formats.notebook(f"### BEGIN SOLUTION\n{SOLUTION}### END SOLUTION\n", cells=formats.nbgrader_cells())
    for folder in ("source", "submitted/neighbour"):
        path = course / folder / ASSIGNMENT / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(notebook)
    (course / "nbgrader_config.py").write_text("c = get_config()\n")
    generate = [python("nbgrader"), "-m", "nbgrader", "generate_assignment", ASSIGNMENT, "--create"]
    programs = f"{ENVS}/nbgrader/bin:{os.environ['PATH']}"  # it calls alembic by name
    subprocess.run(generate, cwd=course, env=os.environ | {"PATH": programs}, check=True, capture_output=True)


def versions() -> dict[str, str]:
    code = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"
    asked = {package: [python(peer), "-c", code, package] for peer, package in SHOWN.items()}
    asked |= {name: [sys.executable, "-c", code, name] for name in ("dlgrade", "torch")}
    return {
        name: subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        for name, command in asked.items()
    }
