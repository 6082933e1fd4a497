"""The code of a notebook: cells in order, whatever else stands in the file, and what does not run is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.intake.notebook import NotebookCode, NotebookProblem, code_of, joined
from grader.wire.messages import Cell


def notebook(*cells: tuple[str, str | list[str]], **more: Any) -> bytes:
    return json.dumps(
        {"cells": [{"cell_type": kind, "source": source, **more} for kind, source in cells], "nbformat": 4}
    ).encode()


def code(*sources: str) -> bytes:
    return notebook(*(("code", source) for source in sources))


def test_code_cells_come_in_order_and_prose_does_not() -> None:
    data = notebook(("code", "x = 1"), ("markdown", "x = 2"), ("code", ["y = x\n", "z = y"]))

    assert code_of(data) == NotebookCode({1: "x = 1", 2: "y = x\nz = y"})


def test_cells_are_one_text_and_know_their_lines() -> None:
    assert joined({1: "x = 1", 4: "y = 2\r\nz = 3\n"}) == (
        b"x = 1\n\n\ny = 2\nz = 3\n",
        (Cell(1, 1, 1), Cell(4, 4, 5)),
    )


def test_magics_stay_for_whoever_runs_the_cell() -> None:
    sources = [
        "!pip install torch",
        "%matplotlib inline\nx = 1",
        "%%time\ny = 2",
        "%%writefile a.py\nz = 3",
        "s = '''\n%d\n'''",
    ]

    assert code_of(code(*sources)) == NotebookCode(dict(enumerate(sources, 1)))


def test_cell_of_another_language_is_left_out_and_said_so() -> None:
    """What follows %%bash is not Python; the numbers of the others do not move."""
    found = code_of(code("%%bash\nrm -rf /", "x = 1"))

    assert found.sources == {2: "x = 1"}
    assert list(map(str, found.notes)) == ["Left out of your notebook: a cell that begins with %%bash."]


def test_lines_of_our_own_magic_are_nobody_s() -> None:
    """A cell that holds nothing else is no cell: `%dlgrade check` in a notebook counts the same ones."""
    found = code_of(
        code("%load_ext grader.magic", "x = 1\n%dlgrade check lesson05 --task 1\ny = 2", "%dlgrade check lesson05")
    )

    assert found == NotebookCode({1: "x = 1\n\ny = 2"})


def test_notes_are_few() -> None:
    """A notebook of a thousand magics does not fill the scorecard with them."""
    notes = code_of(code(*(f"%%a{number}\n" for number in range(1000)))).notes

    assert len(notes) == 6
    assert str(notes[-1]) == "Left out of your notebook: 995 more cells."


@pytest.mark.parametrize("tag", ["dlgrade-ignore", "otter_ignore"])
def test_tagged_cells_do_not_run(tag: str) -> None:
    found = code_of(notebook(("code", "x = 1"), metadata={"tags": ["a", tag]}))

    assert (found.sources, [*map(str, found.notes)]) == ({}, [f"Left out of your notebook: a cell with the tag {tag}."])


def test_cells_that_nbgrader_locked_for_its_tests_do_not_run() -> None:
    """A locked cell that bears no points is given code, and runs."""
    for grade, sources in ((True, {}), (False, {1: "x = 1"})):
        marks = {"grade": grade, "locked": True, "solution": False, "cell_type": "code"}
        assert code_of(notebook(("code", "x = 1"), metadata={"nbgrader": marks})).sources == sources


def test_answer_that_became_a_text_cell_is_code_again_where_nbgrader_knows_it() -> None:
    marks = {"grade": False, "locked": False, "solution": True, "cell_type": "code"}

    assert code_of(notebook(("markdown", "def f(): ..."), metadata={"nbgrader": marks})).sources == {1: "def f(): ..."}


def test_text_cell_that_looks_like_code_is_named() -> None:
    found = code_of(
        notebook(
            ("code", "x = 1"), ("markdown", "class Model:\n    pass"), ("markdown", "```python\ndef g(): ...\n```")
        )
    )

    assert {name: str(said) for name, said in found.misplaced.items()} == {
        name: f"Look at the text cell after cell 1: it looks like code and defines {name}. Make it a code cell."
        for name in ("Model", "g")
    }


ODD = {
    "NaN and Infinity in an output": (
        b'{"cells": [{"cell_type": "code", "source": "x = 1", "outputs": [NaN, -Infinity, {"a": Infinity}]}]}',
        "x = 1",
    ),
    "NaN in the code": (b'{"cells": [{"cell_type": "code", "source": "x = NaN", "outputs": [NaN]}]}', "x = NaN"),
    "half a pair of surrogates": (
        b'{"cells": [{"cell_type": "code", "source": "x = 1", "outputs": ["\\ud83d"]}]}',
        "x = 1",
    ),
    "a whole pair": (
        b'{"cells": [{"cell_type": "code", "source": "x = \'\\ud83d\\ude00\'", "o": NaN}]}',
        "x = '\U0001f600'",
    ),
    "an escaped backslash before a u": (
        b'{"cells": [{"cell_type": "code", "source": "x = \'\\\\ud83d\'", "o": NaN}]}',
        "x = '\\ud83d'",
    ),
    "a bare tab in a text": (b'{"cells": [{"cell_type": "code", "source": "if x:\n\ty = 1"}]}', "if x:\n\ty = 1"),
    "a byte order mark": (b"\xef\xbb\xbf" + code("x = 1"), "x = 1"),
    "UTF-16": (code("x = '\u6d4b'").decode().encode("utf-16"), "x = '\u6d4b'"),
    "no ids, no metadata": (b'{"cells": [{"cell_type": "code", "source": "x = 1"}]}', "x = 1"),
    "metadata of a strange kind": (
        b'{"cells": [{"cell_type": "code", "source": "x = 1", "metadata": {"tags": 3, "nbgrader": []}}]}',
        "x = 1",
    ),
    "a source of null beside": (
        b'{"cells": [{"cell_type": "code", "source": null}, {"cell_type": "code", "source": "x = 1"}]}',
        "x = 1",
    ),
    "version 3": (b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}]}', "x = 1"),
    "a large picture": (
        json.dumps({"cells": [{"cell_type": "code", "source": "x = 1", "outputs": ["A" * 5_000_000]}]}).encode(),
        "x = 1",
    ),
}


@pytest.mark.parametrize(("data", "source"), ODD.values(), ids=ODD)
def test_what_notebooks_hold_beside_their_code_is_in_nobody_s_way(data: bytes, source: str) -> None:
    assert list(code_of(data).sources.values()) == [source]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"cells": 3}',
        b'{"cells": [{"cell_type": 1}]}',
        b"[" * 100_000,
        b"\xff",
        b'{"cells": [' + b"NaN," * 100_000,
    ],
)
def test_what_is_no_notebook_is_a_sentence(data: bytes) -> None:
    """Never an error of ours, however the bytes are made."""
    with pytest.raises(NotebookProblem, match="cannot be read"):
        code_of(data)


def test_forty_thousand_cells_are_too_many() -> None:
    with pytest.raises(NotebookProblem, match="more than 5,000 code cells"):
        code_of(code(*["x = 1"] * 40_000))
