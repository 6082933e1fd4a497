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


@pytest.mark.task(4)
def test_public_gradient_of_two_samples(student):
    """the gradient at ln 3 and -ln 3 with y = 1 is -0.125 and -0.375

    zh: y = 1 时，ln 3 和 -ln 3 处的梯度是 -0.125 和 -0.375
    """
    z = torch.tensor([[1.0986123], [-1.0986123]])
    y = torch.tensor([[1.0], [1.0]])

    got = student.bce_gradient(z, y)

    check.close(got, torch.tensor([[-0.125], [-0.375]]), dtype=False)


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
