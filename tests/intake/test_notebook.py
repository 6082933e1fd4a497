"""The code of a notebook: cells in order, magics and shell lines left out and said so."""

from __future__ import annotations

import json

import pytest

from grader.intake.notebook import NotebookProblem, code_of


def notebook(*cells: tuple[str, str | list[str]]) -> bytes:
    return json.dumps(
        {"cells": [{"cell_type": kind, "source": source} for kind, source in cells], "nbformat": 4}
    ).encode()


def test_code_cells_come_in_order_and_prose_does_not() -> None:
    """Markdown cells are no code."""
    code, notes = code_of(notebook(("code", "x = 1"), ("markdown", "x = 2"), ("code", ["y = x\n", "z = y"])))

    assert code.decode().split() == ["x", "=", "1", "y", "=", "x", "z", "=", "y"]
    assert notes == []


@pytest.mark.parametrize("line", ["!pip install torch", "%matplotlib inline", "  !ls", "?print", "torch.nn?", "%%time"])
def test_magic_and_shell_lines_are_dropped_and_said_so(line: str) -> None:
    """The lines around them stay, at their places."""
    code, notes = code_of(notebook(("code", f"{line}\nx = 1")))

    assert code == b"\nx = 1\n"
    assert notes == ["Left out of your notebook: 1 line with a magic or shell command."]


def test_cell_of_another_language_is_dropped_whole() -> None:
    """What follows %%bash is not Python."""
    code, notes = code_of(notebook(("code", "%%bash\nrm -rf /"), ("code", "x = 1")))

    assert code == b"x = 1\n"
    assert notes == ["Left out of your notebook: a cell that begins with %%bash."]


def test_notes_are_few() -> None:
    """A notebook of a thousand magics does not fill the scorecard with them."""
    _, notes = code_of(notebook(*(("code", f"%%a{number}\n") for number in range(1000))))

    assert len(notes) == 11
    assert notes[-1] == "Left out of your notebook: 990 more things of this kind."


@pytest.mark.parametrize("line", ["a != b", "rest = a % b", "s = '%d' % n"])
def test_python_that_looks_like_a_magic_stays(line: str) -> None:
    """A percent sign or an exclamation mark inside a line is Python's own."""
    assert code_of(notebook(("code", line))) == (f"{line}\n".encode(), [])


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"cells": 3}', b'{"cells": [{"cell_type": 1}]}', b"[" * 100_000, b"\xff"]
)
def test_what_is_no_notebook_is_a_sentence(data: bytes) -> None:
    """Never an error of ours, however the bytes are made."""
    with pytest.raises(NotebookProblem, match="cannot be read"):
        code_of(data)
