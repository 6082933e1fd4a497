"""The student's code as a hidden test sees it: `student.softmax(x, dim=1)` reads as if it were imported.

Values cross by copy. Whatever is not plain data stays in the worker, and a `Remote` stands for it here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from grader.judge.checks.show import escape, literal
from grader.judge.remote.call_text import RecordedCall
from grader.judge.remote.calls import Link
from grader.judge.remote.errors import Mismatch, NoLength, NoWorker, Setback, Stalled, StudentError
from grader.judge.remote.shared_memory import Memory
from grader.judge.remote.which_call import CallAnswers
from grader.sentences import text as sentence
from grader.wire.messages import Handle

__all__ = ["Desk", "Remote", "Student", "handle_of", "short"]

CHUNK = 64
TEXT_CHARS = 60
# What hypothesis asks of a test's first argument, in case it is its own object.
HYPOTHESIS = {"execute_example", "setup_example", "teardown_example", "hypothesis_internal_is_this_a_mock_check"}


class Desk:
    """What the proxies of one submission share: the line, the last call, the operators seen, the functions' argument names."""

    def __init__(self, link: Link, signatures: dict[str, list[str]], functions: Container[str] | None = None) -> None:
        """functions: names that are functions or classes in the reference; the worker is asked what any other is. None: all are taken for such."""
        self.link = link
        self.signatures = signatures
        self.functions = functions
        self.last: RecordedCall | None = None
        self.answer: Any = None  # the last value that came
        self.calls: list[RecordedCall] = []
        self.answers = CallAnswers()
        self.traced: frozenset[str] = frozenset()
        self.operations: dict[str, int] = {}  # each with a line from which it ran, 0 where that is not known
        self.replaced: set[str] = set()  # the student's names that the test has put something in the place of
        self.asked: set[str] = set()  # the student's names that the test has taken
        self.unexplained = False  # what the test asks has nothing to do with the student's functions
        self._repeats = False
        self._over: BaseException | None = None

    def begin(self, seed: int, traced: frozenset[str]) -> None:
        """A new test; calls of the functions in `traced` are recorded operator by operator."""
        self.link.begin(seed)
        self.last = None
        self.calls = []
        self.answers = CallAnswers()
        self.traced = traced
        self.operations = {}
        self.replaced = set()
        self.asked = set()
        self.unexplained = False
        self._repeats = False
        self._over = None

    def begin_example(self, seed: int) -> None:
        """The same test with other inputs: what was called before has nothing to do with it. seed: for the worker's random numbers, the same
        for the same inputs.

        From the first such call on, what ends a worker ends the test: whoever tries smaller inputs after it finds the same end.
        """
        self._repeats = True
        if self._over is None:
            self.link.forget()
            self.last, self.calls, self.answers = None, [], CallAnswers()
        self.tool("seed", (self.link.seed ^ seed,))

    def call(
        self,
        target: str | Handle,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        origin: str,
        keep: bool = False,
        text: str = "",
        memory: Memory | None = None,
    ) -> Any:
        def object_of(handle: Handle) -> Remote:
            return Remote(self, handle, origin, text or escape(handle.type, 80))

        if self._over:
            raise self._over.with_traceback(None)
        try:
            value, operations = self.link.call(
                target,
                args,
                kwargs,
                keep=keep,
                trace=origin in self.traced,
                memory=memory,
                handle_of=lambda value: handle_of(value),
                object_of=object_of,
            )
        except StudentError:
            raise
        except (Setback, NoWorker, Stalled) as error:
            self._over = error if self._repeats else None
            raise
        self.operations = operations | self.operations
        self.answer = value
        return value

    def tool(
        self,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any] | None = None,
        *,
        origin: str = "",
        keep: bool = False,
        text: str = "",
        memory: Memory | None = None,
    ) -> Any:
        """Call one of the worker's own operations."""
        origin = origin or next((arg.origin for arg in args if isinstance(arg, Remote)), "")
        return self.call(f"worker.{name}", args, kwargs or {}, origin=origin, keep=keep, text=text, memory=memory)

    def record(self, text: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, bare: bool = False) -> None:
        """Note a call for the message to the student. bare: the name alone was read."""
        if not self._over:
            self.last = RecordedCall(text, args, kwargs, self.signatures.get(text, []), bare)
            self.calls.append(self.last)


class Remote:
    """An object that stays in the worker. Calls, attributes, items, `len`, `in` and iteration reach it there."""

    __slots__ = ("_desk", "_target", "_text", "origin")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, desk: Desk, target: str | Handle, origin: str, text: str) -> None:
        self._desk = desk
        self._target = target
        self._text = text
        self.origin = origin

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self._desk.record(self._text, args, kwargs)
        called = self._desk.last
        value = self._desk.call(
            self._target, args, kwargs, origin=self.origin, text=f"{self._text}{short(args, kwargs)}"
        )
        if called:
            self._desk.answers.add(called, value)
        return value

    def fetch(self) -> Any:
        """A copy of the object, if it is plain data."""
        value = self._desk.tool("fetch", (self,))
        if isinstance(value, Remote):
            raise Mismatch(sentence("check.not_data", type=value.type))
        last = self._desk.last
        if last and self._text.startswith(f"{last.text}("):
            self._desk.answers.add(last, value)
        else:
            self._desk.answers.add_read(self._text, value)
        return value

    @property
    def remote_text(self) -> str:
        """How the object is called in a message to the student."""
        return self._text

    @property
    def type(self) -> str:
        """The name of the object's class, as the worker says."""
        return escape(self._target.type, 80) if isinstance(self._target, Handle) else "function"

    def handle(self) -> Handle:
        """The object's handle; a name of the student's module is looked up first."""
        if isinstance(self._target, str):
            name = self._target.removeprefix("student.")
            kept: Remote = self._desk.tool("student", (name,), origin=self.origin, keep=True, text=self._text)
            return kept.handle()
        return self._target

    def __getattr__(self, name: str) -> Any:
        if is_private(name):
            raise AttributeError(name)
        return self._desk.tool("getattr", (self, name), text=f"{self._text}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name in Remote.__slots__:
            object.__setattr__(self, name, value)
        elif name.startswith("_"):
            raise AttributeError(f"{name}: private names do not reach student code")
        else:
            self._desk.tool("setattr", (self, name, value))

    def __eq__(self, other: object) -> bool:
        """Whether both stand for one object; raises Mismatch for anything else, for only the student's own code could tell."""
        if isinstance(other, Remote) and self._target == other._target:
            return True
        raise Mismatch(sentence("check.not_data", type=self.type))

    def __len__(self) -> int:
        self._desk.record(f"len({self._text})", (), {})
        try:
            length = self._desk.tool("len", (self,))
        except StudentError as error:
            raise (NoLength(error.raised) if error.raised.type == "TypeError" else error) from None
        if type(length) is not int or length < 0:
            raise Mismatch(sentence("check.length"))
        return length

    def __getitem__(self, key: Any) -> Any:
        text = f"{self._text}[{key!r}]"
        self._desk.record(text, (), {})
        return self._desk.tool("getitem", (self, key), text=text)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._desk.tool("setitem", (self, key, value))

    def __contains__(self, item: Any) -> bool:
        return self._desk.tool("contains", (self, item)) is True

    def __iter__(self) -> Iterator[Any]:
        self._desk.record(f"list({self._text})", (), {})
        iterator = self._desk.tool("iter", (self,), keep=True, text=self._text)
        count = 1
        while True:
            reply = self._desk.tool("next", (iterator, count), text=self._text)
            if not isinstance(reply, tuple) or len(reply) != 2 or not isinstance(reply[0], list):
                raise Mismatch(sentence("check.no_items"))
            items, more = reply
            yield from items
            if more is not True:
                return
            count = min(2 * count, CHUNK)

    def __bool__(self) -> bool:
        raise Mismatch(sentence("check.not_a_bool", type=self.type))

    def __repr__(self) -> str:
        return f"<{self.type} in the worker>"


def handle_of(value: Any) -> Handle:
    if isinstance(value, Remote):
        return value.handle()
    raise TypeError(f"a {type(value).__name__} cannot be sent to student code")


class Student:
    """The student's own names, and nothing else: a variable is its value, a function or class a remote.

    `student.name = value` puts the value in the place of what the name stands for, in the worker and for this test.
    """

    _desk: Desk

    def __init__(self, desk: Desk) -> None:
        self.__dict__["_desk"] = desk

    def __getattr__(self, name: str) -> Any:
        if is_private(name):
            raise AttributeError(name)
        self._desk.asked.add(name)
        functions = self._desk.functions
        if functions is None or name in functions:
            return Remote(self._desk, f"student.{name}", name, name)
        self._desk.record(name, (), {}, bare=True)
        return self._desk.tool("student", (name,), origin=name, text=name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            raise AttributeError(f"{name}: private names do not reach student code")
        try:
            self._desk.tool("replace", (name, value))
            self._desk.replaced.add(name)
        except TypeError as error:
            raise TypeError(
                f"student.{name} cannot be replaced: {error}. What `worker.code(SOURCE)` gives can take its place."
            ) from None

    def __delattr__(self, name: str) -> None:
        """Put back what the test has replaced, as monkeypatch does at its end."""
        if name not in self._desk.replaced:
            raise AttributeError(
                f"student.{name} cannot be removed; `student.{name} = ...` puts something in its place"
            )
        self._desk.tool("restore", (name,))


def is_private(name: str) -> bool:
    """Whether libraries ask for such a name of any object, such as those that print it: it is not for student code."""
    return name.startswith("_") or name in HYPOTHESIS


def short(args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """The arguments in brackets, where they are few and plain; else three dots."""
    plain = all(isinstance(value, int | float | bool | str) for value in (*args, *kwargs.values()))
    text = (
        ", ".join([*map(literal, args), *(f"{name}={literal(value)}" for name, value in kwargs.items())])
        if plain
        else "..."
    )
    return f"({text})" if len(text) <= TEXT_CHARS else "(...)"
