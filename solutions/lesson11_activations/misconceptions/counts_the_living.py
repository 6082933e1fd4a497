"""Believes that the share of the units that fire is asked.

expect: test_share_of_the_dead_units, test_no_unit_dead_and_every_unit_dead,
    test_unit_that_fires_once_is_alive
says: Yours is the share of the units that are alive. Asked is that of the others.
says_zh: 你给出的是活着的单元所占的比例，题目要的是其余那些。
"""


def dead_units(activations: Tensor) -> float:
    """Share of the units that fire for no sample."""
    return (activations > 0).any(dim=0).double().mean().item()
