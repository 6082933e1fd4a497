"""Believes that only the last layer needs its bias.

expect: test_two_layers_have_a_relu_between, test_four_layers_come_one_after_the_other, test_one_sample_stays_a_batch, test_bias_belongs_to_the_unit_not_to_the_sample, test_samples_do_not_see_each_other, test_forward_leaves_its_arguments_as_they_were, test_gradients_of_two_layers, test_gradients_agree_with_finite_differences, test_hidden_gradients_of_one_sample, test_each_cache_belongs_to_its_own_batch, test_three_steps_of_descent
says: Your hidden layers leave their biases out: only the last one adds its bias. Every layer is x W + b.
says_zh: 你的隐藏层没有加偏置：只有最后一层加了。每一层都是 x W + b。
"""


def forward(params, x):
    """Logits and a cache."""
    inputs = [x]
    for weight, _ in params[:-1]:
        inputs.append(np.maximum(inputs[-1] @ weight, 0))
    weight, bias = params[-1]
    logits = inputs[-1] @ weight + bias
    return logits, (inputs, logits)
