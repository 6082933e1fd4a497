"""Python values as wire values: tensors and arrays as dtype, shape and bytes; objects as handles.

Both sides use it. `unpack` is written for bytes from a hostile worker: it checks every length against the
bytes that really came and builds nothing but plain data.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from grader.wire.channel import Malformed
from grader.wire.messages import Array, Handle, Mapping, Sequence, Value
from grader.wire.torch_if_loaded import torch, torch_is_loaded

__all__ = ["DTYPES", "pack", "unpack"]

DEPTH = 32
ENTRIES = 512  # of a dict; see Mapping in messages.py
KEY_PARTS = 8  # of a tuple that is a key
EMPTY_SHAPE = 1 << 22  # the other dimensions of an array without elements: as many lists it may become
DIMENSIONS = 16  # of an array; see Array in wire.py

# Of tensors, with the bytes of one value.
DTYPES = {
    "float16": 2,
    "bfloat16": 2,
    "float32": 4,
    "float64": 8,
    "uint8": 1,
    "int8": 1,
    "int16": 2,
    "int32": 4,
    "int64": 8,
    "bool": 1,
}
NDARRAY_DTYPES = {"float16", "float32", "float64", "bool"} | {f"{u}int{n}" for u in ("u", "") for n in (8, 16, 32, 64)}


def pack(value: Any, handle_of: Callable[[Any], Handle], limit: int = 1 << 62) -> tuple[Value, list[bytes]]:
    """`value` as a wire value and the bytes of its arrays; `handle_of` names what is not plain data.

    limit: bytes of one array at most; a larger one raises ValueError before it is copied.
    """
    body: list[bytes] = []

    def walk(value: Any, depth: int) -> Value:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int):
            return int(value) if -(1 << 63) <= value < 1 << 63 else handle_of(value)
        if isinstance(value, float):  # np.float64 is one too
            return float(value)
        if isinstance(value, str):
            return str.__str__(value)
        if depth > DEPTH:
            raise ValueError("the value is nested too deeply to send")
        if isinstance(value, torch.Tensor) and str(value.dtype).removeprefix("torch.") in DTYPES:
            _require(value.ndim <= DIMENSIONS, f"a tensor of {value.ndim} dimensions cannot be sent")
            body.append(_tensor_bytes(value, limit))
            return Array("tensor", str(value.dtype).removeprefix("torch."), tuple(value.shape))
        if isinstance(value, np.ndarray | np.generic) and value.dtype.name in NDARRAY_DTYPES:
            _require(value.ndim <= DIMENSIONS, f"an array of {value.ndim} dimensions cannot be sent")
            _check_size(value.size * value.itemsize, limit)
            body.append(np.ascontiguousarray(value).astype(value.dtype.newbyteorder("<"), copy=False).tobytes())
            return Array("ndarray", value.dtype.name, value.shape)
        if isinstance(value, list | tuple):
            kind: Literal["list", "tuple"] = "list" if isinstance(value, list) else "tuple"
            return Sequence(kind, [walk(item, depth + 1) for item in value])
        if isinstance(value, dict):
            if len(value) > ENTRIES:
                raise ValueError(f"a dict of {len(value):,} entries is more than the {ENTRIES:,} that may be sent")
            return Mapping([(walk(_plain_key(key), depth + 1), walk(item, depth + 1)) for key, item in value.items()])
        return handle_of(value)

    return walk(value, 0), body


def unpack(value: Value, body: memoryview, object_of: Callable[[Handle], Any]) -> tuple[Any, memoryview]:
    """The value that `pack` packed and the rest of the body; raises Malformed for bytes that do not add up.

    Arrays are copied out of the body, so what is returned belongs to the caller alone.
    """

    def walk(value: Value, depth: int) -> Any:
        nonlocal body
        if depth > DEPTH:
            raise Malformed("a value nested too deeply")
        if isinstance(value, Array):
            itemsize = _itemsize(value)
            size = math.prod(value.shape) * itemsize
            # An empty array may still have a shape whose strides overflow, or that is endless as lists.
            if size > len(body) or (not size and math.prod(max(n, 1) for n in value.shape) > EMPTY_SHAPE):
                raise Malformed(f"an array of shape {value.shape}, which its bytes do not make")
            data, body = body[:size], body[size:]
            return _array(value, data)
        if isinstance(value, Sequence):
            items = [walk(item, depth + 1) for item in value.items]
            return items if value.kind == "list" else tuple(items)
        if isinstance(value, Mapping):
            return {_key(walk(key, depth + 1)): walk(item, depth + 1) for key, item in value.items}
        if isinstance(value, Handle):
            return object_of(value)
        if isinstance(value, int) and value >= 1 << 63:
            raise Malformed("an int of more than 64 bits")
        return value

    return walk(value, 0), body


def _plain_key(key: Any) -> Any:
    """A NumPy number as Python's own; raises ValueError for a key that cannot be sent."""
    plain = key.item() if isinstance(key, np.generic) else key
    _require(_is_key(plain), "a dict key that is no number, string or tuple of them cannot be sent")
    return plain


def _is_key(key: Any) -> bool:
    parts = key if isinstance(key, tuple) else (key,)
    return len(parts) <= KEY_PARTS and all(part is None or isinstance(part, str | int | float) for part in parts)


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise ValueError(f"an array of {size:,} bytes is more than the {limit:,} bytes that may be sent")


def _tensor_bytes(tensor: torch.Tensor, limit: int) -> bytes:
    _check_size(tensor.numel() * tensor.element_size(), limit)
    # Memory of its own: a tensor of one element counts as contiguous whatever its stride, and then has no bytes to view.
    flat = torch.empty(tensor.numel(), dtype=tensor.dtype)
    flat.copy_(tensor.detach().reshape(-1))
    return flat.view(torch.uint8).numpy().tobytes()


def _itemsize(value: Array) -> int:
    if value.kind == "tensor" and value.dtype in DTYPES:
        if not torch_is_loaded():
            raise Malformed("a tensor, though the lesson does without PyTorch")
        return DTYPES[value.dtype]
    if value.kind == "ndarray" and value.dtype in NDARRAY_DTYPES:
        return np.dtype(value.dtype).itemsize
    raise Malformed("an array of an unknown dtype")


def _array(value: Array, data: memoryview) -> torch.Tensor | np.ndarray:
    raw = np.frombuffer(data, dtype=np.uint8).copy()
    if value.dtype == "bool":  # a byte of a bool other than 0 and 1 is undefined behaviour
        raw = (raw != 0).view(np.uint8)
    if value.kind == "ndarray":
        return raw.view(value.dtype).reshape(value.shape)
    if math.prod(value.shape) == 0:
        return torch.empty(value.shape, dtype=getattr(torch, value.dtype))
    return torch.from_numpy(raw).view(getattr(torch, value.dtype)).reshape(value.shape)


def _key(key: Any) -> Any:
    if not _is_key(key):
        raise Malformed("a dict key that is not plain")
    return key
