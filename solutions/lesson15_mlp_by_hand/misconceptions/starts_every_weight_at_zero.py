"""Believes that training will find the weights, so that they may all start at 0.

expect: test_another_seed_gives_other_numbers, test_no_two_units_and_no_two_layers_start_alike,
    test_weights_have_mean_zero, test_spread_of_the_weights_fits_the_width, test_xor_is_solved,
    test_patterns_are_told_apart, test_network_reads_new_digits
says: All your weights start at 0. Then all units of a layer do the same and get the same gradient: what could ever make them different?
says_zh: 你的权重全从 0 开始。这样一层里的单元做的事都一样，梯度也都一样：还有什么能让它们变得不同呢？
"""


def init(sizes, seed):
    """Weights and biases, one pair per layer."""
    rng = np.random.default_rng(seed)
    params = []
    for n_in, n_out in pairwise(sizes):
        weight = np.zeros((n_in, n_out))
        params.append((weight, np.zeros(n_out)))
    return params
