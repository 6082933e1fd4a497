"""Believes that every line ends in a newline that must be cut off.

expect: test_lines_may_end_in_any_way
says: You cut the last character off every line. The last line of a file may have no newline, and then you cut a digit.
says_zh: 你把每一行的最后一个字符都去掉了。文件的最后一行可能没有换行符，这时去掉的就是一个数字。
"""


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Features (n, d) and labels (n, 1) of a comma-separated file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = [line[:-1] for line in file]
    if not is_number(lines[0].split(",")[0]):
        lines = lines[1:]
    table = np.loadtxt(lines, delimiter=",", dtype=np.float32, ndmin=2)
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1:])
