"""What an exception of student code says, as far as it is a student's to read."""

from __future__ import annotations

import os
import sys

__all__ = ["said"]


def said(error: BaseException, most: int) -> tuple[str, str]:
    """Its type and message, bounded, whatever its own methods do, and without the folders in which this machine keeps things."""
    try:
        message = str(error)[: 4 * most]
    except BaseException:
        message = ""
    return type(error).__name__[:most], _without_folders(message)[:most]


def _without_folders(message: str) -> str:
    """Its paths, as seen from where the worker works or looks for modules."""
    if "/" not in message:
        return message
    try:
        here = os.getcwd()
    except OSError:
        here = ""
    named = [*filter(os.path.isabs, (path for path in sys.path if isinstance(path, str))), here, os.path.dirname(here)]
    folders = {path.rstrip("/") for path in (*named, sys.prefix, sys.base_prefix)}
    for folder in sorted(filter(_is_deep, folders), key=len, reverse=True):
        message = message.replace(f"{folder}/", "")
    return message


def _is_deep(folder: str) -> bool:
    """And none that is everybody's, such as /tmp."""
    return folder.count("/") > 1
