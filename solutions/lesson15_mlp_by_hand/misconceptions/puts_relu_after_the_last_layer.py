"""Believes that every layer ends in a ReLU, the last one too.

expect: test_one_layer_is_linear, test_two_layers_have_a_relu_between,
    test_four_layers_come_one_after_the_other, test_one_sample_stays_a_batch,
    test_bias_belongs_to_the_unit_not_to_the_sample, test_samples_do_not_see_each_other,
    test_forward_leaves_its_arguments_as_they_were
says: Your last layer ends in a ReLU, so no logit can be negative. A logit may be any number, and softmax wants to hear of the negative ones too.
says_zh: 你的最后一层后面也有 ReLU，于是 logit 不可能为负。logit 可以是任何数，softmax 也需要负的那些。
"""


def forward(params, x):
    """Logits, and what backward needs."""
    inputs = [x]
    for weight, bias in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ weight + bias, 0))
    weight, bias = params[-1]
    logits = inputs[-1] @ weight + bias
    return np.maximum(logits, 0), (inputs, logits)
