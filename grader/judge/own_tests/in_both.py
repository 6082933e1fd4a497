"""What both ends share: tensors, arrays, lists and generators that a call may change, and how their contents are told.

This text stands before that of `in_tests` and of `in_program`; it runs in a worker, and the judge never imports it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.wire.torch_if_loaded import torch, torch_is_loaded

OBJECT, SHARED, GRAPH, FILE = "dlgrade object", "dlgrade shared", "dlgrade graph", "dlgrade file"
PLAIN = (type(None), bool, int, float, str)


def is_shared(value: Any) -> bool:
    """Whether a call may change it in place."""
    if isinstance(value, list):
        return all(isinstance(item, PLAIN) for item in value)
    return isinstance(value, torch.Tensor | np.ndarray) or is_generator(value)


def is_generator(value: Any) -> bool:
    return torch_is_loaded() and isinstance(value, torch.Generator)


def content(value: Any) -> list[Any]:
    """All that a call may change of it."""
    if isinstance(value, torch.Tensor):
        grad = None if value.grad is None else value.grad.detach().clone()
        return ["tensor", value.detach().clone(), value.requires_grad, grad]
    if is_generator(value):
        return ["generator", value.get_state()]
    return ["array", value.copy()] if isinstance(value, np.ndarray) else ["list", list(value)]


def made(told: list[Any]) -> Any:
    """A new object of that content."""
    kind, value, *rest = told
    if kind == "generator":
        return torch.Generator().set_state(value)
    if kind == "tensor":
        fresh = value.clone()
        if rest[0]:
            fresh.requires_grad_()
            fresh.grad = rest[1]
        return fresh
    return value


def restore(target: Any, told: list[Any]) -> None:
    """Give the object that content."""
    kind, value, *rest = told
    if kind == "generator":
        target.set_state(value)
    elif kind == "list":
        target[:] = value
    elif kind == "array":
        target[...] = value
    else:
        with torch.no_grad():
            target.data = value.clone() if target.shape != value.shape else target.data.copy_(value)
        if target.is_leaf:
            target.requires_grad_(bool(rest[0]))
            target.grad = rest[1]


def same(a: Any, b: Any) -> bool:
    """Bit for bit."""
    if isinstance(a, torch.Tensor) and isinstance(b, torch.Tensor):
        return a.shape == b.shape and a.dtype == b.dtype and a.numpy().tobytes() == b.numpy().tobytes()
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and bool(a == b or a != a)


class Shared:
    """The objects of one test that both ends have, by number, and their contents when they were last told."""

    def __init__(self) -> None:
        self.objects: dict[int, Any] = {}
        self._told: dict[int, list[Any]] = {}

    def number(self, value: Any) -> int:
        """Of an object of this end."""
        for number, known in self.objects.items():
            if known is value:
                return number
        number = len(self.objects) + 1
        self.objects[number] = value
        return number

    def changes(self) -> list[list[Any]]:
        """Number and content of each that is new or has changed since it was last told."""
        found = []
        for number, value in self.objects.items():
            now = content(value)
            if number not in self._told or not same(now, self._told[number]):
                self._told[number] = now
                found.append([number, now])
        return found

    def take(self, changes: list[list[Any]]) -> None:
        """What the other end told."""
        for number, told in changes:
            if number in self.objects:
                restore(self.objects[number], told)
            else:
                self.objects[number] = made(told)
            self._told[number] = content(self.objects[number])
