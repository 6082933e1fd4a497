"""Believes that a row with a gap is of no use.

expect: test_an_empty_field_is_nan, test_one_answer_for_each_passenger, test_the_same_answer_twice,
    test_no_passenger_counts_for_another, test_survived_is_not_read_in_predict, test_unheard_of_survivors_are_found
says: You leave out the passengers who have an empty field. Who has no age in the list is a passenger all the same, and has to get an answer later.
says_zh: 你丢掉了有空字段的乘客。名单里没有年龄的人也是乘客，之后同样要给出预测。
"""


def read_passengers(path: str) -> tuple[Tensor, Tensor | None]:
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if all(row[name] for name in COLUMNS)]
    raw = torch.tensor([[to_number(name, row[name]) for name in COLUMNS] for row in rows])
    if "Survived" not in rows[0]:
        return raw, None
    return raw, torch.tensor([[float(row["Survived"])] for row in rows])
