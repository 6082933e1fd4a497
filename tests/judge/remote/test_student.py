"""What a hidden test may do with the student's own functions and objects, through a real worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from grader.judge import check
from grader.judge.remote.call_text import call_text
from grader.judge.remote.errors import StudentError
from grader.judge.remote.student import Remote
from grader.sentences import render
from tests.judge.sources import DATA, NET

HandIn = Callable[..., Any]


VALUES: list[Any] = [
    None,
    True,
    -3,
    1.5,
    "文字\ud7ff",
    [],
    (1, [2, {"a": (3.0, None)}]),
    {1: "a", "b": [2.0], (1, 2): None},
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_values_cross_both_ways(hand_in: HandIn, value: Any) -> None:
    student = hand_in("def same(x): return x").student
    got = student.same(value)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float64, torch.int8, torch.bool], ids=str)
def test_tensors_and_arrays_of_any_dtype_cross_both_ways(hand_in: HandIn, dtype: torch.dtype) -> None:
    student = hand_in("def same(*xs, **named): return xs, named").student
    tensor, array = torch.tensor([[0, 1], [2, 3]]).to(dtype), np.arange(3, dtype=np.uint16)
    (got,), named = student.same(tensor, array=array)
    assert torch.equal(got, tensor)
    assert got.dtype == dtype
    assert named["array"].dtype == np.uint16


def test_arguments_arrive_by_position_and_by_name(hand_in: HandIn) -> None:
    student = hand_in("def f(a, b=2, *more, c, **rest): return [a, b, list(more), c, rest]").student
    assert student.f(1, c=3) == [1, 2, [], 3, {}]
    assert student.f(1, 5, 6, c=3, name="n", text="t", keep=1) == [1, 5, [6], 3, {"name": "n", "text": "t", "keep": 1}]


def test_values_cross_by_copy(hand_in: HandIn) -> None:
    student = hand_in("def fill(x): x[0] = 9; return x").student
    x = torch.zeros(2)
    assert student.fill(x).tolist() == [9, 0]
    assert x.tolist() == [0, 0]


def test_dict_keys_of_numpy_cross_as_numbers(hand_in: HandIn) -> None:
    """What np.unique and dict(zip(...)) give a student."""
    student = hand_in(
        "import numpy as np\ndef counts(): return dict(zip(*np.unique([2, 2, 3], return_counts=True)))"
    ).student
    assert list(student.counts()) == [2, 3]


def test_a_result_that_cannot_cross_is_the_student_s_error(hand_in: HandIn) -> None:
    bench = hand_in(
        """
        import torch
        def huge(): return torch.zeros(1).expand(10**6, 10**6)
        def many(): return dict.fromkeys(range(100_000))
        def deep():
            x = []
            for _ in range(50): x = [x]
            return x
        def fine(): return 1
        """
    )
    for name in ("huge", "many", "deep"):
        with pytest.raises(StudentError):
            getattr(bench.student, name)()
    assert bench.student.fine() == 1


def test_an_object_stays_in_the_worker_and_behaves_like_itself(hand_in: HandIn) -> None:
    model = hand_in(NET).student.Net(n=3)
    model.eval()
    assert isinstance(model, Remote)
    assert model.type == "Net"
    assert model(torch.ones(4, 3)).shape == (4, 1)
    assert model.linear.weight.shape == (1, 3)
    assert model.linear.in_features == 3


def test_a_remote_can_be_an_argument_alone_or_in_a_container(hand_in: HandIn) -> None:
    student = hand_in(NET + "\n    def first(models): return type(models[0]).__name__").student
    model = student.build()
    assert student.evaluate(model, torch.ones(1, 2)).shape == (1, 1)
    assert student.first([model]) == "Net"


def test_a_state_dict_goes_out_and_in(hand_in: HandIn) -> None:
    model = hand_in(NET).student.Net()
    state = model.state_dict()
    assert list(state) == ["linear.weight", "linear.bias"]
    model.load_state_dict({name: torch.ones_like(value) for name, value in state.items()})
    assert model.linear.weight.tolist() == [[1.0, 1.0]]


def test_train_and_eval_reach_the_model(hand_in: HandIn) -> None:
    model = hand_in(NET).student.Net()
    model.eval()
    assert model.training is False
    model.train()
    assert model.training is True


def test_length_and_items_of_a_data_set(hand_in: HandIn) -> None:
    data = hand_in(DATA).student.Squares()
    assert len(data) == 5
    assert data[-1][1] == 1
    with check.raises(IndexError):
        data[9]


@pytest.mark.parametrize("n", [0, 1, 64, 200])
def test_a_generator_is_iterated_to_its_end(hand_in: HandIn, n: int) -> None:
    assert list(hand_in(DATA).student.count(n)) == list(range(n))


def test_a_data_loader_of_a_remote_data_set_is_iterated(hand_in: HandIn) -> None:
    student = hand_in(DATA).student
    batches = list(student.loader(student.Squares()))
    assert [y.tolist() for _, y in batches] == [[0, 1], [4, 9], [16]]


def test_an_exception_waits_for_its_item(hand_in: HandIn) -> None:
    items = iter(hand_in(DATA).student.breaks())
    assert next(items) == 1
    with pytest.raises(StudentError):
        next(items)


def test_items_that_are_large_together_cross_one_after_the_other(hand_in: HandIn) -> None:
    """50 MB in items of 1 MB, where one reply may have 16 MB."""
    total = sum(item.numel() for item in hand_in(DATA, reply_mb=16).student.large())
    assert total == 50 << 18


def test_membership_and_assignment_reach_the_object(hand_in: HandIn) -> None:
    remote = hand_in("import collections\ndef queue(): return collections.deque([1])").student.queue()
    remote[0] = 5
    assert 5 in remote
    assert 1 not in remote


def test_the_operators_of_a_traced_function_are_recorded(hand_in: HandIn) -> None:
    bench = hand_in("import torch\ndef f(x): return torch.softmax(x, 0)\ndef g(x): return x.exp()", frozenset({"f"}))
    bench.student.f(torch.ones(2))
    bench.student.g(torch.ones(2))
    assert "aten::_softmax" in bench.desk.operations
    assert "aten::exp" not in bench.desk.operations


def test_a_call_is_recorded_with_the_student_s_own_names(hand_in: HandIn) -> None:
    bench = hand_in(NET)
    bench.desk.signatures = {"Net": ["n"]}
    model = bench.student.Net(2)
    model.eval()
    model(torch.ones(1, 2))
    assert bench.desk.last
    assert render(call_text(bench.desk.last)) == "x0 = torch.tensor([[1.0, 1.0]])\nNet(2)(x0)"


def test_what_the_suite_cannot_send_is_the_suite_s_error(hand_in: HandIn) -> None:
    student = hand_in("def f(x): return x").student
    with pytest.raises(TypeError, match="a set cannot be sent to student code"):
        student.f({1})


def test_the_worker_sees_the_submission_s_file_alone(hand_in: HandIn) -> None:
    source = "import os\ndef files(): return sorted(os.listdir(os.path.dirname(__file__)))\ndef cwd(): return os.listdir('.')"
    student = hand_in(source).student
    assert student.files() == ["answer.py"]
    assert student.cwd() == []
