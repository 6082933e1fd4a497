"""Every sentence in every language, with the same parts, and none that nobody says; whatever stands in a part stays what it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from grader import sentences
from grader.authoring.english import hard_words
from grader.authoring.texts import text_findings
from grader.course.lessons import Course, Lesson
from grader.sentences import PLACE, Part, Text, bind, catalogue, in_language, languages, own, render, said, text

ROOT = Path(__file__).parents[1]
SOURCES = [path for path in sorted((ROOT / "grader").rglob("*.py")) if "submissions" not in path.parts]
TEMPLATES = sorted((ROOT / "grader").glob("*/templates/*.html"))
ENGLISH = catalogue("en")
SAYING = {"text", "sentence", "say", "self.say", "incoming.say", "finding"}
LESSONS = Course(ROOT).lessons()


def places(id: str, language: str = "en") -> set[str]:
    """The parts of a sentence; the forms of a plural have the same, but that `one` may leave out the number."""
    found = catalogue(language)[id]
    return set(PLACE.findall(found if isinstance(found, str) else found["other"]))


def said_in_code() -> Iterator[tuple[object, set[str | None], str]]:
    """Each call that says a sentence by its id: the id, the names of its parts, where."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and node.args and says(node.func) and isinstance(node.args[0], ast.Constant):
                parts = {keyword.arg for keyword in node.keywords}
                yield node.args[0].value, parts, f"{path.relative_to(ROOT)}:{node.lineno}"


def says(function: ast.expr) -> bool:
    """Whether it is `text`, `say` or what `speaker(language)` gives."""
    return (
        ast.unparse(function.func) in ("speaker", "_say")
        if isinstance(function, ast.Call)
        else ast.unparse(function) in SAYING
    )


def mentioned() -> set[str]:
    """Every id that the code or a template names, also by its table alone, as `f"outcome.{name}"`."""
    found: set[str] = set()
    tables: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                tables.add(str(node.values[0].value))
    for path in TEMPLATES:
        page = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'say\("([\w.]+)"', page))
        tables |= set(re.findall(r'say\("(\w+\.)" ~', page))
    return found | {id for id in ENGLISH if id.partition(".")[0] + "." in tables}


def test_every_sentence_that_code_says_is_there_with_its_parts() -> None:
    wrong = [
        (where, id, parts)
        for id, parts, where in said_in_code()
        if id not in ENGLISH or (None not in parts and parts != places(id))
    ]
    assert wrong == []
    assert len(list(said_in_code())) > 150


WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
ERRORS = SOURCES
OF_FILES = {"ValueError", "TypeError"}  # what a struct of course.toml or lesson.toml raises is told as it is


@cache
def kinds_of_errors() -> set[str]:
    """The names of the errors that the command line shows, and of what makes one."""
    found = {"DlgradeError", "CannotBring", "ClickException", "BadParameter", "error"}
    for path in ERRORS * 2:  # a class may stand before what it is of
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ClassDef) and found & {ast.unparse(base).split(".")[-1] for base in node.bases}:
                found.add(node.name)
    return found


def plain_words(node: ast.AST) -> Iterator[str]:
    """English that stands in an expression, and in no call that says a sentence."""
    if isinstance(node, ast.Call) and says(node.func):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and WORDS.search(node.value):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from plain_words(child)


def test_no_error_is_english_alone() -> None:
    """Whoever reads Chinese is refused in Chinese: each error that a command shows is a sentence of the catalogues."""
    kinds, wrong = kinds_of_errors(), []
    for path in ERRORS:
        for node in ast.walk(ast.parse(path.read_bytes())):
            raised = node.exc if isinstance(node, ast.Raise) else None
            shown = kinds | OF_FILES if "course" in path.parts else kinds
            if isinstance(raised, ast.Call) and ast.unparse(raised.func).split(".")[-1] in shown:
                wrong += [f"{path.relative_to(ROOT)}:{raised.lineno}: {words}" for words in plain_words(raised)]
                if raised.args and isinstance(raised.args[0], ast.JoinedStr):
                    wrong.append(f"{path.relative_to(ROOT)}:{raised.lineno}: it is put together from pieces")
    assert wrong == []
    assert {"UsageError", "LessonError", "PlatformRefused", "CrewGone"} <= kinds


def test_no_command_prints_english_alone() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {words}"
        for path in ERRORS
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "click.echo"
        for words in plain_words(node)
    ]
    assert wrong == []


def test_no_fault_of_another_process_is_english_alone() -> None:
    """What judge and jobs send as the reason why nothing was graded; and no error is made of another's words, which have one language."""
    wrong = []
    for path in ERRORS:
        for node in ast.walk(ast.parse(path.read_bytes())):
            given = [each.value for each in node.keywords if each.arg == "fault"] if isinstance(node, ast.Call) else []
            if isinstance(node, ast.AugAssign) and ast.unparse(node.target).endswith("faults"):
                given.append(node.value)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("faults.append"):
                given += node.args
            wrong += [
                f"{path.relative_to(ROOT)}:{each.lineno}: {words}" for each in given for words in plain_words(each)
            ]
            raised = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(raised, ast.Call) and ast.unparse(raised.func).split(".")[-1] in kinds_of_errors():
                wrong += [
                    f"{path.relative_to(ROOT)}:{raised.lineno}: its language is lost"
                    for each in raised.args
                    if isinstance(each, ast.Call) and ast.unparse(each.func) == "str"
                ]
    assert wrong == []


def test_no_finding_is_english_alone() -> None:
    """What `dlgrade lint` yields: all that functions of grader/authoring give as a series of texts."""
    found, wrong = 0, []
    for path in (ROOT / "grader" / "authoring").glob("*.py"):
        for function in ast.walk(ast.parse(path.read_bytes())):
            if (
                not isinstance(function, ast.FunctionDef)
                or ast.unparse(function.returns or function) != "Iterator[str]"
            ):
                continue
            given = [node.value for node in ast.walk(function) if isinstance(node, ast.Yield | ast.YieldFrom)]
            found += len(given)
            wrong += [f"{path.name}:{each.lineno}: {words}" for each in given if each for words in plain_words(each)]
    assert wrong == []
    assert found > 80


def test_every_sentence_that_a_template_says_is_there() -> None:
    ids = {id for path in TEMPLATES for id in re.findall(r'say\("(\w+\.\w+)"', path.read_text(encoding="utf-8"))}
    assert ids - set(ENGLISH) == set()
    assert len(ids) > 50


def test_no_sentence_is_idle() -> None:
    assert set(ENGLISH) - mentioned() == set()


def test_no_message_is_hard_to_read() -> None:
    """The words that `dlgrade lint` finds in a lesson are in no message either."""
    said = [
        (id, each) for id, found in ENGLISH.items() for each in ([found] if isinstance(found, str) else found.values())
    ]
    assert [(id, *found) for id, sentence in said for found in hard_words(sentence)] == []


@pytest.mark.parametrize("language", languages()[1:])
def test_a_language_has_every_sentence_with_the_same_parts(language: str) -> None:
    other = catalogue(language)
    assert set(other) == set(ENGLISH)
    assert {id: places(id, language) for id in other} == {id: places(id) for id in ENGLISH}


@pytest.mark.parametrize("language", languages())
def test_a_plural_has_both_forms(language: str) -> None:
    plurals = [found for found in catalogue(language).values() if isinstance(found, dict)]
    assert all(set(found) == {"one", "other"} for found in plurals)
    assert all(set(PLACE.findall(found["one"])) <= set(PLACE.findall(found["other"])) for found in plurals)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_a_lesson_says_everything_in_every_language(lesson: Lesson) -> None:
    """Its suites' own words, titles, hints and misconceptions; `dlgrade lint` names what is lacking."""
    facts = lesson.facts
    assert list(text_findings(lesson)) == []
    for titles in (facts.titles, *(task.titles for task in facts.tasks)):
        assert set(titles) == set(languages()[1:])
    for task in facts.tasks:
        assert {len(task.hints_said(language)) for language in languages()} == {3}
    for misconception in lesson.misconceptions:
        assert set(misconception.says) == set(languages())


def test_text_in_a_part_is_never_read_as_a_sentence() -> None:
    """Neither its braces nor its words: a student's text that looks like a place, an id or a lesson's text stays as it is."""
    hostile = "{name} {defined} {0} {{x}} check.result \\1 {type.__class__}"
    told = text("test.no_name", name=hostile, defined="the gradient")
    for language in languages():
        assert hostile in render(told, language)
        assert "the gradient" in render(bind(told, {"zh": {"the gradient": "梯度"}}), language)


def test_own_text_is_not_filled_where_it_has_no_part() -> None:
    assert render(own("{n} rows")) == "{n} rows"
    assert render(own("{n} rows of {m}", n="{m}")) == "{m} rows of {m}"


def test_a_part_is_said_in_the_language_of_the_whole() -> None:
    told = text("check.wrong_shape", what=text("check.result_for_batch", n=3))
    assert render(told, "en") == "the result for a batch of 3 has the wrong shape"
    assert render(told, "zh") == "批大小为 3 时的结果的形状不对"


TABLE = {"zh": {"the mean of {name}": "{name} 的均值", "the remembered mean": "记住的均值"}}


def test_a_lesson_s_own_text_is_said_in_its_language() -> None:
    """Alone, as a part, and with a part of its own."""
    alone = bind(text("check.wrong_shape", what=own("the remembered mean")), TABLE)
    assert render(alone, "zh") == "记住的均值的形状不对"
    assert render(bind(own("the mean of {name}", name="w"), TABLE), "zh") == "w 的均值"
    assert render(bind([own("the remembered mean"), "  line 3"], TABLE), "zh") == "记住的均值\n  line 3"


def test_own_text_that_no_language_has_is_plain_text() -> None:
    assert bind(own("w.grad"), TABLE) == "w.grad"


@pytest.mark.parametrize(("n", "told"), [(1, "1 value"), ("1", "1 value"), (2, "2 values"), (0, "0 values")])
def test_a_number_chooses_the_form(n: int | str, told: str) -> None:
    assert render(text("value.values", n=n)) == told


def test_a_language_without_a_catalogue_is_english() -> None:
    assert render(text("check.result"), "xx") == "the result"
    assert render(Text(said={"en": "one", "zh": "一"}), "xx") == "one"


def test_another_language_is_a_matter_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue with one sentence: that one is said in it, the others in English."""
    for path in sentences.LOCALES.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "de.toml").write_text('[check]\nresult = "das Ergebnis"\n')
    monkeypatch.setattr(sentences, "LOCALES", tmp_path)
    cached = (sentences.languages, sentences.catalogue)
    for function in cached:
        function.cache_clear()
    try:
        assert languages() == ("en", "de", "zh")
        assert render(text("check.result"), "de") == "das Ergebnis"
        assert render(text("check.gradient"), "de") == "the gradient"
    finally:
        for function in cached:
            function.cache_clear()


class Told(msgspec.Struct, frozen=True):
    message: str = ""
    notes: list[str] = []
    texts: dict[str, Part] | msgspec.UnsetType = msgspec.UNSET


def test_a_struct_is_said_in_another_language_and_back() -> None:
    told = Told(**said(message=text("check.result")))
    assert (told.message, in_language(told, "zh").message) == ("the result", "结果")
    assert in_language(in_language(told, "zh"), "en") == told


def test_a_struct_without_values_stays_as_it_is() -> None:
    assert in_language(Told("the result"), "zh").message == "the result"
    assert Told(**said(message="5")).texts is msgspec.UNSET


def test_a_list_of_sentences_stays_a_list() -> None:
    told = Told(notes=["the result", "x"], texts={"notes": [text("check.result"), "x"]})
    assert in_language(told, "zh").notes == ["结果", "x"]


def test_a_sentence_of_another_version_stays_as_it_was_said() -> None:
    told = Told("something new", texts={"message": text("check.no_such_id")})
    assert in_language(told, "zh").message == "something new"
