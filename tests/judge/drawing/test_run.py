"""Whatever a submission gives, each section of the page has its pictures or a sentence, and the next submission is drawn as ever."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson
from grader.engine.session import Session
from grader.errors import GraderFault
from grader.intake.submission import Submission
from grader.judge.messages import Section
from grader.sentences import languages, render

SHOW = '''
def show_sums(student, picture):
    """What your add gives

    zh: 你的 add 返回的和
    """
    picture.lines([0, 1, 2], {"add": [student.add(x, 1) for x in range(3)]})


def show_table(student, picture):
    """A table of sums

    zh: 加法表
    """
    picture.surface([0, 1, 2], [0, 1], student.add([[0, 1, 2], [1, 2, 3]], []))


def _helper():
    raise AssertionError


helper = show = len
'''
RIGHT = "def add(a, b):\n    return a + b\n"


@pytest.fixture
def lesson(toy_course: Course, tmp_path: Path) -> Lesson:
    """A copy of the toy course's first lesson, with something to show."""
    for side in ("exercises", "solutions"):
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add")
    (tmp_path / "exercises" / "lesson01_add" / "show.py").write_text(SHOW)
    return Course(tmp_path).lesson("1")


def drawn(session: Session, lesson: Lesson, source: str, show: str = "") -> list[Section]:
    if show:
        lesson.show.write_text(show)
    return session.show(lesson, Submission({"add.py": textwrap.dedent(source).encode()})).sections


def problems(sections: list[Section], language: str = "en") -> list[str]:
    return ["\n".join(render(line, language) for line in section.problem) for section in sections]


def test_sections_stand_in_the_order_of_the_file(session: Session, lesson: Lesson) -> None:
    """Each function show_... of it, no helper and nothing that is no function; titles in both languages."""
    sections = drawn(session, lesson, RIGHT)

    assert [section.name for section in sections] == ["show_sums", "show_table"]
    assert sections[0].title.said == {"en": "What your add gives", "zh": "你的 add 返回的和"}
    assert problems(sections) == ["", ""]
    assert [len(section.drawn) for section in sections] == [1, 1]


def test_same_code_is_drawn_the_same(session: Session, lesson: Lesson) -> None:
    """What student code draws by chance begins alike in each run."""
    noisy = "import random\n\n\ndef add(a, b):\n    return random.random()\n"

    assert drawn(session, lesson, noisy)[0] == drawn(session, lesson, noisy)[0]


def test_stub_says_what_to_write(session: Session, lesson: Lesson) -> None:
    sections = drawn(session, lesson, 'def add(a, b):\n    raise NotImplementedError("add: start with task 1")\n')

    assert problems(sections) == ["Write `add` first (task 1): this picture is drawn from what it gives."] * 2
    assert problems(sections, "zh")[0].startswith("请先写 `add`（任务 1）")
    assert [section.drawn for section in sections] == [[], []]


def test_function_that_raises_nothing_but_not_implemented_is_named_too(session: Session, lesson: Lesson) -> None:
    sections = drawn(session, lesson, "def add(a, b):\n    raise NotImplementedError\n")

    assert problems(sections)[0].startswith("Write `add` first (task 1)")


def test_name_that_is_missing_is_named(session: Session, lesson: Lesson) -> None:
    assert "Your file has no `add`" in problems(drawn(session, lesson, "def sum(a, b):\n    return a + b\n"))[0]


def test_exception_is_told_with_its_line(session: Session, lesson: Lesson) -> None:
    told = problems(drawn(session, lesson, "def add(a, b):\n    return undefined\n"))[0]

    assert told.startswith("add raised an exception")
    assert "NameError" in told
    assert "line 2" in told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("float('nan')", "3 of 3 are NaN, infinite or beyond 1e+30"),
        ("float('inf')", "3 of 3 are NaN"),
        ("1e300", "3 of 3 are NaN"),
        ("10**300", "this picture needs numbers of shape (3,)"),
        ("'<script>alert(1)</script>'", "this picture needs numbers of shape (3,)"),
        ("{'a': 1}", "this picture needs numbers of shape (3,)"),
        ("[1, 2]", "this picture needs numbers of shape (3,)"),
        ("object()", "this picture needs numbers of shape (3,)"),
        ("None", "this picture needs numbers of shape (3,)"),
        ("lambda: 5", "this picture needs numbers of shape (3,)"),
        ("__import__('torch').zeros(1 << 22)", "this picture needs numbers of shape (3,)"),
        ("__import__('numpy').zeros((3, 3), dtype=complex)", "this picture needs numbers of shape (3,)"),
    ],
)
def test_hostile_value_is_a_sentence_in_the_place_of_the_picture(
    session: Session, lesson: Lesson, value: str, told: str
) -> None:
    sections = drawn(session, lesson, f"def add(a, b):\n    return {value}\n")

    assert told in problems(sections)[0]
    assert sections[0].drawn == []
    for language in languages():
        assert all(problems(sections, language))


def test_pictures_before_the_first_bad_value_stay(session: Session, lesson: Lesson) -> None:
    show = """
        def show_two(student, picture):
            '''Two'''
            for x in range(5):
                picture.lines([0], {"add": [student.add(x, 0)]})
        """
    sections = drawn(session, lesson, "def add(a, b):\n    return a if a < 2 else 'no'\n", textwrap.dedent(show))

    assert len(sections[0].drawn) == 2
    assert "this picture needs" in problems(sections)[0]


def test_arithmetic_of_show_py_with_a_strange_value_is_the_value_s_doing(session: Session, lesson: Lesson) -> None:
    show = 'def show_one(student, picture):\n    """One"""\n    picture.lines([0], {"y": [student.add(1, 1) + 1]})\n'

    assert problems(drawn(session, lesson, RIGHT, show)) == [""]
    told = problems(drawn(session, lesson, "def add(a, b):\n    return 'two'\n"))
    assert told == ["This picture cannot be drawn from what add gave (TypeError)."]


def test_endless_loop_costs_its_own_picture_and_time(toy_course: Course, session: Session, lesson: Lesson) -> None:
    """The lesson's limits hold, and the second picture is of a new worker."""
    facts = lesson.handout / "lesson.toml"
    facts.write_text(facts.read_text().replace("[[tasks]]", "[limits]\ncall_seconds = 1\n\n[[tasks]]", 1))
    lesson = Course(lesson.root).lesson("1")
    sections = drawn(
        session, lesson, "def add(a, b):\n    while not isinstance(a, list):\n        pass\n    return a\n"
    )

    assert "1 seconds" in problems(sections)[0]
    assert (problems(sections)[1], len(sections[1].drawn)) == ("", 1)


def test_worker_that_dies_is_told(session: Session, lesson: Lesson) -> None:
    sections = drawn(session, lesson, "import os\n\n\ndef add(a, b):\n    os._exit(3)\n")

    assert all(problems(sections))
    assert problems(drawn(session, lesson, RIGHT)) == ["", ""]


@pytest.mark.parametrize(
    ("show", "place"),
    [
        ("import nothing_of_that_name\n", "show.py, line 1: ModuleNotFoundError"),
        ("def show_(:\n", "SyntaxError"),
        ('def show_one(student, tests):\n    """One"""\n', "KeyError"),
        (
            'def show_one(data, picture):\n    """One"""\n    open("/no/such/file")\n',
            "show.py, line 3: FileNotFoundError",
        ),
    ],
)
def test_fault_of_show_py_is_a_fault_and_says_where(session: Session, lesson: Lesson, show: str, place: str) -> None:
    with pytest.raises(GraderFault, match=place):
        drawn(session, lesson, RIGHT, show)


def test_data_that_served_are_named(session: Session, lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(Path(__file__).parents[3] / "datasets", lesson.root / "datasets")
    lesson.show.write_text(
        'def show_one(data, picture):\n    """One"""\n    picture.images(data.mnist(train=False)[0][:2])\n'
    )
    found = session.show(lesson, Submission({"add.py": RIGHT.encode()}))

    assert len(found.sections[0].drawn) == 1
    assert found.data["mnist"].startswith(("stand-in: ", "mnist from "))
