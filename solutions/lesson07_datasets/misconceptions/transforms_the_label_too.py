"""Believes that a transform belongs to the whole sample, the label included.

expect: test_transform_changes_the_features_alone, test_transform_runs_at_each_access
says: You put the label through the transform as well. It is meant for the features: scaling them must not scale what is to be predicted.
says_zh: 你让标签也经过了 transform。它只针对特征：缩放特征时，要预测的目标不能跟着缩放。
"""


class TableDataset(Dataset):
    """A table that is in memory already."""

    def __init__(self, x: Tensor, y: Tensor, transform: Callable[[Tensor], Tensor] | None = None) -> None:
        self.x = torch.as_tensor(x, dtype=torch.float32)
        self.y = torch.as_tensor(y, dtype=torch.float32)
        self.transform = transform

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        features, label = self.x[index], self.y[index]
        if self.transform is None:
            return features, label
        return self.transform(features), self.transform(label)

    def __len__(self) -> int:
        return len(self.x)
