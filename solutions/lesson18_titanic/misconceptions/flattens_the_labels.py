"""Believes that one label per passenger means a 1-D tensor.

expect: test_labels_are_a_column, test_one_answer_for_each_passenger, test_the_same_answer_twice,
    test_no_passenger_counts_for_another, test_survived_is_not_read_in_predict, test_unheard_of_survivors_are_found
says: Your labels have shape (n,). A network's output has shape (n, 1), and a formula of your own with both broadcasts to (n, n).
says_zh: 你的标签形状是 (n,)。网络的输出是 (n, 1)，自己写的公式碰到两者会广播成 (n, n)。
"""


def read_passengers(path: str) -> tuple[Tensor, Tensor | None]:
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    raw = torch.tensor([[to_number(name, row[name]) for name in COLUMNS] for row in rows])
    if "Survived" not in rows[0]:
        return raw, None
    labels = torch.tensor([float(row["Survived"]) for row in rows])
    return raw, labels
