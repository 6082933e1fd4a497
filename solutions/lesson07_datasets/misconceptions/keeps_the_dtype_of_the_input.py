"""Believes that a dataset hands out numbers in the precision in which it got them.

expect: test_table_items_are_float32
says: Your items are float64 when x and y are. The layers of a network hold float32, so the first of them would refuse such a batch.
says_zh: x 和 y 是 float64 时，你取出的也是 float64。网络各层的参数是 float32，这样的一批数据到第一层就会报错。
"""


class TableDataset(Dataset):
    """A table that is in memory already."""

    def __init__(self, x: Tensor, y: Tensor, transform: Callable[[Tensor], Tensor] | None = None) -> None:
        self.x = torch.as_tensor(x)
        self.y = torch.as_tensor(y)
        self.transform = transform

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        features, label = self.x[index], self.y[index]
        return (features if self.transform is None else self.transform(features)), label

    def __len__(self) -> int:
        return len(self.x)
