"""Believes that a straight line needs a weight only.

expect: test_model_is_a_straight_line, test_losses_are_means_taken_before_each_step,
    test_training_moves_the_model_by_gradient_descent, test_gradients_left_by_the_caller_do_no_harm,
    test_training_again_goes_on_from_where_it_was, test_training_finds_the_line
says: Your model has no bias: its lines all go through the origin.
says_zh: 你的模型没有偏置：它的直线全都过原点。
"""


class LinearModel(nn.Module):
    """y_hat = x w + b."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(1, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Predictions, (n, 1)."""
        return self.linear(x)
