"""Believes that the number of dead units is the answer.

expect: test_share_of_the_dead_units, test_no_unit_dead_and_every_unit_dead,
    test_unit_that_fires_once_is_alive
says: You returned how many units are dead. 10 of 20 and 10 of 1000 are very different layers: a share lies between 0 and 1.
says_zh: 你返回的是死亡单元的个数。20 个里死了 10 个，和 1000 个里死了 10 个，完全是两回事：比例介于 0 和 1 之间。
"""


def dead_units(activations: Tensor) -> float:
    """Share of the units that fire for no sample."""
    fires = (activations > 0).any(dim=0)
    return float((~fires).sum())
