"""Believes that the way back through ReLU multiplies by what ReLU gave.

expect: test_gradients_of_two_layers, test_gradients_agree_with_finite_differences, test_hidden_gradients_of_one_sample, test_each_cache_belongs_to_its_own_batch, test_three_steps_of_descent, test_network_reads_new_digits
says: On the way back you multiply by what ReLU gave. Its slope is 1 where it let the number through and 0 where it did not, whatever the number.
says_zh: 回传时你乘的是 ReLU 的输出。它的斜率在让数值通过的地方是 1，没有通过的地方是 0，与数值大小无关。
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
        delta = (delta @ weight.T) * given
    return grads[::-1]
