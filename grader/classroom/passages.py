"""The passages of a source file, found by a lexer that is not ours: in a process of its own, which has so long for each file and no longer."""

from __future__ import annotations

import math
import os
import resource
import socket
import subprocess
import sys
import time
from bisect import bisect_left
from itertools import accumulate
from types import TracebackType
from typing import Any

from msgspec import Struct

from grader.children import CHANNEL, kill_group, last_words, start_child
from grader.errors import SandboxError
from grader.sentences import text
from grader.wire.channel import Channel, Closed, MiB, WireError

__all__ = ["FILE_SECONDS", "NOISE", "Reader", "main"]

NOISE = 20  # shorter matches, in characters of source without names, say nothing
GUARANTEE = 25  # every longer one is found
FILE_SECONDS = 10  # of a processor; half a megabyte of ordinary source takes one
WAIT_SECONDS = 120  # on a busy machine
START_SECONDS = 120
MEMORY_BYTES = 2048 * MiB
ANSWER_BYTES = 64 * MiB


class Source(Struct):
    text: str


class PassageLines(Struct):
    """By fingerprint, the lines, from 0, in which the passage stands."""

    lines: dict[int, list[int]]


class Reader:
    """Reads files one after the other. Fingerprints of one reader can be compared with each other, not with another's."""

    def __init__(self) -> None:
        self._salt = str(int.from_bytes(os.urandom(4), "little"))
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: Channel | None = None

    def read(self, text: str) -> dict[int, list[int]] | None:
        """By fingerprint, the lines of each passage, names left out; None for a file that takes too long or too much memory.

        Raises SandboxError when the process that reads does not start.
        """
        channel = self._channel or self._start()
        try:
            deadline = time.monotonic() + WAIT_SECONDS
            channel.send(Source(text), deadline=deadline)
            return dict(channel.receive(PassageLines, deadline=deadline)[0].lines)
        except WireError:
            self.close()
            return None

    def close(self) -> None:
        if self._process and self._channel:
            self._channel.close()
            kill_group(self._process)
        self._process = self._channel = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _start(self) -> Channel:
        run = "from grader.classroom.passages import main; main()"
        # The same fingerprints from each process that this one may have to start: they are made of Python's hashes.
        environment = os.environ | {"PYTHONHASHSEED": self._salt, "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-P", "-c", run, CHANNEL, str(FILE_SECONDS)]
        self._channel, self._process = start_child(command, environment=environment, head_bytes=ANSWER_BYTES)
        try:
            self._channel.receive(
                PassageLines, deadline=time.monotonic() + START_SECONDS
            )  # it has imported what it needs
        except WireError as error:
            self.close()
            raise SandboxError(text("fault.reader", error=last_words("", error))) from None
        return self._channel


def main() -> None:
    """Answer each Source on the socket whose number is the first argument, until it closes.

    The kernel ends a process that works on one of them for more seconds than the second argument says.
    """
    from copydetect import utils

    seconds = int(sys.argv[2])

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    channel = Channel(socket.socket(fileno=int(sys.argv[1])), head_bytes=ANSWER_BYTES)
    channel.send(PassageLines({}))
    while True:
        try:
            source, _ = channel.receive(Source)
        except Closed:
            return
        used = math.ceil(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, most))
        channel.send(PassageLines(lines_of(source.text, utils)))


def lines_of(source: str, copydetect: Any) -> dict[int, list[int]]:
    """By fingerprint, the lines that have a letter of the passage."""
    lines = source.split("\n")
    plain = "\n".join(lines).lstrip("\n")  # as the lexer begins to read
    skipped = len(source) - len(plain)
    ends = list(accumulate(len(line) + 1 for line in lines))
    text, removed = copydetect.filter_code(plain, "source.py", "python")
    if len(text) < GUARANTEE:
        return {}
    knots = [int(knot) for knot, _ in removed]
    # How much was left out before each knot. It never falls; where a class is named, copydetect says so.
    shifts = list(accumulate((int(shift) for _, shift in removed), max))
    _, passages = copydetect.get_document_fingerprints(text, NOISE, GUARANTEE - NOISE + 1)

    def line_at(place: int) -> int:
        knot = min(bisect_left(knots, place), len(knots) - 1)
        return bisect_left(ends, skipped + place + shifts[knot] + 1)

    at = list(map(line_at, range(len(text))))
    return {
        int(passage): sorted({line for begin in map(int, begins) for line in at[begin : begin + NOISE]})
        for passage, begins in passages.items()
    }
