"""What a student's tests run beside: what they ask of the lesson's file is asked of the program, through the judge.

A test runs on a thread of its own, which waits for each answer. The text of `in_both` stands before this one.
"""

from __future__ import annotations

import builtins
import inspect
import pathlib
import queue
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.judge.own_tests.in_both import FILE, GRAPH, OBJECT, PLAIN, SHARED, Shared, is_shared

SAID = 500
END = object()


class ProgramError(Exception):
    """The program raised an exception that is none of Python's own."""


class Running:
    """One test, its thread, and what goes to and fro."""

    def __init__(self, function: Any) -> None:
        self.shared = Shared()
        self.asked: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
        self.answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._run, args=(function,), daemon=True)

    def _run(self, function: Any) -> None:
        try:
            if not inspect.isfunction(function) or inspect.signature(function).parameters:
                raise TypeError("a test is a function without arguments")
            function()
        except SystemExit as error:
            if error.code is not END:
                self.asked.put(["failed", "SystemExit", "", 0])
        except BaseException as error:
            lines = [entry.lineno for entry in traceback.extract_tb(error.__traceback__) if entry.filename != __file__]
            self.asked.put(["failed", type(error).__name__[:SAID], str(error)[:SAID], lines[-1] if lines else 0])
        else:
            self.asked.put(["passed"])


running: list[Running] = []


def dlgrade_begin(file: str, name: str) -> list[Any]:
    """Start a test of that file; its first question, or how it ended."""
    function = getattr(sys.modules[file], name)
    if running:
        running.pop().answers.put(END)
    running.append(Running(function))
    running[0].thread.start()
    return running[0].asked.get()


def dlgrade_answer(reply: list[Any]) -> list[Any]:
    """The program's answer; the next question, or how the test ended."""
    running[0].answers.put(reply)
    return running[0].asked.get()


def ask(kind: str, target: Any, *args: Any, **kwargs: Any) -> Any:
    if not running or threading.current_thread() is not running[0].thread:
        raise RuntimeError("the program can be called inside a test function only")
    test = running[0]
    question = [kind, told(target, test.shared), told(list(args), test.shared, top=True), told(kwargs, test.shared)]
    test.asked.put(["ask", *question, test.shared.changes()])
    reply = test.answers.get()
    if reply is END:
        raise SystemExit(END)
    if reply[0] == "raised":
        known = getattr(builtins, reply[1], ProgramError)
        kind_of = known if isinstance(known, type) and issubclass(known, Exception) else ProgramError
        raise kind_of(f"the program raised {reply[1]}")
    test.shared.take(reply[2])
    return given(reply[1], test.shared)


def told(value: Any, shared: Shared, top: bool = False) -> Any:
    """A value as it crosses. top: the list of arguments itself, which is nobody's object."""
    if isinstance(value, ProgramObject):
        return {OBJECT: object.__getattribute__(value, "_target")}
    if isinstance(value, pathlib.Path) or (
        isinstance(value, str) and len(value) < SAID and pathlib.Path(value).is_file()
    ):
        path = pathlib.Path(value)
        return {FILE: path.name, "data": np.frombuffer(path.read_bytes() if path.is_file() else b"", dtype=np.uint8)}
    if not top and is_shared(value):
        return {SHARED: shared.number(value)}
    if isinstance(value, list | tuple):
        return type(value)(told(item, shared) for item in value) if type(value) in (list, tuple) else list(value)
    if isinstance(value, dict):
        return {key: told(item, shared) for key, item in value.items()}
    if isinstance(value, (*PLAIN, np.generic)):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be given to the program")


def given(value: Any, shared: Shared) -> Any:
    """A value that came."""
    if isinstance(value, dict):
        if OBJECT in value:
            return ProgramObject(value[OBJECT])
        if SHARED in value:
            return shared.objects[value[SHARED]]
        if GRAPH in value:
            return value[GRAPH].requires_grad_()
        return {key: given(item, shared) for key, item in value.items()}
    return type(value)(given(item, shared) for item in value) if isinstance(value, list | tuple) else value


class ProgramObject:
    """Something of the program's: a function, a class, or what one of them made."""

    def __init__(self, target: Any) -> None:
        object.__setattr__(self, "_target", target)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return ask("call", self, *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return ask("getattr", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        ask("setattr", self, name, value)

    def __getitem__(self, key: Any) -> Any:
        return ask("getitem", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        ask("setitem", self, key, value)

    def __len__(self) -> int:
        length = ask("len", self)
        return int(length)

    def __iter__(self) -> Iterator[Any]:
        return iter(ask("iter", self))

    def __contains__(self, item: Any) -> bool:
        return bool(ask("contains", self, item))

    def __bool__(self) -> bool:
        return True
