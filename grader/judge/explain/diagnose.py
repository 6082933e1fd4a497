"""Which known wrong idea explains a failure: the same calls, put to each misconception, bring the same wrong answers.

It explains a failure, it never decides one. The misconceptions run in a worker like any submission.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import torch

from grader.course.lessons import Lesson
from grader.course.misconceptions import Misconception
from grader.judge.plugin import EXPLAINED, Record
from grader.judge.remote.calls import Link
from grader.judge.remote.exchange import Exchange
from grader.wire.channel import Channel, Malformed
from grader.wire.messages import Handle, Limits, Raised, Returned
from grader.wire.values import unpack

__all__ = ["explain"]

SECONDS = 120.0
RTOL, ATOL = 1e-4, 1e-6


def explain(
    records: list[Record], seeds: dict[str, int], lesson: Lesson, control: Channel, limits: Limits, cache: Path
) -> dict[str, list[Misconception]]:
    """For each failed test the misconceptions that answer as the submission did, the best first and only the best.

    seeds: the worker's seed of each test. cache: a private folder of this run, for answers on inputs seen before. None of a submission on whose
    calls the misconceptions together take longer than SECONDS: of some of them the best would be no more than a guess.
    """
    failed = {
        record.result.id: record for record in records if record.result.outcome in EXPLAINED and record.transcript
    }
    matches: dict[str, list[Misconception]] = {name: [] for name in failed}
    left = SECONDS
    for misconception in lesson.misconceptions:
        tests = [name for name in misconception.expect if name in failed]
        if not tests:
            continue
        answers = Answers(
            misconception, lesson, control, msgspec.structs.replace(limits, submission_seconds=left), cache
        )
        try:
            for name in tests:
                if answers.equal(failed[name].transcript, seeds[name]):
                    matches[name].append(misconception)
        finally:
            answers.close()
        left = answers.link.left
        if left <= 0:
            return {}
    return {name: _most_specific(found, set(failed)) for name, found in matches.items() if found}


def _most_specific(found: list[Misconception], failed: set[str]) -> list[Misconception]:
    """Those whose own failures are most like the submission's: several only when none is better."""

    def likeness(misconception: Misconception) -> float:
        expected = set(misconception.expect)
        return len(expected & failed) / len(expected | failed)

    best = max(map(likeness, found))
    return [misconception for misconception in found if likeness(misconception) == best][:2]


class Answers:
    """One misconception's answers to calls that a submission was asked, from its worker or from the cache."""

    def __init__(
        self, misconception: Misconception, lesson: Lesson, control: Channel, limits: Limits, cache: Path
    ) -> None:
        self.source = misconception.source
        files, main = {lesson.facts.file: misconception.source}, lesson.facts.file
        self.link = Link(control, files, main, limits, without=lesson.facts.without)
        self.cache = cache

    def equal(self, transcript: list[Exchange], seed: int) -> bool:
        """Whether every answer of the transcript is this misconception's too."""
        given = self._answers(transcript, seed)
        return len(given) == len(transcript) and all(map(_same_reply, transcript, given))

    def close(self) -> None:
        self.link.stop()

    def _answers(self, transcript: list[Exchange], seed: int) -> list[Exchange]:
        path = self.cache / self._key(transcript, seed)
        with contextlib.suppress(OSError, msgspec.MsgspecError):  # not there, or cut short by a full disk: ask again
            return msgspec.msgpack.decode(path.read_bytes(), type=list[Exchange])
        self.link.begin(seed)
        given: list[Exchange] = []
        for exchange in transcript:
            given.append(self.link.replay(exchange))
            if given[-1].setback:
                break  # its worker is gone, and with it the objects that later calls speak of
        with contextlib.suppress(OSError):
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(msgspec.msgpack.encode(given))
            unfinished.replace(path)
        return given

    def _key(self, transcript: list[Exchange], seed: int) -> str:
        digest = hashlib.sha256(self.source + str(seed).encode())
        for exchange in transcript:
            call = exchange.call
            digest.update(msgspec.msgpack.encode([call.target, call.args, call.kwargs, call.keep]))
            for part in exchange.sent:
                digest.update(part)
            if exchange.memory:
                digest.update(exchange.memory.digest())
        return digest.hexdigest()


def _same_reply(ours: Exchange, theirs: Exchange) -> bool:
    a, b = ours.reply, theirs.reply
    if ours.setback or theirs.setback:
        return ours.setback == theirs.setback
    if isinstance(a, Raised) and isinstance(b, Raised):
        return a.type == b.type != "NotImplementedError" and _gist(a.message) == _gist(b.message)
    if not isinstance(a, Returned) or not isinstance(b, Returned):
        return False
    try:
        values = [unpack(e.value, memoryview(body), _handle)[0] for e, body in ((a, ours.body), (b, theirs.body))]
    except Malformed:
        return False
    return _same_value(*values)


def _gist(message: str) -> str:
    """Without names and numbers, which two programs with the same mistake need not share."""
    return re.sub(r"'[^']*'|\"[^\"]*\"|\d+", "", message)


def _handle(handle: Handle) -> str:
    return "object"


def _same_value(a: Any, b: Any) -> bool:
    """Equal but for rounding; the kind and dtype of a scalar do not matter, those of an array do; a NaN is like a NaN."""
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        return len(a) == len(b) and all(map(_same_value, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_same_value(a[key], b[key]) for key in a)
    if _numeric(a) and _numeric(b):
        if not _same_kind(a, b):
            return False
        left, right = (torch.as_tensor(x).to(torch.float64) for x in (a, b))
        return left.shape == right.shape and torch.allclose(left, right, rtol=RTOL, atol=ATOL, equal_nan=True)
    return type(a) is type(b) and bool(a == b)


def _same_kind(a: Any, b: Any) -> bool:
    if _is_scalar(a) and _is_scalar(b):
        return True
    return type(a) is type(b) and a.dtype == b.dtype


def _is_scalar(value: Any) -> bool:
    return isinstance(value, int | float) or value.ndim == 0


def _numeric(value: Any) -> bool:
    return isinstance(value, int | float | torch.Tensor | np.ndarray)
