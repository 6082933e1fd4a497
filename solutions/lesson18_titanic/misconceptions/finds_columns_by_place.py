"""Believes that the columns of a file always stand where they stood in the first file.

expect: test_columns_are_found_by_name
says: You take the columns by their places. The header says which column is which, and the next file may have another order, or lack one.
says_zh: 你按位置取列。哪一列是什么由表头说明；下一个文件的顺序可能不同，也可能少一列。
"""


def read_passengers(path: str) -> tuple[Tensor, Tensor | None]:
    places = dict(zip(COLUMNS, (2, 4, 5, 6, 7, 9, 11)))
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    shift = 0 if "Survived" in header else -1
    raw = torch.tensor([[to_number(name, row[places[name] + shift]) for name in COLUMNS] for row in rows])
    return raw, torch.tensor([[float(row[1])] for row in rows]) if shift == 0 else None
