"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

__all__ = ["PART", "write_whole"]

PART = ".part"  # what the name of a file ends with while it is written


def write_whole(path: Path, data: bytes) -> None:
    """Write the file so that every reader, and whoever comes after a crash or a full disk, finds it whole or as it was.

    Raises OSError, which names the file.
    """
    half = path.parent / f".{secrets.token_hex(8)}{PART}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(half, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
        if os.name != "nt":  # Windows opens no folders
            _sync_folder(path.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        with contextlib.suppress(OSError):
            half.unlink()


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
