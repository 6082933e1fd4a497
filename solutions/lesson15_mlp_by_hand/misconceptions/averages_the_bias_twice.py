"""Believes that the gradient of a bias is the mean of delta, though delta has been divided by N already.

expect: test_gradients_of_a_single_layer, test_gradients_do_not_grow_with_the_batch,
    test_gradients_of_large_logits_are_finite, test_backward_can_be_called_again,
    test_backward_leaves_params_and_y_as_they_were, test_gradients_of_two_layers,
    test_gradients_agree_with_finite_differences, test_each_cache_belongs_to_its_own_batch, test_three_steps_of_descent
says: The gradient of your bias is N times too small: delta holds the 1 / N of the mean already, and you averaged over the samples once more.
says_zh: 你的偏置梯度小了 N 倍：delta 里已经有均值的 1 / N，你又对样本求了一次平均。
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
        grads.append((given.T @ delta, delta.mean(axis=0)))
        delta = (delta @ weight.T) * (given > 0)
    return grads[::-1]
