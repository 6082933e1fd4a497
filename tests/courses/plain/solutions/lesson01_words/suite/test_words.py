import pytest

from grader.judge import check


@pytest.mark.task(1)
@pytest.mark.parametrize(("text", "expected"), [("b a a", {"a": 2, "b": 1}), ("", {})])
def test_count(student, text, expected):
    """count counts every word

    zh: count 数出每个单词
    """
    assert student.count(text) == expected


@pytest.mark.task(1)
def test_most(student, draw):
    """most leaves out the words of STOP

    zh: most 不计 STOP 中的单词
    """
    n = draw.integer(2, 5)
    words = [f"w{i}" for i in draw.permutation(n)]
    text = " ".join(["the"] * 9 + words + words[:1])

    check.equal(student.most(text), words[0])
    assert sorted(student.STOP) == ["a", "the"]
