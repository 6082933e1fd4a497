"""Believes that the formula of softmax can be typed as it stands.

expect: test_gradients_of_large_logits_are_finite
says: exp of a logit beyond 709 is infinite, and inf / inf is NaN. Which number may be taken from all logits of a row without changing the probabilities?
says_zh: logit 超过 709，exp 就是无穷大，inf / inf 得 NaN。一行的 logit 同时减去哪个数，概率不变？
"""


def backward(params, cache, y):
    """Gradients of the mean cross-entropy."""
    inputs, logits = cache
    delta = np.exp(logits)
    delta /= delta.sum(axis=1, keepdims=True)
    delta[np.arange(len(y)), y] -= 1
    delta /= len(y)
    grads = []
    for (weight, _), given in zip(reversed(params), reversed(inputs), strict=True):
        grads.append((given.T @ delta, delta.sum(axis=0)))
        delta = (delta @ weight.T) * (given > 0)
    return grads[::-1]
