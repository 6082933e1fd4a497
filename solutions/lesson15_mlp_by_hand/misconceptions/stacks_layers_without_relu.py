"""Believes that more layers alone make the network more able.

expect: test_two_layers_have_a_relu_between, test_four_layers_come_one_after_the_other,
    test_one_sample_stays_a_batch, test_bias_belongs_to_the_unit_not_to_the_sample,
    test_samples_do_not_see_each_other, test_forward_leaves_its_arguments_as_they_were,
    test_gradients_of_two_layers, test_gradients_agree_with_finite_differences,
    test_hidden_gradients_of_one_sample, test_each_cache_belongs_to_its_own_batch, test_three_steps_of_descent,
    test_xor_is_solved
says: There is nothing between your layers. Two linear maps in a row are one linear map, whatever their weights, and a linear map cannot do XOR.
says_zh: 你的各层之间什么也没有。两个线性变换连起来还是一个线性变换，不管权重取多少；而线性变换做不出异或。
"""


def forward(params, x):
    """Logits, and what backward needs."""
    inputs = [x]
    for weight, bias in params[:-1]:
        inputs.append(inputs[-1] @ weight + bias)
    weight, bias = params[-1]
    logits = inputs[-1] @ weight + bias
    return logits, (inputs, logits)


def backward(params, cache, y):
    """Gradients of the mean cross-entropy."""
    inputs, logits = cache
    delta = np.exp(logits - logits.max(axis=1, keepdims=True))
    delta /= delta.sum(axis=1, keepdims=True)
    delta[np.arange(len(y)), y] -= 1
    delta /= len(y)
    grads = []
    for (weight, _), given in zip(reversed(params), reversed(inputs), strict=True):
        grads.append((given.T @ delta, delta.sum(axis=0)))
        delta = delta @ weight.T
    return grads[::-1]
