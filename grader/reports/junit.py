"""Scorecards as JUnit XML, as GitLab, Jenkins and the usual GitHub actions read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from msgspec import UNSET

from grader.classroom.grades import Grade
from grader.classroom.tables import plain
from grader.reports.grade_lines import grade_text
from grader.reports.plain_text import claim_text, told
from grader.reports.visible import visible
from grader.scorecard import Scorecard, TestResult
from grader.sentences import speaker

__all__ = ["junit_xml"]

# Nothing is `skipped`: readers show that in green, and only what passed is green here.
KINDS = {"failed": "failure", "not_run": "failure", "crashed": "error", "timed_out": "error", "grader_fault": "error"}


def junit_xml(cards: Sequence[Scorecard], *, language: str = "en", grades: Mapping[str, Grade] | None = None) -> bytes:
    """The document: a suite per scorecard, a case per test. A fault of the grader that no test shows is a case of its own.

    grades: by student, what people and lateness made of it; a property of the suite.
    """
    root = ElementTree.Element("testsuites", name="dlgrade")
    for card in cards:
        root.append(_suite(card, language, (grades or {}).get(card.student or "")))
    _count(root, [case for suite in root for case in suite.iter("testcase")])
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _suite(card: Scorecard, language: str, grade: Grade | None) -> ElementTree.Element:
    fault = speaker(language)("report.fault")
    name = card.lesson if card.student is UNSET else f"{card.lesson}: {card.student}"
    suite = ElementTree.Element("testsuite", name=visible(name))
    if card.started:
        suite.set("timestamp", visible(card.started))
    if grade and grade.score is not None:
        properties = ElementTree.SubElement(suite, "properties")
        facts = {"score": plain(grade.score), "max_score": plain(grade.max_score or 0)}
        facts["grade"] = "; ".join(grade_text(grade, card, language))
        for key, value in facts.items():
            if value:
                _element(properties, "property", name=key, value=value)
    for task in card.tasks:
        for test in task.tests:
            suite.append(_case(test, f"{card.lesson}.task{task.number}.{test.id}", language))
    if card.outcome == "grader_fault" and not any(test.outcome == "grader_fault" for test in card.tests):
        case = _element(suite, "testcase", name="dlgrade", classname=card.lesson, time="0")
        _element(case, "error", fault, type="grader_fault", message=card.message or fault)
    _count(suite, list(suite.iter("testcase")))
    return suite


def _case(test: TestResult, name: str, language: str) -> ElementTree.Element:
    case = ElementTree.Element(
        "testcase", name=visible(claim_text(test, language)), classname=visible(name), time=f"{test.seconds:.3f}"
    )
    if test.outcome != "passed" and test.void is UNSET:
        why = test.hint or test.message or speaker(language)(f"outcome.{test.outcome}")
        _element(case, KINDS[test.outcome], told(test, language), type=test.outcome, message=why)
    return case


def _element(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, {name: visible(value) for name, value in attributes.items()})
    element.text = visible(text)
    return element


def _count(element: ElementTree.Element, cases: list[ElementTree.Element]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", str(sum(case.find("error") is not None for case in cases)))
    element.set("skipped", "0")
    element.set("time", f"{sum(float(case.get('time', 0)) for case in cases):.3f}")
