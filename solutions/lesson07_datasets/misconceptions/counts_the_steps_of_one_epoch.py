"""Believes that the number of steps does not depend on the epochs.

expect: test_total_steps_of_all_epochs, test_total_steps_without_short_batches
says: You count the steps of a single epoch. A training of several epochs takes as many in each of them.
says_zh: 你只数了一轮的步数；训练几轮，每一轮都要走这么多步。
"""


def total_steps(n, batch_size, epochs, drop_last=False):
    return steps_per_epoch(n, batch_size, drop_last)
