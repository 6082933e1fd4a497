"""Believes that each layer should be seeded for itself.

expect: test_no_two_units_and_no_two_layers_start_alike
says: You make a new generator with the same seed for every layer, so each layer begins with the same numbers. Think about where the generator should be made.
says_zh: 你在每一层都用同一个种子新建了生成器，于是各层开头的数全都一样。想一想生成器应该在哪里创建。
"""


def init(sizes, seed):
    """Weights and biases, one pair per layer."""
    params = []
    for n_in, n_out in pairwise(sizes):
        rng = np.random.default_rng(seed)
        weight = rng.standard_normal((n_in, n_out)) * np.sqrt(2 / n_in)
        params.append((weight, np.zeros(n_out)))
    return params
