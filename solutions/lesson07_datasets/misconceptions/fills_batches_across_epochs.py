"""Believes that what is left over in one epoch begins the next one.

expect: test_total_steps_of_all_epochs, test_total_steps_without_short_batches
says: You fill up a short batch with samples of the next epoch. Each epoch ends with its own short batch.
says_zh: 你用下一轮的样本补满了上一轮的不满批；每一轮都以自己的不满批结束。
"""


def total_steps(n, batch_size, epochs, drop_last=False):
    return steps_per_epoch(n * epochs, batch_size, drop_last) if epochs else 0
