"""Courses without PyTorch: plain Python, NumPy, scikit-learn and pandas, from a check to a regraded class. PyTorch is never loaded."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from grader.course.lessons import Course, Lesson
from grader.engine.preload import needed_imports
from grader.engine.session import Options, Session
from grader.errors import UsageError
from grader.intake.submission import Submission
from grader.learner.checking import Warm
from grader.learner.own_tests import check_tests
from grader.sandbox import choose
from grader.scorecard import Scorecard
from grader.wire.channel import Malformed
from grader.wire.messages import Array, Limits
from grader.wire.values import unpack

COURSE = Path(__file__).parent / "courses" / "plain"
LESSONS = ("lesson01", "lesson02", "lesson03", "lesson04")


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Session(choose("auto", own_code=True), Limits(), preload=("numpy",)) as session:
        yield session


def grade(session: Session, lesson: Lesson, source: str | bytes) -> Scorecard:
    data = source.encode() if isinstance(source, str) else source
    return session.grade(lesson, Submission({lesson.main: data}), Options(3))


@pytest.mark.parametrize("name", LESSONS)
def test_right_unwritten_and_wrong_answers_of_each_kind(session: Session, name: str) -> None:
    lesson = Course(COURSE).lesson(name)
    right = grade(session, lesson, lesson.solution.read_bytes())
    assert (right.exit_code, right.message) == (0, right.message), right.tests
    assert {test.outcome for test in grade(session, lesson, lesson.stub.read_bytes()).tests} == {"not_run"}
    for misconception in lesson.misconceptions:
        card = grade(session, lesson, misconception.source)
        missed = {test.id.partition("[")[0] for test in card.tests if test.outcome != "passed"}
        assert missed == set(misconception.expect)
        assert name != "lesson02" or misconception.name in {test.misconception for test in card.tests}


LOADED = """
    import sys
    with open("/proc/self/maps") as file:
        assert "libtorch" not in file.read()
    assert "torch" not in sys.modules
"""


def test_neither_judge_nor_worker_has_ever_loaded_pytorch(session: Session, tmp_path: Path) -> None:
    """By the libraries that the kernel has mapped into them, whatever a module's name is."""
    shutil.copytree(COURSE, tmp_path, dirs_exist_ok=True)
    lesson = Course(tmp_path).lesson("lesson01")
    suite = f"import pytest\n@pytest.mark.task(1)\ndef test_it(student):\n    'claim'\n    student.count('')\n{LOADED}"
    for path in lesson.suite_files:
        path.write_text(suite)
    card = grade(session, lesson, f"def count(text):\n{LOADED}")
    assert [test.outcome for test in card.tests] == ["passed"], card.tests
    assert "torch" not in card.environment


def test_no_command_loads_pytorch_by_itself() -> None:
    modules = [path.stem for path in (Path(__file__).parents[1] / "grader" / "commands").glob("*.py")]
    names = ["grader.cli", *(f"grader.commands.{name}" for name in modules if name != "__init__")]
    code = (
        f"import sys, importlib; [importlib.import_module(name) for name in {names}]; sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_student_code_does_not_find_pytorch_and_is_told_why(session: Session) -> None:
    card = grade(session, Course(COURSE).lesson("lesson02"), "import torch\ndef softmax(z): return torch.softmax(z, 1)")
    assert "this lesson does without torch" in str(card.tests[0].message)


def test_a_tensor_is_no_answer_where_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker of its own making may send one all the same."""
    monkeypatch.setattr("grader.wire.values.torch_is_loaded", lambda: False)
    with pytest.raises(Malformed):
        unpack(Array("tensor", "float32", (1,)), memoryview(bytes(4)), str)


OWN_TESTS = {
    "lesson01": 'from words import count\ndef test_it():\n    assert count("b a a") == {"a": 2, "b": 1}\n',
    "lesson02": (
        "import numpy as np\nfrom shares import softmax\n"
        "def test_it():\n    x = np.ones((2, 4))\n    assert softmax(x).tolist() == [[0.25] * 4] * 2\n    assert x.sum() == 8\n"
    ),
}


@pytest.mark.parametrize("name", OWN_TESTS)
def test_a_student_s_own_tests_are_tried_without_pytorch(session: Session, tmp_path: Path, name: str) -> None:
    """Each of them catches the lesson's one wrong program and lets the right one pass."""
    (tmp_path / "my_tests.py").write_text(OWN_TESTS[name])

    class Shared:
        def session(self, *_: object) -> Session:
            return session

    found = check_tests(Course(COURSE).lesson(name), tmp_path / "my_tests.py", warm=cast(Warm, Shared()), seed=3)

    assert [(test.name, test.sound, test.caught) for test in found.tests] == [("test_it", True, 1)]
    assert (found.caught, found.wrong, found.exit_code) == (1, 1, 0)


ATTACKS = {
    "shadows a package of the judge's": {"numpy.py": "raise SystemExit", "pytest.py": "raise SystemExit"},
    "shadows the module beside it": {"helpers.py": "import os; os._exit(0)"},
}


@pytest.mark.parametrize("files", ATTACKS.values(), ids=ATTACKS)
def test_a_module_beside_the_file_shadows_nothing_of_the_judge(session: Session, files: dict[str, str]) -> None:
    lesson = Course(COURSE).lesson("lesson02")
    beside = {name: source.encode() for name, source in files.items()}
    submission = Submission({lesson.main: lesson.solution.read_bytes(), **beside})
    card = session.grade(lesson, submission, Options(3))
    assert card.outcome == "graded"
    assert grade(session, lesson, lesson.solution.read_bytes()).exit_code == 0


def test_a_lesson_with_pytorch_says_what_to_install(monkeypatch: pytest.MonkeyPatch, toy_course: Course) -> None:
    monkeypatch.setattr("grader.devices.find_spec", lambda name: None)
    lesson = toy_course.lesson("lesson01")
    session = Session(choose("auto", own_code=True), Limits(), preload=needed_imports(lesson, Submission()))
    with pytest.raises(UsageError, match=r"pip install 'dlgrade\[torch\]'"), session:
        pass


def test_a_class_from_grading_to_a_report(tmp_path: Path) -> None:
    """As it is typed; a course of its own, whose lesson asks for predictions, too."""
    shutil.copytree(COURSE.parent / "artefacts", tmp_path / "course")
    lesson = Course(tmp_path / "course").lesson("lesson01")
    for name in ("ana", "ben"):
        folder = tmp_path / "handed_in" / name
        folder.mkdir(parents=True)
        for file in (lesson.solution, *lesson.artefacts(lesson.instructor).values()):
            shutil.copy(file, folder)
    (tmp_path / "handed_in" / "ben" / "predictions.csv").write_text(
        "id,prediction\n" + "".join(f"{n},1\n" for n in range(10))
    )
    environment = os.environ | {"DLGRADE_COURSE": str(tmp_path / "course")}

    def run(*words: str) -> str:
        command = [sys.executable, "-c", "from grader.cli import main; main()", *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    out = str(tmp_path / "graded")
    graded = json.loads(
        run("grade", "lesson01", str(tmp_path / "handed_in"), "--out", out, "--sandbox", "process", "--json")
    )
    assert [(each["student"], each["score"]) for each in graded["grades"]] == [("ana", "5"), ("ben", "2")]
    suite = lesson.suite_files[0]
    suite.write_text(suite.read_text().replace("baseline=0.5", "baseline=0.0"))
    regraded = json.loads(run("regrade", out, "--json"))
    assert [each["score"] for each in regraded["grades"]] == ["5", "3.5"]
    run("report", out)
    assert "accuracy 0.5" in (tmp_path / "graded" / "students" / "ben.html").read_text()
    run("board", out, "--names")
    assert "ana" in (tmp_path / "graded" / "board.html").read_text()
