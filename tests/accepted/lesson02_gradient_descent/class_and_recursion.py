"""Style: a small class keeps w and the history; functions are thin; finite sums by built-ins, typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import fmean


@dataclass
class Descent:
    xs: list[float]
    ys: list[float]
    w: float
    lr: float
    costs: list[float] = field(default_factory=list)

    def epoch(self, batch_size: int) -> None:
        self.costs.append(fmean(map(squared, self.xs, self.ys, [self.w] * len(self.xs))))
        self.step_through(list(zip(self.xs, self.ys, strict=True)), batch_size)

    def step_through(self, pairs: list[tuple[float, float]], batch_size: int) -> None:
        if not pairs:
            return
        head, tail = pairs[:batch_size], pairs[batch_size:]
        self.w -= self.lr * fmean(slope(x, y, self.w) for x, y in head)
        self.step_through(tail, batch_size)


def squared(x: float, y: float, w: float) -> float:
    return (x * w - y) ** 2


def slope(x: float, y: float, w: float, b: float = 0.0) -> float:
    return 2 * x * (x * w + b - y)


def cost(xs, ys, w) -> float:
    return fmean(squared(x, y, float(w)) for x, y in zip(xs.tolist(), ys.tolist()))


def gradient(xs, ys, w) -> float:
    return fmean(slope(x, y, float(w)) for x, y in zip(xs.tolist(), ys.tolist()))


def run(xs, ys, w, lr, epochs, batch_size) -> tuple[float, list[float]]:
    descent = Descent(xs.tolist(), ys.tolist(), float(w), lr)
    for _ in range(epochs):
        descent.epoch(batch_size)
    return descent.w, descent.costs


def batch_descent(xs, ys, w, lr, epochs):
    return run(xs, ys, w, lr, epochs, batch_size=len(xs))


def stochastic_descent(xs, ys, w, lr, epochs):
    return run(xs, ys, w, lr, epochs, batch_size=1)


def minibatch_descent(xs, ys, w, lr, epochs, batch_size):
    return run(xs, ys, w, lr, epochs, batch_size)


def gradients_with_bias(xs, ys, w, b):
    pairs = list(zip(xs.tolist(), ys.tolist()))
    w, b = float(w), float(b)
    return fmean(slope(x, y, w, b) for x, y in pairs), fmean(2 * (x * w + b - y) for x, y in pairs)


def descend(slope, w, lr, steps):
    places = [w]
    while len(places) <= steps:
        places.append(places[-1] - lr * slope(places[-1]))
    return tuple(places)


def best_start(cost_at, slope, starts, lr, steps):
    best, lowest = None, None
    for start in starts:
        reached = cost_at(descend(slope, start, lr, steps)[-1])
        if lowest is None or reached < lowest:
            best, lowest = start, reached
    return best


def kind_of_point(d_ww, d_wb, d_bb):
    D = d_ww * d_bb - d_wb * d_wb
    if D > 0:
        return "minimum" if d_ww > 0 else "maximum"
    return "saddle" if D < 0 else "unclear"
