"""Believes that a transform is a preparation that can be done once, in advance.

expect: test_transform_runs_at_each_access
says: Your transform runs in __init__, so that every epoch sees the same result. A random transform, a shift of an image say, would then draw only once.
says_zh: 你在 __init__ 里就做完了变换，于是每一轮看到的都是同一个结果。如果变换是随机的，例如随机平移图像，它就只随机了一次。
"""


class TableDataset(Dataset):
    """A table that is in memory already."""

    def __init__(self, x: Tensor, y: Tensor, transform: Callable[[Tensor], Tensor] | None = None) -> None:
        self.x = torch.as_tensor(x, dtype=torch.float32)
        if transform is not None:
            self.x = torch.stack([transform(row) for row in self.x])
        self.y = torch.as_tensor(y, dtype=torch.float32)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index], self.y[index]

    def __len__(self) -> int:
        return len(self.x)
