"""A call with one of its arguments changed, by the names that the reference gives them: its values, and the bytes of its arrays beside them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from grader.judge.explain.forms import count
from grader.judge.explain.replay import Asked, called
from grader.judge.remote.exchange import Exchange
from grader.wire.messages import Array, Handle, Value
from grader.wire.values import pack, unpack

__all__ = ["Change", "Parameter", "computed", "exchanged", "given", "parameters", "replaced", "valued"]

LARGEST = 1 << 20  # bytes of an array that is computed anew
Change = Callable[[str, Asked], Asked]


class Parameter(Struct, frozen=True):
    """Of a function or class of the reference. default: as it is written, "" where there is none."""

    name: str
    default: str = ""


def parameters(path: Path) -> dict[str, list[Parameter]]:
    """The parameters of each function and class of the reference, in their order."""
    found = {}
    for node in ast.parse(path.read_bytes()).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = _of(node)
        elif isinstance(node, ast.ClassDef):
            inits = [item for item in node.body if isinstance(item, ast.FunctionDef) and item.name == "__init__"]
            found[node.name] = [each for init in inits for each in _of(init)[1:]]
    return found


def _of(function: ast.FunctionDef) -> list[Parameter]:
    args = function.args
    without = len(args.args) - len(args.defaults)
    defaults = [""] * without + list(map(ast.unparse, args.defaults))
    found = [Parameter(arg.arg, default) for arg, default in zip(args.args, defaults, strict=True)]
    only = zip(args.kwonlyargs, args.kw_defaults, strict=True)
    return found + [Parameter(arg.arg, ast.unparse(default) if default else "") for arg, default in only]


class _Arguments:
    """The arguments of a call with their bytes, to be changed by name."""

    def __init__(self, asked: Asked, names: list[Parameter]) -> None:
        self.asked = asked
        bodies = list(asked.sent)
        self.values: list[tuple[int | str, Value, list[bytes]]] = []
        every: list[tuple[int | str, Value]] = [*enumerate(asked.call.args), *asked.call.kwargs.items()]
        for place, value in every:
            n = count(value)
            self.values.append((place, value, bodies[:n]))
            bodies = bodies[n:]
        self.place = {parameter.name: asked.offset + position for position, parameter in enumerate(names)}

    def index(self, name: str) -> int | None:
        for index, (place, _, _) in enumerate(self.values):
            if place == name or place == self.place.get(name):
                return index
        return None

    def value(self, name: str) -> Value:
        index = self.index(name)
        return None if index is None else self.values[index][1]

    def replace(self, index: int, value: Value, bodies: list[bytes]) -> None:
        self.values[index] = (self.values[index][0], value, bodies)

    def asked_so(self) -> Asked:
        args = [value for place, value, _ in self.values if isinstance(place, int)]
        kwargs = {place: value for place, value, _ in self.values if isinstance(place, str)}
        sent = [body for _, _, bodies in self.values for body in bodies]
        return Asked(self.asked.with_arguments(args, kwargs), sent, self.asked.offset)


def replaced(function: str, names: list[Parameter], name: str, value: Value, *, always: bool = False) -> Change:
    """An argument with a value of its own. always: also where it is not given."""

    def change(called: str, asked: Asked) -> Asked:
        arguments = _Arguments(asked, names)
        index = arguments.index(name)
        if called != function or (index is None and not always):
            return asked
        if index is None:
            arguments.values.append((name, value, []))
        else:
            arguments.replace(index, value, [])
        return arguments.asked_so()

    return change


def valued(
    function: str, names: list[Parameter], name: str, new: Callable[[Value, Callable[[str], Value]], Value]
) -> Change:
    """An argument that is no array with a value made of its own and of the others', which are had by name."""

    def change(called: str, asked: Asked) -> Asked:
        arguments = _Arguments(asked, names)
        index = arguments.index(name)
        if called != function or index is None or isinstance(arguments.values[index][1], Array):
            return asked
        arguments.replace(index, new(arguments.values[index][1], arguments.value), [])
        return arguments.asked_so()

    return change


def exchanged(function: str, names: list[Parameter], one: str, other: str) -> Change:
    """Two arguments in each other's places."""

    def change(called: str, asked: Asked) -> Asked:
        arguments = _Arguments(asked, names)
        places = arguments.index(one), arguments.index(other)
        if called != function or places[0] is None or places[1] is None:
            return asked
        first, second = arguments.values[places[0]], arguments.values[places[1]]
        arguments.replace(places[0], second[1], second[2])
        arguments.replace(places[1], first[1], first[2])
        return arguments.asked_so()

    return change


def computed(
    function: str, names: list[Parameter], name: str, compute: Callable[[Any], Any], dimensions: int
) -> Change:
    """An array or tensor of at least so many dimensions with values that are computed of its own."""

    def change(called: str, asked: Asked) -> Asked:
        arguments = _Arguments(asked, names)
        index = arguments.index(name)
        if called != function or index is None:
            return asked
        _, wire, bodies = arguments.values[index]
        if not isinstance(wire, Array) or len(wire.shape) < dimensions or sum(map(len, bodies)) > LARGEST:
            return asked
        value, _ = unpack(wire, memoryview(b"".join(bodies)), lambda handle: handle)
        made = compute(value)
        arguments.replace(
            index, *pack(np.ascontiguousarray(made) if isinstance(made, np.ndarray) else made, _no_handle)
        )
        return arguments.asked_so()

    return change


def _no_handle(value: Any) -> Handle:
    raise TypeError(f"a {type(value).__name__} is no array")


def given(exchange: Exchange, names: list[Parameter], functions: dict[int, str]) -> dict[str, Value]:
    """The arguments of a call by the reference's names."""
    _, offset = called(exchange, functions)
    positional = dict(zip((parameter.name for parameter in names), exchange.call.args[offset:], strict=False))
    return positional | exchange.call.kwargs
