"""The notebook's magic: the same scorecard as for the notebook handed in, the other commands, and one session for all checks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grader.course.lessons import Course
from grader.engine.session import Options, Session
from grader.intake.submission import read_submission
from grader.learner import magic
from grader.learner.magic import Cells
from grader.scorecard import Scorecard

CELLS = [
    "%load_ext grader.magic",
    "import math\n%matplotlib inline",
    "def helper(x):\n    return x",
    "helper(1).nothing",
    "%%time\n%time y = helper(2)\n!pip install something",
    "import not_here_at_all as nh",
    "def add(a, b):\n    return helper(a) + b",
    "%dlgrade check lesson01",
]
SEED = 11


@pytest.fixture
def course(toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    root = tmp_path / "course"
    shutil.copytree(toy_course.root, root, ignore=shutil.ignore_patterns("lesson0[2-9]_*", "golden", "submissions"))
    monkeypatch.setenv("DLGRADE_COURSE", str(root))
    return Course(root)


@pytest.fixture
def sessions(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The sessions that are started; each is the one that all tests share, and knows whether it was closed."""
    started: list[Any] = []

    class Borrowed:
        def __init__(self, *_: Any, **__: Any) -> None:
            self.closed = False
            started.append(self)

        def __enter__(self) -> Session:
            return session

        def __exit__(self, *_: object) -> None:
            self.closed = True

    monkeypatch.setattr("grader.learner.checking.Session", Borrowed)
    return started


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch, sessions: list[Any]) -> list[Scorecard]:
    """The scorecards that the magic shows."""
    found: list[Scorecard] = []
    monkeypatch.setattr("grader.learner.checking.new_seed", lambda: SEED)
    monkeypatch.setattr(magic, "shown", lambda card, *_: found.append(card) or {})
    monkeypatch.setattr("IPython.display.display", lambda *_, **__: None)
    return found


def run_all(cells: Cells) -> None:
    """Each cell as Jupyter tells of it, run or failed."""
    for number, source in enumerate(CELLS):
        info = SimpleNamespace(raw_cell=source, cell_id=f"cell-{number}")
        cells.ran(SimpleNamespace(info=info, success="nothing" not in source))


def test_magic_and_hand_in_give_the_same_scorecard(
    course: Course, cards: list[Scorecard], session: Session, tmp_path: Path
) -> None:
    """Cells that failed included: what they define, what is said of them, and by which numbers."""
    cells = Cells()
    run_all(cells)
    magic.run("check lesson01", cells)
    document = {"cells": [{"cell_type": "code", "source": source} for source in CELLS], "nbformat": 4}
    (tmp_path / "add.ipynb").write_text(json.dumps(document))
    lesson = course.lesson("lesson01")
    handed_in = session.grade(lesson, read_submission(tmp_path / "add.ipynb", lesson), Options(SEED))

    assert cards[0].without_times() == handed_in.without_times()
    assert (cards[0].score, [note.split(":")[0] for note in cards[0].notes]) == (
        3, ["Cell 3 stopped at line 1", "There is no package not_here_at_all here", "Shell commands do nothing here"],
    )  # fmt: skip


def test_session_stays_warm_until_the_end(course: Course, cards: list[Scorecard], sessions: list[Any]) -> None:
    cells = Cells()
    run_all(cells)
    magic.run("check lesson01", cells)
    magic.run("check lesson01 --task 1", cells)
    assert (len(cards), len(sessions), sessions[0].closed) == (2, 1, False)
    cells.warm.close()
    assert sessions[0].closed


def test_loading_again_keeps_the_session(course: Course, cards: list[Scorecard], sessions: list[Any]) -> None:
    """And forgets the cells."""
    callbacks: list[Any] = []
    shell: SimpleNamespace = SimpleNamespace(
        events=SimpleNamespace(
            register=lambda name, function: callbacks.append(function),
            unregister=lambda name, function: callbacks.remove(function),
        ),
        register_magic_function=lambda function, kind, name: setattr(shell, "magic", function),
    )
    for _ in range(2):
        magic.load_ipython_extension(shell)
        shell.magic("check lesson01")
    assert (len(callbacks), len(sessions), len(cards)) == (1, 1, 2)
    magic.LOADED.pop(id(shell)).warm.close()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hint lesson01 1 --level 1", "There are two numbers."),
        ("list", "lesson01"),
        ("hint lesson01 1 --level 1 --lang zh", "有两个数"),
    ],
)
def test_other_commands_of_the_learner_s_work_too(
    course: Course, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    magic.run(line, Cells())
    assert said in capsys.readouterr().out


def test_what_it_does_not_know_is_a_sentence(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    magic.run("grade lesson01", Cells())
    assert "%dlgrade knows `check`, `hint`, `list`" in capsys.readouterr().err
