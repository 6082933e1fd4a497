"""Believes that a fraction of the tickets is that fraction of the passengers.

expect: test_the_test_part_has_its_share
says: You draw a fraction of the tickets, whether one passenger or four travel on each. Count passengers: the test part is large enough when it has n * test_fraction rows.
says_zh: 你抽的是一定比例的船票，不管一张票上是一个人还是四个人。要数的是乘客：测试部分有 n * test_fraction 行才够。
"""


def split_by_ticket(tickets: Sequence[str], test_fraction: float, seed: int) -> tuple[Tensor, Tensor]:
    rows_of: dict[str, list[int]] = {}
    for row, ticket in enumerate(tickets):
        rows_of.setdefault(ticket, []).append(row)
    groups = list(rows_of.values())
    order = torch.randperm(len(groups), generator=torch.Generator().manual_seed(seed)).tolist()
    n_test = round(len(groups) * test_fraction)
    test = [row for place in order[:n_test] for row in groups[place]]
    return torch.tensor(sorted(set(range(len(tickets))) - set(test))), torch.tensor(test)
