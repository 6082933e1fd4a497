"""How each grader is laid out, started and read: four adapters of one shape."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.security.harness import formats
from benchmarks.security.harness.lab import ENVS, Files, Plan

__all__ = ["ASSIGNMENT", "NAME", "PEERS", "SOLUTION", "Peer", "python"]

COURSE = "/tmp/course"
ASSIGNMENT = "ps1"
NAME = "logistic_regression"
SOLUTION = (formats.EXERCISE / "solution.py").read_text()


@dataclass(frozen=True)
class Peer:
    """`plan(source, extra)` lays one submission out; `points(result)` reads the grader's result, None if there is none to read."""

    name: str
    plan: Callable[[str, dict[str, str]], Plan]
    points: Callable[[str], float | None]


def python(peer: str) -> str:
    return str(ENVS / peer / "bin" / "python")


def pytest_plan(source: str, extra: dict[str, str]) -> Plan:
    """The usual loop: a student's files are copied beside the tests; the others' stand a folder further."""
    handed_in = {f"{NAME}.py": source, **extra}
    tree: Files = {f"grading/{name}": text for name, text in handed_in.items()}
    tree |= {f"grading/test_{NAME}.py": formats.pytest_suite(), f"submissions/neighbour/{NAME}.py": SOLUTION}
    command = [python("pytest"), "-m", "pytest", f"test_{NAME}.py", "--json-report", "--json-report-file=report.json"]
    return Plan("pytest", COURSE, [command], "grading/report.json", tree, folder="grading")


def pytest_points(result: str) -> float | None:
    """The tests that we know and that the report says passed."""
    tests = {
        test["nodeid"].split("::")[-1]: test["outcome"] for test in json.loads(result)["tests"] if "nodeid" in test
    }
    return float(sum(tests.get(name) == "passed" for name in formats.TESTS))


RUN_TESTS = """import unittest

from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

suite = unittest.defaultTestLoader.discover("tests")
with open("/autograder/results/results.json", "w") as file:
    JSONTestRunner(visibility="visible", stream=file).run(suite)
"""


def gradescope_plan(source: str, extra: dict[str, str]) -> Plan:
    """Gradescope's own sample: run_autograder copies the submission beside run_tests.py. One container a student."""
    handed_in = {f"{NAME}.py": source, **extra}
    tree: Files = {f"source/{name}": text for name, text in handed_in.items()}
    tree |= {f"submission/{name}": text for name, text in handed_in.items()}
    tree |= {f"source/tests/test_{NAME}.py": formats.gradescope_suite(), "source/tests/__init__.py": ""}
    tree |= {"source/run_tests.py": RUN_TESTS, "results/.keep": ""}
    command = [python("gradescope"), "run_tests.py"]
    return Plan("gradescope", "/autograder", [command], "results/results.json", tree, folder="source")


def gradescope_points(result: str) -> float | None:
    """As Gradescope reads it: the `score` of the document, else the sum of its tests."""
    document = json.loads(result)
    if "score" in document:
        return min(float(document["score"]), float(len(formats.TESTS)))
    return float(sum(test.get("score", 0) for test in document["tests"]))


def otter_plan(source: str, extra: dict[str, str]) -> Plan:
    notebook = formats.notebook(source)
    handed_in, name = (
        (zipped({f"{NAME}.ipynb": notebook, **extra}), "mallory.zip") if extra else (notebook, "mallory.ipynb")
    )
    config = json.dumps({"lang": "python", "show_hidden": True})
    autograder = zipped(
        {"otter_config.json": config} | {f"tests/{key}": text for key, text in formats.otter_files().items()}
    )
    tree: Files = {"autograder.zip": autograder, f"submissions/{name}": handed_in}
    tree |= {f"submissions/neighbour_{NAME}.ipynb": formats.notebook(SOLUTION), "results/.keep": ""}
    command = [
        python("otter"),
        "-m",
        "otter",
        "run",
        "--no-logo",
        "-a",
        "autograder.zip",
        "-o",
        "results",
        f"submissions/{name}",
    ]
    return Plan("otter", COURSE, [command], "results/results.json", tree)


def zipped(files: dict[str, str]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return memory.getvalue()


def otter_points(result: str) -> float | None:
    return float(sum(test.get("score", 0) for test in json.loads(result)["tests"]))


# As nbgrader's own model adds a grade up; only this student has grades in this gradebook.
READ_SCORE = """import sqlite3
points = "SELECT SUM(COALESCE(manual_score, auto_score, 0) + COALESCE(extra_credit, 0)) FROM grade"
print(sqlite3.connect("gradebook.db").execute(points).fetchone()[0], file=open("score.txt", "w"))
"""


def nbgrader_plan(source: str, extra: dict[str, str]) -> Plan:
    folder = f"submitted/mallory/{ASSIGNMENT}"
    tree: Files = {f"{folder}/{name}": text for name, text in extra.items()}
    tree |= {f"{folder}/{NAME}.ipynb": formats.notebook(source, cells=formats.nbgrader_cells(released=True))}
    grade = [python("nbgrader"), "-m", "nbgrader", "autograde", ASSIGNMENT, "--student", "mallory", "--force"]
    commands = [grade, [sys.executable, "-I", "-c", READ_SCORE]]
    shown = f"autograded/mallory/{ASSIGNMENT}/*.ipynb"
    return Plan("nbgrader", COURSE, commands, "score.txt", tree, base=ENVS / "nbgrader-course", shown=shown)


def nbgrader_points(result: str) -> float | None:
    return float(result)


PEERS = {
    "pytest": Peer("pytest", pytest_plan, pytest_points),
    "gradescope": Peer("gradescope", gradescope_plan, gradescope_points),
    "otter": Peer("otter", otter_plan, otter_points),
    "nbgrader": Peer("nbgrader", nbgrader_plan, nbgrader_points),
}
