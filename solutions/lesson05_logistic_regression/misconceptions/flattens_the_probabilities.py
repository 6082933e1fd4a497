"""Believes that n predictions are a flat tensor of shape (n,).

expect: test_model_of_one_feature, test_model_of_three_features, test_predict_decides_at_one_half,
    test_predict_counts_the_threshold_itself_as_one, test_predict_follows_the_threshold,
    test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_training_finds_the_boundary
says: Your model drops the last dimension. Beside targets of shape (n, 1) a result of shape (n,) raises an error in nn.BCELoss, and elsewhere broadcasts to (n, n).
says_zh: 你的模型去掉了最后一个维度。目标是 (n, 1)，结果却是 (n,)：nn.BCELoss 会报错，在别处则会广播成 (n, n)。
"""


class LogisticRegressionModel(nn.Module):
    """p = sigmoid(x w + b)."""

    def __init__(self, in_features: int = 1) -> None:
        super().__init__()
        self.linear = nn.Linear(in_features, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, 1)."""
        return torch.sigmoid(self.linear(x)).squeeze(1)
