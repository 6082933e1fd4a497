"""Believes that every passenger list tells who survived.

expect: test_a_list_without_survived, test_one_answer_for_each_passenger, test_the_same_answer_twice,
    test_no_passenger_counts_for_another, test_survived_is_not_read_in_predict, test_unheard_of_survivors_are_found
says: You read Survived from every file. A list of passengers to be asked about has no such column: ask whether it is there, and give None if it is not.
says_zh: 你在每个文件里都读 Survived。要预测的名单没有这一列：先看有没有，没有就返回 None。
"""


def read_passengers(path: str) -> tuple[Tensor, Tensor | None]:
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    raw = torch.tensor([[to_number(name, row[name]) for name in COLUMNS] for row in rows])
    return raw, torch.tensor([[float(row["Survived"])] for row in rows])
