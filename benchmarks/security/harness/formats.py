"""The eight tests in the format of each grader: the bodies are the same, word for word."""

from __future__ import annotations

import ast
import json
import textwrap
from pathlib import Path

__all__ = [
    "CANARY",
    "EXERCISE",
    "TESTS",
    "gradescope_suite",
    "nbgrader_cells",
    "notebook",
    "otter_files",
    "pytest_suite",
]

EXERCISE = Path(__file__).parents[1] / "exercise"
SUITE = (EXERCISE / "test_logistic_regression.py").read_text()
CANARY = "canary-of-" + "the-peers"  # a secret of the suite and of the grader's environment, never whole in this file

TESTS = {
    node.name: ast.get_source_segment(SUITE, node) or ""
    for node in ast.parse(SUITE).body
    if isinstance(node, ast.FunctionDef)
}
IMPORTS = "import inspect\nimport re\nimport time\n\nimport torch\n"
# As the file itself takes the two functions from a submission.
NAMES = SUITE[SUITE.index("# A file") : SUITE.index("\n\ndef ")] + "\n"
# A notebook's cell has no file; many attacks look beside theirs.
FILE_OF_A_CELL = '__file__ = "logistic_regression.ipynb"\n'


def pytest_suite() -> str:
    return f'{SUITE}\n\nSECRET = "{CANARY}"\n'


def gradescope_suite() -> str:
    methods = (f"@weight(1)\n{source.replace('():', '(self):', 1)}\n" for source in TESTS.values())
    head = f"{IMPORTS}import unittest\n\nimport logistic_regression\nfrom gradescope_utils.autograder_utils.decorators import weight\n"
    head += f'{NAMES}\nSECRET = "{CANARY}"\n\n\n'
    return f"{head}class TestLogisticRegression(unittest.TestCase):\n" + textwrap.indent("\n".join(methods), "    ")


def otter_files() -> dict[str, str]:
    """One question a test, each in Otter's doctest format."""
    return {f"{name}.py": _otter_question(name, source) for name, source in TESTS.items()}


def _otter_question(name: str, source: str) -> str:
    lines = [f">>> {line}" for line in IMPORTS.splitlines() if line]
    first, *rest = source.splitlines()
    lines += [f">>> {first}", *(f"... {line}".rstrip() for line in rest), f">>> {name}()"]
    case = {"code": "\n".join(lines) + "\n", "hidden": True, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    question = {"name": name, "points": 1, "suites": [suite]}
    return f'OK_FORMAT = True\nSECRET = "{CANARY}"\ntest = {question!r}\n'


def nbgrader_cells(*, released: bool = False) -> list[dict[str, object]]:
    """One cell a test, worth one point; the released notebook, which students hand in, lacks the hidden part."""
    return [_nbgrader_cell(name, "" if released else _hidden(name, source)) for name, source in TESTS.items()]


def _hidden(name: str, source: str) -> str:
    body = f"SECRET = '{CANARY}'\n{IMPORTS}\n\n{source}\n\n\n{name}()"
    return f"\n### BEGIN HIDDEN TESTS\n{body}\n### END HIDDEN TESTS"


def _nbgrader_cell(name: str, hidden: str) -> dict[str, object]:
    marks = {"grade": True, "grade_id": name, "locked": True, "points": 1, "schema_version": 3}
    return _cell(f"# {name}{hidden}", name.replace("_", "-"), marks | {"solution": False, "task": False})


def answer_cell(source: str) -> dict[str, object]:
    marks = {
        "grade": False,
        "grade_id": "answer",
        "locked": False,
        "schema_version": 3,
        "solution": True,
        "task": False,
    }
    return _cell(source, "answer", marks)


def notebook(source: str, *, cells: list[dict[str, object]] | None = None) -> str:
    """A notebook whose one answer cell is the submission."""
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    all_cells = [answer_cell(FILE_OF_A_CELL + source), *(cells or [])]
    return json.dumps({"cells": all_cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _cell(source: str, id: str, marks: dict[str, object]) -> dict[str, object]:
    metadata = {"nbgrader": marks}
    return {
        "cell_type": "code",
        "id": id,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
