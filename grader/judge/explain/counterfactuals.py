"""The reference, asked the same with one thing changed: an option left out, two arguments exchanged, one epoch fewer.

Where that brings the submission's answers, the change is what the submission does. Found from the signature alone, for every lesson.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from msgspec import Struct

from grader.judge.explain.arguments import Change, Parameter, computed, exchanged, given, replaced, valued
from grader.judge.explain.reasons import Said, because
from grader.judge.explain.replay import Asked, called
from grader.judge.remote.exchange import Exchange
from grader.wire.messages import Array, Sequence, Value

__all__ = ["Counterfactual", "counterfactuals", "touches"]

MOST = 48  # of one function
DIMENSIONS = {"dim", "axis"}
FIXED = (0.0, 1.0, 0.5, 0.9)  # what a number is set to that is written into the code
FIXED_COUNTS = (1, 2, 3)


class Counterfactual(Struct, frozen=True):
    """reason: what is changed, in words. change: the call as it is asked instead."""

    reason: Said
    function: str
    change: Change


class KnownCall(Struct, frozen=True):
    """Of a function of the reference, with what it was given by name."""

    function: str
    asked: list[Parameter]
    values: dict[str, Value]

    def named(self, reason: str, name: str, change: Change, /, **parts: Any) -> Counterfactual:
        return Counterfactual(because(reason, function=self.function, name=name, **parts), self.function, change)


def counterfactuals(
    transcripts: list[list[Exchange]], signatures: Mapping[str, list[Parameter]]
) -> Iterator[Counterfactual]:
    """What can be changed in the calls of these tests, each change once; the simplest first."""
    every: list[tuple[int, Counterfactual]] = []
    seen: set[tuple[str, str]] = set()
    for transcript in transcripts:
        functions: dict[int, str] = {}
        for exchange in transcript:
            function, _ = called(exchange, functions)
            if function not in signatures:
                continue
            call = KnownCall(function, signatures[function], given(exchange, signatures[function], functions))
            for order, changes in enumerate(CHANGES):
                for each in changes(call):
                    key = (function, f"{each.reason.name} {sorted(each.reason.parts.items())}")
                    if key not in seen:
                        seen.add(key)
                        every.append((order, each))
    tried: dict[str, int] = {}
    for _, each in sorted(every, key=lambda one: one[0]):
        tried[each.function] = tried.get(each.function, 0) + 1
        if tried[each.function] <= MOST:
            yield each


def touches(change: Counterfactual, transcript: list[Exchange]) -> bool:
    """Whether a test asks anything else with this change; where it does not, the answers are known."""
    functions: dict[int, str] = {}
    for exchange in transcript:
        function, offset = called(exchange, functions)
        if function == change.function:
            asked = Asked(exchange.call, exchange.sent, offset)
            changed = change.change(function, asked)
            if (changed.call.args, changed.call.kwargs, changed.sent) != (
                asked.call.args,
                asked.call.kwargs,
                asked.sent,
            ):
                return True
    return False


def _left_out(call: KnownCall) -> Iterator[Counterfactual]:
    for parameter in call.asked:
        name = parameter.name
        if parameter.default and name in call.values and _literal(parameter.default) != (call.values[name],):
            change = replaced(call.function, call.asked, name, _default(parameter))
            yield call.named("left_out", name, change, default=parameter.default)


def _counts(call: KnownCall) -> Iterator[Counterfactual]:
    """Whole numbers: another dimension, one more or less, always the same."""
    for name, value in call.values.items():
        if type(value) is not int:
            continue
        if name in DIMENSIONS:
            for other in (0, 1, -1):
                yield call.named(
                    "other_value", name, replaced(call.function, call.asked, name, other), value=str(other)
                )
            continue
        for step, word in ((-1, "one_less"), (1, "one_more")):
            if value + step > 0:
                yield call.named(word, name, valued(call.function, call.asked, name, _moved(step)))
        for other in FIXED_COUNTS:
            if 0 < value != other:
                yield call.named(
                    "other_value", name, replaced(call.function, call.asked, name, other), value=str(other)
                )


def _arrays(call: KnownCall) -> Iterator[Counterfactual]:
    for name, value in call.values.items():
        if not isinstance(value, Array) or not value.shape:
            continue
        for word, turn in TURNS.items():
            if len(value.shape) == 2 and min(value.shape) > 1:
                yield call.named(word, name, computed(call.function, call.asked, name, turn, 2))
        if "float" in value.dtype:
            for word, compute in COMPUTED.items():
                yield call.named(word, name, computed(call.function, call.asked, name, compute, 1))
        if len(value.shape) > 1 and value.shape[0] > 1:
            yield call.named("first_for_all", name, computed(call.function, call.asked, name, _first_for_all, 2))


def _exchanges(call: KnownCall) -> Iterator[Counterfactual]:
    names = [parameter.name for parameter in call.asked if parameter.name in call.values]
    for position, one in enumerate(names):
        for other in names[position + 1 :]:
            if _alike(call.values[one], call.values[other]):
                change = exchanged(call.function, call.asked, one, other)
                yield call.named("exchanged_arguments", one, change, other=other)
    for name, value in call.values.items():
        if isinstance(value, Sequence) and len(value.items) == 2 and all(map(_is_number, value.items)):
            for word, pick in PAIRS.items():
                yield call.named(word, name, valued(call.function, call.asked, name, _picked(pick)))


def _numbers(call: KnownCall) -> Iterator[Counterfactual]:
    """Numbers that are no counts: another sign, size or complement, divided by a count, always the same."""
    for name, value in call.values.items():
        if type(value) is not float:
            continue
        for word, compute in SIZES.items():
            if value and (word != "complement_argument" or 0 < value < 1):
                yield call.named(word, name, valued(call.function, call.asked, name, _scaled(compute)))
        for other, count in call.values.items():
            if (type(count) is int and count > 1) or (isinstance(count, Array) and count.shape and count.shape[0] > 1):
                word = "divided_by" if type(count) is int else "divided_by_rows"
                yield call.named(word, name, valued(call.function, call.asked, name, _divided(other)), other=other)


def _fixed(call: KnownCall) -> Iterator[Counterfactual]:
    """An option that is a number in the code, also where it is not given."""
    for parameter in call.asked:
        name = parameter.name
        value = call.values.get(name, next(iter(_literal(parameter.default)), None))
        if type(value) is not float:
            continue
        for other in FIXED:
            if other != value and (str(other),) != (parameter.default,):
                change = replaced(call.function, call.asked, name, other, always=True)
                yield call.named("other_value", name, change, value=f"{other:g}")


# In the order in which they are tried: what students do most comes first.
CHANGES: tuple[Callable[[KnownCall], Iterator[Counterfactual]], ...] = (
    _left_out,
    _counts,
    _exchanges,
    _arrays,
    _numbers,
    _fixed,
)

TURNS: dict[str, Callable[[Any], Any]] = {  # of a tensor or an array
    "transposed_argument": lambda x: x.T,
    "flipped_argument": lambda x: x[::-1, ::-1] if isinstance(x, np.ndarray) else x.flip(0, 1),
}
COMPUTED: dict[str, Callable[[Any], Any]] = {
    "zero_argument": lambda x: x * 0,
    "one_argument": lambda x: x * 0 + 1,
    "minus_argument": lambda x: -x,
    "absolute_argument": abs,
    "complement_argument": lambda x: 1 - x,
    "double_argument": lambda x: 2 * x,
    "half_argument": lambda x: x / 2,
}
SIZES: dict[str, Callable[[float], float]] = {
    "minus_argument": lambda x: -x,
    "complement_argument": lambda x: 1 - x,
    "half_argument": lambda x: x / 2,
    "double_argument": lambda x: 2 * x,
}
PAIRS: dict[str, tuple[int, int]] = {"reversed_pair": (1, 0), "first_of_pair": (0, 0), "second_of_pair": (1, 1)}


def _literal(text: str) -> tuple[Any, ...]:
    """The value of a default in a tuple; an empty one where it is none that can be sent."""
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return ()
    return (value,)


def _default(parameter: Parameter) -> Value:
    (value,) = _literal(parameter.default) or (None,)
    return Sequence("tuple", list(value)) if isinstance(value, tuple) else value


def _moved(step: int) -> Callable[[Value, Callable[[str], Value]], Value]:
    return lambda value, _: value + step if type(value) is int else value


def _scaled(compute: Callable[[float], float]) -> Callable[[Value, Callable[[str], Value]], Value]:
    return lambda value, _: compute(value) if type(value) is float else value


def _divided(other: str) -> Callable[[Value, Callable[[str], Value]], Value]:
    def divide(value: Value, others: Callable[[str], Value]) -> Value:
        count = others(other)
        n = count.shape[0] if isinstance(count, Array) and count.shape else count
        return value / n if type(value) is float and type(n) is int and n else value

    return divide


def _picked(places: tuple[int, int]) -> Callable[[Value, Callable[[str], Value]], Value]:
    def pick(value: Value, _: Callable[[str], Value]) -> Value:
        if not isinstance(value, Sequence) or len(value.items) != 2:
            return value
        return Sequence(value.kind, [value.items[place] for place in places])

    return pick


def _first_for_all(x: Any) -> Any:
    return x * 0 + x[:1]


def _is_number(value: Value) -> bool:
    return type(value) in (int, float)


def _alike(one: Value, other: Value) -> bool:
    if isinstance(one, Array) and isinstance(other, Array):
        return one.kind == other.kind and one.dtype == other.dtype and len(one.shape) == len(other.shape)
    return _is_number(one) and type(one) is type(other) and one != other
