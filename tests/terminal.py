"""A real terminal, in which a test types as a person does and reads what comes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pexpect

__all__ = ["Terminal"]

PROMPT = r"(?:\(\S+\) )?\[(\d+)\]\$ "
ERASED = re.compile(r"[^\n]*\r\x1b\[K")  # what a program has written and taken away again
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\r")


class Terminal:
    """bash in a terminal of 100 columns, in this folder and environment. command: what to start in its place. Use as a context manager."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], command: Sequence[str] = (), seconds: float = 60
    ) -> None:
        """seconds: how long to wait for what is to come."""
        words = [*command, "bash", "--norc", "--noprofile", "--noediting"]
        shown = {"PS1": "[$?]$ ", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self._child: Any = pexpect.spawn(
            words[0],
            words[1:],
            cwd=folder,
            env={**environment, **shown},
            encoding="utf-8",
            dimensions=(40, 100),
            timeout=seconds,
        )
        self._child.expect(PROMPT)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close(force=True)

    def type(self, line: str) -> tuple[int, str]:
        """Type a line and wait for the next prompt: its exit code, and what was printed."""
        self.begin(line)
        return self.end()

    def begin(self, line: str) -> None:
        """Type a line whose command goes on."""
        self._child.sendline(line)
        self._child.expect_exact(f"{line}\r\n")

    def wait_for(self, text: str) -> str:
        """What was printed up to this text, and the text."""
        self._child.expect_exact(text)
        return plain(self._child.before) + text

    def interrupt(self) -> tuple[int, str]:
        """Ctrl-C."""
        self._child.sendintr()
        return self.end()

    def end(self) -> tuple[int, str]:
        """Wait for the prompt."""
        self._child.expect(PROMPT)
        return int(self._child.match[1]), plain(self._child.before)


def plain(text: str) -> str:
    """Without colours and other orders to the terminal."""
    return CONTROL.sub("", ERASED.sub("", text))
