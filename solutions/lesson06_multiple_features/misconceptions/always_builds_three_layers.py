"""Believes that sizes changes the widths and never the depth.

expect: test_sizes_give_the_number_of_layers
says: You build exactly three layers from sizes[0] to sizes[3]. Two sizes are one layer and five are four: go through them in a loop.
says_zh: 你总是用 sizes[0] 到 sizes[3] 建三层。两个数应该是一层，五个数应该是四层：请用循环。
"""


class Model(nn.Module):
    """Linear layers, each followed by a sigmoid."""

    def __init__(self, sizes: Sequence[int] = (8, 6, 4, 1)) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            nn.Linear(n_in, n_out) for n_in, n_out in pairwise(sizes[i] for i in range(4))
        )

    def forward(self, x: Tensor) -> Tensor:
        """Probabilities of shape (n, sizes[-1])."""
        for layer in self.layers:
            x = torch.sigmoid(layer(x))
        return x
