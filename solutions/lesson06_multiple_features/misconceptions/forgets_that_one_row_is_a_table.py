"""Believes that loadtxt always gives two dimensions.

expect: test_one_row_or_one_feature_is_a_table_too
says: For a file of one line loadtxt gives a flat array, and cutting columns off it goes wrong. Print the shape; there is an argument for this.
says_zh: 文件只有一行时，loadtxt 给出的是一维数组，再按列去切就错了。打印形状看看；它有一个参数专门管这件事。
"""


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Features (n, d) and labels (n, 1) of a comma-separated file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    if not is_number(lines[0].split(",")[0]):
        lines = lines[1:]
    table = np.loadtxt(lines, delimiter=",", dtype=np.float32)
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1:])
