"""Believes that random numbers need no seed.

expect: test_same_seed_gives_the_same_numbers
says: Your init takes the seed and never uses it: two calls with the same seed give different weights, and no run can be repeated.
says_zh: 你的 init 接收了 seed 却没有用它：同样的种子调用两次，权重不一样，实验就无法重复。
"""


def init(sizes, seed):
    """Weights and biases, one pair per layer."""
    params = []
    for n_in, n_out in pairwise(sizes):
        weight = np.random.randn(n_in, n_out) * np.sqrt(2 / n_in)
        params.append((weight, np.zeros(n_out)))
    return params
