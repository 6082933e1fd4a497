"""A child process with a channel to it: the one way in which this package starts a program of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from typing import IO

from grader.sentences import Line, text
from grader.wire.channel import HEAD_BYTES, Channel, Closed, DeadlinePassed

__all__ = ["CHANNEL", "kill_group", "last_words", "start_child"]

CHANNEL = "the number of its socket"  # in a command: replaced by the number of the child's end


def start_child(
    command: Sequence[str],
    *,
    environment: Mapping[str, str] | None = None,
    log: IO[bytes] | int = subprocess.DEVNULL,
    head_bytes: int = HEAD_BYTES,
    also: Sequence[socket.socket] = (),
    executable: str | None = None,
    folder: str | None = None,
    who_sent: bool = False,
) -> tuple[Channel, subprocess.Popen[bytes]]:
    """Our end of the channel, and the child, in a session of its own: Ctrl-C is ours to handle.

    command: with CHANNEL where the child looks for its end; the numbers of the sockets in `also` follow at the end. environment: by default
    ours. log: where its stderr goes. who_sent: the kernel adds to each byte who sent it, from the first on. Raises OSError when it cannot be
    started.
    """
    ours, theirs = socket.socketpair()
    if who_sent:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    with theirs:
        numbers = [theirs.fileno(), *(line.fileno() for line in also)]
        words = [str(numbers[0]) if word == CHANNEL else word for word in command]
        try:
            process = subprocess.Popen(
                [*words, *map(str, numbers[1:])],
                executable=executable,
                env=environment,
                cwd=folder,
                pass_fds=numbers,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )
        except BaseException:
            ours.close()
            raise
    return Channel(ours, head_bytes=head_bytes), process


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """SIGKILL it and its process group, and wait for its end."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def last_words(said: str, error: Exception) -> Line:
    """Why a child is lost: what it wrote, else how its channel ended. error: of the channel, or the system's."""
    if said:
        return said
    if isinstance(error, DeadlinePassed):
        return text("fault.child_late")
    return text("fault.child_ended") if isinstance(error, Closed) else str(error)
