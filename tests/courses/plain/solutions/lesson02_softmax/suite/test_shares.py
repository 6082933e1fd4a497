import numpy as np
import pytest

from grader.judge import check


def expected(z):
    return np.array([np.exp(row - row.max()) / np.exp(row - row.max()).sum() for row in z])


@pytest.mark.task(1, points=2)
def test_rows(student, draw):
    """each row is e to its numbers, divided by the row's sum

    zh: 每一行是各数的 e 次幂除以该行之和
    """
    z = draw.randn(3, 4)

    check.close(student.softmax(z), expected(z))


@pytest.mark.task(1)
def test_large_numbers(student):
    """softmax of large numbers is finite

    zh: 很大的数的 softmax 仍是有限的
    """
    check.close(student.softmax(np.array([[1000.0, 1000.0]])), np.array([[0.5, 0.5]]))


@pytest.mark.task(1)
def test_argument(student, draw):
    """softmax does not change its argument

    zh: softmax 不改变它的参数
    """
    z = draw.uniform(-1, 1, 2, 3)

    check.close(check.unchanged(student.softmax, z), expected(z))
