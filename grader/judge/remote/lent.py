"""An argument that is lent to student code for one call: what becomes of it, the judge sees for itself."""

from __future__ import annotations

from types import TracebackType
from typing import Any

import numpy as np

from grader.judge.checks.compare import mutable, same_data
from grader.judge.remote.shared_memory import Lent
from grader.judge.remote.student import Desk, Remote, handle_of
from grader.wire.messages import Array
from grader.wire.torch_if_loaded import torch
from grader.wire.values import pack

__all__ = ["Loan"]


class Loan:
    """`given` stands for `value` in a call. A context manager around the call and the questions what became of it.

    Each tensor and array lies in memory that the judge reads by itself. The rest, such as its shape or the length of a list, the
    worker is asked for.
    """

    def __init__(self, desk: Desk, value: Any) -> None:
        self._desk = desk
        self._value = value
        self._lent: list[Lent] = []

    def __enter__(self) -> Loan:
        try:
            self.given = self._lend(self._value)
            if mutable(self._value) and not isinstance(self.given, Remote):
                self.given = self._put(self.given)
        except BaseException:  # there is no `__exit__` after a failed `__enter__`
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for lent in self._lent:
            lent.close()

    def untouched(self) -> bool:
        """Whether the memory holds what was put into it, at this moment."""
        return all(lent.intact() for lent in self._lent)

    def as_it_was(self) -> bool:
        """Whether the value is what it was, by what the worker says."""
        return not mutable(self._value) or same_data(self.given.fetch(), self._value)

    def _lend(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            items = [self._lend(item) for item in value]
            return items if isinstance(value, list) else tuple(items)
        if isinstance(value, dict):
            return {key: self._lend(item) for key, item in value.items()}
        return self._lend_array(value) if isinstance(value, torch.Tensor | np.ndarray) else value

    def _lend_array(self, value: torch.Tensor | np.ndarray) -> Remote:
        array, (data,) = pack(value, handle_of)
        assert isinstance(array, Array)
        if not data:  # there is nothing to map, and nothing in it to change
            return self._put(value)
        self._lent.append(Lent(data))
        arguments = (array.kind, array.dtype, list(array.shape), True)
        remote: Remote = self._desk.tool("map", arguments, keep=True, text="input", memory=self._lent[-1])
        return remote

    def _put(self, value: Any) -> Remote:
        remote: Remote = self._desk.tool("put", (value,), keep=True, text="input")
        return remote
