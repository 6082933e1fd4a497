"""Believes that the way back is the weights transposed and nothing else.

expect: test_gradients_of_two_layers, test_gradients_agree_with_finite_differences,
    test_hidden_gradients_of_one_sample, test_each_cache_belongs_to_its_own_batch, test_three_steps_of_descent
says: You go back through the weights but not through ReLU. Where ReLU gave 0 its slope is 0, and nothing may pass.
says_zh: 你往回穿过了权重，却没有穿过 ReLU。ReLU 输出 0 的地方斜率是 0，梯度不能通过。
"""


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
