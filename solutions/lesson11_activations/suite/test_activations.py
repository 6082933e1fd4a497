"""Hidden tests of lesson 11. Expected values come from torch, slopes from its autograd in float64."""

import math

import pytest
import torch
from torch.nn import functional as F

from grader.judge import check

# Task 1: two straight pieces


@pytest.mark.task(1)
def test_relu_keeps_what_is_positive(student, draw):
    """relu keeps positive numbers and puts 0 for the others, whatever the shape of x

    zh: relu 保留正数，其余变成 0，不管 x 是什么形状
    """
    x = torch.cat([draw.uniform(-3, 3, 2, 3, 3), torch.zeros(2, 3, 1)], dim=2)

    got = student.relu(x)

    check.close(got, torch.relu(x), dtype=False)


@pytest.mark.task(1)
def test_leaky_relu_multiplies_the_rest_by_the_slope(student, draw):
    """leaky_relu keeps positive numbers and multiplies the others by slope

    zh: leaky_relu 保留正数，其余乘以 slope
    """
    x, slope = draw.uniform(-3, 3, 4, 5), draw.number(0.1, 0.6)

    got = student.leaky_relu(x, slope)

    check.close(got, F.leaky_relu(x, slope), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_prelu_takes_any_weight(student, draw):
    """the one weight of prelu may be negative or larger than 1

    zh: prelu 只有一个权重时，它可以是负数，也可以大于 1
    """
    x = draw.uniform(0.5, 3, 4, 3) * torch.tensor([[1.0, -1.0, 1.0]])

    for weight in (draw.uniform(-2, -0.5, 1), draw.uniform(1.5, 3, 1)):
        got = student.prelu(x, weight)

        check.close(got, F.prelu(x, weight), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_prelu_has_a_weight_for_each_channel(student, draw):
    """a weight of shape (3,) is one per channel, dimension 1 of (n, 3) or (n, 3, h, w)

    zh: 形状为 (3,) 的 weight 每通道一个，通道是 (n, 3) 或 (n, 3, h, w) 的第 1 维
    """
    weight = draw.uniform(0.1, 0.9, 3)

    for shape in ((4, 3), (2, 3, 3), (2, 3, 2, 2)):
        x = draw.uniform(-3, 3, *shape)
        got = student.prelu(x, weight)

        check.close(got, F.prelu(x, weight), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_straight_pieces_leave_x_as_it_was(student, draw):
    """relu, leaky_relu, prelu and their gradients leave x as it was

    zh: relu、leaky_relu、prelu 和它们的梯度函数都不改动 x
    """
    x, weight = draw.uniform(-3, 3, 4, 3), draw.uniform(0.1, 0.9, 1)

    check.close(check.unchanged(student.relu, x), torch.relu(x), dtype=False)
    check.close(check.unchanged(student.leaky_relu, x, 0.25), F.leaky_relu(x, 0.25), atol=1e-6, dtype=False)
    check.close(check.unchanged(student.prelu, x, weight), F.prelu(x, weight), atol=1e-6, dtype=False)
    check.unchanged(student.relu_gradient, x)
    check.unchanged(student.leaky_relu_gradient, x, 0.25)
    check.unchanged(student.prelu_gradient, x, weight)


@pytest.mark.task(1)
def test_slopes_of_relu_and_leaky_relu(student, draw):
    """the slope is 1 above 0; below it is 0 for relu and slope for leaky_relu

    zh: 在 0 以上斜率是 1；在 0 以下，relu 的斜率是 0，leaky_relu 的是 slope
    """
    x, slope = draw.uniform(-3, 3, 2, 3, 4), draw.number(0.1, 0.6)

    check.close(student.relu_gradient(x), slope_of(torch.relu, x), dtype=False)
    got = student.leaky_relu_gradient(x, slope)
    check.close(got, slope_of(F.leaky_relu, x, slope), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_prelu_gradient_is_that_of_x(student, draw):
    """prelu_gradient is the slope with respect to x: 1 or the channel's weight

    zh: prelu_gradient 是对 x 的斜率：1 或该通道的权重
    """
    for weight in (draw.uniform(-2, 2, 3), draw.uniform(1.5, 3, 1)):
        x = draw.uniform(-3, 3, 2, 3, 3)
        got = student.prelu_gradient(x, weight)

        check.close(got, slope_of(F.prelu, x, weight.double()), atol=1e-6, dtype=False)


@pytest.mark.task(1)
def test_slope_in_the_corner_lies_between_the_two_sides(student, draw):
    """at exactly 0 a slope lies between the slopes of the two sides

    zh: 恰好在 0 处，斜率介于左右两边的斜率之间
    """
    x, w = torch.tensor([[0.0, -1.0, 2.0], [2.0, 0.0, -3.0]]), draw.uniform(0.2, 0.8, 1)

    between(student.relu_gradient(x), x, 0.0)
    between(student.leaky_relu_gradient(x, w.item()), x, w.item())
    between(student.prelu_gradient(x, -w), x, -w.item())


# Task 2: the S-shaped ones


@pytest.mark.task(2)
def test_sigmoid_of_drawn_numbers(student, draw):
    """sigmoid gives 1 / (1 + exp(-x)) for each number of x, whatever its shape

    zh: 不管 x 是什么形状，sigmoid 对每个数都给出 1 / (1 + exp(-x))
    """
    x = draw.uniform(-4, 4, 2, 3, 4)

    got = student.sigmoid(x)

    check.close(got, torch.sigmoid(x), atol=1e-6, dtype=False)


@pytest.mark.task(2)
def test_tanh_of_drawn_numbers(student, draw):
    """tanh lies between -1 and 1 and is 0 at 0, whatever the shape of x

    zh: tanh 介于 -1 和 1 之间，在 0 处是 0，不管 x 是什么形状
    """
    x = torch.cat([draw.uniform(-4, 4, 2, 3, 3), torch.zeros(2, 3, 1)], dim=2)

    got = student.tanh(x)

    check.close(got, torch.tanh(x), atol=1e-6, dtype=False)


@pytest.mark.task(2)
def test_s_curves_of_ten_thousand(student, draw):
    """sigmoid and tanh of 10000 are 1, of -10000 they are 0 and -1, not NaN

    zh: 10000 的 sigmoid 和 tanh 都是 1，-10000 的分别是 0 和 -1，而不是 NaN
    """
    x = far_away(draw)

    check.close(student.sigmoid(x), torch.sigmoid(x), atol=1e-6, dtype=False)
    check.close(student.tanh(x), torch.tanh(x), atol=1e-6, dtype=False)


@pytest.mark.task(2)
def test_sigmoid_gradient_of_drawn_numbers(student, draw):
    """sigmoid_gradient is the slope of the sigmoid at x, one for each number

    zh: sigmoid_gradient 是 sigmoid 在 x 处的斜率，每个数一个
    """
    x = draw.uniform(-4, 4, 4, 5)

    got = student.sigmoid_gradient(x)

    check.close(got, slope_of(torch.sigmoid, x), atol=1e-6, dtype=False)


@pytest.mark.task(2)
def test_tanh_gradient_of_drawn_numbers(student, draw):
    """tanh_gradient is the slope of tanh at x, one for each number

    zh: tanh_gradient 是 tanh 在 x 处的斜率，每个数一个
    """
    x = draw.uniform(-4, 4, 4, 5)

    got = student.tanh_gradient(x)

    check.close(got, slope_of(torch.tanh, x), atol=1e-6, dtype=False)


@pytest.mark.task(2)
def test_s_curves_are_flat_far_from_zero(student, draw):
    """sigmoid_gradient and tanh_gradient of 10000 and -10000 are 0, not NaN

    zh: sigmoid_gradient 和 tanh_gradient 在 10000 和 -10000 处是 0，而不是 NaN
    """
    x = torch.cat([far_away(draw), draw.uniform(0.2, 1, 2), draw.uniform(-1, -0.2, 2)])

    check.close(student.sigmoid_gradient(x), slope_of(torch.sigmoid, x), atol=1e-6, dtype=False)
    check.close(student.tanh_gradient(x), slope_of(torch.tanh, x), atol=1e-6, dtype=False)


@pytest.mark.task(2)
def test_s_curves_in_float64(student, draw):
    """all four functions of task 2 compute float64 in float64, and leave x alone

    zh: x 是 float64 时，任务 2 的四个函数都按 float64 的精度计算，并且不改动 x
    """
    x = both_signs(draw)

    precise(check.unchanged(student.sigmoid, x), torch.sigmoid(x))
    precise(check.unchanged(student.tanh, x), torch.tanh(x))
    precise(check.unchanged(student.sigmoid_gradient, x), slope_of(torch.sigmoid, x))
    precise(check.unchanged(student.tanh_gradient, x), slope_of(torch.tanh, x))


# Task 3: the smooth ones


@pytest.mark.task(3)
def test_elu_of_drawn_numbers(student, draw):
    """elu is x above 0 and alpha * (exp(x) - 1) below

    zh: elu 在 0 以上是 x，在 0 以下是 alpha * (exp(x) - 1)
    """
    x, alpha = draw.uniform(-4, 4, 2, 3, 4), draw.number(1.5, 3)

    got = student.elu(x, alpha)

    check.close(got, F.elu(x, alpha), atol=1e-6, dtype=False)


@pytest.mark.task(3)
def test_silu_of_drawn_numbers(student, draw):
    """silu is x times sigmoid(x), on both sides of 0

    zh: silu 是 x 乘以 sigmoid(x)，0 的两边都是
    """
    x = draw.uniform(-4, 4, 2, 3, 4)

    got = student.silu(x)

    check.close(got, F.silu(x), atol=1e-6, dtype=False)


@pytest.mark.task(3)
def test_gelu_is_exact(student, draw):
    """gelu is x * Phi(x), with the exact normal distribution

    zh: gelu 是 x * Phi(x)，用的是精确的正态分布
    """
    x = draw.uniform(-4, 4, 4, 10)

    got = student.gelu(x)

    check.close(got, F.gelu(x), atol=2e-6, dtype=False)


@pytest.mark.task(3)
def test_smooth_ones_of_ten_thousand(student, draw):
    """elu, silu and gelu of 10000 are 10000; of -10000 they are -alpha, 0 and 0

    zh: 10000 的 elu、silu、gelu 都是 10000；-10000 的分别是 -alpha、0、0
    """
    x, alpha = far_away(draw), draw.number(1.5, 3)

    check.close(student.elu(x, alpha), F.elu(x, alpha), atol=1e-6, dtype=False)
    check.close(student.silu(x), F.silu(x), atol=1e-6, dtype=False)
    check.close(student.gelu(x), F.gelu(x), atol=1e-6, dtype=False)


@pytest.mark.task(3)
def test_elu_gradient_of_drawn_numbers(student, draw):
    """elu_gradient is 1 above 0 and alpha * exp(x) below, between alpha and 1 at 0

    zh: elu_gradient 在 0 以上是 1，在 0 以下是 alpha * exp(x)，在 0 处介于 alpha 和 1 之间
    """
    x, alpha = draw.uniform(-4, 4, 4, 5), draw.number(1.5, 3)

    got = student.elu_gradient(x, alpha)

    check.close(got, slope_of(F.elu, x, alpha), atol=1e-6, dtype=False)
    zeros = torch.zeros(2, 3)
    between(student.elu_gradient(zeros, alpha), zeros, alpha)


@pytest.mark.task(3)
def test_silu_gradient_of_drawn_numbers(student, draw):
    """silu_gradient is the slope of silu at x: both factors change with x

    zh: silu_gradient 是 silu 在 x 处的斜率：两个因子都随 x 变化
    """
    x = draw.uniform(-4, 4, 4, 5)

    got = student.silu_gradient(x)

    check.close(got, slope_of(F.silu, x), atol=1e-6, dtype=False)


@pytest.mark.task(3)
def test_gelu_gradient_of_drawn_numbers(student, draw):
    """gelu_gradient is the slope of gelu at x: both factors change with x

    zh: gelu_gradient 是 gelu 在 x 处的斜率：两个因子都随 x 变化
    """
    x = draw.uniform(-4, 4, 4, 10)

    got = student.gelu_gradient(x)

    check.close(got, slope_of(F.gelu, x), atol=2e-6, dtype=False)


@pytest.mark.task(3)
def test_smooth_slopes_far_from_zero(student, draw):
    """the slopes of elu, silu and gelu are 1 at 10000 and 0 at -10000, not NaN

    zh: elu、silu、gelu 在 10000 处的斜率是 1，在 -10000 处是 0，而不是 NaN
    """
    x, alpha = far_away(draw), draw.number(1.5, 3)

    check.close(student.elu_gradient(x, alpha), slope_of(F.elu, x, alpha), atol=1e-6, dtype=False)
    check.close(student.silu_gradient(x), slope_of(F.silu, x), atol=1e-6, dtype=False)
    check.close(student.gelu_gradient(x), slope_of(F.gelu, x), atol=2e-6, dtype=False)


@pytest.mark.task(3)
def test_smooth_ones_in_float64(student, draw):
    """all six functions of task 3 compute float64 in float64, and leave x alone

    zh: x 是 float64 时，任务 3 的六个函数都按 float64 的精度计算，并且不改动 x
    """
    x, alpha = both_signs(draw), draw.number(1.5, 3)

    precise(check.unchanged(student.elu, x, alpha), F.elu(x, alpha))
    precise(check.unchanged(student.silu, x), F.silu(x))
    precise(check.unchanged(student.gelu, x), F.gelu(x))
    precise(check.unchanged(student.elu_gradient, x, alpha), slope_of(F.elu, x, alpha))
    precise(check.unchanged(student.silu_gradient, x), slope_of(F.silu, x))
    precise(check.unchanged(student.gelu_gradient, x), slope_of(F.gelu, x))


# Task 4: without a bend between them, two layers are one


@pytest.mark.task(4)
def test_collapsed_weight(student, draw):
    """collapse gives a weight of shape (k, d) that does what both weights do in turn

    zh: collapse 给出形状为 (k, d) 的权重，等于两个权重先后作用
    """
    for d, h, k in ((3, 5, 2), (2, 1, 4)):
        W1, b1, W2, b2 = layers(draw, d, h, k)
        got = check.items(student.collapse(W1, b1, W2, b2), 2)

        check.close(got[0], W2 @ W1, atol=1e-5, dtype=False, what="W")


@pytest.mark.task(4)
def test_collapsed_bias(student, draw):
    """collapse gives a bias of shape (k,): b1 goes through the second layer, too

    zh: collapse 给出形状为 (k,) 的偏置：b1 也要经过第二层
    """
    for d, h, k in ((3, 5, 2), (2, 4, 1)):
        W1, b1, W2, b2 = layers(draw, d, h, k)
        got = check.items(student.collapse(W1, b1, W2, b2), 2)

        check.close(got[1], W2 @ b1 + b2, atol=1e-5, dtype=False, what="b")


@pytest.mark.task(4)
def test_three_layers_collapse_into_one(student, draw):
    """collapsing twice turns three linear layers into one that does the same

    zh: 合并两次，三个线性层就变成作用相同的一层
    """
    first, last, x = layers(draw, 3, 4, 5), layers(draw, 5, 2, 3)[:2], draw.uniform(-1, 1, 6, 3)
    expected = F.linear(F.linear(F.linear(x, *first[:2]), *first[2:]), *last)

    W, b = check.items(student.collapse(*first), 2)
    W, b = check.items(student.collapse(W, b, *last), 2)

    check.shape(W, (2, 3), what="W")
    check.shape(b, (2,), what="b")
    check.close(x @ torch.as_tensor(W).float().T + torch.as_tensor(b).float(), expected, atol=1e-4)


@pytest.mark.task(4)
def test_collapse_leaves_both_layers_as_they_were(student, draw):
    """collapse leaves the weights and biases of both layers as they were

    zh: collapse 不改动两层的权重和偏置
    """
    W1, b1, W2, b2 = layers(draw, 3, 5, 2)

    got = check.items(check.unchanged(student.collapse, W1, b1, W2, b2), 2)

    check.close(got[1], W2 @ b1 + b2, atol=1e-5, dtype=False, what="b")


# Task 5: units that never fire


@pytest.mark.task(5)
def test_share_of_the_dead_units(student, draw):
    """dead_units is the share of the columns that are 0 for every sample, n = 1 too

    zh: dead_units 是对所有样本都为 0 的列所占的比例，只有一个样本时也一样
    """
    for n in (6, 1):
        dead = draw.integer(1, 7)
        alive = (draw.permutation(8) >= dead).float()
        activations = draw.uniform(-1, 1, n, 8).relu() * alive
        activations[draw.integer(0, n - 1)] = alive  # each living unit fires for this sample

        check.close(student.dead_units(activations), dead / 8)


@pytest.mark.task(5)
def test_no_unit_dead_and_every_unit_dead(student, draw):
    """the share is 0 when every unit fires, and 1 when none ever does

    zh: 每个单元都激活过时比例是 0，全都从不激活时是 1
    """
    n, units = draw.integer(2, 5), draw.integer(6, 9)

    check.close(student.dead_units(draw.uniform(0.5, 2, n, units)), 0.0)
    check.close(student.dead_units(torch.zeros(n, units)), 1.0)


@pytest.mark.task(5)
def test_unit_that_fires_once_is_alive(student, draw):
    """a unit that fires for one sample only is alive, however small its number

    zh: 只对一个样本激活的单元也是活的，不管数值多小
    """
    activations = torch.zeros(7, 4)
    for unit in range(3):
        activations[draw.integer(0, 6), unit] = draw.uniform(1e-20, 2e-20).item()

    got = student.dead_units(activations[:, draw.permutation(4)])

    check.close(got, 0.25)


# Task 6: after the last layer


@pytest.mark.task(6)
def test_regression_keeps_the_numbers(student, draw):
    """for regression the numbers stay as they are, negative and large ones too

    zh: 回归任务里数值保持原样，负数和很大的数也一样
    """
    z = draw.uniform(-50, 50, 5, 2)

    got = applied(student.output_activation("regression"), z)
    binary = applied(student.output_activation("binary"), z)

    check.close(got, z, dtype=False)
    check.shape(binary, (5, 2))
    check.that(not torch.equal(torch.as_tensor(binary), z), "for a binary task the numbers stay as they are, too")


@pytest.mark.task(6)
def test_binary_gives_the_probability_of_yes(student, draw):
    """for a binary task one column becomes the probability of yes

    zh: 二分类任务里，一列数变成“是”的概率
    """
    z = draw.uniform(-3, 3, 5, 1)

    student.output_activation("regression")  # first: whoever keeps an answer gives it back here
    got = applied(student.output_activation("binary"), z)

    check.close(got, torch.sigmoid(z), atol=1e-6, dtype=False)


@pytest.mark.task(6)
def test_multiclass_shares_one_among_the_classes(student, draw):
    """for a multiclass task each row becomes probabilities that sum to 1

    zh: 多分类任务里，每一行变成和为 1 的概率
    """
    z = draw.uniform(-3, 3, 5, 4)

    got = applied(student.output_activation("multiclass"), z)

    check.close(got, torch.softmax(z, 1), atol=1e-6, dtype=False)


@pytest.mark.task(6)
def test_multilabel_gives_each_label_its_own_probability(student, draw):
    """for a multilabel task each label has a probability of its own

    zh: 多标签任务里，每个标签各有自己的概率
    """
    z = draw.uniform(-3, 3, 5, 4)

    got = applied(student.output_activation("multilabel"), z)

    check.close(got, torch.sigmoid(z), atol=1e-6, dtype=False)


def slope_of(function, x, *options):
    """The slope of torch's function at each number of x, by autograd in float64, in the dtype of x."""
    point = x.double().requires_grad_()
    (slope,) = torch.autograd.grad(function(point, *options).sum(), point)
    return slope.to(x.dtype)


def between(got, x, below):
    """Each slope at 0 lies between the slope below 0 and the slope above it, which is 1; elsewhere it is one of these."""
    check.shape(got, (2, 3))
    corner, got = x == 0, torch.as_tensor(got)
    low, high = min(below, 1.0) - 1e-6, max(below, 1.0) + 1e-6
    inside = bool(((got >= low) & (got <= high))[corner].all())
    check.that(
        inside,
        "a slope at 0 lies outside",
        expected=check.text("{low} to {high}", low=f"{low:.2f}", high=f"{high:.2f}"),
        yours=float(got[0, 0]),
    )
    sides = torch.where(x > 0, 1.0, below)
    check.close(got[~corner], sides[~corner], atol=1e-6, dtype=False, what="the slopes beside 0")


def precise(got, expected):
    """As close as float64 allows."""
    check.close(got, expected, rtol=1e-10, atol=1e-12, dtype=False)


def far_away(draw):
    """Ten thousand, and a number in each of eight ranges from 5 to 20,000 that are alike in factor; all of them negative, too."""
    sizes = torch.exp(math.log(5) + (torch.arange(8) + draw.rand(8)) * math.log(4000) / 8)
    return torch.cat([torch.tensor([10000.0, -10000.0]), sizes, -sizes])


def both_signs(draw):
    """Three numbers above 0 and three below, float64."""
    return torch.cat([draw.uniform(0.2, 4, 3, dtype=torch.float64), draw.uniform(-4, -0.2, 3, dtype=torch.float64)])


def layers(draw, d, h, k):
    """Two layers from d to h to k numbers: W1, b1, W2, b2."""
    return draw.uniform(-1, 1, h, d), draw.uniform(-1, 1, h), draw.uniform(-1, 1, k, h), draw.uniform(0.5, 1, k)


def applied(activation, z):
    """What an activation makes of z; a name stands for its function, None for none at all."""
    named = {"identity": lambda z: z, "sigmoid": torch.sigmoid, "softmax": lambda z: torch.softmax(z, 1)}
    named |= {"linear": named["identity"], "none": named["identity"]}
    if activation is None or isinstance(activation, str):
        name = str(activation).lower()
        check.that(
            name in named, "this is no name of an activation", expected="identity, sigmoid or softmax", yours=name
        )
        return named[name](z)
    check.that(callable(activation), "the result is neither a function nor the name of one")
    return activation(z)


# Task 7: a network through any points


@pytest.mark.task(7, points=2)
def test_the_network_goes_through_the_points(student, draw):
    """the network of interpolate gives ys[i] at xs[i], at distances of any size

    zh: interpolate 的网络在 xs[i] 处给出 ys[i]，点与点的间距任意
    """
    for n in (6, 3):
        xs, ys = points(draw, n)
        check.close(asked(student, xs, ys, xs), ys, atol=1e-4, dtype=False, what="the network at xs")


@pytest.mark.task(7)
def test_between_points_the_network_is_straight(student, draw):
    """between two neighbours the network is the straight line from one to the other

    zh: 相邻两点之间，网络就是连接它们的直线
    """
    xs, ys = points(draw, 5)
    t = draw.uniform(0.1, 0.9, 4)

    got = asked(student, xs, ys, xs[:-1] + t * xs.diff())

    check.close(got, ys[:-1] + t * ys.diff(), atol=1e-4, dtype=False, what="the network between xs")


@pytest.mark.task(7)
def test_two_points_are_a_line(student, draw):
    """of two points the network is the line between them

    zh: 只有两个点时，网络就是连接它们的直线
    """
    xs, ys = points(draw, 2)

    got = asked(student, xs, ys, torch.stack([xs[0], xs.mean(), xs[1]]))

    check.close(got, torch.stack([ys[0], ys.mean(), ys[1]]), atol=1e-4, dtype=False)


@pytest.mark.task(7)
def test_many_points_come_close_to_a_curve(student, draw):
    """with 65 points of a wave the network is nowhere more than 0.02 away from it

    zh: 取一条波的 65 个点，网络处处与它相差不到 0.02
    """
    pace, start = draw.number(1, 2), draw.number(-3, 3)
    xs, x = torch.linspace(-3, 3, 65), torch.linspace(-3, 3, 300)

    got = asked(student, xs, torch.sin(pace * xs + start), x)

    check.close(got, torch.sin(pace * x + start), rtol=0, atol=0.02, dtype=False)


@pytest.mark.task(7)
def test_interpolate_works_in_float64(student, draw):
    """points in float64 give a network in float64, and stay as they were

    zh: 点是 float64 时，网络也是 float64；这些点不被改动
    """
    xs, ys = (each.double() for each in points(draw, 6))

    network = check.items(check.unchanged(student.interpolate, xs, ys), 4)

    for name, each in zip(("W1", "b1", "W2", "b2"), network, strict=True):
        check.dtype(each, torch.float64, what=name)
    check.close(answer(network, xs), ys, rtol=1e-9, atol=1e-9, what="the network at xs")


def points(draw, n):
    """Points at uneven distances, and heights of both signs."""
    return draw.uniform(-2, 2, 1) + draw.uniform(0.3, 2, n).cumsum(0), draw.uniform(-2, 2, n)


def asked(student, xs, ys, x):
    """What the student's network through the points says of x."""
    return answer(check.items(student.interpolate(xs, ys), 4), x).float()


def answer(network, x):
    """The two layers with a ReLU between them, in float64; the shapes are those of the handout."""
    W1, b1, W2, b2 = (torch.as_tensor(each).double() for each in network)
    check.that(W1.ndim == 2 and W1.shape[1] == 1, "W1 has another shape", expected="(h, 1)", yours=tuple(W1.shape))
    h = len(W1)
    for value, shape, name in ((b1, (h,), "b1"), (W2, (1, h), "W2"), (b2, (1,), "b2")):
        check.shape(value, shape, what=name)
    return F.linear(F.relu(F.linear(x.double()[:, None], W1, b1)), W2, b2)[:, 0]
