"""The matrix product with float64 inside and a clamp; scatter_add for the vote; one shared base class."""

from __future__ import annotations

import torch
from torch import Tensor


def distances(a: Tensor, b: Tensor, squared: bool = False) -> Tensor:
    a, b = a.double(), b.double()
    table = a.pow(2).sum(1, keepdim=True) + b.pow(2).sum(1) - 2 * torch.matmul(a, b.t())
    table.clamp_(min=0)
    return table if squared else table.sqrt()


class _Lazy:
    def __init__(self, k: int = 3, chunk: int = 500) -> None:
        if k < 1:
            raise ValueError("k must be positive")
        self.k, self.chunk = k, chunk

    def fit(self, X: Tensor, y: Tensor) -> _Lazy:
        self._X, self._y = X.clone(), y.clone()
        return self

    def predict(self, X: Tensor) -> Tensor:
        out = []
        for block in torch.split(X, self.chunk):
            rows = torch.argsort(distances(block, self._X, squared=True), dim=1)[:, : self.k]
            out.append(self._answer(self._y[rows]))
        return torch.cat(out)

    def _answer(self, values: Tensor) -> Tensor:
        raise NotImplementedError


class KNN(_Lazy):
    def _answer(self, values: Tensor) -> Tensor:
        counts = torch.zeros(len(values), int(self._y.max()) + 1)
        counts.scatter_add_(1, values, torch.ones_like(values, dtype=counts.dtype))
        return counts.max(dim=1).indices.to(torch.int32)


class KNNRegressor(_Lazy):
    def _answer(self, values: Tensor) -> Tensor:
        return values.double().sum(dim=-1) / self.k


def choose_k(X: Tensor, y: Tensor, ks: list[int], folds: int, seed: int) -> int:
    torch.manual_seed(seed)
    fold_of = torch.arange(len(X)) % folds
    fold_of = fold_of[torch.randperm(len(X))]
    errors = {}
    for k in ks:
        errors[k] = 0
        for fold in range(folds):
            held = fold_of == fold
            model = KNN(k).fit(X[~held], y[~held])
            errors[k] += (model.predict(X[held]) != y[held]).sum().item()
    return min(errors, key=errors.get)
