"""Gives a model whose parameters are objects, huge, integers, shared or without end.

stops: what is no list of plain tensors is the submission's failure, not the suite's
may: lose the tests
honest: task 1
"""

import torch


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


KINDS = iter(range(100))


class LogisticRegressionModel(torch.nn.Linear):
    def __init__(self, n=1):
        super().__init__(n, 1)
        self.kind = next(KINDS) % 5

    def parameters(self, recurse=True):
        return iter(
            [
                [object(), object()],
                [torch.zeros(3 << 20), torch.zeros(3 << 20)],
                [torch.zeros(1, dtype=torch.bool), torch.zeros(0, 1 << 30)],
                [torch.zeros(1).expand(1 << 30)],
                [self] * 5,
            ][self.kind]
        )


def train(model, x, y, lr, epochs):
    return {"losses": [0.0] * epochs}


def predict(model, x, threshold=0.5):
    return "1" * len(x)
