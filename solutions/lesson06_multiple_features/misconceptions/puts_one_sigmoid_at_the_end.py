"""Believes that layers make a network, and the sigmoid a probability of it.

expect: test_model_has_the_parameters_of_8_6_4_1, test_sigmoid_follows_every_layer,
    test_sizes_give_the_width_of_each_layer, test_sizes_give_the_number_of_layers,
    test_losses_are_means_taken_before_each_step, test_training_moves_the_model_by_gradient_descent,
    test_gradients_left_by_the_caller_do_no_harm, test_training_again_goes_on_from_where_it_was,
    test_each_row_twice_changes_nothing
says: Your hidden layers have no sigmoid. Three linear layers in a row are one linear layer: the boundary stays straight.
says_zh: 你的隐藏层之后没有 sigmoid。三个线性层直接相连，仍然等于一个线性层，分界线还是直的。
"""


class Model(nn.Module):
    """Linear layers, each followed by a sigmoid."""

    def __init__(self, sizes: Sequence[int] = (8, 6, 4, 1)) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes))

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, sizes[-1])."""
        for layer in self.layers:
            x = layer(x)
        return torch.sigmoid(x)
