"""Each finding of the linter, provoked by one change of the sound toy lesson."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.authoring.lint import lint
from grader.cli import main
from grader.course.lessons import Course, Lesson
from grader.engine.session import Session

Break = Callable[[Path, Path], object]


def findings(
    session: Session, toy_course: Course, tmp_path: Path, breaks: Break | None = None, fix: bool = False
) -> Iterator[str]:
    """The linter's findings on a copy of the toy lesson that `breaks` has changed, one after the other."""
    for side in ("exercises", "solutions"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(toy_course.root / side / "lesson01_add", tmp_path / side / "lesson01_add", ignore=ignore)
    shutil.copy(toy_course.root / "course.toml", tmp_path)
    handout, instructor = (tmp_path / side / "lesson01_add" for side in ("exercises", "solutions"))
    if breaks:
        breaks(handout, instructor)
    return lint(Course(tmp_path).lesson("lesson01"), session, fix)


def replace(side: str, name: str, old: str, new: str) -> Break:
    def breaks(handout: Path, instructor: Path) -> None:
        path = (handout if side == "handout" else instructor) / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return breaks


def write(side: str, name: str, text: str) -> Break:
    return lambda handout, instructor: ((handout if side == "handout" else instructor) / name).write_text(text)


def remove(side: str, name: str) -> Break:
    return lambda handout, instructor: ((handout if side == "handout" else instructor) / name).unlink()


def no_suite(handout: Path, instructor: Path) -> None:
    shutil.rmtree(instructor / "suite")


SUITE, WRONG, ENGLISH = "suite/test_add.py", "misconceptions/subtracts.py", "README.md"
EASY = '"""Adding."""\n\n\ndef add(a, b):\n    """Return a + b."""\n    return a + b\n'
IDLE = '\n\n@pytest.mark.task(1)\ndef test_idle(student):\n    """add is there\n\n    zh: add 存在\n    """\n    student.add(1, 1)\n'
BELIEF = '"""Believes in nothing.\n\nexpect: {expect}\nsays: Nothing.\nsays_zh: 无。\n"""\n\n\ndef add(a, b):\n    return {result}\n'

FIT = "[test_sum]\ntime_ratio = 5\n[test_sum.{kind}]\naccuracy = 0.5\nmean = 0.9\nstd = 0.1\nruns = {runs}\nfalse_fail = {likely}\n"
SHOW = 'def show_sums(student, picture):\n    """The sums\n\n    zh: 和\n    """\n    {draw}\n'
SUMS = 'picture.lines([0], {"add": [student.add(1, 1)]})'


def threshold(kind: str = "stand_in", runs: int = 20, likely: float = 1e-4) -> Break:
    return write("instructor", "thresholds.toml", FIT.format(kind=kind, runs=runs, likely=likely))


FINDINGS: dict[str, tuple[Break, str]] = {
    "a training without a threshold": (
        write(
            "instructor",
            SUITE,
            IDLE.replace("student.add(1, 1)", "training.run(student.add, student.add, 'patterns', samples=1)"),
        ),
        "thresholds.toml asks nothing of test_idle: run python -m grader.authoring.thresholds lesson01",
    ),
    "a threshold of no training": (threshold(), "names test_sum, which trains nothing: remove it"),
    "a threshold for real data alone": (threshold("real"), "no threshold for a machine without the real data"),
    "a threshold from few runs": (threshold(runs=5), "a threshold needs 20 runs"),
    "a threshold that a correct program misses": (threshold(likely=0.01), "a false_fail of 0.001 at most"),
    "no suite": (no_suite, "has no suite or no add.py: a lesson is proven with its solution"),
    "a stray file": (write("handout", "answers.txt", "5"), "answers.txt belongs to no lesson: remove it"),
    "a stray file in the suite": (
        write("instructor", "suite/data.bin", "5"),
        "data.bin belongs to no lesson: remove it",
    ),
    "a missing file": (remove("handout", "test_public.py"), "test_public.py is missing"),
    "a task out of order": (
        replace("handout", "lesson.toml", "[[tasks]]\nnumber = 1", "[[tasks]]\nnumber = 2"),
        "lesson.toml: task 2 stands at place 1; number them 1, 2, 3",
    ),
    "a hint too few": (
        replace("handout", "lesson.toml", '"Read the docstring.", ', ""),
        "lesson.toml: task 1 needs 3 hints in each language",
    ),
    "a file that hides a module": (
        replace("handout", "lesson.toml", 'file = "add.py"', 'file = "numpy.py"'),
        "lesson.toml: numpy.py hides the module numpy from all that import it: give the file another name",
    ),
    "points that do not add up": (
        replace("handout", "lesson.toml", "points = 3", "points = 4"),
        "lesson.toml: task 1 has 4 points, its hidden tests 3",
    ),
    "a stale stub": (
        replace("handout", "add.py", "add them", "add both"),
        "add.py is not what the solution gives: run `dlgrade stub lesson01`",
    ),
    "no handout": (remove("handout", ENGLISH), "README.md is missing"),
    "no Chinese handout": (remove("handout", "README.zh.md"), "README.zh.md is missing"),
    "a heading that is missing": (
        replace("handout", ENGLISH, "## Stuck?", "## Lost?"),
        "README.md: the heading `## Stuck?` is missing",
    ),
    "a heading of another title": (
        replace("handout", ENGLISH, "# Lesson 01: Adding", "# Lesson 1: Adding"),
        "README.md: the heading `# Lesson 01: Adding` is missing",
    ),
    "headings out of order": (
        lambda handout, _: (handout / ENGLISH).write_text(
            (handout / ENGLISH)
            .read_text()
            .replace("## Goal", "## X")
            .replace("## Read on", "## Goal")
            .replace("## X", "## Read on")
        ),
        "README.md: the headings are not in the order of `dlgrade docs authors`",
    ),
    "a claim that is not listed": (
        replace("handout", ENGLISH, "- add(2, 3) is 5\n", ""),
        "README.md: 'What is checked' is not what the suite claims: run `dlgrade lint lesson01 --fix`",
    ),
    "a Chinese claim that is not listed": (
        replace("handout", "README.zh.md", "- add(2, 3) 等于 5\n", ""),
        "README.zh.md: 'What is checked' is not what the suite claims",
    ),
    "a claim that the suite has no longer": (
        replace("handout", ENGLISH, "- add(2, 3) is 5\n", "- add(2, 3) is 5\n- add(2, 4) is 6\n"),
        "README.md: 'What is checked' is not what the suite claims",
    ),
    "English that is hard to read": (
        replace("handout", ENGLISH, "You add two numbers.", "You add two numbers, one sum a row."),
        "README.md: 'one sum a row' is hard to read for many: write `per`",
    ),
    "no worked example": (
        replace("handout", ENGLISH, ">>> add(2, 3)\n5", "add"),
        "README.md: each task needs a worked example, a `>>>` line in a python block",
    ),
    "a worked example that is wrong": (
        replace("handout", ENGLISH, ">>> add(2, 3)\n5", ">>> add(2, 3)\n6"),
        "README.md: a worked example does not come out",
    ),
    "an example of a docstring that is wrong": (
        replace("instructor", "add.py", "Return a + b.", "Return a + b.\n\n    >>> add(1, 1)\n    3\n    "),
        "docstring: a worked example does not come out",
    ),
    "a claim with a full stop": (
        replace("instructor", SUITE, '"""add(2, 3) is 5', '"""add(2, 3) is 5.'),
        "test_two_and_three: its docstring's first line must be a claim of at most 80 characters, no full stop",
    ),
    "a claim that is too long": (
        replace("instructor", SUITE, "add(2, 3) is 5", "add(2, 3) is 5" + " indeed" * 12),
        "must be a claim of at most 80 characters",
    ),
    "no Chinese claim": (
        replace("instructor", SUITE, "zh: add(2, 3)", "add(2, 3)"),
        "test_two_and_three: its docstring has no `zh:` line, the claim in that language",
    ),
    "a stub that earns points": (
        lambda handout, instructor: [(folder / "add.py").write_text(EASY) for folder in (handout, instructor)],
        "the stub earns 3 points (test_two_and_three, test_any_numbers): a task that is not written earns nothing",
    ),
    "a stub that crashes": (
        lambda handout, instructor: [
            (folder / "add.py").write_text(EASY.replace("return a + b\n", "raise ValueError\n"))
            for folder in (handout, instructor)
        ],
        "on the stub every test must be not_run; these are not: test_two_and_three (crashed), test_any_numbers (crashed)",
    ),
    "a solution that is wrong": (
        replace("instructor", "add.py", "return a + b", "return b - a"),
        "the solution must earn everything, seed 1: test_two_and_three (failed",
    ),
    "a suite that is at fault": (
        replace("instructor", SUITE, "check.equal(got, 5)", "check.equal(got, undefined)"),
        "the suite is at fault: test_two_and_three: NameError",
    ),
    "a public test that the solution fails": (
        replace("handout", "test_public.py", "check.equal(got, 2)", "check.equal(got, 3)"),
        "the solution must pass test_public.py",
    ),
    "no misconception": (remove("instructor", WRONG), "there is no misconception"),
    "a misconception without a contract": (
        replace("instructor", WRONG, "says_zh", "sagt"),
        "its docstring lacks 'says_zh:'",
    ),
    "a misconception without its tests": (
        replace("instructor", WRONG, "expect: test_two_and_three, test_any_numbers\n", ""),
        "misconceptions/subtracts.py: its docstring lacks 'expect:', the tests that it fails: `dlgrade lint lesson01 --fix`",
    ),
    "a misconception with a name of its own": (
        replace("instructor", WRONG, "def add", "def plus"),
        "subtracts.py: line 9: the solution has no `plus`; a helper's name begins with `_`",
    ),
    "a misconception that could be shorter": (
        replace("instructor", WRONG, "def add", "import math\n\n\ndef add"),
        "misconceptions/subtracts.py: nothing uses `import math`: leave it out",
    ),
    "a misconception that needs not be whole": (
        replace("instructor", WRONG, "says:", "whole: true\nsays:"),
        "misconceptions/subtracts.py: needs not be whole: write `add` alone",
    ),
    "a misconception that makes no difference": (
        write("instructor", "misconceptions/none.py", BELIEF.format(expect="test_any_numbers", result="b + a")),
        "misconceptions/none.py: fails no test: its belief makes no difference",
    ),
    "a misconception that fails more": (
        replace("instructor", WRONG, "expect: test_two_and_three, ", "expect: "),
        "misconceptions/subtracts.py: fails more than it names: test_two_and_three",
    ),
    "a misconception that fails less": (
        write("instructor", "misconceptions/none.py", BELIEF.format(expect="test_any_numbers", result="a + b")),
        "misconceptions/none.py: does not fail test_any_numbers",
    ),
    "a misconception that no public test catches": (
        write(
            "instructor",
            "misconceptions/ten.py",
            BELIEF.format(expect="test_any_numbers", result="a + b if float(a).is_integer() else 10"),
        ),
        "no public test catches ten: write one, or name it as hidden in public.toml",
    ),
    "a misconception that is hidden no more": (
        write("instructor", "public.toml", 'hidden = ["subtracts"]\n'),
        "public.toml names subtracts as hidden, which a public test catches",
    ),
    "pictures of nothing": (
        write("handout", "show.py", "import torch\n"),
        "show.py has no function show_...: write one",
    ),
    "pictures that cannot be imported": (
        write("handout", "show.py", "import nothing_of_that_name\n"),
        "show.py: show.py, line 1: ModuleNotFoundError",
    ),
    "a picture that the solution does not fit": (
        write("handout", "show.py", SHOW.format(draw=SUMS.replace("[0]", "[0, 1]"))),
        "show.py: show_sums: the solution must be drawn: add gave",
    ),
    "a section without a picture": (
        write("handout", "show.py", SHOW.format(draw="student.add(1, 1)")),
        "show.py: show_sums: the solution must be drawn: it draws nothing",
    ),
    "a picture of what no student wrote": (
        write("handout", "show.py", SHOW.format(draw='picture.lines([0], {"y": [1]})')),
        "show.py: show_sums draws something of the stub",
    ),
    "a picture without a Chinese title": (
        write("handout", "show.py", SHOW.format(draw=SUMS).replace("zh:", "zz:")),
        "show.py: show_sums: its docstring has no `zh:` line",
    ),
    "an idle test": (
        lambda handout, instructor: [
            (instructor / SUITE).write_text((instructor / SUITE).read_text() + IDLE),
            (handout / "lesson.toml").write_text(
                (handout / "lesson.toml").read_text().replace("points = 3", "points = 4")
            ),
        ],
        "no misconception fails test_idle: an idle test proves nothing; write one that does",
    ),
}


def test_the_toy_lesson_is_sound(session: Session, toy_course: Course, tmp_path: Path) -> None:
    assert list(findings(session, toy_course, tmp_path)) == []


def test_sound_pictures_are_no_finding(session: Session, toy_course: Course, tmp_path: Path) -> None:
    breaks = write("handout", "show.py", SHOW.format(draw=SUMS))

    assert list(findings(session, toy_course, tmp_path, breaks)) == []


@pytest.mark.parametrize(("breaks", "says"), FINDINGS.values(), ids=FINDINGS)
def test_the_linter_finds(
    session: Session, toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: Break, says: str
) -> None:
    monkeypatch.setattr("grader.authoring.lint.SEEDS", (1,))
    found = findings(session, toy_course, tmp_path, breaks)
    assert any(says in finding for finding in found)


def test_findings_are_in_the_reader_s_language(
    session: Session, toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(handout: Path, instructor: Path) -> None:
        replace("handout", "README.md", "## Goal", "## Aim")(handout, instructor)
        replace("instructor", WRONG, "a - b", "a + b")(handout, instructor)
        write("handout", "stray.txt", "")(handout, instructor)
        write("handout", "show.py", "x = 1\n")(handout, instructor)

    monkeypatch.setattr("grader.authoring.lint.SEEDS", (1,))
    monkeypatch.setenv("DLGRADE_LANG", "zh")
    found = list(findings(session, toy_course, tmp_path, breaks))

    assert len(found) >= 5
    assert [each for each in found if not re.search(r"[\u4e00-\u9fff]", each)] == []


def test_a_solution_that_does_not_import_is_a_finding(session: Session, toy_course: Course, tmp_path: Path) -> None:
    """Its error does not end the linter."""
    handout = toy_course.lesson("lesson01").handout
    shutil.copytree(toy_course.lesson("lesson01").instructor, tmp_path / "lesson01_add")
    (tmp_path / "lesson01_add" / "add.py").write_text("raise ValueError('early')")
    lesson = Lesson(handout, tmp_path / "lesson01_add", toy_course.facts.limits)
    assert any("early" in finding for finding in lint(lesson, session))


def test_fix_writes_what_a_run_and_the_suite_say(
    session: Session, toy_course: Course, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Points that it changes are said, for grades hang on them. Claims and `expect:` that are wrong, lacking or in disorder are right after one run, with nothing left to find."""

    def breaks(handout: Path, instructor: Path) -> None:
        replace("handout", ENGLISH, "- add(2, 3) is 5\n", "- add is gone\n\nProse stays.\n")(handout, instructor)
        replace("handout", "README.zh.md", "**任务 1**\n", "")(handout, instructor)
        replace("handout", "lesson.toml", "points = 3", "points = 7  # of ten")(handout, instructor)
        replace("handout", "add.py", "add them", "add both")(handout, instructor)
        replace("instructor", WRONG, "expect: test_two_and_three, ", "expect: test_gone, ")(handout, instructor)
        lacking = BELIEF.format(expect="", result="a + b if (a, b) != (2, 3) else 0").replace("expect: \n", "")
        write("instructor", "misconceptions/lacking.py", lacking)(handout, instructor)

    assert list(findings(session, toy_course, tmp_path, breaks, fix=True)) == []
    assert "task 1 has 3 points now, the sum of its hidden tests; before, 7" in capsys.readouterr().err

    lesson = Course(tmp_path).lesson("lesson01")
    assert {each.name: each.expect for each in lesson.misconceptions} == {
        "lacking": ("test_two_and_three",),
        "subtracts": ("test_any_numbers", "test_two_and_three"),
    }
    english = (lesson.handout / ENGLISH).read_text(encoding="utf-8")
    assert "is gone" not in english
    assert "points = 3  # of ten\n" in (lesson.handout / "lesson.toml").read_text()
    assert english.index("- add(2, 3) is 5") < english.index("Prose stays.")
    assert list(lint(lesson, session)) == []


def test_whole_programs_are_listed_but_no_finding(
    session: Session, toy_course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list says also of a lesson that was found sound before."""
    text = BELIEF.replace("says:", "whole: true\nsays:").format(
        expect="test_two_and_three, test_any_numbers", result="a * b"
    )
    breaks = write("instructor", "misconceptions/runs.py", f"{text}\n\nprint('imported')\n")
    assert [each for each in findings(session, toy_course, tmp_path, breaks) if "runs" in each] == []

    monkeypatch.setenv("DLGRADE_COURSE", str(tmp_path))
    monkeypatch.setattr("grader.authoring.proofs.prove", lambda *_, **__: iter(()))
    done = CliRunner().invoke(main, ["lint", "lesson01"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "lesson01: whole programs: runs.py\n"


def bare(languages: str) -> Break:
    """No handout, public suite, misconception or claim, too few hints: a course of one's own at its beginning."""

    def breaks(handout: Path, instructor: Path) -> None:
        (handout.parents[1] / "course.toml").write_text(f'title = "Bare"\nlanguages = {languages}\n')
        for path in (handout / ENGLISH, handout / "README.zh.md", handout / "test_public.py", instructor / WRONG):
            path.unlink()
        replace("handout", "lesson.toml", '"Read the docstring.", ', "")(handout, instructor)
        replace("instructor", SUITE, "add(2, 3) is 5\n\n    zh: add(2, 3) 等于 5\n", "")(handout, instructor)

    return breaks


def test_basic_level_asks_for_no_prose(session: Session, toy_course: Course, tmp_path: Path) -> None:
    """But for the same in each language, and for a suite that holds."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert list(findings(session, toy_course, first, bare('["en"]'))) == []
    assert "README.md is missing" in list(lint(Course(first).lesson("lesson01"), session, level="taught"))

    found = list(findings(session, toy_course, second, bare('["en", "fr"]')))
    assert "lesson.toml lacks title_fr" in found
    assert "lesson.toml: task 1 needs 2 hints in each language" in found
    assert [each for each in found if "fr" not in each and "hints" not in each] == []


def test_proven_level_asks_for_the_mutants(session: Session, toy_course: Course, tmp_path: Path) -> None:
    """A constant that no test sees survives, and says so at this level alone."""
    breaks = replace("instructor", "add.py", "return a + b", "return a + b + 0 * 1")
    assert list(findings(session, toy_course, tmp_path, breaks)) == []
    found = list(lint(Course(tmp_path).lesson("lesson01"), session, level="proven"))
    assert found
    assert all("mutant" in each for each in found)
