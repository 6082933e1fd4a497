"""Believes that labels are a flat list, one number per row.

expect: test_labels_are_the_last_column
says: Your labels have shape (n,). The model's output is a column, (n, 1): look at what an index and a slice do to the dimensions.
says_zh: 你的标签形状是 (n,)，而模型的输出是一列 (n, 1)。看看用整数取列和用切片取列，维度有什么不同。
"""


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Features (n, d) and labels (n, 1) of a comma-separated file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    if not is_number(lines[0].split(",")[0]):
        lines = lines[1:]
    table = np.loadtxt(lines, delimiter=",", dtype=np.float32, ndmin=2)
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1])
