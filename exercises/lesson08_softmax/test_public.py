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


@pytest.mark.task(1)
def test_public_softmax_goes_along_dim(student):
    """of shape (2, 1, 2), each pair along the last dimension shares 1, whatever the other pair holds

    zh: 形状为 (2, 1, 2) 时，最后一维上的每一对之和为 1，与另一对无关
    """
    x = torch.tensor([[[900.0, 900.0]], [[-900.0, -900.0]]])

    got = student.softmax(x)

    check.close(got, torch.full((2, 1, 2), 0.5), dtype=False)


@pytest.mark.task(1)
def test_public_softmax_keeps_x(student):
    """the x of the caller is still the same after softmax and log_softmax

    zh: 调用 softmax 和 log_softmax 之后，调用者的 x 不变
    """
    x = torch.tensor([[3.0, 4.0]], dtype=torch.float64)
    expected = torch.tensor([[-1.3132616875182228, -0.3132616875182228]], dtype=torch.float64)

    check.close(check.unchanged(student.softmax, x, dim=1), expected.exp(), dtype=False)
    check.close(check.unchanged(student.log_softmax, x, dim=1), expected, rtol=1e-10, dtype=False)


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


@pytest.mark.task(2)
def test_public_nll_with_weights(student):
    """with weights 1 and 3 the mean divides by 4, the sum by nothing

    zh: 权重为 1 和 3 时，均值除以 4，总和什么也不除
    """
    logp = torch.tensor([[0.5, 0.5], [0.25, 0.75]]).log()
    y, weight = torch.tensor([0, 1]), torch.tensor([1.0, 3.0])

    check.close(student.nll_loss(logp, y, weight=weight), 0.3890489)
    check.close(student.nll_loss(logp, y, weight=weight, reduction="sum"), 1.5561954)


@pytest.mark.task(2)
def test_public_nll_ignores_a_target(student):
    """a target of -100 does not count, and neither does y change

    zh: 目标为 -100 的不计入，y 也不会被改动
    """
    logp = torch.tensor([[0.5, 0.5], [0.25, 0.75]]).log()

    got = check.unchanged(student.nll_loss, logp, torch.tensor([-100, 1]))

    check.close(got, 0.2876821)


@pytest.mark.task(2)
def test_public_nll_of_one_sample(student):
    """one sample with reduction="none" gives one loss in a tensor of shape (1,)

    zh: 只有一个样本、reduction="none" 时，得到形状为 (1,) 的一个损失
    """
    got = student.nll_loss(torch.tensor([[0.5, 0.25, 0.25]]).log(), torch.tensor([2]), reduction="none")

    check.close(got, torch.tensor([1.3862944]), dtype=False)


@pytest.mark.task(2)
def test_public_nll_of_pixels(student):
    """of shape (1, 2, 1, 2) the classes lie along dimension 1; an ignored class 0 costs 0

    zh: 形状为 (1, 2, 1, 2) 时类别在第 1 维；被忽略的类别 0 损失为 0
    """
    logp = torch.tensor([[[[0.5, 0.25]], [[0.5, 0.75]]]]).log()

    got = student.nll_loss(logp, torch.tensor([[[0, 1]]]), ignore_index=0, reduction="none")

    check.close(got, torch.tensor([[[0.0, 0.2876821]]]), dtype=False)


@pytest.mark.task(3)
def test_public_cross_entropy_of_equal_logits(student):
    """four equal logits cost ln 4, whatever the target

    zh: 四个 logit 相等时，不管目标是哪一类，损失都是 ln 4
    """
    logits = torch.tensor([[5.0, 5.0, 5.0, 5.0], [-1.0, -1.0, -1.0, -1.0]])

    got = student.cross_entropy(logits, torch.tensor([3, 0]))

    check.close(got, 1.3862944)


@pytest.mark.task(3)
def test_public_cross_entropy_hands_its_options_on(student):
    """logits 0 and 1000 cost 1000 or 0; weight and reduction are as in nll_loss

    zh: logit 为 0 和 1000 时，损失是 1000 或 0；weight 和 reduction 与 nll_loss 相同
    """
    logits, y = torch.tensor([[0.0, 1000.0], [0.0, 1000.0]]), torch.tensor([0, 1])

    got = student.cross_entropy(logits, y, weight=torch.tensor([2.0, 6.0]), reduction="none")

    check.close(got, torch.tensor([2000.0, 0.0]), dtype=False)


@pytest.mark.task(4)
def test_public_gradient_of_two_equal_logits(student):
    """two equal logits with target 0 have the gradient -0.5 and 0.5

    zh: 两个 logit 相等、目标为 0 时，梯度是 -0.5 和 0.5
    """
    logits = torch.tensor([[2.0, 2.0]])

    got = student.cross_entropy_gradient(logits, torch.tensor([0]))

    check.close(got, torch.tensor([[-0.5, 0.5]]), dtype=False)


@pytest.mark.task(4)
def test_public_gradient_of_two_samples(student):
    """of two samples each row of the gradient is half of its own

    zh: 有两个样本时，梯度的每一行是它自己的一半
    """
    logits = torch.tensor([[2.0, 2.0], [1000.0, 1000.0]])

    got = student.cross_entropy_gradient(logits, torch.tensor([0, 1]))

    check.close(got, torch.tensor([[-0.25, 0.25], [0.25, -0.25]]), dtype=False)


@pytest.mark.task(5)
def test_public_numpy_of_two_classes(student):
    """with NumPy, 0 and ln 3 give 0.25 and 0.75, and target 0 costs ln 4

    zh: 用 NumPy 计算，0 和 ln 3 的概率是 0.25 和 0.75，目标为 0 时损失是 ln 4
    """
    x = np.array([[0.0, 1.0986122886681098]])

    check.close(student.softmax_numpy(x), np.array([[0.25, 0.75]]), dtype=False)
    check.close(student.cross_entropy_numpy(x, np.array([0])), 1.3862944)


@pytest.mark.task(5)
def test_public_numpy_of_two_large_rows(student):
    """each row is on its own, also where one holds 900 and the other 0, and x stays as it was

    zh: 每一行各算各的，即使一行是 900、另一行是 0；x 也不变
    """
    x = np.array([[900.0, 900.0], [0.0, 0.0]])

    check.close(check.unchanged(student.softmax_numpy, x), np.full((2, 2), 0.5), dtype=False)
    check.close(student.cross_entropy_numpy(x, np.array([0, 1])), 0.6931472)


@pytest.mark.task(6)
def test_public_net_gives_ten_logits(student):
    """Net gives ten logits for each of four images

    zh: Net 对四张图像各给出十个 logit
    """
    net = student.Net()

    got = net(torch.zeros(4, 1, 28, 28))

    check.shape(got, (4, 10))


@pytest.mark.task(6)
def test_public_net_has_five_layers_and_no_softmax(student, worker):
    """Net has 575050 weights and biases, and with all of them 0 its logits are 0

    zh: Net 有 575050 个权重和偏置；全部为 0 时，它的 logit 也是 0
    """
    net = student.Net()
    parameters = check.items(worker.parameters(net))
    check.equal(sum(each.numel() for each in parameters), 575050)
    worker.set_parameters(net, [torch.zeros_like(each) for each in parameters])

    check.close(net(torch.ones(1, 1, 28, 28)), torch.zeros(1, 10), dtype=False)


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


@pytest.mark.task(7)
def test_public_softmax_regression_has_fifteen_parameters(student, worker):
    """SoftmaxRegression has 15 parameters, and with all of them 1 its logits are 1 + the sum of the pixels

    zh: SoftmaxRegression 有 15 个参数；全部为 1 时，每个 logit 是 1 加上各像素之和
    """
    net = student.SoftmaxRegression()
    parameters = check.items(worker.parameters(net))
    check.equal(sum(each.numel() for each in parameters), 15)
    worker.set_parameters(net, [torch.ones_like(each) for each in parameters])

    check.close(net(torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])), torch.full((1, 3), 11.0), dtype=False)


@pytest.mark.task(7)
def test_public_one_output_of_one_feature(student):
    """logits x and 3x + 1 become one logit, 2x + 1

    zh: logit 为 x 和 3x + 1 的两个输出，变成一个 logit：2x + 1
    """
    weight, bias = check.items(student.one_output(torch.tensor([[1.0], [3.0]]), torch.tensor([0.0, 1.0])), 2)

    check.close(weight, torch.tensor([[2.0]]))
    check.close(bias, torch.tensor([1.0]))
