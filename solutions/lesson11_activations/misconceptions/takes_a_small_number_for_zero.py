"""Believes that a tiny activation is only rounding.

expect: test_unit_that_fires_once_is_alive
says: You took small numbers for 0. ReLU gives exactly 0 below 0; whatever is above it, however little, has slope 1 and can learn.
says_zh: 你把很小的数当成了 0。ReLU 在 0 以下给出的恰好是 0；只要大于 0，再小也有斜率 1，还能学习。
"""


def dead_units(activations: Tensor) -> float:
    """Share of the units that fire for no sample."""
    fires = (activations > 1e-6).any(dim=0)
    return 1 - fires.double().mean().item()
