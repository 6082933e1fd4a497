"""Values as text for people: bounded, escaped, ready to paste."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grader.judge.checks.show import SHOWN, apart, brief, describe, escape, literal, small
from grader.judge.remote.call_text import RecordedCall, call_text, calls_text
from grader.sentences import render

NAN = float("nan")
BRIEF = [
    (1, "1"),
    (True, "True"),
    (None, "None"),
    (0.1, "0.1000"),
    (-0.0, "-0.0000"),
    (123456.0, "1.235e+05"),
    (1e-7, "1e-07"),
    (NAN, "nan"),
    ("a\x1bb", "'a\\\\x1bb'"),
    ((1,), "(1,)"),
    ([1.0, (2, "x")], "[1.0000, (2, 'x')]"),
    ({"a": 1.5}, "{'a': 1.5000}"),
    (torch.tensor([1.5, NAN]), "[1.5000, nan]"),
    (torch.tensor(3), "3"),
    (torch.empty(0, 2), "empty, shape (0, 2)"),
    (np.ones((2, 1)), "[[1.0000], [1.0000]]"),
    (torch.arange(20), "int64 tensor of shape (20,), starting 0, 1, 2"),
    (list(range(20)), "a list of 20"),
    ([torch.ones(2)], "[[1.0000, 1.0000]]"),
    ([torch.empty(0, 3)], "[torch.empty((0, 3))]"),
]


@pytest.mark.parametrize(("value", "text"), BRIEF, ids=[text for _, text in BRIEF])
def test_brief(value: Any, text: str) -> None:
    assert render(brief(value)) == text


LITERAL = [
    (torch.tensor([1.0, NAN]), 'torch.tensor([1.0, float("nan")])'),
    (torch.tensor([1], dtype=torch.int32), "torch.tensor([1], dtype=torch.int32)"),
    (torch.tensor([True]), "torch.tensor([True])"),
    (torch.empty(0, 3), "torch.empty((0, 3))"),
    (np.array([0.5]), "np.array([0.5])"),
    (np.array([1.5], dtype=np.float32), "np.array([1.5], dtype=np.float32)"),
    ([1.5, None, "x"], "[1.5, None, 'x']"),
    ({"a": (1,)}, "{'a': (1,)}"),
    (float("-inf"), 'float("-inf")'),
]


@pytest.mark.parametrize(("value", "text"), LITERAL, ids=[text for _, text in LITERAL])
def test_a_literal_can_be_pasted(value: Any, text: str) -> None:
    assert literal(value) == text
    pasted = eval(text, {"torch": torch, "np": np})
    assert type(pasted) is type(value)
    assert literal(pasted) == text


ROWS = [[0.1 * row + column for column in range(3)] for row in range(4)]


@pytest.mark.parametrize("value", [torch.tensor(ROWS) / 7, np.array(ROWS) / 7, torch.tensor([ROWS]) / 7])
def test_a_long_matrix_has_a_row_on_each_line_and_can_be_pasted(value: Any) -> None:
    """The rows stand below each other, and what is pasted is the same to the last bit."""
    lines = render(call_text(RecordedCall("f", (value,), {}, ["x"]))).splitlines()
    names: dict[str, Any] = {"torch": torch, "np": np}
    exec("\n".join(lines[:-1]), names)

    assert len(lines) == 5
    assert len({line.rindex("[") for line in lines[:-1]}) == 1
    assert (names["x"] == value).all()
    assert names["x"].dtype == value.dtype


@pytest.mark.parametrize("dtype", [torch.float16, torch.float32, torch.float64, torch.bfloat16])
def test_a_float_has_the_digits_that_its_dtype_tells_apart(dtype: torch.dtype) -> None:
    """0.1, and not the many digits of its nearest neighbour in another dtype; pasted, it is the same number."""
    values = torch.tensor([0.1, 1 / 3, 1e-7, 6.1e4], dtype=dtype)
    pasted = eval(literal(values), {"torch": torch})

    assert torch.equal(pasted, values)
    assert pasted.dtype == dtype
    assert dtype == torch.bfloat16 or "0.1," in literal(values)


def test_what_the_suite_brings_along_is_named() -> None:
    recorded = call(type("Remote", (), {"remote_text": "given.Line(2)"})(), 3)
    assert render(calls_text([recorded], recorded)).splitlines()[0].startswith("# given: code that this test brings")


DESCRIBED = [
    (torch.ones(5, 3), "float32 tensor of shape (5, 3)"),
    (np.ones(2), "float64 array of shape (2,)"),
    ((1, 2), "a tuple of 2"),
    ({}, "a dict of 0"),
    (None, "None"),
    (True, "a bool"),
    (1, "an int"),
    (1.0, "a float"),
    ("x", "a string"),
    (object(), "an object"),
]


@pytest.mark.parametrize(("value", "text"), DESCRIBED, ids=[text for _, text in DESCRIBED])
def test_describe(value: Any, text: str) -> None:
    assert render(describe(value)) == text


@given(st.text(max_size=50))
def test_escaped_text_holds_no_control_and_no_direction_characters(text: str) -> None:
    assert all(c.isprintable() or c == "\n" for c in escape(text))


def test_escaped_text_says_how_much_was_cut() -> None:
    assert escape("x" * 30, 10) == "x" * 10 + " … (+20)"


@pytest.mark.parametrize("value", [torch.ones(13), np.ones(13), [0] * 13, [[0] * 7, [0] * 6], "x" * 201])
def test_more_than_twelve_values_are_not_small(value: Any) -> None:
    assert SHOWN == 12
    assert not small(value)


def call(*args: Any, **kwargs: Any) -> RecordedCall:
    return RecordedCall("f", args, kwargs, ["x", "y"])


CALLS = [
    (call(2, 3.5), "f(2, 3.5)"),
    (call(torch.ones(1), n=2), "x = torch.tensor([1.0])\nf(x, n=2)"),
    (call(torch.ones(41)), "# x: float32 tensor of shape (41,)\nf(x)"),
    (call(torch.zeros(40, dtype=torch.int64)), f"x = torch.tensor({[0] * 40})\nf(x)"),
    (call([1, 2], 0, "z"), "x = [1, 2]\nf(x, 0, 'z')"),
]


@pytest.mark.parametrize(("recorded", "text"), CALLS, ids=[text for _, text in CALLS])
def test_a_literal_call_can_be_pasted(recorded: RecordedCall, text: str) -> None:
    assert render(call_text(recorded)) == text


PAIRS = [
    (6.30759, 6.30764, ("6.307590", "6.307640")),
    (1.0, 1.5, ("1.0000", "1.5000")),
    (torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.00001]), ("[1.000000, 2.000000]", "[1.000000, 2.000010]")),
    (1e-12, 1.000001e-12, ("1e-12", "1.000001e-12")),
    (3, 3.0, ("3", "3.0000")),
    (float("nan"), float("nan"), ("nan", "nan")),
]


@pytest.mark.parametrize(("expected", "yours", "texts"), PAIRS, ids=str)
def test_two_values_are_shown_with_as_many_digits_as_they_take_to_differ(
    expected: object, yours: object, texts: tuple[str, str]
) -> None:
    assert apart(expected, yours) == texts


def test_earlier_calls_are_told_before_the_last() -> None:
    """What the answer hangs on is told once: not the call that the last one contains, nor the last one itself."""
    calls = [
        RecordedCall("Net", (), {}, []),
        RecordedCall("train", (3,), {"lr": 0.1}, ["n"]),
        RecordedCall("train", (3,), {"lr": 0.1}, ["n"]),
        RecordedCall("Net()", (1.5,), {}, ["x"]),
    ]

    assert render(calls_text(calls, calls[-1])) == "# before: train(3, lr=0.1)\nNet()(1.5)"
