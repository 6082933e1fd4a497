import pytest


@pytest.mark.task(1)
def test_mean(student):
    """mean([1, 2]) is 1.5

    zh: mean([1, 2]) 等于 1.5
    """
    assert student.mean([1, 2]) == 1.5
