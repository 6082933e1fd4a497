"""Believes that a classifier returns probabilities.

expect: test_one_layer_is_linear, test_two_layers_have_a_relu_between,
    test_four_layers_come_one_after_the_other, test_one_sample_stays_a_batch,
    test_bias_belongs_to_the_unit_not_to_the_sample, test_samples_do_not_see_each_other,
    test_forward_leaves_its_arguments_as_they_were
says: You returned probabilities: each row sums to 1. What is asked for is what goes into softmax, the logits; the loss brings its own softmax.
says_zh: 你返回的是概率：每一行之和为 1。要的是进入 softmax 之前的 logit；softmax 由损失来做。
"""


def forward(params, x):
    """Logits, and what backward needs."""
    inputs = [x]
    for weight, bias in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ weight + bias, 0))
    weight, bias = params[-1]
    logits = inputs[-1] @ weight + bias
    exps = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exps / exps.sum(axis=1, keepdims=True), (inputs, logits)
