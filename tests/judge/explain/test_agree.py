"""Whether an answer is a wrong idea's answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from grader.judge.explain.agree import ENOUGH, agreement
from grader.judge.explain.replay import NoAnswer, OpaqueObject
from grader.wire.messages import Raised

NAN = float("nan")
X = torch.tensor([0.31, 0.77, 1.9])
AGREES = [
    ("the same numbers", 2 * X, X, 2 * X),
    ("but for rounding", 2 * X * (1 + 1e-6), X, 2 * X),
    ("in another kind", (2 * X).numpy(), X, 2 * X),
    ("in another dtype", (2 * X).double(), X, 2 * X),
    ("a number for a 0-d tensor", 0.62, torch.tensor(0.31), torch.tensor(0.62)),
    ("in the part that tells", (9.0, 2 * X), (7.0, X), (7.0, 2 * X)),
    ("in the keys that the reference has", {"loss": 2 * X, "mine": 1}, {"loss": X}, {"loss": 2 * X}),
    (
        "with another object beside it",
        [OpaqueObject("Mine"), 2 * X],
        [OpaqueObject("Theirs"), X],
        [OpaqueObject("Theirs"), 2 * X],
    ),
    ("under keys that are not asked for", {"a": 2 * X}, {"a.b": X}, {"a": 2 * X}),
    ("two things where one is right", (X, [0, 1, 2]), X, (X, [0, 1, 2])),
    ("in another shape than asked", X[:, None] * torch.ones(3), X, X[:, None] * torch.ones(3)),
]
DISAGREES = [
    ("right", X, X, 2 * X),
    ("something else", 3 * X, X, 2 * X),
    ("no nearer to the idea than to the right one", X * (1 + 4e-5), X, X * (1 + 5e-5)),
    ("another shape", 2 * X[:, None], X, 2 * X),
    ("a part is missing", (2 * X,), (X, X), (2 * X, 2 * X)),
    ("a key is missing", {"n": 1}, {"loss": X, "n": 1}, {"loss": 2 * X, "n": 1}),
    ("all keys, where the idea leaves one out", {"w": X, "mean": 2 * X}, {"w": X, "mean": X}, {"w": X}),
    ("something plain where the idea has an object", "float64", "torch.float64", OpaqueObject("torch.dtype")),
    ("another object", OpaqueObject("numpy.dtype"), "torch.float64", OpaqueObject("torch.dtype")),
    ("NaN where the idea has numbers", NAN * X, X, 2 * X),
    ("two timeouts", NoAnswer("TimedOut"), X, NoAnswer("TimedOut")),
    ("a timeout", NoAnswer("TimedOut"), X, 2 * X),
    ("None", None, X, 2 * X),
]
SILENT = [
    ("the idea is right here", 2 * X, X, X),
    ("right but for rounding", 2 * X, X, X * (1 + 1e-6)),
    ("an object", OpaqueObject("Mine"), OpaqueObject("Theirs"), OpaqueObject("Theirs")),
    ("the idea was not asked", X, X, NoAnswer("Unasked")),
    ("the same string", "x", "y", "y"),
]


@pytest.mark.parametrize(("ours", "right", "idea"), [case[1:] for case in AGREES], ids=[case[0] for case in AGREES])
def test_an_answer_agrees_with_an_idea(ours: Any, right: Any, idea: Any) -> None:
    verdict = agreement(ours, right, idea)
    assert verdict
    assert verdict.agrees
    assert verdict.bits >= ENOUGH


@pytest.mark.parametrize(
    ("ours", "right", "idea"), [case[1:] for case in DISAGREES], ids=[case[0] for case in DISAGREES]
)
def test_an_answer_speaks_against_an_idea(ours: Any, right: Any, idea: Any) -> None:
    verdict = agreement(ours, right, idea)
    assert verdict
    assert not verdict.agrees


@pytest.mark.parametrize(("ours", "right", "idea"), [case[1:] for case in SILENT], ids=[case[0] for case in SILENT])
def test_a_call_in_which_the_idea_is_right_says_nothing(ours: Any, right: Any, idea: Any) -> None:
    assert agreement(ours, right, idea) is None


LITTLE = [
    ("one small integer", 4, 3, 4),
    ("one truth value", True, False, True),
    ("nothing but NaN", NAN * X, X, NAN * X),
    ("nothing but zeros", 0 * X, X, 0 * X),
    ("two labels", torch.tensor([1, 0]), torch.tensor([0, 1]), torch.tensor([1, 0])),
]


@pytest.mark.parametrize(("ours", "right", "idea"), [case[1:] for case in LITTLE], ids=[case[0] for case in LITTLE])
def test_what_meets_by_chance_is_not_enough(ours: Any, right: Any, idea: Any) -> None:
    verdict = agreement(ours, right, idea)
    assert verdict
    assert verdict.agrees
    assert verdict.bits < ENOUGH


def test_a_key_that_both_leave_out_and_an_object_where_text_is_right_agree() -> None:
    for ours, right, idea in (
        ({"w": X}, {"w": X, "mean": X}, {"w": X}),
        (OpaqueObject("torch.dtype"), "torch.float64", OpaqueObject("torch.dtype")),
    ):
        verdict = agreement(ours, right, idea)
        assert verdict
        assert verdict.agrees
        assert 0 < verdict.bits < ENOUGH


def test_many_labels_are_enough() -> None:
    labels = torch.tensor([3, 1, 4, 1, 5, 9, 2, 6])
    verdict = agreement(labels + 1, labels, labels + 1)
    assert verdict
    assert verdict.bits >= ENOUGH


def test_a_dtype_tells_where_the_idea_is_one_of_dtypes() -> None:
    wide = agreement(X.double(), X, X.double())
    assert wide
    assert wide.agrees
    narrow = agreement(X, X, X.double())
    assert narrow
    assert not narrow.agrees


def test_what_the_reference_leaves_to_chance_says_nothing() -> None:
    assert agreement(3 * X, X, 2 * X, again=5 * X) is None
    both = agreement((3 * X, 2 * X), (X, X), (2 * X, 2 * X), again=(5 * X, X))
    assert both
    assert both.agrees


def raised(message: str, type: str = "RuntimeError") -> Raised:
    return Raised(1, type, [type], message, [])


SHAPES = "mat1 and mat2 shapes cannot be multiplied (1x2 and 3x4)"


@pytest.mark.parametrize(
    ("message", "type", "agrees"),
    [
        (SHAPES, "RuntimeError", True),
        ("mat1 and mat2 shapes cannot be multiplied (7x7 and 5x5)", "RuntimeError", False),
        ("a Tensor with 4 elements cannot be converted to Scalar", "RuntimeError", False),
        (SHAPES, "ValueError", False),
    ],
)
def test_two_crashes_agree_when_they_say_the_same(message: str, type: str, agrees: bool) -> None:
    verdict = agreement(raised(message, type), X, raised(SHAPES))
    assert verdict
    assert verdict.agrees == agrees


def test_names_in_a_message_do_not_matter() -> None:
    verdict = agreement(raised("no 'mine' here"), X, raised("no 'theirs' here"))
    assert verdict
    assert verdict.agrees


def test_a_crash_of_the_reference_says_nothing() -> None:
    """It refuses what it must refuse, or the calls do not fit it."""
    assert agreement(X, raised(SHAPES), raised(SHAPES)) is None


def test_half_precision_and_integers_are_compared_as_numbers() -> None:
    verdict = agreement(np.array([2, 4, 9], dtype=np.int32), torch.tensor([1, 2, 3]), torch.tensor([2, 4, 9]))
    assert verdict
    assert verdict.agrees
