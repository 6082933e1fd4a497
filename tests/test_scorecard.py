"""The scorecard as a public document."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from grader.scorecard import (
    OUTCOMES,
    SandboxFacts,
    Scorecard,
    SubmissionFacts,
    TaskResult,
    TestResult,
    decode,
    encode,
    schema,
)

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "grader" / "scorecard.schema.json"
GOLDEN = sorted((ROOT / "tests" / "toy_course" / "golden").glob("*.json"))


def card(score: str = "0.3", most: str = "0.4", **more: Any) -> Scorecard:
    test = TestResult(id="test_it", claim="it is", outcome="passed", points=Decimal(score), max_points=Decimal(most))
    task = TaskResult(number=1, title="One", score=Decimal(score), max_score=Decimal(most), tests=[test])
    facts: dict[str, Any] = {
        "lesson": "lesson01",
        "submission": SubmissionFacts("0" * 64, ["add.py"]),
        "suite": "hidden",
        "suite_sha256": "0" * 64,
        "seed": (1 << 48) - 1,
        "device": "cpu",
        "environment": {"python": "3"},
        "sandbox": SandboxFacts("any", ["sentence"]),
        "score": Decimal(score),
        "max_score": Decimal(most),
        "outcome": "graded",
        "seconds": 1.5,
        "started": "2026-01-01T00:00:00+00:00",
        "tasks": [task],
    }
    return Scorecard(**facts | more)


def test_the_schema_file_is_the_code_s_own() -> None:
    """`python -c "import json, grader.scorecard as s; print(json.dumps(s.schema(), indent=2, sort_keys=True))"` writes it."""
    assert SCHEMA.read_text() == json.dumps(schema(), indent=2, sort_keys=True) + "\n"


def test_the_schema_is_one() -> None:
    assert jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA.read_bytes())) is None


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes()))


def test_a_scorecard_fits_the_schema() -> None:
    assert list(validator().iter_errors(json.loads(encode(card(student="Ana", message="all well"))))) == []


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_scorecards_fit_the_schema(path: Path) -> None:
    document = json.loads(path.read_bytes()) | {"seconds": 0.0, "started": ""}
    for task in document["tasks"]:
        for test in task["tests"]:
            test["seconds"] = 0.0
    assert list(validator().iter_errors(document)) == []
    assert encode(decode(json.dumps(document).encode()))


@pytest.mark.parametrize(
    ("field", "value"),
    [("outcome", "excellent"), ("seed", "x"), ("tasks", {}), ("schema", "dlgrade/scorecard/2")],
)
def test_another_document_is_refused_by_schema_and_code(field: str, value: Any) -> None:
    document = json.loads(encode(card())) | {field: value}
    assert list(validator().iter_errors(document))
    with pytest.raises(msgspec.ValidationError):
        decode(json.dumps(document).encode())


def test_points_that_are_a_float_do_not_fit_the_schema() -> None:
    assert list(validator().iter_errors(json.loads(encode(card())) | {"score": 0.3}))


def test_what_is_encoded_is_decoded_again() -> None:
    assert decode(encode(card())) == card()


def test_points_are_decimal_text() -> None:
    document = json.loads(encode(card("0.1", "0.3")))
    assert document["score"] == "0.1"
    assert sum([card("0.1").score] * 3) == Decimal("0.3")


def test_fields_that_are_not_known_are_left_out() -> None:
    document = json.loads(encode(card()))
    assert "student" not in document
    assert set(document["tasks"][0]["tests"][0]) == {
        "id",
        "claim",
        "outcome",
        "points",
        "max_points",
        "visibility",
        "seconds",
    }


def test_without_times_nothing_of_the_clock_is_left() -> None:
    other = msgspec.structs.replace(card(), seconds=9.0, started="later")
    assert other.without_times() == card().without_times()
    assert "seconds" not in json.dumps(card().without_times())


EXITS = [("0.4", "graded", 0), ("0.3", "graded", 1), ("0.4", "grader_fault", 3), ("0", "grader_fault", 3)]


@pytest.mark.parametrize(("score", "outcome", "code"), EXITS)
def test_the_exit_code(score: str, outcome: str, code: int) -> None:
    assert card(score, outcome=outcome).exit_code == code


def test_nothing_tested_is_not_full_marks() -> None:
    assert card("0", "0").exit_code != 0


def test_the_outcomes_are_the_contract_s() -> None:
    assert OUTCOMES == ("passed", "failed", "crashed", "timed_out", "not_run", "grader_fault")
