"""Source notebooks in the ways of Otter and nbgrader, small ones of our own, and what a student hands in of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import v4

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def raw(source: str) -> Any:
    return v4.new_raw_cell(source)


def text(source: str) -> Any:
    return v4.new_markdown_cell(source)


def code(source: str, shown: str = "") -> Any:
    outputs = [v4.new_output("execute_result", {"text/plain": shown}, execution_count=1)] if shown else []
    return v4.new_code_cell(source, outputs=outputs)


def printing(source: str, shown: str) -> Any:
    return v4.new_code_cell(source, outputs=[v4.new_output("stream", name="stdout", text=shown)])


def graded(kind: str, name: str, source: str, points: float | None = None) -> Any:
    """A cell that nbgrader knows. kind: solution, tests, manual, words or task."""
    make = v4.new_markdown_cell if kind in ("words", "task") else v4.new_code_cell
    marks: dict[str, Any] = {"grade_id": name, "schema_version": 3, "task": kind == "task"}
    marks |= {"solution": kind in ("solution", "manual", "words"), "grade": kind in ("tests", "manual", "words")}
    marks |= {"locked": kind in ("tests", "task")} | ({} if points is None else {"points": points})
    return make(source, metadata={"nbgrader": marks})


def question(name: str, ask: str, solution: list[Any], tests: list[Any], **config: object) -> list[Any]:
    """A question of otter assign."""
    lines = [f"{key}: {value}" for key, value in {"name": name, **config}.items()]
    cells = [
        raw("# BEGIN QUESTION\n" + "\n".join(lines)),
        text(ask),
        raw("# BEGIN SOLUTION"),
        *solution,
        raw("# END SOLUTION"),
    ]
    cells += [raw("# BEGIN TESTS"), *tests, raw("# END TESTS")] if tests else []
    return [*cells, raw("# END QUESTION")]


def notebook(cells: list[Any]) -> Any:
    for number, cell in enumerate(cells):
        cell.id = f"c{number}"
    return v4.new_notebook(cells=cells, metadata=KERNEL)


def write(cells: list[Any], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(cells), path)
    return path


def changed(cells: list[Any], changes: Mapping[str, str]) -> list[Any]:
    """The cells with other words in the code that a student writes, which each change must find."""
    made = nbformat.from_dict({"cells": cells}).copy()["cells"]
    for old, new in changes.items():
        found = [cell for cell in made if cell.cell_type == "code" and _is_written(cell) and old in cell.source]
        assert found, f"nothing to change: {old}"
        for cell in found:
            cell.source = cell.source.replace(old, new)
    return list(made)


def _is_written(cell: Any) -> bool:
    return bool(cell.metadata.get("nbgrader", {"solution": True})["solution"])


def solved(cells: list[Any]) -> list[Any]:
    """What a student hands in of a notebook of otter assign: no cell of its machinery, no test."""
    made, inside = [], False
    for cell in cells:
        if cell.cell_type == "raw":
            inside = "BEGIN TESTS" in cell.source or (inside and "END TESTS" not in cell.source)
        elif not inside:
            made.append(cell)
    return made


LAB = [
    raw("# ASSIGNMENT CONFIG\nexport_cell: false"),
    text("# Heights\n\nFive people were measured."),
    code("import numpy as np\nheights = np.array([158, 171, 192, 166, 183])\nfew = heights[:2]"),
    *question(
        "q1",
        "## The mean\n\nWrite `mean_of`.",
        [
            code(
                'def mean_of(values):\n    """The mean of a list or array."""\n    """ # BEGIN PROMPT\n    total = ...\n    """ # END PROMPT\n    # BEGIN SOLUTION NO PROMPT\n    total = sum(values)\n    # END SOLUTION\n    return total / len(values) # SOLUTION'
            ),
            code("mean_of(heights)", "174.0"),
        ],
        [
            code("mean_of([1, 2, 3, 6])", "3.0"),
            code("# HIDDEN\nnp.isclose(mean_of(heights), 174)", "np.True_"),
            code(
                '""" # BEGIN TEST CONFIG\nhidden: true\npoints: 2\n""" # END TEST CONFIG\nmean_of(few) == 164.5',
                "np.True_",
            ),
        ],
        points=3,
    ),
    text("Now two numbers."),
    *question(
        "q2",
        "The tallest, and how many are above the mean.",
        [
            code(
                "tallest = max(heights) # SOLUTION\nabove = len([h for h in heights if h > mean_of(heights)]) # SOLUTION"
            )
        ],
        [
            code("int(tallest)", "192"),
            code("# HIDDEN\nabove == 2", "True"),
            code("# HIDDEN\nassert tallest in heights\ntallest - above", "np.int64(190)"),
        ],
    ),
    *question(
        "q3",
        "Print a greeting.",
        [code("def greet(name):\n    print('Hello,', name) # SOLUTION\n    return None")],
        [
            printing("greet('Ana')", "Hello, Ana\n"),
            printing("for name in ['Bo', 'Cy']:\n    greet(name)", "Hello, Bo\nHello, Cy\n"),
        ],
        points=1,
        all_or_nothing="true",
    ),
    *question(
        "q4", "Is the mean a good summary?", [text("It is moved by the tallest one.")], [], manual="true", points=4
    ),
    *question(
        "q5",
        "### Standard units",
        [
            code(
                "# BEGIN SOLUTION\ndef standard(values):\n    return (values - np.mean(values)) / np.std(values)\n# END SOLUTION\nunits = standard(heights) # SOLUTION"
            )
        ],
        [
            code("units.shape", "(5,)"),
            code("units.round(2)", "array([-1.32, -0.25,  1.49, -0.66,  0.74])"),
            code("# HIDDEN\nall(abs(standard(np.array([1.0, 3.0])) - [-1, 1]) < 1e-9)", "True"),
        ],
        points="\n    each: 2",
    ),
    *question(
        "q6",
        "Draw `n` of them.",
        [code("def sample(n):\n    return np.random.choice(heights, n) # SOLUTION")],
        [
            code("np.random.seed(1)\nsample(4).tolist()", "[166, 183, 158, 171]"),
            code("len(sample(7)) == 7 and set(sample(9)) <= set(heights)", "True"),
        ],
        points=1,
    ),
]
LAB_WRONG = {
    "sum_and_no_mean": {"total / len(values)": "total"},
    "integer_division": {
        "total / len(values)": "total // len(values)",
        "print('Hello,', name)": "print('Hello', name)",
    },
    "the_first_and_no_tallest": {"max(heights)": "heights[0]", "> mean_of": ">= min"},
    "returns_and_prints_nothing": {
        "print('Hello,', name)": "return f'Hello, {name}'",
        "np.random.choice(heights, n)": "heights[:n]",
    },
    "variance_and_no_deviation": {"np.std(values)": "np.var(values)", "heights, n)": "heights, n, replace=True) + 0.0"},
}

PROBLEM = [
    text("# Squares and sums\n\nBe sure that it all runs."),
    code(
        "import numpy as np\n%matplotlib inline\n\nLIMIT = 1000\n\ndef shown(numbers):\n    return ', '.join(map(str, numbers))"
    ),
    text("## Squares\n\nWrite `squares(n)`, the squares of 1 to n; `ValueError` for n below 1."),
    graded(
        "solution",
        "squares",
        'def squares(n):\n    """The squares of 1 to n."""\n    ### BEGIN SOLUTION\n    if n < 1:\n        raise ValueError("n must be 1 or more")\n    return [i ** 2 for i in range(1, n + 1)]\n    ### END SOLUTION',
    ),
    graded(
        "tests",
        "correct_squares",
        '"""Check that squares returns the correct output for several inputs"""\nfrom numpy.testing import assert_allclose\nassert squares(1) == [1]\nassert squares(2) == [1, 4]\nassert shown(squares(3)) == "1, 4, 9"\n### BEGIN HIDDEN TESTS\nassert squares(11)[-1] == 121\nassert max(squares(31)) < LIMIT\n### END HIDDEN TESTS',
        1,
    ),
    graded(
        "tests",
        "squares_invalid_input",
        'try:\n    squares(0)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError("did not raise")\n\ntry:\n    squares(-4)\nexcept ValueError as error:\n    assert "1" in str(error)\nelse:\n    raise AssertionError("did not raise")',
        2,
    ),
    text("## The sum of squares"),
    graded("solution", "sum_of_squares", "def sum_of_squares(n):\n    return sum(squares(n))"),
    graded(
        "tests",
        "correct_sum",
        "assert sum_of_squares(1) == 1\nassert_allclose([sum_of_squares(n) for n in (2, 10)], [5, 385])",
        0.5,
    ),
    graded(
        "tests",
        "sum_uses_squares",
        'orig_squares = squares\ndel squares\ntry:\n    sum_of_squares(1)\nexcept NameError:\n    pass\nelse:\n    raise AssertionError("sum_of_squares does not use squares")\nfinally:\n    squares = orig_squares',
        1.5,
    ),
    text("## A plot\n\nPlot the sums."),
    graded(
        "manual", "plot", "### BEGIN SOLUTION\nsums = [sum_of_squares(n) for n in range(1, 5)]\n### END SOLUTION", 2
    ),
    graded("words", "why", "Because the derivative of $n^3/3$ is $n^2$.", 3),
    graded("task", "explore", "Explore cubes in the same way.", 2),
]
PROBLEM_WRONG = {
    "begins_at_zero": {"range(1, n + 1)": "range(n)"},
    "stops_too_early": {"range(1, n + 1)": "range(1, min(n, 9) + 1)"},
    "no_error": {'raise ValueError("n must be 1 or more")': "return []"},
    "another_error": {'raise ValueError("n must be 1 or more")': 'raise TypeError("1")'},
    "sums_by_itself": {"return sum(squares(n))": "return sum(i * i for i in range(1, n + 1))"},
}

SERIES = [
    text("# Accounts and dice"),
    code("import numpy as np\nprices = [3.5, 1.25, 9.0]\nprint(prices)"),
    graded(
        "solution",
        "variables",
        "### BEGIN SOLUTION\ndearest = max(prices)\nmean = sum(prices) / len(prices)\nnames = {'a': 1, 'b': [2, 3]}\n### END SOLUTION",
    ),
    graded("tests", "test_dearest", "assert dearest == 9.0\nassert abs(mean - 4.583333) < 1e-5", 1),
    graded("tests", "test_names", "assert names['b'][1] == 3\nassert sorted(names) == ['a', 'b'], 'two names'", 1),
    text("## Account\n\nAn account with a balance."),
    graded(
        "solution",
        "account",
        "class Account:\n    def __init__(self, balance=0):\n        ### BEGIN SOLUTION\n        self.balance = balance\n        self.log = []\n        ### END SOLUTION\n\n    def pay(self, amount):\n        ### BEGIN SOLUTION\n        if amount > self.balance:\n            raise RuntimeError('not enough')\n        self.balance -= amount\n        self.log.append(amount)\n        return self\n        ### END SOLUTION\n\n    def __lt__(self, other):\n        ### BEGIN SOLUTION\n        return self.balance < other.balance\n        ### END SOLUTION",
    ),
    graded(
        "tests",
        "test_pay",
        "def opened(balance):\n    return Account(balance)\n\na = opened(10)\na.pay(4).pay(1)\nassert a.balance == 5\nassert a.log == [4, 1]",
        2,
    ),
    graded(
        "tests",
        "test_order",
        "low, high = opened(1), opened(2)\nassert low < high\nassert not high < low\nassert isinstance(low, Account)",
        1,
    ),
    graded(
        "tests",
        "test_overdrawn",
        "import pytest\nwith pytest.raises(RuntimeError, match='enough'):\n    opened(1).pay(2)\nassert hasattr(opened(1), 'log')",
        1,
    ),
    graded(
        "solution",
        "dice",
        "def dice(n):\n    ### BEGIN SOLUTION\n    return np.random.randint(1, 7, size=n)\n    ### END SOLUTION",
    ),
    graded(
        "tests",
        "test_dice",
        "np.random.seed(5)\nrolls = dice(3)\nassert list(rolls) == [4, 6, 1] or list(rolls) == [4, 6, 7]\nassert isinstance(rolls, np.ndarray) and rolls.dtype.kind == 'i'\nfor price in prices:\n    assert price > 0",
        1,
    ),
    graded(
        "tests",
        "test_apply",
        "assert list(map(lambda d: 1 <= d <= 6, dice(50).tolist())).count(True) == 50\nassert len({*dice(200).tolist()}) == 6",
        1,
    ),
    graded(
        "tests",
        "test_parts",
        "score = 0\nif dice(2).shape == (2,):\n    score += 1\nif dice(40).min() > 0:\n    score += 1\nscore",
        2,
    ),
]
SERIES_WRONG = {
    "smallest": {"max(prices)": "min(prices)"},
    "mean_of_two": {"/ len(prices)": "/ 2", "[2, 3]": "[3]"},
    "keeps_the_money": {"self.balance -= amount": "pass", "self.balance < other.balance": "True"},
    "may_overdraw": {"if amount > self.balance": "if amount < 0", "self.log = []": "self.log = ['opened']"},
    "dice_from_zero": {
        "np.random.randint(1, 7, size=n)": "np.random.randint(0, 6, size=n)",
        "return self\n": "return None\n",
    },
}

HOMEWORK = [
    text("# Words"),
    code("import re"),
    code("def words(text):\n    return re.findall(r'\\w+', text.lower())"),
    code(
        "def counts(text):\n    found = {}\n    for word in words(text):\n        found[word] = found.get(word, 0) + 1\n    return found"
    ),
    code(
        "sample = 'To be, or not to be'\ncommon = sorted(counts(sample), key=counts(sample).get)[-1]\nvowels = {letter for letter in sample if letter in 'aeiou'}"
    ),
]
HOMEWORK_TESTS = {
    "q1": "OK_FORMAT = True\n\ntest = {'name': 'q1', 'points': 2, 'suites': [{'type': 'doctest', 'scored': True, 'setup': '', 'teardown': '', 'cases': [\n"
    " {'code': r'''\n >>> words('A b')\n ['a', 'b']\n >>> len(words('')) == 0\n True\n ''', 'hidden': False, 'locked': False},\n"
    " {'code': r'''\n >>> text = 'x, y'\n >>> for word in words(text):\n ...     print(word)\n x\n y\n ''', 'hidden': True},\n"
    " {'code': r'''\n >>> words(3)\n Traceback (most recent call last):\n ...\n AttributeError: 'int' object has no attribute 'lower'\n '''}]}]}\n",
    "q2": "from otter.test_files import test_case\n\nOK_FORMAT = False\n\nname = 'q2'\npoints = 3\n\n"
    "@test_case(points=1, hidden=False)\ndef test_counts(env):\n    assert env['counts']('a b a') == {'a': 2, 'b': 1}\n\n"
    "@test_case(points=None, hidden=True)\ndef test_empty(counts):\n    assert counts('') == {}\n    assert list(counts('b a')) == ['b', 'a']\n",
    "q3": "OK_FORMAT = True\n\ntest = {'name': 'q3', 'suites': [{'cases': [\n {'code': '>>> common in (\"to\", \"be\")\\nTrue', 'hidden': False},\n"
    " {'code': '>>> vowels == {\"o\", \"e\"}\\nTrue\\n>>> len(vowels)\\n2'}]}]}\n",
}
HOMEWORK_WRONG = {
    "keeps_capitals": {".lower())": ")"},
    "splits_at_spaces": {"re.findall(r'\\w+', text.lower())": "text.lower().split()"},
    "counts_from_zero": {"found.get(word, 0) + 1": "found.get(word, 0)"},
    "sorted_words": {"for word in words(text):": "for word in sorted(words(text)):", "[-1]": "[0]"},
    "a_list_of_vowels": {"{letter for letter in sample if letter in 'aeiou'}": "list('oe')"},
}


def write_homework(folder: Path) -> Path:
    """A solved notebook with test files beside it."""
    for name, source in HOMEWORK_TESTS.items():
        path = folder / "tests" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return write(HOMEWORK, folder / "words_hw.ipynb").parent
