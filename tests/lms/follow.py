"""Follows a page: types what it shows, in order, and compares what comes with what it shows.

sh       commands; each must end well
console  `$ ` and a command, below it what it prints, with … for anything; a command may fail where `$ echo $?` is the next
NAME     as a second word, as in `toml lti.toml`: a file that the reader writes, or adds to
text     and every other kind is for reading only
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import signal
import subprocess
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Block", "Shell", "blocks_of", "follow"]

FENCE = re.compile(r"^ *```(?P<kind>\S*) *(?P<file>\S*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
STATUS = "$ echo $?"
World = Mapping[str, Callable[[], None]]


@dataclass(frozen=True)
class Block:
    """line: that of its first fence. before: all of the page that stands before it."""

    line: int
    kind: str
    file: str
    text: str
    before: str

    def steps(self) -> Iterator[tuple[str, str | None]]:
        """Each command with what the page says that it prints; None where it says nothing."""
        if self.kind == "sh":
            command = ""
            for line in self.text.splitlines(keepends=True):
                command += line
                if _is_whole(command):
                    yield command, None
                    command = ""
        elif self.kind == "console":
            for part in re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]:
                command, _, printed = part.partition("\n")
                yield command, printed


class Shell:
    """One bash for a page, so that a folder that was entered and a variable that was set stay so. command: what it is started by."""

    def __init__(self, folder: Path, environment: Mapping[str, str], command: Sequence[str] = ()) -> None:
        self._bash = subprocess.Popen(
            [*command, "bash", "--norc"],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def type(self, command: str) -> tuple[int, str]:
        """The exit code and what was printed."""
        assert self._bash.stdin
        assert self._bash.stdout
        self._bash.stdin.write(f"{{ {command}\n}} </dev/null\ncode=$?; printf '\\036%s\\n' $code; (exit $code)\n")
        self._bash.stdin.flush()
        printed = ""
        for line in self._bash.stdout:
            printed += line
            if "\036" in line:
                printed, _, code = printed.rpartition("\036")
                return int(code), printed
        return self._bash.wait(), printed

    def close(self) -> None:
        """Ends it with everything that it started."""
        with contextlib.suppress(ProcessLookupError):  # the page may have ended it
            os.killpg(self._bash.pid, signal.SIGKILL)
        self._bash.communicate()


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            text.count("\n", 0, at.start()) + 1, at["kind"], at["file"], textwrap.dedent(at["text"]), text[: at.start()]
        )
        for at in FENCE.finditer(text)
    ]


def follow(page: Path, shell: Shell, folder: Path, world: World, written: Callable[[str], str] = str) -> None:
    """Type the page. world: what happens outside when the page has said these words. written: the reader's own values
    in the place of the example's. Raises AssertionError with page, line, command and output where it does not go through.
    """
    waiting = dict(world)
    for block in blocks_of(page):
        for words in [words for words in waiting if words in block.before]:
            waiting.pop(words)()
        if block.file:
            with open(folder / block.file, "a", encoding="utf-8") as file:
                file.write(written(block.text))
        steps = list(block.steps())
        for number, (command, expected) in enumerate(steps):
            code, printed = shell.type(command)
            may_fail = number + 1 < len(steps) and steps[number + 1][0] == STATUS.removeprefix("$ ")
            where = f"{page}, line {block.line}:\n$ {command.strip()}\n{printed}"
            assert code == 0 or may_fail, f"{where}(exit code {code})"
            assert expected is None or _fits(expected, printed), f"{where}--- and the page shows:\n{expected}"
    assert not waiting, f"{page} does not say: {list(waiting)}"


def _is_whole(command: str) -> bool:
    """Whether it does not go on in the next line."""
    try:
        return bool(shlex.split(command, comments=True)) and not command.rstrip().endswith(("\\", "&&", "||", "|"))
    except ValueError:
        return False


def _fits(expected: str, printed: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))
    plain = "\n".join(line.rstrip() for line in printed.strip().splitlines())
    return re.fullmatch(pattern, plain, re.DOTALL) is not None
