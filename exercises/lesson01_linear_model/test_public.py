"""Public tests of lesson 01: read them, run them, add your own."""

import numpy as np
import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_forward_of_a_number(student):
    """forward(4.0, 2.5) is 10.0

    zh: forward(4.0, 2.5) 等于 10.0
    """
    got = student.forward(4.0, 2.5)

    check.close(got, 10.0)


@pytest.mark.task(1)
def test_loss_of_one_sample(student):
    """loss(4.0, 7.0, 2.5) is 9.0

    zh: loss(4.0, 7.0, 2.5) 等于 9.0
    """
    got = student.loss(4.0, 7.0, 2.5)

    check.close(got, 9.0)


@pytest.mark.task(2)
def test_mse_of_three_samples(student):
    """mse of the errors 1, 2 and 4 is 7

    zh: 误差为 1、2、4 时，mse 等于 7
    """
    xs, ys = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 4.0, 5.0])

    got = student.mse(xs, ys, 3.0)

    check.close(got, 7.0, dtype=False)


@pytest.mark.task(2)
def test_mse_of_an_array(student):
    """mse takes NumPy arrays, too

    zh: mse 也接受 NumPy 数组
    """
    xs, ys = np.array([1.0, 2.0]), np.array([1.0, 6.0])

    got = student.mse(xs, ys, 2.0)

    check.close(got, 2.5, dtype=False)


@pytest.mark.task(3)
def test_grid_search_gives_the_slope_and_its_losses(student):
    """grid_search gives the best slope and the loss of every slope

    zh: grid_search 返回最好的斜率和每个斜率的损失
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 6.0])
    ws = torch.tensor([1.0, 3.0, 4.0, 5.0])

    best_w, losses = check.items(student.grid_search(xs, ys, ws), 2)

    check.close(best_w, 3.0, dtype=False)
    check.close(losses, [10.0, 0.0, 2.5, 10.0], atol=1e-6, dtype=False)


@pytest.mark.task(4)
def test_forward_with_bias_of_a_number(student):
    """forward_with_bias(2.0, 1.5, 8.0) is 11.0

    zh: forward_with_bias(2.0, 1.5, 8.0) 等于 11.0
    """
    got = student.forward_with_bias(2.0, 1.5, 8.0)

    check.close(got, 11.0)


@pytest.mark.task(5)
def test_loss_surface_has_biases_down_and_slopes_across(student):
    """the surface has one row for each bias and one column for each slope

    zh: 损失曲面的每一行对应一个偏置，每一列对应一个斜率
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([4.0, 6.0])
    ws, bs = torch.tensor([1.0, 2.0]), torch.tensor([0.0, 2.0, 4.0])

    got = student.loss_surface(xs, ys, ws, bs)

    check.close(got, torch.tensor([[12.5, 4.0], [2.5, 0.0], [0.5, 4.0]]), dtype=False)
