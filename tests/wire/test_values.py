"""Values cross bit for bit; bytes that do not add up are Malformed and build nothing."""

from __future__ import annotations

import contextlib
import math
import struct
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import example, given
from hypothesis import strategies as st

from grader.wire.channel import Malformed
from grader.wire.messages import Array, Handle, Mapping, Sequence, Value
from grader.wire.values import DTYPES, NDARRAY_DTYPES, pack, unpack

INT64 = st.integers(-(1 << 63), (1 << 63) - 1)
SCALARS = st.none() | st.booleans() | INT64 | st.floats() | st.text(st.characters(exclude_categories=["Cs"]))
SHAPES = st.lists(st.integers(0, 3), max_size=4).map(tuple)
KEYS = st.none() | st.booleans() | INT64 | st.floats() | st.text(max_size=5) | st.tuples(st.integers(0, 9), st.text())


@st.composite
def tensors(draw: st.DrawFn) -> torch.Tensor:
    """Any dtype, any bits, sometimes a stretched or turned view, sometimes on a graph."""
    dtype, shape = draw(st.sampled_from([getattr(torch, name) for name in DTYPES])), draw(SHAPES)
    size = math.prod(shape) * dtype.itemsize
    raw = torch.tensor(list(draw(st.binary(min_size=size, max_size=size))), dtype=torch.uint8)
    if dtype == torch.bool:
        raw = raw & 1
    tensor = raw.view(dtype).reshape(shape) if size else torch.empty(shape, dtype=dtype)
    if len(shape) > 1:
        tensor = draw(st.sampled_from([tensor, tensor.mT, tensor[::2], tensor.expand(2, *shape)]))
    return tensor.requires_grad_() if dtype.is_floating_point and draw(st.booleans()) else tensor


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray:
    """Any dtype in either byte order, any bits, sometimes a strided view."""
    dtype = np.dtype(draw(st.sampled_from(sorted(NDARRAY_DTYPES)))).newbyteorder(draw(st.sampled_from("<>")))
    shape = draw(SHAPES)
    size = math.prod(shape) * dtype.itemsize
    raw = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), dtype=np.uint8)
    array = ((raw & 1) if dtype.kind == "b" else raw).view(dtype).reshape(shape)
    return draw(st.sampled_from([array, array.T, array[::2]])) if shape else array


def containers(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    inner = st.lists(leaves, max_size=3)
    return inner | inner.map(tuple) | st.dictionaries(KEYS, leaves, max_size=3)


VALUES = st.recursive(SCALARS | tensors() | arrays(), containers, max_leaves=8)


def no_object(value: Any) -> Any:
    raise AssertionError(f"{value!r} is plain data")


def round_trip(value: Any) -> Any:
    wire, body = pack(value, no_object)
    got, rest = unpack(wire, memoryview(b"".join(body)), no_object)
    assert not len(rest)
    return got


def bits(value: Any) -> Any:
    """A form in which two values are equal only if they have the same types and the same bits."""
    if isinstance(value, torch.Tensor):
        flat = value.detach().contiguous().reshape(-1)
        return "tensor", value.dtype, tuple(value.shape), flat.view(torch.uint8).numpy().tobytes()
    if isinstance(value, np.ndarray):
        return "array", value.dtype.name, value.shape, value.astype(value.dtype.newbyteorder("<")).tobytes()
    if isinstance(value, float):
        return "float", struct.pack("<d", value)
    if isinstance(value, list | tuple):
        return type(value), [bits(item) for item in value]
    if isinstance(value, dict):
        return [(bits(key), bits(item)) for key, item in value.items()]
    return type(value), value


@given(VALUES)
@example([-0.0, float("nan"), float("inf"), -float("inf"), 5e-324])
@example([-(1 << 63), (1 << 63) - 1, True, False, 0])
@example({(1, "a"): [torch.tensor(-0.0)], None: ()})
def test_any_plain_value_comes_back_bit_for_bit(value: Any) -> None:
    assert bits(round_trip(value)) == bits(value)


@pytest.mark.parametrize("dtype", [getattr(torch, name) for name in DTYPES], ids=DTYPES)
def test_every_dtype_crosses(dtype: torch.dtype) -> None:
    values = torch.tensor([0, 1, 3]).to(dtype)
    assert bits(round_trip([values, values[0], values[:0]])) == bits([values, values[0], values[:0]])


def test_a_big_endian_array_arrives_in_the_native_order() -> None:
    got = round_trip(np.array([1.5, -2.0], dtype=">f8"))
    assert got.dtype == np.float64
    assert got.tolist() == [1.5, -2.0]


def test_numbers_of_numpy_arrive_as_numbers_or_arrays_without_dimensions() -> None:
    assert bits(round_trip(np.float64(0.5))) == bits(0.5)
    assert bits(round_trip(np.float32(0.5))) == bits(np.array(0.5, dtype=np.float32))


def test_subclasses_of_plain_types_arrive_as_the_plain_type() -> None:
    class Text(str):
        def __str__(self) -> str:
            return "a lie"

    class Pair(tuple[int, int]):
        pass

    assert bits(round_trip([Text("truth"), Pair([1, 2])])) == bits(["truth", (1, 2)])


def test_what_arrives_shares_no_memory_with_the_body() -> None:
    body = bytearray(8)
    (got, array), _ = unpack(
        Sequence("list", [Array("tensor", "int32", (1,)), Array("ndarray", "int32", (1,))]), memoryview(body), no_object
    )
    body[:] = b"\xff" * 8
    assert (got.item(), array.item()) == (0, 0)


def test_an_arrived_array_can_be_written_to() -> None:
    got = round_trip(np.zeros(2))
    got[0] = 1
    assert got.tolist() == [1.0, 0.0]


@pytest.mark.parametrize("value", [object(), 1 << 63, -(1 << 63) - 1, 1j, {1, 2}, torch.ones(1, dtype=torch.complex64)])
def test_what_is_not_plain_data_becomes_a_handle(value: Any) -> None:
    wire, body = pack([value], lambda _: Handle(5, "thing"))
    assert wire == Sequence("list", [Handle(5, "thing")])
    assert unpack(wire, memoryview(b""), lambda handle: handle.id)[0] == [5]
    assert body == []


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def test_nesting_is_bounded_on_both_sides() -> None:
    assert round_trip(nested(32)) == nested(32)
    with pytest.raises(ValueError, match="nested too deeply"):
        pack(nested(33), no_object)
    wire: Value = None
    for _ in range(34):
        wire = Sequence("list", [wire])
    with pytest.raises(Malformed, match="nested too deeply"):
        unpack(wire, memoryview(b""), no_object)


def test_a_list_that_holds_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(ValueError, match="nested too deeply"):
        pack(loop, no_object)


@pytest.mark.parametrize("big", [torch.zeros(1).expand(10**6, 10**6), np.broadcast_to(np.zeros(1), (10**6, 10**6))])
def test_an_array_over_the_limit_is_refused_before_it_is_copied(big: Any) -> None:
    with pytest.raises(ValueError, match="may be sent"):
        pack(big, no_object, limit=1 << 20)


@pytest.mark.parametrize(
    "wire",
    [
        Array("tensor", "float32", (3,)),
        Array("ndarray", "float64", (2, 1)),
        Array("tensor", "float32", (1 << 40, 1 << 40)),
        Array("tensor", "float32", (1 << 40, 1 << 40, 0)),
        Array("tensor", "float128", (1,)),
        Array("tensor", "uint32", (1,)),
        Array("ndarray", "object", (1,)),
        Array("ndarray", "bfloat16", (1,)),
        Array("ndarray", "<f4", (1,)),
        Mapping([(Sequence("list", []), 1)]),
        Mapping([(Array("tensor", "uint8", (1,)), 1)]),
        Mapping([(Sequence("tuple", [Sequence("tuple", [])]), 1)]),
        Mapping([(Handle(1), 1)]),
        Mapping([(Mapping([]), 1)]),
        1 << 63,
        Sequence("list", [(1 << 64) - 1]),
    ],
    ids=str,
)
def test_bytes_that_do_not_add_up_are_malformed(wire: Value) -> None:
    with pytest.raises(Malformed):
        unpack(wire, memoryview(bytes(8)), lambda _: object())


@pytest.mark.parametrize("kind", ["tensor", "ndarray"])
@pytest.mark.parametrize("shape", [(0, 1 << 22), (1 << 22, 0), (0,) * 16, (1 << 11, 0, 1 << 11)])
def test_an_empty_array_of_any_allowed_shape_is_harmless(kind: Any, shape: tuple[int, ...]) -> None:
    got, _ = unpack(Array(kind, "float64", shape), memoryview(b""), no_object)
    assert tuple(got.shape) == shape
    assert len(str(got.tolist())) < 1 << 25


@pytest.mark.parametrize("kind", ["tensor", "ndarray"])
@pytest.mark.parametrize("shape", [(0, 1 << 23), (1 << 30, 0), (1 << 12, 0, 1 << 12), (1 << 40, 1 << 40, 0)])
def test_an_empty_array_that_is_endless_as_lists_is_malformed(kind: Any, shape: tuple[int, ...]) -> None:
    """Its elements are none, and its lists of nothing would fill the judge's memory."""
    with pytest.raises(Malformed):
        unpack(Array(kind, "float64", shape), memoryview(b""), no_object)


DICT_KEYS = {
    "a string": ("a" * 1000, True),
    "a pair": ((1, "b"), True),
    "a tuple of eight": ((1,) * 8, True),
    "a tuple of nine": ((1,) * 9, False),
    "a tuple in a tuple": (((1,),), False),
}


@pytest.mark.parametrize(("key", "may"), DICT_KEYS.values(), ids=DICT_KEYS)
def test_keys_are_strings_numbers_and_short_tuples(key: Any, may: bool) -> None:
    """On both sides of the line."""
    wire = Sequence("tuple", [pack(part, no_object)[0] for part in key]) if isinstance(key, tuple) else key
    with contextlib.nullcontext() if may else pytest.raises(ValueError, match="a dict key"):
        pack({key: 1}, no_object)
    with contextlib.nullcontext() if may else pytest.raises(Malformed):
        assert unpack(Mapping([(wire, 1)]), memoryview(b""), no_object)[0] == {key: 1}


@pytest.mark.parametrize("kind", ["tensor", "ndarray"])
def test_a_bool_holds_nothing_but_zero_and_one(kind: Any) -> None:
    got, _ = unpack(Array(kind, "bool", (3,)), memoryview(b"\x00\x02\xff"), no_object)
    assert got.tolist() == [False, True, True]
    assert int(got.sum()) == 2


def test_colliding_keys_leave_one_entry() -> None:
    got, _ = unpack(Mapping([(1, "a"), (True, "b"), (1.0, "c")]), memoryview(b""), no_object)
    assert got == {1: "c"}


WIRE_KINDS = st.sampled_from(["tensor", "ndarray"])
WIRE_ARRAYS = st.builds(
    Array,
    WIRE_KINDS,
    st.sampled_from([*DTYPES, "object", ""]),
    st.lists(st.integers(0, 1 << 40), max_size=3).map(tuple),
)
WIRE_VALUES = st.recursive(
    SCALARS | WIRE_ARRAYS | st.builds(Handle, st.integers()),
    lambda inner: (
        st.builds(Sequence, st.sampled_from(["list", "tuple"]), st.lists(inner, max_size=3))
        | st.builds(Mapping, st.lists(st.tuples(inner, inner), max_size=3))
    ),
    max_leaves=6,
)


@given(WIRE_VALUES, st.binary(max_size=64))
def test_any_wire_value_unpacks_or_is_malformed(wire: Value, body: bytes) -> None:
    """What is left of the body is its end."""
    try:
        _, rest = unpack(wire, memoryview(body), lambda handle: handle)
    except Malformed:
        return
    assert bytes(rest) == body[len(body) - len(rest) :]
