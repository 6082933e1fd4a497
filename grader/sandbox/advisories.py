"""Known faults of bubblewrap's own, and which of them the installed one may have."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess

from msgspec import Struct

__all__ = ["advisories"]

VERSION_SECONDS = 10


class Advisory(Struct, frozen=True):
    """A fault of the versions from `first` on, up to `mended`. setuid: only of a bwrap that is installed so."""

    name: str
    first: tuple[int, ...]
    mended: tuple[int, ...]
    setuid: bool
    what: str
    reach: str


KNOWN = (
    Advisory(
        "CVE-2026-87766",
        (0,),
        (0, 12, 0),
        False,
        "what it makes while it sets up can land where a link points to",
        "dlgrade's own arguments do not reach it: while it sets up, no folder is there that a submission has written to",
    ),
    Advisory(
        "CVE-2026-41163",
        (0, 11, 0),
        (0, 11, 2),
        True,
        "installed setuid, it can be traced while it sets up, and then mounts what it should not",
        "a submission does not reach it: it gains no privileges by any program and traces none; other users of this machine may."
        " Take the setuid bit away (chmod u-s) where users may make namespaces",
    ),
)


def advisories() -> tuple[str, ...]:
    """A sentence for each fault that the installed bubblewrap may have; a distribution may have mended it in an older version."""
    path = shutil.which("bwrap")
    if not path:
        return ()
    version = _version(path)
    if not version:
        return ("bwrap --version does not say which version it is; 0.12.0 and later have no fault that is known here",)
    setuid = bool(os.stat(path).st_mode & stat.S_ISUID)
    return tuple(
        f"bubblewrap {_dotted(version)} may have {fault.name} ({fault.what}; mended in {_dotted(fault.mended)}, and by some distributions"
        f" in older versions): {fault.reach}"
        for fault in KNOWN
        if fault.first <= version < fault.mended and (setuid or not fault.setuid)
    )


def _version(path: str) -> tuple[int, ...]:
    """Empty when it does not say."""
    try:
        said = subprocess.run(
            [path, "--version"], env={}, capture_output=True, text=True, timeout=VERSION_SECONDS
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    found = re.match(r"bubblewrap (\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?", said)
    return tuple(int(part or 0) for part in found.groups()) if found else ()


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
