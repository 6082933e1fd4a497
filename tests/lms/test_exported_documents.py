"""What the documents for Gradescope, PrairieLearn and Classroom 50 say of one scorecard, and what they never say."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from grader.classroom.grades import grade_of_card
from grader.errors import GraderFault, UsageError
from grader.lms.classroom50 import result_json
from grader.lms.gradescope import results_json
from grader.lms.prairielearn import ROOM
from grader.lms.prairielearn import results_json as prairielearn_json
from grader.lms.results import Result as Exported
from grader.lms.results import automatic
from grader.scorecard import Scorecard, SubmissionFacts, TaskResult, Training
from tests.lms.classroom50_rules import RUNNER
from tests.lms.lms_class import card


@pytest.mark.parametrize(
    "document", [results_json, prairielearn_json, lambda result, language: result_json(result, language, RUNNER)]
)
def test_no_document_has_a_score_for_a_fault(document: Any) -> None:
    """Whoever calls the exporters themselves gets an error, not a 0."""
    fault = card("ana", "0", outcome="grader_fault")

    with pytest.raises(GraderFault):
        document(Exported(grade_of_card(fault), fault), "en")


@pytest.mark.parametrize("outcome", ["passed", "crashed", "timed_out", "not_run", "failed"])
def test_only_what_passed_is_passed(outcome: str) -> None:
    """In each document, whatever else happened is not a pass and says why."""
    each = changed(card("ana", "4"), outcome)
    documents = [f(Exported(grade_of_card(each), each), "zh") for f in (results_json, prairielearn_json)]
    result = result_json(Exported(grade_of_card(each), each), "zh", RUNNER)

    assert (documents[0]["tests"][0]["status"], result["tests"][0]["passed"]) == (
        "passed" if outcome == "passed" else "failed",
        outcome == "passed",
    )
    assert all(bool(each["tests"][0]["output"]) == (outcome != "passed") for each in documents)


def test_hidden_test_stays_hidden() -> None:
    """Gradescope shows no student a test that the scorecard hides."""
    each = card("ana", "4", "0")
    task = each.tasks[0]
    tests = [task.tests[0], msgspec.structs.replace(task.tests[1], visibility="hidden")]
    each = msgspec.structs.replace(each, tasks=[msgspec.structs.replace(task, tests=tests)])

    document = results_json(Exported(grade_of_card(each), each), "en")

    assert [test["visibility"] for test in document["tests"]] == ["visible", "hidden"]


def test_what_cannot_be_read_costs_no_attempt_in_prairielearn() -> None:
    """No file, or no Python in it; one broken cell of several is graded."""
    broken, partly = (
        said("SyntaxError: invalid syntax (add.py, line 1)", last) for last in ("SyntaxError: again", "no")
    )
    unread = msgspec.structs.replace(card("ana", "0"), submission=SubmissionFacts("", []))

    documents = [prairielearn_json(Exported(grade_of_card(each), each), "en") for each in (broken, unread, partly)]

    assert [each["gradable"] for each in documents] == [False, False, True]
    assert documents[0] == {"gradable": False, "format_errors": ["SyntaxError: invalid syntax (add.py, line 1)"]}


def test_training_is_on_the_leaderboard() -> None:
    """The accuracy in percent, the highest first, by the claim of its test."""
    run = Training(
        name="test_1",
        accuracy=0.93614,
        required_accuracy=0.9,
        seconds=1,
        reference_seconds=1,
        allowed_ratio=3,
        device="cpu",
    )
    each = msgspec.structs.replace(card("ana", "4"), training=[run])

    board = results_json(Exported(grade_of_card(each), each), "en")["leaderboard"]

    assert board == [{"name": "accuracy in %: claim 1", "value": 93.61, "order": "desc"}]


def test_long_hostile_texts_stay_within_the_limits() -> None:
    """A megabyte is all that PrairieLearn takes, 100,000 characters a text Gradescope; nothing steers a terminal."""
    each = card("\x1b[2J\0<b>" * 5000, *["0"] * 60)
    exported = Exported(grade_of_card(each), each)

    texts = [test["output"] for test in results_json(exported, "en")["tests"]]

    assert len(json.dumps(prairielearn_json(exported, "en"))) <= ROOM
    assert max(map(len, texts)) < 100_000
    assert not [text for text in texts if "\x1b" in text or "\0" in text]


def test_classroom50_outside_its_runner_is_refused() -> None:
    """The message names what is missing."""
    each = card("", "4")

    with pytest.raises(UsageError, match="CLASSROOM, OWNER"):
        result_json(Exported(grade_of_card(each), each), "en", {**RUNNER, "CLASSROOM": "", "OWNER": ""})


def said(*messages: str) -> Scorecard:
    """A card of tests that failed, each with a message."""
    each = card("ana", *("0" for _ in messages))
    tests = [msgspec.structs.replace(t, message=m) for t, m in zip(each.tasks[0].tests, messages, strict=True)]
    return msgspec.structs.replace(each, tasks=[msgspec.structs.replace(each.tasks[0], tests=tests)])


def changed(card: Scorecard, outcome: str) -> Scorecard:
    """The card of one test with another outcome, and no message."""
    test = msgspec.structs.replace(card.tasks[0].tests[0], outcome=outcome, message=msgspec.UNSET)
    return msgspec.structs.replace(card, tasks=[msgspec.structs.replace(card.tasks[0], tests=[test])])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_person_grades_is_left_to_the_platform(language: str) -> None:
    """The share of what the tests gave, and a word that the rest is not in it: no submission waits in vain."""
    tested = card("", "4", "2")
    task = TaskResult(number=2, title="Essay", score=Decimal(0), max_score=Decimal(0), tests=[], by_hand=Decimal(5))
    tested = msgspec.structs.replace(tested, student=msgspec.UNSET, tasks=[*tested.tasks, task])
    result = automatic(tested, language)

    share, points = prairielearn_json(result, language), results_json(result, language)
    assert (share["score"], share["gradable"], points["score"]) == (0.75, True, 6)
    for document in (share, points):
        assert ("第 2 题由人评分" if language == "zh" else "A person grades task 2") in document["output"]
