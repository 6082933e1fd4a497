"""Believes that a tensor made from an array is float32.

expect: test_features_are_all_columns_but_the_last, test_labels_are_the_last_column,
    test_whole_numbers_become_float32_too
says: NumPy reads numbers as float64, and from_numpy keeps that. The layers hold float32 and refuse to mix: say which dtype you want.
says_zh: NumPy 默认按 float64 读数，from_numpy 会原样保留。网络的层是 float32，两者不能混用：请写明你要的 dtype。
"""


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Features (n, d) and labels (n, 1) of a comma-separated file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    if not is_number(lines[0].split(",")[0]):
        lines = lines[1:]
    table = np.loadtxt(lines, delimiter=",", ndmin=2)
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1:])
