"""What a program of the course is asked by, beside it in its worker. The text of `in_both` stands before this one.

A name that begins with an underscore is not given, and nothing of a frame, a module or a generator: from there a test would come to
the program's text.
"""

from __future__ import annotations

import builtins
import itertools
import operator
import random
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from grader.judge.own_tests.in_both import FILE, GRAPH, OBJECT, SHARED, Shared, is_shared
from grader.wire.torch_if_loaded import torch, torch_is_loaded

MOST_ITEMS = 1000
CLOSED = (
    types.ModuleType,
    types.FrameType,
    types.CodeType,
    types.TracebackType,
    types.GeneratorType,
    types.CoroutineType,
    types.AsyncGeneratorType,
    types.FunctionType,
    types.MethodType,
    types.BuiltinFunctionType,
)
shared = Shared()
program = types.ModuleType("program")


def use(source: str) -> None:
    """Run a program's text; from here on it is asked."""
    vars(program).clear()
    vars(program).update(__name__="program", __builtins__=builtins)
    sys.modules["program"] = program  # dataclasses look there
    exec(compile(source, "<program>", "exec"), vars(program))


def do(
    seed: int | None, kind: str, target: Any, args: list[Any], kwargs: dict[str, Any], changes: list[Any]
) -> list[Any]:
    """One question of a test: the answer, and what it changed. seed: where it is the test's first."""
    if seed is not None:
        shared.__init__()  # type: ignore[misc]
        random.seed(seed)
        np.random.seed(seed)
        if torch_is_loaded():
            torch.manual_seed(seed)
    shared.take(changes)
    own, named = [given(arg) for arg in args], {name: given(arg) for name, arg in kwargs.items()}
    result = ACTIONS[kind](given(target), *own, **named)
    return [told(result), shared.changes()]


def part(value: Any, name: str) -> Any:
    if str(name).startswith("_") or isinstance(value, CLOSED):
        raise AttributeError(f"{name} is not given to tests")
    return getattr(value, name)


def replace(value: Any, name: str, new: Any) -> None:
    if str(name).startswith("_") or isinstance(value, CLOSED):
        raise AttributeError(f"{name} is not given to tests")
    setattr(value, name, new)


ACTIONS: dict[str, Callable[..., Any]] = {
    "call": lambda function, *args, **kwargs: function(*args, **kwargs),
    "getattr": part,
    "setattr": replace,
    "getitem": operator.getitem,
    "setitem": operator.setitem,
    "len": len,
    "iter": lambda value: list(itertools.islice(value, MOST_ITEMS)),
    "contains": operator.contains,
}


def given(value: Any) -> Any:
    """A value that came."""
    if isinstance(value, dict):
        if SHARED in value:
            return shared.objects[value[SHARED]]
        if FILE in value:
            path = Path.cwd() / f"given-{Path(value[FILE]).name}"
            path.write_bytes(value["data"].tobytes())
            return str(path)
        if OBJECT in value:
            return getattr(program, value[OBJECT])
        return {key: given(item) for key, item in value.items()}
    return type(value)(given(item) for item in value) if isinstance(value, list | tuple) else value


def told(value: Any) -> Any:
    """A value as it crosses. An argument that is given back is the caller's own; a tensor with a graph says that it has one."""
    known = next((number for number, each in shared.objects.items() if each is value), 0)
    if known and is_shared(value):
        return {SHARED: known}
    if isinstance(value, torch.Tensor) and value.requires_grad:
        return {GRAPH: value.detach()}
    if isinstance(value, list | tuple):
        items = [told(item) for item in value]
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, dict):
        return {key: told(item) for key, item in value.items()}
    return value.item() if isinstance(value, np.generic) else value
