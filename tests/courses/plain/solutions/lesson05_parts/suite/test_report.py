import pytest


@pytest.mark.task(1)
def test_numbers(student, draw):
    """numbers keeps the order

    zh: numbers 保持顺序
    """
    found = draw.permutation(5)

    assert student.numbers(" and ".join(map(str, found))) == found


@pytest.mark.task(1, points=2)
def test_largest(student, draw):
    """largest compares numbers, not words

    zh: largest 比较的是数而不是字
    """
    n = draw.integer(10, 99)

    assert student.largest(f"9 is less than {n}") == n
