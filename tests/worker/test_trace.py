"""The record of operators, in a real worker: whoever runs them for a traced call, they are in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch

HandIn = Callable[..., Any]

# Each computes with the operator that is looked for in another place than the thread that is called.
SOURCE = """
    import _thread
    import concurrent.futures
    import multiprocessing
    import os
    import queue
    import threading

    import torch

    def in_thread(z):
        box = []
        thread = threading.Thread(target=lambda: box.append(torch.sigmoid(z)))
        thread.start()
        thread.join()
        return box[0]

    def in_bare_thread(z):
        box = queue.Queue()
        _thread.start_new_thread(lambda: box.put(torch.sigmoid(z)), ())
        return box.get()

    pool = concurrent.futures.ThreadPoolExecutor(1)
    pool.submit(int).result()

    def in_older_thread(z):
        return pool.submit(torch.sigmoid, z).result()

    def in_fork(z):
        ours, theirs = os.pipe()
        if os.fork() == 0:
            os.write(theirs, torch.sigmoid(z).numpy().tobytes())
            os._exit(0)
        return torch.frombuffer(bytearray(os.read(ours, 4 * len(z))), dtype=torch.float32)

    older = multiprocessing.get_context("fork").Pool(1)

    def in_older_process(z):
        return torch.tensor(older.apply(served, (z.tolist(),)))

    def in_script(z):
        return later(z)

    def in_compiled(z):
        return compiled(z)

    @torch.library.custom_op("mine::sigmoid", mutates_args=())
    def own(z: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(z)

    def in_own_operator(z):
        return own(z)

    library = torch.library.Library("aten", "IMPL")
    library.impl("erfinv", torch.sigmoid, "CPU")

    def in_replaced_operator(z):
        return torch.erfinv(z)

    class Kind(torch.Tensor):
        @classmethod
        def __torch_dispatch__(cls, function, types, args=(), kwargs=None):
            return torch.sigmoid(args[0].inner)

    def in_own_kind_of_tensor(z):
        own = torch.Tensor._make_wrapper_subclass(Kind, z.shape)
        own.inner = z
        return torch.neg(own)

    def kl_div_of_a_module(z):
        return torch.nn.KLDivLoss(reduction="sum")(z, z)

    def kl_div_by_operator(z):
        return torch.ops.aten.kl_div.default(z, z)

    def kl_div_of_a_parameter(z):
        return torch.nn.functional.kl_div(torch.nn.Parameter(z), z)

    def in_backward(z):
        z = z.clone().requires_grad_()
        box = []
        thread = threading.Thread(target=lambda: box.append((z * z).sum().backward()))
        thread.start()
        thread.join()
        return z.grad

    def allowed(z):
        return 1 / (1 + torch.exp(-z))

    def before_and_after(z):
        pool.submit(torch.cos, z).result()
        older.apply(served, (z.tolist(),))
        return z
    """
# What a pool of processes sends must have been defined before it was made.
SERVED = """
    import torch
    def served(values):
        return torch.sigmoid(torch.tensor(values)).tolist()
    @torch.jit.script
    def sigmoid(z: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(z)
    @torch.jit.script
    def later(z: torch.Tensor) -> torch.Tensor:
        return torch.jit.wait(torch.jit.fork(sigmoid, z))
    compiled = torch.compile(lambda z: torch.sigmoid(z), backend="eager")
    """
Z = torch.tensor([0.0, 2.0])
MADE_OF_OTHERS = ("kl_div_of_a_module", "kl_div_by_operator", "kl_div_of_a_parameter")


@pytest.fixture
def traced(hand_in: HandIn) -> Callable[[str], tuple[torch.Tensor, set[str]]]:
    """Call one of the functions above: its answer, and the operators that the worker recorded."""
    bench = hand_in(SERVED + SOURCE, frozenset({"allowed", *PLACES, *MADE_OF_OTHERS, "in_backward"}))

    def traced(name: str) -> tuple[torch.Tensor, set[str]]:
        bench.desk.operations.clear()
        return getattr(bench.student, name)(Z), set(bench.desk.operations)

    return traced


PLACES = (
    "in_thread",
    "in_bare_thread",
    "in_older_thread",
    "in_fork",
    "in_older_process",
    "in_script",
    "in_compiled",
    "in_own_operator",
    "in_replaced_operator",
    "in_own_kind_of_tensor",
)


def test_operator_is_recorded_wherever_it_runs(traced: Callable[..., Any]) -> None:
    """In threads and forked processes, old and new; in compiled code and its threads; in operators and tensors of the student's own."""
    found = {name: traced(name) for name in PLACES}

    assert [name for name, (value, _) in found.items() if not torch.equal(value, torch.sigmoid(Z))] == []
    assert [name for name, (_, operators) in found.items() if "aten::sigmoid" not in operators] == []


def test_function_that_is_made_of_other_operators_is_recorded_by_its_name(traced: Callable[..., Any]) -> None:
    """The dispatcher shows of `kl_div` only what it is made of."""
    assert [name for name in MADE_OF_OTHERS if "aten::kl_div" not in traced(name)[1]] == []


def test_backward_pass_in_a_thread_is_recorded(traced: Callable[..., Any]) -> None:
    """`autograd` is forbidden in a thread too."""
    value, operators = traced("in_backward")

    assert torch.equal(value, 2 * Z)
    assert "autograd" in operators


def test_call_is_not_blamed_for_the_calls_around_it(traced: Callable[..., Any]) -> None:
    """What threads and processes ran for a call that may use it is not held against the next one."""
    assert traced("before_and_after")[1] == set()
    assert traced("in_older_process")[1] >= {"aten::sigmoid"}
    assert traced("allowed")[1].isdisjoint({"aten::sigmoid", "aten::cos"})
    assert traced("in_older_process")[1] >= {"aten::sigmoid"}
