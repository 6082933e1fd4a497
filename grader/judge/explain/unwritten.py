"""Whether a function does nothing yet: it returns None, zeros or its argument, or moves no value. Told before anything else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from grader.judge.explain.agree import as_array, differ
from grader.judge.explain.reasons import Said, because
from grader.judge.explain.replay import NoAnswer, OpaqueObject, answer_of, called
from grader.judge.records import ResultRecord
from grader.judge.remote.call_text import RecordedCall
from grader.judge.remote.exchange import Exchange
from grader.wire.messages import Handle, Raised, Value
from grader.wire.values import unpack

__all__ = ["idle", "returned_none", "unwritten"]

MOVED = ("worker.parameters", "worker.fetch")


def unwritten(
    records: Mapping[str, ResultRecord],
    failed: set[str],
    right: Mapping[str, list[Exchange]],
    names: Mapping[str, list[str]],
) -> dict[str, Said]:
    """For each failed test the function of the student's that answers as if it were not written, if one does.

    right: the reference's answers. names: of each function's arguments. A function is judged by all its answers in all failed tests.
    """
    passed = Counter(_function(each.call) for each in records.values() if each.result.outcome == "passed" and each.call)
    answers: dict[str, list[tuple[str, Exchange, Any, Any]]] = {}
    for test in sorted(failed):
        for function, mine, ours, true in _asked(records[test], right.get(test, [])):
            answers.setdefault(function, []).append((test, mine, ours, true))
    told: dict[str, Said] = {}
    for function, every in answers.items():
        if "." in function and function.partition(".")[0] not in names:
            continue  # code of the suite's own, which asks what the student's code has left
        if found := _idle_function(function, every, names.get(function, []), passed[function]):
            told |= {test: found for test, _, ours, true in every if _wrong(ours, true) and test not in told}
    return told


def _asked(record: ResultRecord, right: list[Exchange]) -> Iterator[tuple[str, Exchange, Any, Any]]:
    """Each call of a function of the student's that came to an answer, with both answers."""
    functions: dict[int, str] = {}
    for mine, true in zip(record.transcript, right, strict=False):
        function, _ = called(mine, functions)
        last = record.call if mine is record.transcript[-1] else None
        if not function and isinstance(mine.call.target, Handle) and last and not last.text.endswith(")"):
            function = _function(last)  # a method; what ends with a bracket is what another function returned
        if not function:
            continue
        ours, known = answer_of(mine), answer_of(true)
        if not isinstance(ours, NoAnswer | Raised) and not isinstance(known, NoAnswer | Raised):
            yield function, mine, ours, known


def _function(call: RecordedCall) -> str:
    """`model.predict` for `KNN(k=3).predict`: its name, without what it was made with."""
    return re.sub(r"\(.*?\)", "", call.text)


def _idle_function(
    function: str, every: list[tuple[str, Exchange, Any, Any]], names: list[str], passed: int
) -> Said | None:
    """passed: so many tests of the function did; one of a function that is not written may, that it leaves its argument alone."""
    wrong = [(mine, ours, true) for _, mine, ours, true in every if _wrong(ours, true)]
    if not wrong:
        return None
    if all(_is_none(ours) for _, ours, _ in wrong):
        return because("returns_none_here" if passed else "returns_none", function=function)
    if 2 * passed > len({test for test, *_ in every}):
        return None
    numbers = [array for _, ours, _ in wrong if (array := as_array(ours)) is not None]
    if len(numbers) == len(wrong) and not any(array.any() for array in numbers):
        several = len({true.tobytes() for _, _, answer in wrong if (true := as_array(answer)) is not None}) > 1
        if any(array.size > 1 for array in numbers):
            return because("returns_zero", function=function)
        return because("returns_zero_number", function=function) if several else None
    for position in range(min((len(mine.call.args) for mine, _, _ in wrong), default=0)):
        if all(_is_argument(mine, position, ours) for mine, ours, _ in wrong):
            name = names[position] if position < len(names) else str(position + 1)
            return because("returns_argument", function=function, name=name)
    return None


def idle(record: ResultRecord, right: list[Exchange]) -> Said | None:
    """Whether the last call of a test left every parameter, and what else it was to move, as it was."""
    if not record.call or not right:
        return None
    before: dict[str, np.ndarray] = {}
    moved = False
    for mine, true in zip(record.transcript, right, strict=False):
        target = mine.call.target
        if target == "worker.put" and isinstance(answer_of(mine), OpaqueObject):
            values = _arguments(mine)
            before[str(_kept(mine))] = _flat(values[0] if values else None)
        elif target == "worker.set_parameters":
            values = _arguments(mine)
            before[str(mine.call.args[0])] = _flat(values[1] if len(values) > 1 else None)
        elif target in MOVED and mine.call.args and (key := str(mine.call.args[0])) in before:
            now, then, asked = _flat(answer_of(mine)), before[key], _flat(answer_of(true))
            if not then.size or now.shape != then.shape or not np.array_equal(now, then):
                return None
            moved = moved or (asked.shape == then.shape and bool(differ(asked, then, (1e-5, 1e-7)).any()))
    return because("changes_nothing") if moved else None


def returned_none(record: ResultRecord) -> Said | None:
    """That the function of the student's whose answer failed gave None, where there is no solution to compare it with."""
    if not record.call or not record.transcript or not record.values or _is_none(record.values[0]):
        return None
    function, _ = called(record.transcript[-1], {})
    return (
        because("returns_none", function=function) if function and _is_none(answer_of(record.transcript[-1])) else None
    )


def _kept(exchange: Exchange) -> Value:
    return exchange.reply.value if exchange.reply is not None and not isinstance(exchange.reply, Raised) else None


def _wrong(ours: Any, true: Any) -> bool:
    """Whether an answer is not the reference's, as far as that can be seen."""
    if _is_none(ours):
        return not _is_none(true)
    mine, asked = as_array(ours), as_array(true)
    if mine is None or asked is None:
        return False
    return mine.shape != asked.shape or bool(differ(mine, asked, (1e-5, 1e-6)).any())


def _is_none(value: Any) -> bool:
    return value is None or (isinstance(value, OpaqueObject) and value.type == "NoneType")


def _flat(value: Any) -> np.ndarray:
    """All numbers of a value in a row."""
    if isinstance(value, list | tuple | dict):
        items = value.values() if isinstance(value, dict) else value
        return np.concatenate([np.zeros(0), *map(_flat, items)])
    array = as_array(value)
    return np.zeros(0) if array is None else array.reshape(-1)


def _is_argument(exchange: Exchange, position: int, answer: Any) -> bool:
    arguments = _arguments(exchange)
    given, mine = as_array(arguments[position]) if position < len(arguments) else None, as_array(answer)
    if given is None or mine is None or not given.ndim or not given.any():
        return False
    return given.shape == mine.shape and np.array_equal(given, mine, equal_nan=True)


def _arguments(exchange: Exchange) -> list[Any]:
    body = memoryview(b"".join(exchange.sent))
    values = []
    for wire in exchange.call.args:
        value, body = unpack(wire, body, lambda handle: OpaqueObject(handle.type))
        values.append(value)
    return values
