"""Hidden tests of lesson 02. References are plain loops in float64, or autograd, in this process."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_cost_is_the_mean_of_the_squared_errors(student, draw):
    """cost is the mean of the squared errors

    zh: cost 是平方误差的均值
    """
    xs, ys = torch.tensor([1.0, 2.0, 4.0]), torch.tensor([1.0, 1.0, 2.0])

    got = student.cost(xs, ys, 1.0)

    check.close(got, 5 / 3)
    xs, ys = draw.uniform(1, 4, 3), draw.uniform(1, 4, 3)
    check.close(student.cost(xs, ys, 1.0), mean_squared_error(xs, ys, 1.0))


@pytest.mark.task(1)
def test_errors_of_opposite_sign_do_not_cancel_in_the_cost(student, draw):
    """errors of opposite sign do not cancel in the cost

    zh: 一正一负的误差在 cost 里不会互相抵消
    """
    xs, ys = torch.tensor([1.0, 1.0]), torch.tensor([4.0, -2.0])

    got = student.cost(xs, ys, 1.0)

    check.close(got, 9.0)
    error = draw.number(2, 5)
    check.close(student.cost(xs, torch.tensor([1 + error, 1 - error]), 1.0), error**2)


@pytest.mark.task(1)
def test_cost_of_numpy_arrays(student, draw):
    """cost takes NumPy arrays, and a Python number as w

    zh: cost 能接受 NumPy 数组，此时 w 是 Python 数
    """
    xs, ys = draw.uniform(-2, 2, 7, dtype=torch.float64), draw.uniform(3, 5, 7, dtype=torch.float64)
    w = draw.number(-0.5, 0.5)

    got = student.cost(xs.numpy(), ys.numpy(), w)

    check.close(got, mean_squared_error(xs, ys, w))


@pytest.mark.task(1)
def test_cost_with_a_tensor_as_w(student, draw):
    """cost takes tensors, and a tensor with a single number as w

    zh: cost 能接受张量，此时 w 可以是只含一个数的张量
    """
    xs, ys = draw.uniform(-2, 2, 5), draw.uniform(3, 5, 5)
    w = torch.tensor(draw.number(-0.5, 0.5))

    got = student.cost(xs, ys, w)

    check.close(got, mean_squared_error(xs, ys, w))


@pytest.mark.task(1)
def test_cost_leaves_its_arguments_as_they_were(student, draw):
    """cost leaves xs, ys and w as they were

    zh: cost 不改动 xs、ys 和 w
    """
    xs, ys, w = draw.uniform(-2, 2, 5), draw.uniform(3, 5, 5), torch.tensor(draw.number(-0.5, 0.5))

    got = check.unchanged(student.cost, xs, ys, w)

    check.close(got, mean_squared_error(xs, ys, w))


@pytest.mark.task(2)
def test_gradient_of_three_samples(student, draw):
    """gradient is the mean over the samples of 2 * x * (x * w - y)

    zh: gradient 是各样本 2 * x * (x * w - y) 的均值
    """
    xs, ys = torch.tensor([1.0, 2.0, -1.0]), torch.tensor([3.0, 1.0, 0.0])

    got = student.gradient(xs, ys, 2.0)

    check.close(got, 14 / 3)
    ys = draw.uniform(-3, 3, 3)
    check.close(student.gradient(xs, ys, 2.0), slopes(xs, ys, 2.0, 0.0)[0])


@pytest.mark.task(2)
def test_gradient_is_zero_at_the_lowest_cost(student, draw):
    """gradient is 0 at the w of the lowest cost, though the errors are not

    zh: 在代价最低的 w 处 gradient 为 0，哪怕各个误差都不为 0
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([3.0, 1.0])
    away = draw.number(2, 4)

    lowest, beside_it = student.gradient(xs, ys, 1.0), student.gradient(xs, ys, away)

    check.close(lowest, 0.0, atol=1e-6)
    check.close(beside_it, 5 * (away - 1), atol=1e-5)


@pytest.mark.task(2)
def test_gradient_is_the_slope_of_the_cost(student, draw):
    """gradient is the derivative of the cost with respect to w

    zh: gradient 等于代价对 w 的导数
    """
    xs, ys = draw.uniform(0.5, 2, 6), draw.uniform(-2, 2, 6)
    w = torch.tensor(draw.number(2, 4))

    got = student.gradient(xs, ys, w)

    check.close(got, slopes(xs, ys, w, 0.0)[0], atol=1e-5)


@pytest.mark.task(2)
def test_gradient_of_numpy_arrays(student, draw):
    """gradient takes NumPy arrays, and a Python number as w

    zh: gradient 能接受 NumPy 数组，此时 w 是 Python 数
    """
    xs, ys = draw.uniform(-2, 2, 7, dtype=torch.float64), draw.uniform(-2, 2, 7, dtype=torch.float64)
    w = draw.number(2, 4)

    got = student.gradient(xs.numpy(), ys.numpy(), w)

    check.close(got, slopes(xs, ys, w, 0.0)[0], atol=1e-5)


@pytest.mark.task(2)
def test_gradient_leaves_its_arguments_as_they_were(student, draw):
    """gradient leaves xs, ys and w as they were

    zh: gradient 不改动 xs、ys 和 w
    """
    xs, ys, w = draw.uniform(0.5, 2, 6), draw.uniform(-2, 2, 6), torch.tensor(draw.number(2, 4))

    got = check.unchanged(student.gradient, xs, ys, w)

    check.close(got, slopes(xs, ys, w, 0.0)[0], atol=1e-5)


@pytest.mark.task(3)
def test_batch_w_after_one_epoch(student, draw):
    """one epoch of batch descent moves w by -lr times the gradient

    zh: 批量梯度下降一轮，w 的变化是 -lr 乘梯度
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([4.0, 2.0])

    w, _ = check.items(student.batch_descent(xs, ys, 0.0, 0.1, 1), 2)

    check.close(w, 0.8, what="w")
    xs, ys = draw.uniform(0.5, 2, 2), draw.uniform(2, 4, 2)
    w, _ = check.items(student.batch_descent(xs, ys, 0.0, 0.1, 1), 2)
    check.close(w, descend(xs, ys, 0.0, 0.1, 1, 2)[0], what="w")


@pytest.mark.task(3)
def test_batch_w_after_several_epochs(student, draw):
    """every epoch of batch descent takes the gradient at the new w

    zh: 批量梯度下降的每一轮都用新的 w 重新求梯度
    """
    xs, ys = draw.uniform(0.5, 1.5, 6), draw.uniform(-2, 2, 6)

    w, _ = check.items(student.batch_descent(xs, ys, 3.0, 0.1, 4), 2)

    check.close(w, descend(xs, ys, 3.0, 0.1, 4, batch_size=6)[0], atol=1e-5, what="w")


@pytest.mark.task(3)
def test_batch_costs_are_taken_before_each_update(student, draw):
    """costs of batch descent are taken before each epoch's update

    zh: 批量梯度下降的 costs 是每轮更新之前的代价
    """
    xs, ys = draw.uniform(0.5, 1.5, 6, dtype=torch.float64), draw.uniform(-2, 2, 6, dtype=torch.float64)

    _, costs = check.items(student.batch_descent(xs.numpy(), ys.numpy(), 3.0, 0.1, 4), 2)

    check.close(costs, descend(xs, ys, 3.0, 0.1, 4, batch_size=6)[1], atol=1e-5, what="costs")


@pytest.mark.task(3)
def test_batch_descent_goes_on_when_the_cost_rises(student, draw):
    """batch descent runs every epoch, even when the cost rises

    zh: 代价上升时，批量梯度下降仍跑完每一轮
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])

    w, _ = check.items(student.batch_descent(xs, ys, 1.0, 0.5, 3), 2)

    check.close(w, 5.375, what="w")
    ys = xs * draw.number(2, 3)
    w, _ = check.items(student.batch_descent(xs, ys, 1.0, 0.5, 3), 2)
    check.close(w, descend(xs, ys, 1.0, 0.5, 3, 2)[0], what="w")


@pytest.mark.task(3)
def test_batch_descent_has_one_cost_an_epoch_at_the_minimum(student, draw):
    """batch descent gives one cost per epoch, even when nothing changes

    zh: 即使 w 已不再变化，批量梯度下降仍每轮给出一个代价
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([2.0, 4.0])
    start = draw.number(3, 4)

    still = student.batch_descent(xs, ys, 2.0, 0.1, 4)
    moving = student.batch_descent(xs, ys, start, 0.1, 4)

    check.close(check.items(still, 2)[1], [0.0, 0.0, 0.0, 0.0], atol=1e-6, what="costs")
    check.close(check.items(moving, 2)[1], descend(xs, ys, start, 0.1, 4, batch_size=2)[1], atol=1e-5, what="costs")


@pytest.mark.task(3)
def test_batch_descent_reaches_the_least_squares_w(student, draw):
    """batch descent reaches the w of least squares

    zh: 批量梯度下降最终到达最小二乘的 w
    """
    xs, ys = draw.uniform(0.5, 1.5, 6, dtype=torch.float64), draw.uniform(-2, 2, 6, dtype=torch.float64)

    w, _ = check.items(student.batch_descent(xs, ys, 3.0, 0.2, 200), 2)

    check.close(w, ((xs * ys).sum() / (xs * xs).sum()).item(), atol=1e-5, what="w")


@pytest.mark.task(3)
def test_batch_descent_leaves_its_arguments_as_they_were(student, draw):
    """batch descent leaves the caller's xs, ys and w as they were

    zh: 批量梯度下降不改动调用者的 xs、ys 和 w
    """
    xs, ys, start = draw.uniform(0.5, 1.5, 3), draw.uniform(-2, 2, 3), torch.tensor(draw.number(2, 4))

    got = check.unchanged(student.batch_descent, xs, ys, start, 0.1, 2)

    check.close(check.items(got, 2)[0], descend(xs, ys, start.item(), 0.1, 2, batch_size=3)[0], atol=1e-5, what="w")


@pytest.mark.task(4)
def test_stochastic_w_after_one_epoch(student, draw):
    """each sample updates the w that the sample before it left

    zh: 每个样本都在前一个样本更新过的 w 上继续更新
    """
    xs, ys = torch.tensor([1.0, 2.0]), torch.tensor([4.0, 2.0])

    w, _ = check.items(student.stochastic_descent(xs, ys, 0.0, 0.1, 1), 2)

    check.close(w, 0.96, what="w")
    xs, ys = draw.uniform(0.5, 2, 2), draw.uniform(2, 4, 2)
    w, _ = check.items(student.stochastic_descent(xs, ys, 0.0, 0.1, 1), 2)
    check.close(w, descend(xs, ys, 0.0, 0.1, 1, 1)[0], what="w")


@pytest.mark.task(4)
def test_stochastic_w_after_several_epochs(student, draw):
    """stochastic descent takes the samples in order in every epoch

    zh: 随机梯度下降的每一轮都按顺序取样本
    """
    xs, ys = draw.uniform(0.5, 1.5, 6, dtype=torch.float64), draw.uniform(-2, 2, 6, dtype=torch.float64)

    w, _ = check.items(student.stochastic_descent(xs.numpy(), ys.numpy(), 3.0, 0.1, 3), 2)

    check.close(w, descend(xs, ys, 3.0, 0.1, 3, batch_size=1)[0], atol=1e-5, what="w")


@pytest.mark.task(4)
def test_stochastic_costs_are_over_all_samples(student, draw):
    """costs of stochastic descent are over all samples, before each epoch

    zh: 随机梯度下降的 costs 是每轮开始前全部样本上的代价
    """
    xs, ys = draw.uniform(0.5, 1.5, 6), draw.uniform(-2, 2, 6)

    _, costs = check.items(student.stochastic_descent(xs, ys, 3.0, 0.1, 3), 2)

    check.close(costs, descend(xs, ys, 3.0, 0.1, 3, batch_size=1)[1], atol=1e-5, what="costs")


@pytest.mark.task(4)
def test_stochastic_descent_moves_away_from_the_minimum(student, draw):
    """single samples move w even where the cost is lowest

    zh: 即使从代价最低处出发，单个样本仍会推动 w
    """
    xs, ys = torch.tensor([1.0, 2.0, 1.0]), torch.tensor([3.0, 1.0, 1.0])

    w, _ = check.items(student.stochastic_descent(xs, ys, 1.0, 0.1, 1), 2)

    check.close(w, 0.744, what="w")
    off = draw.number(1, 3)
    ys = xs + off * torch.tensor([2.0, -0.5, -1.0])
    w, _ = check.items(student.stochastic_descent(xs, ys, 1.0, 0.1, 1), 2)
    check.close(w, descend(xs, ys, 1.0, 0.1, 1, 1)[0], what="w")


@pytest.mark.task(4)
def test_stochastic_descent_leaves_its_arguments_as_they_were(student, draw):
    """stochastic descent leaves the caller's xs, ys and w as they were

    zh: 随机梯度下降不改动调用者的 xs、ys 和 w
    """
    xs, ys, start = draw.uniform(0.5, 1.5, 3), draw.uniform(-2, 2, 3), torch.tensor(draw.number(2, 4))

    got = check.unchanged(student.stochastic_descent, xs.numpy(), ys.numpy(), start.numpy(), 0.1, 2)

    check.close(check.items(got, 2)[0], descend(xs, ys, start.item(), 0.1, 2, batch_size=1)[0], atol=1e-5, what="w")


@pytest.mark.task(5)
def test_minibatch_w_after_two_full_batches(student, draw):
    """each batch updates w once, with the mean over the batch

    zh: 每个小批量用批内梯度的均值更新一次 w
    """
    xs, ys = torch.tensor([1.0, 2.0, 1.0, 2.0]), torch.tensor([4.0, 2.0, 2.0, 4.0])

    w, _ = check.items(student.minibatch_descent(xs, ys, 0.0, 0.1, 1, 2), 2)

    check.close(w, 1.4, what="w")
    xs, ys = draw.uniform(0.5, 2, 4), draw.uniform(2, 4, 4)
    w, _ = check.items(student.minibatch_descent(xs, ys, 0.0, 0.1, 1, 2), 2)
    check.close(w, descend(xs, ys, 0.0, 0.1, 1, 2)[0], what="w")


@pytest.mark.task(5)
def test_minibatch_uses_the_short_last_batch(student, draw):
    """a short last batch is used, averaged over its own length

    zh: 不足一批的最后几个样本也要用，按实际个数求均值
    """
    xs, ys = torch.tensor([1.0, 2.0, 1.0]), torch.tensor([4.0, 2.0, 4.0])

    w, _ = check.items(student.minibatch_descent(xs, ys, 0.0, 0.1, 1, 2), 2)

    check.close(w, 1.44, what="w")
    xs, ys = draw.uniform(0.5, 2, 3), draw.uniform(2, 4, 3)
    w, _ = check.items(student.minibatch_descent(xs, ys, 0.0, 0.1, 1, 2), 2)
    check.close(w, descend(xs, ys, 0.0, 0.1, 1, 2)[0], what="w")


@pytest.mark.task(5)
def test_minibatch_w_after_several_epochs(student, draw):
    """batches are neighbours, in order, the same in every epoch

    zh: 小批量由相邻样本按顺序组成，每轮相同
    """
    xs, ys = draw.uniform(0.5, 1.5, 10, dtype=torch.float64), draw.uniform(-2, 2, 10, dtype=torch.float64)

    w, _ = check.items(student.minibatch_descent(xs.numpy(), ys.numpy(), 3.0, 0.1, 3, 4), 2)

    check.close(w, descend(xs, ys, 3.0, 0.1, 3, batch_size=4)[0], atol=1e-5, what="w")


@pytest.mark.task(5)
def test_minibatch_of_one_is_stochastic_descent(student, draw):
    """batch_size=1 gives the w of one sample at a time

    zh: batch_size=1 时，w 与逐个样本更新的结果相同
    """
    xs, ys = draw.uniform(0.5, 1.5, 5), draw.uniform(-2, 2, 5)

    w, _ = check.items(student.minibatch_descent(xs, ys, 3.0, 0.1, 2, 1), 2)

    check.close(w, descend(xs, ys, 3.0, 0.1, 2, batch_size=1)[0], atol=1e-5, what="w")


@pytest.mark.task(5)
def test_minibatch_larger_than_the_data_is_one_batch(student, draw):
    """a batch_size above the number of samples gives one batch of them all

    zh: batch_size 大于样本数时，全部样本就是一批
    """
    xs, ys = draw.uniform(0.5, 1.5, 5), draw.uniform(-2, 2, 5)

    w, _ = check.items(student.minibatch_descent(xs, ys, 3.0, 0.1, 2, 8), 2)

    check.close(w, descend(xs, ys, 3.0, 0.1, 2, batch_size=5)[0], atol=1e-5, what="w")


@pytest.mark.task(5)
def test_minibatch_costs_are_over_all_samples(student, draw):
    """costs of minibatch descent are over all samples, before each epoch

    zh: 小批量梯度下降的 costs 是每轮开始前全部样本上的代价
    """
    xs, ys = draw.uniform(0.5, 1.5, 7), draw.uniform(-2, 2, 7)

    _, costs = check.items(student.minibatch_descent(xs, ys, 3.0, 0.1, 4, 3), 2)

    check.close(costs, descend(xs, ys, 3.0, 0.1, 4, batch_size=3)[1], atol=1e-5, what="costs")


@pytest.mark.task(5)
def test_minibatch_descent_leaves_its_arguments_as_they_were(student, draw):
    """minibatch descent leaves the caller's xs, ys and w as they were

    zh: 小批量梯度下降不改动调用者的 xs、ys 和 w
    """
    xs, ys, start = draw.uniform(0.5, 1.5, 4), draw.uniform(-2, 2, 4), torch.tensor(draw.number(2, 4))

    got = check.unchanged(student.minibatch_descent, xs, ys, start, 0.1, 2, 2)

    check.close(check.items(got, 2)[0], descend(xs, ys, start.item(), 0.1, 2, batch_size=2)[0], atol=1e-5, what="w")


@pytest.mark.task(6)
def test_dw_with_a_bias(student, draw):
    """dw comes first, and its errors include the bias

    zh: 先返回 dw，其中的误差含偏置 b
    """
    xs, ys = torch.tensor([1.0, 2.0, -1.0]), torch.tensor([3.0, 2.0, 1.0])

    dw, _ = check.items(student.gradients_with_bias(xs, ys, 2.0, 1.0), 2)

    check.close(dw, 16 / 3, what="dw")
    ys = draw.uniform(-3, 3, 3)
    dw, _ = check.items(student.gradients_with_bias(xs, ys, 2.0, 1.0), 2)
    check.close(dw, slopes(xs, ys, 2.0, 1.0)[0], what="dw")


@pytest.mark.task(6)
def test_db_is_twice_the_mean_error(student, draw):
    """db comes second, twice the mean error, without the factor x

    zh: 后返回 db，它是平均误差的 2 倍，没有因子 x
    """
    xs, ys = torch.tensor([1.0, 2.0, -1.0]), torch.tensor([3.0, 2.0, 1.0])
    b = draw.number(2, 4)

    one, other = student.gradients_with_bias(xs, ys, 2.0, 1.0), student.gradients_with_bias(xs, ys, 2.0, b)

    check.close(check.items(one, 2)[1], 2 / 3, what="db")
    check.close(check.items(other, 2)[1], 2 / 3 + 2 * (b - 1), what="db")


@pytest.mark.task(6)
def test_gradients_with_bias_are_the_slopes_of_the_cost(student, draw):
    """dw and db are the derivatives with respect to w and to b

    zh: dw 和 db 分别等于代价对 w 和对 b 的导数
    """
    xs, ys = draw.uniform(0.5, 2, 6), draw.uniform(-2, 2, 6)
    w, b = torch.tensor(draw.number(2, 4)), torch.tensor(draw.number(0.5, 2))

    dw, db = check.items(student.gradients_with_bias(xs, ys, w, b), 2)

    check.close([dw, db], slopes(xs, ys, w, b), atol=1e-5, what="(dw, db)")


@pytest.mark.task(6)
def test_gradients_with_bias_of_numpy_arrays(student, draw):
    """gradients_with_bias takes NumPy arrays, and Python numbers as w and b

    zh: gradients_with_bias 能接受 NumPy 数组，此时 w、b 是 Python 数
    """
    xs, ys = draw.uniform(-2, 2, 7, dtype=torch.float64), draw.uniform(-2, 2, 7, dtype=torch.float64)
    w, b = draw.number(2, 4), draw.number(-4, -3)

    dw, db = check.items(student.gradients_with_bias(xs.numpy(), ys.numpy(), w, b), 2)

    check.close([dw, db], slopes(xs, ys, w, b), atol=1e-5, what="(dw, db)")


@pytest.mark.task(6)
def test_gradients_with_bias_are_zero_at_the_best_line(student, draw):
    """dw and db are 0 at the best line, though the errors are not

    zh: 在最优直线处 dw 和 db 都是 0，哪怕各个误差都不为 0
    """
    xs, ys = torch.tensor([-1.0, 0.0, 1.0]), torch.tensor([0.0, -1.0, 4.0])
    w, b = draw.number(3, 5), draw.number(2, 4)

    best, beside_it = student.gradients_with_bias(xs, ys, 2.0, 1.0), student.gradients_with_bias(xs, ys, w, b)

    check.close(check.items(best, 2), [0.0, 0.0], atol=1e-6, what="(dw, db)")
    check.close(check.items(beside_it, 2), slopes(xs, ys, w, b), atol=1e-5, what="(dw, db)")


@pytest.mark.task(6)
def test_gradients_with_bias_leaves_its_arguments_as_they_were(student, draw):
    """gradients_with_bias leaves xs, ys, w and b as they were

    zh: gradients_with_bias 不改动 xs、ys、w 和 b
    """
    xs, ys = draw.uniform(0.5, 2, 6), draw.uniform(-2, 2, 6)
    w, b = torch.tensor(draw.number(2, 4)), torch.tensor(draw.number(0.5, 2))

    got = check.items(check.unchanged(student.gradients_with_bias, xs, ys, w, b), 2)

    check.close(got, slopes(xs, ys, w, b), atol=1e-5, what="(dw, db)")


def mean_squared_error(xs, ys, w) -> float:
    """The cost, one sample after the other, in float64."""
    errors = [x * float(w) - y for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
    return sum(error * error for error in errors) / len(errors)


def descend(xs, ys, w, lr, epochs, batch_size) -> tuple[float, list[float]]:
    """All three descents, in float64: batch_size 1 is the stochastic one, len(xs) the batch one."""
    samples = list(zip(xs.tolist(), ys.tolist(), strict=True))
    costs = []
    for _ in range(epochs):
        costs.append(mean_squared_error(xs, ys, w))
        for start in range(0, len(samples), batch_size):
            batch = samples[start : start + batch_size]
            w = w - lr * sum(2 * x * (x * w - y) for x, y in batch) / len(batch)
    return w, costs


def slopes(xs, ys, w, b) -> list[float]:
    """[dw, db] of the mean squared error of x * w + b, by autograd in float64."""
    line = torch.tensor([float(w), float(b)], dtype=torch.float64, requires_grad=True)
    errors = xs.double() * line[0] + line[1] - ys.double()
    errors.square().mean().backward()
    return line.grad.tolist()


# Task 7: any cost


@pytest.mark.task(7)
def test_descend_follows_any_slope(student, worker, draw):
    """descend gives the start and the place after each step, for any slope

    zh: 不论斜率是什么函数，descend 都给出起点和每一步之后的位置
    """
    start = draw.number(0.3, 0.7)

    places = check.items(student.descend(worker.code(VALLEYS).slope, start, 0.1, 4), 5)

    expected = [start]
    for _ in range(4):
        expected.append(expected[-1] - 0.1 * valley_slope(expected[-1]))
    for i, (place, value) in enumerate(zip(places, expected, strict=True)):
        check.close(place, value, dtype=False, what=f"descend(...)[{i}]")


@pytest.mark.task(7)
def test_descend_takes_all_steps(student, worker, draw):
    """all steps are taken, also where the slope is 0; none with steps=0

    zh: 斜率为 0 时也走完所有步；steps=0 时一步不走
    """
    slope = worker.code(VALLEYS).slope

    for start, steps in ((2.0, 3), (draw.number(0.3, 0.7), 0)):
        places = check.items(student.descend(slope, start, 0.1, steps), steps + 1)
        check.close(places[0], start, dtype=False, what="descend(...)[0]")
        check.close(places[-1], start, dtype=False, what="descend(...)[-1]")
    start = draw.number(0.9, 1.1)
    moved = check.items(student.descend(slope, start, 0.1, 1), 2)
    check.close(moved[1], start - 0.1 * valley_slope(start), dtype=False, what="descend(...)[1]")


@pytest.mark.task(7)
def test_descend_leaves_a_saddle_sideways(student, worker, draw):
    """for two numbers at once each place is kept, and the start is left as it was

    zh: 同时有两个自变量时，路上每一处都保留，起点不被改动
    """
    start = draw.uniform(0.5, 1, 2)

    places = check.items(check.unchanged(student.descend, worker.code(VALLEYS).saddle, start, 0.25, 2), 3)

    check.close(places[0], start, dtype=False, what="descend(...)[0]")
    check.close(places[1], start * torch.tensor([0.5, 1.5]), dtype=False, what="descend(...)[1]")
    check.close(places[2], start * torch.tensor([0.25, 2.25]), dtype=False, what="descend(...)[2]")


@pytest.mark.task(7)
def test_best_start_is_judged_by_where_it_ends(student, worker, draw):
    """best_start is the start that ends lowest, not the lowest start, nor the end

    zh: best_start 是终点最低的起点，不是最低的起点，也不是终点
    """
    valleys = worker.code(VALLEYS)
    right, left = draw.number(0.2, 0.4), draw.number(-1.3, -0.9)

    for starts, best in (([left, right, -0.5], right), ([right, left, -0.1], right)):
        got = student.best_start(valleys.cost, valleys.slope, starts, 0.1, 100)
        check.close(got, best, dtype=False, what=f"best_start(cost, slope, {starts}, 0.1, 100)")


@pytest.mark.task(7)
def test_best_start_on_a_tie_is_the_first(student, worker, draw):
    """of two starts that end equally low best_start is the first

    zh: 两个起点的终点一样低时，best_start 取靠前的一个
    """
    valleys = worker.code(VALLEYS)
    far = draw.number(0.5, 1)

    for starts in ([far, -far], [-far, far]):
        got = student.best_start(valleys.bowl, valleys.bowl_slope, starts, 0.25, 2)
        check.close(got, starts[0], dtype=False, what=f"best_start(bowl, slope, {starts}, 0.25, 2)")


@pytest.mark.task(7)
def test_kinds_of_points(student, draw):
    """two valleys make a minimum, two hills a maximum, one of each a saddle

    zh: 两个方向都是谷为极小，都是峰为极大，一谷一峰为鞍点
    """
    a, c = draw.number(1, 3), draw.number(1, 3)

    for (d_ww, d_bb), kind in (((a, c), "minimum"), ((-a, -c), "maximum"), ((a, -c), "saddle"), ((-a, c), "saddle")):
        check.equal(student.kind_of_point(d_ww, 0.25, d_bb), kind)


@pytest.mark.task(7)
def test_the_mixed_derivative_can_make_a_saddle(student, draw):
    """a large d_wb makes a saddle of what rises along both axes, whatever its sign

    zh: d_wb 的绝对值够大时，沿两轴都上升的地方也是鞍点
    """
    d_wb = draw.number(1.5, 2)

    check.equal(student.kind_of_point(1.0, d_wb, 2.0), "saddle")
    check.equal(student.kind_of_point(1.0, -d_wb, 2.0), "saddle")
    check.equal(student.kind_of_point(4.0, -d_wb, 2.0), "minimum")


@pytest.mark.task(7)
def test_a_determinant_of_zero_says_nothing(student, draw):
    """where D is 0 the second derivatives say nothing: unclear

    zh: D 为 0 时二阶导数说明不了什么：unclear
    """
    a = float(draw.integer(1, 9))

    check.equal(student.kind_of_point(a, 2 * a, 4 * a), "unclear")
    check.equal(student.kind_of_point(-a, 0.0, 0.0), "unclear")
    check.equal(student.kind_of_point(a, 2 * a, 4.5 * a), "minimum")


VALLEYS = """
import torch


def cost(w):
    return w**4 / 4 - w**3 / 3 - w**2


def slope(w):
    return w * (w + 1) * (w - 2)


def saddle(w):
    return w * torch.tensor([2.0, -2.0])


def bowl(w):
    return w**2


def bowl_slope(w):
    return 2 * w
"""


def valley_slope(w):
    return w * (w + 1) * (w - 2)
