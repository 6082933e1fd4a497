import numpy as np
import pytest

from grader.judge import check


def two_clouds(draw, n):
    labels = np.arange(n) % 2
    return draw.randn(n, 2) * [1, 1000] + labels[:, None] * [4, 0], labels


@pytest.mark.task(1, points=2)
def test_new_points(student, draw):
    """the pipeline tells nearly all new points of two clouds apart

    zh: 流水线几乎能分清两团新点
    """
    model = student.fit(*two_clouds(draw, 200))
    x, y = two_clouds(draw, 200)

    right = float((np.asarray(model.predict(x)) == y).mean())

    check.that(right > 0.9, "too many new points are told wrongly", expected="more than 0.9", yours=right)


@pytest.mark.task(1)
def test_scaled(student, draw):
    """the classifier sees features of one size

    zh: 分类器看到的特征大小一致
    """
    model = student.fit(*two_clouds(draw, 200))

    check.that(len(model.steps) == 2, "there is no step before the classifier")
    check.close(model[0].mean_.shape, (2,))
