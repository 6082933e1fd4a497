"""A few tests of lesson 12 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_two_errors(student):
    """errors of -1 and 3 have the mse 5 and the l1 2

    zh: 误差为 -1 和 3 时，mse 是 5，l1 是 2
    """
    prediction, target = torch.tensor([1.0, 5.0]), torch.tensor([2.0, 2.0])

    check.close(student.mse(prediction, target), 5.0)
    check.close(student.l1(prediction, target), 2.0)


@pytest.mark.task(2)
def test_public_both_pieces(student):
    """with beta = delta = 2, an error of 3 costs 2 in smooth_l1 and 4 in huber

    zh: beta = delta = 2 时，误差 3 的 smooth_l1 是 2，huber 是 4
    """
    prediction, target = torch.tensor([5.0]), torch.tensor([2.0])

    check.close(student.smooth_l1(prediction, target, beta=2.0), 2.0)
    check.close(student.huber(prediction, target, delta=2.0), 4.0)


@pytest.mark.task(3)
def test_public_certain_and_wrong(student):
    """bce of p = 0 with y = 1 is 100, bce_with_logits of z = -1000 is 1000

    zh: p = 0、y = 1 的 bce 是 100，z = -1000 的 bce_with_logits 是 1000
    """
    y = torch.tensor([1.0])

    check.close(student.bce(torch.tensor([0.0]), y), 100.0)
    check.close(student.bce_with_logits(torch.tensor([-1000.0]), y), 1000.0)


@pytest.mark.task(4)
def test_public_weights_and_ignored_targets(student):
    """with weights 1 and 3 the mean is 0.3890; without them and with one ignored it is ln 2

    zh: 权重是 1 和 3 时均值是 0.3890；不加权、忽略一个目标时是 ln 2
    """
    logits = torch.tensor([[0.0, 0.0], [0.0, 1.0986123]])

    weighted = student.cross_entropy(logits, torch.tensor([0, 1]), weight=torch.tensor([1.0, 3.0]))

    check.close(weighted, 0.3890484)
    check.close(student.cross_entropy(logits, torch.tensor([0, -100])), 0.6931472)


@pytest.mark.task(4)
def test_public_nll_of_two_samples(student):
    """targets of probability 0.5 and 0.25 cost ln 2 and ln 4

    zh: 目标的概率是 0.5 和 0.25 时，损失是 ln 2 和 ln 4
    """
    logp = torch.tensor([[0.5, 0.5], [0.25, 0.75]]).log()

    got = student.nll(logp, torch.tensor([0, 0]), reduction="none")

    check.close(got, torch.tensor([0.6931472, 1.3862944]), dtype=False)


@pytest.mark.task(5)
def test_public_like_and_unlike(student):
    """(3, 4) and (1, 0) have the cosine 0.6: like costs 0.4, unlike with margin 0.5 costs 0.1

    zh: (3, 4) 与 (1, 0) 的余弦是 0.6：相似时损失 0.4，不相似且 margin 为 0.5 时损失 0.1
    """
    x1, x2 = torch.tensor([[3.0, 4.0], [3.0, 4.0]]), torch.tensor([[1.0, 0.0], [1.0, 0.0]])

    got = student.cosine_embedding(x1, x2, torch.tensor([1.0, -1.0]), margin=0.5, reduction="none")

    check.close(got, torch.tensor([0.4, 0.1]), atol=1e-6, dtype=False)


@pytest.mark.task(5)
def test_public_triplet_of_distances_five_and_five_and_a_half(student):
    """distances of 5 and 5.5 cost 0.5 with margin 1

    zh: 距离为 5 和 5.5、margin 为 1 时，损失是 0.5
    """
    points = torch.tensor([[0.0, 0.0]]), torch.tensor([[3.0, 4.0]]), torch.tensor([[0.0, 5.5]])

    check.close(student.triplet_margin(*points, margin=1.0), 0.5, atol=1e-5)


@pytest.mark.task(6)
def test_public_choose_loss_for_an_illness(student):
    """a case that is missed at the logit -2 costs 9 times a false alarm at 2

    zh: logit 为 -2 时漏掉的病例，代价是 logit 为 2 时误报的 9 倍
    """
    loss = student.choose_loss("illness")

    check.close(loss(torch.tensor([2.0]), torch.tensor([0.0])), 2.126928, dtype=False)
    check.close(loss(torch.tensor([-2.0]), torch.tensor([1.0])), 9 * 2.126928, dtype=False)


@pytest.mark.task(6)
def test_public_choose_loss_for_braking(student):
    """for braking an error of 4 costs more than twice as much as one of 2

    zh: 对 braking，4 的误差的代价超过 2 的误差的两倍
    """
    loss = student.choose_loss("braking")

    four, two = (float(loss(torch.tensor([error]), torch.tensor([0.0]))) for error in (4.0, 2.0))

    check.that(four > 2.5 * two, "the larger error costs too little", expected=f"> 2.5 * {two}", yours=four)


@pytest.mark.task(6)
def test_public_choose_loss_for_prices(student):
    """for prices an error of 100 costs no more than 30 errors of 5

    zh: 对 prices，一个 100 的误差，代价不超过 30 个 5 的误差
    """
    loss = student.choose_loss("prices")

    wild, small = (float(loss(torch.tensor([error]), torch.tensor([0.0]))) for error in (100.0, 5.0))

    check.that(wild < 30 * small, "the wild error costs too much", expected=f"< 30 * {small}", yours=wild)
