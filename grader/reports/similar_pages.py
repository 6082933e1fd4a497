"""Writes a page for each pair of alike submissions whose files are still at hand."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from grader.classroom.classes import Class
from grader.classroom.grades import Grade
from grader.classroom.pairs import Pair, Similar
from grader.course.lessons import Lesson
from grader.reports.class_page import page_name
from grader.reports.grade_lines import score_of
from grader.reports.notices import MOST
from grader.reports.pair_page import pair_page
from grader.reports.source import source_texts
from grader.reports.sources import Source
from grader.scorecard import Scorecard

__all__ = ["Material", "keep_only", "write_pairs", "write_text"]


class Material(Struct, frozen=True):
    """What all pages of a class are made of. grades, cards: by student."""

    graded: Class
    grades: dict[str, Grade]
    cards: dict[str, Scorecard]
    source: Source
    lesson: Lesson
    language: str


def write_pairs(folder: Path, similar: Similar, made: Material) -> list[str]:
    """Write them; the links to them, "" for a pair of which a file is another than the one that was compared."""
    pages = {f"{number}.html": _page(pair, similar, made) for number, pair in enumerate(similar.pairs[:MOST], 1)}
    for name, page in pages.items():
        if page:
            write_text(folder / name, page)
    keep_only(folder, {name for name, page in pages.items() if page})
    return [f"{folder.name}/{name}" if page else "" for name, page in pages.items()]


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def keep_only(folder: Path, names: set[str]) -> None:
    """Remove the pages of those who are gone."""
    for path in folder.glob("*.html"):
        if path.name not in names:
            path.unlink()


def _page(pair: Pair, similar: Similar, made: Material) -> str:
    """Marks on the wrong lines would accuse somebody: none where a file is not the one that was compared."""
    names = (pair.first, pair.second)
    students = {each.student: each for each in made.graded.students if each.student in names}
    texts = []
    for name in names:
        card = made.cards.get(name)
        if card is None or card.submission.sha256 != similar.submissions.get(name):
            return ""
        texts.append("\n".join(made.source(students[name], card).values()))
    if not all(texts):
        return ""
    stub = made.lesson.stub
    return pair_page(
        pair,
        *texts,
        stub="\n".join(source_texts({"": stub.read_bytes()}).values()) if stub.is_file() else "",
        scores={name: score_of(made.grades[name]) for name in names},
        links={name: f"../students/{quote(page_name(students[name]))}" for name in names},
        language=made.language,
        title=made.lesson.heading(made.language),
        called={name: students[name].name for name in names},
    )
