"""Reads a source by its kind."""

from __future__ import annotations

from pathlib import Path

from grader.authoring.importing.assignment import Assignment
from grader.authoring.importing.from_nbgrader import read_nbgrader
from grader.authoring.importing.from_otter import read_otter
from grader.authoring.importing.from_pytest import read_module

__all__ = ["read"]


def read(kind: str, source: Path) -> Assignment:
    """The assignment at `source`. kind: otter, nbgrader, pytest or unittest. Raises UsageError for what is none of that kind."""
    if kind == "otter":
        return read_otter(source)
    return read_nbgrader(source) if kind == "nbgrader" else read_module(source, kind)
