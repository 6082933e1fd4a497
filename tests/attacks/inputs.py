"""Attacks by what is handed in: links, pipes, sizes, encodings. Each function builds one in a folder and returns its path.

The docstrings have the form of those in files/. Where nothing of it can be read, it earns nothing. Those by archives are in
archives.py; the lists here are of all.
"""

from __future__ import annotations

import json
import os
import zipfile
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
    stops: of what lies beside the file only modules that it names are taken in, and none that hides a package; only the worker sees them
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

    stops: nothing is executed but in a worker, where shell commands and magics that need a shell do nothing
    may: lose what they would have done
    honest: task 1
    """
    cells = ["!touch /tmp/pwned\n%run evil.py\n", "%%bash\ntouch /tmp/pwned\n", "%time\n" + WRONG.decode()]
    document = {"nbformat": 4, "cells": [{"cell_type": "code", "source": source} for source in cells]}
    (folder / "logistic_regression.ipynb").write_text(json.dumps(document))
    return folder / "logistic_regression.ipynb"


def input_notebook_of_magics(folder: Path) -> Path:
    """Hands in a notebook of forty thousand cells, each with another magic to be told about.

    stops: cells of other languages are left out, and the notes on what was left out are few
    may: lose those cells
    honest: task 1
    """
    sources = [*(f"%%a{number}\n" for number in range(40_000)), WRONG.decode()]
    document = {"nbformat": 4, "cells": [{"cell_type": "code", "source": source} for source in sources]}
    (folder / "logistic_regression.ipynb").write_text(json.dumps(document))
    return folder / "logistic_regression.ipynb"


def input_notebook_of_cells(folder: Path) -> Path:
    """Hands in a notebook of forty thousand cells of code.

    stops: cells are counted before any of them travels to a worker
    may: nothing
    honest: none
    """
    return _notebook(folder, [WRONG.decode(), *["x = 1"] * 40_000])


def input_cell_of_magics(folder: Path) -> Path:
    """Hands in a notebook with a cell of thirty thousand magics, over which IPython's transformer would sit for hours.

    stops: it runs in the worker, in the submission's own time, and a cell of more than two hundred magics fails as that cell
    may: lose that cell
    honest: task 1
    """
    return _notebook(folder, ["%time x = 1\n" * 30_000, WRONG.decode()])


def input_cell_slow_to_transform(folder: Path) -> Path:
    """Hands in a notebook with a cell whose brackets, prompts and question marks are slow to take apart.

    stops: it runs in the worker, and what takes too long is stopped there
    may: lose that cell, and its own time
    honest: task 1
    """
    return _notebook(folder, [WRONG.decode(), "(" * 2000 + "\n%" + "?" * 2000 + "\n" + ">>> " * 20_000])


def input_notebook_unterminated(folder: Path) -> Path:
    """Hands in a notebook that is no JSON: a text without an end that is full of escaped quotes, and NaN before it.

    stops: it is mended in one pass, whatever it holds
    may: nothing
    honest: none
    """
    (folder / "logistic_regression.ipynb").write_bytes(b'{"cells": [NaN, "' + b'\\"' * 4_000_000)
    return folder / "logistic_regression.ipynb"


def input_notebook_writes_modules(folder: Path) -> Path:
    """Hands in a notebook that writes torch.py, sitecustomize.py and conftest.py beside itself, for whoever imports next.

    stops: it writes to the worker's own folder, which is wiped; the judge imports nothing from there
    may: nothing more than its own code
    honest: task 1
    """
    names = ("torch.py", "sitecustomize.py", "conftest.py", "numpy.py", "test_mine.py", "../../suite/test_mine.py")
    return _notebook(folder, [*(f"%%writefile {name}\nraise SystemExit(0)\n" for name in names), WRONG.decode()])


def input_deep_archives(folder: Path) -> Path:
    """Hands in a zip in a zip in a zip, twelve deep, each with a hundred more beside it.

    stops: three archives deep, eight in all, and one bound for what all of them unpack to
    may: nothing
    honest: none
    """
    data = WRONG
    for depth in range(12):
        (folder / f"{depth}.zip").write_bytes(data)
        with zipfile.ZipFile(folder / "next.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{depth}.zip" if depth else FILE, data)
            for number in range(100):
                archive.writestr(f"{depth}-{number}.zip", b"PK\x05\x06" + bytes(18))
        data = (folder / "next.zip").read_bytes()
    (folder / "mine").mkdir()
    (folder / "mine" / "mine.zip").write_bytes(data)
    return folder / "mine" / "mine.zip"


def input_names_that_lie(folder: Path) -> Path:
    """Hands in a folder whose names hold escapes, orders to a CI system, formulas and another student's name on a platform.

    stops: names are shown harmless, and only the file's content is graded
    may: nothing more than the file itself
    honest: task 1
    """
    for name in (
        "x_222_assignsubmission_file_a.txt",
        ";=cmd|x.txt",
        "::error::x.txt",
        "\x1b[2J.txt",
        "submitted",
        "\u202etxt.exe",
    ):
        (folder / name).write_text("x")
    (folder / FILE).write_bytes(WRONG)
    return folder


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


def _notebook(folder: Path, sources: list[str]) -> Path:
    document = {"nbformat": 4, "cells": [{"cell_type": "code", "source": source} for source in sources]}
    (folder / "logistic_regression.ipynb").write_text(json.dumps(document))
    return folder / "logistic_regression.ipynb"


def builders() -> dict[str, Callable[[Path], Path]]:
    things = vars(archives) | globals()
    return {name: thing for name, thing in sorted(things.items()) if name.startswith("input_")}


def built_attacks() -> list[Attack]:
    return [attack_of(name, b"", _docstring(builder)) for name, builder in builders().items()]


def _docstring(builder: Callable[[Path], Path]) -> str:
    return "\n".join(line.strip() for line in (builder.__doc__ or "").splitlines())
