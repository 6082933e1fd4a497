"""A released course at home: with its suites packed it says everything; with public tests alone it says what it does not try."""

from __future__ import annotations

import contextlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.authoring.public import caught_by
from grader.cli import main
from grader.course.claims import PublicClaims, write_caught
from grader.course.lessons import Course
from grader.course.practice import with_practice
from grader.engine.session import Session
from grader.errors import LessonError

WRONG = "def add(a, b):\n    return a - b\n"
ADDS_TEN = '"""Believes in ten.\n\nexpect: test_any_numbers\nsays: Ten.\nsays_zh: 十。\n"""\n\n\ndef add(a, b):\n    return {result}\n'


def dlgrade(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"DLGRADE_COURSE": str(root)})


@pytest.fixture(autouse=True)
def shared(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each check in the session that all tests share."""
    monkeypatch.setattr("grader.learner.checking.Session", lambda *_, **__: contextlib.nullcontext(session))


@pytest.fixture(scope="module")
def author(toy_course: Course, session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first toy lesson with an idea that no public test catches, and what they catch written down."""
    root = tmp_path_factory.mktemp("author")
    shutil.copytree(toy_course.root, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("lesson0[2-9]_*"))
    lesson = Course(root).lesson("1")
    idea = ADDS_TEN.format(result="a + b if float(a).is_integer() else 10")
    (lesson.instructor / "misconceptions" / "adds_ten.py").write_text(idea)
    write_caught(lesson, caught_by(Course(root).lesson("1"), session))
    return root


@pytest.fixture
def practice(author: Path, tmp_path: Path) -> Path:
    out = tmp_path / "practice"
    done = dlgrade(author, "release", "--practice", "--with-solutions", "--out", str(out))
    assert done.exit_code == 0, done.output
    return out


@pytest.fixture
def public(author: Path, tmp_path: Path) -> Path:
    out = tmp_path / "public"
    assert dlgrade(author, "release", "--out", str(out)).exit_code == 0
    return out


def test_practice_says_at_home_what_is_said_in_class(author: Path, practice: Path) -> None:
    """The same failures with the same reasons and points, and nothing of the suites to be read by accident."""
    (practice / "exercises" / "lesson01_add" / "add.py").write_text(WRONG)
    home = json.loads(dlgrade(practice, "check", "1", "--json").stdout)
    file = practice / "exercises" / "lesson01_add" / "add.py"
    told = json.loads(dlgrade(author, "check", "1", str(file), "--json").stdout)

    for card in (home, told):
        assert (card["suite"], card["max_score"]) == ("hidden", "3")
    facts = [[(t["id"], t["outcome"], t.get("hint")) for t in card["tasks"][0]["tests"]] for card in (home, told)]
    assert facts[0] == facts[1]
    assert home["tasks"][0]["tests"][0]["misconception"] == "subtracts"
    readable = "".join(
        p.read_text(encoding="utf-8") for p in practice.rglob("*") if p.suffix in (".py", ".toml", ".md")
    )
    assert "You subtracted b" not in readable
    assert "test_any_numbers" not in readable


def test_solutions_come_only_where_they_are_asked_for(practice: Path, public: Path) -> None:
    solved = (practice / "solved" / "lesson01_add" / "add.py").read_text()
    assert "return a + b" in solved
    assert "BEGIN SOLUTION" not in solved
    assert not list(public.rglob("solved")) + list(public.rglob(".practice"))


def test_a_practice_lesson_is_reset_to_its_stub(practice: Path) -> None:
    """What is unpacked to grade is not taken for the instructor's side."""
    file = practice / "exercises" / "lesson01_add" / "add.py"
    file.write_text(WRONG)
    assert dlgrade(practice, "reset", "1").exit_code == 0
    assert "NotImplementedError" in file.read_text()


def test_a_broken_pack_is_told(practice: Path) -> None:
    (practice / ".practice" / "lesson01_add.zip").write_bytes(b"PK no more")
    done = dlgrade(practice, "check", "1")
    assert done.exit_code == 2
    assert "cannot be unpacked" in done.output


def test_a_pack_writes_nowhere_else(practice: Path, tmp_path: Path) -> None:
    """A name that leads out of the archive stays within."""
    with zipfile.ZipFile(practice / ".practice" / "lesson01_add.zip", "a") as archive:
        archive.writestr("../../../../escaped.txt", "out")
    unpacked = with_practice(Course(practice).lesson("1")).instructor
    assert [path.is_relative_to(unpacked) for path in unpacked.parents[1].rglob("escaped.txt")] == [True]


def test_public_tests_say_what_they_do_not_try(public: Path) -> None:
    """Below the tick of a task, on the card and in `list`, in either language; no points that are none."""
    shutil.copy(public / "exercises" / "lesson01_add" / "add.py", public / "kept.py")
    (public / "exercises" / "lesson01_add" / "add.py").write_text("def add(a, b):\n    return a + b\n")
    card = json.loads(dlgrade(public, "check", "1", "--json").stdout)
    english, chinese = dlgrade(public, "check", "1").output, dlgrade(public, "check", "1", "--lang", "zh").output
    listed = dlgrade(public, "list").output

    assert (card["tasks"][0]["claims"], card["tasks"][0]["untried"]) == (2, ["add(a, b) is a + b for any numbers"])
    assert "1 of 2 claims are tried here" in english
    assert "Not tried here:\n    · add(a, b) is a + b for any numbers" in english
    assert "这里没有检查：\n    · 对任意数 add(a, b) 等于 a + b" in chinese
    assert "1/2 claims tried" in listed
    assert "best 1 of 1 public tests" in listed
    assert "points" not in listed
    assert "first time" not in english  # it was told with the first card


def test_public_toml_names_what_takes_the_hidden_suite(author: Path) -> None:
    text = (author / "solutions" / "lesson01_add" / "public.toml").read_text(encoding="utf-8")
    assert 'hidden = [\n    "adds_ten",\n]' in text
    assert 'subtracts = ["test_one_and_one"]' in text


def test_a_public_toml_that_is_none_is_told(author: Path, tmp_path: Path) -> None:
    shutil.copytree(author, tmp_path / "course")
    lesson = Course(tmp_path / "course").lesson("1")
    (lesson.instructor / "public.toml").write_text("hidden = 3\n")
    done = dlgrade(tmp_path / "course", "release", "--out", str(tmp_path / "out"))
    assert done.exit_code == LessonError("").exit_code
    assert "public.toml is not as it must be" in done.output
    assert write_caught(lesson, PublicClaims(["a"], {}))
    assert not write_caught(lesson, PublicClaims(["a"], {}))


@pytest.mark.parametrize("words", [("release", "--out", "again"), ("stub",), ("stub", "1")])
def test_what_needs_the_solutions_says_so(public: Path, words: tuple[str, ...]) -> None:
    """Whoever types an author's command in a released copy."""
    done = dlgrade(public, *words)
    assert done.exit_code == 2
    assert "solutions" in done.stderr
    assert "own copy" in done.stderr


def test_a_return_that_is_missing_is_named_without_a_solution(public: Path) -> None:
    """The public tests know no reference; that a function gave None is seen all the same, and none that gave a tuple with None in it is told so."""
    file = public / "exercises" / "lesson01_add" / "add.py"
    file.write_text("def add(a, b):\n    print(a + b)\n")
    assert "`add` returned None" in dlgrade(public, "check", "1").output
    file.write_text("def add(a, b):\n    return (None, None)\n")
    assert "returned None" not in dlgrade(public, "check", "1").output
