"""What people hand in, and the doors by which it comes in: each case has one right outcome, whichever door it took.

A case is what one student hands in, by the names that the student gave. A door lays it out as its platform does and gives the
submission that would be graded.
"""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from grader.classroom.entries import order_for, read_all
from grader.course.lessons import Course, Lesson
from grader.devices import CPU
from grader.engine.orders import Order, OrderSettings
from grader.errors import SubmissionError
from grader.intake.discover import discover
from grader.intake.handins import read_found
from grader.intake.submission import Submission, read_submission
from grader.learner.magic import Cells
from grader.lms.autograder import taken_in

Files = dict[str, bytes]

RIGHT = "def add(a, b):\n    return a + b\n"
WRONG = "def add(a, b):\n    return a - b\n"
HELPED = "from tools import plus\n\n\ndef add(a, b):\n    return plus(a, b)\n"
TOOLS = b"def plus(a, b):\n    return a + b\n"
FULL = 3


@dataclass(frozen=True)
class Case:
    """files: what is handed in. points: what it earns. notes: parts of what the scorecard says besides. said: part of every test's message."""

    files: Files
    points: int = FULL
    notes: tuple[str, ...] = ()
    said: str = ""


def cells(*sources: str, **more: Any) -> bytes:
    """A notebook of these code cells."""
    found = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    return json.dumps({"cells": found, "nbformat": 4, "nbformat_minor": 5, "metadata": {}, **more}).encode()


def packed(files: dict[str, bytes]) -> bytes:
    return zipped(files, zipfile.ZIP_DEFLATED)


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w", compression) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo("x", (2026, 1, 2, 3, 4, 6))
            info.filename = name  # as it is, whatever Python thinks of its slashes
            archive.writestr(info, data, compression)
    return page.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    page = io.BytesIO()
    with tarfile.open(fileobj=page, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return page.getvalue()


PY = RIGHT.encode()
STUB = (Path(__file__).parents[1] / "toy_course" / "exercises" / "lesson01_add" / "add.py").read_bytes()
BESIDE = "Handed in beside {} and not graded: {}."
NAMES = [
    "add.py", "add-1.py", "add (1).py", "add(2).py", "add_LATE.py", "ADD.PY", "Add.py", "add copy.py", "add copy 2.py",
    "add - Copy.py", "add - Copy (2).py", "Copy of add.py", "add - 副本.py", "add 副本 2.py", "add - Kopie.py", "Kopie von add.py",
    "add - Copie.py", "add - копия.py", "add - コピー.py", "add.py.txt", "add.py (1)", "add 2.py", "_add_.py",
    "ana_101_5001_add.py", "Ana Lee_101_assignsubmission_file_add.py", "homework.py", "作业.py", "lösung.py",
]  # fmt: skip
PICTURES = {f"pictures/{number}.png": b"x" for number in range(2100)}
INSTALLED = {f"venv/lib/python3.12/site-packages/a/{number}.py": b"x" for number in range(2100)}
CASES: dict[str, Case] = {f"named {name}": Case({name: PY}) for name in NAMES}
CASES |= {
    f"named {name} beside another": Case(
        {name: PY, "notes.py": WRONG.encode()}, notes=(BESIDE.format(name, "notes.py"),)
    )
    for name in NAMES[:-3]
}
CASES |= {
    "a notebook": Case({"add.ipynb": cells("import math", RIGHT)}),
    "a notebook of another name": Case({"hw (3).ipynb": cells(RIGHT)}),
    "a notebook and its export": Case({"hw.ipynb": cells(WRONG), "hw.py": PY}, notes=(BESIDE.format("hw.py", "hw.ipynb"),)),
    "the file and a notebook": Case({"add.ipynb": cells(WRONG), "add.py": PY}, notes=(BESIDE.format("add.py", "add.ipynb"),)),
    "in a subfolder": Case({"hw5/src/add.py": PY}),
    "of another name in a subfolder": Case({"hw5/src/mine.py": PY}),
    "above a subfolder": Case({"mine.py": PY, "old/other.py": WRONG.encode()}, notes=(BESIDE.format("mine.py", "old/other.py"),)),
    "a report beside": Case({"add.py": PY, "report.pdf": b"%PDF"}, notes=(BESIDE.format("add.py", "report.pdf"),)),
    "what programs leave": Case(
        {
            "add.py": PY, "__MACOSX/._add.py": b"x", ".ipynb_checkpoints/add-checkpoint.ipynb": b"x", ".git/config": b"x",
            "__pycache__/add.cpython-311.pyc": b"x", ".venv/lib/add.py": b"x", ".DS_Store": b"x", "~$report.docx": b"x",
        }
    ),
    "checkpoints alone beside another name": Case({"hw.py": PY, ".ipynb_checkpoints/hw-checkpoint.py": WRONG.encode()}),
    "the public tests beside": Case({"mine.py": PY, "test_public.py": b"x", "show.py": b"x", "lesson.toml": b"x"}, notes=(BESIDE.format("mine.py", "lesson.toml"),)),
    "a zip": Case({"hw.zip": zipped({"hw/add.py": PY})}),
    "a zip of one file of another name": Case({"hw.zip": zipped({"hw/my_solution.py": PY})}),
    "a zip with backslashes": Case({"hw.zip": zipped({"hw5\\add.py": PY, "hw5\\report.txt": b"x"})}, notes=(BESIDE.format("add.py", "report.txt"),)),
    "a zip of macOS": Case({"hw.zip": zipped({"hw/add.py": PY, "__MACOSX/hw/._add.py": b"x", "hw/.DS_Store": b"x"})}),
    "a zip in a zip": Case({"outer.zip": zipped({"in/inner.zip": zipped({"add.py": PY})})}),
    "three archives deep": Case({"a.zip": zipped({"b.tar.gz": tarred({"c.zip": zipped({"x.py": PY})})})}),
    "a zip beside a report": Case({"hw.zip": zipped({"add.py": PY}), "report.pdf": b"%PDF"}, notes=(BESIDE.format("add.py", "report.pdf"),)),
    "a tar.gz": Case({"hw.tar.gz": tarred({"./hw/add.py": PY})}),
    "a tar.gz as Canvas names it again": Case({"hw5.tar-1.gz": tarred({"add.py": PY})}),
    "a tar.gz as browsers name it again": Case({"hw5.tar (1).gz": tarred({"add.py": PY})}),
    "a tar that says it is packed": Case({"hw.tar.gz": tarred({"add.py": PY}, "w")}),
    "a tar that says it is a zip": Case({"hw.zip": tarred({"add.py": PY}, "w")}),
    "a tar.bz2": Case({"hw.tar.bz2": tarred({"add.py": PY}, "w:bz2")}),
    "a packed file": Case({"add.py.gz": gzip.compress(PY, mtime=0)}),
    "a helper": Case({"add.py": HELPED.encode(), "tools.py": TOOLS}),
    "a helper of a notebook": Case({"hw.ipynb": cells(HELPED), "tools.py": TOOLS}),
    "a helper of a file of another name": Case({"hw.py": HELPED.encode(), "tools.py": TOOLS}),
    "a helper that a notebook does not import": Case({"hw.ipynb": cells(RIGHT), "utils.py": b"x = 1\n"}, notes=(BESIDE.format("hw.ipynb", "utils.py"),)),
    "a notebook that imports what defines it": Case({"hw.ipynb": cells("from tools import add"), "tools.py": PY}, notes=(BESIDE.format("tools.py", "hw.ipynb"),)),
    "two that define it, one of which imports the other": Case({"hw5.py": HELPED.encode(), "tools.py": TOOLS + WRONG.encode()}),
    "the stub beside the notebook": Case({"add.py": STUB, "add.ipynb": cells(RIGHT)}, notes=(BESIDE.format("add.ipynb", "add.py"),)),
    "the stub beside a notebook of another name": Case({"add.py": STUB, "hw.ipynb": cells(RIGHT)}, notes=(BESIDE.format("hw.ipynb", "add.py"),)),
    "the stub beside a copy": Case({"add (1).py": PY, "add.py": STUB}, notes=(BESIDE.format("add (1).py", "add.py"),)),
    "the stub with other line ends beside a copy": Case({"add copy.py": PY, "add.py": STUB.replace(b"\n", b"\r\n")}, notes=(BESIDE.format("add copy.py", "add.py"),)),
    "the stub above the work": Case({"add.py": STUB, "mine/add.py": PY}, notes=(BESIDE.format("add.py", "add.py"),)),
    "the stub beside a file of something else": Case({"add.py": STUB, "data.py": b"x = 1\n"}, 0, notes=(BESIDE.format("add.py", "data.py"),), said="Not written yet"),
    "the stub alone": Case({"add.py": STUB}, 0, said="Not written yet"),
    "a line of Python beside the notebook of one stem": Case({"lr.py": b"x = 1\n", "lr.ipynb": cells(RIGHT)}, notes=(BESIDE.format("lr.ipynb", "lr.py"),)),
    "at the top and in folders": Case({"add.py": PY, "starter/add.py": WRONG.encode(), "solution/add.py": WRONG.encode()}, notes=(BESIDE.format("add.py", "solution/add.py, starter/add.py"),)),
    "a zip with it at the top and in folders": Case({"hw.zip": zipped({"starter/add.py": WRONG.encode(), "add.py": PY})}, notes=(BESIDE.format("add.py", "starter/add.py"),)),
    "for no window": Case({"add.pyw": PY}),
    "without its ending": Case({"add": PY}),
    "without its ending beside a report": Case({"add": PY, "report.pdf": b"x"}, notes=(BESIDE.format("add", "report.pdf"),)),
    "a copy of an editor's": Case({"add.py~": PY}),
    "a copy of an editor's without its ending": Case({"add~": PY}),
    "a test of one's own alone": Case({"test_mine.py": PY}, 0, said="You handed in test_mine.py; wanted add.py."),
    "a hidden file alone": Case({"hw/.add.py": PY}, 0, said="You handed in only hidden files and what programs leave behind: hw/.add.py; wanted add.py."),
    "a zip of bytecode": Case({"hw.zip": zipped({"__pycache__/add.cpython-312.pyc": b"x"})}, 0, said="only hidden files and what programs leave behind: hw.zip/__pycache__/add.cpython-312.pyc"),
    "a zip with much data": Case({"hw.zip": packed({"hw/add.py": PY, "hw/data.csv": bytes(140 << 20)})}, notes=(BESIDE.format("add.py", "data.csv"),)),
    "a tar.gz with data of zeros": Case({"hw.tar.gz": tarred({"hw/add.py": PY, "hw/data.csv": bytes(20 << 20)})}, notes=(BESIDE.format("add.py", "data.csv"),)),
    "a zip with many pictures": Case({"hw.zip": zipped({"add.py": PY} | PICTURES)}, notes=("pictures/0.png",)),
    "a tar with many pictures": Case({"hw.tar": tarred({"add.py": PY} | PICTURES, "w")}, notes=("pictures/0.png",)),
    "a zip with an environment": Case({"hw.zip": zipped({"add.py": PY} | INSTALLED)}),
    "a tar.gz with an environment": Case({"hw.tar.gz": tarred({"add.py": PY} | INSTALLED)}),
    "a zip of absolute names": Case({"hw.zip": zipped({"/home/me/hw/add.py": PY, "/home/me/hw/x.txt": b"x"})}, notes=(BESIDE.format("add.py", "x.txt"),)),
    "a zip of a drive": Case({"hw.zip": zipped({"C:\\Users\\me\\add.py": PY})}),
    "a zip with a name that leads out": Case({"hw.zip": zipped({"add.py": PY, "../x.py": PY})}, 0, said="Your archive holds ../x.py, a name that leads out of its folder."),
    "four archives deep": Case({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.zip": zipped({"add.py": PY})})})})}, 0, said="d.zip lies more than 3 archives deep and was not opened."),
    "the same text under two names": Case({"first.py": PY, "second.py": PY}, notes=(BESIDE.format("first.py", "second.py"),)),
    "a helper of a named notebook": Case({"add.ipynb": cells(HELPED), "tools.py": TOOLS}),
    "a helper of a helper": Case({"add.py": HELPED.encode(), "tools.py": b"from deep.inner import plus\n", "deep/inner.py": TOOLS, "deep/__init__.py": b""}),
    "a helper in a zip": Case({"hw.zip": zipped({"hw/add.py": HELPED.encode(), "hw/tools.py": TOOLS})}),
    "a helper that hides a package": Case({"add.py": PY, "torch.py": b"raise SystemExit", "random.py": b"1/0"}, notes=("random.py is left out: a module of that name would hide the package random.", "torch.py is left out")),
    "nothing of use": Case({"notes.txt": b"x", "report.pdf": b"x"}, 0, said="You handed in notes.txt, report.pdf; wanted add.py."),
    "a document": Case({"add.docx": b"x"}, 0, said="add.docx is of no kind that lesson01 takes"),
    "two of several names": Case({"a.py": PY, "b.py": WRONG.encode()}, 0, said="You handed in several files and none is called add.py: a.py, b.py."),
    "twice in two folders": Case({"a/add.py": PY, "b/add.py": WRONG.encode()}, 0, said="You handed in add.py 2 times: a/add.py, b/add.py."),
    "a zip of nothing of use": Case({"hw5.zip": zipped({"lr.txt": b"x", "report.pdf": b"x"})}, 0, said="hw5.zip holds lr.txt, report.pdf; wanted add.py."),
    "an empty zip": Case({"hw5.zip": zipped({})}, 0, said="hw5.zip is empty; wanted add.py."),
    "a damaged zip": Case({"hw5.zip": b"PK\x03\x04 broken"}, 0, said="Your archive cannot be read"),
    "a rar": Case({"hw.rar": b"Rar!"}, 0, said="hw.rar is of no kind"),
    "an empty file": Case({"add.py": b""}, 0, said="add.py is empty."),
    "an empty notebook": Case({"hw/add.ipynb": b""}, 0, said="add.ipynb is empty."),
    "a notebook named as Python": Case({"add.py": cells("import math", RIGHT)}),
    "Python named as a notebook": Case({"hw/add.ipynb": b"import math\n" + PY}),
    "a set at the top": Case({"add.py": b"{1, 2}\n" + PY}),
    "a zip named as Python": Case({"add.py": zipped({"hw/add.py": HELPED.encode(), "hw/tools.py": TOOLS})}),
    "a zip of nothing of use named as Python": Case({"add.py": zipped({"a.txt": b"x"})}, 0, said="add.py is an archive, whatever its name says."),
    "a bomb named as Python": Case({"add.py": packed({"add.py": bytes(140 << 20)})}, 0, said="add.py is an archive, whatever its name says."),
    "a broken notebook beside the work": Case({"hw.ipynb": b"[" * 5000, "mine.py": PY}, notes=(BESIDE.format("mine.py", "hw.ipynb"),)),
    "long lines beside the work": Case({"long.py": b"a" * 400_000 + b"\n" + b" " * 100_000, "mine.py": PY}, notes=(BESIDE.format("mine.py", "long.py"),)),
    "a PDF named as Python": Case({"add.py": b"%PDF-1.7 \0"}, 0, said="add.py is a PDF, whatever its name says."),
    "a document named as Python": Case({"add.py": zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"})}, 0, said="add.py is an Office document"),
    "a web page named as a notebook": Case({"hw/add.ipynb": b"\n<!DOCTYPE html><html>"}, 0, said="add.ipynb is a web page"),
    "a zero byte at the end": Case({"add.py": PY + b"\0"}),
    "a Ctrl-Z at the end": Case({"add.py": PY + b"\x1a"}),
    "two marks of UTF-8": Case({"add.py": b"\xef\xbb\xbf\xef\xbb\xbf" + PY}),
    "an encoding that there is not": Case({"add.py": b"# coding: utf8mb4\n" + PY}, 0, said="name the encoding utf8mb4, which is not read here"),
    "a mark and another encoding": Case({"add.py": b"\xef\xbb\xbf# coding: gbk\n" + PY}, 0, said="name another encoding, gbk"),
    "null among the cells": Case({"hw/add.ipynb": cells(RIGHT).replace(b'"cells": [', b'"cells": [null, {}, ')}),
    "a fenced answer in a text cell": Case({"hw/add.ipynb": cells("x = 1").replace(b'"cells": [', b'"cells": [{"cell_type": "markdown", "source": "```python\\ndef add(a, b): ...\\n```"}, ')}, 0, said="Look at the first text cell"),
    "a helper in another encoding": Case({"add.py": HELPED.encode(), "tools.py": "# été à la fenêtre\n".encode("cp1252") + TOOLS}, 0, notes=("tools.py was handed in and cannot be imported. Your file is not UTF-8 text.",), said="tools.py was handed in and cannot be imported. Your file is not UTF-8"),
    "a helper above": Case({"hw.zip": zipped({"tools.py": TOOLS, "src/add.py": HELPED.encode()})}),
    "a helper in another folder": Case({"src/add.py": HELPED.replace("from tools", "from lib.tools").encode(), "lib/tools.py": TOOLS}),
    "a helper by the folder's name": Case({"hw.zip": zipped({"hw/add.py": HELPED.replace("from tools", "from hw.tools").encode(), "hw/tools.py": TOOLS})}),
    "UTF-8 with its mark": Case({"add.py": b"\xef\xbb\xbf" + PY}),
    "UTF-16": Case({"add.py": RIGHT.encode("utf-16")}),
    "an encoding that is named": Case({"add.py": "# -*- coding: gbk -*-\n# 测试\n".encode("gbk") + PY}),
    "an encoding that is not named": Case({"add.py": "# 计算两个数的和\n".encode("gbk") + PY}, 0, said="it looks like GBK"),
    "a French file": Case({"add.py": "# été à la fenêtre\n".encode("cp1252") + PY}, 0, said="Your file is not UTF-8 text. Save"),
    "lines that end as in Windows": Case({"add.py": PY.replace(b"\n", b"\r\n")}),
    "lines that end as in old Macs": Case({"add.py": PY.replace(b"\n", b"\r")}),
    "everything in the block that never runs": Case({"add.py": f"if __name__ == '__main__':\n    {RIGHT.replace(chr(10), chr(10) + '    ')}\n".encode()}, 0, said="that block never runs here"),
    "what Colab exports": Case({"add.py": f"# -*- coding: utf-8 -*-\n!pip install d2l\nfrom google.colab import drive\ndrive.mount('/content/drive')\n{RIGHT}".encode()}, notes=("There is no package google.colab here", "Shell commands do nothing here: !pip.")),
    "cells with magics in a script": Case({"add.py": f"# %%\n%matplotlib inline\nimport math\n# %%\n{RIGHT}".encode()}),
    "a line above that stops": Case({"add.py": f"import os\nos.chdir('/content/drive')\n{RIGHT}".encode()}, notes=("Your file stopped at line 2: FileNotFoundError",)),
    "a cell that stops above its imports": Case({"add.ipynb": cells("import os\nos.chdir('/content')\nimport math", "def add(a, b):\n    return a + b if math.pi else 0")}, notes=("Cell 1 stopped at line 2",)),
    "a cell that writes the file": Case({"add.ipynb": cells(f"%%writefile add.py\n{RIGHT}", "from add import *")}),
    "a Quarto notebook": Case({"add.qmd": f"# Title\n\n```{{python}}\n#| echo: false\n{RIGHT}```\n\n```{{r}}\nx <- 1\n```\n".encode()}),
    "a Markdown notebook": Case({"add.md": f"# Title\n\n```python\n{RIGHT}```\n".encode()}),
}  # fmt: skip


def laid(folder: Path, files: Files) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@dataclass(frozen=True)
class Scene:
    """Where a door lays out what it brings."""

    lesson: Lesson
    room: Path

    def discovered(self, place: Path, student: str = "") -> Submission:
        """The one submission of the class at `place`, or that student's."""
        unpacked = self.room / "unpacked"
        unpacked.mkdir()
        found = discover(place, self.lesson, unpacked).found
        (one,) = [each for each in found if student in ("", each.student)]
        return read_found(one, self.lesson)


Door = Callable[[Scene, Files], Submission]


def by_check(scene: Scene, files: Files) -> Submission:
    """`dlgrade check` of the file or folder; what it refuses before grading has the same reason."""
    folder = laid(scene.room / "ana", files)
    (name, *others) = files
    return _checked(folder if others or "/" in name else folder / name, scene.lesson)


def by_check_of_a_folder(scene: Scene, files: Files) -> Submission:
    return _checked(laid(scene.room / "ana", files), scene.lesson)


def _checked(path: Path, lesson: Lesson) -> Submission:
    try:
        return read_submission(path, lesson)
    except SubmissionError as error:
        return Submission(problem=str(error).split(": ", 1)[1])


def by_grade(scene: Scene, files: Files) -> Submission:
    laid(scene.room / "class" / "ben", {"add.py": b"b = 1\n"})
    laid(scene.room / "class" / "ana", files)
    return scene.discovered(scene.room / "class", "ana")


def by_grade_of_a_zip(scene: Scene, files: Files) -> Submission:
    (scene.room / "class.zip").write_bytes(
        zipped({"class/ben/add.py": b"b = 1\n"} | {f"class/ana/{name}": data for name, data in files.items()})
    )
    return scene.discovered(scene.room / "class.zip", "ana")


def by_gradescope(scene: Scene, files: Files) -> Submission:
    return taken_in(laid(scene.room / "submission", files), scene.lesson)


def by_gradescope_download(scene: Scene, files: Files) -> Submission:
    laid(scene.room / "assignment_1_export" / "submission_7", files)
    facts = "submission_7:\n  :submitters:\n  - :name: Ana\n    :email: ana@x.edu\n"
    (scene.room / "assignment_1_export" / "submission_metadata.yml").write_text(facts)
    return scene.discovered(scene.room / "assignment_1_export")


def by_moodle(scene: Scene, files: Files) -> Submission:
    laid(scene.room / "moodle" / "Ana Lee_101_assignsubmission_file", files)
    return scene.discovered(scene.room / "moodle")


def by_moodle_without_folders(scene: Scene, files: Files) -> Submission:
    laid(scene.room / "moodle", {f"Ana Lee_101_assignsubmission_file_{name}": data for name, data in files.items()})
    return scene.discovered(scene.room / "moodle")


def by_canvas(scene: Scene, files: Files) -> Submission:
    names = {f"leeana_101_{500 + number}_{name}": data for number, (name, data) in enumerate(files.items())}
    laid(scene.room / "canvas", {"wuben_102_400_add.py": b"b = 1\n"} | names)
    return scene.discovered(scene.room / "canvas", "leeana_101")


def by_nbgrader(scene: Scene, files: Files) -> Submission:
    laid(scene.room / "submitted" / "ana" / "lesson01", files)
    return scene.discovered(scene.room / "submitted")


def by_dask(scene: Scene, files: Files) -> Submission:
    """What travels to a worker, and what comes out there."""
    laid(scene.room / "class" / "ana", files)
    laid(scene.room / "class" / "ben", {"add.py": b"b = 1\n"})
    (scene.room / "unpacked").mkdir()
    found = discover(scene.room / "class", scene.lesson, scene.room / "unpacked").found
    entries, _, _ = read_all(found, scene.lesson)
    work = OrderSettings("", "", scene.lesson.limits, "process", CPU, "en", [], [], bytes(32), [])
    sent = msgspec.msgpack.encode(order_for(entries[0], scene.lesson, work, "key", 7))
    order = msgspec.msgpack.decode(sent, type=Order)
    return Submission(order.files, order.problem, tuple(order.notes), tuple(order.cells), order.reasons)


def by_watch(scene: Scene, files: Files) -> Submission:
    """The lesson's own file, as `watch` reads it each time that it is saved."""
    shutil.copytree(scene.lesson.root, scene.room / "course", ignore=shutil.ignore_patterns("lesson0[2-9]*", "golden"))
    lesson = Course(scene.room / "course").lesson("lesson01")
    lesson.stub.write_bytes(files["add.py"])
    return read_submission(lesson.stub, lesson)


def by_magic(scene: Scene, files: Files) -> Submission:
    """The notebook's code cells, run one after the other."""
    ran = Cells()
    for number, cell in enumerate(json.loads(files["add.ipynb"])["cells"]):
        ran.keep(f"cell {number}", cell["source"])
    (scene.room / "add.ipynb").write_bytes(ran.notebook())
    return read_submission(scene.room / "add.ipynb", scene.lesson)


DOORS: dict[str, Door] = {name: door for name, door in globals().items() if name.startswith("by_")}
# Some doors take some cases alone: a flat list of files, the lesson's own file, a notebook.
FLAT = {"by_moodle_without_folders", "by_canvas"}


def fits(door: str, files: Files) -> bool:
    if door in FLAT:
        return not any("/" in name or name.startswith((".", "~")) for name in files)
    if door == "by_watch":
        return list(files) == ["add.py"]
    return door != "by_magic" or list(files) == ["add.ipynb"]
