"""A class that was graded in one language, said in another: nothing is graded again, and nothing stays in the first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from grader.classroom.store import Store
from grader.cli import main
from grader.scorecard import Scorecard
from tests.class_folder import RIGHT, WRONG, Classroom
from tests.reports.cards import Page

CLASS = {
    "ana": RIGHT,
    "ben": WRONG,
    "cho": "def add(a, b):\n    return [a] * 20\n",
    "dan": "def add(a, b):\n    raise ValueError('no')\n",
    "eva": "def ad(a, b):\n    return a + b\n",
    "fay": "def add(a, b):\n    raise NotImplementedError('add: start with task 1')\n",
    "gus": "x = '\0'",
}
# What is on a class page in every language: names, exceptions, units.
SAME = {
    "add",
    "subtracts",
    "lesson",
    "UTF",
    "UTC",
    "README",
    "ValueError",
    "NotImplementedError",
    "notes",
    "grades",
    "csv",
}


@pytest.fixture
def english(classroom: Classroom, monkeypatch: pytest.MonkeyPatch) -> Classroom:
    monkeypatch.setenv("DLGRADE_COURSE", str(classroom.course.root))
    monkeypatch.setattr("grader.classroom.grading.local", lambda _: classroom.request().crew)
    for old in classroom.submissions.iterdir():
        old.unlink()
    for student, text in CLASS.items():
        (classroom.submissions / f"{student}.py").write_text(text)
    (classroom.submissions / "notes.csv").write_text("kept beside them\n")
    dlgrade("grade", "lesson01", classroom.submissions, "--out", classroom.out, "--lang", "en")
    return classroom


def dlgrade(*arguments: str | Path) -> str:
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.output


def cards(out: Path) -> dict[str, Scorecard]:
    store = Store(out)
    return {stem: card for stem in store.cards.stems() if (card := store.cards.card(stem))}


def sentences(card: Scorecard) -> set[str]:
    """Each line of what the scorecard says and another language says in another way."""
    said = set()
    parts: list[Any] = [card, *card.tasks, *card.tests]
    for part in parts:
        for name in part.texts or {}:
            value = getattr(part, name)
            said |= set(("\n".join(value) if isinstance(value, list) else value).splitlines())
    return said


def test_a_class_s_language_is_the_one_it_was_graded_in(english: Classroom) -> None:
    settings = Store(english.out).settings
    assert settings is not None
    assert settings.language == "en"
    assert cards(english.out)["ben"].tests[0].claim == "add(2, 3) is 5"


def test_a_report_in_another_language_has_no_sentence_of_the_first(english: Classroom) -> None:
    dlgrade("report", english.out, "--lang", "zh")
    pages = {path.stem: Page(path.read_text(encoding="utf-8")).text for path in (english.out / "students").iterdir()}
    index = Page((english.out / "index.html").read_text(encoding="utf-8")).text
    for student, card in cards(english.out).items():
        chinese = sentences(card.spoken("zh"))
        assert {line for line in sentences(card) - chinese if line in pages[student] or line in index} == set()
        assert {line for line in chinese if re.search("[一-鿿]", line)}
    for said in ("add(2, 3) 等于 5", "你减去了 b；加法是反方向的。", "两数相加", "README.zh.md"):
        assert said in pages["ben"]
    assert "你减去了 b；加法是反方向的。" in index


def test_a_class_page_has_only_words_of_the_language(english: Classroom) -> None:
    """Besides names, code and what students wrote: no English word of ours is left on the page."""
    dlgrade("report", english.out, "--lang", "zh")
    page = (english.out / "index.html").read_text(encoding="utf-8")
    text = re.sub(r"<(script|style|code|pre).*?</\1>", " ", page, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ", text)
    assert set(re.findall(r"[A-Za-z]{3,}", text)) <= {*CLASS, *SAME}


def test_regrading_in_another_language_grades_nothing_again(english: Classroom) -> None:
    before = cards(english.out)
    said = dlgrade("grade", "lesson01", english.submissions, "--out", english.out, "--lang", "zh")
    after = cards(english.out)
    assert "0 graded now" in said or "评分 0 份" in said
    assert after == {student: card.spoken("zh") for student, card in before.items()}
    assert after["ben"].tests[0].claim == "add(2, 3) 等于 5"
    settings = Store(english.out).settings
    assert settings is not None
    assert settings.language == "zh"


def test_a_later_run_keeps_the_language(english: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the locale is by then: a class is in one language."""
    monkeypatch.setenv("DLGRADE_LANG", "zh")
    dlgrade("grade", "lesson01", english.submissions, "--out", english.out)
    settings = Store(english.out).settings
    assert settings is not None
    assert settings.language == "en"


def test_a_scorecard_says_the_same_after_there_and_back(english: Classroom) -> None:
    for card in cards(english.out).values():
        assert card.spoken("zh").spoken("en") == card
        assert msgspec.json.decode(msgspec.json.encode(card), type=Scorecard) == card
