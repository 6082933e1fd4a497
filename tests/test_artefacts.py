"""Files that are no programs: predictions that the judge scores, text, weights that are loaded in a worker alone; and what hostile ones do."""

from __future__ import annotations

import datetime
import json
import shutil
import struct
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import torch

from grader.classroom.board import boards_of
from grader.classroom.classes import Class, ClassMember
from grader.classroom.store import Store
from grader.course.lessons import Course, Lesson
from grader.engine.session import Options, Session
from grader.errors import LessonError
from grader.intake.submission import Submission, read_submission
from grader.judge.predictions import as_mapping, measured, read_predictions, share_of
from grader.judge.remote.errors import Mismatch
from grader.reports.board_page import board_page
from grader.sandbox import choose
from grader.scorecard import Scorecard, pretty
from grader.wire.messages import Limits

COURSE = Path(__file__).parent / "courses" / "artefacts"


@pytest.fixture(scope="module")
def plain() -> Iterator[Session]:
    with Session(choose("auto", own_code=True), Limits(), preload=()) as session:
        yield session


@pytest.fixture
def forecast() -> Lesson:
    return Course(COURSE).lesson("lesson01")


def grade(session: Session, lesson: Lesson, **files: bytes) -> Scorecard:
    named = {name.replace("__", "."): data for name, data in files.items()}
    sources = lesson.with_others(lesson.solution.read_bytes()) | named
    return session.grade(lesson, Submission({name: data for name, data in sources.items() if data}), Options(1))


def table(*predictions: object) -> bytes:
    return "\n".join(["id,prediction", *(f"{n},{each}" for n, each in enumerate(predictions))]).encode()


def test_predictions_earn_a_share_between_baseline_and_target(plain: Session, forecast: Lesson) -> None:
    assert grade(plain, forecast).exit_code == 0
    card = grade(plain, forecast, predictions__csv=table(0, 0, 0, 0, 0, 1, 1, 1, 0, 0))
    test = card.tests[0]
    assert (test.outcome, test.points) == ("failed", Decimal("1.8"))
    assert test.metric
    assert test.metric.value == 0.8
    assert test.message == "accuracy 0.8 on labels that you have not seen: no points at 0.5, all at 1"
    assert grade(plain, forecast, predictions__csv=table(*[1] * 10)).tests[0].points == 0
    missing = grade(plain, forecast, predictions__csv=b"", answers__txt=b"\xff")
    assert [test.outcome for test in missing.tests] == ["failed", "passed", "failed"]


BOMBS = {
    "a million rows": b"id,prediction\n" + b"0,1\n" * 25_000,
    "a million columns": b"," * 100_000,
    "one endless cell": b'id,prediction\n0,"' + b"x" * 100_000,
    "quotes that never close": b'id,prediction\n"' * 5,
    "no text": bytes(range(256)),
    "nothing": b"\n",
    "other ends of lines": "id,prediction\u2028".encode() + b"\r\x0b\x0c\x1c" * 20_000,
    "formulas": table(*["=cmd|' /C calc'!A0"] * 10),
    "control characters": b"id,prediction\n\x1b[2J\xe2\x80\xae,1\n",
    "ids twice": b"id,prediction\n" + b"0,1\n" * 10,
    "columns twice": b"id,id,prediction\n0,0,1\n",
    "NaN": table(*["nan"] * 10),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_hostile_table_is_a_failure_in_words(plain: Session, forecast: Lesson, bomb: bytes) -> None:
    card = grade(plain, forecast, predictions__csv=bomb)
    test = card.tests[0]
    assert (card.outcome, test.outcome, test.points) == ("graded", "failed", 0)
    assert all(character.isprintable() for character in f"{test.message}{test.yours or ''}")


@pytest.mark.parametrize(
    ("metric", "predicted", "labels", "positive", "value"),
    [
        ("accuracy", ["a", "b"], ["a", "c"], None, 0.5),
        ("accuracy", ["1.0", "x"], [1, 0], None, 0.5),
        ("f1", ["1", "1", "0", "0"], [1, 0, 1, 0], 1, 0.5),
        ("f1", ["1", "1", "1", "1"], [1, 1, 1, 0], None, (6 / 7 + 0) / 2),
        ("f1", ["0", "0"], [1, 1], 1, 0.0),
        ("rmse", ["1", "5"], [1.0, 2.0], None, (9 / 2) ** 0.5),
        ("rmse", ["1"], [1.0], None, 0.0),
    ],
)
def test_metrics(metric: str, predicted: list[str], labels: list[object], positive: object, value: float) -> None:
    assert measured("p.csv", metric, predicted, labels, positive) == pytest.approx(value)  # type: ignore[arg-type]


def test_an_rmse_is_the_better_the_smaller_and_numbers_only() -> None:
    assert [share_of(value, 10.0, 2.0) for value in (12, 10, 6, 2, 0)] == [0, 0, 0.5, 1, 1]
    for strange in ("nan", "inf", "1e999", "1_0e200", "", "one"):
        with pytest.raises(Mismatch):
            measured("p.csv", "rmse", [strange], [1.0], None)


def test_ids_may_be_any_and_come_in_any_order() -> None:
    labels = as_mapping({"x1": 1, "x2": 0})
    data = b"\xef\xbb\xbfname, guess ,note\r\nx2,0,a\r\nx1,1,b\r\n"
    assert read_predictions("p.csv", data, list(labels), "name", "guess") == ["1", "0"]


def test_an_artefact_comes_in_by_every_name_that_platforms_make_of_it(forecast: Lesson, tmp_path: Path) -> None:
    shutil.copy(forecast.solution, tmp_path)
    (tmp_path / "predictions (1).csv").write_bytes(b"id\n")
    (tmp_path / "answers.txt").write_bytes(bytes((10 << 20) + 1))
    submission = read_submission(tmp_path, forecast)
    assert submission.files["predictions.csv"] == b"id\n"
    assert "answers.txt is larger than 10 MB and was not taken." in list(map(str, submission.notes))


def test_large_files_and_sources_are_graded(plain: Session, tmp_path: Path) -> None:
    """Megabytes of both; more than there may be is told to the author."""
    shutil.copytree(COURSE, tmp_path, dirs_exist_ok=True)
    facts = tmp_path / "exercises" / "lesson01_forecast" / "lesson.toml"
    written = facts.read_text()
    facts.write_text(f"{written}\n[limits]\nsource_kb = 8192\n")
    lesson = Course(tmp_path).lesson("lesson01")
    source = lesson.solution.read_bytes() + b"\n# " + b"x" * (3 << 20)
    card = grade(plain, lesson, forecast__py=source, answers__txt=b"5" + bytes(9 << 20))
    assert (card.exit_code, card.message) == (0, card.message), card.tests
    for broken in ("\n[limits]\nsource_kb = 100000\n", ""):
        facts.write_text((written if broken else written.replace("0.1", "195")) + broken)
        with pytest.raises(LessonError, match="the most that a submission may have"):
            Course(tmp_path).lesson("lesson01")


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (open, (self.path, "w"))


def safetensors(weight: float, header: dict[str, object] | None = None) -> bytes:
    facts = {"weight": {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]}} if header is None else header
    text = json.dumps(facts).encode()
    return struct.pack("<Q", len(text)) + text + struct.pack("<f", weight)


def saved(path: Path, value: object) -> bytes:
    torch.save(value, path)
    return path.read_bytes()


def test_weights_are_run_by_the_lesson_s_network_and_a_pickle_is_not_run(session: Session, tmp_path: Path) -> None:
    lesson = Course(COURSE).lesson("lesson02")
    sprung = tmp_path / "sprung"
    right = saved(tmp_path / "w.pt", {"weight": torch.tensor([[2.0]])})
    card = grade(session, lesson, weights__safetensors=safetensors(2.0), weights__pt=right)
    assert [test.outcome for test in card.tests] == ["passed", "passed"], card.tests

    hostile = {
        "weights, but not these": (safetensors(3.0), saved(tmp_path / "a.pt", {"weight": torch.tensor([[1.0]])})),
        "another network's": (
            safetensors(2.0, {"w": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}),
            saved(tmp_path / "b.pt", {}),
        ),
        "a pickle": (b"\x80\x04.", saved(tmp_path / "c.pt", Trap(str(sprung)))),
        "a header larger than the file": (struct.pack("<Q", 1 << 60), b"PK\x03\x04"),
        "nothing": (b"\x00", b"\x00"),
    }
    for one, other in hostile.values():
        card = grade(session, lesson, weights__safetensors=one, weights__pt=other)
        assert card.outcome == "graded"
        assert [(test.outcome, test.points) for test in card.tests] == [("failed", 0)] * 2, card.tests
    assert not sprung.exists()


def field(number: int, value: int | bytes) -> bytes:
    """A field of a protocol buffer, short as it is here."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    return bytes([number << 3 | 2, len(value)]) + value


def onnx_file(location: bytes = b"") -> bytes:
    """An ONNX model that doubles its input. location: of a file in which its constant is said to be."""
    external = field(13, field(1, b"location") + field(2, location)) + field(14, 1)
    constant = field(1, 1) + field(2, 1) + field(8, b"w") + (external if location else field(9, struct.pack("<f", 2.0)))
    kind = field(1, field(1, 1) + field(2, field(1, field(2, b"n"))))
    node = field(1, b"x") + field(1, b"w") + field(2, b"y") + field(4, b"Mul")
    ends = field(11, field(1, b"x") + field(2, kind)) + field(12, field(1, b"y") + field(2, kind))
    graph = field(1, node) + field(2, b"g") + field(5, constant) + ends
    return field(1, 8) + field(7, graph) + field(8, field(2, 13))


ONNX = """
import numpy as np
import pytest
from grader.judge import check

@pytest.mark.task(1)
def test_it(submitted, draw):
    "the network doubles"
    x = np.array(draw.randn(5), dtype=np.float32)
    check.close(submitted.onnx("model.onnx")(x), 2 * x)
"""


def test_an_onnx_network_runs_without_student_code_and_reads_no_file(plain: Session, tmp_path: Path) -> None:
    shutil.copytree(COURSE, tmp_path, dirs_exist_ok=True)
    facts = tmp_path / "exercises" / "lesson01_forecast" / "lesson.toml"
    facts.write_text(facts.read_text().replace('"answers.txt"', '"model.onnx"'))
    lesson = Course(tmp_path).lesson("lesson01")
    lesson.suite_files[0].write_text(ONNX)
    card = grade(plain, lesson, model__onnx=onnx_file())
    assert card.exit_code == 0, card.tests
    for hostile in (onnx_file(b"/proc/self/environ"), onnx_file(b"network.py"), b"", b"\xff" * 100, onnx_file()[:-9]):
        card = grade(plain, lesson, model__onnx=hostile or b"\x00")
        assert (card.outcome, [test.outcome for test in card.tests]) == ("graded", ["failed"]), card.tests


def test_student_code_is_not_there_when_its_weights_are_run(session: Session) -> None:
    """What it patches in its own worker says nothing of the network."""
    lesson = Course(COURSE).lesson("lesson02")
    patched = b"import torch\ntorch.nn.Linear.forward = lambda self, x: 2 * x\ndef train(net): pass"
    wrong = safetensors(3.0)
    card = grade(session, lesson, train__py=patched, weights__safetensors=wrong, weights__pt=b"")
    assert [test.outcome for test in card.tests] == ["failed", "failed"]


def test_a_board_ranks_a_class_by_aliases(plain: Session, forecast: Lesson, tmp_path: Path) -> None:
    """Best first, the earlier of equals before the later; nobody's name, unless it is asked for."""
    store = Store(tmp_path)
    store.cards.folder.mkdir()
    tables = {"ana <b>": [0] * 4 + [1] * 6, "ben": [0] * 5 + [1] * 5, "cho": [0] * 6 + [1] * 4}
    when = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    for name, predictions in tables.items():
        store.cards.put(name, grade(plain, forecast, predictions__csv=table(*predictions)))
    late = {"ana <b>": when + datetime.timedelta(days=1), "ben": when, "cho": when}
    students = [ClassMember(student=name, file=name, handed_in=late[name]) for name in tables]
    graded = Class(lesson=forecast.name, seed=1, form="files", students=students)
    (tmp_path / "class.json").write_bytes(pretty(graded))
    (tmp_path / "aliases.csv").write_text("student,alias\nben,Bayes\ncho,\n")

    (board,) = boards_of(tmp_path)
    assert [(row.place, row.value) for row in board.rows] == [(1, 1.0), (2, 0.9), (2, 0.9)]
    assert board.rows[0].who == "Bayes"
    page = board_page([board], title="Forecast")
    assert "Bayes" in page
    assert not {"ana", "ben", "cho"} & set(page.replace("<", " ").replace(">", " ").split())
    assert [row.who for row in boards_of(tmp_path)[0].rows] == [row.who for row in board.rows]
    (named,) = boards_of(tmp_path, names=True)
    assert [row.who for row in named.rows] == ["ben", "cho", "ana <b>"]
    assert "ana &lt;b&gt;" in board_page([named], title="Forecast", language="zh")
