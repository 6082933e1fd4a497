"""Random changes of right answers: an answer or a setback, and never anything else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from grader.judge.remote.errors import Setback
from tests.judge.hostile import FakeParent, ask, linked, says

Make = Callable[..., FakeParent]


NAN = float("nan")


# A right answer with a part of it exchanged for something else.

LEAVES = (
    st.none() | st.booleans() | st.integers(-5, 1 << 64 - 1) | st.floats() | st.text(max_size=3) | st.binary(max_size=3)
)


JUNK = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner))


RIGHT: list[dict[str, Any]] = [
    {"tag": "returned", "value": ["a", "tensor", "float32", [2]], "operations": ["aten::add"]},
    {"tag": "returned", "value": ["s", "tuple", [["a", "ndarray", "int64", [1]], ["m", [["k", 1.5]]]]]},
    {"tag": "returned", "value": ["h", 4, "Net"]},
    {"tag": "raised", "type": "E", "bases": ["E"], "message": "m", "frames": [[1, "f", "x = 1"]], "operations": {}},
]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to each part of a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))]


def exchanged(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = exchanged(value[path[0]], path[1:], new)
    return copy


@st.composite
def mutated_replies(draw: st.DrawFn) -> Any:
    document = draw(st.sampled_from(RIGHT))
    return exchanged(document, draw(st.sampled_from(places(document))), draw(JUNK))


@given(mutated_replies(), st.binary(max_size=8) | st.just(bytes(8)))
@example({"tag": "returned", "value": NAN}, b"")
@example({"tag": "returned", "value": (1 << 64) - 1}, b"")
@example({"tag": "returned", "value": ["a", "tensor", "float32", [0, 1 << 40]]}, b"")
@example({"tag": "returned", "value": ["h", -(1 << 63), "\x1b"]}, b"")
def test_a_mutated_reply_is_an_answer_or_a_setback(fake_parent: Make, document: Any, body: bytes) -> None:
    parent = fake_parent(says(document, body))
    link = linked(parent)
    with contextlib.suppress(Setback):
        ask(link)
    link.stop()
    parent.close()
    assert not link.broken
