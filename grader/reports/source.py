"""What was handed in, as it is shown: coloured, each line with its number, and beside it what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape
from msgspec import Struct

from grader.classroom.corrections import Comment
from grader.classroom.tables import plain
from grader.intake.encoding import source_lines
from grader.reports.colours import LEXER, STYLES
from grader.reports.visible import visible
from grader.scorecard import Scorecard, TestResult

__all__ = ["LINES", "File", "anchor", "coloured", "files_of", "said", "source_texts"]

LINES = 2000  # of a file
LINE = 2000  # characters of each
COLOURED = 100_000  # characters of a file; a longer one is shown without colours
Pieces = list[tuple[str, str]]  # the name of a colour, empty for none, and text


class CodeLine(Struct, frozen=True):
    """id: where a link to it leads. html: its text. failures: the tests that it is about. comments: what a person says of it."""

    id: str
    html: Markup
    failures: list[TestResult]
    comments: list[str]


class File(Struct, frozen=True):
    """A file as it is shown. more: lines that are left out."""

    name: str
    lines: list[CodeLine]
    more: int


def files_of(sources: Mapping[str, str], card: Scorecard, comments: Sequence[Comment] = ()) -> list[File]:
    """The files, the graded one first. What the scorecard and a person say stands at its line."""
    names = list(sources)
    about: dict[str, list[TestResult]] = {}
    for test in card.tests:
        if test.outcome != "passed" and not test.void:
            for place in {anchor(test, names), *(f"L{line}" for line in test.lines or ())} - {""}:
                about.setdefault(place, []).append(test)
    remarks: dict[str, list[str]] = {}
    for each in comments:
        remarks.setdefault(_id(each.file, each.line, names), []).append(said(each))
    return [_file(name, source, names, about, remarks) for name, source in sources.items()]


def anchor(test: TestResult, names: Sequence[str]) -> str:
    """Where the code stands that a failure is about; empty where that is not known. names: of the files, the graded one first."""
    if test.lines:
        return f"L{test.lines[-1]}"
    return _id(test.where.file, test.where.line, names) if test.where else ""


def said(comment: Comment) -> str:
    """A remark as text, with what it costs and who made it."""
    points = f" ({'+' if comment.points > 0 else ''}{plain(comment.points)})" if comment.points else ""
    return f"{comment.text}{points}" + (f" · {comment.by}" if comment.by else "")


def coloured(source: str) -> tuple[list[Markup], int]:
    """Each line in colours, fit to be shown, and how many more there are."""
    lines = source_lines(source)
    shown = [visible(line, LINE) for line in lines[:LINES]]
    text = "\n".join(shown)
    pieces = _lexed(text) if len(text) <= COLOURED else [[("", line)] for line in shown]
    return list(map(_html, pieces)), max(0, len(lines) - LINES)


def source_texts(files: Mapping[str, bytes]) -> dict[str, str]:
    """The files as text, without asking them how they are encoded: UTF-8, else the usual Chinese encoding."""
    return {name: _text(data) for name, data in files.items()}


def _file(
    name: str, source: str, names: Sequence[str], about: dict[str, list[TestResult]], remarks: dict[str, list[str]]
) -> File:
    lines, more = coloured(source)
    ids = (_id(name, number, names) for number in range(1, len(lines) + 1))
    return File(
        name,
        [CodeLine(id, html, about.get(id, []), remarks.get(id, [])) for id, html in zip(ids, lines, strict=True)],
        more,
    )


def _id(file: str, line: int, names: Sequence[str]) -> str:
    """Of a line of the graded file L12; of another one's F2L12."""
    place = names.index(file) + 1 if file in names else 1
    return f"L{line}" if place == 1 else f"F{place}L{line}"


def _lexed(text: str) -> list[Pieces]:
    lines: list[Pieces] = [[]]
    for _, style, value in LEXER.get_tokens_unprocessed(text):
        first, *rest = value.split("\n")
        _append(lines[-1], STYLES.get(style, ""), first)
        for line in rest:
            lines.append([])
            _append(lines[-1], STYLES.get(style, ""), line)
    return lines


def _html(line: Pieces) -> Markup:
    """Built here and not by a template: a class has a million pieces."""
    return Markup(
        "".join(f'<span class="{style}">{escape(text)}</span>' if style else str(escape(text)) for style, text in line)
    )


def _append(line: Pieces, style: str, text: str) -> None:
    """Pieces of one colour are one."""
    if text and line and line[-1][0] == style:
        line[-1] = (style, line[-1][1] + text)
    elif text:
        line.append((style, text))


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(errors="backslashreplace")
