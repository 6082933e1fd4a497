"""A few tests of lesson 05 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_sigmoid_of_three_numbers(student):
    """sigmoid of 0 is 0.5, of ln 3 it is 0.75, of -ln 3 it is 0.25

    zh: 0 的 sigmoid 是 0.5，ln 3 的是 0.75，-ln 3 的是 0.25
    """
    z = torch.tensor([0.0, 1.0986123, -1.0986123])

    got = student.sigmoid(z)

    check.close(got, torch.tensor([0.5, 0.75, 0.25]), dtype=False)


@pytest.mark.task(1)
def test_public_sigmoid_of_five_hundred(student):
    """sigmoid of 500 is 1

    zh: 500 的 sigmoid 是 1
    """
    z = torch.tensor([[500.0]])

    got = student.sigmoid(z)

    check.close(got, torch.tensor([[1.0]]), dtype=False)


@pytest.mark.task(1)
def test_public_sigmoid_keeps_z(student):
    """in float64 sigmoid of -800 and of ln 3 are right to ten digits, and z is the same as before

    zh: float64 时，-800 和 ln 3 的 sigmoid 精确到十位，z 不变
    """
    z = torch.tensor([-800.0, 1.0986122886681098], dtype=torch.float64)

    got = check.unchanged(student.sigmoid, z)

    check.close(got, torch.tensor([0.0, 0.75], dtype=torch.float64), rtol=1e-10, dtype=False)


@pytest.mark.task(2)
def test_public_bce_of_two_samples(student):
    """p = 0.5 and p = 0.25 with y = 1 cost ln 2 and ln 4, on average 1.0397

    zh: y = 1 时 p = 0.5 和 p = 0.25 的损失是 ln 2 和 ln 4，平均为 1.0397
    """
    p = torch.tensor([[0.5], [0.25]])
    y = torch.tensor([[1.0], [1.0]])

    got = student.bce(p, y)

    check.close(got, 1.0397208)


@pytest.mark.task(2)
def test_public_bce_of_a_certain_mistake(student):
    """p = 0 with y = 1 costs 100

    zh: p = 0、y = 1 的损失是 100
    """
    p = torch.tensor([[0.0]])
    y = torch.tensor([[1.0]])

    got = student.bce(p, y, reduction="sum")

    check.close(got, 100.0)


@pytest.mark.task(2)
def test_public_bce_of_a_table(student):
    """a target of 0 costs too, one of 0.5 costs both halves; the mean is over all four numbers

    zh: 目标为 0 也有损失，目标为 0.5 时两项各占一半；均值对四个数取
    """
    p, y = torch.tensor([[0.5, 0.25], [0.25, 0.75]]), torch.tensor([[0.5, 0.0], [1.0, 0.5]])
    each = torch.tensor([[0.6931472, 0.2876821], [1.3862944, 0.8369882]])

    check.close(student.bce(p, y, reduction="none"), each, dtype=False)
    check.close(student.bce(p, y), 0.801028)


@pytest.mark.task(2)
def test_public_bce_of_a_tiny_probability(student):
    """p = 1e-60 with y = 1 costs 100, no more than p = 0

    zh: p = 1e-60、y = 1 的损失是 100，不比 p = 0 更多
    """
    got = student.bce(torch.tensor([1e-60], dtype=torch.float64), torch.tensor([1.0], dtype=torch.float64))

    check.close(got, 100.0)


@pytest.mark.task(3)
def test_public_logits_of_two_samples(student):
    """z = ln 3 costs ln 4 with y = 0 and ln (4 / 3) with y = 1

    zh: z = ln 3 时，y = 0 的损失是 ln 4，y = 1 的损失是 ln (4 / 3)
    """
    z = torch.tensor([[1.0986123], [1.0986123]])
    y = torch.tensor([[0.0], [1.0]])

    got = student.bce_with_logits(z, y, reduction="none")

    check.close(got, torch.tensor([[1.3862944], [0.2876821]]), dtype=False)


@pytest.mark.task(3)
def test_public_logits_of_one_thousand(student):
    """z = 1000 with y = 0 costs 1000

    zh: z = 1000、y = 0 的损失是 1000
    """
    z = torch.tensor([[1000.0]])
    y = torch.tensor([[0.0]])

    got = student.bce_with_logits(z, y)

    check.close(got, 1000.0)


@pytest.mark.task(3)
def test_public_logits_with_a_weight_for_each_column(student):
    """with pos_weight (2, 3) the part of y counts twice in the first column, three times in the second

    zh: pos_weight 为 (2, 3) 时，y 那一项在第一列算两倍，在第二列算三倍
    """
    z, y = torch.zeros(2, 2), torch.tensor([[1.0, 1.0], [0.0, 0.5]])
    weight = torch.tensor([2.0, 3.0])

    check.close(student.bce_with_logits(z, y, pos_weight=weight), 0.6931472 * 2)
    each = student.bce_with_logits(z, y, pos_weight=weight, reduction="none")
    check.close(each, 0.6931472 * torch.tensor([[2.0, 3.0], [1.0, 2.0]]), dtype=False)


@pytest.mark.task(4)
def test_public_gradient_of_two_samples(student):
    """the gradient at ln 3 and -ln 3 with y = 1 is -0.125 and -0.375

    zh: y = 1 时，ln 3 和 -ln 3 处的梯度是 -0.125 和 -0.375
    """
    z = torch.tensor([[1.0986123], [-1.0986123]])
    y = torch.tensor([[1.0], [1.0]])

    got = student.bce_gradient(z, y)

    check.close(got, torch.tensor([[-0.125], [-0.375]]), dtype=False)


@pytest.mark.task(4)
def test_public_gradient_of_flat_large_logits(student):
    """of shape (2,), logits 1000 and -1000 that are wrong have the gradient 0.5 and -0.5

    zh: 形状为 (2,) 时，1000 和 -1000 这两个错误 logit 的梯度是 0.5 和 -0.5
    """
    got = student.bce_gradient(torch.tensor([1000.0, -1000.0]), torch.tensor([0.0, 1.0]))

    check.close(got, torch.tensor([0.5, -0.5]), dtype=False)


@pytest.mark.task(5)
def test_public_model_gives_a_column(student):
    """the model gives one probability per sample, as a column

    zh: 模型给每个样本一个概率，排成一列
    """
    model = student.LogisticRegressionModel()

    got = model(torch.tensor([[1.0], [2.0], [3.0]]))

    check.shape(got, (3, 1))


@pytest.mark.task(5)
def test_public_predict_takes_a_threshold(student):
    """with threshold=0 every sample is a 1

    zh: threshold=0 时每个样本都判为 1
    """
    model = student.LogisticRegressionModel()
    x = torch.tensor([[1.0], [2.0], [3.0]])

    got = student.predict(model, x, threshold=0.0)

    check.close(got, torch.tensor([[1.0], [1.0], [1.0]]), dtype=False)


@pytest.mark.task(5)
def test_public_half_is_a_one(student, worker):
    """with two features and parameters of 0 each probability is 0.5, and predict says 1

    zh: 两个特征、参数全为 0 时，概率都是 0.5，predict 判为 1
    """
    model = student.LogisticRegressionModel(2)
    worker.set_parameters(model, [torch.zeros_like(p) for p in worker.parameters(model)])

    check.close(student.predict(model, torch.ones(3, 2)), torch.ones(3, 1), dtype=False)


@pytest.mark.task(6)
def test_public_two_epochs_from_ones(student, worker):
    """from parameters of 1 the first two losses are 0.6809 and 0.5686

    zh: 参数都从 1 开始时，前两个损失是 0.6809 和 0.5686
    """
    model = student.LogisticRegressionModel()
    worker.set_parameters(model, [torch.ones_like(p) for p in worker.parameters(model)])
    x = torch.tensor([[0.0], [2.0]])
    y = torch.tensor([[0.0], [1.0]])

    got = student.train(model, x, y, 1.0, 2)

    check.close(got, [0.6809246, 0.5686125])


@pytest.mark.task(6)
def test_public_three_epochs_after_somebody_else(student, worker):
    """a gradient that was left on the model does no harm, and the model itself is trained

    zh: 模型上留下的梯度没有影响，训练的是模型本身
    """
    model = student.LogisticRegressionModel()
    worker.set_parameters(model, [torch.zeros_like(p) for p in worker.parameters(model)])
    worker.backward(model, torch.ones(1, 1))

    got = student.train(model, torch.tensor([[1.0]]), torch.tensor([[1.0]]), 1.0, 3)

    check.close(got, [0.6931472, 0.3132617, 0.1946086])
    check.close(model(torch.zeros(1, 1)), torch.tensor([[0.7203]]), atol=1e-3, dtype=False)
