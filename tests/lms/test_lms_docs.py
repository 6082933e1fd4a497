"""What docs/lms says to type can be typed, and the files beside it are what their systems read."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from grader.cli import main
from grader.errors import UsageError

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "lms"
FILES = FOLDER / "files"
TEXTS = sorted([*FOLDER.glob("[a-z]*.md"), *FILES.glob("*.yml"), *FILES.glob("*.sh")])
HIDDEN = ("github-hidden.yml", "gitlab-hidden.yml")
PUBLIC = ("github-public.yml", "gitlab-public.yml")


def commands_of(path: Path) -> list[str]:
    """What stands behind `dlgrade` on a line of its own, or behind a word or two of a script."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lead = r"^ *(?:\$ |- |- run: |sudo [^\n]*bin/)?" if path.suffix != ".md" else r"^ *(?:\$ )?"
    return re.findall(lead + r"(dlgrade [^\n]*)", text, re.MULTILINE)


def parse(line: str) -> None:
    """Read a command line as `dlgrade` would, and stop before anything is done. Raises click.UsageError."""
    line = re.split(r" (?:\|\||&&|[>|#])", line)[0].replace("${{ ", "").replace(" }}", "")
    words, command = shlex.split(line)[1:], main
    while isinstance(command, click.Group) and not words[0].startswith("-"):
        if (name := words.pop(0)) not in command.commands:
            raise click.UsageError(f"no command {name}")
        command = command.commands[name]  # type: ignore[assignment]
    command.make_context("dlgrade", words)


def load(name: str) -> dict[str, Any]:
    document = yaml.safe_load((FILES / name).read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_command_line_can_be_typed(path: Path) -> None:
    """Options and arguments are those of the commands."""
    lines = commands_of(path)

    assert lines
    for line in lines:
        parse(line)


def test_wrong_command_line_would_be_seen() -> None:
    """The check above does refuse."""
    for line in (
        "dlgrade export pdf x",
        "dlgrade check",
        "dlgrade export canvas x --out y",
        "dlgrade grade a b --oot c",
    ):
        with pytest.raises((click.ClickException, UsageError)):
            parse(line)


@pytest.mark.parametrize("name", [*PUBLIC, *HIDDEN])
def test_jobs_are_yaml_of_their_systems(name: str) -> None:
    """GitHub's have jobs with steps, GitLab's scripts; each has a time limit."""
    document = load(name)
    jobs = list(document["jobs"].values()) if name.startswith("github") else list(document.values())

    assert jobs
    for job in jobs:
        steps = job["steps"] if name.startswith("github") else job["script"]
        assert any("dlgrade check" in str(step) for step in steps)
        assert job.get("timeout-minutes") or job.get("timeout")


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_suite_runs_only_on_an_instructors_word_and_in_a_sandbox(name: str) -> None:
    """No push or pull request of a student's starts it, no token is left for their code, and the sandbox is named."""
    text, document = (FILES / name).read_text(encoding="utf-8"), load(name)

    if name.startswith("github"):
        triggers: Any = {str(name): value for name, value in document.items()}["True"]  # YAML reads `on` as true
        assert list(triggers) == ["workflow_dispatch"]
        assert text.count("persist-credentials: false") == text.count("actions/checkout") == 2
        assert "${{ inputs" not in "".join(re.findall(r"run: .*(?:\n {10}.*)*", text))
    else:
        assert "rm -rf submission/.git" in document["grade"]["script"][1]
    assert re.search(r"--sandbox (bubblewrap|uid) ", text)


def test_scripts_can_be_read_by_their_programs() -> None:
    """The shell parses the one, Python the other."""
    subprocess.run(["sh", "-n", FILES / "prairielearn.sh"], check=True)

    assert ast.get_docstring(ast.parse((FILES / "autograder.py").read_text(encoding="utf-8")))
