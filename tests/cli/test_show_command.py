"""`dlgrade show`: a page of the student's own work; nothing is graded, nothing remembered, and wrong use says what to type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import SOLUTION, dlgrade, refused

SHOW = '''"""What is drawn."""


def show_sums(student, picture):
    """The sums of your add

    zh: 你的 add 返回的和
    """
    picture.lines([0, 1, 2], {"add": [student.add(x, 1) for x in range(3)]})
'''
STUB = "exercises/lesson01_add/add.py"
PAGE = "show-lesson01.html"


@pytest.fixture
def shown(course: Path) -> Path:
    """The course, whose lesson has something to show."""
    (course / "exercises" / "lesson01_add" / "show.py").write_text(SHOW)
    return course


@pytest.mark.usefixtures("shown", "warm")
def test_page_is_written_and_named() -> None:
    """By default beside where one stands; the exit code is 0, and the page is small and has no script."""
    result = dlgrade("show", "lesson01", SOLUTION)
    page = Path(PAGE).read_text(encoding="utf-8")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{PAGE} shows what add.py does: 1 of 1 drawn.\n"
    assert "<script" not in page
    assert "data:image/svg+xml" in page
    assert len(page) < 100_000


@pytest.mark.usefixtures("warm")
def test_nothing_is_remembered(shown: Path) -> None:
    """The folder holds one more file: the page. What `list` says is the same."""
    before, listed = set(shown.rglob("*")), dlgrade("list").stdout
    dlgrade("show", "lesson01", SOLUTION)

    assert {path for path in set(shown.rglob("*")) - before if "__pycache__" not in path.parts} == {shown / PAGE}
    assert dlgrade("list").stdout == listed


@pytest.mark.usefixtures("shown", "warm")
@pytest.mark.parametrize(("language", "told"), [("en", "Write `add` first (task 1)"), ("zh", "请先写 `add`（任务 1）")])
def test_stub_is_no_error(language: str, told: str) -> None:
    """The page says what to write, in the language that was asked for."""
    result = dlgrade("show", "lesson01", "--lang", language, "--html", "page.html")

    assert result.exit_code == 0
    assert told in Path("page.html").read_text(encoding="utf-8")
    assert "page.html" in result.stdout


@pytest.mark.usefixtures("shown", "warm")
def test_json_tells_what_was_drawn() -> None:
    document = json.loads(dlgrade("show", "lesson01", "--json").stdout)

    assert (document["lesson"], document["page"], document["data"]) == ("lesson01_add", PAGE, {})
    assert document["sections"][0] | {"problem": ""} == {
        "name": "show_sums",
        "title": "The sums of your add",
        "pictures": 0,
        "problem": "",
    }
    assert "Write `add` first" in document["sections"][0]["problem"]


@pytest.mark.usefixtures("shown", "warm")
def test_open_opens_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    dlgrade("show", "lesson01", "--open")

    assert opened == [PAGE]


@pytest.mark.usefixtures("shown", "warm")
def test_hostile_text_is_shown_as_text() -> None:
    Path("mine.py").write_text("def add(a, b):\n    return '<script>alert(1)</script>'\n")
    result = dlgrade("show", "lesson01", "mine.py")
    page = Path(PAGE).read_text(encoding="utf-8")

    assert result.exit_code == 0
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_lesson_without_pictures(shown: Path) -> None:
    """Exit 2, and which lessons have some."""
    (shown / "exercises" / "lesson01_add").rename(shown / "exercises" / "lesson08_add")
    other = shown / "exercises" / "lesson01_add"
    other.mkdir()
    (other / "lesson.toml").write_bytes((shown / "exercises" / "lesson08_add" / "lesson.toml").read_bytes())

    assert refused("show", "lesson01") == "dlgrade: lesson01 has no pictures. These have: lesson08.\n"


@pytest.mark.usefixtures("course")
def test_course_without_pictures() -> None:
    assert "lesson01 has no pictures" in refused("show", "lesson01")


@pytest.mark.usefixtures("shown")
def test_wrong_use_is_told_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that cannot be written, a lesson and a file that are not there."""
    monkeypatch.setattr("grader.learner.showing.Session", None)

    assert "no folder to write that file into" in refused("show", "lesson01", "--html", "no/such/page.html")
    assert "No lesson is called 'lesson77'" in refused("show", "lesson77")
    assert "nothing.py" in refused("show", "lesson01", "nothing.py")
    Path("mine.py").write_bytes(b"\xff\xfe\x00\x01 \xd8")
    assert refused("show", "lesson01", "mine.py")
    assert not Path(PAGE).exists()


@pytest.mark.usefixtures("warm")
def test_fault_of_show_py_is_no_fault_of_the_student_s(shown: Path) -> None:
    (shown / "exercises" / "lesson01_add" / "show.py").write_text("import nothing_of_that_name\n")
    result = dlgrade("show", "lesson01", SOLUTION)

    assert result.exit_code == 3
    assert "show.py, line 1" in result.stderr
    assert not Path(PAGE).exists()
