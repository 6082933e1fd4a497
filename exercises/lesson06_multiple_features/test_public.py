"""A few tests of lesson 06 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_table_of_two_rows(student, worker):
    """two lines of three numbers are two rows of two features and a label

    zh: 两行、每行三个数，就是两个样本，各有两个特征和一个标签
    """
    path = worker.file("two.csv", b"1.5,-2.0,1\n0.25,4.0,0\n")

    features, labels = check.items(student.load_table(path), 2)

    check.close(features, torch.tensor([[1.5, -2.0], [0.25, 4.0]]))
    check.close(labels, torch.tensor([[1.0], [0.0]]))


@pytest.mark.task(1)
def test_public_header_is_no_row(student, worker):
    """a header is left out

    zh: 表头不算数据
    """
    path = worker.file("named.csv", b"weight,label\n2.5,1\n3.5,0\n")

    features, _ = check.items(student.load_table(path), 2)

    check.close(features, torch.tensor([[2.5], [3.5]]))


@pytest.mark.task(2)
def test_public_mean_5_and_std_2(student):
    """2, 4, 4, 4, 5, 5, 7, 9 has mean 5 and std 2

    zh: 2, 4, 4, 4, 5, 5, 7, 9 的均值是 5，标准差是 2
    """
    X = torch.tensor([[2.0], [4.0], [4.0], [4.0], [5.0], [5.0], [7.0], [9.0]])
    scaler = student.Standardizer()

    got = scaler.fit_transform(X)

    check.close(got, (X - 5) / 2, atol=1e-4, dtype=False)


@pytest.mark.task(2)
def test_public_other_rows_in_the_same_scale(student):
    """fitted on 0 and 4, a later 6 becomes 2

    zh: 用 0 和 4 拟合之后，6 变成 2
    """
    scaler = student.Standardizer()
    scaler.fit(torch.tensor([[0.0], [4.0]]))

    got = scaler.transform(torch.tensor([[6.0]]))

    check.close(got, torch.tensor([[2.0]]), atol=1e-4, dtype=False)


@pytest.mark.task(3)
def test_public_split_of_eight_rows(student):
    """a quarter of eight rows, half of them ones, is one row of each class

    zh: 八行中一半标签为 1，取四分之一，就是两个类别各一行
    """
    X = torch.arange(16.0).reshape(8, 2)
    y = torch.tensor([[0.0], [1.0], [0.0], [1.0], [0.0], [1.0], [0.0], [1.0]])

    _, X_test, _, y_test = check.items(student.split(X, y, 0.25, 3), 4)

    check.shape(X_test, (2, 2), what="X_test")
    check.shape(y_test, (2, 1), what="y_test")
    check.equal(sorted(y_test.flatten().tolist()), [0.0, 1.0])


@pytest.mark.task(4)
def test_public_model_gives_a_column(student):
    """Model() turns eight features into one probability per row

    zh: Model() 把每行八个特征变成一个概率
    """
    model = student.Model()

    got = model(torch.zeros(3, 8))

    check.shape(got, (3, 1))


@pytest.mark.task(4)
def test_public_parameters_of_one(student, worker):
    """with all parameters at 1, Model((2, 2, 1)) gives 0.9214 for a row of zeros

    zh: 参数全为 1 时，Model((2, 2, 1)) 对全零的一行给出 0.9214
    """
    model = student.Model((2, 2, 1))
    worker.set_parameters(model, [torch.ones_like(p) for p in worker.parameters(model)])

    got = model(torch.zeros(1, 2))

    check.close(got, torch.tensor([[0.9214430]]), dtype=False)


@pytest.mark.task(5)
def test_public_two_epochs_from_ones(student, worker):
    """one layer with parameters of 1: the first two losses are 0.6809 and 0.5686

    zh: 单层模型、参数都从 1 开始时，前两个损失是 0.6809 和 0.5686
    """
    model = student.Model((1, 1))
    worker.set_parameters(model, [torch.ones_like(p) for p in worker.parameters(model)])
    X = torch.tensor([[0.0], [2.0]])
    y = torch.tensor([[0.0], [1.0]])

    got = student.train(model, X, y, 1.0, 2)

    check.close(got, [0.6809246, 0.5686125])


@pytest.mark.task(6)
def test_public_diabetes_model_of_zeros_and_ones(student, worker):
    """with all parameters 1, a row of zeros gives the logit 16 * 33 + 1

    zh: 参数全为 1 时，一行 0 的 logit 是 16 * 33 + 1
    """
    model = student.DiabetesModel()
    worker.set_parameters(model, [torch.ones_like(p) for p in worker.parameters(model)])

    check.close(model(torch.zeros(2, 8)), torch.full((2, 1), 529.0), dtype=False)


@pytest.mark.task(6)
def test_public_layer_outputs_of_two_layers(student, worker):
    """two layers that double a number give 2, then 4

    zh: 两层各把数加倍，先给出 2，再给出 4
    """
    model = worker.code(TWICE).twice()

    outputs = check.items(student.layer_outputs(model, torch.tensor([[1.0]])), 2)

    check.close(outputs[0], torch.tensor([[2.0]]), dtype=False)
    check.close(outputs[1], torch.tensor([[4.0]]), dtype=False)


@pytest.mark.task(7)
def test_public_columns_of_two_rows(student, worker):
    """columns 2 and 0 of two rows, one tensor each

    zh: 两行中的第 2 列和第 0 列，各是一个张量
    """
    path = worker.file("people.csv", b"a,b,c\n1,2,3\n4,5,6\n")

    first, second = check.items(student.load_columns(path, [2, 0]), 2)

    check.close(first, torch.tensor([3.0, 6.0]))
    check.close(second, torch.tensor([1.0, 4.0]))


TWICE = """
import torch


def twice():
    model = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.ReLU(), torch.nn.Linear(1, 1))
    for layer in (model[0], model[2]):
        layer.weight.data.fill_(2.0)
        layer.bias.data.fill_(0.0)
    return model
"""
