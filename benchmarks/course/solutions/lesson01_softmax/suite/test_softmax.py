"""The benchmark's six tests."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_values(student, draw):
    """softmax agrees with PyTorch's along dim 1"""
    x = draw.randn(8, 10)

    check.close(student.softmax(x), torch.softmax(x, dim=1))


@pytest.mark.task(1)
def test_rows_sum_to_one(student, draw):
    """each row of softmax sums to 1"""
    x = draw.randn(4, 3)

    got = student.softmax(x)

    check.shape(got, (4, 3))
    check.close(got.sum(dim=1), torch.ones(4))


@pytest.mark.task(1)
def test_large_logits(student):
    """logits of 1000 stay finite"""
    x = torch.tensor([[1000.0, 0.0, -1000.0]])

    check.close(student.softmax(x), torch.tensor([[1.0, 0.0, 0.0]]))


@pytest.mark.task(1)
def test_input_unchanged(student, draw):
    """softmax does not change its input"""
    check.unchanged(student.softmax, draw.randn(3, 3))


@pytest.mark.task(1)
def test_nll(student, draw):
    """nll agrees with PyTorch's"""
    logp, y = torch.log_softmax(draw.randn(16, 10), dim=1), draw.randint(0, 10, (16,))

    check.close(student.nll(logp, y), torch.nn.functional.nll_loss(logp, y))


@pytest.mark.task(1)
def test_nll_of_one_sample(student):
    """nll of one sample is minus its log-probability"""
    logp = torch.log(torch.tensor([[0.25, 0.75]]))

    check.close(student.nll(logp, torch.tensor([0])), 1.3862944)
