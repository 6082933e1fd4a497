"""JUnit XML: well-formed whatever a student wrote, and nothing but a pass looks like one."""

from __future__ import annotations

from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.reports.junit import junit_xml
from grader.reports.visible import visible
from grader.scorecard import Outcome, Scorecard, decode, encode
from tests.reports.cards import card_of, hostile_card, result_of, task_of, texts


def cases_of(card: Scorecard) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(junit_xml([card])).iter("testcase"))


@given(texts)
def test_every_character_survives_or_is_spelt_out(text: str) -> None:
    """A parser of XML 1.0 reads back each text; what XML forbids is spelt out."""
    root = ElementTree.fromstring(junit_xml([hostile_card(text)]))
    failure = next(root.iter("failure"))

    assert failure.get("message") == visible(text or "failed")
    assert failure.text is None or visible(text) in failure.text
    assert {case.get("name") for case in root.iter("testcase")} == {visible(text), "claim 3"}


@given(st.text())
def test_every_character_survives_json(text: str) -> None:
    """What Unicode can carry is the same after it was written and read."""
    card = hostile_card(text)

    assert decode(encode(card)) == card


@pytest.mark.parametrize("outcome", [each for each in get_args(Outcome) if each != "passed"])
def test_only_a_pass_is_green(outcome: Outcome) -> None:
    """Every other outcome is a failure or an error that names itself, never skipped."""
    (case,) = cases_of(card_of(result_of(1, outcome)))

    assert [(child.tag in ("failure", "error"), child.get("type")) for child in case] == [(True, outcome)]


def test_counts_are_those_of_the_cases() -> None:
    """Readers trust the counts at the top."""
    card = card_of(
        result_of(1), result_of(2, "crashed"), result_of(3, "passed", seconds=0.25), result_of(4, "timed_out")
    )
    root = ElementTree.fromstring(junit_xml([card, card]))

    assert root.attrib | {"name": ""} == {
        "name": "", "tests": "8", "failures": "2", "errors": "4", "skipped": "0", "time": "0.500",
    }  # fmt: skip
    assert [suite.get("tests") for suite in root] == ["4", "4"]


def test_cases_of_a_lesson_have_names_of_their_own() -> None:
    """GitLab tells two cases of one claim apart by classname and name."""
    cases = cases_of(card_of(result_of(1, claim="same"), result_of(2, claim="same")))

    assert len({(case.get("classname"), case.get("name")) for case in cases}) == 2


def test_fault_without_a_test_is_an_error() -> None:
    """A suite of no tests is not green."""
    (case,) = cases_of(card_of(tasks=[task_of(1)], outcome="grader_fault", message="no tests"))

    assert [(child.tag, child.get("message")) for child in case] == [("error", "no tests")]


def test_failure_tells_the_student_in_order() -> None:
    """Call, expected, yours, message, diagnosis, where to read."""
    names = ("call", "expected", "yours", "message", "hint", "read")
    said: dict[str, Any] = {name: name.upper() for name in names}
    (case,) = cases_of(card_of(result_of(**said)))

    assert case[0].text == "CALL\nexpected: EXPECTED\nyours: YOURS\nMESSAGE\nHINT\nRead: READ"
