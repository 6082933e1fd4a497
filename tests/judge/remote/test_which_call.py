"""The call on a card is the one that the compared value came from; where that is not known, the card does not claim it."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from grader.judge.remote.call_text import RecordedCall, calls_text
from grader.judge.remote.which_call import CallAnswers, ShownCall
from grader.sentences import render

CALLS = [RecordedCall("f", (number,), {}, ["x"]) for number in range(3)]
TENSORS = [torch.tensor([1.0]), torch.tensor([2.0]), torch.tensor([3.0])]


def shown(answers: list[Any], expected: Any, got: Any) -> ShownCall:
    kept = CallAnswers()
    for call, answer in zip(CALLS, answers, strict=False):
        kept.add(call, answer)
    return kept.shown(CALLS[len(answers) - 1], expected, got)


def test_an_answer_leads_to_its_call() -> None:
    found = shown(TENSORS, torch.tensor([9.0]), TENSORS[0])
    assert (found.call, found.sure) == (CALLS[0], True)


def test_so_does_a_part_of_one() -> None:
    assert shown([(TENSORS[0], TENSORS[1]), TENSORS[2]], 0, TENSORS[1]).call == CALLS[0]
    assert shown([{"mean": 0.25}, {"mean": 0.5}], 1.0, 0.25).call == CALLS[0]


def test_of_a_list_of_answers_the_first_wrong_one_is_shown() -> None:
    found = shown([24, 26, 4], [24.0, 28.0, 4.0], [24, 26, 4])
    assert (found.call, found.values, found.sure) == (CALLS[1], (28.0, 26), True)


@pytest.mark.parametrize(
    ("answers", "got"),
    [
        ([2, 2, 5], 2),  # two calls gave it
        ([{"size": 2}, {"ndim": 2}], 2),  # whole numbers within answers are often equal
        (TENSORS, torch.tensor([4.0])),  # made of answers by the test
        ([float("nan"), 1.0], float("nan")),
    ],
    ids=["twice", "within", "made", "NaN"],
)
def test_what_may_be_of_several_calls_is_not_said_to_be_of_one(answers: list[Any], got: Any) -> None:
    found = shown(answers, 40, got)
    assert (found.call, found.sure) == (CALLS[len(answers) - 1], False)
    calls = CALLS[: len(answers)]
    assert "what is compared may come from an earlier one" in render(calls_text(calls, found.call, {"f"}, sure=False))


def test_complex_answers_are_compared_without_a_warning() -> None:
    pair = [torch.tensor([1j]), torch.tensor([2j])]
    assert shown(pair, [torch.tensor([1j]), torch.tensor([1j])], pair).sure


MADE = {
    "a name of the test": (RecordedCall("opt.step", (), {}, []), "made by the test before: opt"),
    "arguments left out": (RecordedCall("SGD(...).zero_grad()", (), {}, []), "before: the arguments `...`"),
    "a file of the test": (RecordedCall("Data", ("/scratch/work/t.csv",), {}, []), "before: /scratch/work/t.csv"),
}


@pytest.mark.parametrize(("call", "said"), MADE.values(), ids=MADE)
def test_what_a_student_does_not_have_is_said(call: RecordedCall, said: str) -> None:
    assert said in render(calls_text([call], call, {"SGD", "Data"}))


def test_what_can_be_pasted_has_no_such_line() -> None:
    call = RecordedCall("f", (torch.tensor([1.0]),), {"out": None}, ["x"])
    assert "#" not in render(calls_text([call], call, {"f"}))


def test_what_is_read_after_the_call_is_named() -> None:
    kept, state = CallAnswers(), torch.tensor([1.0])
    kept.add(CALLS[0], None)
    kept.add_read("p0", state)
    found = kept.shown(CALLS[0], torch.tensor([2.0]), state)
    assert found.read == "p0"
    assert render(calls_text(CALLS[:1], CALLS[0], {"f"}, sure=found.sure, read=found.read)).endswith(
        "# then compared: p0"
    )
