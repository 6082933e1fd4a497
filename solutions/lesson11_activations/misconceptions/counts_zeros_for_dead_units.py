"""Believes that every zero is a dead unit.

expect: test_share_of_the_dead_units, test_unit_that_fires_once_is_alive
says: You counted zeros, sample by sample. A unit is silent for some samples all the time; dead is one that is silent for all of them.
says_zh: 你数的是一个个 0。一个单元对部分样本不激活很平常；对所有样本都不激活，才算死亡。
"""


def dead_units(activations: Tensor) -> float:
    """Share of the units that fire for no sample."""
    return (activations == 0).double().mean().item()
