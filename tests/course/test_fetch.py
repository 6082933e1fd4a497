"""A data set comes whole and known, or not at all, and nobody waits for a network that is not there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from grader.course import fetch as module
from grader.course.catalogue import DataSet, cache_folder
from grader.course.fetch import fetch, fetch_what_is_needed
from grader.course.lessons import Course

FILES = {"SET/raw/images": b"images", "SET/raw/labels": b"labels"}
SET = DataSet(
    "t", "s", "l", "stand-in", {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}, "Set", "m"
)
WRITE = """import sys, pathlib
for name, data in {files!r}.items():
    path = pathlib.Path(sys.argv[2], name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a network that answers and brings the whole set."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name in ("DLGRADE_DATA", "DLGRADE_OFFLINE", "DLGRADE_STAND_INS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(module, "PROBE", "")
    monkeypatch.setattr(module, "DOWNLOAD", WRITE.format(files=FILES | {"SET/raw/images.gz": b"packed"}))
    module._fetch_once.cache_clear()
    return cache_folder()


def found(cache: Path) -> dict[str, bytes]:
    files = {str(path.relative_to(cache)): path for path in cache.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if name != ".lock"}


def test_whole_set_lies_in_the_cache_and_nothing_else(cache: Path) -> None:
    """Without the packed files that came along, or a temporary folder."""
    assert fetch(SET, cache) == ""
    assert found(cache) == FILES


@pytest.mark.parametrize("files", [{"SET/raw/images": b"images"}, FILES | {"SET/raw/labels": b"label"}, {}])
def test_half_a_set_is_not_kept(cache: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]) -> None:
    """A file that is missing, or cut off."""
    monkeypatch.setattr(module, "DOWNLOAD", WRITE.format(files=files))

    assert "is not the file that the catalogue knows" in str(fetch(SET, cache))
    assert found(cache) == {}


def test_download_that_fails_says_why(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DOWNLOAD", "import sys; sys.exit('disk full')")

    assert fetch(SET, cache) == "disk full"


def test_network_that_does_not_answer_costs_seconds(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that hangs, too: the question is asked in a process that can be ended."""
    monkeypatch.setattr(module, "PROBE", "import time; time.sleep(600)")
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0)

    assert "does not answer" in str(fetch(SET, cache))


def test_download_that_hangs_is_ended(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DOWNLOAD", "import time; time.sleep(600)")
    monkeypatch.setattr(module, "DOWNLOAD_SECONDS", 0.2)

    assert "took longer" in str(fetch(SET, cache))
    assert found(cache) == {}


def test_set_that_another_grader_fetched_meanwhile_is_left_alone(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch(SET, cache) == ""
    monkeypatch.setattr(module, "PROBE", "import sys; sys.exit('asked again')")

    assert fetch(SET, cache) == ""


@pytest.fixture
def asked(cache: Path, toy_course: Course, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sets that are fetched, one of them named by the training lesson of the toy course."""
    fetched: list[str] = []
    monkeypatch.setattr(module, "catalogue", lambda root: {"mnist": SET, "flowers": SET})
    monkeypatch.setattr(module, "_fetch_once", lambda name, root: fetched.append(name))
    return fetched


def test_only_what_the_suite_names_is_fetched(asked: list[str], toy_course: Course) -> None:
    for number in ("1", "6"):
        fetch_what_is_needed(toy_course.lesson(number))

    assert asked == ["mnist"]


def test_what_is_here_is_not_fetched(asked: list[str], toy_course: Course, cache: Path) -> None:
    fetch(SET, cache)
    fetch_what_is_needed(toy_course.lesson("6"))

    assert asked == []


@pytest.mark.parametrize("name", ["DLGRADE_OFFLINE", "DLGRADE_STAND_INS"])
def test_user_may_forbid_it(asked: list[str], toy_course: Course, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "1")
    fetch_what_is_needed(toy_course.lesson("6"))

    assert asked == []


def test_failure_is_told_once(
    cache: Path, toy_course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A class of a hundred submissions is graded in one process."""
    monkeypatch.setattr(module, "catalogue", lambda root: {"mnist": SET})
    monkeypatch.setattr(module, "PROBE", "import sys; sys.exit('no network')")
    for _ in range(2):
        fetch_what_is_needed(toy_course.lesson("6"))

    assert capsys.readouterr().err == (
        "mnist could not be fetched (no way to m: no network); the stand-in serves. datasets/README.md says more.\n"
    )
