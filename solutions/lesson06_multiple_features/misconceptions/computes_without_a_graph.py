"""Believes that a forward pass is a prediction, and that a prediction needs no graph.

expect: test_gradient_reaches_every_layer, test_losses_are_means_taken_before_each_step,
    test_training_moves_the_model_by_gradient_descent, test_gradients_left_by_the_caller_do_no_harm,
    test_training_again_goes_on_from_where_it_was, test_each_row_twice_changes_nothing,
    test_training_predicts_the_other_half_of_the_diabetes_table
says: Your forward runs under no_grad, so nothing that it computes can be differentiated, and backward stops with an error. Whether a graph is wanted is the caller's affair.
says_zh: 你的 forward 在 no_grad 下运行，算出来的东西无法求导，backward 就会报错。要不要记录计算图，应该由调用者决定。
"""


class Model(nn.Module):
    """Linear layers, each followed by a sigmoid."""

    def __init__(self, sizes: Sequence[int] = (8, 6, 4, 1)) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes))

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, sizes[-1])."""
        with torch.no_grad():
            for layer in self.layers:
                x = torch.sigmoid(layer(x))
        return x
