"""Believes that dim=1 means: for each column.

expect: test_share_of_the_dead_units, test_unit_that_fires_once_is_alive
says: You asked each row whether it has any number above 0. A row is a sample; a unit is a column, and dim=0 is what goes away.
says_zh: 你问的是每一行里有没有大于 0 的数。一行是一个样本，单元是列；要消去的是第 0 维。
"""


def dead_units(activations: Tensor) -> float:
    """Share of the units that fire for no sample."""
    fires = (activations > 0).any(dim=1)
    return 1 - fires.double().mean().item()
