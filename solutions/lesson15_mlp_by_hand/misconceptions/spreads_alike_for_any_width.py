"""Believes that standard normal weights suit every layer.

expect: test_spread_of_the_weights_fits_the_width
says: Your weights have the same spread whatever the width. A unit of 400 inputs adds up 400 products: how large does the sum become, layer after layer?
says_zh: 不管层有多宽，你的权重标准差都一样。一个有 400 个输入的单元要把 400 个乘积加起来：一层一层下去，和会变成多大？
"""


def init(sizes, seed):
    """Weights and biases, one pair per layer."""
    rng = np.random.default_rng(seed)
    params = []
    for n_in, n_out in pairwise(sizes):
        weight = rng.standard_normal((n_in, n_out))
        params.append((weight, np.zeros(n_out)))
    return params
