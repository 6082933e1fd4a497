"""Believes that the derivative of ReLU is ReLU of the gradient.

expect: test_gradients_of_two_layers, test_gradients_agree_with_finite_differences, test_hidden_gradients_of_one_sample,
    test_each_cache_belongs_to_its_own_batch, test_three_steps_of_descent, test_xor_is_solved
says: You cut off negative gradients. What decides whether a gradient passes is the sign of the number that went forward, not that of the gradient.
says_zh: 你把负的梯度截掉了。梯度能不能通过，取决于前向传播时那个数的正负，而不是梯度自己的正负。
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
        delta = np.maximum(delta @ weight.T, 0)
    return grads[::-1]
