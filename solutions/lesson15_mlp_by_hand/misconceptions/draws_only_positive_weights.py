"""Believes that random means between 0 and 1.

expect: test_weights_have_mean_zero
says: All your weights are positive, so every unit of a layer adds up its inputs in much the same way. Half of the weights should pull the other way.
says_zh: 你的权重全是正数，一层里的单元差不多都在把输入往上加。应该有一半权重往反方向拉。
"""


def init(sizes, seed):
    """Weights and biases, one pair per layer."""
    rng = np.random.default_rng(seed)
    params = []
    for n_in, n_out in pairwise(sizes):
        weight = rng.random((n_in, n_out)) * np.sqrt(2 / n_in)
        params.append((weight, np.zeros(n_out)))
    return params
