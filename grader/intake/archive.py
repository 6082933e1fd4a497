"""Finds one file in a zip or tar archive of a stranger's, without writing anything to disk.

Names, links, sizes, ratios and counts are checked from the archive's own lists before a member is read, and a member is
read no further than its limit, whatever the lists say.
"""

from __future__ import annotations

import gzip
import io
import posixpath
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from msgspec import Struct

from grader.wire.channel import MiB

__all__ = ["SUFFIXES", "ArchiveProblem", "Header", "read_from_archive"]

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz")
ARCHIVE_BYTES = 32 * MiB  # of the archive itself
UNPACKED_BYTES = 128 * MiB  # of all members together
MEMBERS = 2000
ZIP_ENTRY = b"PK\x01\x02"  # begins each entry of a zip's list
LONG_NUMBER = re.compile(rb"[0-9]{100}")
RATIO = 500  # unpacked to packed, of all members together


class ArchiveProblem(Exception):
    """Why nothing is taken from the archive, as a sentence for the student."""


class Member(Struct):
    name: str
    size: int
    regular: bool
    read: Callable[[int], bytes]


class Header(tarfile.TarInfo):
    """A tar member's header, without what takes Python before 3.11.10 and 3.12.6 hours to read (CVE-2024-6232)."""

    def _proc_pax(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        """An extended header: it is searched for numbers again from each of their digits."""
        file = archive.fileobj
        assert file
        start = file.tell()
        if LONG_NUMBER.search(file.read(self.size)):
            raise tarfile.ReadError("a number of a hundred digits")
        file.seek(start)
        return super()._proc_pax(archive)  # type: ignore[misc, no-any-return]


def read_from_archive(data: bytes, suffix: str, names: tuple[str, ...], limit: int) -> tuple[str, bytes]:
    """The first of `names` that is in the archive, in whichever folder, and at most `limit` + 1 bytes of it.

    suffix: one of SUFFIXES. Raises ArchiveProblem for an archive that is damaged, too large or laid out to do harm.
    """
    if len(data) > ARCHIVE_BYTES:
        raise ArchiveProblem(f"Your archive is larger than {ARCHIVE_BYTES // MiB} MB.")
    try:
        members = _zip_members(data) if suffix == ".zip" else _tar_members(data, suffix)
        _check(members, len(data))
        return _find(members, names, limit)
    except (
        zipfile.BadZipFile,
        tarfile.TarError,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ):
        raise ArchiveProblem("Your archive cannot be read: it is damaged, encrypted or of another kind.") from None


def _find(members: list[Member], names: tuple[str, ...], limit: int) -> tuple[str, bytes]:
    for name in names:
        found = [m for m in members if posixpath.basename(m.name) == name and "__MACOSX" not in m.name]
        if len(found) > 1:
            raise ArchiveProblem(f"Your archive holds {name} {len(found)} times; hand in one.")
        if found and not found[0].regular:
            raise ArchiveProblem(f"{name} in your archive is a link, not a file.")
        if found:
            return name, found[0].read(limit + 1)
    raise ArchiveProblem(f"Your archive holds no {names[0]}.")


def _check(members: list[Member], packed: int) -> None:
    """The whole archive, not only the file that is asked for: one that tries anything is refused."""
    if len(members) > MEMBERS:
        raise _too_many()
    for member in members:
        parts = member.name.replace("\\", "/").split("/")
        if member.name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in member.name:
            raise ArchiveProblem("Your archive holds a file name that leads out of its folder.")
    total = sum(max(0, member.size) for member in members)
    if total > UNPACKED_BYTES or total > RATIO * max(packed, 1024):
        raise ArchiveProblem(f"Your archive unpacks to {total // MiB:,} MB: too much.")


def _too_many() -> ArchiveProblem:
    return ArchiveProblem(f"Your archive holds more than {MEMBERS:,} files.")


def _zip_members(data: bytes) -> list[Member]:
    if data.count(ZIP_ENTRY) > 2 * MEMBERS:  # before each of them takes memory; twice as many, for a zip in the zip
        raise _too_many()
    archive = zipfile.ZipFile(io.BytesIO(data))

    def member(info: zipfile.ZipInfo) -> Member:
        mode = info.external_attr >> 16
        regular = not info.is_dir() and (stat.S_ISREG(mode) or stat.S_IFMT(mode) == 0)
        return Member(info.filename, info.file_size, regular, lambda size: archive.open(info).read(size))

    return [member(info) for info in archive.infolist()[: MEMBERS + 1]]


def _tar_members(data: bytes, suffix: str) -> list[Member]:
    if suffix != ".tar":
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            data = packed.read(UNPACKED_BYTES + 1)
        if len(data) > UNPACKED_BYTES:
            raise ArchiveProblem(f"Your archive unpacks to more than {UNPACKED_BYTES // MiB} MB.")
    archive = tarfile.open(fileobj=io.BytesIO(data), mode="r:", tarinfo=Header)  # noqa: SIM115  (in memory; its members read from it)

    def member(info: tarfile.TarInfo) -> Member:
        def read(size: int) -> bytes:
            file = archive.extractfile(info)
            return file.read(size) if file else b""

        return Member(info.name, info.size, info.isreg(), read)

    members: list[Member] = []
    for info in archive:
        members.append(member(info))
        if len(members) > MEMBERS:
            break
    return members
