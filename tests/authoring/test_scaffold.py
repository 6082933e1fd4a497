"""A new lesson begins sound."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import grader
from grader.authoring.course_page import _listed, write_course_page
from grader.authoring.lint import lint
from grader.authoring.proofs import session_for
from grader.cli import main
from grader.course.lessons import Course
from grader.engine.session import Session

PACKAGE = Path(grader.__file__).parent


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "course.toml").write_text('title = "C"\nlanguages = ["en", "zh"]\nlevel = "taught"\n')
    monkeypatch.chdir(tmp_path)
    return Course(tmp_path)


def begin(*words: str) -> str:
    done = CliRunner().invoke(main, ["new", *words])
    return done.output if done.exit_code else ""


def test_new_lesson_passes_lint_as_it_is(course: Course, session: Session) -> None:
    """Stub, solution, hidden and public suite, misconception, hints and both handouts fit together."""
    assert begin("lesson18_attention", "--title", "Attention", "--title-zh", "注意力") == ""
    lesson = course.lesson("lesson18")

    assert list(lint(lesson, session)) == []
    assert (lesson.facts.title, lesson.facts.titles) == ("Attention", {"zh": "注意力"})


@pytest.mark.parametrize("topic", ["numpy", "torch", "sklearn", "random", "json", "grader"])
def test_name_of_a_module_is_refused(course: Course, topic: str) -> None:
    """The lesson's file would hide it: of Python, of a package that is there, of the grader itself."""
    assert f"would make {topic}.py, which hides the module {topic}" in begin(f"lesson01_{topic}")
    assert list(course.root.rglob("lesson.toml")) == []


def test_page_of_the_course_gets_a_row_for_a_new_lesson(course: Course) -> None:
    """Where there is such a page: the prose around its table stays, and what its tasks cover is where the lesson says."""
    (course.root / "docs").mkdir()
    page = course.root / "docs" / "course.md"
    page.write_text("# Map\n\n| section of the notes | lesson: tasks |\n| --- | --- |\n| Gone | [07](x): 1 |\n\nEnd.\n")
    begin("lesson18_attention", "--title", "Attention | heads")
    begin("lesson19_search")
    facts = course.root / "exercises" / "lesson19_search" / "lesson.toml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("functions =", 'covers = ["A", "B"]\nfunctions ='), encoding="utf-8"
    )

    link = "[18](../exercises/lesson18_attention/README.md): 1"
    assert f"| Attention \\| heads | {link} |" in page.read_text(encoding="utf-8")
    assert write_course_page(course) == page
    rows = [row for row in page.read_text(encoding="utf-8").splitlines() if "[19]" in row]
    assert [row.split(" | ")[0] for row in rows] == ["| A", "| B"]
    assert "Gone" not in page.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").endswith("|\n\nEnd.\n")
    assert write_course_page(course) is None


@pytest.mark.parametrize(("numbers", "text"), [([3], "3"), ([6, 5], "5 and 6"), ([1, 2, 3, 5, 6], "1 to 3, 5 and 6")])
def test_task_numbers_are_listed_as_one_says_them(numbers: list[int], text: str) -> None:
    assert _listed(numbers) == text


@pytest.mark.parametrize("name", ["Attention", "18", "lesson18_Attention", "../lesson18_x", "lesson18_a b", "a/b/c"])
def test_name_that_is_none_is_refused(course: Course, name: str) -> None:
    """The message shows one; nothing is written."""
    assert "such as lesson18_attention" in begin(name)
    assert list(course.root.rglob("lesson.toml")) == []


def test_number_that_is_taken_is_refused(course: Course) -> None:
    """Also under another name: a number names a lesson in every command."""
    begin("lesson18_attention")

    assert "lesson18_attention has the number 18" in begin("lesson18_transformers")


def test_free_names_are_lessons_as_any(course: Course) -> None:
    """Also a folder deeper; numbers go on from the last one, and a lesson is in no lesson."""
    begin("lesson18_attention")
    assert begin("hw-1", "--title", 'The "first"') == begin("week03/softmax") == ""

    assert [(each.id, each.facts.number, each.facts.file) for each in Course(course.root).lessons()] == [
        ("lesson18", 18, "attention.py"),
        ("hw-1", 19, "hw_1.py"),
        ("week03/softmax", 20, "softmax.py"),
    ]
    assert course.lesson("hw-1").facts.title == 'The "first"'
    assert course.lesson("week03/softmax").root == course.root
    assert "week03/softmax is a lesson already" in begin("week03")
    assert "hw-1 is a lesson already" in begin("hw-1/part")


def test_other_languages_are_left_to_the_author(course: Course, session: Session) -> None:
    """A course in Chinese alone is asked for nothing else; of one in German too, lint names what is not yet said in it."""
    (course.root / "course.toml").write_text('title = "C"\nlanguages = ["zh"]\nlevel = "taught"\n')
    begin("hw1")
    lesson = course.lesson("hw1")
    assert "## 检查什么" in lesson.readme("zh").read_text(encoding="utf-8")
    assert list(lint(lesson, session)) == []

    (course.root / "course.toml").write_text('title = "C"\nlanguages = ["en", "de"]\n')
    begin("hw2")
    found = list(lint(Course(course.root).lesson("hw2"), session))
    assert [each for each in found if not re.search(r"_de|\.de\.|`de:`|hints", each)] == []
    for what in ("title_de", "'says_de:'", "`de:` line", "README.de.md is missing"):
        assert any(what in each for each in found), what


@pytest.mark.parametrize("kind", ["torch", "numpy"])
def test_course_of_one_s_own_begins_sound(tmp_path: Path, kind: str) -> None:
    """Basic, in one language; with dlgrade beside it, its pages included. With NumPy nothing in it speaks of PyTorch."""
    folder = tmp_path / "mine"
    words = ["init", str(folder), "--title", "Mine", *(["--numpy"] if kind == "numpy" else [])]
    assert CliRunner().invoke(main, words).exit_code == 0

    course = Course(folder)
    facts = course.facts
    assert (facts.title, facts.languages, facts.level, facts.runtime) == ("Mine", ("en",), "basic", kind)
    with session_for(course, course.lessons(), "auto") as session:
        assert [list(lint(lesson, session)) for lesson in course.lessons()] == [[]]
    (wheel,) = folder.glob("dlgrade-*.whl")
    assert "grader/docs/your-course.md" in zipfile.ZipFile(wheel).namelist()
    for name in ("README.md", ".github/workflows/lint.yml"):
        assert f"./{wheel.name}" in (folder / name).read_text()
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.*") if path.suffix in (".py", ".md", ".yml")]
    assert any("torch" in text for text in texts) == (kind == "torch")
    again = CliRunner().invoke(main, ["init", str(folder)])
    assert (again.exit_code, "is not empty" in again.output) == (2, True)


def test_pages_that_messages_name_are_at_hand() -> None:
    """By the name that a message has, and its last part; the wheel brings each."""
    run = CliRunner().invoke
    listed = [line.split()[0] for line in run(main, ["docs"]).output.splitlines()]
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("locales/*.toml")]
    sources = "".join(path.read_text(errors="replace") for path in files)
    named = set(re.findall(r"`dlgrade docs ([\w/-]+)`", sources))

    assert {"authors", "instructors", "lms/lti"} <= named <= set(listed)
    assert run(main, ["docs", "canvas"]).output == run(main, ["docs", "docs/lms/canvas.md"]).output
    assert "Did you mean 'authors'?" in run(main, ["docs", "author"]).output
    project = (PACKAGE.parent / "pyproject.toml").read_text()
    assert [name for name in listed if f'"docs/{name.split("/")[0]}' not in project] == []
