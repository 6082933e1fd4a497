"""Whether a test fails for a function of an earlier task, whose answers in it are wrong already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.judge.explain.agree import unlike
from grader.judge.explain.case import Case
from grader.judge.explain.reasons import Said, because
from grader.judge.explain.replay import NoAnswer, OpaqueObject, answer_of, called
from grader.judge.remote.exchange import Exchange
from grader.wire.messages import Handle, Raised, Returned, Sequence, Value

__all__ = ["earlier_cause"]

PARTS = {"worker.getitem", "worker.getattr", "worker.fetch", "worker.rows"}


def earlier_cause(case: Case, test: str) -> Said | None:
    """The function of an earlier task, with lost points of its own, that answers wrongly in this test.

    A function that answers otherwise than the reference in a test that passed has a choice, and is not blamed.
    """
    own = case.task(test)
    tasks = {name: task.number for task in reversed(case.lesson.facts.tasks) for name in task.functions}
    lost = {each.task for each in case.records.values() if each.result.outcome != "passed"}
    for function in _wrong_functions(case, test):
        task = tasks.get(function, own)
        if task == own:
            return None
        if task < own and task in lost and not _has_a_choice(case, function, task):
            return because("earlier_cause", function=function, task=task)
    return None


def _has_a_choice(case: Case, function: str, task: int) -> bool:
    return any(function in _wrong_functions(case, name) for name in case.passed(task))


def _wrong_functions(case: Case, test: str) -> Iterator[str]:
    """The functions whose answers in a test are not the reference's, in the order of the calls."""
    made: dict[int, str] = {}  # objects, and the function that they came from
    functions: dict[int, str] = {}
    again: list[Exchange] | None = None
    for position, (mine, true) in enumerate(zip(case.records[test].transcript, case.reference(test), strict=False)):
        function = called(mine, functions)[0] or _source(mine, made)
        if not function:
            continue
        for handle in _handles(mine.reply.value if isinstance(mine.reply, Returned) else None):
            made[handle.id] = function
        ours, known = answer_of(mine), answer_of(true)
        if not isinstance(ours, Raised | NoAnswer | OpaqueObject) and unlike(ours, known):
            again = case.again(test) if again is None else again
            if position < len(again) and unlike(ours, known, answer_of(again[position])):
                yield function


def _source(exchange: Exchange, made: Mapping[int, str]) -> str:
    """Of a part or copy of an object the function that the object came from."""
    call = exchange.call
    if call.target in PARTS and call.args and isinstance(call.args[0], Handle):
        return made.get(call.args[0].id, "")
    return ""


def _handles(value: Value) -> list[Handle]:
    if isinstance(value, Handle):
        return [value]
    return [handle for item in value.items for handle in _handles(item)] if isinstance(value, Sequence) else []
