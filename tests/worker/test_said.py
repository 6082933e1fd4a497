"""What a student reads of an exception holds no folder of this machine's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.worker.said import said


class Broken(Exception):
    def __str__(self) -> str:
        raise ValueError


def test_paths_lead_from_where_the_worker_looks_for_modules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setattr(sys, "path", [*sys.path, "/", "", Path("x"), None])
    message = f"in {sys.prefix}/lib/thing.py, {tmp_path}/submission/a.py, {tmp_path}/work/data.csv, /tmp/x and 1/2"
    kind, text = said(ImportError(message), 300)
    assert kind == "ImportError"
    assert text == "in lib/thing.py, submission/a.py, data.csv, /tmp/x and 1/2"


def test_exception_that_cannot_be_asked_says_nothing() -> None:
    assert said(Broken(), 300) == ("Broken", "")


def test_message_is_bounded() -> None:
    assert said(ValueError("/" * 10**6), 300) == ("ValueError", "/" * 300)
