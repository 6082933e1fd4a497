"""Two alike files beside each other: what differs is marked, and nothing is left out."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.pairs import Pair
from grader.reports.pair_page import pair_page
from tests.reports.cards import Page

STUB = "import torch\n\n\ndef add(a, b):\n    # TODO\n"
FIRST = STUB + "    total = a + b\n    return total\n"
SECOND = STUB + "    sum = a + b\n    sum += 0\n    return total\n"


def page_of(first: str, second: str, **facts: object) -> str:
    pair = Pair("ana", "ben", 9, Decimal(90), Decimal(80), [6], [6])
    return pair_page(pair, first, second, **facts)  # type: ignore[arg-type]


def lines(html: str) -> list[tuple[int, str]]:
    """The lines of code with their numbers, as they stand in the page."""
    found = re.findall(r'counter-set: line (\d+)"[^>]*>(.*?)\n</span>', html, re.DOTALL)
    return [(int(number), Page(text).text) for number, text in found]


def test_what_differs_is_marked() -> None:
    """And nothing else is: a pair that is alike in 98 % would be all marks."""
    html = page_of(FIRST, SECOND)
    (differs,) = re.findall(r'<div class="sides differs">(.*?)</div>', html, re.DOTALL)

    assert lines(differs) == [(6, "    total = a + b"), (6, "    sum = a + b"), (7, "    sum += 0")]


def test_what_the_stub_gives_is_folded() -> None:
    """With how many lines it is; its few lines between others stay."""
    html = page_of(FIRST, SECOND, stub=STUB)
    (folded,) = re.findall(r"<details>(.*?)</details>", html, re.DOTALL)

    assert "5 lines that the stub gives" in Page(folded).text
    assert lines(folded)[:5] == list(enumerate(STUB.split("\n")[:5], 1))


def test_scores_and_ways_back_are_there() -> None:
    """To the class, and to each student's page."""
    page = Page(page_of(FIRST, SECOND, scores={"ana": "3 / 7"}, links={"ana": "../students/a.html"}))

    assert [each["href"] for each in page.all("a")] == ["../index.html#alike-h", "../students/a.html"]
    assert "3 / 7" in page.text


def test_evidence_is_told_from_difference() -> None:
    """A line that both have and few others, under another name: it differs, and it is what makes them alike."""
    html = page_of(FIRST, SECOND)

    assert re.findall(r'counter-set: line (\d)" class="shared"', html) == ["6", "6"]


@given(*[st.lists(st.sampled_from(["a = 1", "b = 2", "", "    return", "'''"]), max_size=12)] * 3)
def test_each_line_of_both_files_is_shown_once(first: list[str], second: list[str], stub: list[str]) -> None:
    html = page_of("\n".join(first), "\n".join(second), stub="\n".join(stub))
    expected = [pair for file in (first, second) for pair in enumerate(file or [""], 1)]

    assert sorted(lines(html)) == sorted(expected)
