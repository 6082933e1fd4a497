"""Hidden tests of lesson 08. Expected values come from torch in float64, or from the helpers at the bottom.

Where logits of 10000 stand in float32, neighbours are 0.001 apart; those tests allow an error of 0.002.
"""

import pytest
import torch
from torch.nn import functional as F

from grader.judge import check

# Task 1: softmax and its logarithm


@pytest.mark.task(1)
def test_softmax_of_each_row_sums_to_one(student, draw):
    """each row of softmax(x, dim=1) sums to 1

    zh: softmax(x, dim=1) 的每一行之和为 1
    """
    x = draw.uniform(-2, 2, 3, 5)

    got = student.softmax(x, dim=1)

    check.shape(got, (3, 5))
    hint = wrong_dim(got)
    sums = torch.as_tensor(got).double().sum(1)
    check.close(sums, torch.ones(3), atol=1e-5, dtype=False, what="the sum of each row", hint=hint)
    check.equal(torch.as_tensor(got).argsort(1), x.argsort(1), what="the order of each row, result.argsort(1)")


@pytest.mark.task(1)
def test_softmax_along_each_dimension(student, draw):
    """softmax divides exp(x) by its sum along dim, for dim = 0, 1, 2 and -2

    zh: softmax 用 exp(x) 除以它沿 dim 的和，dim 取 0、1、2、-2 都对
    """
    x = draw.uniform(-2, 2, 2, 3, 4)

    for dim in (0, 1, 2, -2):
        got = student.softmax(x, dim=dim)

        check.close(got, torch.softmax(x, dim), dtype=False, what=f"softmax(x, dim={dim})")


@pytest.mark.task(1)
def test_the_last_dimension_is_the_default(student, draw):
    """without dim, softmax and log_softmax go along the last dimension

    zh: 不给 dim 时，softmax 和 log_softmax 都沿最后一维计算
    """
    x = draw.uniform(-2, 2, 2, 3, 4)

    check.close(student.softmax(x[0, 0]), torch.softmax(x[0, 0], -1), dtype=False)
    check.close(student.softmax(x), torch.softmax(x, -1), dtype=False)
    check.close(student.log_softmax(x), torch.log_softmax(x, -1), dtype=False)


@pytest.mark.task(1)
def test_softmax_of_ten_thousand(student, draw):
    """logits around 10000 and around -10000 give probabilities, not NaN

    zh: 10000 和 -10000 附近的 logit 得到的是概率，而不是 NaN
    """
    near = draw.uniform(-2, 2, 2, 4)
    x = torch.cat([10000 + near[:1], torch.tensor([[10000.0, 0.0, -10000.0, 500.0]]), 1000 * near[1:]])

    for rows in (x, -x):
        got = student.softmax(rows, dim=1)

        check.close(got, torch.softmax(rows.double(), 1), atol=2e-3, dtype=False)


@pytest.mark.task(1)
def test_rows_far_apart_do_not_disturb_each_other(student, draw):
    """a row around -10000 comes out right beside one around 10000

    zh: 同一个张量里，一行在 10000 附近，另一行在 -10000 附近，两行都要对
    """
    x = draw.uniform(-2, 2, 3, 4) + torch.tensor([[10000.0], [0.0], [-10000.0]])

    got = student.softmax(x, dim=1)

    check.close(got, torch.softmax(x.double(), 1), atol=2e-3, dtype=False)


@pytest.mark.task(1)
def test_log_softmax_along_each_dimension(student, draw):
    """log_softmax is the logarithm of softmax, for dim = 0, 1, 2 and -2

    zh: log_softmax 是 softmax 的对数，dim 取 0、1、2、-2 都对
    """
    x = draw.uniform(-2, 2, 2, 3, 4)

    for dim in (0, 1, 2, -2):
        got = student.log_softmax(x, dim=dim)

        check.close(got, torch.log_softmax(x, dim), dtype=False, what=f"log_softmax(x, dim={dim})")


@pytest.mark.task(1)
def test_log_softmax_of_ten_thousand(student, draw):
    """the log-probability of a logit that is 10000 behind is -10000, not -inf

    zh: 比最大值小 10000 的 logit，对数概率是 -10000，而不是 -inf
    """
    near = draw.uniform(-2, 2, 3, 3)
    x = torch.cat([torch.tensor([[10000.0, 0.0, -10000.0]]), near[:2] * 5000, near[2:] - 10000])

    got = student.log_softmax(x, dim=1)

    check.close(got, torch.log_softmax(x.double(), 1), atol=2e-3, dtype=False)


@pytest.mark.task(1)
def test_minus_infinity_has_probability_zero(student, draw):
    """an entry of -inf has probability 0 and log-probability -inf

    zh: -inf 的概率是 0，对数概率是 -inf
    """
    x = draw.uniform(-2, 2, 3, 4)
    x[torch.arange(3), draw.randint(0, 4, (3,))] = float("-inf")

    check.close(student.softmax(x, dim=1), torch.softmax(x, 1), dtype=False)
    check.close(student.log_softmax(x, dim=1), torch.log_softmax(x, 1), dtype=False)


@pytest.mark.task(1)
def test_float64_is_worked_out_in_float64(student, draw):
    """softmax and log_softmax of a float64 x are computed in float64

    zh: x 是 float64 时，softmax 和 log_softmax 按 float64 的精度计算
    """
    x = draw.uniform(-2, 2, 3, 4, dtype=torch.float64)

    check.close(student.softmax(x, dim=1), torch.softmax(x, 1), rtol=1e-10, atol=1e-12, dtype=False)
    check.close(student.log_softmax(x, dim=1), torch.log_softmax(x, 1), rtol=1e-10, atol=1e-12, dtype=False)


@pytest.mark.task(1)
def test_softmax_leaves_x_as_it_was(student, draw):
    """softmax and log_softmax leave x as it was

    zh: softmax 和 log_softmax 不改动 x
    """
    x = draw.uniform(-2, 2, 3, 4)

    check.close(check.unchanged(student.softmax, x, dim=1), torch.softmax(x, 1), dtype=False)
    check.close(check.unchanged(student.log_softmax, x, dim=1), torch.log_softmax(x, 1), dtype=False)


# Task 2: targets and their negative log-likelihood


@pytest.mark.task(2)
def test_one_hot_has_a_place_for_every_class(student, draw):
    """one_hot gives num_classes columns, also for classes that do not occur in y

    zh: one_hot 给出 num_classes 列，y 里没有出现的类别也占一列
    """
    y = torch.cat([draw.randint(0, 5, (5,)), torch.tensor([3])])

    got = student.one_hot(y, 7)

    check.close(got, F.one_hot(y, 7), dtype=False)


@pytest.mark.task(2)
def test_one_hot_adds_a_last_dimension(student, draw):
    """one_hot turns y of shape (4, 3) into (4, 3, num_classes)

    zh: one_hot 把形状为 (4, 3) 的 y 变成 (4, 3, num_classes)
    """
    y = shuffled(draw, [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 4, 4]).reshape(4, 3)

    got = student.one_hot(y, 5)

    check.close(got, F.one_hot(y, 5), dtype=False)


@pytest.mark.task(2)
def test_nll_is_the_mean_of_minus_logp_at_the_targets(student, draw):
    """nll_loss is the mean over the samples of -logp at the target

    zh: nll_loss 是各样本在目标类别上的 -logp 的均值
    """
    logp, y = log_probabilities(draw, 6, 4), shuffled(draw, [0, 1, 1, 2, 3, 3])

    got = student.nll_loss(logp, y)

    check.close(got, nll(logp, y).item())


@pytest.mark.task(2)
def test_nll_none_keeps_one_loss_a_target(student, draw):
    """nll_loss with reduction="none" gives shape (N,), for a single sample too

    zh: nll_loss 取 reduction="none" 时形状是 (N,)，只有一个样本时也一样
    """
    for n in (5, 1):
        logp, y = log_probabilities(draw, n, 4), draw.randint(0, 4, (n,))

        got = student.nll_loss(logp, y, reduction="none")

        check.close(got, nll(logp, y, reduction="none"), dtype=False)


@pytest.mark.task(2)
def test_nll_sum_adds_up_the_weighted_losses(student, draw):
    """reduction="sum" adds up weight[y] * -logp and divides by nothing

    zh: reduction="sum" 把 weight[y] * -logp 加起来，什么也不除
    """
    logp, y = log_probabilities(draw, 6, 4), shuffled(draw, [0, 1, 1, 2, 3, 3])
    weight = draw.uniform(0.5, 4, 4)

    got = student.nll_loss(logp, y, weight=weight, reduction="sum")

    check.close(got, nll(logp, y, weight, reduction="sum").item())


@pytest.mark.task(2)
def test_nll_mean_divides_by_the_weights_of_the_targets(student, draw):
    """with weight, the mean divides by the sum of the targets' weights

    zh: 有 weight 时，均值除以各个目标的权重之和
    """
    logp, y = log_probabilities(draw, 6, 4), shuffled(draw, [0, 1, 1, 1, 3, 3])
    weight = draw.uniform(0.5, 4, 4)

    got = student.nll_loss(logp, y, weight=weight)

    check.close(got, nll(logp, y, weight).item())


@pytest.mark.task(2)
def test_nll_does_not_count_targets_of_minus_one_hundred(student, draw):
    """a target of -100 counts neither in the sum nor in the number of samples

    zh: 目标为 -100 的样本既不计入总和，也不计入样本数
    """
    logp, y = log_probabilities(draw, 7, 4), shuffled(draw, [0, 1, 2, 3, 3, -100, -100])

    got = student.nll_loss(logp, y)

    check.close(got, nll(logp, y).item())


@pytest.mark.task(2)
def test_nll_ignores_the_index_that_is_named(student, draw):
    """ignore_index may be -1 or a class: with "none" its targets cost 0

    zh: ignore_index 可以是 -1，也可以是某个类别："none" 时这些目标的损失是 0
    """
    logp, y = log_probabilities(draw, 6, 4), shuffled(draw, [0, 1, 1, 2, 3, 3])

    for index in (1, -1):
        targets = torch.where(y == 1, index, y)
        got = student.nll_loss(logp, targets, ignore_index=index, reduction="none")

        check.close(got, nll(logp, targets, ignore_index=index, reduction="none"), dtype=False)


@pytest.mark.task(2, points=2)
def test_nll_of_one_target_a_pixel(student, draw):
    """logp of shape (N, C, d1, d2) with y of shape (N, d1, d2) takes all options

    zh: logp 形状为 (N, C, d1, d2)、y 形状为 (N, d1, d2) 时，各个选项同样有效
    """
    logp, y = log_probabilities(draw, 2, 4, 3, 5), pixels(draw, 4)
    relabelled, weight = torch.where(y < 0, 2, y), draw.uniform(0.5, 4, 4)

    each = student.nll_loss(logp, y, weight=weight, reduction="none")
    mean = student.nll_loss(logp, relabelled, weight=weight, ignore_index=2)

    check.close(each, nll(logp, y, weight, reduction="none"), dtype=False)
    check.close(mean, nll(logp, relabelled, weight, ignore_index=2).item())


@pytest.mark.task(2)
def test_nll_leaves_its_arguments_as_they_were(student, draw):
    """nll_loss leaves logp, y and weight as they were, ignored targets too

    zh: nll_loss 不改动 logp、y 和 weight，被忽略的目标也不改
    """
    logp, y = log_probabilities(draw, 5, 4), shuffled(draw, [0, 1, 2, 3, -100])
    weight = draw.uniform(0.5, 4, 4)

    got = check.unchanged(student.nll_loss, logp, y, weight=weight)

    check.close(got, nll(logp, y, weight).item())


# Task 3: the loss of logits


@pytest.mark.task(3)
def test_cross_entropy_is_the_mean_over_the_samples(student, draw):
    """cross_entropy is the mean over the samples of -log softmax at the target

    zh: cross_entropy 是各样本在目标类别上的 -log softmax 的均值
    """
    logits, y = draw.uniform(-2, 2, 6, 4), shuffled(draw, [0, 1, 1, 2, 3, 3])

    got = student.cross_entropy(logits, y)

    check.close(got, entropy(logits, y).item())


@pytest.mark.task(3)
def test_cross_entropy_sums_or_keeps_one_loss_a_sample(student, draw):
    """reduction="none" gives one loss per sample, reduction="sum" their sum

    zh: reduction="none" 每个样本一个损失，reduction="sum" 是它们的和
    """
    logits, y = draw.uniform(-2, 2, 6, 4), shuffled(draw, [0, 1, 1, 2, 3, 3])

    each, total = (student.cross_entropy(logits, y, reduction=word) for word in ("none", "sum"))

    check.close(each, entropy(logits, y, reduction="none"), dtype=False)
    check.close(total, entropy(logits, y, reduction="sum").item())


@pytest.mark.task(3)
def test_cross_entropy_of_ten_thousand(student, draw):
    """a target that is 10000 behind costs 10000, one that is 10000 ahead costs 0

    zh: 目标的 logit 落后 10000，损失是 10000；领先 10000，损失是 0
    """
    sign = 2.0 * draw.randint(0, 2, (6, 1)) - 1
    logits = sign * torch.tensor([[10000.0, 0.0]])
    y = draw.randint(0, 2, (6,))

    got = student.cross_entropy(logits, y, reduction="none")

    check.close(got, entropy(logits, y, reduction="none"), atol=2e-3, dtype=False)


@pytest.mark.task(3, points=2)
def test_cross_entropy_of_one_target_a_pixel(student, draw):
    """logits of shape (N, C, d1, d2): classes along dimension 1, all options

    zh: logits 形状为 (N, C, d1, d2) 时类别在第 1 维，各个选项同样有效
    """
    logits, y = draw.uniform(-2, 2, 2, 4, 3, 5), pixels(draw, 4)
    relabelled, weight = torch.where(y < 0, 2, y), draw.uniform(0.5, 4, 4)

    each = student.cross_entropy(logits, y, weight=weight, reduction="none")
    mean = student.cross_entropy(logits, relabelled, weight=weight, ignore_index=2)

    check.close(each, entropy(logits, y, weight, reduction="none"), dtype=False)
    check.close(mean, entropy(logits, relabelled, weight, ignore_index=2).item())


# Task 4: the gradient


@pytest.mark.task(4)
def test_gradient_of_the_mean_loss(student, draw):
    """cross_entropy_gradient is the gradient of the mean loss

    zh: cross_entropy_gradient 是平均损失对 logits 的梯度
    """
    logits, y = draw.uniform(-2, 2, 6, 4), shuffled(draw, [0, 1, 1, 2, 3, 3])

    got = student.cross_entropy_gradient(logits, y)

    check.close(got, slope_of_the_mean(logits, y), dtype=False)


@pytest.mark.task(4)
def test_gradient_of_one_sample(student, draw):
    """of one sample the gradient has shape (1, C) and sums to 0

    zh: 只有一个样本时，梯度的形状是 (1, C)，各项之和为 0
    """
    logits, y = draw.uniform(-2, 2, 1, 4), draw.randint(0, 4, (1,))

    got = student.cross_entropy_gradient(logits, y)

    check.close(got, slope_of_the_mean(logits, y), dtype=False)
    check.close(got.sum().item(), 0.0, atol=1e-5, what="the sum of the gradient")


@pytest.mark.task(4)
def test_gradient_of_ten_thousand(student, draw):
    """a logit of 10000 that is wrong still has gradient 1 / N, one that is right 0

    zh: logit 为 10000 时，判错的样本梯度仍是 1 / N，判对的是 0
    """
    logits, y = torch.tensor([[10000.0, 0.0, -10000.0]] * 6), shuffled(draw, [0, 0, 0, 1, 2, 2])

    got = student.cross_entropy_gradient(logits, y)

    check.close(got, slope_of_the_mean(logits, y), atol=2e-3, dtype=False)


# Task 5: the same with NumPy


@pytest.mark.task(5)
def test_softmax_numpy_goes_along_the_last_axis(student, draw):
    """softmax_numpy works along the last axis of (C,) and of (N, C)

    zh: softmax_numpy 沿最后一个维度计算，(C,) 和 (N, C) 都行
    """
    x = draw.uniform(-2, 2, 3, 4, dtype=torch.float64)

    for rows in (x, x[0]):
        got = student.softmax_numpy(rows.numpy())

        check.close(got, torch.softmax(rows, -1).numpy(), dtype=False)


@pytest.mark.task(5)
def test_cross_entropy_numpy_is_the_mean(student, draw):
    """cross_entropy_numpy is the mean loss, one number

    zh: cross_entropy_numpy 是平均损失，一个数
    """
    for n in (6, 1):
        logits, y = draw.uniform(-2, 2, n, 4, dtype=torch.float64), draw.randint(0, 4, (n,))

        got = student.cross_entropy_numpy(logits.numpy(), y.numpy())

        check.close(got, F.cross_entropy(logits, y).item())


@pytest.mark.task(5)
def test_numpy_versions_are_stable(student, draw):
    """with logits of 10000 both NumPy functions stay finite and right

    zh: logit 为 10000 时，两个 NumPy 函数仍然有限而且正确
    """
    x = 5000 * draw.uniform(-2, 2, 5, 3, dtype=torch.float64)
    x[0], y = torch.tensor([10000.0, 0.0, -10000.0]), torch.cat([torch.tensor([2]), draw.randint(0, 3, (4,))])

    check.close(student.softmax_numpy(x.numpy()), torch.softmax(x, 1).numpy(), atol=1e-6, dtype=False)
    check.close(student.cross_entropy_numpy(x.numpy(), y.numpy()), F.cross_entropy(x, y).item())


@pytest.mark.task(5)
def test_numpy_versions_leave_their_arguments_as_they_were(student, draw):
    """softmax_numpy and cross_entropy_numpy leave their arguments as they were

    zh: softmax_numpy 和 cross_entropy_numpy 不改动参数
    """
    x, y = draw.uniform(-2, 2, 5, 3, dtype=torch.float64), draw.randint(0, 3, (5,))

    check.close(check.unchanged(student.softmax_numpy, x.numpy()), torch.softmax(x, 1).numpy(), dtype=False)
    loss = check.unchanged(student.cross_entropy_numpy, x.numpy(), y.numpy())
    check.close(loss, F.cross_entropy(x, y).item())


# Task 6: the network and its training


@pytest.mark.task(6)
def test_net_has_five_layers(student, worker):
    """Net has the weights and biases of 784-512-256-128-64-10 and no other parameters

    zh: Net 的参数恰好是 784-512-256-128-64-10 各层的权重和偏置
    """
    net = student.Net()

    parameters(worker, net)


@pytest.mark.task(6, points=2)
def test_net_returns_logits(student, worker, draw):
    """Net is linear, ReLU, linear, ... and linear at the end: (n, 10) logits

    zh: Net 是“线性、ReLU、线性……”，最后以线性层结束：输出 (n, 10) 的 logit
    """
    net = student.Net()
    values = [draw.randn(*p.shape) * p.numel() ** -0.25 for p in parameters(worker, net)]
    worker.set_parameters(net, values)

    for n in (3, 1):
        images = draw.randn(n, 1, 28, 28)
        check.close(net(images), forward(values, images), rtol=1e-4, atol=1e-4, dtype=False)


@pytest.mark.task(6, points=2)
def test_a_short_batch_is_learned_too(student, worker, draw):
    """20 images in batches of 32 are learned by heart in 60 epochs

    zh: 20 张图像、批大小 32，训练 60 轮就能全部记住
    """
    images, labels = draw.randn(20, 1, 28, 28), shuffled(draw, list(range(10)) * 2)
    net = student.Net()

    student.train(net, images, labels, 60, 32, 0.02)

    got = forward(parameters(worker, net), images)
    require_agreement(net, got, images)
    right = int((got.argmax(1) == labels).sum())
    check.that(right >= 18, "too few images are learned", expected="at least 18 of 20", yours=right)


@pytest.mark.task(6, points=2)
def test_sorted_images_are_learned_too(student, worker, training):
    """images that come sorted by label are learned as well as shuffled ones

    zh: 图像按标签排好序给出时，学得和打乱时一样好
    """

    def train(net, images, labels, **settings):
        order = labels.argsort(stable=True)
        train_and_compare(student, worker, net, images[order], labels[order], settings)

    settings = {"epochs": 5, "batch_size": 32, "lr": 0.02}
    training.run(student.Net, train, "patterns", samples=1000, network=from_parameters, **settings)


@pytest.mark.task(6, points=3)
def test_network_reads_new_digits(student, worker, training):
    """after 2 epochs on 10,000 digits the network reads new ones, in reasonable time

    zh: 用 10000 张数字训练 2 轮，就能认出没见过的数字，用时也合理
    """

    def train(net, images, labels, **settings):
        train_and_compare(student, worker, net, images, labels, settings)

    settings = {"epochs": 2, "batch_size": 32, "lr": 0.02}
    training.run(student.Net, train, "mnist", samples=10_000, network=from_parameters, **settings)


LAYERS = [(784, 512), (512, 256), (256, 128), (128, 64), (64, 10)]


def wrong_dim(got):
    """What a matrix whose columns sum to 1 says about its author."""
    columns = torch.as_tensor(got).double().sum(0)
    by_columns = bool(((columns - 1).abs() < 1e-4).all())
    return "Your columns sum to 1: you divided along dim 0. dim=1 asks for rows." if by_columns else ""


def log_probabilities(draw, *shape):
    """Log-probabilities along dimension 1."""
    return torch.log_softmax(draw.uniform(-2, 2, *shape), 1)


def shuffled(draw, values):
    """The values in a drawn order: every one of them occurs, and no table knows where."""
    return torch.tensor(values)[draw.permutation(len(values))]


def pixels(draw, classes):
    """Targets for two images of 3 x 5 pixels: every class occurs, and some pixels are to be ignored."""
    others = draw.randint(0, classes, (28 - classes,)).tolist()
    return shuffled(draw, [*range(classes), -100, -100, *others]).reshape(2, 3, 5)


def nll(logp, y, weight=None, **options):
    """PyTorch's loss of log-probabilities, in float64."""
    return F.nll_loss(logp.double(), y, None if weight is None else weight.double(), **options)


def entropy(logits, y, weight=None, **options):
    """PyTorch's loss of logits, in float64."""
    return nll(torch.log_softmax(logits.double(), 1), y, weight, **options)


def slope_of_the_mean(logits, y):
    """The gradient of the mean loss by autograd, in float64."""
    logits = logits.double().requires_grad_()
    F.cross_entropy(logits, y).backward()
    return logits.grad


def train_and_compare(student, worker, net, images, labels, settings):
    """Train; what the network then says must be what its parameters say, since these alone are judged."""
    student.train(net, images, labels, **settings)
    few = images[::50]
    require_agreement(net, forward(parameters(worker, net), few), few)


def require_agreement(net, from_its_parameters, images):
    """The digits that the network names are those that five linear layers with ReLU between them name with its parameters."""
    got = net(images)
    check.shape(got, (len(images), 10))
    agree = int((got.argmax(1) == from_its_parameters.argmax(1)).sum())
    check.that(
        agree >= 0.9 * len(images),
        "the trained network says something else than five linear layers with ReLU between them and its parameters",
        expected=check.text("the same digit for {n} images", n=len(images)),
        yours=check.text("the same digit for {n} images", n=agree),
    )


def parameters(worker, net):
    """The parameters, which must have the shapes of the five layers; order and sides of a weight are free."""
    return five_layers(worker.parameters(net))


def five_layers(values):
    """Parameters of which these are known to be true."""
    check.that(all(isinstance(p, torch.Tensor) for p in values), "a parameter is not a plain tensor")
    shapes = sorted(tuple(sorted(p.squeeze().shape)) for p in values)
    wanted = sorted([tuple(sorted(pair)) for pair in LAYERS] + [(after,) for _, after in LAYERS])
    check.equal(shapes, wanted, what="the list of parameter shapes, each sorted,")
    return values


def from_parameters(images, values):
    return forward(five_layers(values), images)


def forward(values, images):
    """What the network with these parameters must answer; every parameter is known by its shape."""
    by_shape = {tuple(p.squeeze().shape): p.squeeze().double() for p in values}
    x = images.double().flatten(1)
    for before, after in LAYERS:
        x = x.relu() if before != 784 else x
        weight = by_shape[after, before].T if (after, before) in by_shape else by_shape[before, after]
        x = x @ weight + by_shape[after,]
    return x


# Task 7: one layer, and two classes


@pytest.mark.task(7)
def test_softmax_regression_is_one_layer(student, worker, draw):
    """SoftmaxRegression is 12 weights and 3 biases, and returns logits, (n, 3)

    zh: SoftmaxRegression 有 12 个权重和 3 个偏置，返回 (n, 3) 的 logit
    """
    net = student.SoftmaxRegression()
    values = [draw.randn(*p.shape) for p in one_layer(worker.parameters(net))]
    worker.set_parameters(net, values)

    for n in (3, 1):
        images = draw.randn(n, 1, 2, 2)
        check.close(net(images), small_logits(values, images), dtype=False)


@pytest.mark.task(7)
def test_small_images_are_learned(student, worker, draw):
    """train of task 6 teaches SoftmaxRegression three kinds of 2 x 2 images

    zh: 用任务 6 的 train，SoftmaxRegression 学会三种 2 x 2 的图像
    """
    kinds = 3 * torch.eye(4)[draw.permutation(4)[:3]]
    labels = shuffled(draw, [0, 1, 2] * 40)
    images = (kinds[labels] + 0.3 * draw.randn(120, 4)).reshape(120, 1, 2, 2)
    net = student.SoftmaxRegression()

    student.train(net, images[:90], labels[:90], 60, 8, 0.02)

    got = small_logits(one_layer(worker.parameters(net)), images[90:])
    right = int((got.argmax(1) == labels[90:]).sum())
    check.that(right >= 27, "too few new images are told apart", expected="at least 27 of 30", yours=right)


@pytest.mark.task(7, points=2)
def test_one_output_costs_what_two_cost(student, draw):
    """the BCE of one_output's layer is the cross-entropy of the two outputs

    zh: one_output 那一层的二元交叉熵，等于两个输出的交叉熵
    """
    x, y = draw.randn(6, 3), shuffled(draw, [0, 1] * 3)
    weight, bias = draw.randn(2, 3), draw.randn(2)

    got = check.items(student.one_output(weight, bias), 2)

    check.close(got[0], weight[1:] - weight[:1], what="the weight")
    check.close(got[1], bias[1:] - bias[:1], what="the bias")
    z = torch.as_tensor(got[0]) @ x.T + torch.as_tensor(got[1])
    one = F.binary_cross_entropy_with_logits(z[0], y.float())
    check.close(one, F.cross_entropy(x @ weight.T + bias, y), rtol=1e-4, what="the loss")


@pytest.mark.task(7)
def test_one_output_keeps_float64_and_its_arguments(student, draw):
    """one_output works in float64, for one feature too, and leaves its arguments alone

    zh: one_output 按 float64 计算，只有一个特征也行，并且不改动参数
    """
    for d in (1, 4):
        weight, bias = draw.randn(2, d, dtype=torch.float64), draw.randn(2, dtype=torch.float64)
        got = check.items(check.unchanged(student.one_output, weight, bias), 2)
        check.close(got[0], weight[1:] - weight[:1], rtol=1e-12, what="the weight")
        check.close(got[1], bias[1:] - bias[:1], rtol=1e-12, what="the bias")


def one_layer(values):
    """The parameters of a layer from 4 to 3; order and sides of the weight are free."""
    check.that(all(isinstance(p, torch.Tensor) for p in values), "a parameter is not a plain tensor")
    shapes = sorted(tuple(sorted(p.squeeze().shape)) for p in values)
    check.equal(shapes, [(3,), (3, 4)], what="the list of parameter shapes, each sorted,")
    return values


def small_logits(values, images):
    """What one layer with these parameters answers."""
    by_shape = {tuple(p.squeeze().shape): p.squeeze().double() for p in values}
    weight = by_shape[3, 4].T if (3, 4) in by_shape else by_shape[4, 3]
    return images.double().flatten(1) @ weight + by_shape[3,]
