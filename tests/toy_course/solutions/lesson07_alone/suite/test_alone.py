import pytest
import torch

from grader.judge import check


@pytest.mark.task(1)
def test_area_of_a_square(student, draw):
    """area multiplies the side by itself

    zh: area 把边长自乘
    """
    side = draw.number(1, 9)

    check.close(student.area(side), torch.tensor(side).square().item())


@pytest.mark.task(2)
def test_slope_of_the_area(student, draw):
    """slope is twice the side

    zh: slope 是边长的两倍
    """
    side = draw.number(1, 9)

    check.close(student.slope(side), 2 * side)


@pytest.mark.task(2)
def test_slope_at_zero(student):
    """slope of 0 is 0

    zh: 0 处的斜率是 0
    """
    check.close(student.slope(0.0), 0.0)
