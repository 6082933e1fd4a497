"""Cells run one after the other as Jupyter would run them: magics mean what they mean, and what needs a shell does nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.intake.notebook import joined
from grader.judge.remote.plots import plots_of
from grader.worker.operations import Operations
from grader.worker.serve import Worker

Make = Callable[..., Worker]
Run = Callable[..., Operations]


@pytest.fixture
def run(worker_of: Make) -> Run:
    """Load a notebook of these cells."""

    def run(*sources: str, go_on: bool = True) -> Operations:
        text, cells = joined(dict(enumerate(sources, 1)))
        operations = worker_of(text.decode()).operations
        operations.told = operations.load(  # type: ignore[attr-defined]
            "answer.py",
            cells=[number for cell in cells for number in (cell.number, cell.first, cell.last)],
            go_on=go_on,
        )
        return operations

    return run


def told(operations: Operations, what: str = "stops") -> list[Any]:
    found = operations.told  # type: ignore[attr-defined]
    return found[what] if isinstance(found, dict) else []


FORMS = {
    "%time of an assignment": "%time x = f(2)",
    "a value by %time": "x = %time f(2)",
    "%%time": "%%time\nx = f(2)",
    "%%time below blank lines": "\n\n%%time\nx = f(2)",
    "%%time and another": "%%time\n%%capture\nx = f(2)",
    "%%capture": "%%capture\nx = f(2)",
    "%%capture with a name": "%%capture out --no-stderr\nx = f(2)\n",
    "what %%capture leaves": "%%capture out\ny = 1\n",
    "%pylab": "%pylab inline\nk = linspace(0, 1, 3)\nplt.figure()\nx = int(4)",
    "%%prun": "%%prun -q\nx = f(2)",
    "a shell line within an if": "try:\n    import nowhere_at_all\nexcept ImportError:\n    !pip install nowhere\nx = f(2)",
    "a magic as the only line of a block": "if True:\n    %matplotlib inline\nx = f(2)",
    "a magic at the end of a function": "def g():\n    %time y = 1\nx = f(2)",
    "a percent sign within a string": "s = '''\n%d of\n!ls\n'''\nassert s == '\\n%d of\\n!ls\\n'\nx = f(2)",
    "a help line": "f?\n?f\nx = f(2)",
    "a list of files": "files = !ls *.py\nassert files == []\nx = f(2)",
    "the other forms of a list of files": "files = !ls\nassert (files.n, files.s, files.l) == ('', '', [])\nx = f(2)",
    "%pwd": "place = %pwd\nassert place.startswith('/')\nx = f(2)",
    "names that IPython had": "from IPython.display import set_matplotlib_formats\nfrom IPython.core.display import display, HTML\nset_matplotlib_formats('svg', 'pdf')\nx = f(2)",
    "%pip": "%pip install -q numpy\nx = f(2)",
    "%load_ext and %autoreload": "%load_ext autoreload\n%autoreload 2\nx = f(2)",
    "%config": "%config InlineBackend.figure_format = 'retina'\nx = f(2)",
    "an unknown magic": "%strange thing\nx = f(2)",
    "an unknown cell magic is no Python": "x = f(2)",
    "an indented cell": "    y = 1\n    x = f(2)",
    "a pasted prompt": ">>> x = f(2)",
    "await at the top": "import asyncio\nawait asyncio.sleep(0)\nx = f(2)",
    "display": "display(f(2), {'a': 1})\nx = f(2)",
    "get_ipython": "get_ipython().run_line_magic('matplotlib', 'inline')\nget_ipython().system('ls')\nx = f(2)",
    "the front end by its name": "if 'google.colab' in str(get_ipython()):\n    1 / 0\nx = f(2)",
    "a magic with a line end of Windows": "%matplotlib inline\r\nx = f(2)\r\n",
    "a remainder at a line's beginning": "y = (7\n% 3)\nx = f(2)",
    "exclamation": "if 1 != 2: x = f(2)",
}


@pytest.mark.parametrize("source", FORMS.values(), ids=FORMS)
def test_cell_leaves_what_jupyter_leaves(run: Run, source: str) -> None:
    operations = run("def f(x):\n    return 2 * x", source, "z = 1")
    assert told(operations) == []
    assert operations.student("z") == 1
    if "x = " in source:
        assert operations.student("x") == 4


def test_what_a_cell_has_printed_is_captured(run: Run) -> None:
    operations = run("%%capture out --no-stderr\nprint('hi')", "out.show()\nassert out.stdout == 'hi\\n'")
    assert told(operations) == []


def test_timing_loops_run_nothing(run: Run) -> None:
    """As in Jupyter, what they assign is nobody's; a thousand runs would take the submission's time."""
    operations = run("calls = []", "%timeit calls.append(1)", "%%timeit\ncalls.append(1)\nname = 3")
    assert operations.student("calls") == []
    assert "name" not in operations.names()


def test_written_module_can_be_imported(run: Run) -> None:
    operations = run(
        "%%writefile mine.py\ndef g(x):\n    return x + 1\n",
        "%%writefile -a mine.py\nk = 2",
        "import mine\ny = mine.g(mine.k)",
    )
    assert operations.student("y") == 3


def test_module_written_into_a_folder_that_a_shell_made_can_be_imported(run: Run) -> None:
    operations = run("!mkdir -p src/deep", "%%writefile src/deep/mine.py\nk = 3\n", "from src.deep.mine import k")
    assert operations.student("k") == 3
    assert told(operations, "left") == []


LESSON_S_OWN = {
    "written": ("%%writefile answer.py\ndef f(x):\n    return 2 * x\n",),
    "written and imported": ("%%writefile answer.py\ndef f(x):\n    return 2 * x\n", "from answer import *\ny = f(1)"),
    "written in parts": ("%%writefile ./answer.py\nk = 2\n", "%%file -a answer.py\ndef f(x):\n    return k * x\n"),
}


@pytest.mark.parametrize("cells", LESSON_S_OWN.values(), ids=LESSON_S_OWN)
def test_cell_that_writes_the_lesson_s_file_is_that_file(run: Run, cells: tuple[str, ...]) -> None:
    operations = run(*cells)
    assert told(operations) == []
    assert operations.student("f")(2) == 4


def test_line_of_a_cell_that_writes_the_lesson_s_file_is_the_cell_s(run: Run) -> None:
    operations = run("%%writefile answer.py\nk = 2\n1 / 0\ndef f(): ...")
    assert [stop[:2] for stop in told(operations)] == [["cell 1", 3]]
    assert "f" in operations.names()


def test_exported_cell_that_writes_a_module_does(worker_of: Make) -> None:
    source = "get_ipython().run_cell_magic('writefile', 'mine2.py', 'k = 4\\n')\nfrom mine2 import k\n"
    operations = worker_of(source).operations
    operations.load("answer.py")
    assert operations.student("k") == 4


def test_imports_below_the_line_that_stopped_a_cell_are_made(run: Run) -> None:
    operations = run(
        "import os\nos.chdir('/content/drive')\nimport math\nprint(1 / 0)\nfrom math import pi", "tau = 2 * pi"
    )
    assert operations.student("tau") > 6
    assert [stop[:2] for stop in told(operations)] == [["cell 1", 2]]


def test_endless_cell_costs_that_cell_wherever_it_stands(worker_of: Make) -> None:
    text, cells = joined({1: "import math", 2: "while True:\n    pass", 3: "def f(x):\n    return 2 * x"})
    operations = worker_of(text.decode()).operations
    found = operations.load(
        "answer.py", cells=[number for cell in cells for number in (cell.number, cell.first, cell.last)], seconds=0.5
    )
    assert operations.student("f")(2) == 4
    assert isinstance(found, dict)
    assert [stop[0] for stop in found["stops"]] == ["cell 2"]


def test_commands_that_did_nothing_are_told_once(run: Run) -> None:
    assert told(run("!pip install a\n!pip install b\nx = 1\n%conda install c\n!wget d"), "left") == [
        "!pip",
        "%conda",
        "!wget",
    ]


def test_cell_that_fails_costs_that_cell(run: Run) -> None:
    """What stands above its line, and every other cell, is there."""
    operations = run(
        "a = 1", "b = 2\n\nc = nothing\nprint(3)", "def broken(:\n  pass", "%%time\n\ne = 4\n1 / 0", "f = 5"
    )
    assert operations.names() == ["a", "b", "e", "f"]
    assert [stop[:3] for stop in told(operations)] == [
        ["cell 2", 3, "NameError"],
        ["cell 3", 1, "SyntaxError"],
        ["cell 4", 4, "ZeroDivisionError"],
    ]


def test_line_is_the_cell_s_however_deep_it_failed(run: Run) -> None:
    """And not that of the function, in another cell, in which it happened."""
    operations = run("def f():\n    return 1 / 0", "x = 1\nf()")
    assert [stop[:2] for stop in told(operations)] == [["cell 2", 2]]


@pytest.mark.parametrize(
    "error", ["exit()", "raise KeyboardInterrupt", "raise BaseException", "import sys; sys.exit(3)", "quit()"]
)
def test_nothing_that_a_cell_raises_ends_the_others(run: Run, error: str) -> None:
    assert run(error, "x = 1").student("x") == 1


def test_with_on_error_stop_the_first_failure_ends_it(run: Run) -> None:
    with pytest.raises(NameError):
        run("a = 1", "b = nothing", "c = 3", go_on=False)


def test_notebook_that_defines_nothing_raises_its_first_error(run: Run) -> None:
    """Every test says why, instead of asking for names."""
    with pytest.raises(ZeroDivisionError):
        run("import math", "1 / 0", "undefined")


def test_two_hundred_magics_are_the_most_of_one_cell(run: Run) -> None:
    """The transformer's time grows with their square."""
    operations = run("%time x = 1\n" * 200, "%time y = 1\n" * 20_000, "z = 1")
    assert operations.names() == ["x", "z"]
    assert told(operations)[0][3].startswith("this cell has more than 200 magics")


def test_traceback_names_cells(worker_of: Make, run: Run) -> None:
    operations = run("def f():\n    return g()", "x = 1\ndef g():\n    return 1 / 0")
    worker = worker_of("")
    worker.operations.loading = operations.loading
    try:
        operations.student("f")()
    except ZeroDivisionError as error:
        frames = worker.raised(1, error, {}).frames
    assert [(frame.place, frame.line, frame.source) for frame in frames] == [
        ("cell 1", 2, "return g()"),
        ("cell 2", 3, "return 1 / 0"),
    ]


def test_source_of_a_function_can_be_asked_for(run: Run) -> None:
    """torch.jit and some libraries ask for it."""
    assert (
        run("def f():\n    return 1", "import inspect\nsource = inspect.getsource(f)").student("source")
        == "def f():\n    return 1\n"
    )


def test_ipython_itself_can_be_imported(run: Run) -> None:
    operations = run(
        "from IPython.display import display, HTML, clear_output\nfrom IPython import get_ipython\nshell = get_ipython()\ndisplay(HTML('x'))"
    )
    assert told(operations) == []
    assert operations.student("shell") is operations.loading.shell  # type: ignore[union-attr]


PERCENT = "# %%\nx = 1\n\n# %% [markdown]\n# text\n\n# %%\n1 / 0\nfor y in (2,): ...\n\n# %%\nz = '''\n# %%\n'''\n"


def test_percent_script_runs_by_its_cells(worker_of: Make) -> None:
    operations = worker_of(PERCENT).operations
    found = operations.load("answer.py")
    assert operations.names() == ["x", "z"]
    assert operations.student("z") == "\n# %%\n"
    assert isinstance(found, dict)
    assert [stop[:3] for stop in found["stops"]] == [["part", 8, "ZeroDivisionError"]]


def test_cell_of_a_percent_script_that_is_no_python_costs_that_cell(worker_of: Make) -> None:
    operations = worker_of("# %%\nx = 1\n# %%\ndef f(:\n# %%\ny = 2\n").operations
    found = operations.load("answer.py")
    assert operations.names() == ["x", "y"]
    assert isinstance(found, dict)
    assert [stop[:3] for stop in found["stops"]] == [["part", 4, "SyntaxError"]]


def test_cell_of_a_percent_script_is_transformed_as_a_notebook_s(worker_of: Make) -> None:
    source = "# %%\n%matplotlib inline\n!pip install x\nimport math\n# %%\ndef f(x):\n    return math.floor(x)\n# %%\n%time y = 2\n1 / 0\n"
    operations = worker_of(source).operations
    found = operations.load("answer.py")
    assert operations.student("f")(2.5) == operations.student("y") == 2
    assert isinstance(found, dict)
    assert [stop[:2] for stop in found["stops"]] == [["part", 10]]


MARIMO = """
import marimo

__generated_with = "0.9"
app = marimo.App(width="medium")


@app.cell
def _(double, mo):
    mo.md("text")
    quadruple = lambda x: double(double(x))
    return (quadruple,)


@app.cell
def _(two):
    def double(x):
        return two * x
    return (double,)


@app.cell(hide_code=True)
def _():
    two = 2
    1 / 0
    return (two,)


@app.function
def triple(x):
    return 3 * x


if __name__ == "__main__":
    app.run()
"""


def test_marimo_s_file_runs_by_its_own_cells(worker_of: Make) -> None:
    """In the order of what they need; marimo itself need not be there."""
    operations = worker_of(MARIMO).operations
    operations.load("answer.py")
    assert operations.student("double")(4) == 8
    assert operations.student("triple")(1) == 3


def test_text_of_a_notebook_lies_in_one_file(run: Run, tmp_path: Path) -> None:
    """Helpers may read it, and nothing else is written."""
    run("x = 1")
    assert [path.name for path in (tmp_path / "submission").iterdir()] == ["answer.py"]


PLOTS = {
    "what is left open": ("plt.plot([1, 2])", [2]),
    "what is shown, one after the other": ("for k in (1, 2):\n    plt.plot([0, k])\n    plt.show()", [2, 2]),
    "two figures": ("plt.figure()\nplt.figure()", [2, 2]),
    "more than a page holds": ("for _ in range(12):\n    plt.figure()", [2] * 8),
    "a cell that stops": ("plt.plot([1])\nraise ValueError", [2]),
    "a huge figure": ("plt.figure(figsize=(100, 30))\nplt.plot([1, 2])", [2]),
    "a title that cannot be set": ("plt.title('$\\\\nothing{$')", []),
    "a figure of more bytes than are kept": (
        "import numpy\nplt.imshow(numpy.random.rand(500, 500))\nplt.gcf().set_size_inches(8, 8)",
        [],
    ),
    "nothing": ("x = 1", []),
}


@pytest.mark.parametrize(("source", "cells"), PLOTS.values(), ids=PLOTS)
def test_plots_of_a_cell_are_kept_and_end_with_it(run: Run, source: str, cells: list[int]) -> None:
    operations = run("import matplotlib.pyplot as plt\ndef f(x):\n    return 2 * x", source)
    found = plots_of([list(each) for each in operations.loading.shell.plots.kept])  # type: ignore[union-attr]

    assert [plot.cell for plot in found] == cells
    assert sys.modules["matplotlib.pyplot"].get_fignums() == []


def test_what_a_test_draws_is_not_kept(run: Run) -> None:
    operations = run("import matplotlib.pyplot as plt\ndef f(x):\n    plt.plot([1])\n    plt.show()\n    return 2 * x")

    assert operations._module.f(2) == 4  # type: ignore[union-attr]
    assert operations.loading.shell.plots.kept == []  # type: ignore[union-attr]
