"""Believes that softmax is the sigmoid of classification, for one output too.

expect: test_model_of_one_feature, test_model_of_three_features, test_predict_decides_at_one_half,
    test_predict_counts_the_threshold_itself_as_one, test_predict_follows_the_threshold,
    test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: Softmax makes each row sum to 1. With a single output that output is always 1, whatever x is.
says_zh: softmax 让每一行之和为 1。只有一个输出时，不论 x 是什么，它永远是 1。
"""


class LogisticRegressionModel(nn.Module):
    """p = sigmoid(x w + b)."""

    def __init__(self, in_features: int = 1) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, 1)."""
        return torch.softmax(self.linear(x), dim=1)
