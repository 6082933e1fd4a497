"""A few tests of lesson 00 to read and run; the hidden ones ask for more, on other numbers."""

import numpy as np
import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_public_values_of_two_rows(student):
    """from_values of [[1, 2], [3, 4]] is a float32 tensor

    zh: from_values 把 [[1, 2], [3, 4]] 变成 float32 张量
    """
    values = [[1, 2], [3, 4]]

    got = student.from_values(values)

    check.close(got, torch.tensor([[1.0, 2.0], [3.0, 4.0]]))


@pytest.mark.task(1)
def test_public_describe_a_table(student):
    """a table of shape (2, 3) has two dimensions and six elements

    zh: 形状 (2, 3) 的表有两个维度、六个元素
    """
    x = torch.zeros(2, 3)

    got = student.describe(x)

    check.that(isinstance(got, dict), "describe does not return a dict")
    check.equal(got.get("shape"), (2, 3), what="the entry 'shape'")
    check.close(got.get("size"), 6, what="the entry 'size'")


@pytest.mark.task(2)
def test_public_column_of_three(student):
    """to_column of three numbers has shape (3, 1)

    zh: to_column 把三个数变成形状 (3, 1)
    """
    x = torch.tensor([7.0, 8.0, 9.0])

    got = student.to_column(x)

    check.close(got, torch.tensor([[7.0], [8.0], [9.0]]))


@pytest.mark.task(2)
def test_public_ones_come_and_go(student):
    """add_batch puts a dimension of length 1 in front, drop_ones removes it

    zh: add_batch 在最前面加一个长度为 1 的维度，drop_ones 再把它去掉
    """
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])

    got = student.add_batch(x)

    check.close(got, torch.tensor([[[1.0, 2.0], [3.0, 4.0]]]))
    check.close(student.drop_ones(got), x)


@pytest.mark.task(3)
def test_public_reorder_swaps_two_rows(student):
    """rows [1, 0] and cols [0, 1, 2] swap the two rows of a table

    zh: rows 取 [1, 0]、cols 取 [0, 1, 2]，交换表的两行
    """
    x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])

    got = student.reorder(x, torch.tensor([1, 0]), torch.tensor([0, 1, 2]))

    check.close(got, torch.tensor([[4.0, 5.0, 6.0], [1.0, 2.0, 3.0]]))


@pytest.mark.task(4)
def test_public_statistics_of_two_rows(student):
    """the rows [1, 2, 3] and [0, 0, 6] have the means 2 and 2 and the maxima 3 and 6

    zh: [1, 2, 3] 和 [0, 0, 6] 两行的均值是 2 和 2，最大值是 3 和 6
    """
    x = torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 6.0]])

    got = check.items(student.row_stats(x), 3)

    check.close(got[0], [2.0, 2.0])
    check.close(got[2], [3.0, 6.0])


@pytest.mark.task(5)
def test_public_sums_of_two_and_three(student):
    """[10, 20] and [1, 2, 3] make a table of two rows and three columns

    zh: [10, 20] 和 [1, 2, 3] 得到两行三列的表
    """
    a, b = torch.tensor([10.0, 20.0]), torch.tensor([1.0, 2.0, 3.0])

    got = student.pairwise_sums(a, b)

    check.close(got, torch.tensor([[11.0, 12.0, 13.0], [21.0, 22.0, 23.0]]), dtype=False)


@pytest.mark.task(6)
def test_public_view_follows_the_array(student, worker):
    """after array[1] = 7.0 the shared view has a 7.0 there

    zh: 执行 array[1] = 7.0 之后，共享内存的张量在那里也是 7.0
    """
    array = worker.put(np.array([1.0, 2.0]))
    shared = worker.keep(student.shared_view, array)

    array[1] = 7.0

    check.close(shared.fetch(), torch.tensor([1.0, 7.0], dtype=torch.float64))


@pytest.mark.task(6)
def test_public_copy_does_not_follow_the_array(student, worker):
    """after array[1] = 7.0 the independent copy is what it was

    zh: 执行 array[1] = 7.0 之后，独立的副本还是原样
    """
    array = worker.put(np.array([1.0, 2.0]))
    copied = worker.keep(student.independent_copy, array)

    array[1] = 7.0

    check.close(copied.fetch(), torch.tensor([1.0, 2.0]), dtype=False)
