"""Believes that the last layer needs no sigmoid.

expect: test_model_has_the_parameters_of_8_6_4_1, test_sigmoid_follows_every_layer,
    test_sizes_give_the_width_of_each_layer, test_sizes_give_the_number_of_layers,
    test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_each_row_twice_changes_nothing, test_training_predicts_the_other_half_of_the_diabetes_table
says: Your last layer gives logits, any real numbers. Here the sigmoid follows every layer, also the last, and BCELoss wants probabilities.
says_zh: 你的最后一层给出的是 logit，可以是任何实数。本课要求每一层之后都有 sigmoid，最后一层也不例外；BCELoss 需要的是概率。
"""


class Model(nn.Module):
    """Linear layers, each followed by a sigmoid."""

    def __init__(self, sizes: Sequence[int] = (8, 6, 4, 1)) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes))

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, sizes[-1])."""
        *hidden, last = self.layers
        for layer in hidden:
            x = torch.sigmoid(layer(x))
        return last(x)
