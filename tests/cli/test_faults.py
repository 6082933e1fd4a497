"""Faults of ours, of the author's or of the machine's: exit 3, they say so, and no student loses a point."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from grader.scorecard import schema
from tests.cli.command_line import SOLUTION, SUITE, dlgrade

HEAD = "import pytest\nfrom grader.judge import check\n\n"


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    ("suite", "said"),
    [
        ("import no_such_module\n", "no_such_module"),
        ("def test_(:\n", "cannot be read"),
        ("", "has no test"),
        (HEAD + 'def test_add(student):\n    """adds"""\n', "mark.task"),
        (HEAD + '@pytest.mark.task(1)\ndef test_add(student):\n    """adds"""\n    pytest.skip()\n', "test_add"),
        (HEAD + '@pytest.mark.task(1)\ndef test_add(student):\n    """adds"""\n    1 / 0\n', "ZeroDivisionError"),
    ],
    ids=["import", "syntax", "empty", "no task", "skip", "error"],
)
def test_broken_suite_is_a_fault(course: Path, suite: str, said: str) -> None:
    """A suite that cannot judge costs no student a point."""
    (course / SUITE).write_text(suite)

    result = dlgrade("check", "lesson01", SOLUTION)

    assert result.exit_code == 3
    assert "The grader is at fault, not this submission." in result.stdout
    assert said in result.stdout


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    ("suite", "said"),
    [
        ("def test_(:\n", "测试集无法读取"),
        ("", "没有测试"),
        (HEAD + 'def test_add(student):\n    """adds"""\n', "它需要 @pytest.mark.task(N)"),
        (HEAD + '@pytest.mark.task(1)\n@pytest.mark.skip\ndef test_add(student):\n    """adds"""\n', "不能被跳过"),
        (HEAD + "import os\nos.kill(os.getpid(), 9)\n", "评判进程以状态 9 结束"),
    ],
    ids=["syntax", "empty", "no task", "skip", "killed"],
)
def test_a_fault_of_another_process_is_said_in_the_reader_s_language(course: Path, suite: str, said: str) -> None:
    (course / SUITE).write_text(suite)

    result = dlgrade("check", "lesson01", SOLUTION, "--lang", "zh")

    assert result.exit_code == 3
    assert said in result.output


@pytest.mark.usefixtures("warm")
def test_fault_is_in_the_document(course: Path) -> None:
    """--json says it too, and keeps to the schema."""
    (course / SUITE).write_text("")

    result = dlgrade("check", "lesson01", SOLUTION, "--json")

    jsonschema.validate(document := json.loads(result.stdout), schema())
    assert (result.exit_code, document["outcome"]) == (3, "grader_fault")


@pytest.mark.usefixtures("course")
def test_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No space for a working folder is the machine's fault, with the system's own words."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device", "/tmp/dlgrade-x")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    result = dlgrade("check", "lesson01", SOLUTION)

    assert result.exit_code == 3
    assert result.stderr == "dlgrade: the system refused: No space left on device (/tmp/dlgrade-x).\n"


@pytest.mark.usefixtures("course")
def test_surprise_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody thought of is exit 3, a sentence, and no points lost: never exit 1."""

    def surprise(*_: Any, **__: Any) -> None:
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr("grader.learner.checking.check_submission", surprise)
    result = dlgrade("check", "lesson01", SOLUTION)

    assert result.exit_code == 3
    assert "nobody thought of this" in result.stderr
