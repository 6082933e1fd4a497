"""The zip for Gradescope, run as Gradescope runs it: in a container of its own, as root, without this repository."""

from __future__ import annotations

import ast
import importlib.metadata
import io
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from grader.course.lessons import Course
from grader.errors import UsageError
from grader.lms.package import PACKAGE, gradescope_package
from grader.lms.pins import pins
from tests.lms.gradescope_harness import MOST, TOKEN, Harness, Run

RIGHT = "def add(a, b):\n    return a + b\n"
WRONG = "def add(a, b):\n    return a - b\n"
ATTACK = Path(__file__).parents[1] / "attacks" / "files" / "score_autograder.py"
HOSTILE = (
    ATTACK.read_text()
    + """
import signal, subprocess

def kill(name):
    if os.stat("/proc/" + name).st_uid != os.getuid():
        os.kill(int(name), signal.SIGKILL)
        return True

for name in filter(str.isdigit, os.listdir("/proc")):
    attempt("kill", lambda: kill(name))
attempt("root", lambda: os.setuid(0) is None)
attempt("namespaces", lambda: subprocess.run(["unshare", "-U", "true"], capture_output=True).returncode == 0)

def add(a, b):
    return f"found {found}" if found else a + b
"""
)
IN_TIME = {
    "created_at": "2026-10-01T12:00:00.000000-07:00",
    "assignment": {"due_date": "2026-10-01T23:00:00.000000-07:00"},
}
LATE = {**IN_TIME, "created_at": "2026-10-03T12:00:00.000000-07:00", "users": [{"name": "Ana", "email": "ana@x.edu"}]}
TWENTY_PERCENT = 'title = "A toy course"\n[late]\npercent_per_day = 10\n'

as_root = pytest.mark.skipif(os.getuid() != 0, reason="Gradescope's container belongs to root")


@pytest.fixture(scope="module")
def package(toy_course: Course) -> bytes:
    return gradescope_package(toy_course.lesson("lesson01"), language="en", minutes=10, python="3.12")


@pytest.fixture(scope="module")
def harness(package: bytes, tmp_path_factory: pytest.TempPathFactory) -> Harness:
    return Harness(package, tmp_path_factory.mktemp("gradescope"))


@pytest.fixture(scope="module")
def wrong(harness: Harness) -> Run:
    return harness.run({"add.py": WRONG, "notes.txt": "mine"}, IN_TIME)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@as_root
def test_image_is_built_when_the_solution_has_full_marks(harness: Harness) -> None:
    """The last line of setup.sh grades the lesson's own solution."""
    built = harness.build()

    assert (built.exit, "3 / 3 points" in built.stdout) == (0, True)


@as_root
def test_correct_submission_loses_what_its_lateness_costs(harness: Harness) -> None:
    """Two days begun after the assignment's own due date cost 20 % where the course takes 10 % a day."""
    run = harness.run({"add.py": RIGHT}, LATE, course_toml=TWENTY_PERCENT)

    assert run.results["score"] == 2.4
    tests, late, grade = run.results["output"].splitlines()
    assert (tests, grade) == ("Tests: 3", "Grade: 2.4 / 3")
    assert late.startswith("2 days late: -0.6 (handed in ")
    assert [test["status"] for test in run.results["tests"]] == ["passed", "passed"]
    assert (run.failed, run.exit) == (False, 0)


@as_root
def test_wrong_submission_reads_why(wrong: Run) -> None:
    """Each hidden test is a visible test with its claim, its task as tag, and what the student must read."""
    first = wrong.results["tests"][0]

    assert wrong.results["score"] == 0
    assert (first["name"], first["number"], first["tags"]) == ("add(2, 3) is 5", "1.1", ["task 1"])
    assert "expected: 5" in first["output"]
    assert "yours: -1" in first["output"]
    assert (first["score"], first["max_score"], first["status"], first["visibility"]) == (0, 1, "failed", "visible")


@as_root
def test_nothing_is_html_and_students_see_no_log(wrong: Run) -> None:
    """Texts are of the format `text`, and what the grader prints is for instructors."""
    formats = [wrong.results[name] for name in ("output_format", "test_output_format", "test_name_format")]

    assert formats == ["text"] * 3
    assert wrong.results["stdout_visibility"] == "hidden"
    assert "0 / 3 points" in wrong.stdout


@as_root
def test_suite_and_results_are_closed_to_other_users(wrong: Run) -> None:
    """Whatever the image left open is root's alone before student code runs; and the sandbox was another user."""
    assert [mode(wrong.tree / name) for name in ("source", "submission", "results")] == [0o700] * 3
    assert [mode(wrong.tree / name) for name in ("results/results.json", "submission_metadata.json")] == [0o600] * 2
    assert wrong.results["extra_data"]["sandbox"] == "uid"


@as_root
def test_hostile_submission_gains_and_damages_nothing(harness: Harness) -> None:
    """On a kernel without Landlock too, it may not read the suite or the platform's token, write a result, kill, or leave a
    process; it is graded as what it computes."""
    run = harness.run({"add.py": HOSTILE}, IN_TIME, packages=harness.without_landlock)

    assert [test["output"] for test in run.results["tests"]] == ["", ""]
    assert run.results["score"] == 3
    assert run.users == {0}
    assert TOKEN not in str(run.results)


@as_root
def test_time_that_runs_out_is_a_result_that_can_be_read(harness: Harness) -> None:
    """Before Gradescope's own limit, a text says why nothing counts, and no process of the student's is left."""
    run = harness.run({"add.py": "while True:\n    pass\n"}, IN_TIME, plan={"seconds": 6})

    assert run.results["score"] == 0
    assert run.results["output"].startswith("The grading was stopped after 0.1 minutes")
    assert (run.failed, run.users) == (False, {0})


@as_root
def test_fault_of_ours_gives_no_score(harness: Harness) -> None:
    """A broken lesson is no zero: there is no score, Gradescope shows a failed run, and the log says what is wrong."""
    run = harness.run({"add.py": RIGHT}, IN_TIME, course_toml="title = 1\n")

    assert (run.failed, run.exit) == (True, 3)
    assert "The grader is at fault" in run.results["output"]
    assert "course.toml is not as it must be" in run.stdout


def test_other_lessons_do_not_travel(package: bytes) -> None:
    """The zip has the lesson's two folders, the grader without the demo's submissions, and the scripts at its root."""
    names = zipfile.ZipFile(io.BytesIO(package)).namelist()
    tops = {
        "/".join(name.split("/")[:3]) for name in names if name.startswith(("course/exercises", "course/solutions"))
    }

    assert tops == {"course/exercises/lesson01_add", "course/solutions/lesson01_add"}
    assert {name for name in names if "/" not in name} == {
        "setup.sh",
        "run_autograder",
        "plan.json",
        "requirements.txt",
    }
    assert not [name for name in names if "demo" in name or "__pycache__" in name]


def test_scripts_are_shell_that_unix_can_run(package: bytes, tmp_path: Path) -> None:
    """Both parse, are executable, have Unix line ends, and setup.sh installs the very versions of this machine."""
    archive = zipfile.ZipFile(io.BytesIO(package))
    for name in ("setup.sh", "run_autograder"):
        data = archive.read(name)
        assert data.startswith(b"#!/bin/sh\n")
        assert b"\r" not in data
        assert b"@" not in data
        assert archive.getinfo(name).external_attr >> 16 == 0o100755
        subprocess.run(["sh", "-n", "-c", data.decode()], check=True)
    assert "--python 3.12 " in archive.read("setup.sh").decode()
    assert archive.read("requirements.txt").decode().split() == pins()


def test_pins_have_no_gpu_and_all_else() -> None:
    """What torch needs for GPUs would be gigabytes; all that the grader imports is there, and what that needs in its turn."""
    names = pinned()

    assert {"torch", "torchvision", "pytest", "msgspec", "numpy", "pyyaml", "jinja2", "markupsafe"} <= names
    assert not [name for name in names if name.startswith(("nvidia", "cuda", "triton", "dlgrade"))]
    assert not [pin for pin in pins() if "+" in pin]


def test_pins_hold_whatever_the_grader_imports() -> None:
    """A package that a module needs as soon as it is loaded would else be missing in the image, and no build would end."""
    served = {"cryptography", "multipart", "sqlalchemy", "starlette", "uvicorn"}
    optional = served | {
        "copydetect",
        "distributed",
        "httpx",
        "IPython",
        "jwt",
        "nbformat",
    }  # extras, each in its own modules
    needed: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body if "demo" not in path.parts else []:
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            needed |= {name.split(".")[0] for name in names}
    homes, there = importlib.metadata.packages_distributions(), pinned()
    bought = needed - set(sys.stdlib_module_names) - optional - {"grader"}

    assert {name for name in bought if not {canonicalize_name(home) for home in homes[name]} & there} == set()


def pinned() -> set[str]:
    return {pin.split("==")[0] for pin in pins()}


def test_same_course_gives_the_same_bytes(toy_course: Course) -> None:
    """So an instructor can tell whether the uploaded package is still the course's."""
    lesson = toy_course.lesson("lesson01")
    first, second = (gradescope_package(lesson, language="en", minutes=10, python="3.12") for _ in range(2))

    assert first == second


def test_limit_that_is_too_short_is_refused(toy_course: Course) -> None:
    """A submission that uses all of its own time must still be graded before Gradescope stops it."""
    with pytest.raises(UsageError, match="--minutes 5"):
        gradescope_package(toy_course.lesson("lesson01"), language="en", minutes=4, python="3.12")


def test_no_output_reaches_the_limit() -> None:
    """Gradescope removes the middle of longer texts; ours end before."""
    from grader.lms import gradescope
    from grader.reports import plain_text

    assert max(gradescope.MOST, plain_text.MOST) * 2 < MOST
