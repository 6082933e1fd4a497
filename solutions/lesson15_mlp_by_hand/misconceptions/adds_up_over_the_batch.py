"""Believes that the gradient of a batch is the sum of the gradients of its samples.

expect: test_gradients_of_a_single_layer, test_gradients_do_not_grow_with_the_batch,
    test_gradients_of_large_logits_are_finite, test_backward_can_be_called_again,
    test_backward_leaves_params_and_y_as_they_were, test_gradients_of_two_layers,
    test_gradients_agree_with_finite_differences, test_each_cache_belongs_to_its_own_batch, test_three_steps_of_descent,
    test_xor_is_solved
says: Your gradients are those of the sum of the losses. The loss is a mean: with twice the samples the gradient should not double.
says_zh: 你求的是损失之和的梯度。损失是均值：样本多一倍，梯度不该跟着翻倍。
"""


def backward(params, cache, y):
    """Gradients of the mean cross-entropy."""
    inputs, logits = cache
    delta = np.exp(logits - logits.max(axis=1, keepdims=True))
    delta /= delta.sum(axis=1, keepdims=True)
    delta[np.arange(len(y)), y] -= 1
    grads = []
    for (weight, _), given in zip(reversed(params), reversed(inputs), strict=True):
        grads.append((given.T @ delta, delta.sum(axis=0)))
        delta = (delta @ weight.T) * (given > 0)
    return grads[::-1]
