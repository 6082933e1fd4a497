"""Believes that the order of the pixels is free.

expect: test_softmax_regression_is_one_layer, test_small_images_are_learned
says: You read the pixels column by column. Each weight belongs to one pixel; they are read row by row.
says_zh: 你按列读取像素；每个权重都对应一个像素，应当按行读取。
"""


class SoftmaxRegression(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x.transpose(2, 3).flatten(1))
