"""The tools beside the student's own names: keeping, gradients, files, seeds, printed text, changes in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from grader.judge import check
from grader.judge.remote.errors import Mismatch, StudentError
from grader.judge.remote.student import Remote
from tests.judge.sources import NET

HandIn = Callable[..., Any]


def test_parameters_come_in_order_and_are_set_by_order(hand_in: HandIn) -> None:
    bench = hand_in(NET)
    model = bench.student.Net()
    bench.worker.set_parameters(model, [torch.full((1, 2), 3.0), torch.zeros(1)])
    assert [p.tolist() for p in bench.worker.parameters(model)] == [[[3.0, 3.0]], [0.0]]
    with pytest.raises(StudentError) as caught:
        bench.worker.set_parameters(model, [torch.zeros(5)])
    assert caught.value.raised.message == "the model has parameters of shapes [(1, 2), (1,)]; [(5,)] are asked for"


def test_backward_leaves_gradients_in_the_parameters(hand_in: HandIn) -> None:
    bench = hand_in(NET)
    model = bench.student.Net()
    model.eval()
    assert bench.worker.parameter_gradients(model) == [None, None]
    bench.worker.backward(model, torch.tensor([[1.0, 2.0]]))
    assert [gradient.tolist() for gradient in bench.worker.parameter_gradients(model)] == [[[1.0, 2.0]], [1.0]]


def test_gradients_with_respect_to_the_arguments(hand_in: HandIn) -> None:
    bench = hand_in("def f(x, y, name=1): return name * x * y")
    x, y = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])
    by_x, by_y = bench.worker.gradient(bench.student.f, x, y, wrt=(0, 1), name=2)
    assert by_x.tolist() == (2 * y).tolist()
    assert by_y.tolist() == (2 * x).tolist()


def test_an_argument_that_is_not_used_has_no_gradient(hand_in: HandIn) -> None:
    bench = hand_in("def f(x, y): return x")
    assert bench.worker.gradient(bench.student.f, torch.ones(1), torch.ones(1), wrt=(0, 1))[1] is None


def test_whether_the_result_hangs_on_a_graph(hand_in: HandIn) -> None:
    bench = hand_in("import torch\nw = torch.ones(1, requires_grad=True)\ndef f(x): return w * x\ndef g(x): return x")
    assert bench.worker.requires_grad(bench.student.f, torch.ones(1)) is True
    assert bench.worker.requires_grad(bench.student.g, torch.ones(1)) is False


def test_a_value_is_put_and_fetched(hand_in: HandIn) -> None:
    worker = hand_in("").worker
    kept = worker.put(torch.ones(2))
    assert isinstance(kept, Remote)
    assert kept.fetch().tolist() == [1, 1]


def test_what_is_kept_can_be_a_plain_result(hand_in: HandIn) -> None:
    bench = hand_in("def rows(x): return x[:1]\ndef copies(x): return x[:1].clone()")
    x = bench.worker.put(torch.ones(2, 2))
    rows, copies = bench.worker.keep(bench.student.rows, x), bench.worker.keep(bench.student.copies, x)
    assert bench.worker.shares_memory(rows, x) is True
    assert check.view(rows, x) is None
    assert check.copy(copies, x) is None
    with pytest.raises(Mismatch):
        check.copy(rows, x)


def test_an_object_that_is_no_data_cannot_be_fetched(hand_in: HandIn) -> None:
    remote = hand_in("def f(): return object()").student.f()
    with pytest.raises(Mismatch, match="not an object of type object"):
        remote.fetch()
    with pytest.raises(Mismatch, match="True or False is expected"):
        bool(remote)


CHANGES = """
    import numpy as np
    def add(x, y=None): x += 1; return x
    def fill(x): x[x != x] = 0
    def sort(x, y): y.sort(); return x
    def named(x, y=None): y[0] = 7
    def deep(pair): pair[0][0] = 7
    def good(*args, **named): return 5
    """


NAN = float("nan")


CHANGED = {
    "a tensor": ("add", (torch.zeros(2),), {}, "the argument"),
    "an array": ("add", (np.zeros(2),), {}, "the argument"),
    "a NaN": ("fill", (torch.tensor([NAN, 1.0]),), {}, "the argument"),
    "a list": ("sort", (1, [3, 1]), {}, "argument 2"),
    "a named argument": ("named", (1,), {"y": torch.zeros(1)}, "argument 'y'"),
    "a tensor in a tuple": ("deep", ((torch.zeros(1),),), {}, "the argument"),
}


@pytest.mark.parametrize(("name", "args", "named", "which"), CHANGED.values(), ids=CHANGED)
def test_a_change_in_place_is_found_in(hand_in: HandIn, name: str, args: Any, named: Any, which: str) -> None:
    function = getattr(hand_in(CHANGES).student, name)
    with pytest.raises(Mismatch) as caught:
        check.unchanged(function, *args, **named)
    assert str(caught.value.message) == f"{which} was changed in place by the call"


def test_arguments_that_stay_as_they_were_are_accepted(hand_in: HandIn) -> None:
    function = hand_in(CHANGES).student.good
    assert check.unchanged(function, torch.tensor([NAN, -0.0]), [NAN, 1], {"a": np.array([NAN])}, n=(1, 2)) == 5


def test_a_file_reaches_student_code(hand_in: HandIn) -> None:
    bench = hand_in("def read(path): return list(open(path, 'rb').read())")
    assert bench.student.read(bench.worker.file("../../data.bin", b"\x00\xff")) == [0, 255]
    assert bench.student.read(bench.worker.file("empty", b"")) == []


def test_a_large_file_is_written_at_once(hand_in: HandIn) -> None:
    bench = hand_in("import os\ndef size(path): return os.path.getsize(path)", call_seconds=5)
    assert bench.student.size(bench.worker.file("big", bytes(4 << 20))) == 4 << 20


RANDOM = """
    import random, numpy as np, torch
    at_import = [random.random(), float(np.random.rand()), float(torch.rand(()))]
    def at_import_(): return at_import
    def draw(): return [random.random(), float(np.random.rand()), float(torch.rand(()))]
    """


def test_the_same_seed_gives_the_same_random_numbers(hand_in: HandIn) -> None:
    draws = [hand_in(RANDOM, seed=seed).student.draw() for seed in (1, 1, 2)]
    assert draws[0] == draws[1]
    assert all(a != b for a, b in zip(draws[0], draws[2], strict=True))


def test_a_test_can_seed_the_worker_itself(hand_in: HandIn) -> None:
    bench = hand_in(RANDOM)
    bench.worker.seed(5)
    first = bench.student.draw()
    bench.worker.seed(5)
    assert bench.student.draw() == first


def test_random_numbers_drawn_at_import_are_the_same_each_time(hand_in: HandIn) -> None:
    assert hand_in(RANDOM, seed=1).student.at_import_() == hand_in(RANDOM, seed=2).student.at_import_()


def test_printed_text_is_kept(hand_in: HandIn) -> None:
    bench = hand_in("import sys\nprint('at import')\ndef f(): print('out'); print('err', file=sys.stderr)")
    bench.student.f()
    assert bench.worker.printed() == "out\nerr\n"


def test_a_flood_of_printed_text_is_cut(hand_in: HandIn) -> None:
    bench = hand_in("def flood():\n  for _ in range(100): print('x' * 10**6)")
    bench.student.flood()
    assert len(bench.worker.printed()) == 10_000


def test_each_test_begins_with_nothing_printed_and_no_objects(hand_in: HandIn) -> None:
    bench = hand_in("def f(): print('x')\ndef make(): return object()")
    bench.student.f()
    old = bench.student.make()
    bench.desk.begin(8, frozenset())
    assert bench.worker.printed() == ""
    with pytest.raises(StudentError):
        bench.desk.tool("fetch", (old,))


def test_student_code_reads_no_input_and_sees_its_own_arguments(hand_in: HandIn) -> None:
    student = hand_in("import sys\ndef f(): return sys.argv, __name__\ndef ask(): return input()").student
    assert student.f() == (["answer.py"], "answer")
    assert student.ask() == ""


def test_an_item_is_kept_where_it_is(hand_in: HandIn) -> None:
    """A part of a pair goes on as the object that it is: its class survives, which a copy would lose."""
    bench = hand_in(
        "from typing import NamedTuple\nclass P(NamedTuple):\n  n: int\ndef f(): return 1, P(5)\ndef g(p): return p.n"
    )
    kept = bench.worker.item(bench.worker.keep(bench.student.f), 1)
    assert bench.student.g(kept) == 5


GIVEN = "from torch import nn\nclass Tiny(nn.Module):\n  def forward(self, x): return 2 * x\n"


def test_student_gets_an_object_that_the_suite_made_there(hand_in: HandIn) -> None:
    """The suite's own code runs in the worker, and what it makes goes to student code as any object does."""
    bench = hand_in("def f(model): return model(3)")
    assert bench.student.f(bench.worker.code(GIVEN).Tiny()) == 6


def test_nothing_survives_a_restart(hand_in: HandIn) -> None:
    """Neither a global, nor a file, nor the suite's own module."""
    bench = hand_in(
        "import os, sys\nseen = []\ndef leave(): seen.append(1); open('left', 'w').close()\n"
        "def look(): return seen, os.path.exists('left'), 'given' in sys.modules"
    )
    bench.worker.code(GIVEN)
    bench.student.leave()
    assert bench.student.look() == ([1], True, True)
    bench.worker.restart()
    assert bench.student.look() == ([], False, False)
