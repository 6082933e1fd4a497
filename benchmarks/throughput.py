"""Submissions an hour: the same exercise, six tests and class before dlgrade and four other graders.

Each of the others comes from PyPI into an environment of its own and is run as its documents say: pytest, gradescope-utils
and Otter once for each submission, nbgrader once for the class. As many run at a time as --jobs says, except nbgrader,
which knows no such thing. The full marks that each finds show that all ran the same tests. dlgrade is timed with its start,
and then what each of WARM more submissions adds; the floor is the tests' own arithmetic, in one process that is warm.

Run: .venv/bin/python -m benchmarks.throughput [--count 40] [--jobs 1] [--peers pytest,gradescope,otter,nbgrader]
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.security.harness.envs import prepare, versions
from benchmarks.security.harness.lab import ENVS

HERE = Path(__file__).parent

RIGHT = (HERE / "course" / "solutions" / "lesson01_softmax" / "softmax.py").read_text()
# One right submission and three that are wrong as students are.
CLASS = [
    RIGHT,
    RIGHT.replace("e.sum(dim=1, keepdim=True)", "e.sum()"),
    RIGHT.replace("x - x.max(dim=1, keepdim=True).values", "x"),
    RIGHT.replace(".mean()", ".sum()"),
]
# The suite of benchmarks/course as plain asserts.
SUITE = """
def test_values():
    x = torch.randn(8, 10)
    assert torch.allclose(softmax(x), torch.softmax(x, dim=1))

def test_rows_sum_to_one():
    got = softmax(torch.randn(4, 3))
    assert got.shape == (4, 3)
    assert torch.allclose(got.sum(dim=1), torch.ones(4))

def test_large_logits():
    x = torch.tensor([[1000.0, 0.0, -1000.0]])
    assert torch.allclose(softmax(x), torch.tensor([[1.0, 0.0, 0.0]]))

def test_input_unchanged():
    x = torch.randn(3, 3)
    before = x.clone()
    softmax(x)
    assert torch.equal(x, before)

def test_nll():
    logp, y = torch.log_softmax(torch.randn(16, 10), dim=1), torch.randint(0, 10, (16,))
    assert torch.allclose(nll(logp, y), torch.nn.functional.nll_loss(logp, y))

def test_nll_of_one_sample():
    logp = torch.log(torch.tensor([[0.25, 0.75]]))
    assert abs(float(nll(logp, torch.tensor([0]))) - 1.3862944) < 1e-5
"""
TESTS = {
    node.name: ast.get_source_segment(SUITE, node) or ""
    for node in ast.parse(SUITE).body
    if isinstance(node, ast.FunctionDef)
}
WARM = 200
RUN_TESTS = """import unittest
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
suite = unittest.defaultTestLoader.discover("tests")
with open("results.json", "w") as file:
    JSONTestRunner(visibility="visible", stream=file).run(suite)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--peers", default=",".join(PEERS))
    asked = parser.parse_args()
    prepare()
    sources = [f"{CLASS[number % len(CLASS)]}# student {number}\n" for number in range(asked.count)]
    graders = {"dlgrade": dlgrade} | {name: PEERS[name] for name in asked.peers.split(",") if name}
    print(f"{asked.count} submissions, {asked.jobs} at a time; {json.dumps(versions())}")
    print(f"{'grader':<12}{'full marks':>12}{'seconds':>10}{'each':>9}{'an hour':>10}{'of dlgrade':>12}{'of warm':>10}")
    with tempfile.TemporaryDirectory(prefix="throughput-") as folder:
        alone = dlgrade(Path(folder), sources, 1)[1]
    ours = warm = 0.0
    for name, grade in graders.items():
        with tempfile.TemporaryDirectory(prefix="throughput-") as folder:
            full, seconds = grade(Path(folder), sources, asked.jobs)
        each = seconds / asked.count
        if name == "dlgrade":
            ours, warm = each, (with_more(sources, asked.jobs) - seconds) / WARM
        row = f"{full:>12}{seconds:>10.1f}{each:>9.3f}{3600 / each:>10.0f}{each / ours:>12.2f}{each / warm:>10.1f}"
        print(f"{name:<12}{row}", flush=True)
    least = floor()
    print(f"dlgrade, one at a time: {alone:.1f} s, {60 * asked.count / alone:.0f} a minute")
    print(
        f"dlgrade, once warm: {warm:.4f} s each, {3600 / warm:.0f} an hour; the floor: {least:.4f} s each, 1 / {warm / least:.0f}"
    )


def run(command: list[str], cwd: Path, peer: str = "", check: bool = True) -> int:
    path = f"{ENVS / peer / 'bin'}:{os.environ['PATH']}" if peer else os.environ["PATH"]
    environment = os.environ | {"PATH": path, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    if check and done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
    return done.returncode


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def timed(action: Callable[[Path], object], folders: list[Path], jobs: int) -> float:
    started = time.perf_counter()
    with ThreadPoolExecutor(jobs) as threads:
        list(threads.map(action, folders))
    return time.perf_counter() - started


def python(peer: str) -> str:
    return str(ENVS / peer / "bin" / "python")


def dlgrade(room: Path, sources: list[str], jobs: int) -> tuple[int, float]:
    """One command, its start included."""
    write(room / "class", {f"s{number}.py": source for number, source in enumerate(sources)})
    command = [str(Path(sys.executable).with_name("dlgrade")), "grade", "lesson01", str(room / "class")]
    command += ["--out", str(room / "out"), "--jobs", str(jobs)]
    started = time.perf_counter()
    run(command, HERE / "course")
    seconds = time.perf_counter() - started
    rows = csv.DictReader(io.StringIO((room / "out" / "grades.csv").read_text(encoding="utf-8-sig")))
    return sum(row["score"] == "6" for row in rows), seconds


def with_more(sources: list[str], jobs: int) -> float:
    """Seconds for the class and WARM submissions more."""
    more = [f"{CLASS[number % len(CLASS)]}# one more, {number}\n" for number in range(WARM)]
    with tempfile.TemporaryDirectory(prefix="throughput-") as folder:
        return dlgrade(Path(folder), sources + more, jobs)[1]


def floor() -> float:
    """Seconds for the six tests on one submission, run one after the other in a process that has run them before."""
    program = f"import time, torch\ntorch.set_num_threads(1)\n{RIGHT}\n{SUITE}\ntests = [{', '.join(TESTS)}]\n"
    program += "for n in range(101):\n    started = time.perf_counter() if n == 1 else started if n else 0\n"
    program += "    for test in tests: test()\nprint((time.perf_counter() - started) / 100)\n"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return float(done.stdout)


def pytest(room: Path, sources: list[str], jobs: int) -> tuple[int, float]:
    suite = f"import torch\nfrom softmax import nll, softmax\n{SUITE}"
    files = [{"softmax.py": source, "test_softmax.py": suite} for source in sources]
    folders = [write(room / str(number), each) for number, each in enumerate(files)]
    codes: list[int] = []
    command = [python("pytest"), "-m", "pytest", "-q", "test_softmax.py"]
    seconds = timed(lambda folder: codes.append(run(command, folder, "pytest", check=False)), folders, jobs)
    return codes.count(0), seconds


def gradescope(room: Path, sources: list[str], jobs: int) -> tuple[int, float]:
    methods = "\n".join(f"@weight(1)\n{source.replace('():', '(self):', 1)}\n" for source in TESTS.values())
    suite = "import torch\nimport unittest\nfrom softmax import nll, softmax\n"
    suite += "from gradescope_utils.autograder_utils.decorators import weight\n\n\n"
    suite += "class TestSoftmax(unittest.TestCase):\n" + textwrap.indent(methods, "    ")
    fixed = {"tests/test_softmax.py": suite, "tests/__init__.py": "", "run_tests.py": RUN_TESTS}
    folders = [write(room / str(n), {"softmax.py": source, **fixed}) for n, source in enumerate(sources)]
    seconds = timed(lambda folder: run([python("gradescope"), "run_tests.py"], folder, "gradescope"), folders, jobs)
    return sum(points(folder / "results.json") == len(TESTS) for folder in folders), seconds


def points(results: Path) -> float:
    return float(sum(test.get("score", 0) for test in json.loads(results.read_text())["tests"]))


def otter(room: Path, sources: list[str], jobs: int) -> tuple[int, float]:
    with zipfile.ZipFile(room / "autograder.zip", "w") as archive:
        archive.writestr("otter_config.json", json.dumps({"lang": "python", "show_hidden": True}))
        for name, source in TESTS.items():
            archive.writestr(f"tests/{name}.py", otter_question(name, source))
    folders = [
        write(room / str(n), {"s.ipynb": notebook([cell(source)]), "results/.keep": ""})
        for n, source in enumerate(sources)
    ]
    command = [
        python("otter"),
        "-m",
        "otter",
        "run",
        "--no-logo",
        "-a",
        "../autograder.zip",
        "-o",
        "results",
        "s.ipynb",
    ]
    seconds = timed(lambda folder: run(command, folder, "otter"), folders, jobs)
    return sum(points(folder / "results" / "results.json") == len(TESTS) for folder in folders), seconds


def otter_question(name: str, source: str) -> str:
    first, *rest = source.splitlines()
    lines = [">>> import torch", f">>> {first}", *(f"... {line}" for line in rest), f">>> {name}()"]
    case = {"code": "\n".join(lines) + "\n", "hidden": True, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    return f"OK_FORMAT = True\ntest = { ({'name': name, 'points': 1, 'suites': [suite]})!r}\n"


def nbgrader(room: Path, sources: list[str], jobs: int) -> tuple[int, float]:
    """One command for the class; it grades one after the other."""
    hidden = [
        f"# {n}\n### BEGIN HIDDEN TESTS\nimport torch\n{s}\n{n}()\n### END HIDDEN TESTS" for n, s in TESTS.items()
    ]
    marks = [{"grade": True, "locked": True, "solution": False, "points": 1}] * len(TESTS)
    solution = f"### BEGIN SOLUTION\n{RIGHT}### END SOLUTION\n"

    def book(answer: str, tests: list[str]) -> str:
        cells = [nb_cell("answer", answer, {"grade": False, "locked": False, "solution": True})]
        return notebook(cells + [nb_cell(n, text, m) for n, text, m in zip(TESTS, tests, marks, strict=True)])

    files = {"nbgrader_config.py": "c = get_config()\n", "source/ps1/softmax.ipynb": book(solution, hidden)}
    released = [f"# {name}" for name in TESTS]
    files |= {f"submitted/s{n}/ps1/softmax.ipynb": book(source, released) for n, source in enumerate(sources)}
    write(room, files)
    run([python("nbgrader"), "-m", "nbgrader", "generate_assignment", "ps1", "--create"], room, "nbgrader")
    started = time.perf_counter()
    run([python("nbgrader"), "-m", "nbgrader", "autograde", "ps1"], room, "nbgrader", check=False)
    seconds = time.perf_counter() - started
    with closing(sqlite3.connect(room / "gradebook.db")) as book_of_grades:
        query = "SELECT SUM(auto_score) FROM grade JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id"
        rows = book_of_grades.execute(f"{query} GROUP BY submitted_notebook.id").fetchall()
    return sum(row[0] == len(TESTS) for row in rows), seconds


def notebook(cells: list[dict[str, Any]]) -> str:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def cell(source: str, id: str = "answer", marks: dict[str, Any] | None = None) -> dict[str, Any]:
    metadata = {"nbgrader": marks} if marks else {}
    common: dict[str, Any] = {"cell_type": "code", "id": id.replace("_", "-"), "outputs": [], "execution_count": None}
    return common | {"metadata": metadata, "source": source}


def nb_cell(name: str, source: str, marks: dict[str, Any]) -> dict[str, Any]:
    return cell(source, name, marks | {"grade_id": name, "task": False, "schema_version": 3})


PEERS = {"pytest": pytest, "gradescope": gradescope, "otter": otter, "nbgrader": nbgrader}

if __name__ == "__main__":
    main()
