"""The wheel on a fresh Debian, with Python 3.11 and with the newest that Debian has: a course without PyTorch, and docs/your-course.md as it is written.

`pytest -m slow tests/test_fresh_wheel.py` needs root, debootstrap and the network.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fresh import Machine
from tests.lms.follow import Shell, follow
from tests.lms.test_gradescope import as_root

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "your-course.md"
NUMPY = """
python3 -m venv .venv && . .venv/bin/activate
pip install --quiet ./dlgrade-*.whl
! python -c 'import torch' 2>error
grep -q "No module named 'torch'" error
dlgrade init course --numpy
cd course
dlgrade lint
dlgrade check hw1 solutions/hw1/hw1.py
mkdir class
cp solutions/hw1/hw1.py class/ana.py
cp exercises/hw1/hw1.py class/ben.py
dlgrade grade hw1 class --out graded
dlgrade report graded
dlgrade regrade graded
dlgrade release --out students
"""
TORCH = """
python3 -m venv .venv && . .venv/bin/activate
pip install --quiet "$(ls ./dlgrade-*.whl)[torch]"
"""

pytestmark = [as_root, pytest.mark.slow, pytest.mark.timeout(3600)]


@pytest.fixture(params=["bookworm", "sid"])
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Machine]:
    """With the wheel that this source tree gives."""
    machine = Machine(tmp_path, request.param)
    build: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        machine.home,
        ROOT,
    ]
    subprocess.run(build, check=True)
    yield machine
    machine.close()


def shell(machine: Machine) -> Shell:
    return Shell(machine.root, machine.environment, machine.enter())


def typed(shell: Shell, lines: str) -> None:
    for line in lines.strip().splitlines():
        code, printed = shell.type(line)
        assert code == 0, f"{line}\n{printed}"


def test_a_course_without_pytorch_needs_none(machine: Machine) -> None:
    """From init to a graded class, its report and a release; nothing of it brings or finds PyTorch."""
    there = shell(machine)
    try:
        typed(there, NUMPY)
        print("\n" + there.type("python --version")[1], end="")
    finally:
        there.close()

    grades = (machine.home / "course" / "graded" / "grades.csv").read_text(encoding="utf-8-sig")
    assert [line.split(",")[:4] for line in grades.splitlines()[1:]] == [
        ["ana", "hw1", "2", "2"],
        ["ben", "hw1", "0", "2"],
    ]
    assert (machine.home / "course" / "graded" / "students" / "ben.html").is_file()
    assert (machine.home / "course" / "students" / "README.md").is_file()


def test_the_page_on_a_course_of_ones_own_can_be_followed(machine: Machine) -> None:
    there = shell(machine)
    try:
        typed(there, TORCH)
        follow(PAGE, there, machine.home, {})
    finally:
        there.close()

    assert zipfile.is_zipfile(machine.home / "my-course" / "hw1.zip")
    assert (machine.home / "my-course" / "students" / "exercises" / "hw1" / "README.md").is_file()
