"""macOS and Windows, simulated: no machine of either is at hand. as_another_system.py says what is taken away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from grader.course.lessons import Course

HERE = Path(__file__).parent
RUN = "from grader.cli import main; main()"
FORKS = "import os\nfor _ in range(3):\n    if os.fork() == 0:\n        while True: pass\n"
KEEPS = "kept = []\nwhile True:\n    kept.append(bytearray(1 << 26))\n"


@pytest.fixture
def course(tmp_path: Path, toy_course: Course) -> Path:
    """The first toy lesson, and a memory limit that is soon reached."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
    (tmp_path / "course.toml").write_text('title = "Toy"\n[limits]\nmemory_mb = 256\ncall_seconds = 20\n')
    return tmp_path


def on(system: str, course: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command as it runs there, and so every Python that it starts."""
    python = course / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} {HERE / "as_another_system.py"} {system} "$@"\n')
    python.chmod(0o755)
    run = f"import sys; sys.executable = {str(python)!r}; {RUN}"
    return subprocess.run(
        [str(python), "-c", run, *words],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
        capture_output=True,
        text=True,
        timeout=300,
    )


def write(course: Path, body: str) -> None:
    (course / "exercises" / "lesson01_add" / "add.py").write_text(f"def add(a, b):\n{body}\n")


def indented(source: str) -> str:
    return "".join(f"    {line}\n" for line in source.splitlines())


def test_macos_checks_and_ends_what_a_submission_leaves(course: Path) -> None:
    """In the sandbox `process`, with the same sentence as on Linux; what it forked is gone, and nothing of it is waited for."""
    write(course, f"{indented(FORKS)}    return a - b")
    done = on("macos", course, "check", "1")
    left = [each for each in psutil.process_iter(["cmdline", "status"]) if is_worker(each)]

    assert done.returncode == 1, done.stderr
    assert "sandbox process" in done.stdout
    assert "You subtracted b" in done.stdout
    assert left == []


def test_macos_tries_a_whole_suite_packed_as_for_practice(course: Path) -> None:
    """As a learner at home has it, and what the machine offers; in Chinese too."""
    home = course / "home"
    assert on("macos", course, "release", "--practice", "--out", str(home)).returncode == 0
    write(home, "    return a - b")
    checked, doctor = on("macos", home, "check", "1", "--lang", "zh"), on("macos", home, "doctor")

    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "评分系统的问题" not in checked.stdout
    assert (doctor.returncode, doctor.stderr) == (1, "")  # nothing here confines other people's code
    assert "sandbox process: works" in doctor.stdout


def test_macos_bounds_memory(course: Path) -> None:
    write(course, indented(KEEPS))

    assert "more than 256 MB" in on("macos", course, "check", "1").stdout


def is_worker(process: psutil.Process) -> bool:
    """Of this file's own simulation: the worker's forks have the command line of their parent."""
    return any("as_another_system" in word for word in process.info["cmdline"] or [])


def test_macos_starts(course: Path) -> None:
    done = on("macos", course, "start")
    assert (done.returncode, done.stderr) == (0, "")
    assert "`process`" in done.stdout


@pytest.mark.parametrize("words", [["--help"], ["list"], ["hint", "1", "1"], ["check", "--help"]])
def test_windows_can_read(course: Path, words: list[str]) -> None:
    done = on("windows", course, *words)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["check", "watch", "show"])
def test_windows_is_told_of_wsl(course: Path, command: str) -> None:
    """One sentence, and no fault of ours."""
    done = on("windows", course, command, "1")
    assert done.returncode == 2
    assert done.stderr.startswith("dlgrade: On Windows itself")
    assert "wsl --install" in done.stderr
    assert done.stderr.count("\n") == 1


def test_windows_doctor_and_start(course: Path) -> None:
    doctor, start = on("windows", course, "doctor"), on("windows", course, "start", "--lang", "zh")
    assert (doctor.returncode, doctor.stderr) == (1, ""), doctor.stderr  # nothing here confines other people's code
    assert "sandbox process: On Windows itself" in doctor.stdout
    assert (start.returncode, start.stderr) == (0, "")
    assert "WSL 2" in start.stdout
