from itertools import pairwise

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from grader.judge import check
from grader.judge.remote.errors import Mismatch, StudentError

# Task 1: the weights


@pytest.mark.task(1)
def test_each_layer_has_a_weight_and_a_bias(student, draw):
    """init gives each layer one weight and one bias, of the sizes that are asked for

    zh: init 给每一层一个权重和一个偏置，大小与 sizes 一致
    """
    few, many = draw.integer(2, 5), draw.integer(6, 9)

    for sizes in ([few, many], [few, many, 11, 10]):
        found(student.init(sizes, 1), sizes)


@pytest.mark.task(1)
def test_same_seed_gives_the_same_numbers(student, draw):
    """the same seed gives the same numbers, a second time too

    zh: 种子相同，得到的数就相同，第二次调用也一样
    """
    seed = draw.integer(1, 10_000)

    first, second = (found(student.init([3, 5, 4], seed), [3, 5, 4]) for _ in range(2))

    for a, b in zip(first, second, strict=True):
        check.equal(a.tolist(), b.tolist())


@pytest.mark.task(1)
def test_another_seed_gives_other_numbers(student, draw):
    """another seed gives other weights

    zh: 种子不同，权重就不同
    """
    seed = draw.integer(1, 10_000)

    first, second = (found(student.init([3, 5, 4], seed + n), [3, 5, 4]) for n in range(2))

    for a, b in zip(first[::2], second[::2], strict=True):
        check.that(not np.allclose(a, b), "two seeds give the same weight")


@pytest.mark.task(1)
def test_no_two_units_and_no_two_layers_start_alike(student, draw):
    """no two units of a layer start with equal weights, and no two layers do

    zh: 同一层里没有两个单元的初始权重相同，也没有两层相同
    """
    weights = [a for a in arrays(student.init([6, 6, 6], draw.integer(1, 10_000))) if a.shape == (6, 6)]

    check.that(len(weights) == 2, "sizes [6, 6, 6] ask for two weights of shape (6, 6)", yours=len(weights))
    for first, second in (weights, (weights[0].T, weights[1].T)):
        different = {unit.tobytes() for unit in (*first, *second)}
        check.that(len(different) == 12, "units start with equal weights", expected="12 units", yours=len(different))


@pytest.mark.task(1)
def test_weights_have_mean_zero(student, draw):
    """the weights of a layer have mean 0: some push up and some push down

    zh: 一层的权重均值为 0：有正有负
    """
    weight = found(student.init([400, 100, 5], draw.integer(1, 10_000)), [400, 100, 5])[0]

    mean, std = float(weight.mean()), float(weight.std())
    check.that(abs(mean) < 0.1 * std, "the mean of the weights is far from 0", expected="about 0", yours=mean)


@pytest.mark.task(1)
def test_spread_of_the_weights_fits_the_width(student, draw):
    """the weights' spread is near sqrt(2 / in): not under a tenth, not over 4 times

    zh: 权重的标准差在 sqrt(2 / in) 附近：不小于它的十分之一，不大于它的 4 倍
    """
    weight, bias, *_ = found(student.init([400, 100, 5], draw.integer(1, 10_000)), [400, 100, 5])

    ratio = float(weight.std()) / (2 / 400) ** 0.5
    check.that(0.1 <= ratio <= 4, "the spread does not fit 400 inputs", expected="0.0707", yours=float(weight.std()))
    check.that(np.abs(bias).max() <= 0.5, "a bias starts far from 0", expected="0", yours=float(np.abs(bias).max()))


# Task 2: forward


@pytest.mark.task(2)
def test_one_layer_is_linear(student, draw):
    """a network of one layer gives the logits x W + b, negative ones too

    zh: 只有一层的网络给出 logit x W + b，可以是负数
    """
    params, raw = network(student, draw, [3, 4])
    x = draw.randn(6, 3, dtype=torch.float64)

    got = logits_of(student.forward(params, x.numpy()))

    near(got, run(layers(raw, [3, 4]), x))


@pytest.mark.task(2)
def test_two_layers_have_a_relu_between(student, draw):
    """between two layers stands a ReLU, after the last one nothing

    zh: 两层之间有一个 ReLU，最后一层之后什么也没有
    """
    params, raw = network(student, draw, [3, 7, 4])
    x = draw.randn(6, 3, dtype=torch.float64)

    got = logits_of(student.forward(params, x.numpy()))

    near(got, answer(layers(raw, [3, 7, 4]), x, got))


@pytest.mark.task(2)
def test_four_layers_come_one_after_the_other(student, draw):
    """four layers come one after the other, each with its own weight and bias

    zh: 四层依次计算，各用自己的权重和偏置
    """
    sizes = [3, 8, 6, 5, 4]
    params, raw = network(student, draw, sizes)
    x = draw.randn(7, 3, dtype=torch.float64)

    got = logits_of(student.forward(params, x.numpy()))

    near(got, answer(layers(raw, sizes), x, got))


@pytest.mark.task(2)
def test_one_sample_stays_a_batch(student, draw):
    """one sample gives logits of shape (1, C)

    zh: 只有一个样本时，logit 的形状是 (1, C)
    """
    params, raw = network(student, draw, [3, 7, 4])
    x = draw.randn(1, 3, dtype=torch.float64)

    got = logits_of(student.forward(params, x.numpy()))

    near(got, answer(layers(raw, [3, 7, 4]), x, got))


@pytest.mark.task(2)
def test_bias_belongs_to_the_unit_not_to_the_sample(student, draw):
    """with as many samples as units each bias still belongs to its unit

    zh: 样本数恰好等于单元数时，偏置仍然属于各自的单元
    """
    params, raw = network(student, draw, [3, 7, 4])

    for n in (7, 4):
        x = draw.randn(n, 3, dtype=torch.float64)
        got = logits_of(student.forward(params, x.numpy()))
        near(got, answer(layers(raw, [3, 7, 4]), x, got))


@pytest.mark.task(2)
def test_samples_do_not_see_each_other(student, draw):
    """a sample's logits are the same whatever else is in the batch

    zh: 一个样本的 logit 与批里的其他样本无关
    """
    params, raw = network(student, draw, [3, 7, 4])
    x = draw.randn(5, 3, dtype=torch.float64)
    x[1:] *= 100

    got = logits_of(student.forward(params, x.numpy()))

    near(got[:1], answer(layers(raw, [3, 7, 4]), x[:1], got[:1]))


@pytest.mark.task(2)
def test_forward_leaves_its_arguments_as_they_were(student, draw):
    """forward leaves params and x as they were

    zh: forward 不改动 params 和 x
    """
    params, raw = network(student, draw, [3, 7, 4])
    x = draw.randn(5, 3, dtype=torch.float64)

    got = logits_of(check.unchanged(student.forward, params, x.numpy()))

    near(got, answer(layers(raw, [3, 7, 4]), x, got))


# Task 3: backward, the last layer


@pytest.mark.task(3)
def test_gradients_of_a_single_layer(student, worker, draw):
    """with one layer the weight gets x^T (p - t) / N, the bias the sum of (p - t) / N

    zh: 只有一层时，权重的梯度是 x^T (p - t) / N，偏置的梯度是 (p - t) / N 之和
    """
    params, raw = network(student, draw, [3, 4])
    x, y = samples(draw, 7, 3, 4)

    got, logits = gradients(student, worker, params, x, y)

    agree(got, raw, [3, 4], x, y, logits)


@pytest.mark.task(3)
def test_gradients_of_one_sample(student, worker, draw):
    """one sample is enough for gradients of the right shapes and values

    zh: 只有一个样本时，梯度的形状和数值也都正确
    """
    params, raw = network(student, draw, [3, 4])
    x, y = samples(draw, 1, 3, 4)

    got, logits = gradients(student, worker, params, x, y)

    agree(got, raw, [3, 4], x, y, logits)


@pytest.mark.task(3)
def test_gradients_do_not_grow_with_the_batch(student, worker, draw):
    """with every sample there twice, the gradients are the same: the loss is a mean

    zh: 每个样本都出现两次，梯度不变：损失是均值
    """
    params, raw = network(student, draw, [3, 4])
    x, y = samples(draw, 6, 3, 4)

    got, logits = gradients(student, worker, params, x.repeat(2, 1), y.repeat(2))

    agree(got, raw, [3, 4], x, y, logits[:6])


@pytest.mark.task(3)
def test_gradients_of_large_logits_are_finite(student, worker, draw):
    """logits of 10000 give finite and right gradients

    zh: logit 大到 10000 时，梯度仍然有限而且正确
    """
    params, raw = network(student, draw, [3, 4])
    x, y = samples(draw, 7, 3, 4)

    for rows in (slice(1), slice(7)):  # one sample alone, and beside others whose logits are far from its own
        large, targets = 20_000 * x[rows], y[rows]
        got, logits = gradients(student, worker, params, large, targets)
        agree(got, raw, [3, 4], large, targets, logits, rtol=1e-3, atol=1e-5)  # float32: 0.001 apart


@pytest.mark.task(3)
def test_backward_can_be_called_again(student, worker, draw):
    """a second call of backward with the same cache gives the same gradients

    zh: 用同一个 cache 再调用一次 backward，梯度不变
    """
    params, raw = network(student, draw, [3, 4])
    x, y = samples(draw, 7, 3, 4)
    logits, cache = ahead(student, worker, params, x)

    student.backward(params, cache, y.numpy())
    got = student.backward(params, cache, y.numpy())

    agree(got, raw, [3, 4], x, y, logits)


@pytest.mark.task(3)
def test_backward_leaves_params_and_y_as_they_were(student, worker, draw):
    """backward leaves params and y as they were

    zh: backward 不改动 params 和 y
    """
    params, raw = network(student, draw, [3, 4])
    x, y = samples(draw, 7, 3, 4)
    logits, cache = ahead(student, worker, params, x)

    got = check.unchanged(student.backward, params, cache, y.numpy())

    agree(got, raw, [3, 4], x, y, logits)


# Task 4: backward, through the hidden layers


@pytest.mark.task(4)
def test_gradients_of_two_layers(student, worker, draw):
    """with a hidden layer each weight and bias gets the gradient of the mean loss

    zh: 有一个隐藏层时，每个权重和偏置得到的都是平均损失的梯度
    """
    params, raw = network(student, draw, [3, 7, 4])
    x, y = samples(draw, 9, 3, 4)

    got, logits = gradients(student, worker, params, x, y)

    agree(got, raw, [3, 7, 4], x, y, logits)


@pytest.mark.task(4)
def test_gradients_agree_with_finite_differences(student, worker, draw):
    """the gradients of four layers agree with differences of the loss, to 1e-5

    zh: 四层网络的梯度与损失的差商一致，误差不超过 1e-5
    """
    sizes = [3, 8, 6, 5, 4]
    params, raw = network(student, draw, sizes)
    x, y = samples(draw, 10, 3, 4)

    got, logits = gradients(student, worker, params, x, y)

    activation, moved = activation_of(logits, layers(raw, sizes), x), [array.astype(np.float64) for array in raw]
    for slopes, array in zip(found(got, sizes, "grads"), moved, strict=True):
        near(slopes, differences(array, lambda: loss(layers(moved, sizes), x, y, activation)))
    agree(got, raw, sizes, x, y, logits)


@pytest.mark.task(4)
def test_hidden_gradients_of_one_sample(student, worker, draw):
    """one sample goes all the way back through two hidden layers

    zh: 只有一个样本时，梯度也能一路穿过两个隐藏层
    """
    sizes = [3, 7, 5, 4]
    params, raw = network(student, draw, sizes)
    x, y = samples(draw, 1, 3, 4)

    got, logits = gradients(student, worker, params, x, y)

    agree(got, raw, sizes, x, y, logits)


@pytest.mark.task(4)
def test_each_cache_belongs_to_its_own_batch(student, worker, draw):
    """backward goes back through the batch whose cache it gets, not the latest one

    zh: backward 沿着它拿到的 cache 所属的那一批往回走，而不是最近的一批
    """
    params, raw = network(student, draw, [3, 7, 4])
    x, y = samples(draw, 9, 3, 4)
    logits, cache = ahead(student, worker, params, x)
    ahead(student, worker, params, -x)

    got = student.backward(params, cache, y.numpy())

    agree(got, raw, [3, 7, 4], x, y, logits)


# Task 5: the step


@pytest.mark.task(5)
def test_step_goes_against_the_gradient(student, worker, draw):
    """step moves every weight and bias by -lr times its gradient

    zh: step 把每个权重和偏置移动“负的 lr 乘梯度”
    """
    params, raw, grads, slopes = slope(student, worker, draw)
    lr = draw.number(0.5, 2)

    moved = stepped(student, worker, params, grads, lr)

    at(moved, [array - lr * s for array, s in zip(raw, slopes, strict=True)])


@pytest.mark.task(5)
def test_second_step_is_like_the_first(student, worker, draw):
    """a second step with the same gradients goes as far as the first

    zh: 用同样的梯度再走一步，与第一步走得一样远
    """
    params, raw, grads, slopes = slope(student, worker, draw)

    moved = stepped(student, worker, stepped(student, worker, params, grads, 0.5), grads, 0.5)

    at(moved, [array - s for array, s in zip(raw, slopes, strict=True)])


@pytest.mark.task(5)
def test_large_gradients_are_not_cut(student, worker, draw):
    """a gradient of 1000 moves its weight by 1000 times lr

    zh: 梯度是 1000，权重就移动 1000 乘 lr
    """
    params, raw, grads, slopes = slope(student, worker, draw, scale=1000.0)

    moved = stepped(student, worker, params, grads, 0.1)

    at(moved, [array - 0.1 * s for array, s in zip(raw, slopes, strict=True)], atol=0.01)


@pytest.mark.task(5)
def test_step_leaves_the_gradients_as_they_were(student, worker, draw):
    """step leaves the gradients as they were

    zh: step 不改动梯度
    """
    params, _, grads, slopes = slope(student, worker, draw)

    stepped(student, worker, params, grads, 0.5)

    for kept, s in zip(found(grads.fetch(), SIZES, "grads"), slopes, strict=True):
        near(kept, s)


# Task 6: it learns


@pytest.mark.task(6)
def test_three_steps_of_descent(student, worker, draw):
    """forward, backward and step, three times: plain gradient descent on the loss

    zh: forward、backward、step 连做三遍，就是对损失做普通的梯度下降
    """
    params, raw = network(student, draw, [3, 7, 4])
    x, y = samples(draw, 9, 3, 4)
    params = worker.put(params, "params")
    activation = activation_of(logits_of(student.forward(params, x.numpy())), layers(raw, [3, 7, 4]), x)

    for _ in range(3):
        params = advanced(student, worker, params, x, y, 0.2)
        raw = [array - 0.2 * s for array, s in zip(raw, true_slopes(raw, [3, 7, 4], x, y, activation), strict=True)]

    at(params, raw, [3, 7, 4])


@pytest.mark.task(6, points=2)
def test_xor_is_solved(student, worker, draw):
    """16 hidden units solve XOR in at most 200 steps with lr 1, for 2 of 3 seeds

    zh: 16 个隐藏单元，lr 取 1，至多 200 步就学会异或，3 个种子里至少 2 个成功
    """
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], dtype=torch.float64)[draw.permutation(4)]
    y = (x.sum(1) == 1).long()

    solved = [learns(student, worker, x, y, draw.integer(1, 10_000)) for _ in range(3)]

    check.that(
        sum(solved) >= 2,
        "XOR is not solved",
        expected="at least 2 of 3 seeds",
        yours=check.text("{n} of 3", n=sum(solved)),
    )


@pytest.mark.task(6, points=2)
def test_patterns_are_told_apart(student, worker, training, draw):
    """after 3 epochs on 1,000 noisy patterns the network tells new ones apart

    zh: 在 1000 张带噪声的图案上训练 3 轮后，能分辨新的图案
    """
    make, train, predict = by_hand(student, worker, training, draw)

    training.run(make, train, "patterns", samples=1000, predict=predict, epochs=3, batch_size=32, lr=0.1)


@pytest.mark.task(6, points=3)
def test_network_reads_new_digits(student, worker, training, draw):
    """after 3 epochs on 4,000 digits of 14 x 14 pixels the network reads most new ones

    zh: 在 4000 张 14 x 14 的数字上训练 3 轮后，能认出大多数新数字
    """
    make, train, predict = by_hand(student, worker, training, draw)

    training.run(make, train, "mnist", samples=4000, predict=predict, epochs=3, batch_size=32, lr=0.1)


SIZES = [3, 7, 4]
DIGITS = [196, 64, 10]
TINY = 1e-8  # so small that a ReLU's corner is hardly ever in between, so large that float64 still sees the difference
ACTIVATIONS = (torch.relu, torch.tanh, torch.sigmoid)


def arrays(nest):
    """The arrays in lists, tuples and dicts, however nested."""
    if isinstance(nest, dict):
        nest = list(nest.values())
    if isinstance(nest, list | tuple):
        return [array for part in nest for array in arrays(part)]
    return [nest] if isinstance(nest, np.ndarray) and nest.ndim else []


def found(nest, sizes, what="params"):
    """Weight and bias of each layer, [W1, b1, W2, ...]. No two arrays have the same sizes, so each is known by its shape."""
    by_shape = {}
    for array in arrays(nest):
        by_shape.setdefault(tuple(sorted(n for n in array.shape if n != 1)), []).append(array)
    keys = [key for n_in, n_out in pairwise(sizes) for key in (tuple(sorted((n_in, n_out))), (n_out,))]
    shapes = ", ".join(f"{pair}, ({pair[1]},)" for pair in pairwise(sizes))
    yours = ", ".join(str(array.shape) for array in arrays(nest)) or "no arrays"
    fits = all(len(by_shape.get(key, [])) == 1 for key in keys)
    message = check.text("{name} must hold a weight and a bias for each layer of {sizes}", name=what, sizes=sizes)
    check.that(fits, message, expected=shapes, yours=yours)
    return [by_shape[key][0] for key in keys]


def layers(raw, sizes):
    """(W, b) of each layer in float64, W as (in, out), b as (out,)."""
    tensors = [torch.as_tensor(array).double() for array in raw]
    weights = [w if w.shape == pair else w.T for w, pair in zip(tensors[::2], pairwise(sizes), strict=True)]
    return [(w, b.reshape(-1)) for w, b in zip(weights, tensors[1::2], strict=True)]


def network(student, draw, sizes):
    """Parameters in the student's own form, with drawn numbers in it, and the arrays [W1, b1, W2, ...] of it."""

    params = drawn(draw, student.init(sizes, draw.integer(1, 10_000)))
    return params, found(params, sizes)


def drawn(draw, nest, scale=1.0):
    """The same form with drawn numbers in it, from -scale to scale."""
    if isinstance(nest, dict):
        return {key: drawn(draw, part, scale) for key, part in nest.items()}
    if isinstance(nest, list | tuple):
        return type(nest)(drawn(draw, part, scale) for part in nest)
    if isinstance(nest, np.ndarray) and nest.ndim:
        return draw.uniform(-scale, scale, *nest.shape, dtype=torch.float64).numpy().astype(nest.dtype)
    return nest


def samples(draw, n, features, classes):
    """x (n, features) in float64 and y (n,)."""
    return draw.randn(n, features, dtype=torch.float64), draw.randint(0, classes, (n,))


def run(net, x, activation=torch.relu):
    """The network's logits."""
    *hidden, (weight, bias) = net
    for w, b in hidden:
        x = activation(x @ w + b)
    return x @ weight + bias


def answer(net, x, got):
    """What the network must answer to x, with the activation that `got` shows."""
    return run(net, x, activation_of(got, net, x))


def activation_of(got, net, x):
    """ReLU, unless the logits `got` are those of tanh or of the sigmoid, which are accepted in its place."""
    values = torch.as_tensor(got).double()

    def fits(activation):
        wanted = run(net, x, activation)
        return values.shape == wanted.shape and torch.allclose(values, wanted, rtol=1e-4, atol=1e-5)

    return next(filter(fits, ACTIVATIONS), torch.relu)


def near(got, expected, atol=1e-5):
    """Equal to 1e-4, so that float32 inside will do."""
    check.close(got, expected, rtol=1e-4, atol=atol, dtype=False)


def logits_of(pair):
    """The logits of forward's pair."""
    return matrix(check.items(pair, 2, what="what forward returns")[0])


def matrix(logits):
    """The logits as they are: they must be an array of two dimensions."""
    check.that(isinstance(logits, np.ndarray) and logits.ndim == 2, "the logits are not an array of shape (N, C)")
    return logits


def ahead(student, worker, params, x):
    """The logits by copy and the cache as a remote: it stays what it is."""
    pair = worker.keep(student.forward, params, x.numpy())
    return matrix(worker.item(pair, 0, "logits").fetch()), worker.item(pair, 1, "cache")


def gradients(student, worker, params, x, y):
    """What backward returns for the batch, and the logits of forward."""
    logits, cache = ahead(student, worker, params, x)
    return student.backward(params, cache, y.numpy()), logits


def loss(net, x, y, activation):
    return F.cross_entropy(run(net, x, activation), y)


def true_slopes(raw, sizes, x, y, activation):
    """The gradient of the loss for each of the arrays `raw`, in its shape, by autograd in float64."""
    leaves = [torch.as_tensor(array).double().requires_grad_() for array in raw]
    return [s.numpy() for s in torch.autograd.grad(loss(layers(leaves, sizes), x, y, activation), leaves)]


def differences(array, function):
    """The slope of function() along each entry of `array`, which is moved a little to both sides and put back."""
    slopes = np.zeros(array.shape)
    for place in np.ndindex(*array.shape):
        before = array[place]
        array[place] = before + TINY
        above = function()
        array[place] = before - TINY
        slopes[place] = (above - function()) / (2 * TINY)
        array[place] = before
    return slopes


def agree(grads, raw, sizes, x, y, logits, rtol=1e-11, atol=1e-12):
    """The gradients are the true ones, each in the shape of its array.

    Differences of the loss are no backward pass: where all is float64 they are not exact enough.
    """
    if any(array.dtype != np.float64 for array in (*raw, *arrays(grads))):
        rtol, atol = max(rtol, 1e-4), 1e-5
    activation = activation_of(logits, layers(raw, sizes), x)
    slopes = true_slopes(raw, sizes, x, y, activation)
    names = [
        check.text("the gradient of {name} of layer {n}", name=check.text(name), n=n)
        for n in range(1, len(sizes))
        for name in ("the weight", "the bias")
    ]
    for name, got, expected in zip(names, found(grads, sizes, "grads"), slopes, strict=True):
        check.close(got, expected, rtol=rtol, atol=atol, dtype=False, what=name)


def slope(student, worker, draw, scale=1.0):
    """A network with drawn gradients: the parameters and grads as remotes, and the arrays of both.

    The gradients have the form that the student's own `backward` gives them; where it gives none, that of the parameters.
    """
    params, raw = network(student, draw, SIZES)
    x, y = samples(draw, 9, 3, 4)
    try:
        form, _ = gradients(student, worker, params, x, y)
        found(form, SIZES, "grads")
    except (StudentError, Mismatch):
        form = params
    grads = drawn(draw, form, scale)
    return worker.put(params, "params"), raw, worker.put(grads, "grads"), found(grads, SIZES, "grads")


def stepped(student, worker, params, grads, lr):
    """The parameters after a step, changed in place or returned."""
    returned = worker.keep(student.step, params, grads, lr)
    return params if returned.type == "NoneType" else returned


def at(params, expected, sizes=SIZES, atol=1e-5):
    """The parameters are these."""
    for got, wanted in zip(found(params.fetch(), sizes), expected, strict=True):
        near(got, wanted, atol)


def advanced(student, worker, params, x, y, lr):
    """The parameters after one step on a batch."""
    pair = worker.keep(student.forward, params, x.numpy())
    grads = worker.keep(student.backward, params, worker.item(pair, 1, "cache"), y.numpy())
    return stepped(student, worker, params, grads, lr)


def learns(student, worker, x, y, seed):
    """Whether the network names the classes of x after 25, 50, ... or 200 steps."""
    params = worker.keep(student.init, [2, 16, 2], seed)
    for _ in range(8):
        for _ in range(25):
            params = advanced(student, worker, params, x, y, 1.0)
        logits = logits_of(student.forward(params, x.numpy()))
        check.shape(logits, (4, 2))
        if (logits.argmax(1) == y.numpy()).all():
            return True
    return False


def by_hand(student, worker, training, draw):
    """How a network of the student's functions is made, trained and asked."""
    seed = draw.integer(1, 10_000)

    def shrunk(images):
        return F.avg_pool2d(images, 2).flatten(1).double()

    def make():
        return worker.keep(student.init, DIGITS, seed)

    def train(params, images, labels, **settings):
        lr = settings.pop("lr")
        for x, y in training.batches(shrunk(images), labels, **settings):
            params = advanced(student, worker, params, x, y, lr)
        return params

    def predict(params, images):
        """The judge's own network with the trained weights: nothing else that a model remembers counts."""
        x, net = shrunk(images), layers(found(params.fetch(), DIGITS), DIGITS)
        few = logits_of(student.forward(params, x[:8].numpy()))
        return run(net, x, activation_of(few, net, x[:8]))

    return make, train, predict
