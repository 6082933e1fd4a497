"""The members of a zip or tar archive of a stranger's, in memory: nothing is written to disk.

Names, links, sizes, ratios and counts are checked from the archive's own lists before a member is read, and a member is
read no further than its limit, whatever the lists say.
"""

from __future__ import annotations

import bz2
import calendar
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from grader.intake.names import clean
from grader.intake.problem import Problem
from grader.sentences import Text, text
from grader.wire.channel import MiB

__all__ = [
    "ARCHIVE",
    "ARCHIVE_BYTES",
    "LISTED",
    "MEMBERS",
    "UNPACKED_BYTES",
    "ArchiveProblem",
    "Header",
    "Member",
    "archive_members",
    "damaged",
    "is_archive",
    "tar_member",
    "zip_member",
]

# As they are named, and as platforms and browsers name them again: hw5.tar-1.gz, hw5.tar (1).gz, hw5.zip.
ARCHIVE = re.compile(r"\.(zip|tar|tgz|tbz2?|txz|(tar([-_ ]*\(?\d+\)?)?\.)?(gz|bz2|xz))$", re.IGNORECASE)
ARCHIVE_BYTES = 32 * MiB  # of the archive itself
UNPACKED_BYTES = 128 * MiB  # of all members together
MEMBERS = 2000  # that are code or archives
LISTED = 20_000  # of any kind
ROOT = re.compile(r"^(?:[A-Za-z]:)?(?:/|\./)*+")  # of an absolute name, or this folder
ZIP_ENTRY = b"PK\x01\x02"  # begins each entry of a zip's list
LONG_NUMBER = re.compile(rb"[0-9]{100}")
RATIO = 500  # unpacked to packed, of all members together
LZMA_BYTES = 128 * MiB  # of memory that unpacking may take
GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"


class ArchiveProblem(Problem):
    """Why nothing is taken from the archive."""


class Member(NamedTuple):
    """A file of what was handed in, or what else lies there. kind: "file", or in words. time: in seconds, 0 where nothing says it.

    read: at most so many of its bytes.
    """

    name: str
    kind: str
    size: int
    time: float
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


def is_archive(name: str) -> bool:
    """Whether a file of this name is taken for an archive; what it really is, its bytes say."""
    return bool(ARCHIVE.search(name))


def archive_members(
    name: str, data: bytes, room: int = UNPACKED_BYTES, counts: Callable[[str], bool] = bool
) -> list[Member]:
    """All members of the archive but folders, with their names inside it. `name` serves for what is packed alone, as in x.py.gz.

    room: bytes that those may take unpacked which count by their names: the others are not read.
    Raises ArchiveProblem for an archive that is damaged, too large or laid out to do harm.
    """
    if len(data) > ARCHIVE_BYTES:
        raise ArchiveProblem(text("intake.archive_too_large", mb=ARCHIVE_BYTES // MiB))
    try:
        members = _members(name, data, room)
        members = [each._replace(name=_inside(each.name)) for each in members if each.kind != "a folder"]
        _check([each for each in members if each.kind == "file" and counts(each.name)], len(data), room)
    except damaged as error:
        raise ArchiveProblem(_unreadable(error)) from None
    return [each._replace(read=partial(_read, each.read)) for each in members]


def _inside(name: str) -> str:
    """The name without the root that some programs leave before it. Raises ArchiveProblem where it leads out all the same."""
    inside = ROOT.sub("", name.replace("\\", "/"))
    if ".." in inside.split("/") or "\0" in inside:
        raise ArchiveProblem(text("intake.archive_leads_out", name=clean(name)[:80]))
    return inside


def _read(read: Callable[[int], bytes], size: int) -> bytes:
    try:
        return read(size)
    except damaged as error:
        raise ArchiveProblem(_unreadable(error)) from None


# What the readers raise for bytes that are no archive. All of it is in memory, so an OSError is the archive's too.
damaged: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    RuntimeError,
    NotImplementedError,
)


def _unreadable(error: Exception) -> Text:
    password = isinstance(error, RuntimeError) and "password" in str(error)
    return text("intake.archive_password" if password else "intake.archive_unreadable")


def _check(members: list[Member], packed: int, room: int) -> None:
    """All that may be read, not only the file that is asked for: an archive that tries anything is refused."""
    if len(members) > MEMBERS:
        raise ArchiveProblem(text("intake.many_members", count=f"{MEMBERS:,}"))
    total = sum(max(0, member.size) for member in members)
    limit = min(room, RATIO * max(packed, 1024))
    if total > limit:
        largest = max(members, key=lambda member: member.size)
        mb, most, size = (f"{number / MiB:,.1f}" for number in (total, limit, largest.size))
        name = clean(largest.name)[-80:]
        raise ArchiveProblem(text("intake.archive_unpacks", mb=mb, limit=most, name=name, size=size))


def _too_many() -> ArchiveProblem:
    return ArchiveProblem(text("intake.many_listed", count=f"{LISTED:,}"))


def _members(name: str, data: bytes, room: int) -> list[Member]:
    """By what the bytes are: names lie, and some browsers unpack a .tar.gz and leave its name."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02", b"PK\x07\x08")):
        return _zip_members(data)
    if packed := _unpacked(data, room):
        inner, data = ARCHIVE.sub("", name), packed
        if not _begins_as_tar(data):
            return [Member(inner, "file", len(data), 0, lambda size: data[:size])]
    if not data:
        raise tarfile.ReadError("an empty file")
    return _tar_members(data)


def _begins_as_tar(data: bytes) -> bool:
    """By its first header alone: `tarfile.is_tarfile` reads on, without our care for long numbers."""
    try:
        Header.frombuf(data[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _unpacked(data: bytes, room: int) -> bytes:
    """What a gzip, bzip2 or xz file holds; nothing where it is none."""
    limit = room + 1
    if data.startswith(GZIP):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(limit)
    elif data.startswith(BZIP2):
        with bz2.BZ2File(io.BytesIO(data)) as packed:
            unpacked = packed.read(limit)
    elif data.startswith(XZ):
        unpacked = lzma.LZMADecompressor(memlimit=LZMA_BYTES).decompress(data, limit)
    else:
        return b""
    if len(unpacked) == limit:
        raise ArchiveProblem(text("intake.archive_unpacks_more", mb=room // MiB))
    return unpacked


def _zip_members(data: bytes) -> list[Member]:
    if data.count(ZIP_ENTRY) > 2 * LISTED:  # before each of them takes memory; twice as many, for a zip in the zip
        raise _too_many()
    archive = zipfile.ZipFile(io.BytesIO(data))
    if len(archive.infolist()) > LISTED:
        raise _too_many()
    return [zip_member(archive, info) for info in archive.infolist()]


def zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    """One entry of a zip's list."""

    def read(size: int) -> bytes:
        with archive.open(info) as file:
            return file.read(size)

    mode = stat.S_IFMT(info.external_attr >> 16)
    name = zip_name(info)
    kind = "a folder" if name.endswith(("/", "\\")) else "file" if mode in (0, stat.S_IFREG) else "a link"
    return Member(name, kind, info.file_size, _zip_time(info), read)


def zip_name(info: zipfile.ZipInfo) -> str:
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


def _zip_time(info: zipfile.ZipInfo) -> float:
    """0 for 1980, which writers that know no time put there."""
    try:
        return calendar.timegm((*info.date_time, 0, 0, 0)) if info.date_time[0] > 1980 else 0
    except (ValueError, OverflowError):
        return 0


def _tar_members(data: bytes) -> list[Member]:
    archive = tarfile.open(fileobj=io.BytesIO(data), mode="r:", tarinfo=Header)  # noqa: SIM115  (in memory; its members read from it)
    members: list[Member] = []
    for info in archive:
        members.append(tar_member(archive, info))
        if len(members) > LISTED:
            raise _too_many()
    return members


def tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    """One entry of a tar archive."""

    def read(size: int) -> bytes:
        file = archive.extractfile(info)
        return file.read(size) if file else b""

    kind = (
        "file"
        if info.isreg()
        else "a folder"
        if info.isdir()
        else "a link"
        if info.issym() or info.islnk()
        else "a device"
    )
    time = float(info.mtime) if 0 < info.mtime < 1 << 40 else 0
    return Member(info.name, kind, info.size, time, read)
