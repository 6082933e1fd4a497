"""Containers that a handout leaves free: params as pairs, or as a dict of names. What a submission made is put into a program's own form.

A form is learned where both answer the same call with arrays in different containers, and used where such a container comes back as an
argument.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from msgspec import Struct

from grader.wire.channel import Malformed
from grader.wire.messages import Array, Handle, Mapping, Sequence, Value
from grader.wire.torch_if_loaded import torch
from grader.wire.values import pack, unpack

__all__ = ["Forms", "count", "leaves"]

MOST = 64  # arrays of one container


class ArrayFit(Struct, frozen=True):
    """How an array of ours is made of one of theirs. source: its place among theirs."""

    source: int
    turned: bool
    shape: tuple[int, ...]


class Forms:
    """The forms of one test so far."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Value, list[bytes], dict[int, ArrayFit]]] = {}

    def learn(self, theirs: Value, ours: Value, our_bytes: bytes) -> None:
        """Both answered one call. Nothing is learned where the containers are the same, or their arrays do not fit."""
        if not isinstance(theirs, Sequence | Mapping) or not isinstance(ours, Sequence | Mapping):
            return
        if (key := _key(theirs)) in self._known or key == _key(ours):
            return
        given, wanted = list(_arrays(theirs)), list(_arrays(ours))
        if not given or len(given) != len(wanted) or len(given) > MOST:
            return
        fits = _fit(given, wanted)
        if fits:
            self._known[key] = ours, _split(wanted, our_bytes), fits

    def own(self, value: Value, bodies: list[bytes]) -> tuple[Value, list[bytes]]:
        """An argument in the program's form, with the bytes of its arrays; as it is where no form is known for it."""
        known = self._known.get(_key(value)) if isinstance(value, Sequence | Mapping) else None
        if known is None:
            return value, bodies
        template, own, fits = known
        made: list[tuple[Array, bytes]] = []
        for place, array in enumerate(_arrays(template)):
            fit = fits[place]
            source = list(_arrays(value))[fit.source]
            made.append(_made(source, bodies[fit.source], fit, array, own[place]))
        arrays = iter([array for array, _ in made])
        return _rebuilt(template, arrays), [body for _, body in made]


def _made(source: Array, body: bytes, fit: ArrayFit, like: Array, own: bytes) -> tuple[Array, bytes]:
    try:
        value, _ = unpack(source, memoryview(body), lambda handle: handle)
    except Malformed:
        return like, own
    array = np.asarray(value.T if fit.turned else value).reshape(fit.shape)
    ready: Any = torch.as_tensor(np.ascontiguousarray(array)) if like.kind == "tensor" else np.ascontiguousarray(array)
    wire, bodies = pack(ready, _no_handle)
    assert isinstance(wire, Array)
    return wire, bodies[0]


def _no_handle(value: Any) -> Handle:
    raise TypeError(f"a {type(value).__name__} is no array")


def _fit(given: list[Array], wanted: list[Array]) -> dict[int, ArrayFit] | None:
    """For each wanted array the first given one of its numbers that is left; turned over where only that fits."""
    left = dict(enumerate(given))
    fits = {}
    for place, array in enumerate(wanted):
        found = _first(left, array)
        if found is None:
            return None
        fits[place] = found
        del left[found.source]
    return fits


def _first(left: dict[int, Array], wanted: Array) -> ArrayFit | None:
    for turned in (False, True):
        for source, array in left.items():
            shape = array.shape[::-1] if turned else array.shape
            if _squeezed(shape) == _squeezed(wanted.shape):
                return ArrayFit(source, turned, wanted.shape)
    return None


def _squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(n for n in shape if n != 1)


def _arrays(value: Value) -> Iterator[Array]:
    if isinstance(value, Array):
        yield value
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _arrays(item)
    elif isinstance(value, Mapping):
        for _, item in value.items:
            yield from _arrays(item)


def count(value: Value) -> int:
    """How many arrays a value holds."""
    return sum(1 for _ in _arrays(value))


def _rebuilt(value: Value, arrays: Iterator[Array]) -> Value:
    if isinstance(value, Array):
        return next(arrays)
    if isinstance(value, Sequence):
        return Sequence(value.kind, [_rebuilt(item, arrays) for item in value.items])
    if isinstance(value, Mapping):
        return Mapping([(key, _rebuilt(item, arrays)) for key, item in value.items])
    return value


def _split(arrays: list[Array], body: bytes) -> list[bytes]:
    parts, rest = [], memoryview(body)
    for array in arrays:
        _, after = unpack(array, rest, lambda handle: handle)
        parts.append(bytes(rest[: len(rest) - len(after)]))
        rest = after
    return parts


def _key(value: Value) -> str:
    """The containers and shapes of a value, without its numbers and dtypes."""
    if isinstance(value, Array):
        return str(value.shape)
    if isinstance(value, Sequence):
        return f"{value.kind[0]}[{' '.join(map(_key, value.items))}]"
    if isinstance(value, Mapping):
        return f"m[{' '.join(f'{key}:{_key(item)}' for key, item in value.items)}]"
    return repr(value) if isinstance(value, int | str) else type(value).__name__


def leaves(value: Any) -> list[Any]:
    """The arrays of a container, in their order; of anything else the value alone."""
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list | tuple):
        return [leaf for item in value for leaf in leaves(item)]
    return [value] if isinstance(value, torch.Tensor | np.ndarray) else []
