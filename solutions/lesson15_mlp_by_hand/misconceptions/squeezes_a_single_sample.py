"""Believes that one sample needs no batch dimension.

expect: test_one_sample_stays_a_batch, test_gradients_of_one_sample, test_gradients_of_large_logits_are_finite,
    test_hidden_gradients_of_one_sample
says: For one sample you dropped the dimension of the batch. A batch of one is still a batch: (1, C).
says_zh: 只有一个样本时，你把批的那一维去掉了。一个样本的批仍然是批：(1, C)。
"""


def forward(params, x):
    """Logits, and what backward needs."""
    inputs = [x]
    for weight, bias in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ weight + bias, 0))
    weight, bias = params[-1]
    logits = inputs[-1] @ weight + bias
    return logits.squeeze(), (inputs, logits)
