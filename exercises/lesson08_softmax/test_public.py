"""A few tests of lesson 08 to read and run; the hidden ones ask for more, on other numbers."""

import numpy as np
import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_softmax_of_two_rows(student):
    """logits 0, ln 3 have probabilities 0.25 and 0.75; equal logits share equally

    zh: logit 为 0、ln 3 时概率是 0.25 和 0.75；logit 相等时概率也相等
    """
    x = torch.tensor([[0.0, 1.0986123], [7.0, 7.0]])

    got = student.softmax(x, dim=1)

    check.close(got, torch.tensor([[0.25, 0.75], [0.5, 0.5]]), dtype=False)


@pytest.mark.task(1)
def test_public_log_softmax_of_one_thousand(student):
    """the log-probabilities of 1000 and 0 are 0 and -1000

    zh: logit 为 1000 和 0 时，对数概率是 0 和 -1000
    """
    x = torch.tensor([1000.0, 0.0])

    got = student.log_softmax(x)

    check.close(got, torch.tensor([0.0, -1000.0]), dtype=False)


@pytest.mark.task(2)
def test_public_one_hot_of_three_targets(student):
    """of three classes, class 2 is the row 0 0 1

    zh: 共三类时，类别 2 写成 0 0 1
    """
    y = torch.tensor([2, 0, 1])

    got = student.one_hot(y, 3)

    check.close(got, torch.tensor([[0, 0, 1], [1, 0, 0], [0, 1, 0]]), dtype=False)


@pytest.mark.task(2)
def test_public_nll_of_two_targets(student):
    """probabilities 0.5 and 0.25 for the targets cost ln 2 and ln 4, on average 1.0397

    zh: 目标的概率是 0.5 和 0.25 时，损失是 ln 2 和 ln 4，平均为 1.0397
    """
    logp = torch.tensor([[0.5, 0.5], [0.25, 0.75]]).log()

    got = student.nll_loss(logp, torch.tensor([0, 0]))

    check.close(got, 1.0397208)


@pytest.mark.task(3)
def test_public_cross_entropy_of_equal_logits(student):
    """four equal logits cost ln 4, whatever the target

    zh: 四个 logit 相等时，不管目标是哪一类，损失都是 ln 4
    """
    logits = torch.tensor([[5.0, 5.0, 5.0, 5.0], [-1.0, -1.0, -1.0, -1.0]])

    got = student.cross_entropy(logits, torch.tensor([3, 0]))

    check.close(got, 1.3862944)


@pytest.mark.task(4)
def test_public_gradient_of_two_equal_logits(student):
    """two equal logits with target 0 have the gradient -0.5 and 0.5

    zh: 两个 logit 相等、目标为 0 时，梯度是 -0.5 和 0.5
    """
    logits = torch.tensor([[2.0, 2.0]])

    got = student.cross_entropy_gradient(logits, torch.tensor([0]))

    check.close(got, torch.tensor([[-0.5, 0.5]]), dtype=False)


@pytest.mark.task(5)
def test_public_numpy_of_two_classes(student):
    """with NumPy, 0 and ln 3 give 0.25 and 0.75, and target 0 costs ln 4

    zh: 用 NumPy 计算，0 和 ln 3 的概率是 0.25 和 0.75，目标为 0 时损失是 ln 4
    """
    x = np.array([[0.0, 1.0986122886681098]])

    check.close(student.softmax_numpy(x), np.array([[0.25, 0.75]]), dtype=False)
    check.close(student.cross_entropy_numpy(x, np.array([0])), 1.3862944)


@pytest.mark.task(6)
def test_public_net_gives_ten_logits(student):
    """Net gives ten logits for each of four images

    zh: Net 对四张图像各给出十个 logit
    """
    net = student.Net()

    got = net(torch.zeros(4, 1, 28, 28))

    check.shape(got, (4, 10))


@pytest.mark.task(6)
def test_public_train_learns_two_images(student):
    """after 30 epochs a white and a black image are told apart

    zh: 训练 30 轮后，能分清一张全白和一张全黑的图像
    """
    images = torch.stack([torch.ones(1, 28, 28), -torch.ones(1, 28, 28)])
    net = student.Net()

    student.train(net, images, torch.tensor([4, 9]), 30, 2, 0.02)

    got = net(images)
    check.shape(got, (2, 10))
    check.equal(got.argmax(1), torch.tensor([4, 9]))
