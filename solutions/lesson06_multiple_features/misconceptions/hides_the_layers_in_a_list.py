"""Believes that parameters() finds layers wherever they are.

expect: test_model_has_the_parameters_of_8_6_4_1, test_sigmoid_follows_every_layer,
    test_sizes_give_the_width_of_each_layer, test_sizes_give_the_number_of_layers,
    test_gradient_reaches_every_layer, test_losses_are_means_taken_before_each_step,
    test_training_moves_the_model_by_gradient_descent, test_gradients_left_by_the_caller_do_no_harm,
    test_training_again_goes_on_from_where_it_was, test_each_row_twice_changes_nothing,
    test_training_predicts_the_other_half_of_the_diabetes_table
says: Your layers stand in a plain list. The model computes with them, but parameters() does not see them and the optimizer has nothing to move: nn has a list for modules.
says_zh: 你把层放进了普通的 Python 列表。模型能用它们计算，但 parameters() 看不见，优化器也就没有参数可更新。nn 里有专门存放模块的列表。
"""


class Model(nn.Module):
    """Linear layers, each followed by a sigmoid."""

    def __init__(self, sizes: Sequence[int] = (8, 6, 4, 1)) -> None:
        super().__init__()
        self.layers = [nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes)]

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, sizes[-1])."""
        for layer in self.layers:
            x = torch.sigmoid(layer(x))
        return x
