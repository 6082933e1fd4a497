"""Every command and lesson is documented, and what the documents name exists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from grader.authoring.course_page import with_table
from grader.cli import main
from grader.course.facts import LessonFacts, Task, Visibility
from grader.course.lessons import find_course
from grader.wire.messages import Limits

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("name", sorted(main.commands))
def test_command_has_help_with_an_example(name: str) -> None:
    """`--help` says what the command does and shows it used."""
    command: click.Command = main.commands[name]

    assert command.help
    assert f"Example: dlgrade {name}" in command.help


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Each relative link names a file that is there."""
    links = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_in_the_documents_exist(document: Path) -> None:
    """Whatever is shown after `dlgrade` is a command."""
    shown = set(
        re.findall(r"^(?:\$ |\.venv/bin/)?dlgrade ([a-z]+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert shown <= set(main.commands)


ITEMS = (ROOT / "docs" / "course.md").read_text(encoding="utf-8").partition("## Item by item")[2]
ROWS = [line.strip("| ").split(" | ") for line in ITEMS.splitlines() if line.startswith("| ")][2:]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_item_of_the_notes_has_its_task(row: list[str]) -> None:
    """The tasks that a row names ask for the functions that it names; a row without a task gives a reason."""
    _, places, last = row
    if places == "none":
        assert len(last) > 15
        return
    named = set(re.findall(r"`(\w+)`", last))
    asked = [
        set(task.functions)
        for number, tasks in re.findall(r"\[(\d\d)\]\([^)]+\): ([^,]+)", places)
        for task in find_course().lesson(f"lesson{number}").facts.tasks
        if task.number in _numbers(tasks)
    ]

    assert named
    assert named <= set[str]().union(*asked)
    assert all(named & functions for functions in asked)


def _numbers(text: str) -> list[int]:
    """`1 to 3 and 5` as 1, 2, 3, 5."""
    numbers: list[int] = []
    for part in text.split(" and "):
        first, _, last = part.partition(" to ")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def test_every_limit_is_documented() -> None:
    """docs/instructors.md has a row for each."""
    text = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")

    assert [name for name in Limits.__struct_fields__ if f"`{name}`" not in text] == []


def test_every_field_of_lesson_toml_is_documented() -> None:
    """docs/authors.md shows each, as errors about lesson.toml say."""
    text = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
    by_language = {"titles", "hints_in", "rubric_in"}  # title_zh and so on
    fields = {*LessonFacts.__struct_fields__, *Task.__struct_fields__, *Visibility.__struct_fields__} - by_language

    assert [name for name in sorted(fields) if not re.search(rf"\b{name}(_zh)?\b( = |`|\])", text)] == []


def test_drawn_inputs_are_shown_as_the_documents_say() -> None:
    """Small ones whole: the toy course's golden scorecard has one, and no page promises that there is none."""
    card = (ROOT / "tests" / "toy_course" / "golden" / "crashed.json").read_text(encoding="utf-8")

    assert re.search(r'"call": "add\(-?\d+\.\d{6,}, -?\d+\.\d{6,}\)"', card)
    for name in ("authors.md", "students.md", "lms/gradescope.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert not re.search(r"(drawn|random) inputs (never|are (never|not))", text.replace("\n", " ")), name
        assert "40 values" in text, name


def test_every_folder_of_the_top_level_is_explained() -> None:
    """The README's table names each room."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rooms = ("exercises", "solutions", "grader", "tests", "benchmarks", "docs")

    assert [room for room in rooms if f"`{room}/`" not in text] == []


def test_map_of_the_course_is_made_from_the_lessons() -> None:
    """docs/course.md is what `dlgrade new` and `dlgrade lint --fix` write."""
    text = (ROOT / "docs" / "course.md").read_text(encoding="utf-8")

    assert with_table(text, find_course().lessons()) == text
    assert text.count("](../exercises/lesson") >= len(find_course().lessons())


def test_site_is_built_without_a_warning(tmp_path: Path) -> None:
    """Each page has its place in it, and each link, also to a heading, leads somewhere."""
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs", "-d", str(tmp_path / "read")]
    done = subprocess.run([*build, ".", str(tmp_path / "site")], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "site" / "docs" / "index.html").is_file()
