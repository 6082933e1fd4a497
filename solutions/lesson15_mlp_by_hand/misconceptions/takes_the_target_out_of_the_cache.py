"""Believes that what backward finds in the cache is its own to change.

expect: test_backward_can_be_called_again
says: You subtracted the target from an array that the cache still holds, so a second call subtracts it again. backward should only read the cache.
says_zh: 你在 cache 所存的数组上直接减去了目标，第二次调用就会再减一次。backward 对 cache 应当只读不改。
"""


def forward(params, x):
    """Logits, and what backward needs."""
    inputs = [x]
    for weight, bias in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ weight + bias, 0))
    weight, bias = params[-1]
    logits = inputs[-1] @ weight + bias
    exps = np.exp(logits - logits.max(axis=1, keepdims=True))
    return logits, (inputs, exps / exps.sum(axis=1, keepdims=True))


def backward(params, cache, y):
    """Gradients of the mean cross-entropy."""
    inputs, delta = cache
    delta[np.arange(len(y)), y] -= 1
    delta /= len(y)
    grads = []
    for (weight, _), given in zip(reversed(params), reversed(inputs), strict=True):
        grads.append((given.T @ delta, delta.sum(axis=0)))
        delta = (delta @ weight.T) * (given > 0)
    return grads[::-1]
