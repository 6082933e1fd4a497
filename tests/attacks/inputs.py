"""Attacks by what is handed in: links, pipes, sizes, encodings. Each function builds one in a folder and returns its path.

The docstrings have the form of those in files/. Where nothing of it can be read, it earns nothing. Those by archives are in
archives.py; the lists here are of all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from . import archives
from .bench import FILE, WRONG
from .corpus import Attack, attack_of

__all__ = ["builders", "built_attacks"]


def input_link_to_neighbour(folder: Path) -> Path:
    """Hands in a link to a classmate's file.

    row: 51
    stops: links are refused
    may: nothing
    honest: none
    """
    (folder / "classmate.py").write_bytes(WRONG)
    (folder / FILE).symlink_to("classmate.py")
    return folder / FILE


def input_folder_with_link(folder: Path) -> Path:
    """Hands in a folder whose file is a link to a file outside it.

    row: 51
    stops: the file is opened without following links
    may: nothing
    honest: none
    """
    (folder / "classmate.py").write_bytes(WRONG)
    (folder / "mine").mkdir()
    (folder / "mine" / FILE).symlink_to(folder / "classmate.py")
    return folder / "mine"


def input_pipe(folder: Path) -> Path:
    """Hands in a named pipe, so that whoever opens it waits for ever.

    stops: files are opened without waiting, and what is no regular file is not read
    may: nothing
    honest: none
    """
    os.mkfifo(folder / FILE)
    return folder / FILE


def input_device(folder: Path) -> Path:
    """Hands in a folder whose file is an endless device.

    stops: links are not followed, and what is no regular file is not read
    may: nothing
    honest: none
    """
    (folder / FILE).symlink_to("/dev/zero")
    return folder


def input_folder_for_file(folder: Path) -> Path:
    """Hands in a folder that is named like the file.

    stops: what is no regular file is not read
    may: nothing
    honest: none
    """
    (folder / FILE).mkdir()
    return folder


def input_shadow_files(folder: Path) -> Path:
    """Ships torch.py, conftest.py, pytest.ini, sitecustomize.py and tests beside the file.

    row: 14, 15, 16, 17, 42
    stops: only the file that the lesson names is taken in
    may: nothing more than the file itself
    honest: task 1
    """
    for name in ("torch.py", "conftest.py", "sitecustomize.py", "numpy.py", "test_mine.py", "suite/test_mine.py"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("raise SystemExit(0)\n")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p evil\n")
    (folder / FILE).write_bytes(WRONG)
    return folder


def input_ten_megabytes(folder: Path) -> Path:
    """Hands in a file of ten megabytes.

    stops: the size of a source file is limited
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(WRONG + b"#" * (10 << 20))
    return folder / FILE


def input_zero_bytes(folder: Path) -> Path:
    """Hands in a file with zero bytes, which some readers take for its end.

    stops: a file with zero bytes is no text and is not run
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(WRONG + b"\0raise SystemExit\n")
    return folder / FILE


def input_byte_order_mark(folder: Path) -> Path:
    """Hands in a file with a byte order mark and line ends of three kinds.

    stops: nothing needs to: Python reads it
    may: nothing
    honest: task 1
    """
    (folder / FILE).write_bytes(b"\xef\xbb\xbf" + WRONG.replace(b"\n", b"\r\n", 4) + b"\rx = 1\r")
    return folder / FILE


def input_encoding_that_runs(folder: Path) -> Path:
    """Hands in a file in an encoding that hides what it says from a reader of its bytes.

    stops: only encodings that people save files in are read
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(b"# -*- coding: utf-7 -*-\n+AGkAbQBwAG8AcgB0ACAAbwBz-\n")
    return folder / FILE


def input_slow_encoding(folder: Path) -> Path:
    """Hands in half a megabyte in an encoding that takes minutes to decode.

    stops: only encodings that people save files in are read
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(b"# coding: punycode\n-" + b"aa9b" * 115_000)
    return folder / FILE


def input_blank_lines(folder: Path) -> Path:
    """Hands in half a megabyte of lines with nothing but a space, which a careless pattern reads again from each of them.

    stops: whatever reads source outside the sandbox does so in one pass
    may: nothing more than the file itself
    honest: task 1
    """
    (folder / FILE).write_bytes(WRONG + b" \n" * 250_000)
    return folder / FILE


def input_encoding_unknown(folder: Path) -> Path:
    """Hands in a file that names an encoding which does not exist, or is none of text.

    stops: a file that cannot be decoded is not run
    may: nothing
    honest: none
    """
    (folder / FILE).write_bytes(b"# -*- coding: rot13 -*-\n" + WRONG)
    return folder / FILE


def input_notebook_with_magics(folder: Path) -> Path:
    """Hands in a notebook with shell lines, magics and a cell for another language.

    stops: only code cells are taken, without their magics and shell lines; nothing is executed but in a worker
    may: lose those lines
    honest: task 1
    """
    cells = ["!touch /tmp/pwned\n%run evil.py\n", "%%bash\ntouch /tmp/pwned\n", "%time\n" + WRONG.decode()]
    document = {"nbformat": 4, "cells": [{"cell_type": "code", "source": source} for source in cells]}
    (folder / "logistic_regression.ipynb").write_text(json.dumps(document))
    return folder / "logistic_regression.ipynb"


def input_notebook_of_magics(folder: Path) -> Path:
    """Hands in a notebook of forty thousand cells, each with another magic to be told about.

    stops: the notes on what was left out are few
    may: lose those cells
    honest: task 1
    """
    sources = [*(f"%%a{number}\n" for number in range(40_000)), WRONG.decode()]
    document = {"nbformat": 4, "cells": [{"cell_type": "code", "source": source} for source in sources]}
    (folder / "logistic_regression.ipynb").write_text(json.dumps(document))
    return folder / "logistic_regression.ipynb"


def input_notebook_deep(folder: Path) -> Path:
    """Hands in a notebook of lists in lists, a hundred thousand deep.

    stops: what cannot be decoded as a notebook is not run
    may: nothing
    honest: none
    """
    (folder / "logistic_regression.ipynb").write_text('{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}")
    return folder / "logistic_regression.ipynb"


def input_odd_name(folder: Path) -> Path:
    """Hands in a file whose name holds an option, an escape, a line end and a way out.

    stops: the name of what is handed in is never used: the file gets the lesson's name
    may: nothing
    honest: task 1
    """
    (folder / "--help; \x1b[2J\n..py").write_bytes(WRONG)
    return folder / "--help; \x1b[2J\n..py"


def input_empty(folder: Path) -> Path:
    """Hands in an empty file.

    stops: no function, no points
    may: nothing
    honest: none
    """
    (folder / FILE).touch()
    return folder / FILE


def builders() -> dict[str, Callable[[Path], Path]]:
    things = vars(archives) | globals()
    return {name: thing for name, thing in sorted(things.items()) if name.startswith("input_")}


def built_attacks() -> list[Attack]:
    return [attack_of(name, b"", _docstring(builder)) for name, builder in builders().items()]


def _docstring(builder: Callable[[Path], Path]) -> str:
    return "\n".join(line.strip() for line in (builder.__doc__ or "").splitlines())
