"""Believes that an MLP is input, one hidden layer, output.

expect: test_each_layer_has_a_weight_and_a_bias, test_four_layers_come_one_after_the_other,
    test_gradients_agree_with_finite_differences, test_hidden_gradients_of_one_sample
says: Your network never has more than one hidden layer. sizes may have any length: which sizes do you look at, and which do you pass over?
says_zh: 你的网络最多只有一个隐藏层。sizes 可以有任意多个数：你看了其中哪几个，又跳过了哪几个？
"""


def init(sizes, seed):
    """Weights and biases, one pair per layer."""
    rng = np.random.default_rng(seed)
    params = []
    sizes = [*sizes[:2], sizes[-1]] if len(sizes) > 2 else sizes
    for n_in, n_out in pairwise(sizes):
        weight = rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
        params.append((weight, np.zeros(n_out)))
    return params
