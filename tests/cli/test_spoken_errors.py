"""What the commands of a class, of an author and of other systems refuse, they refuse in the language that was asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import main

REFUSED = {
    "grade": ("grade", "lesson01", "nowhere", "--out", "out"),
    "regrade": ("regrade", "empty"),
    "undo": ("undo", "empty"),
    "report": ("report", "empty"),
    "release": ("release", "--out", "full"),
    "init": ("init", "full"),
    "new": ("new", "No Name"),
    "import": ("import", "pytest", "full/broken.py", "--out", "full"),
    "export": ("export", "canvas", "empty", "--gradebook", "full/broken.py", "--out", "new.csv"),
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_it_is_said_in_chinese(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = Path(__file__).parents[1] / "toy_course"
    monkeypatch.setenv("DLGRADE_COURSE", str(course))
    monkeypatch.setenv("DLGRADE_LANG", "zh")
    monkeypatch.chdir(tmp_path)
    for name in ("empty", "full"):
        Path(name).mkdir()
    Path("full", "broken.py").write_text("def f(:\n")

    result = CliRunner().invoke(main, words)

    assert result.exit_code == 2, result.output
    assert re.search(r"[\u4e00-\u9fff]", result.stderr), result.stderr
