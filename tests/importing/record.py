"""Asks Otter and nbgrader themselves what each submission of our notebooks passes, and writes it to verdicts/.

python -m tests.importing.record nbgrader
python -m tests.importing.record otter     # makes an environment of its own, with otter-grader from the index
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.importing import notebooks
from tests.importing.notebooks import changed, solved, write, write_homework

Verdicts = dict[str, dict[str, float]]  # of each test of a submission: whether it passes, or for nbgrader its points
VERDICTS = Path(__file__).parent / "verdicts"
OTTER = "otter-grader[grading]>=6,<8"

# Runs where Otter is: each line of the plan is an assignment's kind, its folder, and the submissions to it.
OTTER_RUN = """
import json, pathlib, subprocess, sys
from otter.api import grade_submission
found = {}
for name, plan in json.loads(pathlib.Path(sys.argv[1]).read_text()).items():
    folder = pathlib.Path(plan["folder"])
    out = folder / "out"
    if plan["assign"]:
        subprocess.run([sys.executable, "-m", "otter", "assign", plan["assign"], str(out), "--no-run-tests"], check=True, cwd=folder)
    else:
        out.mkdir()
        subprocess.run([sys.executable, "-m", "otter", "generate", "-t", str(folder / "tests"), "-o", str(out / "autograder.zip")], check=True, cwd=folder)
    archive, = out.rglob("*autograder*.zip")
    found[name] = {}
    for wrong, path in plan["submissions"].items():
        results = grade_submission(path, str(archive), quiet=True)
        found[name][wrong] = {
            test.name: {"all_or_nothing": test.all_or_nothing, "cases": [case.passed for case in test.test_case_results]}
            for test in results.results.values()
        }
pathlib.Path(sys.argv[2]).write_text(json.dumps(found))
"""


def submissions(cells: list[Any], wrong: Mapping[str, Mapping[str, str]]) -> dict[str, list[Any]]:
    """The cells of the right answer and of each wrong one."""
    return {"right": cells} | {name: changed(cells, changes) for name, changes in wrong.items()}


def nbgrader_verdicts(name: str, cells: list[Any], wrong: Mapping[str, Mapping[str, str]], root: Path) -> Verdicts:
    """The points of each test cell, by its name in the lesson."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    os.environ["PATH"] = os.pathsep.join(
        (str(Path(sys.prefix) / "bin"), os.environ["PATH"])
    )  # it calls alembic by name
    write(cells, root / "source" / "ps" / f"{name}.ipynb")
    handed_in = submissions(cells, wrong)
    for student, each in handed_in.items():
        write(each, root / "submitted" / student / "ps" / f"{name}.ipynb")
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = "one"
    api = NbGraderAPI(config=config)
    for done in (api.generate_assignment("ps"), *(api.autograde("ps", student) for student in handed_in)):
        assert done["success"], done["log"]
    tests = [
        marks["grade_id"]
        for cell in cells
        if (marks := cell.metadata.get("nbgrader")) and marks["grade"] and not marks["solution"]
    ]
    found: Verdicts = {}
    for student in handed_in:
        with api.gradebook as book:
            scores = {
                grade.name: grade.auto_score for grade in book.find_submission_notebook(name, "ps", student).grades
            }
        found[student] = {_test_name(test): scores[test] for test in tests}
    return found


def otter_verdicts(root: Path) -> dict[str, Verdicts]:
    """Of both of Otter's likenesses, asked in an environment of its own."""
    environment = root / "env"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", OTTER, "numpy"], check=True)
    lab, homework = root / "lab", root / "homework"
    write(notebooks.LAB, lab / "lab.ipynb")
    write_homework(homework)
    plan: dict[str, Any] = {}
    for name, folder, cells, wrong in (
        ("lab", lab, solved(notebooks.LAB), notebooks.LAB_WRONG),
        ("words_hw", homework, notebooks.HOMEWORK, notebooks.HOMEWORK_WRONG),
    ):
        paths = {
            each: str(write(made, folder / "handed_in" / f"{each}.ipynb"))
            for each, made in submissions(cells, wrong).items()
        }
        plan[name] = {"folder": str(folder), "assign": "lab.ipynb" if name == "lab" else "", "submissions": paths}
    (root / "plan.json").write_text(json.dumps(plan))
    subprocess.run([python, "-c", OTTER_RUN, root / "plan.json", root / "found.json"], check=True)
    found = json.loads((root / "found.json").read_text())
    return {name: {wrong: _cases(questions) for wrong, questions in each.items()} for name, each in found.items()}


def _cases(questions: dict[str, dict[str, Any]]) -> dict[str, float]:
    """By the tests' names as the lesson has them."""
    found: dict[str, float] = {}
    for name, told in questions.items():
        if told["all_or_nothing"] or len(told["cases"]) == 1:
            found[f"test_{name}"] = all(told["cases"])
        else:
            found |= {f"test_{name}_{number}": passed for number, passed in enumerate(told["cases"], 1)}
    return found


def _test_name(cell: str) -> str:
    return f"test_{cell.removeprefix('test_')}"


def recorded(name: str) -> Verdicts:
    found: Verdicts = json.loads((VERDICTS / f"{name}.json").read_text())
    return found


def verdicts_of(tool: str, root: Path) -> dict[str, Verdicts]:
    """By the likeness's name."""
    if tool == "otter":
        return otter_verdicts(root)
    return {
        "problem": nbgrader_verdicts("problem", notebooks.PROBLEM, notebooks.PROBLEM_WRONG, root / "problem"),
        "series": nbgrader_verdicts("series", notebooks.SERIES, notebooks.SERIES_WRONG, root / "series"),
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for likeness, verdicts in verdicts_of(sys.argv[1], Path(folder)).items():
            (VERDICTS / f"{likeness}.json").write_text(json.dumps(verdicts, indent=1) + "\n")
