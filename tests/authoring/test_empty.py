"""Answers of the right form that hold nothing, and the tests that give points for them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring.empty import KINDS, empty_findings, empty_program
from grader.course.lessons import Course
from grader.engine.session import Session

TEST = '''

@pytest.mark.task(1)
def test_more(student):
    """add does more

    zh: add 不止于此
    """
    {asks}
'''
Findings = Callable[[str], list[str]]


@pytest.fixture
def findings(session: Session, toy_course: Course, tmp_path: Path) -> Findings:
    """Of the sound toy lesson with one more test, which asks this; of the lesson as it is where it asks nothing."""

    def run(asks: str) -> list[str]:
        for side in ("exercises", "solutions"):
            shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
        suite = tmp_path / "solutions" / "lesson01_add" / "suite" / "test_add.py"
        if asks:
            suite.write_text(suite.read_text(encoding="utf-8") + TEST.format(asks=asks), encoding="utf-8")
        return list(empty_findings(Course(tmp_path).lesson("lesson01"), session))

    return run


def test_a_sound_suite_gives_nothing_for_nothing(findings: Findings) -> None:
    assert findings("") == []


def test_a_test_that_never_looks_at_the_answer_gives_points_for_all_of_them(findings: Findings) -> None:
    assert findings("student.add(1, 1)") == [
        f"test_more gives points for {', '.join(KINDS)}: ask in it for a value that such an answer has not"
    ]


@pytest.mark.parametrize(
    ("asks", "kind"),
    [
        ("check.equal(student.add(2, -2), 0)", "zeros"),
        ("check.equal(student.add(2, -1), 1)", "ones"),
        ("check.equal(student.add(2, 0), 2)", "its argument"),
        ("student.add(2, 3); check.equal(student.add(2, 3), 5)", "its previous answer"),
    ],
)
def test_values_that_an_empty_answer_meets_are_found(findings: Findings, asks: str, kind: str) -> None:
    (found,) = findings(asks)
    assert found.startswith("test_more gives points for ")
    assert kind in found.split(":")[0]


@pytest.mark.parametrize("kind", ["zeros", "its previous answer"])
def test_empty_programs_neither_raise_nor_print(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """So a test that waits for an exception, or for what is printed, gives them nothing."""
    solution = "def root(x):\n    print('root of', x)\n    if x < 0:\n        raise ValueError(x)\n    return x**0.5\n"
    made: dict[str, object] = {"__name__": "made"}
    exec(empty_program(solution, kind, set()), made)

    assert [made["root"](x) for x in (-1, 4)] == [None, 0.0 if kind == "zeros" else None]  # type: ignore[operator]
    assert capsys.readouterr().out == ""


def test_empty_programs_have_the_form_of_the_solution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shapes, dtypes, graphs, the names and bases of classes; what is done to arguments and files is lost."""
    solution = (
        "import torch\n"
        "def double(x):\n    x.mul_(2)\n    return x, {'n': len(x)}\n"
        "class Net(torch.nn.Linear):\n    def forward(self, x):\n        return super().forward(x)\n"
    )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    made: dict[str, object] = {"__name__": "made"}
    exec(empty_program(solution, "ones", set()), made)
    x = made["torch"].tensor([1.5, 2.5])  # type: ignore[attr-defined]
    (y, facts), net = made["double"](x), made["Net"](2, 3)  # type: ignore[operator]

    assert x.tolist() == [1.5, 2.5]
    assert (y.tolist(), y.dtype, facts) == ([1.0, 1.0], x.dtype, {"n": 1})
    assert net(x).tolist() == [1.0, 1.0, 1.0]
    assert net(x).requires_grad
    assert [tuple(p.shape) for p in net.parameters()] == [(3, 2), (3,)]
