"""Believes that 2 / in is the standard deviation.

expect: test_spread_of_the_weights_fits_the_width
says: Your weights spread by 2 / in, which is the variance that is asked for; the standard deviation is its square root.
says_zh: 你的权重以 2 / in 为标准差，而这是要求的方差；标准差是它的平方根。
"""


def init(sizes, seed):
    """Weights and biases, one pair per layer."""
    rng = np.random.default_rng(seed)
    return [(rng.standard_normal((n_in, n_out)) * 2 / n_in, np.zeros(n_out)) for n_in, n_out in pairwise(sizes)]
