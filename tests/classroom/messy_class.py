"""A Canvas download as a class really hands in: each shape that was met in the field, and what it must come to."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

from tests.class_folder import RIGHT, WRONG

MAGICS = ["%matplotlib inline\n", "!pip install nothing\n", "def add(a, b):\n", "    return a + b\n"]
CHINESE = "# 加法\n" + RIGHT


class Shape(NamedTuple):
    """files: by the names of Canvas. score: of three points. problem: a word of what is said, where nothing can be read."""

    files: dict[str, bytes]
    score: int
    problem: str = ""


def zipped(**files: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_py", ".py"), text)
    return memory.getvalue()


def notebook(*sources: list[str]) -> bytes:
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": each}
        for each in sources
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


SHAPES: dict[str, Shape] = {
    "plain_1": Shape({"plain_1_11_add.py": RIGHT.encode()}, 3),
    "late_2": Shape({"late_LATE_2_12_add.py": RIGHT.encode()}, 3),
    "again_3": Shape({"again_3_13_add.py": WRONG.encode(), "again_3_14_add-1.py": RIGHT.encode()}, 3),
    "other_4": Shape({"other_4_15_my_homework.py": RIGHT.encode()}, 3),
    "copy_5": Shape({"copy_5_16_add (1).py": RIGHT.encode()}, 3),
    "王小明_6": Shape({"王小明_6_17_add.py": CHINESE.encode()}, 3),
    "bom_7": Shape({"bom_7_18_add.py": b"\xef\xbb\xbf" + RIGHT.encode()}, 3),
    "crlf_8": Shape({"crlf_8_19_add.py": RIGHT.replace("\n", "\r\n").encode()}, 3),
    "wide_9": Shape({"wide_9_20_add.py": CHINESE.encode("utf-16")}, 3),
    "gbk_10": Shape({"gbk_10_21_add.py": CHINESE.encode("gbk")}, 0, "UTF-8"),
    "magic_11": Shape({"magic_11_22_add.ipynb": notebook(MAGICS, ["1 / 0"])}, 3),
    "zip_12": Shape({"zip_12_23_hw.zip": zipped(hw__lr_py=RIGHT)}, 3),
    "two_13": Shape({"two_13_24_hw.zip": zipped(a_py=RIGHT, b_py=WRONG)}, 0, "several files"),
    "word_14": Shape({"word_14_25_add.docx": b"PK\x03\x04 no code"}, 0, "docx"),
    "rar_15": Shape({"rar_15_26_add.rar": b"Rar!\x1a\x07\x00"}, 0, "rar"),
    "text_16": Shape({"text_16_27_add.py.txt": RIGHT.encode()}, 3),
    "empty_17": Shape({"empty_17_28_add.py": b""}, 0),
    "broken_18": Shape({"broken_18_29_add.py": b"def add(a, b:\n"}, 0),
    "large_19": Shape({"large_19_30_add.py": b"x = 1\n" * 400_000}, 0, "larger than"),
    "o'brien_20": Shape({"o'brien_20_31_add.py": WRONG.encode()}, 0),
    "=1+2_21": Shape({"=1+2_21_32_add.py": RIGHT.encode()}, 3),
    "<b>x_22": Shape({"<b>x_22_33_add.py": RIGHT.encode()}, 3),
}


def lay_messy_class(folder: Path) -> Path:
    """Write it, each student's code in words of their own."""
    folder.mkdir(parents=True, exist_ok=True)
    for shape in SHAPES.values():
        for name, data in shape.files.items():
            (folder / name).write_bytes(data)
    (folder / ".DS_Store").write_bytes(b"litter")
    return folder
