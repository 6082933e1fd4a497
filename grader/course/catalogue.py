"""Which data sets the course knows and where they may lie. Imports no torch."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import platformdirs
from msgspec import Struct

from grader.course.unfit import unfit
from grader.errors import LessonError, UsageError
from grader.sentences import text

__all__ = ["DataSet", "cache_folder", "catalogue", "data_folders", "folder_of"]


class DataSet(Struct, frozen=True, forbid_unknown_fields=True):
    """What the catalogue says of one data set.

    files: path below the data folder -> SHA-256. torchvision, mirror: the class of torchvision.datasets that fetches it, and an
    address that must answer first; empty where it cannot be fetched.
    """

    title: str
    source: str
    licence: str
    stand_in: str
    files: dict[str, str]
    torchvision: str = ""
    mirror: str = ""


def cache_folder() -> Path:
    """Where this user's data is kept between runs."""
    return Path(platformdirs.user_cache_dir("dlgrade")) / "data"


def data_folders() -> list[Path]:
    """Where data is looked for, in this order; none where DLGRADE_STAND_INS asks for the stand-ins. Raises UsageError."""
    named = os.environ.get("DLGRADE_DATA")
    if named and not Path(named).is_dir():
        raise UsageError(text("wrong.data_folder", path=named))
    if os.environ.get("DLGRADE_STAND_INS"):
        return []
    return [Path(named), cache_folder()] if named else [cache_folder()]


def folder_of(wanted: DataSet) -> Path | None:
    """The first data folder that has any of its files; None where the stand-in must serve.

    A part alone counts: that is an error which the data's own reader explains.
    """
    return next((folder for folder in data_folders() if any((folder / path).is_file() for path in wanted.files)), None)


def catalogue(root: Path) -> dict[str, DataSet]:
    """The data sets of the course at `root`; none where it has no catalogue."""
    path = root / "datasets" / "catalogue.toml"
    if not path.is_file():
        return {}
    try:
        return msgspec.toml.decode(path.read_bytes(), type=dict[str, DataSet])
    except (msgspec.MsgspecError, ValueError) as error:
        raise LessonError(text("wrong.not_as_it_must", path=str(path), error=unfit(error))) from None
