"""Believes that a number of steps that is not whole is to be rounded.

expect: test_short_batch_is_a_step, test_fewer_samples_than_a_batch, test_total_steps_of_all_epochs
says: You round n / batch_size. A short batch is a step whether it is nearly full or holds one sample.
says_zh: 你对 n / batch_size 做了四舍五入。不满的一批，不论接近满批还是只有一个样本，都是一步。
"""


def steps_per_epoch(n: int, batch_size: int, drop_last: bool = False) -> int:
    """How many batches a loader makes of n samples."""
    return n // batch_size if drop_last else round(n / batch_size)
