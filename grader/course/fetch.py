"""Fetches a data set through torchvision on first need, into the per-user cache: whole and known, or not at all.

The download runs in a process of its own, so that neither a slow network nor a slow name server can hold up a grading.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from grader.course.catalogue import DataSet, cache_folder, catalogue, data_folders, folder_of
from grader.course.lessons import Lesson
from grader.sentences import Line, default_language, render
from grader.sentences import text as sentence

__all__ = ["fetch", "fetch_what_is_needed", "named_sets"]

CONNECT_SECONDS = 4
DOWNLOAD_SECONDS = 180
PROBE = """import sys, urllib.error, urllib.request
try:
    urllib.request.urlopen(urllib.request.Request(sys.argv[1], method="HEAD"), timeout=float(sys.argv[2]))
except urllib.error.HTTPError:
    pass  # it answers
except OSError as error:
    sys.exit(str(getattr(error, "reason", error)))
"""
DOWNLOAD = """import sys
from torchvision import datasets
try:
    getattr(datasets, sys.argv[1])(sys.argv[2], download=True)
except (OSError, RuntimeError) as error:
    sys.exit(str(error))
"""


def fetch_what_is_needed(lesson: Lesson, files: Sequence[Path] = ()) -> None:
    """Fetch what these files, by default the lesson's suite, name and this machine has not; where that fails, say that the stand-in serves."""
    if os.environ.get("DLGRADE_OFFLINE"):
        return
    for name, wanted in named_sets(lesson, files).items():
        if wanted.torchvision and data_folders() and not folder_of(wanted):
            _fetch_once(name, lesson.root)


def named_sets(lesson: Lesson, files: Sequence[Path] = ()) -> dict[str, DataSet]:
    """The data sets of the catalogue that these files, by default the lesson's suite, name."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in files or lesson.suite_modules if path.is_file())
    return {name: each for name, each in catalogue(lesson.root).items() if re.search(rf"\b{name}\b", text)}


@functools.cache
def _fetch_once(name: str, root: Path) -> None:
    if problem := fetch(catalogue(root)[name], cache_folder()):
        told = sentence("data.not_fetched", name=name, why=problem)
        click.echo(render(told, default_language()), err=True)


def fetch(wanted: DataSet, cache: Path) -> Line:
    """Download into `cache`, or why not. What is there is whole: files are checked first and moved into place together."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".fetch-", dir=cache) as folder, _alone(cache):
            if all((cache / path).is_file() for path in wanted.files):
                return ""  # another grader was faster
            return (
                _answers(wanted.mirror)
                or _download(wanted.torchvision, Path(folder))
                or _move(wanted, Path(folder), cache)
            )
    except OSError as error:
        return f"{error.filename or cache}: {error.strerror}"


def _answers(mirror: str) -> Line:
    """Why there is no way to the address; empty where it answers within a few seconds."""
    command = [sys.executable, "-c", PROBE, mirror, str(CONNECT_SECONDS)]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=CONNECT_SECONDS + 1, check=False)
    except subprocess.TimeoutExpired:
        return sentence("data.mirror_silent", mirror=mirror, n=CONNECT_SECONDS)
    return sentence("data.no_way", mirror=mirror, why=_last_line(found.stderr)) if found.returncode else ""


def _download(name: str, folder: Path) -> Line:
    """Why nothing, or not everything, came; torchvision shows its progress where a person looks."""
    shown = None if sys.stderr.isatty() else subprocess.PIPE
    command = [sys.executable, "-c", DOWNLOAD, name, str(folder)]
    try:
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=shown, text=True, timeout=DOWNLOAD_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return sentence("data.too_long", n=DOWNLOAD_SECONDS)
    return (_last_line(done.stderr or "") or sentence("data.download_failed")) if done.returncode else ""


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2][:200]


def _move(wanted: DataSet, folder: Path, cache: Path) -> Line:
    """The checked files into the cache, each folder in one step."""
    for path, sha256 in wanted.files.items():
        found = folder / path
        if not found.is_file() or hashlib.sha256(found.read_bytes()).hexdigest() != sha256:
            return sentence("data.other_file", path=path)
    for extra in [path for path in folder.rglob("*") if path.is_file()]:
        if str(extra.relative_to(folder)) not in wanted.files:
            extra.unlink()
    for top in sorted({Path(path).parts[0] for path in wanted.files}):
        shutil.rmtree(cache / top, ignore_errors=True)  # half a set, of another time
        (folder / top).rename(cache / top)
    return ""


@contextlib.contextmanager
def _alone(cache: Path) -> Iterator[None]:
    with open(cache / ".lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
