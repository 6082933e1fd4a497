"""Hidden tests of lesson 01: a line, its loss, exhaustive search, a bias, the surface of losses."""

import numpy as np
import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_forward_multiplies_x_by_w(student, draw):
    """forward(3.0, 2.0) is 6.0

    zh: forward(3.0, 2.0) 等于 6.0
    """
    got = student.forward(3.0, 2.0)

    check.close(got, 6.0)
    x, w = draw.number(1, 9), draw.number(1, 9)
    check.close(student.forward(x, w), x * w)


@pytest.mark.task(1)
def test_forward_of_each_input_in_a_tensor(student, draw):
    """forward of a tensor of inputs has one prediction for each, in the same shape

    zh: 输入是一个张量时，forward 对每个元素各给一个预测，形状不变
    """
    x = draw.randn(5)
    w = draw.number(-3, -1.5)

    got = student.forward(x, w)

    check.close(got, x * w, dtype=False)


@pytest.mark.task(1)
def test_forward_of_each_input_in_an_array(student, draw):
    """forward of a NumPy array of inputs has one prediction for each

    zh: 输入是一个 NumPy 数组时，forward 对每个元素各给一个预测
    """
    x = draw.randn(6, dtype=torch.float64).numpy()
    w = draw.number(2.5, 4)

    got = student.forward(x, w)

    check.close(got, x * w, dtype=False)


@pytest.mark.task(1)
def test_loss_is_the_squared_error(student, draw):
    """loss(2.0, 10.0, 3.0) is 16.0

    zh: loss(2.0, 10.0, 3.0) 等于 16.0
    """
    got = student.loss(2.0, 10.0, 3.0)

    check.close(got, 16.0)
    x, y, w = draw.number(1, 3), draw.number(10, 20), draw.number(1, 3)
    check.close(student.loss(x, y, w), (x * w - y) ** 2)


@pytest.mark.task(1)
def test_loss_is_zero_on_the_line(student, draw):
    """loss is 0 for a sample that lies on the line

    zh: 样本正好落在直线上时，loss 为 0
    """
    above = draw.number(1.5, 3)

    on_the_line, beside_it = student.loss(2.0, 6.0, 3.0), student.loss(2.0, 6.0 + above, 3.0)

    check.close(on_the_line, 0.0, atol=1e-6)
    check.close(beside_it, above**2)


@pytest.mark.task(1)
def test_loss_is_the_same_above_and_below_the_line(student, draw):
    """loss is the same for a prediction too high and one too low by as much

    zh: 预测偏高与偏低同样多时，loss 相同
    """
    distance = draw.number(1.5, 3)

    too_high = student.loss(2.0, 6.0 - distance, 3.0)
    check.close(too_high, distance**2)
    too_low = student.loss(2.0, 6.0 + distance, 3.0)
    check.close(too_low, distance**2)


@pytest.mark.task(1)
def test_loss_of_tensors(student, draw):
    """loss takes its three numbers as 0-d tensors, too

    zh: x、y、w 是 0 维张量时，loss 同样正确
    """
    x, y, w = (torch.tensor(draw.number(*ends)) for ends in [(1, 2), (1, 3), (-3, -1.5)])

    got = student.loss(x, y, w)

    check.close(got, mean_square(x, y, w), dtype=False)


@pytest.mark.task(1)
def test_loss_of_arrays(student, draw):
    """loss takes its three numbers as 0-d NumPy arrays, too

    zh: x、y、w 是 0 维 NumPy 数组时，loss 同样正确
    """
    x, y, w = (np.array(draw.number(*ends)) for ends in [(-2, -1), (-3, -1), (-3, -1.5)])

    got = student.loss(x, y, w)

    check.close(got, mean_square(x, y, w), dtype=False)


@pytest.mark.task(2)
def test_mse_of_four_samples(student, draw):
    """mse of four samples is their mean squared error

    zh: 四个样本的 mse 是平方误差的均值
    """
    xs = torch.tensor([1.0, 2.0, 3.0, 4.0])
    ys = torch.tensor([3.0, 5.0, 4.0, 11.0])

    got = student.mse(xs, ys, 2.0)

    check.close(got, 3.75, dtype=False)
    ys = draw.uniform(3, 11, 4)
    check.close(student.mse(xs, ys, 2.0), mean_square(xs, ys, 2.0), dtype=False)


@pytest.mark.task(2)
def test_mse_of_one_sample(student, draw):
    """mse of a single sample is the loss of that sample

    zh: 只有一个样本时，mse 就是这个样本的 loss
    """
    xs, ys = draw.uniform(1, 2, 1), draw.uniform(-3, -1, 1)
    w = draw.number(1.5, 3)

    got = student.mse(xs, ys, w)

    check.close(got, mean_square(xs, ys, w), dtype=False)


@pytest.mark.task(2)
def test_mse_does_not_grow_with_the_sample(student, draw):
    """mse stays the same when every sample is given twice

    zh: 每个样本都重复一遍，mse 不变
    """
    xs, ys = draw.randn(6), draw.randn(6) + 5
    w = draw.number(1, 2)

    got = student.mse(torch.cat([xs, xs]), torch.cat([ys, ys]), w)

    check.close(got, mean_square(xs, ys, w), dtype=False)


@pytest.mark.task(2)
def test_mse_keeps_opposite_errors_from_cancelling(student, draw):
    """mse of the errors 2 and -2 is 4

    zh: 误差为 2 和 -2 时，mse 等于 4，不会互相抵消
    """
    xs = torch.tensor([1.0, 1.0])
    ys = torch.tensor([1.0, 5.0])

    got = student.mse(xs, ys, 3.0)

    check.close(got, 4.0, dtype=False)
    error = draw.number(2, 5)
    ys = torch.tensor([3.0 - error, 3.0 + error])
    check.close(student.mse(xs, ys, 3.0), mean_square(xs, ys, 3.0), dtype=False)


@pytest.mark.task(2)
def test_mse_of_tensors(student, draw):
    """mse is right for random tensors, with w as a 0-d tensor

    zh: 对随机抽取的张量，mse 正确；这里 w 是 0 维张量
    """
    xs, ys = draw.randn(7), draw.randn(7) + 5
    w = torch.tensor(draw.number(2, 3))

    got = student.mse(xs, ys, w)

    check.close(got, mean_square(xs, ys, w), dtype=False)


@pytest.mark.task(2)
def test_mse_of_arrays(student, draw):
    """mse is right for random NumPy arrays

    zh: 对随机抽取的 NumPy 数组，mse 正确
    """
    xs, ys = draw.randn(2, 5, dtype=torch.float64).numpy() + 4
    w = draw.number(-3, -2)

    got = student.mse(xs, ys, w)

    check.close(got, mean_square(xs, ys, w), dtype=False)


@pytest.mark.task(2)
def test_mse_leaves_its_data_alone(student, draw):
    """mse does not change xs and ys

    zh: mse 不改动 xs 和 ys
    """
    xs, ys = draw.randn(4), draw.randn(4) + 5

    got = check.unchanged(student.mse, xs, ys, 2.0)

    check.close(got, mean_square(xs, ys, 2.0), dtype=False)


@pytest.mark.task(3)
def test_best_w_lies_on_the_line(student, draw):
    """best_w is 2.0 for samples on the line y = 2x

    zh: 样本都在直线 y = 2x 上时，best_w 等于 2.0
    """
    xs, ys = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 4.0, 6.0])
    ws = torch.tensor([0.0, 0.5, 1.0, 1.5, 2.0, 2.5])

    best_w, _ = check.items(student.grid_search(xs, ys, ws), 2)

    check.close(best_w, 2.0, dtype=False)
    slope = draw.integer(2, 9)
    ws = slope + ws - 2.0
    best_w, _ = check.items(student.grid_search(xs, slope * xs, ws), 2)
    check.close(best_w, slope, dtype=False)


@pytest.mark.task(3)
def test_losses_stand_in_the_order_of_ws(student, draw):
    """losses stand in the order of ws, also when ws is not sorted

    zh: losses 按 ws 的顺序排列，即使 ws 没有排序
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])
    ws = torch.tensor([3.0, 0.0, 2.5, 5.0])

    _, losses = check.items(student.grid_search(xs, ys, ws), 2)

    check.close(losses, [2.5, 10.0, 0.625, 22.5], dtype=False)
    ws = draw.uniform(-5, 5, 4)
    _, losses = check.items(student.grid_search(xs, ys, ws), 2)
    check.close(losses, [mean_square(xs, ys, w) for w in ws.tolist()], dtype=False)


@pytest.mark.task(3)
def test_first_w_wins_a_tie(student, draw):
    """best_w is the first in ws when two have the same smallest loss

    zh: 有两个 w 的损失同为最小时，best_w 取 ws 中靠前的那个
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])
    ws = torch.tensor([4.0, 3.0, 1.0, 0.0])

    best_w, _ = check.items(student.grid_search(xs, ys, ws), 2)

    check.close(best_w, 3.0, dtype=False)
    slope = draw.integer(2, 9)
    ws = slope + ws - 2.0
    best_w, _ = check.items(student.grid_search(xs, slope * xs, ws), 2)
    check.close(best_w, slope + 1, dtype=False)


@pytest.mark.task(3)
def test_best_w_may_be_the_last(student, draw):
    """best_w is found when it is the last of ws

    zh: 最好的 w 排在 ws 的最后时，也能找到
    """
    xs = draw.uniform(0.25, 0.75, 5)
    ws = torch.tensor([4.0, 0.0, 1.0, 2.25])

    best_w, _ = check.items(student.grid_search(xs, 2.25 * xs, ws), 2)

    check.close(best_w, 2.25, dtype=False)


@pytest.mark.task(3)
def test_best_w_when_every_loss_is_large(student, draw):
    """best_w is found when every loss is above a million

    zh: 所有损失都超过一百万时，也能找到 best_w
    """
    xs, ys = torch.tensor([100.0, 200.0]), torch.tensor([50000.0, 100000.0])
    ws = torch.tensor([1.0, 3.0, 2.0])

    best_w, _ = check.items(student.grid_search(xs, ys, ws), 2)

    check.close(best_w, 3.0, dtype=False)
    scale = draw.integer(3, 9)
    best_w, _ = check.items(student.grid_search(scale * xs, ys, ws[[0, 2]]), 2)
    check.close(best_w, 2.0, dtype=False)


@pytest.mark.task(3)
def test_grid_of_one_w(student, draw):
    """a grid of a single w gives that w and its loss

    zh: ws 只有一个值时，返回这个值和它的损失
    """
    xs, ys, ws = draw.uniform(1, 2, 3), draw.uniform(-3, -1, 3), draw.uniform(1.5, 2, 1)

    best_w, losses = check.items(student.grid_search(xs, ys, ws), 2)

    check.close(best_w, ws.item(), dtype=False)
    check.close(losses, [mean_square(xs, ys, ws.item())], dtype=False)


@pytest.mark.task(3)
def test_grid_search_on_tensors(student, draw):
    """best_w and losses are right for random tensors

    zh: 对随机抽取的张量，best_w 和 losses 都正确
    """
    xs = draw.uniform(1, 3, 6)
    ys = -1.25 * xs
    ws = torch.tensor([2.0, -3.0, -1.0, 0.0, 1.0, -2.0])

    best_w, losses = check.items(student.grid_search(xs, ys, ws), 2)

    check.close(best_w, -1.0, dtype=False)
    check.close(losses, [mean_square(xs, ys, w) for w in ws.tolist()], dtype=False)


@pytest.mark.task(3)
def test_grid_search_on_arrays(student, draw):
    """best_w and losses are right for random NumPy arrays

    zh: 对随机抽取的 NumPy 数组，best_w 和 losses 都正确
    """
    xs = draw.uniform(-3, -1, 5, dtype=torch.float64).numpy()
    ys = 0.75 * xs
    ws = np.array([-1.0, 3.0, 0.5, 2.0])

    best_w, losses = check.items(student.grid_search(xs, ys, ws), 2)

    check.close(best_w, 0.5, dtype=False)
    check.close(losses, [mean_square(xs, ys, w) for w in ws.tolist()], dtype=False)


@pytest.mark.task(4)
def test_bias_is_added_after_the_product(student, draw):
    """forward_with_bias(2.0, 3.0, 4.0) is 10.0

    zh: forward_with_bias(2.0, 3.0, 4.0) 等于 10.0
    """
    got = student.forward_with_bias(2.0, 3.0, 4.0)

    check.close(got, 10.0)
    x, w, b = draw.number(1, 9), draw.number(1, 9), draw.number(1, 9)
    check.close(student.forward_with_bias(x, w, b), x * w + b)


@pytest.mark.task(4)
def test_prediction_at_zero_is_the_bias(student, draw):
    """forward_with_bias at x = 0 is the bias

    zh: x = 0 时，forward_with_bias 的结果就是偏置 b
    """
    w, b = draw.number(2, 4), draw.number(-3, -1)

    got = student.forward_with_bias(0.0, w, b)

    check.close(got, b)


@pytest.mark.task(4)
def test_forward_with_bias_of_a_tensor(student, draw):
    """forward_with_bias of a tensor of inputs has one prediction for each

    zh: 输入是一个张量时，forward_with_bias 对每个元素各给一个预测
    """
    x = draw.uniform(-2, -1, 5)
    w, b = draw.number(2, 3), draw.number(-1.5, -1)

    got = student.forward_with_bias(x, w, b)

    check.close(got, x * w + b, dtype=False)


@pytest.mark.task(4)
def test_forward_with_bias_of_an_array(student, draw):
    """forward_with_bias of a NumPy array of inputs has one prediction for each

    zh: 输入是一个 NumPy 数组时，forward_with_bias 对每个元素各给一个预测
    """
    x = draw.uniform(1, 2, 6, dtype=torch.float64).numpy()
    w, b = draw.number(-3, -2), draw.number(-5, -4)

    got = student.forward_with_bias(x, w, b)

    check.close(got, x * w + b, dtype=False)


@pytest.mark.task(5)
def test_surface_of_a_small_grid(student, draw):
    """the surface over two biases and three slopes has the six right losses

    zh: 两个偏置、三个斜率的网格上，六个损失都正确
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 5.0])
    ws, bs = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([0.0, 1.0])

    got = student.loss_surface(xs, ys, ws, bs)

    check.close(got, torch.tensor([[6.5, 1.0, 0.5], [2.5, 0.0, 2.5]]), dtype=False)
    ws, bs = draw.uniform(1, 4, 3), draw.uniform(0, 2, 2)
    check.close(student.loss_surface(xs, ys, ws, bs), surface(xs, ys, ws, bs), dtype=False)


@pytest.mark.task(5)
def test_surface_has_a_row_for_each_bias(student, draw):
    """the surface has one row for each bias and one column for each slope

    zh: 损失曲面的每一行对应一个偏置，每一列对应一个斜率
    """
    xs, ys = draw.uniform(1, 3, 5), draw.uniform(4, 6, 5)
    ws, bs = draw.uniform(-3, -1, 2), draw.uniform(1, 3, 4)

    got = student.loss_surface(xs, ys, ws, bs)

    check.shape(got, (4, 2))
    check.close(got, surface(xs, ys, ws, bs), dtype=False)


@pytest.mark.task(5, points=2)
def test_surface_entry_belongs_to_its_bias_and_slope(student, draw):
    """entry [i, j] belongs to bs[i] and ws[j], also with as many samples

    zh: 第 [i, j] 个元素对应 bs[i] 和 ws[j]，样本数与网格边长相同时也一样
    """
    xs, ys = draw.uniform(1, 3, 4), draw.uniform(4, 6, 4)
    ws, bs = draw.uniform(-3, -1, 4), draw.uniform(1, 3, 4)

    got = student.loss_surface(xs, ys, ws, bs)

    check.close(got, surface(xs, ys, ws, bs), dtype=False)


@pytest.mark.task(5)
def test_surface_of_one_point_keeps_its_shape(student, draw):
    """a grid of one bias and one slope gives shape (1, 1)

    zh: 只有一个偏置、一个斜率时，形状是 (1, 1)
    """
    xs, ys = draw.uniform(1, 2, 5), draw.uniform(-3, -1, 5)
    ws, bs = draw.uniform(1.5, 2, 1), draw.uniform(1, 2, 1)

    got = student.loss_surface(xs, ys, ws, bs)

    check.close(got, surface(xs, ys, ws, bs), dtype=False)


@pytest.mark.task(5)
def test_surface_of_tensors(student, draw):
    """the surface is right for random tensors

    zh: 对随机抽取的张量，损失曲面正确
    """
    xs, ys = draw.randn(5), draw.randn(5) * 3
    ws, bs = draw.randn(6), draw.randn(3)

    got = student.loss_surface(xs, ys, ws, bs)

    check.close(got, surface(xs, ys, ws, bs), rtol=1e-4, dtype=False)


@pytest.mark.task(5)
def test_surface_of_arrays(student, draw):
    """the surface is right for random NumPy arrays

    zh: 对随机抽取的 NumPy 数组，损失曲面正确
    """
    xs, ys = draw.randn(2, 6, dtype=torch.float64) * 2
    ws, bs = draw.randn(2, dtype=torch.float64), draw.randn(5, dtype=torch.float64)

    got = student.loss_surface(xs.numpy(), ys.numpy(), ws.numpy(), bs.numpy())

    check.close(got, surface(xs, ys, ws, bs), rtol=1e-4, dtype=False)


@pytest.mark.task(5, points=2)
def test_surface_of_a_large_grid_in_time(student, draw):
    """a surface of two million grid points is done within five seconds

    zh: 两百万个网格点的损失曲面在五秒内算完
    """
    xs, ys = draw.randn(8), draw.randn(8) * 3
    ws, bs = torch.linspace(-2, 2, 1600), torch.linspace(-2, 2, 1250)

    got = student.loss_surface(xs, ys, ws, bs)

    check.close(got, surface(xs, ys, ws, bs), rtol=1e-4, dtype=False)


def mean_square(xs, ys, w):
    """The mean squared error in float64, as a Python number."""
    xs, ys = (torch.as_tensor(values, dtype=torch.float64) for values in (xs, ys))
    return ((float(w) * xs - ys) ** 2).mean().item()


def surface(xs, ys, ws, bs):
    """The mean squared error at each bias and slope in float64, one sample after the other."""
    total = torch.zeros(len(bs), len(ws), dtype=torch.float64)
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        total += (x * ws.double() + bs.double().reshape(-1, 1) - y) ** 2
    return total / len(xs)
