"""`dlgrade doctor`: what it says of a machine is what it found by trying."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from grader.cli import main
from grader.engine.doctor import examine
from grader.sandbox import BACKENDS


def test_every_backend_is_named_with_its_guarantees() -> None:
    """Each says something of network, files, processes, memory, disk and CPU time."""
    sandboxes = {sandbox.name: " ".join(sandbox.guarantees) for sandbox in examine().sandboxes}

    assert list(sandboxes) == ["bubblewrap", "uid", "process"]
    for text in sandboxes.values():
        assert all(f"{word}:" in text for word in ("network", "file system", "memory", "processes", "disk", "CPU time"))


def test_missing_bubblewrap_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty PATH has no bwrap."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("grader.engine.doctor.BACKENDS", BACKENDS[:1])
    (bubblewrap,) = examine().sandboxes

    assert "apt install bubblewrap" in bubblewrap.why_not


def test_data_folder_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing mistake in DLGRADE_DATA must not pass unseen."""
    monkeypatch.setenv("DLGRADE_DATA", "/no/such/folder")
    monkeypatch.setattr("grader.engine.doctor.BACKENDS", ())

    assert examine().data == "DLGRADE_DATA names /no/such/folder, which is no folder"


def test_sandbox_in_which_no_worker_starts_does_not_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though its program does: what `check` would die of is said, with the last words of what was started."""
    monkeypatch.setattr("grader.engine.doctor.BACKENDS", BACKENDS[:1])
    monkeypatch.setattr("grader.sandbox.bubblewrap.python_folders", list)
    found = examine()

    assert "no worker starts in it" in found.sandboxes[0].why_not
    assert found.chosen == ""


def test_it_says_what_a_sandbox_starts_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.engine.doctor.BACKENDS", BACKENDS[:1])
    assert [each.start for each in examine().sandboxes] == [
        "start: forked from a process that has imported PyTorch, which costs no import"
    ]

    monkeypatch.setattr("grader.zygote.client.POSSIBLE", False)
    (alone,) = examine().sandboxes
    assert alone.start == "start: an import of PyTorch for each sandbox (there is no zygote on this system)"


def test_json_and_text_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both name the sandbox that is taken."""
    monkeypatch.setattr("grader.engine.doctor.BACKENDS", BACKENDS[:1])
    runner = CliRunner()
    document = json.loads(runner.invoke(main, ["doctor", "--json"]).stdout)
    text = runner.invoke(main, ["doctor"]).stdout

    assert f"torch      {document['packages']['torch']}" in text
    assert "works here (what auto takes)" in text
