"""Nothing is changed: step returns new params; float32 inside, named tuples for the cache, type hints."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Cache(NamedTuple):
    given: list[Array]
    before: list[Array]


def init(sizes: list[int], seed: int, dtype: type = np.float32) -> tuple[dict[str, Array], ...]:
    rng = np.random.default_rng(seed)
    return tuple(
        {
            "weight": (rng.normal(0.0, (2.0 / n) ** 0.5, size=(n, m))).astype(dtype),
            "bias": np.zeros(m, dtype),
        }
        for n, m in zip(sizes[:-1], sizes[1:])
    )


def forward(params: tuple[dict[str, Array], ...], x: Array) -> tuple[Array, Cache]:
    a = x.astype(np.float32)
    given, before = [], []
    for k, layer in enumerate(params):
        given.append(a)
        z = a @ layer["weight"] + layer["bias"]
        before.append(z)
        a = z if k == len(params) - 1 else np.where(z > 0, z, np.float32(0))
    return a, Cache(given, before)


def backward(params: tuple[dict[str, Array], ...], cache: Cache, y: NDArray[np.int64]) -> tuple[dict[str, Array], ...]:
    z = cache.before[-1]
    log_p = z - z.max(1, keepdims=True)
    log_p = log_p - np.log(np.exp(log_p).sum(1, keepdims=True))
    one_hot = np.eye(z.shape[1], dtype=np.float32)[y]
    delta = (np.exp(log_p) - one_hot) / np.float32(len(y))
    out: list[dict[str, Array]] = []
    for k in reversed(range(len(params))):
        out.insert(0, {"weight": cache.given[k].T @ delta, "bias": delta.sum(0)})
        if k:
            delta = delta @ params[k]["weight"].T
            delta = np.where(cache.before[k - 1] > 0, delta, np.float32(0))
    return tuple(out)


def step(params, grads, lr: float):
    return tuple(
        {name: layer[name] - np.float32(lr) * slopes[name] for name in layer} for layer, slopes in zip(params, grads)
    )
