import pytest
import torch

from grader.judge import check

NETWORK = """
import torch

def make():
    return torch.nn.Linear(1, 1, bias=False)
"""


@pytest.mark.task(1)
@pytest.mark.parametrize("name", ["weights.safetensors", "weights.pt"])
def test_weights(submitted, worker, draw, name):
    """with these weights the lesson's network doubles unseen numbers

    zh: 用这些权重，本课的网络把没见过的数加倍
    """
    network = submitted.network(name, NETWORK, "make")
    x = draw.randn(5, 1)

    check.close(worker.predict(network, x), 2 * x)
