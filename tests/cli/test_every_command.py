"""What holds for every command: its help, plain terminals, and a clean end when the reader or the user goes away."""

from __future__ import annotations

import io
import os
import select
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click
import pytest

from grader.cli import main
from grader.commands.shared import console
from tests.cli.command_line import RUN, dlgrade, interrupt


@pytest.mark.parametrize("name", sorted(main.commands))
def test_command_has_help_with_an_example(name: str) -> None:
    """`--help` says what the command does and shows a line to type."""
    result = dlgrade(name, "--help")

    assert result.exit_code == 0
    assert f"Example: dlgrade {name}" in result.stdout


@pytest.mark.parametrize("name", sorted(main.commands))
def test_options_have_help(name: str) -> None:
    """No option is left unexplained."""
    options = [each for each in main.commands[name].params if isinstance(each, click.Option)]

    assert [option.name for option in options if not option.help] == []


def test_exit_codes_are_in_the_help() -> None:
    """What a script may rely on is written where people look."""
    assert "3 grader fault" in " ".join(dlgrade("--help").stdout.split())


@pytest.mark.usefixtures("course")
def test_reader_that_went_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """`dlgrade list | head` ends without a word."""

    def broken(*_: Any) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("grader.learner.progress.progress", broken)

    assert dlgrade("list").stderr == ""


def test_terminal_that_lacks_a_character(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ✓ where the encoding has none is a question mark, not a traceback."""
    page = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(page, encoding="gbk", write_through=True))

    console().print("✓ 任务 1")

    assert page.getvalue().decode("gbk") == "? 任务 1\n"


@pytest.mark.usefixtures("course")
def test_interrupt_in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is 130."""
    monkeypatch.setattr("grader.learner.checking.check_submission", interrupt)
    result = dlgrade("check", "lesson01")

    assert (result.exit_code, result.stderr) == (130, "dlgrade: interrupted\n")


@pytest.mark.usefixtures("course")
def test_interrupted_start_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between the sandbox's start and the judge's: no folder of ours stays."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr("grader.engine.session.Judge", interrupt)

    result = dlgrade("check", "lesson01", "--sandbox", "process")

    assert result.exit_code == 130
    assert list(temporary.iterdir()) == []


def test_interrupt_leaves_nothing(course: Path, tmp_path: Path) -> None:
    """Ctrl-C while student code runs: exit 130, one line, and no file or folder of ours stays."""
    fifo, temporary = tmp_path / "fifo", tmp_path / "tmp"
    os.mkfifo(fifo)
    temporary.mkdir()
    (course / "mine.py").write_text(f"open({str(fifo)!r}, 'w').write('x')\nwhile True:\n    pass\n")
    begun = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    command = [sys.executable, "-c", RUN, "check", "lesson01", "mine.py", "--sandbox", "process"]

    with subprocess.Popen(
        command, cwd=course, env=os.environ | {"TMPDIR": str(temporary)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert select.select([begun], [], [], 240)[0]
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=1200)
    os.close(begun)

    assert (process.returncode, out, err) == (130, b"", b"dlgrade: interrupted\n")
    assert list(temporary.iterdir()) == []
