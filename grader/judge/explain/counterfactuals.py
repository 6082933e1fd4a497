"""The reference, asked the same with one thing changed: an option left out, two arguments exchanged, one epoch fewer.

Where that brings the submission's answers, the change is what the submission does. Found from the signature alone, for every lesson.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from grader.judge.explain.forms import count
from grader.judge.explain.reasons import Said, because
from grader.judge.explain.replay import Asked, called
from grader.judge.remote.exchange import Exchange
from grader.wire.messages import Array, Handle, Sequence, Value
from grader.wire.values import pack, unpack

__all__ = ["Counterfactual", "Parameter", "counterfactuals", "parameters"]

MOST = 24  # of one function
DIMENSIONS = {"dim", "axis"}
LARGEST = 1 << 20  # bytes of an array that is turned over


class Parameter(Struct, frozen=True):
    """Of a function or class of the reference. default: as it is written, "" where there is none."""

    name: str
    default: str = ""


class Counterfactual(Struct, frozen=True):
    """reason: what is changed, in words. change: the call as it is asked instead."""

    reason: Said
    function: str
    change: Callable[[str, Asked], Asked]


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


def counterfactuals(
    transcripts: list[list[Exchange]], signatures: Mapping[str, list[Parameter]]
) -> Iterator[Counterfactual]:
    """What can be changed in the calls of these tests, each change once."""
    seen: set[tuple[str, str]] = set()
    tried: dict[str, int] = {}
    for transcript in transcripts:
        functions: dict[int, str] = {}
        for exchange in transcript:
            function, _ = called(exchange, functions)
            if function not in signatures:
                continue
            for each in _changes(function, exchange, signatures[function], functions):
                key = (function, f"{each.reason.name} {sorted(each.reason.parts.items())}")
                if key not in seen and tried.get(function, 0) < MOST:
                    seen.add(key)
                    tried[function] = tried.get(function, 0) + 1
                    yield each


def _changes(
    function: str, exchange: Exchange, asked: list[Parameter], functions: dict[int, str]
) -> Iterator[Counterfactual]:
    given = _given(exchange, asked, functions)
    for parameter in asked:
        if parameter.default and parameter.name in given and _literal(parameter.default) != (given[parameter.name],):
            reason = because("left_out", function=function, name=parameter.name, default=parameter.default)
            yield Counterfactual(reason, function, _set(function, asked, parameter.name, _default(parameter)))
    for parameter in asked:
        if parameter.name not in given:
            continue
        value = given[parameter.name]
        if type(value) is int:
            yield from _other_numbers(function, asked, parameter.name, value)
        if isinstance(value, Array) and len(value.shape) == 2 and value.shape[0] > 1 and value.shape[1] > 1:
            for name, turn in TURNS.items():
                reason = because(name, function=function, name=parameter.name)
                yield Counterfactual(reason, function, _turned(function, asked, parameter.name, turn))
    names = [parameter.name for parameter in asked if parameter.name in given]
    for position, one in enumerate(names):
        for other in names[position + 1 :]:
            if _alike(given[one], given[other]):
                reason = because("exchanged_arguments", function=function, name=one, other=other)
                yield Counterfactual(reason, function, _exchange(function, asked, one, other))


def _other_numbers(function: str, asked: list[Parameter], name: str, value: int) -> Iterator[Counterfactual]:
    if name in DIMENSIONS:
        for other in (0, 1, -1):
            reason = because("other_value", function=function, name=name, value=str(other))
            yield Counterfactual(reason, function, _set(function, asked, name, _constant(other)))
        return
    for step, word in ((-1, "one_less"), (1, "one_more")):
        if value + step > 0:
            yield Counterfactual(
                because(word, function=function, name=name), function, _set(function, asked, name, _moved(step))
            )


def _literal(text: str) -> tuple[Any, ...]:
    """The value of a default in a tuple; an empty one where it is none that can be sent."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return ()
    return (value,)


def _default(parameter: Parameter) -> Callable[[Value], Value]:
    (value,) = _literal(parameter.default) or (None,)
    return _constant(Sequence("tuple", list(value)) if isinstance(value, tuple) else value)


def _constant(value: Value) -> Callable[[Value], Value]:
    return lambda _: value


def _moved(step: int) -> Callable[[Value], Value]:
    return lambda value: value + step if type(value) is int else value


TURNS: dict[str, Callable[[Any], Any]] = {  # of a tensor or an array
    "transposed_argument": lambda x: x.T,
    "flipped_argument": lambda x: x[::-1, ::-1] if isinstance(x, np.ndarray) else x.flip(0, 1),
}


# Changes of one call: its values, and the bytes of its arrays beside them.


class _Arguments:
    """The arguments of a call with their bytes, to be changed by name."""

    def __init__(self, asked: Asked, offset: int, names: list[Parameter]) -> None:
        self.asked = asked
        bodies = list(asked.sent)
        self.values: list[tuple[int | str, Value, list[bytes]]] = []
        every: list[tuple[int | str, Value]] = [*enumerate(asked.call.args), *asked.call.kwargs.items()]
        for place, value in every:
            n = count(value)
            self.values.append((place, value, bodies[:n]))
            bodies = bodies[n:]
        self.place = {parameter.name: offset + position for position, parameter in enumerate(names)}

    def index(self, name: str) -> int | None:
        for index, (place, _, _) in enumerate(self.values):
            if place == name or place == self.place.get(name):
                return index
        return None

    def replace(self, index: int, value: Value, bodies: list[bytes]) -> None:
        self.values[index] = (self.values[index][0], value, bodies)

    def asked_so(self) -> Asked:
        args = [value for place, value, _ in self.values if isinstance(place, int)]
        kwargs = {place: value for place, value, _ in self.values if isinstance(place, str)}
        sent = [body for _, _, bodies in self.values for body in bodies]
        return Asked(self.asked.with_arguments(args, kwargs), sent, self.asked.offset)


def _set(
    function: str, names: list[Parameter], name: str, new: Callable[[Value], Value]
) -> Callable[[str, Asked], Asked]:
    def change(called: str, asked: Asked) -> Asked:
        arguments = _Arguments(asked, asked.offset, names)
        index = arguments.index(name)
        if called != function or index is None:
            return asked
        value = new(arguments.values[index][1])
        arguments.replace(index, value, arguments.values[index][2] if isinstance(value, Array) else [])
        return arguments.asked_so()

    return change


def _exchange(function: str, names: list[Parameter], one: str, other: str) -> Callable[[str, Asked], Asked]:
    def change(called: str, asked: Asked) -> Asked:
        arguments = _Arguments(asked, asked.offset, names)
        places = arguments.index(one), arguments.index(other)
        if called != function or places[0] is None or places[1] is None:
            return asked
        first, second = arguments.values[places[0]], arguments.values[places[1]]
        arguments.replace(places[0], second[1], second[2])
        arguments.replace(places[1], first[1], first[2])
        return arguments.asked_so()

    return change


def _turned(
    function: str, names: list[Parameter], name: str, turn: Callable[[Any], Any]
) -> Callable[[str, Asked], Asked]:
    def change(called: str, asked: Asked) -> Asked:
        arguments = _Arguments(asked, asked.offset, names)
        index = arguments.index(name)
        if called != function or index is None:
            return asked
        _, wire, bodies = arguments.values[index]
        if not isinstance(wire, Array) or len(wire.shape) != 2 or sum(map(len, bodies)) > LARGEST:
            return asked
        value, _ = unpack(wire, memoryview(b"".join(bodies)), lambda handle: handle)
        turned = np.ascontiguousarray(turn(value)) if isinstance(value, np.ndarray) else turn(value)
        arguments.replace(index, *pack(turned, _no_handle))
        return arguments.asked_so()

    return change


def _no_handle(value: Any) -> Handle:
    raise TypeError(f"a {type(value).__name__} is no array")


def _given(exchange: Exchange, names: list[Parameter], functions: dict[int, str]) -> dict[str, Value]:
    """The arguments of a call by the reference's names."""
    _, offset = called(exchange, functions)
    positional = dict(zip((parameter.name for parameter in names), exchange.call.args[offset:], strict=False))
    return positional | exchange.call.kwargs


def _alike(one: Value, other: Value) -> bool:
    if isinstance(one, Array) and isinstance(other, Array):
        return one.kind == other.kind and one.dtype == other.dtype and len(one.shape) == len(other.shape)
    plain = isinstance(one, int | float) and not isinstance(one, bool)
    return plain and type(one) is type(other) and one != other
