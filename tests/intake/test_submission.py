"""Submissions are taken in safely: what may be read is read, and what may not says so to the student."""

from __future__ import annotations

import gc
import json
import os
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.lessons import Course, Lesson
from grader.errors import SubmissionError
from grader.intake.submission import Submission, read_submission
from grader.wire.messages import Cell

SOURCE = b"def add(a, b):\n    return a + b\n"


@pytest.fixture
def add(toy_course: Course) -> Lesson:
    return toy_course.lesson("lesson01")


def handed_in(tmp_path: Path, data: bytes, name: str = "ana.py") -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


def test_a_file_of_any_name_becomes_the_lesson_s_file(add: Lesson, tmp_path: Path) -> None:
    assert read_submission(handed_in(tmp_path, SOURCE), add) == Submission({"add.py": SOURCE})


def test_of_a_folder_only_the_lesson_s_file_is_taken(add: Lesson, tmp_path: Path) -> None:
    for name in ("add.py", "conftest.py", "torch.py", "pytest.ini", "sitecustomize.py"):
        handed_in(tmp_path, SOURCE, name)
    submission = read_submission(tmp_path, add)
    assert submission.files == {"add.py": SOURCE}
    assert tuple(map(str, submission.notes)) == (
        "sitecustomize.py is left out: a module of that name would hide the package sitecustomize.",
        "torch.py is left out: a module of that name would hide the package torch.",
        "Handed in beside add.py and not graded: conftest.py, pytest.ini.",
    )


def test_a_folder_without_the_lesson_s_file_says_what_it_holds(add: Lesson, tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match=r"is a folder without add\.py: You handed in nothing: an empty folder"):
        read_submission(tmp_path, add)
    handed_in(tmp_path, SOURCE, "sub.txt")
    handed_in(tmp_path, SOURCE, "report.pdf")
    with pytest.raises(SubmissionError, match=r"You handed in report\.pdf, sub\.txt; wanted add\.py"):
        read_submission(tmp_path, add)


def test_a_link_is_refused(add: Lesson, tmp_path: Path) -> None:
    secret = handed_in(tmp_path, SOURCE, "neighbour.py")
    (tmp_path / "mine.py").symlink_to(secret)
    with pytest.raises(SubmissionError, match="is a link; hand in the file itself"):
        read_submission(tmp_path / "mine.py", add)


def test_a_link_within_a_folder_is_not_followed(add: Lesson, tmp_path: Path) -> None:
    secret = handed_in(tmp_path, SOURCE, "neighbour.py")
    (tmp_path / "ana").mkdir()
    (tmp_path / "ana" / "add.py").symlink_to(secret)
    submission = read_submission(tmp_path / "ana", add)
    assert submission.files == {}
    assert str(submission.problem) == "add.py is a link, not a regular file."


def test_what_is_not_there_says_the_next_step(add: Lesson, tmp_path: Path) -> None:
    with pytest.raises(
        SubmissionError, match=r"does not exist\. `dlgrade check lesson01` takes the file of exercises/"
    ):
        read_submission(tmp_path / "nothing.py", add)


def test_a_file_of_another_kind_is_refused(add: Lesson, tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match=r"ana\.docx is of no kind that lesson01 takes"):
        read_submission(handed_in(tmp_path, SOURCE, "ana.docx"), add)


@pytest.mark.parametrize(("make", "kind"), [(os.mkfifo, "a named pipe"), (os.mkdir, "a folder")])
def test_what_is_no_regular_file_is_the_student_s_problem(
    add: Lesson, tmp_path: Path, make: Callable[[Path], None], kind: str
) -> None:
    make(tmp_path / "add.py")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        submission = read_submission(tmp_path, add)
        gc.collect()
    assert (submission.files, str(submission.problem)) == ({}, f"add.py is {kind}, not a regular file.")


PROBLEMS = {
    "zero bytes": (b"x =\0 1", "Your file contains zero bytes: it is not a text file. Save it as UTF-8 text."),
    "GBK": (
        "x = '测试'".encode("gbk"),
        "Your file is not UTF-8 text (it looks like GBK: `# -*- coding: gbk -*-` would name that). "
        "Save it as UTF-8, or name its encoding in the first line.",
    ),
    "bytes": (
        b"x = '\xff'",
        "Your file is not UTF-8 text. Save it as UTF-8, or name its encoding in the first line.",
    ),
    "an unknown encoding": (
        b"# coding: klingon\n",
        "The first lines of your file name the encoding klingon, which is not read here. "
        "Save the file as UTF-8, and delete that line.",
    ),
    "another encoding than it names": (
        b"# coding: utf-8\nx = '\xff'",
        "The first lines of your file name the encoding utf-8, and its bytes are not in it. "
        "Save the file as UTF-8, and delete that line.",
    ),
    "too large": (b"#" * (512 * 1024 + 1), "Your file is larger than 512 KB."),
}


@pytest.mark.parametrize(("data", "sentence"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_file_that_is_no_source_says_why(add: Lesson, tmp_path: Path, data: bytes, sentence: str) -> None:
    assert str(read_submission(handed_in(tmp_path, data), add).problem) == sentence


@pytest.mark.parametrize(
    "encoding", ["rot13", "hex", "undefined", "idna", "punycode", "zlib", "utf-7", "unicode_escape"]
)
def test_a_strange_encoding_is_never_decoded(add: Lesson, tmp_path: Path, encoding: str) -> None:
    data = f"# coding: {encoding}\nx = 1\n".encode()
    assert f"the encoding {encoding}, which is not read here" in str(
        read_submission(handed_in(tmp_path, data), add).problem
    )


READABLE = {
    "GBK that says so": "# -*- coding: gbk -*-\nx = '测试'\n".encode("gbk"),
    "Latin-1 that says so": "# coding: latin-1\nx = 'é'\n".encode("latin-1"),
    "Windows that says so": "# coding: windows-1252\nx = '€'\n".encode("cp1252"),
    "a byte order mark": "\ufeffx = 1\n".encode(),
    "Chinese": "x = '测试'\n".encode(),
    "as large as allowed": b"#" * (512 * 1024),
}


@pytest.mark.parametrize("data", READABLE.values(), ids=READABLE)
def test_a_file_that_python_reads_is_taken_as_it_is(add: Lesson, tmp_path: Path, data: bytes) -> None:
    assert read_submission(handed_in(tmp_path, data), add) == Submission({"add.py": data})


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_of_two_or_four_bytes_a_letter_is_read(add: Lesson, tmp_path: Path, encoding: str) -> None:
    text = "def add(a, b):\n    return a + b  # 测试\n"
    assert read_submission(handed_in(tmp_path, text.encode(encoding)), add) == Submission({"add.py": text.encode()})


WESTERN = [
    "# été à la fenêtre",
    "# naïve café",
    "# größe übermäßig",
    "# ÀÉ ÊÎÔ ÛÜ âme",
    "# año niño corazón",
    "# moyenne pondérée, où ça",
]


@pytest.mark.parametrize("text", WESTERN)
def test_no_encoding_is_named_that_is_not_sure(add: Lesson, tmp_path: Path, text: str) -> None:
    """Those of Western Europe cannot be told apart, and are not Chinese."""
    problem = read_submission(handed_in(tmp_path, text.encode("cp1252")), add).problem
    assert str(problem).startswith("Your file is not UTF-8 text. Save it as UTF-8")


def test_a_notebook_s_cells_are_taken_in_order(add: Lesson, tmp_path: Path) -> None:
    cells = [("code", "x = 1"), ("markdown", "text"), ("code", "%matplotlib inline\ny = 'a\u2028b\x0cc'")]
    data = json.dumps({"cells": [{"cell_type": kind, "source": source} for kind, source in cells]}).encode()
    submission = read_submission(handed_in(tmp_path, data, "ana.ipynb"), add)
    assert submission.files["add.py"].decode() == "x = 1\n\n\n%matplotlib inline\ny = 'a\u2028b\x0cc'\n"
    assert submission.cells == (Cell(1, 1, 1), Cell(2, 4, 5))


def test_what_is_no_notebook_is_the_student_s_problem(add: Lesson, tmp_path: Path) -> None:
    submission = read_submission(handed_in(tmp_path, b"[" * 5000, "ana.ipynb"), add)
    assert str(submission.problem).startswith("Your notebook cannot be read: it is not a Jupyter notebook.")


def test_of_an_archive_only_the_lesson_s_file_is_taken(add: Lesson, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ana.zip", "w") as archive:
        archive.writestr("ana/add.py", SOURCE)
        archive.writestr("ana/conftest.py", "x")
    note = "Handed in beside add.py and not graded: conftest.py."
    submission = read_submission(tmp_path / "ana.zip", add)
    assert (submission.files, [*map(str, submission.notes)]) == ({"add.py": SOURCE}, [note])


def test_an_archive_that_climbs_out_is_the_student_s_problem(add: Lesson, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ana.zip", "w") as archive:
        archive.writestr("../../add.py", SOURCE)
    submission = read_submission(tmp_path / "ana.zip", add)
    assert submission.files == {}
    assert submission.problem


def test_the_hash_follows_names_and_bytes() -> None:
    hashes = {Submission(files).sha256 for files in ({"a.py": b"x"}, {"b.py": b"x"}, {"a.py": b"y"}, {})}
    assert len(hashes) == 4
