"""Believes that there is always a short batch at the end.

expect: test_full_batches_need_no_more_steps, test_total_steps_of_all_epochs
says: You add one step for the rest, whether there is a rest or not. How large would that last batch be when batch_size divides n?
says_zh: 不管有没有剩余，你都加了一步。n 能被 batch_size 整除时，那最后一批有几个样本？
"""


def steps_per_epoch(n: int, batch_size: int, drop_last: bool = False) -> int:
    """How many batches a loader makes of n samples."""
    full = n // batch_size
    return full if drop_last else full + 1
