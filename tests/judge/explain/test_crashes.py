"""What an exception means, on the messages of the libraries that are installed."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F

from grader.judge.explain.crashes import RULES, crash
from grader.sentences import catalogue, render
from grader.wire.messages import Raised

GRAPH = torch.ones(3, requires_grad=True)
NUMBERS = torch.arange(6.0)


def twice() -> None:
    loss = (GRAPH.exp()).sum()
    loss.backward()
    loss.backward()


def changed_in_place() -> None:
    y = GRAPH.exp()
    y += 1
    y.sum().backward()


class NoSelf:
    def step() -> None:  # type: ignore[misc]
        pass


class NoSuper(nn.Module):
    def __init__(self) -> None:
        self.layer = nn.Linear(1, 1)


class NotSet:
    def use(self) -> Any:
        return self.weight  # type: ignore[attr-defined]


def unbound() -> Any:
    if not NUMBERS.any():
        total = 0
    return total


def recursion() -> Any:
    return recursion()


def leaf_in_place() -> None:
    p = torch.ones(2, requires_grad=True)
    p -= 0.1


def parameter_in_place() -> None:
    p = torch.ones(2, requires_grad=True)
    p[0] = 3.0


def stub(a: Any, b: Any) -> Any:
    return None


def indent() -> Any:
    return compile("if True:\nx = 1", "file", "exec")


NOTHING: Any = stub(1, 2)
CASES: list[tuple[str, Any]] = [
    ("none_has_no", lambda: NOTHING.sum()),
    ("none_in_arithmetic", lambda: 1.0 - NOTHING),
    ("none_in_arithmetic", lambda: torch.ones(2) - NOTHING),
    ("none_in_arithmetic", lambda: -NOTHING),
    ("none_subscripted", lambda: NOTHING[0]),
    ("none_unpacked", lambda: list(NOTHING)),
    ("none_unpacked", lambda: [a for a, b in [NOTHING]]),
    ("none_called", lambda: NOTHING(1)),
    ("forgot_self", lambda: NoSelf().step()),  # type: ignore[misc]
    ("argument_count", lambda: stub(1, 2, 3, 4)),  # type: ignore[call-arg]
    ("missing_argument", lambda: stub(1)),  # type: ignore[call-arg]
    ("unknown_argument", lambda: stub(1, 2, weight=3)),  # type: ignore[call-arg]
    ("numpy_of_graph", lambda: GRAPH.numpy()),
    ("numpy_of_graph", lambda: np.exp(GRAPH)),
    ("leaf_in_place", leaf_in_place),
    ("leaf_in_place", parameter_in_place),
    ("backward_twice", twice),
    ("changed_in_graph", changed_in_place),
    ("no_graph", lambda: NUMBERS.sum().backward()),
    ("backward_of_many", lambda: (GRAPH * 2).backward()),
    ("target_dtype", lambda: F.cross_entropy(torch.ones(2, 3), torch.tensor([0.0, 1.0]))),
    ("target_dtype", lambda: F.nll_loss(torch.ones(2, 3), torch.tensor([0, 1], dtype=torch.int32))),
    ("mixed_dtypes", lambda: nn.Linear(2, 1)(torch.ones(3, 2).double())),
    ("mixed_dtypes", lambda: torch.ones(2, 2) @ torch.ones(2, 2).double()),
    ("mixed_dtypes", lambda: F.binary_cross_entropy(torch.tensor([0.5]), torch.tensor([1]))),
    ("mean_of_integers", lambda: (NUMBERS > 2).mean()),
    ("grad_of_integers", lambda: torch.tensor([1, 2], requires_grad=True)),
    ("result_type", lambda: torch.tensor([1, 2]).add_(0.5)),
    ("numpy_result_type", lambda: np.array([1, 2]).__iadd__(np.array([0.5, 0.5]))),
    ("matrices", lambda: torch.ones(3, 4) @ torch.ones(3, 4)),
    ("matrices_numpy", lambda: np.ones((3, 4)) @ np.ones((3, 4))),
    ("matrices_numpy", lambda: np.dot(np.ones((3, 4)), np.ones((3, 4)))),
    ("pair_for_number", lambda: F.pad(torch.ones(2, 2), ((1, 2),) * 4)),  # type: ignore[arg-type]
    ("too_few_to_choose", lambda: torch.ones(3).topk(5)),
    ("empty_list", lambda: torch.cat([])),
    ("empty_list", lambda: torch.stack([])),
    ("empty_list", lambda: np.concatenate([])),
    ("export_tuple", lambda: torch.export.export(nn.Linear(1, 1), torch.ones(1, 1))),  # type: ignore[arg-type]
    ("broadcast", lambda: torch.ones(3) + torch.ones(4)),
    ("broadcast_numpy", lambda: np.ones(3) + np.ones(4)),
    ("einsum", lambda: torch.einsum("ij,ij->i", torch.ones(2, 3), torch.ones(2, 4))),
    ("kernel_too_large", lambda: F.conv2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 3, 3))),
    ("stack", lambda: torch.stack([torch.ones(2), torch.ones(3)])),
    ("stack", lambda: np.stack([np.ones(2), np.ones(3)])),
    ("stack", lambda: torch.cat([torch.ones(2, 2), torch.ones(2, 3)])),
    ("probabilities", lambda: F.binary_cross_entropy(torch.tensor([2.5]), torch.tensor([1.0]))),
    ("view", lambda: torch.ones(2, 3).T.view(6)),
    ("reshape", lambda: torch.ones(7).reshape(2, 3)),
    ("reshape", lambda: np.ones(7).reshape(2, 3)),
    ("channels", lambda: nn.Conv2d(3, 1, 1)(torch.ones(1, 1, 4, 4))),
    ("target_out_of_range", lambda: F.nll_loss(torch.ones(2, 3), torch.tensor([0, 3]))),
    ("index_minus_hundred", lambda: torch.ones(3)[torch.tensor([-100])]),
    ("out_of_bounds", lambda: NUMBERS[9]),
    ("out_of_bounds", lambda: np.ones(3)[5]),
    ("dimension", lambda: NUMBERS.sum(1)),
    ("dimension", lambda: np.ones(3).sum(1)),
    ("too_many_indices", lambda: NUMBERS[0, 0]),
    ("too_many_indices", lambda: np.ones(3)[0, 0]),
    ("float_index", lambda: NUMBERS[torch.tensor([0.0])]),
    ("float_index", lambda: np.ones(3)[np.array([0.0])]),
    ("range_of_float", lambda: range(4 / 2)),  # type: ignore[call-overload]
    ("one_element", lambda: NUMBERS.item()),
    ("truth", lambda: 1 if NUMBERS > 2 else 0),
    ("truth", lambda: 1 if np.ones(3) > 2 else 0),
    ("array_for_tensor", lambda: torch.exp(np.ones(3))),  # type: ignore[arg-type]
    ("array_for_tensor", lambda: torch.cat([np.ones(2), np.ones(2)])),  # type: ignore[list-item]
    ("number_for_tensor", lambda: torch.exp(1.0)),  # type: ignore[arg-type]
    ("tensor_method_on_array", lambda: np.ones(3).unsqueeze(0)),  # type: ignore[attr-defined]
    ("tensor_method_on_array", lambda: np.float64(1).backward()),  # type: ignore[attr-defined]
    ("array_method_on_tensor", lambda: NUMBERS.astype(np.float32)),  # type: ignore[attr-defined]
    ("array_method_on_tensor", lambda: NUMBERS.copy()),  # type: ignore[attr-defined]
    ("number_method", lambda: (1.0).mean()),  # type: ignore[attr-defined]
    ("number_method", lambda: [1.0].sum()),  # type: ignore[attr-defined]
    ("list_arithmetic", lambda: [1, 2] - [3, 4]),  # type: ignore[operator]
    ("list_arithmetic", lambda: [1, 2] * 0.5),  # type: ignore[operator]
    ("super_init", lambda: NoSuper()),
    ("module_attribute", lambda: np.product([1, 2])),  # type: ignore[attr-defined]
    ("module_attribute", lambda: torch.concatenated),  # type: ignore[attr-defined]
    ("own_attribute", lambda: NotSet().use()),
    ("empty_parameters", lambda: torch.optim.SGD([], lr=0.1)),
    ("not_iterable", lambda: torch.optim.SGD(nn.Linear(1, 1), lr=0.1)),  # type: ignore[arg-type]
    ("not_callable", lambda: NUMBERS(3)),  # type: ignore[operator]
    ("not_callable", lambda: len([1])(3)),  # type: ignore[operator]
    ("unbound", unbound),
    ("name_missing", lambda: no_such_name),  # type: ignore[name-defined]  # noqa: F821
    ("recursion", recursion),
    ("unpack", lambda: [a for a, b in [(1, 2, 3)]]),  # type: ignore[misc]
    ("key", lambda: {"a": 1}["b"]),
    ("module_missing", lambda: __import__("seaborn_of_nobody")),
    ("block_missing", indent),
    ("indentation", lambda: compile("a = 1\n  b = 2", "f.py", "exec")),
    ("never_closed", lambda: compile("f((1)\nx = 2", "f.py", "exec")),
    ("unmatched", lambda: compile("x = 3)", "f.py", "exec")),
    ("unmatched", lambda: compile("x = (3]", "f.py", "exec")),
    ("colon_missing", lambda: compile("def f()\n  return 1", "f.py", "exec")),
    ("one_equals_sign", lambda: compile("if x = 1: pass", "f.py", "exec")),
    ("quote_missing", lambda: compile("x = 'abc", "f.py", "exec")),
    ("comma_missing", lambda: compile("f(1 2)", "f.py", "exec")),
    ("outside_function", lambda: compile("return 1", "f.py", "exec")),
    ("old_print", lambda: compile("print 'x'", "f.py", "exec")),
    ("foreign_sign", lambda: compile("f（1）", "f.py", "exec")),
    ("foreign_sign", lambda: compile("f(1， 2)", "f.py", "exec")),
    ("foreign_sign", lambda: compile("f(“x”)", "f.py", "exec")),
    ("foreign_sign", lambda: compile("f(1,\u3000 2)", "f.py", "exec")),
    ("zero_division", lambda: 1 / 0),
    ("math_domain", lambda: math.log(0)),
    ("math_range", lambda: math.exp(1000)),
    ("math_of_tensor", lambda: math.exp(np.ones(3))),
    ("math_of_tensor", lambda: math.exp(NUMBERS)),
]


def raised(error: BaseException) -> Raised:
    bases = [base.__name__ for base in type(error).__mro__]
    return Raised(1, type(error).__name__, bases, str(error), [])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("name", "fails"), CASES, ids=[f"{place}-{case[0]}" for place, case in enumerate(CASES)])
def test_a_real_exception_is_explained(name: str, fails: Any) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        fails()
    said = crash(raised(caught.value))
    assert said, caught.value
    assert said.name == f"crash_{name}", caught.value
    assert "{" not in render(said.sentence, "en")
    assert "{" not in render(said.sentence, "zh")


def test_each_rule_is_tried_on_a_real_message() -> None:
    """But for those that need a second device or a module that is no longer there to say it."""
    tried = Counter(name for name, _ in CASES)
    assert {rule.name for rule in RULES} - set(tried) == {"devices", "leaf_only"}
    assert {f"why.crash_{name}" for name in tried} <= set(catalogue("en"))


@pytest.mark.parametrize(
    ("type", "message"),
    [
        ("ValueError", "the learning rate must be positive"),
        ("AssertionError", ""),
        ("MyError", "'NoneType' object is not subscriptable"),
        ("RuntimeError", "x" * 100_000),
        ("KeyError", "{0.__class__}"),
        ("KeyError", "{function}"),
    ],
)
def test_other_exceptions_are_left_alone(type: str, message: str) -> None:
    assert crash(Raised(1, type, [type], message, [])) is None


def test_a_message_of_the_student_s_own_fills_in_no_more_than_a_name() -> None:
    """It stands on the card beside sentences of the grader's."""
    hostile = "f() missing 1 required positional argument: 'x' <script>{name}</script>\n" + "y" * 5000
    said = crash(Raised(1, "TypeError", ["TypeError"], hostile, []))
    assert said
    assert render(said.sentence, "en") == "`f` was called without its argument `x`."
