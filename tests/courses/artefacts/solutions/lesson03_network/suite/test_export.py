import numpy as np
import pytest

from grader.judge import check


@pytest.mark.task(1, points=2)
def test_network(submitted, draw):
    """the network doubles unseen numbers

    zh: 网络把没见过的数加倍
    """
    x = np.array([draw.uniform(-2, 2, 5)], dtype=np.float32)[0]

    check.close(submitted.onnx("model.onnx")(x), 2 * x)
