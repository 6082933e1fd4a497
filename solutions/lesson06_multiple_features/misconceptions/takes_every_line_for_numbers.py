"""Believes that a table of numbers has no line of words.

expect: test_first_line_may_be_a_header
says: You make numbers of every line, also of a header. Ask of the first line whether its fields can be read as numbers.
says_zh: 你把每一行都当作数来读，表头也不例外。先判断第一行的字段能不能读成数。
"""


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Features (n, d) and labels (n, 1) of a comma-separated file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    table = np.loadtxt(lines, delimiter=",", dtype=np.float32, ndmin=2)
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1:])
