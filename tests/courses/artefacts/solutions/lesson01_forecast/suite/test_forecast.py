import pytest

from grader.judge import check

LABELS = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]


@pytest.mark.task(1, points=3)
def test_predictions(submitted):
    """the predictions of ten unseen numbers are right

    zh: 对十个没见过的数的预测正确
    """
    submitted.score("predictions.csv", LABELS, metric="accuracy", baseline=0.5, target=1.0)


@pytest.mark.task(1)
def test_function(student):
    """predict tells small numbers from large ones

    zh: predict 能区分大数和小数
    """
    assert [student.predict(x) for x in (4, 5)] == [0, 1]


@pytest.mark.task(1)
def test_answer(submitted):
    """answers.txt names the border

    zh: answers.txt 写出分界
    """
    check.that("5" in submitted.text("answers.txt"), "the border is not named")
