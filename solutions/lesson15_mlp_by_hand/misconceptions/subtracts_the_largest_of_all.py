"""Believes that one largest logit of the whole batch makes exp safe.

expect: test_gradients_of_large_logits_are_finite
says: You subtract the largest logit of the whole batch. In a row whose logits are all far below it every exp is 0, and 0 / 0 is NaN: take the largest of each row.
says_zh: 你减去的是整批里最大的 logit。如果某一行的 logit 都远小于它，那一行的 exp 全是 0，而 0 / 0 是 NaN：要取每一行自己的最大值。
"""


def backward(params, cache, y):
    """Gradients of the mean cross-entropy."""
    inputs, logits = cache
    delta = np.exp(logits - logits.max())
    delta /= delta.sum(axis=1, keepdims=True)
    delta[np.arange(len(y)), y] -= 1
    delta /= len(y)
    grads = []
    for (weight, _), given in zip(reversed(params), reversed(inputs), strict=True):
        grads.append((given.T @ delta, delta.sum(axis=0)))
        delta = (delta @ weight.T) * (given > 0)
    return grads[::-1]
