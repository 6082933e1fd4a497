"""Hidden tests of lesson 12. Expected values come from torch.nn.functional, in float64."""

import math

import pytest
import torch
from torch.nn import functional as F

from grader.judge import check

# Task 1: two ways to measure an error


@pytest.mark.task(1)
def test_mse_is_the_mean_over_every_number(student, draw):
    """mse is one number: the mean over every number of the tensor, of a single one too

    zh: mse 是一个数：对张量里所有的数求均值，只有一个数时也一样
    """
    for shape in ((4, 3), (1, 1)):
        prediction, target = errors(draw, shape)

        check.close(student.mse(prediction, target), oracle(F.mse_loss, prediction, target))


@pytest.mark.task(1)
def test_l1_is_the_mean_over_every_number(student, draw):
    """l1 is one number: the mean of the absolute errors, of both signs

    zh: l1 是一个数：绝对误差的均值，误差可正可负
    """
    for shape in ((4, 3), (1, 1)):
        prediction, target = errors(draw, shape)

        check.close(student.l1(prediction, target), oracle(F.l1_loss, prediction, target))


@pytest.mark.task(1)
def test_none_keeps_one_loss_a_number(student, draw):
    """with reduction="none" mse and l1 keep the shape: one loss per number

    zh: reduction="none" 时 mse 和 l1 保持形状：每个数一个损失
    """
    prediction, target = errors(draw, (3, 2, 2))

    each(student.mse(prediction, target, reduction="none"), F.mse_loss, prediction, target)
    each(student.l1(prediction, target, reduction="none"), F.l1_loss, prediction, target)


@pytest.mark.task(1)
def test_sum_adds_up_and_divides_by_nothing(student, draw):
    """with reduction="sum" mse and l1 add their losses up and divide by nothing

    zh: reduction="sum" 时 mse 和 l1 把损失加起来，什么也不除
    """
    prediction, target = errors(draw, (4, 3))

    for name, loss in (("mse", F.mse_loss), ("l1", F.l1_loss)):
        got = getattr(student, name)(prediction, target, reduction="sum")
        check.close(got, oracle(loss, prediction, target, reduction="sum"))


@pytest.mark.task(1)
def test_errors_leave_their_arguments_as_they_were(student, draw):
    """mse and l1 leave prediction and target as they were

    zh: mse 和 l1 不改动 prediction 和 target
    """
    prediction, target = errors(draw, (4, 3))

    for name, loss in (("mse", F.mse_loss), ("l1", F.l1_loss)):
        got = check.unchanged(getattr(student, name), prediction, target)
        check.close(got, oracle(loss, prediction, target))


# Task 2: a parabola in the middle, lines outside


@pytest.mark.task(2)
def test_smooth_l1_below_and_beyond_beta(student, draw):
    """smooth_l1 is e^2 / (2 beta) for errors below beta and e - beta / 2 beyond

    zh: 误差小于 beta 时 smooth_l1 是 e^2 / (2 beta)，超过 beta 时是 e - beta / 2
    """
    for beta in (draw.number(0.3, 0.7), draw.number(1.5, 2.5)):
        prediction, target = errors_around(draw, beta)
        got = student.smooth_l1(prediction, target, beta=beta, reduction="none")

        each(got, F.smooth_l1_loss, prediction, target, beta=beta)


@pytest.mark.task(2)
def test_huber_below_and_beyond_delta(student, draw):
    """huber is e^2 / 2 for errors up to delta and delta * (e - delta / 2) beyond

    zh: 误差不超过 delta 时 huber 是 e^2 / 2，超过时是 delta * (e - delta / 2)
    """
    for delta in (draw.number(0.3, 0.7), draw.number(1.5, 2.5)):
        prediction, target = errors_around(draw, delta)
        got = student.huber(prediction, target, delta=delta, reduction="none")

        each(got, F.huber_loss, prediction, target, delta=delta)


@pytest.mark.task(2)
def test_smooth_l1_with_beta_zero_is_l1(student, draw, probe):
    """with beta=0 smooth_l1 is the absolute error, 0 where there is none, not NaN

    zh: beta=0 时 smooth_l1 就是绝对误差，没有误差的地方是 0，而不是 NaN
    """
    prediction, target = errors(draw, (4, 3))
    prediction[1] = target[1]

    got = student.smooth_l1(prediction, target, beta=0.0, reduction="none")

    apart = prediction != target
    found = isinstance(got, torch.Tensor) and got.shape == apart.shape and bool(got[apart].isnan().all())
    probe("takes_nan_where_there_is_an_error", found)
    each(got, F.l1_loss, prediction, target)


@pytest.mark.task(2)
def test_smooth_losses_are_reduced(student, draw):
    """smooth_l1 and huber are the mean over every number; "sum" adds up

    zh: smooth_l1 和 huber 默认对所有的数求均值；"sum" 则求和
    """
    size = draw.number(1.5, 2.5)
    prediction, target = errors_around(draw, size)

    for word in ("mean", "sum"):
        got = student.smooth_l1(prediction, target, beta=size, reduction=word)
        check.close(got, oracle(F.smooth_l1_loss, prediction, target, beta=size, reduction=word))
        got = student.huber(prediction, target, delta=size, reduction=word)
        check.close(got, oracle(F.huber_loss, prediction, target, delta=size, reduction=word))


# Task 3: yes or no


@pytest.mark.task(3)
def test_bce_with_each_reduction(student, draw):
    """bce weighs both logarithms with y and 1 - y, and takes all three reductions

    zh: bce 用 y 和 1 - y 给两个对数加权，三种 reduction 都支持
    """
    p, y = draw.uniform(0.1, 0.9, 4, 3), draw.rand(4, 3)

    check.close(student.bce(p, y), oracle(F.binary_cross_entropy, p, y))
    check.close(student.bce(p, y, reduction="sum"), oracle(F.binary_cross_entropy, p, y, reduction="sum"))
    each(student.bce(p, y, reduction="none"), F.binary_cross_entropy, p, y)


@pytest.mark.task(3)
def test_bce_of_certain_answers(student, draw):
    """in bce certain and wrong costs exactly 100, certain and right 0, not NaN

    zh: 在 bce 里，十分确信却错了，损失恰好是 100；确信而且对了是 0，而不是 NaN
    """
    p = torch.cat([torch.tensor([0.0, 1.0]), draw.randint(0, 2, (6,)).float(), draw.uniform(0.2, 0.8, 1)])
    y = torch.cat([draw.randint(0, 2, (8,)).float(), torch.ones(1)])

    got = student.bce(p, y, reduction="none")

    each(got, F.binary_cross_entropy, p, y)


@pytest.mark.task(3)
def test_bce_does_not_clamp_the_probability(student, draw):
    """in bce a tiny p is not rounded up: p = 1e-30 with y = 1 costs 69.08

    zh: 在 bce 里很小的 p 不会被抬高：p = 1e-30、y = 1 时损失是 69.08
    """
    p = torch.cat([torch.tensor([1e-30]), 1e-30 * draw.uniform(0.1, 1, 3)])

    got = student.bce(p, torch.ones(4), reduction="none")

    check.close(got, -p.double().log().float(), dtype=False)


@pytest.mark.task(3)
def test_logits_with_each_reduction(student, draw):
    """bce_with_logits is the loss of sigmoid(z), with all three reductions

    zh: bce_with_logits 是 sigmoid(z) 的损失，三种 reduction 都支持
    """
    z, y, loss = draw.uniform(-3, 3, 4, 3), draw.rand(4, 3), F.binary_cross_entropy_with_logits

    check.close(student.bce_with_logits(z, y), oracle(loss, z, y))
    check.close(student.bce_with_logits(z, y, reduction="sum"), oracle(loss, z, y, reduction="sum"))
    each(student.bce_with_logits(z, y, reduction="none"), loss, z, y)


@pytest.mark.task(3)
def test_logits_of_ten_thousand(student, draw):
    """a logit of 10000 costs 10000 when it is wrong and 0 when it is right

    zh: logit 为 10000 时，判错的损失是 10000，判对的损失是 0
    """
    z = torch.cat([torch.tensor([10000.0, -10000.0]), sizes(draw), -sizes(draw)])
    y = draw.randint(0, 2, (18,)).float()

    got = student.bce_with_logits(z, y, reduction="none")

    check.close(got, F.binary_cross_entropy_with_logits(z, y, reduction="none"), atol=1e-5, dtype=False)


@pytest.mark.task(3)
def test_pos_weight_belongs_to_the_positive_part(student, draw):
    """pos_weight of shape (3,) multiplies the y part alone, one weight per column

    zh: 形状为 (3,) 的 pos_weight 只乘 y 那一项，每列一个权重
    """
    z, y, weight = draw.uniform(-2, 2, 3, 3), draw.uniform(0.2, 0.8, 3, 3), draw.uniform(1.5, 5, 3)

    got = student.bce_with_logits(z, y, pos_weight=weight, reduction="none")

    each(got, F.binary_cross_entropy_with_logits, z, y, pos_weight=weight)


@pytest.mark.task(3)
def test_pos_weight_does_not_divide_the_mean(student, draw):
    """with pos_weight the mean still divides by the count, not by the weights

    zh: 有 pos_weight 时，均值仍然除以个数，而不是除以权重
    """
    z, y, weight = draw.uniform(-2, 2, 6), draw.rand(6).round(), draw.uniform(2, 5, 1)
    y[0] = 1.0

    got = student.bce_with_logits(z, y, pos_weight=weight)

    check.close(got, oracle(F.binary_cross_entropy_with_logits, z, y, pos_weight=weight))


# Task 4: one of many classes


@pytest.mark.task(4)
def test_nll_with_each_reduction(student, draw):
    """nll is minus the log-probability of the target: mean, sum, or one per sample

    zh: nll 是目标类别的对数概率取负：求均值、求和，或每个样本一个
    """
    for n in (6, 1):
        logp, target = torch.log_softmax(draw.uniform(-2, 2, n, 4), 1), draw.randint(0, 4, (n,))

        check.close(student.nll(logp, target), oracle(F.nll_loss, logp, target))
        check.close(student.nll(logp, target, reduction="sum"), oracle(F.nll_loss, logp, target, reduction="sum"))
        each(student.nll(logp, target, reduction="none"), F.nll_loss, logp, target)


@pytest.mark.task(4)
def test_cross_entropy_is_the_mean_over_the_samples(student, draw):
    """cross_entropy is the mean over the samples, not over the N times C logits

    zh: cross_entropy 是对样本求均值，不是对 N 乘 C 个 logit
    """
    for n in (6, 1):
        logits, target = draw.uniform(-2, 2, n, 4), draw.randint(0, 4, (n,))

        check.close(student.cross_entropy(logits, target), oracle(F.cross_entropy, logits, target))


@pytest.mark.task(4)
def test_cross_entropy_sums_or_keeps_one_loss_a_sample(student, draw):
    """with weight, "none" gives weight[target] times each loss, "sum" adds these up

    zh: 有 weight 时，"none" 是每个损失乘以 weight[target]，"sum" 把它们加起来
    """
    logits, target, weight = draw.uniform(-2, 2, 6, 4), draw.randint(0, 4, (6,)), draw.uniform(1.5, 4, 4)

    none = student.cross_entropy(logits, target, weight=weight, reduction="none")
    each(none, F.cross_entropy, logits, target, weight=weight)
    total = student.cross_entropy(logits, target, weight=weight, reduction="sum")
    check.close(total, oracle(F.cross_entropy, logits, target, weight=weight, reduction="sum"))


@pytest.mark.task(4)
def test_weighted_mean_divides_by_the_weights(student, draw):
    """with weight, the mean divides by the sum of the targets' weights, not by N

    zh: 有 weight 时，均值除以各目标的权重之和，而不是 N
    """
    logits, target = draw.uniform(-2, 2, 6, 4), shuffled(draw, [0, 1, 1, 1, 3, 3])
    weight = draw.uniform(1.5, 4, 4)

    got = student.cross_entropy(logits, target, weight=weight)

    check.close(got, oracle(F.cross_entropy, logits, target, weight=weight))


@pytest.mark.task(4)
def test_ignored_targets_do_not_count(student, draw):
    """a target of -100 costs 0 and does not count in the mean

    zh: 目标为 -100 的样本损失是 0，也不计入均值
    """
    logits, target = draw.uniform(-2, 2, 7, 4), shuffled(draw, [0, 1, 2, 3, 3, -100, -100])

    each(student.cross_entropy(logits, target, reduction="none"), F.cross_entropy, logits, target)
    check.close(student.cross_entropy(logits, target), oracle(F.cross_entropy, logits, target))


@pytest.mark.task(4)
def test_any_number_may_be_ignored(student, draw):
    """ignore_index may be -1 or a class, beside weights

    zh: ignore_index 可以是 -1，也可以是某个类别，还可以与 weight 同时使用
    """
    logits, target, weight = draw.uniform(-2, 2, 6, 4), shuffled(draw, [0, 1, 1, 2, 3, 3]), draw.uniform(1.5, 4, 4)

    for index in (1, -1):
        chosen = torch.where(target == 1, index, target)
        got = student.cross_entropy(logits, chosen, weight=weight, ignore_index=index)
        check.close(got, oracle(F.cross_entropy, logits, chosen, weight=weight, ignore_index=index))


@pytest.mark.task(4)
def test_nothing_left_to_count(student, draw):
    """when every target is ignored, "sum" is 0 and "none" is 0 for each sample

    zh: 所有目标都被忽略时，"sum" 是 0，"none" 的每一项都是 0
    """
    n = draw.integer(2, 6)
    logits, nothing = draw.uniform(-2, 2, n, 4), torch.full((n,), -100)
    one = nothing.clone()
    one[draw.integer(0, n - 1)] = draw.integer(0, 3)

    for target in (nothing, one):
        each = student.cross_entropy(logits, target, reduction="none")
        total = student.cross_entropy(logits, target, reduction="sum")

        expected = F.cross_entropy(logits, target, reduction="none")
        check.close(total, expected.sum().item(), rtol=1e-4)
        check.close(each, expected, rtol=1e-4, dtype=False)


@pytest.mark.task(4)
def test_classes_ten_thousand_apart(student, draw):
    """a target that is 10000 behind costs 10000, one that is 10000 ahead costs 0

    zh: 目标的 logit 落后 10000，损失是 10000；领先 10000，损失是 0
    """
    apart = torch.cat([torch.tensor([10000.0, -10000.0]), sizes(draw), -sizes(draw)])
    logits = torch.stack([apart, torch.zeros(18)], dim=1)
    target = draw.randint(0, 2, (18,))

    got = student.cross_entropy(logits, target, reduction="none")

    check.close(got, F.cross_entropy(logits, target, reduction="none"), atol=2e-3, dtype=False)


@pytest.mark.task(4)
def test_cross_entropy_leaves_its_arguments_as_they_were(student, draw):
    """cross_entropy leaves logits, target and weight as they were, ignored targets too

    zh: cross_entropy 不改动 logits、target 和 weight，被忽略的目标也不改
    """
    logits, target, weight = draw.uniform(-2, 2, 5, 4), shuffled(draw, [0, 1, 2, 3, -100]), draw.uniform(0.5, 4, 4)

    got = check.unchanged(student.cross_entropy, logits, target, weight=weight)

    check.close(got, oracle(F.cross_entropy, logits, target, weight=weight))


# Task 5: vectors that belong together


@pytest.mark.task(5)
def test_cosine_of_pairs_that_belong_together(student, draw):
    """where y is 1 cosine_embedding costs 1 - cos, whatever the lengths and the margin

    zh: y 为 1 时 cosine_embedding 是 1 - cos，与长度和 margin 无关
    """
    x1, x2 = pairs(draw)
    y = torch.ones(6)

    got = student.cosine_embedding(x1, x2, y, margin=0.25, reduction="none")

    each(got, F.cosine_embedding_loss, x1, x2, y, margin=0.25)


@pytest.mark.task(5)
def test_cosine_of_pairs_that_do_not(student, draw):
    """where y is -1 cosine_embedding costs max(0, cos - margin), never less than 0

    zh: y 为 -1 时 cosine_embedding 是 max(0, cos - margin)，不会小于 0
    """
    x1, x2 = pairs(draw)
    y, margin = -torch.ones(6), draw.number(0.2, 0.5)

    got = student.cosine_embedding(x1, x2, y, margin=margin, reduction="none")

    each(got, F.cosine_embedding_loss, x1, x2, y, margin=margin)


@pytest.mark.task(5)
def test_cosine_with_each_reduction(student, draw):
    """cosine_embedding of both kinds of pairs: the mean over all of them, or their sum

    zh: 两种样本对混在一起时，cosine_embedding 对全部求均值，或者求和
    """
    x1, x2 = pairs(draw)
    y = shuffled(draw, [1.0, -1.0, 1.0, -1.0, 1.0, -1.0])

    for word in ("mean", "sum"):
        got = student.cosine_embedding(x1, x2, y, margin=0.25, reduction=word)
        check.close(got, oracle(F.cosine_embedding_loss, x1, x2, y, margin=0.25, reduction=word), atol=1e-6)


@pytest.mark.task(5)
def test_vector_of_zeros_has_cosine_zero(student, draw):
    """a vector of zeros has cosine 0 with every other: no NaN

    zh: 零向量与任何向量的余弦都是 0，不会出现 NaN
    """
    x1, x2 = pairs(draw)
    x1[0], x2[2], x1[4], x2[4] = 0.0, 0.0, 0.0, 0.0
    y = torch.tensor([1.0, 1.0, -1.0, -1.0, 1.0, -1.0])

    got = student.cosine_embedding(x1, x2, y, margin=0.0, reduction="none")

    each(got, F.cosine_embedding_loss, x1, x2, y)


@pytest.mark.task(5)
def test_triplet_is_the_difference_of_distances_and_the_margin(student, draw):
    """triplet_margin is near - far + margin, and 0 where the negative is far enough

    zh: triplet_margin 是近距离减远距离再加 margin；负样本足够远时是 0
    """
    points, margin = triplets(draw), draw.number(1.5, 3)

    got = student.triplet_margin(*points, margin=margin, reduction="none")

    each(got, F.triplet_margin_loss, *points, margin=margin)


@pytest.mark.task(5)
def test_triplet_measures_with_the_norm_that_is_named(student, draw):
    """triplet_margin measures both distances with the p-norm, for p = 1 and p = 3

    zh: triplet_margin 用 p 范数量两个距离，p = 1 和 p = 3 都行
    """
    points, margin = triplets(draw), draw.number(1.5, 3)

    for p in (1.0, 3.0):
        got = student.triplet_margin(*points, margin=margin, p=p, reduction="none")
        each(got, F.triplet_margin_loss, *points, margin=margin, p=p)


@pytest.mark.task(5)
def test_triplet_with_each_reduction(student, draw):
    """triplet_margin is the mean over all triplets, those of cost 0 too, or the sum

    zh: triplet_margin 对所有三元组求均值，损失为 0 的也算在内；或者求和
    """
    points = triplets(draw)

    for word in ("mean", "sum"):
        got = student.triplet_margin(*points, margin=1.0, reduction=word)
        check.close(got, oracle(F.triplet_margin_loss, *points, margin=1.0, reduction=word), atol=3e-5)


@pytest.mark.task(5)
def test_one_pair_and_one_triplet(student, draw):
    """of a single pair or triplet "none" has shape (1,), the mean is one number

    zh: 只有一对或一个三元组时，"none" 的形状是 (1,)，均值是一个数
    """
    x1, x2, other = (draw.uniform(0.5, 2, 1, 4) for _ in range(3))
    y = torch.ones(1)

    each(student.cosine_embedding(x1, x2, y, reduction="none"), F.cosine_embedding_loss, x1, x2, y)
    check.close(student.cosine_embedding(x1, x2, y), oracle(F.cosine_embedding_loss, x1, x2, y), atol=1e-6)
    each(
        student.triplet_margin(x1, x2, other, margin=9.0, reduction="none"),
        F.triplet_margin_loss,
        x1,
        x2,
        other,
        margin=9.0,
    )


def oracle(loss, *args, **options):
    """What torch's own loss gives, computed in float64, as a float."""
    return loss(*map(exact, args), **{name: exact(value) for name, value in options.items()}).item()


def each(got, loss, *args, **options):
    """One loss per number or per sample, as torch's own loss gives them; 1e-6 a coordinate may be added to a distance."""
    expected = loss(*map(exact, args), **{n: exact(value) for n, value in options.items()}, reduction="none")
    expected = expected.float() + 0.0  # a message shows 0, not -0
    check.close(got, expected, atol=3e-5 if loss is F.triplet_margin_loss else 2e-6, dtype=False)


def exact(value):
    """Floating tensors in float64, the rest as it is."""
    return value.double() if isinstance(value, torch.Tensor) and value.is_floating_point() else value


def sizes(draw):
    """A number in each of eight ranges from 5 to 20,000 that are alike in factor."""
    return torch.exp(math.log(5) + (torch.arange(8) + draw.rand(8)) * math.log(4000) / 8)


def errors(draw, shape):
    """Predictions and targets with errors of both signs, some below 1 and some above."""
    target = draw.uniform(-2, 2, *shape)
    return target + draw.uniform(0.2, 3, *shape) * (2 * draw.randint(0, 2, shape) - 1), target


def errors_around(draw, size):
    """Predictions (4, 3) whose errors have both signs; two rows are below `size`, two beyond."""
    target, factor = draw.uniform(-2, 2, 4, 3), torch.tensor([[0.2], [1.2], [0.4], [2.0]])
    return target + size * (factor + draw.uniform(0, 0.5, 4, 3)) * torch.tensor([[1.0, -1.0, 1.0]]), target


def shuffled(draw, values):
    """The values in a drawn order."""
    return torch.tensor(values)[draw.permutation(len(values))]


def pairs(draw):
    """Six pairs of vectors (6, 4): three nearly of one direction, three nearly opposite."""
    x1 = draw.uniform(0.5, 2, 6, 4) * (2 * draw.randint(0, 2, (6, 4)) - 1)
    signs = torch.tensor([[1.0], [-1.0], [1.0], [-1.0], [1.0], [-1.0]])
    return x1, 2 * signs * x1 + draw.uniform(-1, 1, 6, 4)


def triplets(draw):
    """Anchors, positives and negatives (6, 4): three negatives as near as the positive, three far away."""
    anchor = draw.uniform(-2, 2, 6, 4)
    near, far = draw.uniform(0.2, 0.8, 6, 4), draw.uniform(0.2, 0.8, 6, 4)
    far[::2] += 8
    return anchor, anchor + near * torch.tensor([1.0, -1.0, 1.0, -1.0]), anchor - far


# Task 6: which loss?


@pytest.mark.task(6, points=2)
def test_wild_prices_do_not_pull(student, draw):
    """prices: with one wild target in nine the best guess stays among the others

    zh: prices：九个目标里有一个错得离谱，最好的猜测仍在其余的目标之间
    """
    loss = student.choose_loss("prices")
    for sign in (1, -1):
        right = draw.uniform(2, 3, 8)
        target = torch.cat([right, torch.tensor([sign * draw.number(200, 300)])])
        guesses = torch.cat([right.sort().values[[1, 4, 6]], torch.tensor([sign * 20.0, float(target.mean())])])

        costs = [number(loss(torch.full((9,), float(guess)), target)) for guess in guesses]

        check.that(min(costs[:3]) < min(costs[3:]), "a guess far from all right prices costs least", yours=costs)


@pytest.mark.task(6)
def test_one_long_braking_distance_is_worse(student, draw):
    """braking: one error of 10 e costs more than ten of e, be they above or below

    zh: braking：一个 10 e 的误差比十个 e 的误差代价更高，不论偏大偏小
    """
    loss = student.choose_loss("braking")
    for e in (draw.number(1, 3), -draw.number(1, 3)):
        target = draw.uniform(20, 40, 10)
        one = torch.zeros(10)
        one[draw.integer(0, 9)] = 10 * e

        dear, cheap = number(loss(target + one, target)), number(loss(target + e, target))

        check.that(dear > 3 * cheap, "one large error costs too little", expected=f"> 3 * {cheap}", yours=dear)


@pytest.mark.task(6)
def test_a_missed_illness_costs_nine_times_as_much(student, draw):
    """illness: to miss a case costs 9 times a false alarm; the loss takes logits

    zh: illness：漏掉一个病例的代价是误报的 9 倍；损失接收 logit
    """
    loss = student.choose_loss("illness")
    for logit in (draw.number(0.5, 3), draw.number(3, 6)):
        missed = number(loss(torch.tensor([-logit]), torch.tensor([1.0])))
        alarm = number(loss(torch.tensor([logit]), torch.tensor([0.0])))

        check.close(alarm, math.log1p(math.exp(logit)), rtol=1e-4, dtype=False, what="the cost of a false alarm")
        check.close(missed, 9 * alarm, rtol=1e-4, dtype=False, what="the cost of a missed case")


@pytest.mark.task(6, points=2)
def test_padding_is_no_word(student, draw):
    """words: padding neither costs nor counts, and every class is a word, 0 too

    zh: words：填充既没有代价，也不计数；每个类别都是词，0 也是
    """
    loss = student.choose_loss("words")
    logits, target = draw.uniform(-2, 2, 6, 4), shuffled(draw, [0, 1, 2, 3, -1, -1])

    for z in (logits, logits + 50 * F.one_hot(target.clamp(min=0), 4)):
        got = number(loss(z, target))
        check.close(got, oracle(F.cross_entropy, z, target, ignore_index=-1), atol=1e-5, dtype=False)


def number(value):
    """One finite number: a Python number, a 0-d tensor or a 0-d array."""
    cost = check.scalar(value, what="the loss")
    check.finite(torch.tensor(cost), what="the loss")
    return cost
