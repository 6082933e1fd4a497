"""The summary of a GitHub job: readable Markdown in which a student's text is text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from grader.reports.github import ROOM, append_summary, fenced, plain, summary_markdown
from grader.reports.visible import visible
from tests.reports.cards import HOSTILE, card_of, hostile_card, result_of, task_of, texts

READER = MarkdownIt("gfm-like", {"linkify": False})


def tokens(markdown: str) -> list[Token]:
    return [each for token in READER.parse(markdown) for each in [token, *(token.children or [])]]


@given(texts)
def test_prose_shows_every_character(text: str) -> None:
    """A claim is one line of text, whatever signs of Markdown or HTML stand in it."""
    found = tokens(f"x{plain(text)}x")

    shown = "".join(token.content for token in found if token.type in ("text", "text_special"))
    assert {token.type for token in found} <= {"paragraph_open", "inline", "text", "text_special", "paragraph_close"}
    assert shown == f"x{' '.join(visible(text).split())}x"


@given(texts)
def test_code_cannot_end_its_block(text: str) -> None:
    """A block of code that shows backticks, tildes and blank lines is still one block."""
    (block,) = tokens(fenced(f"[{text}]"))

    assert block.content == visible(f"[{text}]") + "\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_student_cannot_write_html_or_headings(text: str) -> None:
    """The headings are those of lesson and task; there is no HTML, no link, no picture."""
    found = tokens(summary_markdown(hostile_card(text), title="Lesson"))

    assert [token.tag for token in found if token.type == "heading_open"] == ["h2", "h3"]
    assert not {token.type for token in found} & {"html_block", "html_inline", "link_open", "image"}


def test_reason_is_told_once_and_each_task_says_something() -> None:
    """Two tasks stopped by one exception: the second names the first."""
    stopped = [result_of(n, "crashed", message="NameError: x") for n in range(3)]
    text = summary_markdown(card_of(tasks=[task_of(1, *stopped), task_of(2, *stopped)]))

    assert text.count("NameError: x") == 1
    assert text.count("The same reason as in task 1") == 1


def test_summary_is_added_to_what_is_there(tmp_path: Path) -> None:
    """Several checks of one step stand below each other."""
    path = tmp_path / "summary.md"
    path.write_text("before\n\n")

    append_summary(card_of(student="ana"), path, title="One")
    append_summary(card_of(student="ana"), path, title="Two")

    assert path.read_text().startswith("before\n\n## One\n\n")
    assert "\n\n## Two\n\n" in path.read_text()


@pytest.mark.parametrize(("left", "added"), [(100, True), (10, False)])
def test_summary_keeps_to_the_limit(tmp_path: Path, left: int, added: bool) -> None:
    """GitHub drops a summary of more than 1 MiB: near it, the score alone is written, or nothing."""
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * (ROOM - left))

    append_summary(card_of(result_of(message="m" * 500)), path, title="T")

    assert path.stat().st_size <= ROOM
    assert path.read_bytes().endswith(b"**0 \\/ 1 points**\n\n") is added
