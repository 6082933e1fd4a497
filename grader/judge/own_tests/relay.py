"""Hands on what a test asks of the program, and what the program answers. Both are strangers: each value is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grader.judge.checks.show import escape
from grader.judge.own_tests.in_both import OBJECT
from grader.judge.remote.errors import Setback, StudentError
from grader.judge.remote.student import Desk, Remote

__all__ = ["BESIDE", "Programs", "Strange", "files_for", "source_of"]

HERE = Path(__file__).parent
KINDS = ("call", "getattr", "setattr", "getitem", "setitem", "len", "iter", "contains")


BESIDE = "_dlgrade.py"
STAND_IN = """from _dlgrade import ProgramObject as _Object
__all__ = {names!r}
def __getattr__(name):
    if name in __all__:
        return _Object(name)
    raise AttributeError(name)
"""


class Strange(Exception):
    """A question that is none."""


def source_of(end: str) -> str:
    """What runs at one end, the text that both share before it."""
    both, own = ((HERE / f"{name}.py").read_text(encoding="utf-8") for name in ("in_both", end))
    lines = [line for line in own.splitlines() if not line.startswith(("from __future__", "from grader.judge."))]
    return "\n".join([both, *lines, ""])


def files_for(paths: Iterable[str], names: list[str]) -> dict[str, bytes]:
    """What lies beside the tests: for each of the lesson's files one that has all the program's names."""
    return {name: STAND_IN.format(names=names).encode() for name in paths} | {BESIDE: source_of("in_tests").encode()}


class Programs:
    """The course's programs in one worker, one at a time, as the tests ask them. names: what of a program may be asked.

    They are ours: what one of them leaves behind harms no other, and none is started anew.
    """

    def __init__(self, desk: Desk, names: list[str]) -> None:
        self._desk = desk
        self._names = names
        self._source = b""
        self._do: Remote | None = None
        self._seed: int | None = None
        self._objects: list[Remote] = []

    def use(self, source: bytes) -> None:
        """From here on this program is asked."""
        self._source, self._do = source, None

    def close(self) -> None:
        self._desk.link.stop()

    def begin(self, seed: int) -> None:
        """A new test: nothing is left of the objects of the last one. Raises Setback for a program that cannot be imported."""
        self._seed = seed
        self._objects = []
        if self._do is None:
            self._desk.begin(seed, frozenset())
            given = self._desk.tool("code", (source_of("in_program"),), keep=True, text="given")
            given.use(self._source.decode())
            self._do = given.do

    def answer(self, question: Any) -> list[Any]:
        """What the test is told. Raises Strange for what is no question, Setback where the program did not answer."""
        if not isinstance(question, list | tuple) or len(question) != 5 or question[0] not in KINDS:
            raise Strange
        kind, *rest = question
        seed, self._seed = self._seed, None
        assert self._do is not None
        try:
            answer = self._do(seed, kind, *map(self._inward, rest))
        except StudentError as error:
            return ["raised", escape(error.raised.type, 80)]
        except Setback:  # the worker is gone
            self._do = None
            raise
        if not isinstance(answer, list) or len(answer) != 2:
            raise Strange
        return ["returned", *map(self._outward, answer)]

    def _inward(self, value: Any) -> Any:
        """A value of the test's for the program. An object of the test's own has no place there."""
        if isinstance(value, Remote):
            raise Strange
        if isinstance(value, dict):
            return self._object(value[OBJECT]) if OBJECT in value else {k: self._inward(v) for k, v in value.items()}
        return type(value)(map(self._inward, value)) if isinstance(value, list | tuple) else value

    def _object(self, named: Any) -> Any:
        if isinstance(named, str) and named in self._names:
            return {OBJECT: named}
        if type(named) is int and 0 <= named < len(self._objects):
            return self._objects[named]
        raise Strange

    def _outward(self, value: Any) -> Any:
        """A value of the program's for the test, which gets a number in the place of an object."""
        if isinstance(value, Remote):
            self._objects.append(value)
            return {OBJECT: len(self._objects) - 1}
        if isinstance(value, dict):
            return {key: self._outward(item) for key, item in value.items()}
        return type(value)(map(self._outward, value)) if isinstance(value, list | tuple) else value
