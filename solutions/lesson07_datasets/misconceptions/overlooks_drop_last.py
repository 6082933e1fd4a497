"""Believes that the number of steps depends on n and batch_size alone.

expect: test_drop_last_leaves_the_short_batch_out, test_fewer_samples_than_a_batch,
    test_total_steps_without_short_batches
says: Your result is the same with drop_last=True. What happens then to the samples that do not fill a batch?
says_zh: drop_last=True 时，你的结果没有变化。凑不满一批的那些样本，这时怎么办？
"""


def steps_per_epoch(n: int, batch_size: int, drop_last: bool = False) -> int:
    """How many batches a loader makes of n samples."""
    full, left_over = divmod(n, batch_size)
    return full + 1 if left_over else full
