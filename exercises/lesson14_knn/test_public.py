"""A few tests of lesson 14 to read and run; the hidden ones ask for more, on other numbers."""

import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_distances_in_the_plane(student):
    """(0, 0) is 5 from (3, 4) and 2 from (0, 2)

    zh: (0, 0) 到 (3, 4) 的距离是 5，到 (0, 2) 的距离是 2
    """
    a, b = torch.tensor([[0.0, 0.0]]), torch.tensor([[3.0, 4.0], [0.0, 2.0]])

    got = student.distances(a, b)

    check.close(got, torch.tensor([[5.0, 2.0]]), dtype=False)


@pytest.mark.task(2)
def test_public_two_against_one(student):
    """two neighbours of class 4 outvote one of class 1

    zh: 两个 4 类的近邻胜过一个 1 类的近邻
    """
    model = student.KNN()
    model.fit(torch.tensor([[1.0], [2.0], [3.0], [9.0]]), torch.tensor([1, 4, 4, 1]))

    got = model.predict(torch.tensor([[0.0]]))

    check.close(got, torch.tensor([4]), dtype=False)


@pytest.mark.task(2)
def test_public_a_tie_goes_to_the_smaller_label(student):
    """one vote for 6 and one for 2 give 2

    zh: 6 和 2 各得一票，结果是 2
    """
    model = student.KNN(k=2)
    model.fit(torch.tensor([[1.0], [2.0], [9.0]]), torch.tensor([6, 2, 6]))

    got = model.predict(torch.tensor([[0.0]]))

    check.close(got, torch.tensor([2]), dtype=False)


@pytest.mark.task(3)
def test_public_mean_of_two(student):
    """the mean of the targets 10 and 30 is 20

    zh: 目标值 10 和 30 的均值是 20
    """
    model = student.KNNRegressor(k=2)
    model.fit(torch.tensor([[1.0], [2.0], [9.0]]), torch.tensor([10.0, 30.0, 500.0]))

    got = model.predict(torch.tensor([[0.0]]))

    check.close(got, torch.tensor([20.0]), dtype=False)


@pytest.mark.task(4)
def test_public_two_groups_ask_for_few_neighbours(student):
    """two groups of three: k=5 always asks the wrong group, k=1 never does

    zh: 两组各三个点：k=5 总会被另一组压过，k=1 不会
    """
    X = torch.tensor([[0.0], [1.0], [2.0], [10.0], [11.0], [12.0]])
    y = torch.tensor([0, 0, 0, 1, 1, 1])

    got = student.choose_k(X, y, [5, 1], folds=6, seed=3)

    check.close(got, 1)


@pytest.mark.task(5)
def test_public_many_queries(student):
    """2500 queries give 2500 answers

    zh: 2500 个查询点得到 2500 个答案
    """
    model = student.KNN(k=1)
    model.fit(torch.tensor([[0.0], [1000.0], [2000.0]]), torch.tensor([5, 6, 7]))
    queries = torch.arange(2500.0).reshape(2500, 1)

    got = model.predict(queries)

    expected = torch.tensor([5] * 500 + [6] * 1000 + [7] * 1000)
    check.shape(got, (2500,))
    check.close(got[[0, 499, 501, 1499, 1501, 2499]], expected[[0, 499, 501, 1499, 1501, 2499]], dtype=False)
