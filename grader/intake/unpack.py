"""Unpacks the archive of a class: regular files only, bounded, nothing outside its folder."""

from __future__ import annotations

import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from grader.errors import UsageError
from grader.intake.archive import ARCHIVE_BYTES, SUFFIXES, Header
from grader.wire.channel import MiB

__all__ = ["ENTRIES", "Refused", "is_archive", "unpack"]

ENTRIES = 100_000
CLASS_BYTES = 8192 * MiB
NOWHERE = "/dev/null/link"  # what every unpacked link leads to: a path that can never exist


class Refused(NamedTuple):
    """A member that is not unpacked."""

    name: str
    reason: str


class Member(NamedTuple):
    name: str
    kind: str  # "file", "folder" or "other"
    read: Callable[[int], bytes]


def is_archive(path: Path) -> bool:
    return path.name.lower().endswith(SUFFIXES)


def unpack(archive: Path, folder: Path) -> list[Refused]:
    """Unpack into an empty folder; what cannot be is returned. A link stays one, but leads nowhere.

    Of a member only one byte more than any submission may have is written. Raises UsageError for an archive that is
    damaged or too large.
    """
    refused: list[Refused] = []
    total = 0
    try:
        for count, member in enumerate(_members(archive), 1):
            if count > ENTRIES or total > CLASS_BYTES:
                raise UsageError(f"{archive} holds more than {ENTRIES:,} entries or {CLASS_BYTES // MiB:,} MB.")
            try:
                total += _put(member, folder)
            except (OSError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError) as error:
                refused.append(Refused(member.name, _reason(error)))
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        raise UsageError(f"{archive} cannot be read: {error}. Unpack it yourself and name the folder.") from None
    return refused


def _put(member: Member, folder: Path) -> int:
    parts = [part for part in member.name.replace("\\", "/").split("/") if part not in ("", ".")]
    if member.name.startswith(("/", "\\")) or ".." in parts or not parts or ":" in parts[0]:
        raise ValueError("its name leads out of the archive")
    target = folder.joinpath(*parts)
    if member.kind == "folder":
        target.mkdir(parents=True, exist_ok=True)
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    if member.kind == "other":
        os.symlink(NOWHERE, target)
        return 0
    data = member.read(ARCHIVE_BYTES + 1)
    with open(target, "xb") as file:
        return file.write(data)


def _reason(error: Exception) -> str:
    if isinstance(error, FileExistsError):
        return "the archive holds this name twice, or a file where a folder must be"
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _members(archive: Path) -> Iterator[Member]:
    if archive.name.lower().endswith(".zip"):
        with zipfile.ZipFile(archive) as opened:
            for info in opened.infolist():
                yield Member(_zip_name(info), _zip_kind(info), partial(_read_zip, opened, info))
        return
    with tarfile.open(archive, tarinfo=Header) as packed:
        for member in packed:
            kind = "file" if member.isreg() else "folder" if member.isdir() else "other"
            yield Member(member.name, kind, partial(_read_tar, packed, member))


def _zip_kind(info: zipfile.ZipInfo) -> str:
    if info.is_dir():
        return "folder"
    return "file" if stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG) else "other"


def _read_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, size: int) -> bytes:
    with archive.open(info) as file:
        return file.read(size)


def _read_tar(archive: tarfile.TarFile, member: tarfile.TarInfo, size: int) -> bytes:
    file = archive.extractfile(member)
    return file.read(size) if file else b""


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: macOS writes UTF-8 and Chinese Windows GBK without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
