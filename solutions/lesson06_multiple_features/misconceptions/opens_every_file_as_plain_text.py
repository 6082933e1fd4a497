"""Believes that open() sees what is in a compressed file.

expect: test_file_may_be_compressed, test_first_line_may_be_a_header
says: A .gz file holds compressed bytes, and open() gives you those. They have to go through gzip before there is any text.
says_zh: 以 .gz 结尾的文件里是压缩后的字节，open() 读到的就是这些。先经过 gzip 解压，才有文本可读。
"""


def load_table(path: str) -> tuple[Tensor, Tensor]:
    """Features (n, d) and labels (n, 1) of a comma-separated file."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    if not is_number(lines[0].split(",")[0]):
        lines = lines[1:]
    table = np.loadtxt(lines, delimiter=",", dtype=np.float32, ndmin=2)
    return torch.from_numpy(table[:, :-1]), torch.from_numpy(table[:, -1:])
