"""A test that you may read and run."""

import pytest

from grader.judge import check


@pytest.mark.task(1)
def test_one_and_one(student):
    """add(1, 1) is 2

    zh: add(1, 1) 等于 2
    """
    got = student.add(1, 1)

    check.equal(got, 2)
