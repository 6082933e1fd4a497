"""The page of `dlgrade show`: one file without a script, in which nothing that a student wrote does anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from grader.judge.messages import Drawn, Section
from grader.reports.html import POLICY
from grader.reports.show_page import show_page
from grader.sentences import Text, text
from tests.reports.cards import Page, texts

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>'
TITLE = Text(said={"en": "The loss", "zh": "损失"})


def page_of(*sections: Section, language: str = "en", **given: object) -> str:
    facts = {"title": "lesson01 · Lines", "file": "lines.py", "data": {}, "notes": []} | given
    return show_page(sections, language=language, **facts)  # type: ignore[arg-type]


def section(*alts: str | Text, problem: list[str | Text] | None = None) -> Section:
    return Section("show_loss", TITLE, [Drawn(SVG, [alt]) for alt in alts], problem or [])


def test_each_picture_is_an_image_with_its_words() -> None:
    """As an image, an SVG runs and fetches nothing; the words stand for it."""
    html = page_of(section(text("show.end", name="w", x="w", y="loss", at_x="1", at_y="2"), "second"))
    images = [fields for name, fields in Page(html).elements if name == "img"]

    assert [image["alt"] for image in images] == ["last point of w: w = 1, loss = 2", "second"]
    assert all(str(image["src"]).startswith("data:image/svg+xml;base64,") for image in images)


def test_page_is_whole_in_either_language() -> None:
    english, chinese = (page_of(section("x"), language=language) for language in ("en", "zh"))

    assert "The loss" in english
    assert "Nothing here is graded" in english
    assert 'lang="zh' in chinese
    assert "损失" in chinese
    assert "The loss" not in chinese


def test_large_picture_is_not_cut() -> None:
    """What bounds a text on a page is not for a picture's address."""
    svg = SVG.replace("x", "x" * 100_000)
    html = page_of(Section("show_loss", TITLE, [Drawn(svg, ["x"])]))

    assert max(map(len, re.findall(r"base64,([\w+/=]+)\"", html))) > 130_000


def test_problem_stands_in_the_place_of_a_picture() -> None:
    assert (
        "Write `f` first (task 2)" in Page(page_of(section(problem=[text("show.write_first", name="f", task=2)]))).text
    )
    assert "Nothing was drawn." in Page(page_of(section())).text


def test_stand_in_is_told_with_the_way_to_the_real_data() -> None:
    told = Page(
        page_of(section("x"), data={"mnist": "stand-in: digits of 8 × 8", "titanic": "titanic from the cache"})
    ).text

    assert "Data set mnist: digits of 8 × 8." in told
    assert "datasets/README.md" in told
    assert "titanic" not in told


@given(texts)
def test_nothing_that_a_student_wrote_does_anything(hostile: str) -> None:
    """No element, no attribute and no address beyond those of the page with harmless text, wherever the text stands."""

    def page(words: str) -> str:
        return page_of(section(words, problem=[words]), file=words, notes=[words], data={"mnist": f"stand-in: {words}"})

    elements = Page(page(hostile)).elements
    assert [(name, sorted(fields)) for name, fields in elements] == [
        (name, sorted(fields)) for name, fields in Page(page("x")).elements
    ]
    assert "script" not in {name for name, _ in elements}


@pytest.mark.parametrize("word", ["http:", "https:", "//", "url("])
def test_page_asks_for_nothing(word: str) -> None:
    html = page_of(section("x"))

    assert POLICY in {fields.get("content") for _, fields in Page(html).elements}
    assert word not in re.sub(r"base64,[\w+/=]+", "", html)
