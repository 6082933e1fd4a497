"""The keys that everything is drawn from: one for each class, one for each user's own checks. No student-facing output holds one."""

from __future__ import annotations

import contextlib
import functools
import os
import secrets
from pathlib import Path

import platformdirs

from grader.errors import UsageError
from grader.sentences import text

__all__ = ["AUTHOR_KEY", "installation_key", "kept_key"]

KEY_BYTES = 32
AUTHOR_KEY = bytes(KEY_BYTES)  # for what nobody hands in: an author's own runs draw the same on every machine


@functools.cache
def installation_key() -> bytes:
    """This user's key on this machine, so that `check --seed` repeats a grading; where none can be kept, one of this process alone."""
    try:
        return kept_key(Path(platformdirs.user_state_dir("dlgrade")) / "secret.key")
    except OSError:
        return secrets.token_bytes(KEY_BYTES)


def kept_key(path: Path) -> bytes:
    """The key in this file, which only its owner may read; made where there is none.

    Raises UsageError for a file that holds no key, OSError where none can be read or made.
    """
    if not path.exists():
        _make(path)
    with contextlib.suppress(OSError):  # a copy of the folder may have lost it
        path.chmod(0o600)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise UsageError(text("wrong.key_broken", path=str(path), n=KEY_BYTES))
    return key


def _make(path: Path) -> None:
    """Whole or not at all; of two that make it at once, the first one's stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{secrets.token_hex(8)}.part")
    fd = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with open(fd, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(half, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)
