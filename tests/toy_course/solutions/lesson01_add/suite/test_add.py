import pytest

from grader.judge import check


@pytest.mark.task(1)
def test_two_and_three(student, draw):
    """add(2, 3) is 5

    zh: add(2, 3) 等于 5
    """
    got = student.add(2, 3)

    check.equal(got, 5)
    check.equal(student.add(n := draw.integer(4, 99), 5 - n), 5)


@pytest.mark.task(1, points=2)
def test_any_numbers(student, draw):
    """add(a, b) is a + b for any numbers

    zh: 对任意数 add(a, b) 等于 a + b
    """
    a, b = draw.number(-5, 5), draw.number(-5, 5)

    got = student.add(a, b)

    check.close(got, a + b)
