"""Believes that a layer may be updated as soon as its gradient is known.

expect: test_backward_leaves_params_and_y_as_they_were, test_gradients_of_two_layers,
    test_gradients_agree_with_finite_differences, test_hidden_gradients_of_one_sample,
    test_each_cache_belongs_to_its_own_batch, test_three_steps_of_descent
says: You changed the weights on the way back, so the layers in front get a gradient through weights that made no prediction. First all gradients, then the step.
says_zh: 你在往回走的路上就改了权重，前面的层得到的梯度穿过的是没有参与预测的权重。先求出全部梯度，再更新。
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
        weight -= 0.1 * grads[-1][0]
        delta = (delta @ weight.T) * (given > 0)
    return grads[::-1]
