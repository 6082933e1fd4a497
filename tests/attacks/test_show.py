"""`dlgrade show` under attack: no fault, no secret, no text that steers, and the next submission is drawn as ever."""

from __future__ import annotations

import unicodedata
import xml.dom.minidom

import pytest

from grader.intake.submission import Submission
from grader.judge.drawing.picture import PAGE_CHARS
from grader.judge.messages import Graded
from grader.reports.show_page import show_page
from grader.sentences import languages

from .bench import Bench
from .corpus import Attack, attacks, lesson_of

CHOSEN = {"resource_large_replies", "resource_list_for_numbers", "resource_long_answer_text", "resource_huge_view"}
CHOSEN |= {"score_complex_and_quantised", "score_equal_to_all", "read_environment", "damage_pickle_bomb"}
HANGING = {"wire_deaf", "wire_slow_drip"}  # until a limit ends them
ATTACKS = [each for each in attacks() if each.family == "wire" or each.name in CHOSEN]


def show(bench: Bench, source: bytes) -> Graded:
    lesson = lesson_of(bench.course, "lesson05")
    return bench.session.show(lesson, Submission({lesson.facts.file: source}))


def page_of(found: Graded, language: str) -> str:
    return show_page(
        found.sections, title="lesson05", file="x.py", data=found.data, notes=found.notes, language=language
    )


@pytest.mark.parametrize(
    "attack", [each for each in ATTACKS if each.name not in HANGING], ids=lambda attack: attack.name
)
def test_attack_harms_no_page(bench: Bench, attack: Attack) -> None:
    """Each section is drawn or told why not; what is drawn parses and is small; no secret and no control character is in it."""
    found = show(bench, attack.source)
    drawn = [each for section in found.sections for each in section.drawn]

    assert found.sections
    assert all(section.drawn or section.problem for section in found.sections)
    assert sum(len(each.svg) for each in drawn) <= PAGE_CHARS
    for each in drawn:
        assert not xml.dom.minidom.parseString(each.svg).getElementsByTagName("script")
    for language in languages():
        page = page_of(found, language)
        assert "<script" not in page
        assert not [secret for secret in bench.canaries.all() if secret in page]
        assert not {sign for sign in page if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Cs")}


def test_solution_is_drawn_after_the_attacks(bench: Bench) -> None:
    lesson = bench.course.lesson("lesson05")
    found = bench.session.show(lesson, Submission({lesson.facts.file: lesson.solution.read_bytes()}))

    assert [section.problem for section in found.sections] == [[]] * len(found.sections)
    assert all(section.drawn for section in found.sections)
