"""What a student chooses gives no orders to the CI system that prints it."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from grader.commands.shared import without_commands
from tests.cli.command_line import dlgrade

ORDERS = [
    "::error::x",
    "  ::set-output name=a::b",
    "\t::stop-commands::x",
    "##[error]x",
    "a ##vso[task.complete]",
    "##teamcity[x]",
]


@pytest.mark.parametrize("order", ORDERS)
def test_order_is_broken_in_a_ci_job(
    order: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    with without_commands():
        click.echo(f"first\n{order}\nlast")
        print(order)
        print(order[:3], end="")
        print(order[3:])
    for line in capsys.readouterr().out.splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "##vso[" not in line
        assert "##teamcity[" not in line


def test_nothing_changes_elsewhere(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("CI", raising=False)
    with without_commands():
        click.echo("::error::x")
    assert capsys.readouterr().out == "::error::x\n"


def test_ordinary_text_is_as_it_is_in_a_ci_job(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    with without_commands():
        click.echo("a :: b\nx::y\n# # heading\n王小明 ✓")
    assert capsys.readouterr().out == "a :: b\nx::y\n# # heading\n王小明 ✓\n"


@pytest.mark.usefixtures("warm")
def test_scorecard_gives_no_orders(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception of a student's, and the names of files beside."""
    monkeypatch.setenv("CI", "true")
    work = course / "work"
    work.mkdir()
    (work / "add.py").write_text("def add(a, b):\n    raise ValueError('\\n::error::x\\n::notice::y')\n")
    (work / "::warning::z.txt").write_text("")
    result = dlgrade("check", "lesson01", "work")
    assert result.exit_code == 1
    assert not [line for line in result.stdout.splitlines() if line.lstrip().startswith("::")]
