"""Believes that each column of a table is a sample.

expect: test_table_item_is_one_row, test_table_length_is_the_number_of_samples,
    test_table_items_are_float32, test_table_indices_are_those_of_a_list,
    test_transform_changes_the_features_alone, test_transform_runs_at_each_access
says: You take column i of x, and count the columns. In PyTorch the first dimension counts the samples: a sample is a row.
says_zh: 你取的是 x 的第 i 列，数的也是列数。在 PyTorch 里第一个维度是样本：一个样本是一行。
"""


class TableDataset(Dataset):
    """A table that is in memory already."""

    def __init__(self, x: Tensor, y: Tensor, transform: Callable[[Tensor], Tensor] | None = None) -> None:
        self.x = torch.as_tensor(x, dtype=torch.float32)
        self.y = torch.as_tensor(y, dtype=torch.float32)
        self.transform = transform

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        features, label = self.x[:, index], self.y[:, index]
        return (features if self.transform is None else self.transform(features)), label

    def __len__(self) -> int:
        return self.x.shape[1]
