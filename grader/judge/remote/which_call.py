"""Which call of a test gave the value that was compared: it is the one to show, with what belongs to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from grader.judge.remote.call_text import RecordedCall
from grader.wire.torch_if_loaded import torch

__all__ = ["CallAnswers", "ShownCall"]

KEPT = 32  # answers of a test that are remembered
PLAIN = bool | int | float | str | None


class ShownCall(Struct):
    """values: expected and received, of that call alone. sure: they are known to be its answer. read: what was read after it, if it was."""

    call: RecordedCall
    values: tuple[Any, Any]
    sure: bool
    read: str = ""


class CallAnswers:
    """What the last calls of a test gave. Nothing is asked of the values but what kind they are and whether two are the same."""

    def __init__(self) -> None:
        self._kept: deque[tuple[RecordedCall, Any]] = deque(maxlen=KEPT)
        self._read: deque[tuple[str, Any]] = deque(maxlen=KEPT)

    def add(self, call: RecordedCall, value: Any) -> None:
        self._kept.append((call, value))

    def add_read(self, text: str, value: Any) -> None:
        """An object that stays with the student, of which a copy was fetched. text: how the card calls it."""
        self._read.append((text, value))

    def shown(self, last: RecordedCall, expected: Any, got: Any) -> ShownCall:
        """The call that `got` came from; the last one where that is not known."""
        if call := self._of(got):
            return ShownCall(call, (expected, got), True)
        if isinstance(got, list | tuple) and isinstance(expected, list | tuple) and len(got) == len(expected):
            calls = self._in_order(got)
            wrong = [place for place, pair in enumerate(zip(expected, got, strict=True)) if not _same(*pair)]
            if calls and wrong:
                place = wrong[0]
                return ShownCall(calls[place], (expected[place], got[place]), True)
        read = next((text for text, value in self._read if value is got and not isinstance(got, PLAIN)), "")
        return ShownCall(last, (expected, got), len(self._kept) < 2, read)

    def _of(self, got: Any) -> RecordedCall | None:
        """The one call whose answer it is, or is a part of. Numbers of several calls may be equal: then nobody knows."""
        found = [call for call, value in self._kept if _is_of(got, value)]
        return found[-1] if found and (len(found) == 1 or not isinstance(got, PLAIN)) else None

    def _in_order(self, got: Sequence[Any]) -> list[RecordedCall]:
        """The calls that the test made a list of, one after the other; none where it is not such a list."""
        last = list(self._kept)[-len(got) :]
        fits = len(last) == len(got) and all(_is_of(one, value) for one, (_, value) in zip(got, last, strict=True))
        return [call for call, _ in last] if fits else []


def _is_of(got: Any, value: Any) -> bool:
    """Whether it is this answer, or stands in it. A whole number within an answer says nothing: many are equal."""
    if isinstance(got, PLAIN) and not isinstance(got, float):
        return type(value) is type(got) and value == got
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    if isinstance(got, float):
        return any(type(part) is float and part == got for part in (value, *parts))
    return got is value or any(part is got for part in parts)


def _same(expected: Any, got: Any) -> bool:
    """Whether two numbers are as near as any check takes them; of other kinds nothing is known."""
    if isinstance(expected, bool | int | float) and isinstance(got, bool | int | float):
        return bool(np.isclose(float(expected), float(got), rtol=1e-4, atol=1e-6))
    tensors = isinstance(expected, torch.Tensor) and isinstance(got, torch.Tensor)
    if tensors and expected.shape == got.shape and not (expected.is_complex() or got.is_complex()):
        return bool(torch.isclose(expected.double(), got.double(), rtol=1e-4, atol=1e-6).all())
    return False
