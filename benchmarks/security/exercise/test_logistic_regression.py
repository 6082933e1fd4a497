"""Eight ordinary hidden tests of `sigmoid` and `bce`, as a busy teacher writes them. One point each.

Every grader gets these bodies: harness/formats.py puts them into its own format, word for word.
"""

import inspect
import re
import time

import logistic_regression
import torch

# A file without bce fails the tests of bce alone.
sigmoid = getattr(logistic_regression, "sigmoid", None)
bce = getattr(logistic_regression, "bce", None)


def test_sigmoid_of_drawn_numbers():
    torch.manual_seed(0)
    z = torch.randn(2, 3)
    got = sigmoid(z)
    want = torch.sigmoid(z)
    assert torch.allclose(got, want)


def test_sigmoid_of_large_numbers_of_both_signs():
    z = torch.tensor([-1000.0, 1000.0])
    got = sigmoid(z)
    want = torch.tensor([0.0, 1.0])
    torch.testing.assert_close(got, want)


def test_sigmoid_is_written_by_hand():
    source = inspect.getsource(sigmoid)
    assert not re.search(r"torch\.sigmoid|\.sigmoid\(|nn\.Sigmoid|expit", source)


def test_bce_is_the_mean_over_every_number():
    p = torch.tensor([[0.5], [0.25]])
    y = torch.tensor([[1.0], [1.0]])
    got = bce(p, y).item()
    assert abs(got - 1.0397208) < 1e-4


def test_bce_none_keeps_one_loss_a_number():
    p = torch.tensor([[0.9], [0.2], [0.6]])
    y = torch.tensor([[1.0], [0.0], [1.0]])
    got = bce(p, y, reduction="none")
    want = torch.nn.functional.binary_cross_entropy(p, y, reduction="none")
    error = (got - want).abs().max()
    if error > 1e-5:
        raise AssertionError(f"off by {error}")


def test_bce_sum_adds_the_losses_up():
    torch.manual_seed(1)
    p, y = torch.rand(5, 1), torch.ones(5, 1)
    got = bce(p, y, reduction="sum")
    want = torch.nn.functional.binary_cross_entropy(p, y, reduction="sum")
    assert torch.allclose(got, want)


def test_bce_of_certain_and_right_costs_nothing():
    p = torch.tensor([[0.0], [1.0]])
    y = torch.tensor([[0.0], [1.0]])
    got = bce(p, y)
    if abs(got) > 1e-6:
        raise AssertionError(f"expected 0, got {got}")


def test_bce_of_a_large_table_is_quick():
    p, y = torch.full((1000, 100), 0.25), torch.ones(1000, 100)
    start = time.perf_counter()
    got = bce(p, y)
    seconds = time.perf_counter() - start
    want = torch.tensor(1.3862944)
    assert torch.allclose(got, want)
    assert seconds < 0.5
