"""Unpacks the archive of a class: regular files only, bounded, nothing outside its folder."""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from grader.errors import UsageError, is_machines, machine_fault
from grader.intake.archive import ARCHIVE_BYTES, Header, Member, damaged, tar_member, zip_member
from grader.intake.names import clean
from grader.sentences import Text, text
from grader.wire.channel import MiB

__all__ = ["ENTRIES", "RefusedMember", "unpack"]

ENTRIES = 100_000
CLASS_BYTES = 8192 * MiB
NOWHERE = "/dev/null/link"  # what every unpacked link leads to: a path that can never exist


class RefusedMember(NamedTuple):
    """A member that is not unpacked."""

    name: str
    reason: Text

    @property
    def parts(self) -> list[str]:
        """The folders and the name, whichever way they are written."""
        return parts_of(self.name)


class LeadsOut(ValueError):
    """The name of a member leads out of the archive."""


def parts_of(name: str) -> list[str]:
    return [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")] or [name]


def unpack(archive: Path, folder: Path) -> list[RefusedMember]:
    """Unpack into an empty folder; what cannot be is returned. A link stays one, but leads nowhere.

    Of a member only one byte more than any submission may have is written. Raises UsageError for an archive that is
    damaged or too large, GraderFault where the machine is in the way: no space, no rights.
    """
    refused: list[RefusedMember] = []
    total = 0
    try:
        for count, member in enumerate(_members(archive), 1):
            if count > ENTRIES or total > CLASS_BYTES:
                raise UsageError(
                    text(
                        "wrong.archive_large",
                        archive=str(archive),
                        entries=f"{ENTRIES:,}",
                        mb=f"{CLASS_BYTES // MiB:,}",
                    )
                )
            try:
                total += _put(member, folder)
            except damaged as error:
                if isinstance(error, OSError) and is_machines(error):
                    raise machine_fault(error, f"{archive.name} into {folder}, for {member.name}") from None
                refused.append(RefusedMember(member.name, _reason(error)))
    except MemoryError as error:
        raise machine_fault(error, archive.name) from None
    except damaged as error:
        if isinstance(error, OSError) and is_machines(error):
            raise machine_fault(error, archive.name) from None
        raise UsageError(text("wrong.archive", archive=str(archive), error=str(error))) from None
    return refused


def _put(member: Member, folder: Path) -> int:
    parts = parts_of(member.name)
    if member.name.startswith(("/", "\\")) or ".." in parts or not parts or ":" in parts[0]:
        raise LeadsOut
    target = folder.joinpath(*parts)
    if member.kind == "a folder":
        target.mkdir(parents=True, exist_ok=True)
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    if member.kind != "file":
        os.symlink(NOWHERE, target)
        return 0
    data = member.read(ARCHIVE_BYTES + 1)
    try:
        with open(target, "xb") as file:
            file.write(data)
    except FileExistsError:
        raise
    except OSError:
        target.unlink(missing_ok=True)  # a stump would be somebody's work
        raise
    if member.time:
        os.utime(target, (member.time, member.time))
    return len(data)


def _reason(error: Exception) -> Text:
    if isinstance(error, FileExistsError):
        return text("unpack.twice")
    if isinstance(error, LeadsOut):
        return text("unpack.leads_out")
    said = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return text("unpack.refused", said=clean(" ".join(said.split()))[:80])


def _members(archive: Path) -> Iterator[Member]:
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for info in opened.infolist():
                yield zip_member(opened, info)
        return
    with tarfile.open(archive, tarinfo=Header) as packed:
        for member in packed:
            yield tar_member(packed, member)
