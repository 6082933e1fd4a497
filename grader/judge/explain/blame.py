"""Whether a test fails for a function of an earlier task, whose answers in it are wrong already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.course.lessons import LessonFacts
from grader.judge.explain.agree import agreement
from grader.judge.explain.replay import NoAnswer, answer_of, called
from grader.judge.explain.sentences import Said, say
from grader.judge.plugin import Record
from grader.judge.remote.exchange import Exchange
from grader.wire.messages import Handle, Raised, Returned, Sequence, Value

__all__ = ["earlier_cause"]

PARTS = {"worker.getitem", "worker.getattr", "worker.fetch", "worker.rows"}


def earlier_cause(
    test: str, records: Mapping[str, Record], right: list[Exchange], again: list[Exchange], facts: LessonFacts
) -> Said | None:
    """The function of an earlier task, with lost points of its own, that answers wrongly in this test.

    right, again: the reference's answers, the second with other random numbers.
    """
    record = records[test]
    tasks = {name: task.number for task in reversed(facts.tasks) for name in task.functions}
    lost = {each.task for each in records.values() if each.result.outcome != "passed"}
    made: dict[int, str] = {}  # objects, and the function that they came from
    functions: dict[int, str] = {}
    for position, (mine, true) in enumerate(zip(record.transcript, right, strict=False)):
        function = called(mine, functions)[0] or _source(mine, made)
        if not function:
            continue
        for handle in _handles(mine.reply.value if isinstance(mine.reply, Returned) else None):
            made[handle.id] = function
        task = tasks.get(function, record.task)
        if not _wrong(answer_of(mine), answer_of(true), answer_of(again[position]) if position < len(again) else None):
            continue
        if task < record.task and task in lost:
            return say("earlier_cause", function=function, task=task)
        if task == record.task:
            return None
    return None


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


def _wrong(ours: Any, true: Any, again: Any) -> bool:
    """Whether an answer differs from the reference's in something that is not left to chance."""
    if isinstance(ours, Raised | NoAnswer) or isinstance(true, Raised | NoAnswer):
        return False
    verdict = agreement(true, ours, true, again=NoAnswer(""))
    if verdict is None:
        return False
    return again is None or agreement(ours, true, ours, again=again) is not None
