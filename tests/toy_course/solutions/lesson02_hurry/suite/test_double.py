import pytest

from grader.judge import check


@pytest.mark.task(1)
def test_twice_two(student):
    """double(2) is 4

    zh: double(2) 等于 4
    """
    got = student.double(2)

    check.equal(got, 4)
